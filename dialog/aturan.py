"""The rules of rencana aksi and realisasi as pure functions: may one write, how much was reached, is it going well.

Sources are sections of the regulation reference (6.9, 7.1, 10.3). No article prescribes how a percentage is computed: it is an
aid for the talk, never a rating (8.4), so it is left out wherever the numbers do not carry it. Sentences are shown as they are.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dialog.enums import KeadaanRealisasi
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import BULAN, angka, tanggal, tanggal_pendek
from kinerja.siklus.enums import StatusPeriode
from skp.aturan import urai_target
from skp.enums import Arah, Aspek, PolaUkur

#: 6.9: status of the rencana aksi form; 7.1: documentation against the target with evidence.
_DASAR_ISI = "Pendokumentasian kinerja, PermenPANRB 6/2022"
_DASAR_HITUNG = "Cara hitung aplikasi, bukan bunyi peraturan; penilai menilai keseluruhan"
_DASAR_BUKTI = "Kolom realisasi berdasarkan bukti dukung, Anak Lampiran PermenPANRB 6/2022"
SERATUS = Decimal(100)
_SATU = Decimal(1)
TEKS_MAKS = 5000
CATATAN_MAKS = 1000
RENCANA_MAKS = 12


# -- may one write


@dataclass(frozen=True, slots=True)
class FaktaIsi:
    """What decides whether the realisasi of a measure in a period may be written. Ranges of days, both ends included."""

    periode: str
    status: str
    dibuka: dt.date
    mulai: dt.date
    sampai: dt.date
    ditutup: dt.date | None = None
    satu_siklus: bool = True
    skp_mulai: dt.date = dt.date.min
    skp_sampai: dt.date = dt.date.max
    iki_berlaku: bool = True
    ada_berlaku: bool = True


def dapat_diisi(f: FaktaIsi, hari: dt.date) -> Putusan[bool]:
    """Whether one may write on ``hari``; else the sentence that says what to do instead."""
    tolak = _tolak_periode(f, hari) or _tolak_skp(f)
    if tolak:
        return Putusan(False, (Alasan(tolak, _DASAR_ISI),))
    return Putusan(True, (Alasan(f"{f.periode} sedang berjalan.", _DASAR_ISI),))


def dapat_direncanakan(f: FaktaIsi) -> Putusan[bool]:
    """Whether steps may be planned for a period: also one that is still to come, never one that is closed (6.9)."""
    tolak = _tolak_tutup(f) or _tolak_skp(f)
    return Putusan(not tolak, (Alasan(tolak or f"{f.periode} belum ditutup.", _DASAR_ISI),))


def _tolak_tutup(f: FaktaIsi) -> str:
    if f.status == StatusPeriode.DITUTUP:
        kapan = f" {tanggal(f.ditutup)}" if f.ditutup else ""
        return (
            f"{f.periode} sudah ditutup{kapan}, jadi isinya tidak berubah lagi. Tulis kemajuannya pada periode berjalan, "
            "atau minta BKPSDM membukanya lagi dengan surat perpanjangan."
        )
    return ""


def _tolak_periode(f: FaktaIsi, hari: dt.date) -> str:
    if tutup := _tolak_tutup(f):
        return tutup
    if hari < f.dibuka:
        return f"{f.periode} baru dibuka {tanggal(f.dibuka)}. Tulis kemajuannya pada periode berjalan."
    return ""


def _tolak_skp(f: FaktaIsi) -> str:
    if not f.satu_siklus:
        return f"SKP ini bukan untuk tahun {f.periode}. Pilih periode pada tahun SKP-nya."
    if f.skp_sampai < f.mulai or f.skp_mulai > f.sampai:
        masa = f"{tanggal(f.skp_mulai)} sampai {tanggal(f.skp_sampai)}"
        return f"SKP ini berlaku {masa}, di luar {f.periode}. Isi realisasi pada SKP Anda yang berlaku pada periode itu."
    if not f.ada_berlaku:
        return "SKP ini belum ditetapkan. Realisasi diisi setelah penilai menetapkannya; catat dahulu di dialog."
    if not f.iki_berlaku:
        return "SKP ini sudah diganti dan indikator ini tidak ada lagi. Isi realisasi pada indikator penggantinya."
    return ""


def tanggal_catatan(hari: dt.date, kini: dt.date, skp_mulai: dt.date, skp_sampai: dt.date) -> str:
    """Why a progress note of ``hari`` cannot be; empty when it can."""
    if hari > kini:
        return "Catatan ditulis tentang yang sudah dikerjakan. Pilih hari ini atau sebelumnya."
    if not skp_mulai <= hari <= skp_sampai:
        masa = f"{tanggal(skp_mulai)} sampai {tanggal(skp_sampai)}"
        return f"SKP ini berlaku {masa}. Pilih tanggal di dalamnya, atau catat pada SKP yang berlaku hari itu."
    return ""


def perlu_dialog(dibuka: dt.date, hari: dt.date) -> bool:
    """What was agreed for a period that runs is changed in a dialogue only (6.9: agreed); before it begins freely."""
    return hari >= dibuka


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


# -- ranges

_RENTANG = re.compile(
    r"^\s*(?P<a>[\d.,]+)\s*%?\s*(?:-|–|s/d|s\.d\.|sampai(?: dengan)?|hingga)\s*(?P<b>[\d.,]+)(?!\s*\w*\s*\d)", re.I
)


def urai_rentang(teks: str) -> tuple[Decimal, Decimal] | None:
    """``80-90``, ``3 sampai 5 hari``: both ends; None for anything else."""
    cocok = _RENTANG.match(teks)
    if cocok is None:
        return None
    a, b = urai_target(cocok["a"]), urai_target(cocok["b"])
    return None if a is None or b is None or a >= b else (a, b)


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


# -- dates

_NAMA_BULAN = {n.lower(): i for i, n in enumerate(BULAN, 1)} | {n[:3].lower(): i for i, n in enumerate(BULAN, 1)}
_TGL = re.compile(r"(?<!\d)(?P<h>\d{1,2})\s*(?P<b>[A-Za-z]{3,9})\.?(?:\s+(?P<t>\d{4}))?(?!\w)")
_TGL_ANGKA = re.compile(r"(?<!\d)(?P<h>\d{1,2})[/-](?P<b>\d{1,2})(?:[/-](?P<t>\d{4}))?(?!\d)")


def urai_tanggal(teks: str, tahun: int) -> dt.date | None:
    """The one date in a text: ``28 Februari``, ``31 Jan 2026``, ``5/1/2026``; without a year that of ``tahun``."""
    ada = [x for pola in (_TGL, _TGL_ANGKA) for c in pola.finditer(teks) if (x := _tanggal(c, tahun))]
    return ada[0] if len(ada) == 1 else None


def _tanggal(cocok: re.Match[str], tahun: int) -> dt.date | None:
    bulan = _NAMA_BULAN.get(cocok["b"].lower()) if cocok["b"].isalpha() else int(cocok["b"])
    # A number with a slash and no year may as well be a fraction or a count: 3/4 is no date.
    if bulan is None or (not cocok["b"].isalpha() and not cocok["t"]):
        return None
    try:
        return dt.date(int(cocok["t"] or tahun), bulan, int(cocok["h"]))
    except ValueError:
        return None


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


#: Years are compared only where both texts name one; a leap year, so that 29 Februari is a date.
TAHUN_BANDING = 2024


# -- grades

#: Best first. SAKIP (PermenPANRB 88/2021), accreditation of puskesmas, words of opinion and rating.
_SKALA = (
    ("AA", "A", "BB", "B", "CC", "C", "D"),
    ("PARIPURNA", "UTAMA", "MADYA", "DASAR", "TIDAK TERAKREDITASI"),
    ("WTP", "WDP", "TW", "TMP"),
    ("SANGAT BAIK", "BAIK", "CUKUP", "KURANG", "SANGAT KURANG"),
    ("ISTIMEWA", "BAIK", "BUTUH PERBAIKAN", "KURANG", "SANGAT KURANG"),
    ("SANGAT TINGGI", "TINGGI", "SEDANG", "RENDAH", "SANGAT RENDAH"),
    ("TEPAT WAKTU", "TERLAMBAT"),
)


def _predikat(teks: str) -> str:
    kata = re.sub(r"[^\w ]", " ", teks.upper())
    return " ".join(k for k in kata.split() if k not in ("PREDIKAT", "NILAI", "MINIMAL", "KATEGORI", "OPINI"))


def banding_predikat(target: str, nilai: str) -> int | None:
    """How many grades ``nilai`` stands above ``target`` (negative: below); None when both are not of one scale."""
    a, b = _predikat(target), _predikat(nilai)
    skala = next((s for s in _SKALA if a in s and b in s), None)
    return skala.index(a) - skala.index(b) if skala else None


def _persen_predikat(ukuran: Ukuran, nilai: Nilai) -> Putusan[Decimal | None] | None:
    if not any(_predikat(ukuran.target) in s for s in _SKALA):
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


# -- notes of days


@dataclass(frozen=True, slots=True)
class CatatanHari:
    """A progress note: its day, its words, the number that came with it."""

    tanggal: dt.date
    isi: str = ""
    angka: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What the notes of a period come to: a number where there is one, the words by day."""

    angka: Decimal | None
    cerita: str
    banyak: int

    @property
    def teks(self) -> str:
        """The number as it is written."""
        return tulis_angka(self.angka)


def tulis_angka(nilai: Decimal | None) -> str:
    """As a person types it, and as ``urai_target`` reads it back; empty for None."""
    if nilai is None:
        return ""
    polos = f"{nilai:f}"
    return (polos.rstrip("0").rstrip(".") if "." in polos else polos).replace(".", ",")


def ringkas_catatan(cara: PolaUkur, catatan: Iterable[CatatanHari], awal: Decimal | None = None) -> Ringkasan:
    """Sum the notes of a period up: counts are added (to ``awal``, what earlier periods of the year came to), else the last
    reading counts. Words stand by day, each once.
    """
    urut = sorted(catatan, key=lambda c: c.tanggal)
    ada = [c.angka for c in urut if c.angka is not None]
    jumlah = ada[-1] if ada else None
    if cara is PolaUkur.HITUNGAN and (ada or (urut and awal is not None)):
        jumlah = sum(ada, awal or Decimal(0))
    baris = dict.fromkeys(f"{tanggal_pendek(c.tanggal)}: {c.isi}" for c in urut if c.isi)
    return Ringkasan(jumlah, "\n".join(baris)[:TEKS_MAKS], len(urut))


def ikut_catatan(kini: str, lama: str, baru: str) -> str:
    """The field after a note: it follows the sum of the notes as long as nobody wrote something else into it."""
    return baru if kini in ("", lama) else kini


# -- complete for the evaluation


@dataclass(frozen=True, slots=True)
class IsiRealisasi:
    """The realisasi of one measure as plain values."""

    nomor: str
    nilai: str = ""
    cerita: str = ""
    keadaan: str = KeadaanRealisasi.BELUM
    bukti: int = 0
    alasan_tanpa_bukti: str = ""
    lini: int = 0


def kekurangan_iki(isi: IsiRealisasi) -> tuple[Alasan, ...]:
    """What one measure still lacks before its realisasi is complete (10.3)."""
    di, hasil = {"di": f"iki:{isi.lini}"}, []
    if not (isi.nilai or isi.cerita):
        hasil.append(Alasan(f"IKI {isi.nomor} belum ada realisasi.", _DASAR_ISI, di))
    elif isi.keadaan == KeadaanRealisasi.BELUM and not isi.cerita:
        hasil.append(Alasan(f"IKI {isi.nomor}: pilih keadaannya, atau ceritakan mengapa belum ada kemajuan.", _DASAR_ISI, di))
    if not (isi.bukti or isi.alasan_tanpa_bukti):
        hasil.append(Alasan(f"IKI {isi.nomor} belum berbukti. Lekatkan bukti, atau tulis mengapa tidak ada.", _DASAR_BUKTI, di))
    return tuple(hasil)


def kekurangan(isi: Iterable[IsiRealisasi]) -> tuple[Alasan, ...]:
    """What is missing before the pegawai can say that the period is complete: every measure, with its evidence."""
    return tuple(a for i in isi for a in kekurangan_iki(i))
