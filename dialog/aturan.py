"""The rules of rencana aksi and realisasi as pure functions: may one write, how notes sum up, what is still missing.

Sources are sections of the regulation reference (6.9, 7.1, 10.3). Sentences are shown as they are. How far a measure is:
``aturan_capaian``.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dialog.enums import KeadaanRealisasi
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import tanggal, tanggal_pendek
from kinerja.siklus.enums import StatusPeriode
from skp.enums import PolaUkur

#: 6.9: status of the rencana aksi form; 7.1: documentation against the target with evidence.
_DASAR_ISI = "Pendokumentasian kinerja, PermenPANRB 6/2022"
_DASAR_BUKTI = "Kolom realisasi berdasarkan bukti dukung, Anak Lampiran PermenPANRB 6/2022"
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
