"""Predikat from elsewhere (8.5 of the reference): a year of two semesters in Ruang GTK, the IPK of a tugas belajar. Pure.

No formula was found for either: two semesters make a year only where they say the same, and an IPK makes a predikat only by a
table with a legal basis, which is empty by default. Else a person decides, with the paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import angka
from predikat.enums import Predikat

#: The only year that Ruang GTK judged by semester.
TAHUN_SEMESTER = 2024


def tahunan_dari_semester(semester: Mapping[int, Predikat]) -> Putusan[Predikat | None]:
    """The predikat of the year from those of its semesters (1, 2); None when they do not say it by themselves."""
    kurang = [n for n in (1, 2) if n not in semester]
    if kurang:
        kata = f"Semester {'II' if kurang[-1] == 2 else 'I'} belum ada. Lengkapi, atau tambahkan baris Tahunan."
        return Putusan(None, (Alasan(kata),))
    satu, dua = semester[1], semester[2]
    if satu is not dua:
        kata = f"Semester I {satu.label}, semester II {dua.label}. Tambahkan baris Tahunan sesuai dokumen tahun itu."
        return Putusan(None, (Alasan(kata),))
    return Putusan(satu, (Alasan(f"Kedua semester {satu.label}."),))


@dataclass(frozen=True, slots=True)
class BarisKonversi:
    """From this IPK on, this predikat, by this regulation."""

    ipk_minimum: Decimal
    predikat: Predikat
    dasar_hukum: str


def predikat_dari_ipk(ipk: Decimal, tabel: Sequence[BarisKonversi]) -> Putusan[Predikat | None]:
    """By the highest row that the IPK reaches; None without a table or below its lowest row."""
    if not tabel:
        return Putusan(None, (Alasan("Konversi IPK belum ditetapkan, jadi predikat diputuskan dengan melihat transkripnya."),))
    kena = max((b for b in tabel if b.ipk_minimum <= ipk), key=lambda b: b.ipk_minimum, default=None)
    if kena is None:
        return Putusan(None, (Alasan(f"IPK {angka(ipk, 2)} di bawah baris terendah tabel konversi.", tabel[0].dasar_hukum),))
    kata = f"IPK {angka(ipk, 2)}, sekurangnya {angka(kena.ipk_minimum, 2)}: {kena.predikat.label}."
    return Putusan(kena.predikat, (Alasan(kata, kena.dasar_hukum),))


def periksa_konversi(minimum: Sequence[tuple[Predikat, Decimal]]) -> str:
    """What is wrong with a table (best first); empty when nothing is."""
    if not minimum:
        return "Isi sedikitnya satu batas IPK."
    for (atas, tinggi), (bawah, rendah) in pairwise(minimum):
        if rendah >= tinggi:
            return f"Batas {bawah.label} harus di bawah batas {atas.label}."
    if any(not 0 <= n <= 4 for _, n in minimum):
        return "Batas IPK antara 0 dan 4."
    return ""
