"""The calendar of the cycle as pure functions: working days, periods of a year, deadlines. No clock, no database.

Numbers never live here: they come in as arguments, from dated parameters (``parameter_bawaan.toml`` holds the defaults).
"""

import calendar
import datetime as dt
import re
from collections.abc import Collection, Set
from dataclasses import dataclass

from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import BULAN
from kinerja.plumbing.tulisan import tanggal as tanggal_panjang
from kinerja.siklus.enums import JenisPeriode, KeadaanTahap, KeadaanTenggat, Satuan

LIMA_HARI = frozenset({0, 1, 2, 3, 4})
#: Puskesmas, RSUD, schools and Satpol PP also work on Saturday.
ENAM_HARI = frozenset({0, 1, 2, 3, 4, 5})

_ROMAWI = ("I", "II", "III", "IV")
_SATU = dt.timedelta(days=1)


def hari_kerja_dari(jumlah: int) -> frozenset[int]:
    """Working weekdays (Monday is 0) of an office with a five- or six-day week. Raises ``ValueError`` for another number."""
    if jumlah not in (5, 6):
        raise ValueError("Pekan kerja hanya lima atau enam hari.")
    return ENAM_HARI if jumlah == 6 else LIMA_HARI


def adalah_hari_kerja(tanggal: dt.date, libur: Collection[dt.date], hari_kerja: Set[int] = LIMA_HARI) -> bool:
    """True when the office works on ``tanggal``."""
    return tanggal.weekday() in hari_kerja and tanggal not in libur


def hari_kerja_antara(mulai: dt.date, selesai: dt.date, libur: Collection[dt.date], hari_kerja: Set[int] = LIMA_HARI) -> int:
    """Working days on the way from ``mulai`` (excluded) to ``selesai`` (included).

    Going back (``selesai`` before ``mulai``) the way is walked backwards, the start again excluded and the end included,
    and the count is negative. So ``hari_kerja_antara(d, tambah_hari_kerja(d, n, libur), libur) == n`` for every ``n`` and
    every ``d``, also one that is a holiday.
    """
    _periksa_pekan(hari_kerja)
    if selesai >= mulai:
        return _hitung(mulai + _SATU, selesai, frozenset(libur), hari_kerja) if selesai > mulai else 0
    return -_hitung(selesai, mulai - _SATU, frozenset(libur), hari_kerja)


def tambah_hari_kerja(mulai: dt.date, jumlah: int, libur: Collection[dt.date], hari_kerja: Set[int] = LIMA_HARI) -> dt.date:
    """The ``jumlah``-th working day after ``mulai``; negative counts back; 0 gives ``mulai`` whatever day it is.

    ``mulai`` itself is not counted. Walks by whole weeks, so a long way costs no more than the holidays on it.
    Raises ``ValueError`` for a week without working days, ``OverflowError`` beyond the calendar.
    """
    _periksa_pekan(hari_kerja)
    libur = frozenset(libur)
    arah = 1 if jumlah >= 0 else -1
    sisa, kini = abs(jumlah), mulai
    while sisa > len(hari_kerja):
        tujuan = kini + arah * dt.timedelta(weeks=sisa // len(hari_kerja) - (sisa % len(hari_kerja) == 0))
        sisa -= abs(hari_kerja_antara(kini, tujuan, libur, hari_kerja))
        kini = tujuan
    while sisa:
        kini += arah * _SATU
        sisa -= adalah_hari_kerja(kini, libur, hari_kerja)
    return kini


def _periksa_pekan(hari_kerja: Set[int]) -> None:
    if not hari_kerja or not all(0 <= x <= 6 for x in hari_kerja):
        raise ValueError("Pekan kerja memuat sedikitnya satu hari, 0 (Senin) sampai 6 (Minggu).")


def _hitung(awal: dt.date, akhir: dt.date, libur: frozenset[dt.date], hari_kerja: Set[int]) -> int:
    """Working days of ``[awal, akhir]``, both included: whole weeks, the rest, less the holidays on working weekdays."""
    pekan, sisa = divmod((akhir - awal).days + 1, 7)
    ekor = sum((awal.weekday() + i) % 7 in hari_kerja for i in range(sisa))
    hari_libur = sum(1 for x in libur if awal <= x <= akhir and x.weekday() in hari_kerja)
    return pekan * len(hari_kerja) + ekor - hari_libur


def tambah_bulan(tanggal: dt.date, jumlah: int) -> dt.date:
    """The same day ``jumlah`` months on, or the last day of a month that is shorter (31 August + 6 months: 28 February)."""
    tahun, bulan = divmod(tanggal.year * 12 + tanggal.month - 1 + jumlah, 12)
    return dt.date(tahun, bulan + 1, min(tanggal.day, calendar.monthrange(tahun, bulan + 1)[1]))


_POLA_TANGGAL = re.compile(r"T([+-]1)?/(0[1-9]|1[0-2])-(akhir|0[1-9]|[12][0-9]|3[01])", re.ASCII)


def uraikan_tanggal_siklus(teks: str) -> tuple[int, int, int | None]:
    """``T+1/01-31`` -> (1, 1, 31): years after the cycle's year, month, day; ``akhir`` (last day of the month) -> None.

    Raises ``ValueError`` for another form or a day that the month never has (29 February is refused: not every year has it).
    """
    cocok = _POLA_TANGGAL.fullmatch(teks)
    if cocok is None:
        raise ValueError(f"Tanggal {teks!r} tidak berbentuk T/BB-HH, misalnya T+1/01-31 atau T+1/02-akhir.")
    bulan = int(cocok[2])
    hari = None if cocok[3] == "akhir" else int(cocok[3])
    if hari and hari > calendar.monthrange(2001, bulan)[1]:
        raise ValueError(f"{BULAN[bulan - 1]} tidak selalu mempunyai tanggal {hari}. Pakai 'akhir'.")
    return int(cocok[1] or 0), bulan, hari


def tanggal_siklus(teks: str, tahun: int) -> dt.date:
    """The date that ``teks`` (see ``uraikan_tanggal_siklus``) means in the cycle of ``tahun``."""
    geser, bulan, hari = uraikan_tanggal_siklus(teks)
    return dt.date(tahun + geser, bulan, hari or calendar.monthrange(tahun + geser, bulan)[1])


def tanggal_siklus_terbaca(teks: str) -> str:
    """``T+1/01-31`` -> ``31 Januari tahun berikutnya``."""
    geser, bulan, hari = uraikan_tanggal_siklus(teks)
    kapan = {-1: " tahun sebelumnya", 0: "", 1: " tahun berikutnya"}[geser]
    return f"{hari or 'Hari terakhir'} {BULAN[bulan - 1]}{kapan}"


@dataclass(frozen=True, slots=True)
class RencanaPeriode:
    """A period to be made: the months it covers (``sampai`` is its last day) and the window in which it is open."""

    jenis: JenisPeriode
    urut: int
    mulai: dt.date
    sampai: dt.date
    buka: dt.date
    tutup: dt.date


def nama_periode(jenis: JenisPeriode, urut: int, *, tw_iv_digabung: bool = False) -> str:
    """The label of the official forms: ``Triwulan I``, ``Januari``, ``Akhir tahun``, ``Triwulan IV dan akhir tahun``."""
    if jenis is JenisPeriode.BULAN:
        return BULAN[urut - 1]
    if jenis is JenisPeriode.TRIWULAN:
        return f"Triwulan {_ROMAWI[urut - 1]}"
    return "Triwulan IV dan akhir tahun" if tw_iv_digabung else "Akhir tahun"


def susun_periode(
    tahun: int,
    irama: JenisPeriode,
    *,
    tw_iv_digabung_akhir: bool,
    hari_kerja_tutup: int,
    akhir_buka: dt.date,
    akhir_tutup: dt.date,
    libur: Collection[dt.date],
) -> tuple[RencanaPeriode, ...]:
    """The evaluation periods of a year: months or quarters by the instansi's choice, and AKHIR.

    A month or quarter is open from its first day until ``hari_kerja_tutup`` working days after its last one. With
    ``tw_iv_digabung_akhir`` (forms print "TRIWULAN IV-AKHIR") the fourth quarter has no evaluation of its own and AKHIR
    is open from the first day of that quarter. Raises ``ValueError`` for AKHIR as rhythm.
    """
    if irama is JenisPeriode.AKHIR:
        raise ValueError("Irama evaluasi periodik adalah BULAN atau TRIWULAN.")
    lama = 1 if irama is JenisPeriode.BULAN else 3
    gabung = tw_iv_digabung_akhir and irama is JenisPeriode.TRIWULAN
    hasil = []
    for urut in range(1, 12 // lama + 1 - gabung):
        awal = dt.date(tahun, (urut - 1) * lama + 1, 1)
        ujung = tambah_bulan(awal, lama) - _SATU
        hasil.append(RencanaPeriode(irama, urut, awal, ujung, awal, tambah_hari_kerja(ujung, hari_kerja_tutup, libur)))
    buka = dt.date(tahun, 10, 1) if gabung else akhir_buka
    hasil.append(RencanaPeriode(JenisPeriode.AKHIR, 1, dt.date(tahun, 1, 1), dt.date(tahun, 12, 31), buka, akhir_tutup))
    return tuple(hasil)


def keadaan_tahap(mulai: dt.date, sampai: dt.date, tanggal: dt.date) -> KeadaanTahap:
    """Where a stage of ``[mulai, sampai]`` (both included) stands on ``tanggal``."""
    if tanggal < mulai:
        return KeadaanTahap.AKAN_DATANG
    return KeadaanTahap.LEWAT if tanggal > sampai else KeadaanTahap.BERJALAN


def hitung_batas(
    mulai: dt.date,
    nilai: int | str,
    satuan: Satuan,
    *,
    libur: Collection[dt.date],
    hari_kerja: Set[int] = LIMA_HARI,
    tahun: int | None = None,
    dasar_hukum: str = "",
) -> Putusan[dt.date]:
    """The last day of a clock that starts on ``mulai`` (not counted), with the sentence that explains it.

    ``nilai`` and ``satuan`` come from a parameter; ``tanggal`` takes the cycle's ``tahun`` (default: the year of ``mulai``).
    Calendar days, months and years are not moved off a holiday: no rule that does so was found.
    Raises ``ValueError`` for a unit that is not a time.
    """
    batas = _batas(mulai, nilai, satuan, libur, hari_kerja, tahun)
    if satuan is Satuan.TANGGAL:
        kalimat = f"Batasnya {tanggal_panjang(batas)}."
    else:
        kalimat = f"{nilai} {satuan.label} sejak {tanggal_panjang(mulai)}, jadi paling lambat {tanggal_panjang(batas)}."
    fakta = {"mulai": tanggal_panjang(mulai), "lama": f"{nilai} {satuan.label}".strip(), "batas": tanggal_panjang(batas)}
    if satuan is Satuan.HARI_KERJA:
        fakta["hari libur yang dilewati"] = str(_libur_di_jalan(mulai, batas, libur, hari_kerja))
        fakta["pekan kerja"] = f"{len(hari_kerja)} hari"
    return Putusan(batas, (Alasan(kalimat, dasar_hukum, fakta),))


def _batas(
    mulai: dt.date,
    nilai: int | str,
    satuan: Satuan,
    libur: Collection[dt.date],
    hari_kerja: Set[int],
    tahun: int | None,
) -> dt.date:
    if satuan is Satuan.TANGGAL:
        return tanggal_siklus(str(nilai), mulai.year if tahun is None else tahun)
    jumlah = int(nilai)
    match satuan:
        case Satuan.HARI_KERJA:
            return tambah_hari_kerja(mulai, jumlah, libur, hari_kerja)
        case Satuan.HARI_KALENDER:
            return mulai + dt.timedelta(days=jumlah)
        case Satuan.BULAN:
            return tambah_bulan(mulai, jumlah)
        case Satuan.TAHUN:
            return tambah_bulan(mulai, 12 * jumlah)
    raise ValueError(f"Satuan {satuan} bukan satuan waktu.")


def _libur_di_jalan(mulai: dt.date, batas: dt.date, libur: Collection[dt.date], hari_kerja: Set[int]) -> int:
    return sum(1 for x in libur if mulai < x <= batas and x.weekday() in hari_kerja)


def sisa_hari_kerja(batas: dt.date, tanggal: dt.date, libur: Collection[dt.date], hari_kerja: Set[int] = LIMA_HARI) -> int:
    """Working days left until ``batas``; 0 on the last day; negative: working days that have passed since it."""
    if tanggal <= batas:
        return hari_kerja_antara(tanggal, batas, libur, hari_kerja)
    return -hari_kerja_antara(batas, tanggal, libur, hari_kerja)


def keadaan_tenggat(
    batas: dt.date,
    tanggal: dt.date,
    *,
    libur: Collection[dt.date],
    dekat: int,
    hari_kerja: Set[int] = LIMA_HARI,
    selesai_pada: dt.date | None = None,
    dasar_hukum: str = "",
) -> Putusan[KeadaanTenggat]:
    """How a deadline stands on ``tanggal``: near from ``dekat`` working days before ``batas``, past from the day after it."""
    sisa = sisa_hari_kerja(batas, tanggal, libur, hari_kerja)
    keadaan, kalimat = _keadaan(batas, tanggal, sisa, dekat, selesai_pada)
    fakta = {"batas": tanggal_panjang(batas), "hari ini": tanggal_panjang(tanggal), "sisa hari kerja": sisa}
    return Putusan(keadaan, (Alasan(kalimat, dasar_hukum, fakta),))


def _keadaan(
    batas: dt.date, tanggal: dt.date, sisa: int, dekat: int, selesai_pada: dt.date | None
) -> tuple[KeadaanTenggat, str]:
    sampai = tanggal_panjang(batas)
    if selesai_pada is not None:
        if selesai_pada <= batas:
            return KeadaanTenggat.SELESAI, f"Selesai {tanggal_panjang(selesai_pada)}, sebelum batas {sampai} terlewati."
        return KeadaanTenggat.SELESAI_TERLAMBAT, f"Selesai {tanggal_panjang(selesai_pada)}, setelah batas {sampai}."
    if tanggal > batas:
        lama = f" {-sisa} hari kerja lalu" if sisa else ""
        return KeadaanTenggat.LEWAT, f"Batas {sampai} sudah terlewati{lama}. Selesaikan sekarang."
    if sisa <= dekat:
        kapan = "hari ini" if tanggal == batas else f"{sisa} hari kerja lagi, {sampai}"
        return KeadaanTenggat.DEKAT, f"Batasnya {kapan}."
    return KeadaanTenggat.BELUM_DEKAT, f"Masih {sisa} hari kerja sampai {sampai}."
