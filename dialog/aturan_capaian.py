"""How far a measure is, as pure functions: how its value comes about, the percentage, the state that it suggests, its trend.

No article prescribes how a percentage is computed: it is an aid for the talk, never a rating (8.4), so it is left out wherever
the numbers do not carry it. Sentences are shown as they are. Reading dates, ranges and grades: ``aturan_urai``.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dialog.aturan_urai import TAHUN_BANDING, banding_predikat, berpredikat, urai_rentang, urai_tanggal
from dialog.enums import KeadaanRealisasi
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import angka
from skp.aturan import urai_target
from skp.enums import Arah, Aspek, PolaUkur

_DASAR_HITUNG = "Cara hitung aplikasi, bukan bunyi peraturan; penilai menilai keseluruhan"
SERATUS = Decimal(100)
_SATU = Decimal(1)


# -- how a measure is read

#: Units that say how something stands; whatever else is counted adds up over the year.
_SATUAN_POSISI = re.compile(
    r"^(%|persen|indeks|nilai|skor|poin|predikat|peringkat|angka|rasio|tanggal|(hari|jam|menit|detik)\b.*|(rupiah )?per .*)$",
    re.I,
)
_LAMA = re.compile(r"^(hari|jam|menit|detik|minggu|bulan)\b", re.I)


def pola_dari(pola: str, satuan: str, target: str = "") -> PolaUkur:
    """How the value of a measure comes about; where the SKP does not say, its unit does."""
    if pola:
        return PolaUkur(pola)
    if _SATUAN_POSISI.match(satuan.strip()) or urai_target(target) is None:
        return PolaUkur.POSISI
    return PolaUkur.HITUNGAN


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A measure as plain values: the year's target as written, its unit, which way is better, how it is read, its aspek."""

    target: str
    satuan: str = ""
    arah: str = Arah.NAIK
    pola: str = ""
    aspek: str = ""

    @property
    def cara(self) -> PolaUkur:
        """How it is read."""
        return pola_dari(self.pola, self.satuan, self.target)

    @property
    def turun(self) -> bool:
        """Lower is better: said in the SKP, a target of nought, or how long something takes."""
        lama = self.aspek == Aspek.WAKTU and _LAMA.match(self.satuan.strip()) is not None
        return lama or self.arah == Arah.TURUN or urai_target(self.target) == 0


@dataclass(frozen=True, slots=True)
class Nilai:
    """What was told for a period. ``setahun``: the period reviews the whole year, so its count is the count of the year."""

    teks: str = ""
    angka: Decimal | None = None
    setahun: bool = False


def urai_nilai(teks: str) -> Decimal | None:
    """The one number in what was told; a date is none."""
    return None if urai_tanggal(teks, TAHUN_BANDING) is not None else urai_target(teks)


def sampai_kini(ukuran: Ukuran, nilai: Sequence[Nilai]) -> Putusan[Decimal | None]:
    """The number at the end of the last period of ``nilai`` (oldest first): counted up, or as it stands."""
    if not nilai:
        return Putusan(None, (Alasan("Belum ada realisasi."),))
    akhir = nilai[-1]
    if ukuran.cara is not PolaUkur.HITUNGAN or akhir.setahun:
        kalimat = "Dibaca sebagai posisi pada akhir periode." if not akhir.setahun else "Realisasi setahun penuh."
        return Putusan(akhir.angka, (Alasan(kalimat),))
    ada = [n.angka for n in nilai if n.angka is not None]
    if akhir.angka is None or not ada:
        return Putusan(None, (Alasan("Realisasi periode ini belum berupa angka."),))
    if len(ada) == 1:
        return Putusan(ada[0], (Alasan("Dihitung sejak awal tahun."),))
    return Putusan(sum(ada, Decimal(0)), (Alasan(f"Jumlah sejak awal tahun: {' + '.join(angka(a) for a in ada)}."),))


# -- how much was reached


def persen_capaian(ukuran: Ukuran, nilai: Sequence[Nilai]) -> Putusan[Decimal | None]:
    """Per cent of the year's target at the end of the last period of ``nilai``; None where the numbers do not carry one.

    Numbers (also lower-is-better), ranges, dates, and grades such as BB. Never capped.
    """
    if not nilai or not (nilai[-1].teks or nilai[-1].angka is not None):
        return _tanpa("Belum ada realisasi pada periode ini.")
    if not ukuran.target.strip():
        return _tanpa("Targetnya belum ditetapkan.")
    for cara in (_persen_rentang, _persen_tanggal, _persen_predikat):
        if (hasil := cara(ukuran, nilai[-1])) is not None:
            return hasil
    return _persen_angka(ukuran, nilai)


def _tanpa(kalimat: str) -> Putusan[Decimal | None]:
    return Putusan(None, (Alasan(kalimat, _DASAR_HITUNG),))


def _persen_angka(ukuran: Ukuran, nilai: Sequence[Nilai]) -> Putusan[Decimal | None]:
    target, kini = urai_target(ukuran.target), sampai_kini(ukuran, nilai)
    if target is None:
        return _tanpa("Target ini bukan satu angka, jadi tidak dipersenkan. Ceritakan hasilnya.")
    if kini.nilai is None:
        return _tanpa("Realisasinya bukan satu angka, jadi tidak dipersenkan. Tulis angkanya bila ada.")
    fakta = {"target": angka(target), "realisasi": angka(kini.nilai)}
    persen, kalimat = _bagi(kini.nilai, target, turun=ukuran.turun)
    return Putusan(persen, (*kini.alasan, Alasan(kalimat, _DASAR_HITUNG, fakta)))


def _bagi(nilai: Decimal, target: Decimal, *, turun: bool) -> tuple[Decimal | None, str]:
    """(per cent, how). Lower is better: as far below the target as it is above it counts the other way."""
    if target == 0 and turun:
        return (SERATUS, "Target nol dan realisasi nol.") if nilai <= 0 else (None, "Target nol terlampaui; tidak dipersenkan.")
    if target <= 0 or (turun and nilai < 0):
        return None, "Dengan target seperti ini persentase tidak berarti."
    if turun:
        hasil = (2 * target - nilai) * SERATUS / target
        return max(
            _bulat(hasil), Decimal(0)
        ), f"Makin kecil makin baik: (2 x {angka(target)} - {angka(nilai)}) / {angka(target)}."
    return _bulat(nilai * SERATUS / target), f"{angka(nilai)} dibagi {angka(target)}."


def _bulat(x: Decimal) -> Decimal:
    return round(x, 2)


def _persen_rentang(ukuran: Ukuran, nilai: Nilai) -> Putusan[Decimal | None] | None:
    rentang = urai_rentang(ukuran.target)
    if rentang is None or urai_tanggal(ukuran.target, 2000) is not None:
        return None
    if nilai.angka is None:
        return _tanpa("Targetnya rentang angka, realisasinya bukan angka. Tulis angkanya bila ada.")
    bawah, atas = rentang
    if bawah <= nilai.angka <= atas:
        return Putusan(
            SERATUS, (Alasan(f"{angka(nilai.angka)} berada dalam {angka(bawah)} sampai {angka(atas)}.", _DASAR_HITUNG),)
        )
    luar = bawah if nilai.angka < bawah else atas
    persen, kalimat = _bagi(nilai.angka, luar, turun=ukuran.turun)
    return Putusan(persen, (Alasan(f"Di luar rentang; terhadap batas {angka(luar)}: {kalimat}", _DASAR_HITUNG),))


def _persen_tanggal(ukuran: Ukuran, nilai: Nilai) -> Putusan[Decimal | None] | None:
    target = urai_tanggal(ukuran.target, TAHUN_BANDING)
    if target is None:
        return None
    kini = urai_tanggal(nilai.teks, target.year)
    if kini is None:
        return _tanpa("Targetnya tanggal. Tulis tanggal selesainya, misalnya 27 Februari.")
    beda = (target - kini).days
    if beda >= 0:
        kata = "Tepat pada tanggal target." if beda == 0 else f"{angka(beda)} hari lebih awal dari target."
        return Putusan(SERATUS, (Alasan(kata, _DASAR_HITUNG),))
    return _tanpa(f"Terlambat {angka(-beda)} hari; keterlambatan tidak dipersenkan.")


def _persen_predikat(ukuran: Ukuran, nilai: Nilai) -> Putusan[Decimal | None] | None:
    if not berpredikat(ukuran.target):
        return None
    beda = banding_predikat(ukuran.target, nilai.teks)
    if beda is None:
        return _tanpa("Targetnya predikat. Tulis predikat yang diraih, dengan sebutan yang sama.")
    if beda >= 0:
        kata = "Predikat sesuai target." if beda == 0 else f"{angka(beda)} tingkat di atas target."
        return Putusan(SERATUS, (Alasan(kata, _DASAR_HITUNG),))
    return _tanpa(f"{angka(-beda)} tingkat di bawah target; selisih predikat tidak dipersenkan.")


# -- progress state


def usul_keadaan(ukuran: Ukuran, nilai: Sequence[Nilai], bagian: Decimal = _SATU) -> Putusan[KeadaanRealisasi | None]:
    """The state of 6.9 that the numbers suggest; the pegawai says it himself. None where they do not.

    ``bagian``: how much of the SKP's time has passed at the end of the period; a count is held against that part of its target.
    """
    if not nilai or not (nilai[-1].teks or nilai[-1].angka is not None):
        return Putusan(KeadaanRealisasi.BELUM, (Alasan("Belum ada realisasi pada periode ini."),))
    persen = persen_capaian(ukuran, nilai)
    if persen.nilai is None:
        return _keadaan_tanpa_persen(ukuran, nilai[-1], persen)
    lintasan = SERATUS
    alasan = persen.alasan
    if ukuran.cara is PolaUkur.HITUNGAN and not ukuran.turun and not nilai[-1].setahun and bagian < 1:
        lintasan = _bulat(SERATUS * bagian)
        alasan = (*alasan, Alasan(f"Lintasan sampai akhir periode ini {angka(lintasan)}%.", _DASAR_HITUNG))
    return Putusan(_banding(ukuran, nilai[-1], persen.nilai, lintasan), alasan)


def _banding(ukuran: Ukuran, nilai: Nilai, persen: Decimal, lintasan: Decimal) -> KeadaanRealisasi:
    if persen > lintasan or _lebih_baik(ukuran, nilai):
        return KeadaanRealisasi.MELAMPAUI
    if persen == lintasan:
        return KeadaanRealisasi.SESUAI
    return KeadaanRealisasi.SEBAGIAN if persen > 0 else KeadaanRealisasi.BELUM


def _lebih_baik(ukuran: Ukuran, nilai: Nilai) -> bool:
    """Better than the target where the per cent stays at a hundred: a higher grade. A day earlier is in time, not more."""
    return (banding_predikat(ukuran.target, nilai.teks) or 0) > 0


def _keadaan_tanpa_persen(ukuran: Ukuran, nilai: Nilai, persen: Putusan[Decimal | None]) -> Putusan[KeadaanRealisasi | None]:
    target = urai_tanggal(ukuran.target, TAHUN_BANDING)
    terlambat = target is not None and urai_tanggal(nilai.teks, target.year) is not None
    di_bawah = (banding_predikat(ukuran.target, nilai.teks) or 0) < 0
    lewat_nol = urai_target(ukuran.target) == 0 and nilai.angka is not None and nilai.angka > 0
    return Putusan(KeadaanRealisasi.SEBAGIAN if terlambat or di_bawah or lewat_nol else None, persen.alasan)


def bagian_waktu(mulai: dt.date, sampai: dt.date, akhir: dt.date) -> Decimal:
    """How much of ``[mulai, sampai]`` has passed at the end of ``akhir``: in whole months, as quarters are meant."""
    lewat = max(0, min(_bulan(akhir) - _bulan(mulai) + 1, _bulan(sampai) - _bulan(mulai) + 1))
    return Decimal(lewat) / Decimal(_bulan(sampai) - _bulan(mulai) + 1)


def _bulan(hari: dt.date) -> int:
    return hari.year * 12 + hari.month


# -- trend


class Tren(StrEnum):
    """Which way a measure goes from period to period."""

    MEMBAIK = "MEMBAIK"
    TETAP = "TETAP"
    MEMBURUK = "MEMBURUK"
    BELUM = "BELUM"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"BELUM": "Belum terlihat"}.get(self.value, self.value.capitalize())


def tren(nilai: Sequence[Decimal | None], *, turun: bool = False) -> Putusan[Tren]:
    """The last number against the one before it; gaps are skipped. Each value is that of its period, not the sum so far."""
    ada = [n for n in nilai if n is not None]
    if len(ada) < 2:
        return Putusan(Tren.BELUM, (Alasan("Perlu angka dari sedikitnya dua periode."),))
    lama, baru = ada[-2], ada[-1]
    kalimat = f"Dari {angka(lama)} menjadi {angka(baru)}."
    if baru == lama:
        return Putusan(Tren.TETAP, (Alasan(kalimat),))
    baik = (baru < lama) if turun else (baru > lama)
    return Putusan(Tren.MEMBAIK if baik else Tren.MEMBURUK, (Alasan(kalimat + (" Makin kecil makin baik." if turun else "")),))
