"""Who may do what to a document, an objection and a calibration session: one table of acts at the end."""

from collections.abc import Iterable
from typing import Any

import rules

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak, mencakup
from kinerja.organisasi.rules import adalah_admin_bkpsdm, adalah_pegawai
from predikat.enums import PeranSesi, StatusDokumen, StatusKeberatan, StatusSesi
from predikat.models import DokumenEvaluasi, Evaluasi, Geseran, Keberatan, PesertaSesi, SesiKalibrasi
from predikat.queries_kalibrasi import orang_sesi

_D, _K = StatusDokumen, StatusKeberatan


def _dokumen(objek: Any) -> DokumenEvaluasi | None:
    match objek:
        case DokumenEvaluasi():
            return objek
        case Keberatan():
            return objek.dokumen
    return None


def _evaluasi(objek: Any) -> Evaluasi | None:
    d = _dokumen(objek)
    return d.evaluasi if d is not None else (objek if isinstance(objek, Evaluasi) else None)


@rules.predicate
def yang_dinilai(akun: Akun, objek: Any) -> bool:
    """The document is about himself."""
    e, saya = _evaluasi(objek), hak(akun).pegawai_id
    return e is not None and saya is not None and e.pegawai_id == saya


@rules.predicate
def penilai_dokumen(akun: Akun, objek: Any) -> bool:
    """He is the assessor of the evaluation."""
    e, saya = _evaluasi(objek), hak(akun).pegawai_id
    return e is not None and saya is not None and e.penilai_id == saya


@rules.predicate
def atasan_dokumen(akun: Akun, objek: Any) -> bool:
    """He is the assessor's superior, as named on the document."""
    d, saya = _dokumen(objek), hak(akun).pegawai_id
    return d is not None and saya is not None and d.atasan_penilai_id == saya


@rules.predicate
def penilai_tak_masuk(akun: Akun, objek: Any) -> bool:
    """The assessor has no sign-in (a kepala daerah), is gone, or was never found: his part is done for him."""
    e = _evaluasi(objek)
    if e is None:
        return False
    p = e.penilai
    return (
        p is None or p.status == StatusPegawai.NON_ASN or (p.berhenti_sejak is not None and p.berhenti_sejak <= hak(akun).hari)
    )


@rules.predicate
def mengurus_dokumen(akun: Akun, objek: Any) -> bool:
    """BKPSDM; the unit's admin only where the assessor's part is done for him, for predikat are not his business otherwise.

    Never for himself.
    """
    e, h = _evaluasi(objek), hak(akun)
    if e is None or not h.wilayah_admin or e.pegawai_id == h.pegawai_id:
        return False
    return h.admin_bkpsdm or (mencakup(h.wilayah_admin, e.unit_hitung.path) and bool(penilai_tak_masuk.test(akun, objek)))


@rules.predicate
def auditor(akun: Akun, objek: Any) -> bool:
    """Inspektorat reads documents of others once they are handed over."""
    d = _dokumen(objek)
    if d is None or d.status in (_D.DISUSUN, _D.DIBUKA_KEMBALI):
        return False
    return hak(akun).auditor and not yang_dinilai.test(akun, objek)


@rules.predicate
def atasan_tak_masuk(akun: Akun, objek: Any) -> bool:
    """The same of the assessor's superior: his decision comes on paper."""
    d = _dokumen(objek)
    if d is None:
        return False
    p = d.atasan_penilai
    return (
        p is None or p.status == StatusPegawai.NON_ASN or (p.berhenti_sejak is not None and p.berhenti_sejak <= hak(akun).hari)
    )


def _dok(*status: str) -> Any:
    @rules.predicate
    def berstatus(akun: Akun, objek: Any) -> bool:
        d = _dokumen(objek)
        return d is not None and d.status in status

    return berstatus


def _kasus(*status: str) -> Any:
    @rules.predicate
    def berstatus(akun: Akun, objek: Any) -> bool:
        return isinstance(objek, Keberatan) and objek.status in status

    return berstatus


_sudah_diserahkan = ~_dok(_D.DISUSUN, _D.DIBUKA_KEMBALI)
_pihak = penilai_dokumen | atasan_dokumen | mengurus_dokumen | auditor


# -- sessions


def _sesi(objek: Any) -> SesiKalibrasi | None:
    match objek:
        case SesiKalibrasi():
            return objek
        case Geseran():
            return objek.sesi
    return None


def peran_sesi(akun: Akun, sesi: SesiKalibrasi) -> frozenset[str]:
    """As what he sits in it; asked once per session object."""
    saya = hak(akun).pegawai_id
    ingat: dict[int | None, frozenset[str]] = sesi.__dict__.setdefault("_peran_sesi", {})
    if saya not in ingat:
        baris = PesertaSesi.objects.filter(sesi=sesi.pk, pegawai=saya).values_list("peran", flat=True) if saya else ()
        ingat[saya] = frozenset(baris)
    return ingat[saya]


def ingat_peran(akun: Akun, sesi: SesiKalibrasi, peran: Iterable[str]) -> None:
    """Who read the session together with the roles of ``akun`` says them here, so that nobody asks again."""
    sesi.__dict__.setdefault("_peran_sesi", {})[hak(akun).pegawai_id] = frozenset(peran)


def _duduk(*peran: str) -> Any:
    @rules.predicate
    def duduk(akun: Akun, objek: Any) -> bool:
        s = _sesi(objek)
        return s is not None and bool(peran_sesi(akun, s) & set(peran))

    return duduk


@rules.predicate
def memimpin_unit_sesi(akun: Akun, objek: Any) -> bool:
    """Leads the unit of the session (``objek`` may be the unit itself, or one above)."""
    s = _sesi(objek)
    path = s.unit.path if s is not None else str(getattr(objek, "path", ""))
    return bool(path) and any(path == p for p in hak(akun).memimpin)


@rules.predicate
def admin_unit_sesi(akun: Akun, objek: Any) -> bool:
    """Looks after the unit of the session."""
    s = _sesi(objek)
    path = s.unit.path if s is not None else str(getattr(objek, "path", ""))
    return bool(path) and mencakup(hak(akun).wilayah_admin, path)


@rules.predicate
def sesi_terbuka(akun: Akun, objek: Any) -> bool:
    """Not locked, not given up."""
    s = _sesi(objek)
    return s is not None and s.status == StatusSesi.TERBUKA


@rules.predicate
def sesi_dikunci(akun: Akun, objek: Any) -> bool:
    """Locked."""
    s = _sesi(objek)
    return s is not None and s.status == StatusSesi.DIKUNCI


@rules.predicate
def dinilai_di_sesi(akun: Akun, objek: Any) -> bool:
    """He is one of those whom the session was about."""
    s, saya = _sesi(objek), hak(akun).pegawai_id
    return s is not None and saya is not None and orang_sesi(s).filter(pegawai=saya).exists()


@rules.predicate
def penilai_geseran(akun: Akun, objek: Any) -> bool:
    """The moved rating was his."""
    saya = hak(akun).pegawai_id
    return isinstance(objek, Geseran) and saya is not None and objek.evaluasi.penilai_id == saya


_peserta = _duduk(*PeranSesi)
_bergerak = _duduk(PeranSesi.FASILITATOR, PeranSesi.PENILAI, PeranSesi.PENGUNCI)

#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "daftar_dokumen": adalah_pegawai,
    "lihat_dokumen": (yang_dinilai & _sudah_diserahkan) | _pihak,
    "serahkan": (penilai_dokumen | (mengurus_dokumen & penilai_tak_masuk)) & _dok(_D.DISUSUN),
    "terima": yang_dinilai & _dok(_D.DISERAHKAN),
    "tanda_tangani": yang_dinilai & _dok(_D.DISERAHKAN, _D.DITERIMA),
    "ajukan_keberatan": yang_dinilai & _dok(_D.DISERAHKAN, _D.DITERIMA, _D.DITANDATANGANI),
    "sahkan": (atasan_dokumen | (mengurus_dokumen & atasan_tak_masuk)) & _dok(_D.DISERAHKAN, _D.DITERIMA),
    "buka_kembali_dokumen": adalah_admin_bkpsdm & mengurus_dokumen & _dok(_D.DISUSUN, _D.DISERAHKAN, _D.DITERIMA),
    "buat_dokumen": adalah_admin_bkpsdm,
    "lihat_keberatan": yang_dinilai | _pihak,
    "beri_bukti": (yang_dinilai | penilai_dokumen) & _kasus(_K.DIAJUKAN, _K.DIJELASKAN, _K.DIPERIKSA),
    "jelaskan": (penilai_dokumen | (mengurus_dokumen & penilai_tak_masuk)) & _kasus(_K.DIAJUKAN),
    "periksa_keberatan": (atasan_dokumen | (mengurus_dokumen & atasan_tak_masuk))
    & _kasus(_K.DIAJUKAN, _K.DIJELASKAN, _K.DIPERIKSA),
    "putus": atasan_dokumen & _kasus(_K.DIJELASKAN, _K.DIPERIKSA),
    "catat_putusan": adalah_admin_bkpsdm
    & mengurus_dokumen
    & ~penilai_dokumen
    & atasan_tak_masuk
    & _kasus(_K.DIJELASKAN, _K.DIPERIKSA),
    "tarik_keberatan": yang_dinilai & _kasus(_K.DIAJUKAN, _K.DIJELASKAN),
    "daftar_sesi": adalah_pegawai,
    "buka_sesi": memimpin_unit_sesi | admin_unit_sesi,
    "lihat_sesi": _peserta | adalah_admin_bkpsdm,
    "atur_peserta": _duduk(PeranSesi.FASILITATOR) & sesi_terbuka,
    "geser": _bergerak & sesi_terbuka,
    "bahas": _bergerak & sesi_terbuka,
    "jawab_geseran": penilai_geseran & sesi_terbuka,
    "kunci": _duduk(PeranSesi.PENGUNCI) & sesi_terbuka,
    "catat_kunci": _duduk(PeranSesi.FASILITATOR) & sesi_terbuka & ~dinilai_di_sesi,
    "batalkan_sesi": _duduk(PeranSesi.FASILITATOR) & sesi_terbuka,
    "buka_kembali_sesi": (_duduk(PeranSesi.PENGUNCI) | (adalah_admin_bkpsdm & ~dinilai_di_sesi)) & sesi_dikunci,
    "cetak_sesi": (_peserta | adalah_admin_bkpsdm) & sesi_dikunci,
    "risalah_sesi": (_peserta | adalah_admin_bkpsdm) & sesi_dikunci & ~dinilai_di_sesi,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"predikat.{_nama}", _siapa)
