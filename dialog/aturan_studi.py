"""Rules of a tugas belajar, pure: which semesters have gone by, which reports are due, when an extension may be asked for.

Section 6 of the supporting regulations: a report per semester with the KHS; an extension before the end, with a report.
The academic calendar (odd semesters from August, even ones from February) is a choice of the application: universities differ
by weeks, and the number of a semester is typed by the person.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import angka, tanggal

CATATAN_MAKS, ALASAN_MAKS = 2000, 1000
SEMESTER_MAKS = 20
_GANJIL, _GENAP = 8, 2
_SEHARI, _SEBULAN = dt.timedelta(days=1), dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Semester:
    """A semester of one person's study: its number, first and last day."""

    nomor: int
    mulai: dt.date
    selesai: dt.date

    @property
    def nomor_teks(self) -> str:
        """Its number as a word of a sentence."""
        return str(self.nomor)

    @property
    def tahun_ajaran(self) -> str:
        """``2026/2027 ganjil``."""
        awal = self.mulai.year if self.mulai.month == _GANJIL else self.mulai.year - 1
        return f"{awal}/{awal + 1} {'ganjil' if self.mulai.month == _GANJIL else 'genap'}"


def semester_berjalan(mulai: dt.date, sampai: dt.date) -> list[Semester]:
    """Semesters of a study that began on ``mulai`` and had begun by ``sampai``, the first one first; at most 20.

    Who begins in the last month of a semester begins with the next: the SK is dated before the lectures.
    """
    awal, hasil = _awal_semester(mulai), list[Semester]()
    if _berikut(awal) - mulai <= _SEBULAN:
        awal = _berikut(awal)
    while awal <= sampai and len(hasil) < SEMESTER_MAKS:
        berikut = _berikut(awal)
        hasil.append(Semester(len(hasil) + 1, awal, berikut - _SEHARI))
        awal = berikut
    return hasil


def _awal_semester(hari: dt.date) -> dt.date:
    if hari.month >= _GANJIL:
        return dt.date(hari.year, _GANJIL, 1)
    return dt.date(hari.year, _GENAP, 1) if hari.month >= _GENAP else dt.date(hari.year - 1, _GANJIL, 1)


def _berikut(awal: dt.date) -> dt.date:
    return dt.date(awal.year + 1, _GENAP, 1) if awal.month == _GANJIL else dt.date(awal.year, _GANJIL, 1)


@dataclass(frozen=True, slots=True)
class LaporanDitagih:
    """A semester that is over and has no report; ``batas``: the last day for it."""

    semester: Semester
    batas: dt.date


def laporan_ditagih(
    mulai: dt.date, selesai: dt.date | None, ada: Collection[int], hari: dt.date, tenggang: int
) -> list[LaporanDitagih]:
    """Reports that are due on ``hari``: of semesters that ended before it, ``tenggang`` days after their end.

    The last semester ends with the study itself.
    """
    hasil = []
    for s in semester_berjalan(mulai, min(hari, selesai) if selesai else hari):
        akhir = min(s.selesai, selesai) if selesai else s.selesai
        if akhir < hari and s.nomor not in ada:
            hasil.append(LaporanDitagih(s, akhir + dt.timedelta(days=tenggang)))
    return hasil


def tambah_tahun(hari: dt.date, tahun: int) -> dt.date:
    """The same day some years later; the last day of February for a leap day."""
    try:
        return hari.replace(year=hari.year + tahun)
    except ValueError:
        return dt.date(hari.year + tahun, 2, 28)


def boleh_diperpanjang(
    selesai: dt.date | None, hari: dt.date, ditagih: Collection[LaporanDitagih], *, berjalan: bool
) -> Putusan[bool]:
    """Whether an extension may be asked for on ``hari``. ``selesai``: last day of the study; ``berjalan``: one is under way."""
    alasan = []
    if berjalan:
        alasan.append(Alasan("Permintaan sebelumnya masih berjalan."))
    if selesai is None:
        alasan.append(Alasan("Hari terakhir tugas belajar belum tercatat. Mintalah admin unit mencatatnya menurut SK."))
    elif hari > selesai:
        alasan.append(Alasan(f"Tugas belajar berakhir {tanggal(selesai)}. Perpanjangan diminta sebelum masanya habis."))
    if ditagih:
        nomor = ", ".join(angka(x.semester.nomor) for x in ditagih)
        alasan.append(Alasan(f"Kirim dahulu laporan semester {nomor}: perpanjangan diminta dengan laporan kemajuan."))
    if alasan:
        return Putusan(False, tuple(alasan))
    return Putusan(True, (Alasan("Semua laporan semester sudah masuk, dan masanya belum habis."),))


def periksa_sampai(selesai: dt.date, sampai: dt.date, maks_tahun: int) -> str:
    """What is wrong with the last day that is asked for or granted; empty when nothing is."""
    if sampai <= selesai:
        return f"Pilih tanggal sesudah {tanggal(selesai)}, hari terakhir yang sekarang."
    if sampai > (batas := tambah_tahun(selesai, maks_tahun)):
        return f"Perpanjangan paling lama {angka(maks_tahun)} tahun: pilih tanggal sampai {tanggal(batas)}."
    return ""


def periksa_nilai(ips: Decimal | None, ipk: Decimal | None) -> str:
    """What is wrong with the marks; empty when nothing is."""
    if ipk is None:
        return "Isi IPK menurut KHS."
    for nama, nilai in (("IPS", ips), ("IPK", ipk)):
        if nilai is not None and not 0 <= nilai <= 4:
            return f"{nama} antara 0 dan 4. Periksa kembali KHS-nya."
    return ""


def kemajuan(ipk: Collection[Decimal]) -> str:
    """The course of the IPK in a few words, the last two semesters compared; empty below two."""
    urut = list(ipk)
    if len(urut) < 2:
        return ""
    beda = urut[-1] - urut[-2]
    return "tetap" if not beda else f"{'naik' if beda > 0 else 'turun'} {angka(abs(beda))}"
