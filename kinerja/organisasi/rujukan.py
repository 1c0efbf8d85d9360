"""The reference lists of ``kinerja/organisasi/data`` as plain look-ups, read once."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, JenisUnit

_DATA = Path(__file__).resolve().parent / "data"
_TINGKAT = {
    "JPT UTAMA": JenisJabatan.JPT_UTAMA,
    "JPT MADYA": JenisJabatan.JPT_MADYA,
    "JPT PRATAMA": JenisJabatan.JPT_PRATAMA,
    "ADMINISTRATOR": JenisJabatan.ADMINISTRATOR,
    "PENGAWAS": JenisJabatan.PENGAWAS,
}
#: Kedudukan hukum in which a person is away from his office.
MASA_DARI_KEDUDUKAN: Mapping[str, JenisMasaKhusus] = {
    "02": JenisMasaKhusus.CLTN,
    "03": JenisMasaKhusus.TUBEL,
    "04": JenisMasaKhusus.DIBERHENTIKAN_SEMENTARA,
    "13": JenisMasaKhusus.CLTN,
    "20": JenisMasaKhusus.MPP,
}
#: Kedudukan hukum in which a person has left.
BERHENTI = frozenset({"66", "67", "68", "69", "70", "77", "88", "98", "99"})


def _baca(nama: str) -> list[dict[str, str]]:
    with (_DATA / nama).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def sama(teks: str) -> str:
    """A name as compared: lower case, single blanks."""
    return " ".join(teks.casefold().split())


@dataclass(frozen=True, slots=True)
class UnitRujukan:
    """A unit of the list: its kind, and the level of whoever heads it."""

    kode: str
    nama: str
    singkatan: str
    jenis: JenisUnit
    kepala: str
    eselon: str


@cache
def unit_rujukan() -> dict[str, UnitRujukan]:
    """By code of the unit file."""
    return {
        u["kode_buatan"]: UnitRujukan(
            u["kode_buatan"], u["nama"], u["singkatan"], JenisUnit(u["jenis"]), u["jabatan_kepala"], u["eselon_kepala"]
        )
        for u in _baca("opd_balangan.csv")
    }


@cache
def eselon_kepala() -> dict[str, str]:
    """Position name of a head (as compared) -> eselon, where the list knows only one for that name."""
    semua: dict[str, set[str]] = {}
    for u in unit_rujukan().values():
        if u.eselon in eselon_nama():
            semua.setdefault(sama(u.kepala), set()).add(u.eselon)
    return {nama: next(iter(e)) for nama, e in semua.items() if len(e) == 1}


@cache
def golongan_pns() -> dict[str, str]:
    """Golongan (III/d) -> SIASN id."""
    return {g["golongan"]: g["id_siasn"] for g in _baca("golongan_pns.csv")}


@cache
def pangkat() -> dict[str, str]:
    """Golongan (III/d) -> pangkat (Penata Tingkat I). PPPK have none."""
    return {g["golongan"]: g["pangkat"] for g in _baca("golongan_pns.csv")}


@cache
def golongan_pppk() -> frozenset[str]:
    """I to XVII."""
    return frozenset(g["golongan"] for g in _baca("golongan_pppk.csv"))


@cache
def eselon_nama() -> dict[str, JenisJabatan]:
    """II.b -> JPT_PRATAMA; only levels that lead."""
    return {e["eselon"]: _TINGKAT[e["jabatan_asn"]] for e in _baca("eselon.csv") if e["jabatan_asn"] in _TINGKAT}


@cache
def eselon_id() -> dict[str, str]:
    """SIASN id -> eselon; only levels that lead."""
    return {e["id_siasn"]: e["eselon"] for e in _baca("eselon.csv") if e["jabatan_asn"] in _TINGKAT}


@cache
def jenis_jabatan() -> dict[str, str]:
    """Name (as compared) -> SIASN id."""
    return {sama(j["nama"]): j["id_siasn"] for j in _baca("jenis_jabatan.csv")}


@cache
def kedudukan_hukum() -> dict[str, str]:
    """SIASN id -> name. PPPK codes (71 and up) are not in the list."""
    return {k["id_siasn"]: k["nama"] for k in _baca("kedudukan_hukum.csv")}


@cache
def kedudukan_dari_nama() -> dict[str, str]:
    """Name (as compared) -> SIASN id."""
    return {sama(nama): id_ for id_, nama in kedudukan_hukum().items()}


@cache
def jenjang_jf() -> dict[str, str]:
    """Functional position (as compared) -> code of its level."""
    return {sama(j["nama"]): j["kode_jenjang"] for j in _baca("jabatan_fungsional.csv")}


@cache
def jenjang_dari_nama() -> tuple[tuple[str, str], ...]:
    """(ending of a position's name, code of the level), longest first."""
    jenjang = [(sama(j["jenjang"]), j["kode"]) for j in _baca("jenjang_jf.csv")]
    return tuple(sorted(jenjang, key=lambda x: -len(x[0])))
