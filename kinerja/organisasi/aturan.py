"""The number of a civil servant, as its digits say. Pure: no Django, no clock."""

import datetime as dt
from dataclasses import dataclass

PANJANG_NIP = 18
USIA_TMT_TERMUDA = 15
_ANGKA = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class UraianNip:
    """What a NIP says. ``bulan_tmt`` is None for a PPPK, whose digits 13-14 are ``21``. ``jenis_kelamin``: 1 male, 2 female."""

    tanggal_lahir: dt.date
    tahun_tmt: int
    bulan_tmt: int | None
    jenis_kelamin: int
    nomor_urut: int
    pppk: bool


def uraikan_nip(nip: str) -> UraianNip:
    """Take a NIP apart: birth (8), TMT CPNS as yyyymm or year and ``21`` for a PPPK (6), sex (1), serial (3).

    Strict: nothing is trimmed. Raises ``ValueError`` with a sentence that names what is wrong. Source: Peraturan Kepala BKN
    22/2007 (NIP); NI PPPK carries ``21`` where a PNS has the month.
    """
    if not isinstance(nip, str):
        raise ValueError("NIP harus berupa teks, bukan bilangan.")
    if len(nip) != PANJANG_NIP:
        raise ValueError(f"NIP bukan {PANJANG_NIP} angka: panjangnya {len(nip)}.")
    asing = next((x for x in nip if x not in _ANGKA), None)
    if asing is not None:
        raise ValueError(f"NIP memuat bukan angka: {asing!r}.")
    lahir = _tanggal_lahir(nip[:8])
    tahun, bulan = int(nip[8:12]), _bulan_tmt(nip[12:14])
    jenis_kelamin = int(nip[14])
    if jenis_kelamin not in (1, 2):
        raise ValueError(f"Angka jenis kelamin pada NIP {jenis_kelamin}, seharusnya 1 atau 2.")
    _periksa_usia(lahir, tahun, bulan)
    return UraianNip(lahir, tahun, bulan, jenis_kelamin, int(nip[15:]), pppk=bulan is None)


def _tanggal_lahir(angka: str) -> dt.date:
    try:
        return dt.date(int(angka[:4]), int(angka[4:6]), int(angka[6:]))
    except ValueError:
        raise ValueError(f"Tanggal lahir pada NIP tidak ada dalam kalender: {angka}.") from None


def _bulan_tmt(angka: str) -> int | None:
    if angka == "21":
        return None
    if not 1 <= int(angka) <= 12:
        raise ValueError(f"Bulan TMT pada NIP {angka}, seharusnya 01 sampai 12, atau 21 bagi PPPK.")
    return int(angka)


def _periksa_usia(lahir: dt.date, tahun: int, bulan: int | None) -> None:
    """A PPPK's NIP tells only the year, so the year alone is judged."""
    genap = (lahir.year + USIA_TMT_TERMUDA, lahir.month, lahir.day)
    tmt = (tahun, 12, 31) if bulan is None else (tahun, bulan, 1)
    if tmt < genap:
        raise ValueError(f"TMT pada NIP mendahului usia {USIA_TMT_TERMUDA} tahun.")
