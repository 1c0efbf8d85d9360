"""Kind and level of a position from what the export says: its ESELON, else the list of units, else its name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kinerja.organisasi import rujukan
from kinerja.organisasi.enums import JenisJabatan

_STRUKTURAL, _RANGKAP, _JF = "1", "3", "2"
_JPT = frozenset({JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_PRATAMA})
PIMPINAN = _JPT | {JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS}
#: Usual levels of a kabupaten (PP 18/2016; Pasal 19 UU 5/2014), tried in order when neither ESELON nor the list knows.
_MENURUT_NAMA = (
    (JenisJabatan.PENGAWAS, r"sekretaris kelurahan|lurah\b|kepala (sub\s?bagian|sub\s?bidang|seksi)\b|kasubbag|kasi\b"),
    (
        JenisJabatan.ADMINISTRATOR,
        r"inspektur pembantu|kepala (bagian|bidang|cabang dinas)\b|camat\b|sekretaris camat|direktur rsud",
    ),
    (
        JenisJabatan.JPT_PRATAMA,
        r"sekretaris (daerah|dprd|dewan)|asisten|staf ahli|inspektur( daerah)?$|kepala (dinas|badan|satuan polisi)",
    ),
    (JenisJabatan.JPT_PRATAMA, r"kepala pelaksana bpbd"),
    (JenisJabatan.ADMINISTRATOR, r"sekretaris\b|kepala (kantor|pelaksana)\b"),
    (JenisJabatan.PENGAWAS, r"kepala (upt|uptd|unit|tata usaha)\b"),
)


@dataclass(frozen=True, slots=True)
class JabatanSiasn:
    """A position by what it is. ``siasn_id`` is only a label: SIASN gives one id to heads of many units."""

    nama: str
    jenis: JenisJabatan
    eselon: str = ""
    jenjang: str = ""
    siasn_id: str = ""

    @property
    def struktural(self) -> bool:
        """Whether it is a position that leads."""
        return self.jenis in PIMPINAN

    @property
    def kunci(self) -> tuple[str, str, str, str]:
        """What makes two rows the same position."""
        return self.nama, self.jenis.value, self.eselon, self.jenjang


@lru_cache(maxsize=20_000)
def kenali_jabatan(nama: str, jenis_id: str, eselon: str, kode_unit: str) -> JabatanSiasn | None:
    """The position, or None when it is structural and its level cannot be told."""
    if jenis_id in (_STRUKTURAL, _RANGKAP):
        return _struktural(nama, eselon, kode_unit)
    if jenis_id == _JF:
        return JabatanSiasn(nama, JenisJabatan.JF, jenjang=_jenjang(nama))
    return JabatanSiasn(nama, JenisJabatan.PELAKSANA)


def _struktural(nama: str, eselon: str, kode_unit: str) -> JabatanSiasn | None:
    tingkat = rujukan.eselon_nama()
    baku = eselon.strip().replace("/", ".")
    baku = baku if baku in tingkat else _eselon_dari_daftar(nama, kode_unit)
    if baku:
        return JabatanSiasn(nama, tingkat[baku], eselon=baku)
    polos = rujukan.sama(nama)
    jenis = next((j for j, pola in _MENURUT_NAMA if re.match(pola, polos)), None)
    return JabatanSiasn(nama, jenis) if jenis else None


def _eselon_dari_daftar(nama: str, kode_unit: str) -> str:
    unit = rujukan.unit_rujukan().get(kode_unit)
    if unit and rujukan.sama(unit.kepala) == rujukan.sama(nama) and unit.eselon in rujukan.eselon_nama():
        return unit.eselon
    return rujukan.eselon_kepala().get(rujukan.sama(nama), "")


def _jenjang(nama: str) -> str:
    polos = rujukan.sama(nama)
    if polos in rujukan.jenjang_jf():
        return rujukan.jenjang_jf()[polos]
    return next((kode for akhiran, kode in rujukan.jenjang_dari_nama() if polos.endswith(f" {akhiran}")), "")
