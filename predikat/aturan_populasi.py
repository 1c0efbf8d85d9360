"""Who is evaluated where (8.5 of the reference; mostly ``[design]``): pure, on plain values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.plumbing.putusan import Alasan
from predikat.enums import SumberEvaluasi
from skp.aturan import adalah_pendidik

_GTK = "SE Bersama Kepala BKN 17/2023 dan Mendikbudristek 9/2023"


@dataclass(frozen=True, slots=True)
class FaktaPopulasi:
    """What decides where a person's predikat comes from: names of his positions, kinds of his times away."""

    jabatan: tuple[str, ...]
    masa_khusus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kedudukan:
    """``sumber`` of the predikat; ``dikecualikan``: why the person is not evaluated in this period, empty when he is."""

    sumber: SumberEvaluasi
    alasan: Alasan
    dikecualikan: str = ""


_TIDAK = {
    JenisMasaKhusus.CLTN: "Cuti di luar tanggungan negara pada tanggal acuan.",
    JenisMasaKhusus.MPP: "Masa persiapan pensiun pada tanggal acuan.",
    JenisMasaKhusus.DIBERHENTIKAN_SEMENTARA: "Diberhentikan sementara pada tanggal acuan.",
}


def kedudukan(fakta: FaktaPopulasi, *, guru_di_ruang_gtk: bool) -> Kedudukan:
    """Where the predikat of a person comes from. Long leave (CUTI) exempts nobody; the seconded are rated where they work."""
    masa = [JenisMasaKhusus(m) for m in fakta.masa_khusus]
    for m in masa:
        if m in _TIDAK:
            return Kedudukan(SumberEvaluasi.LOKAL, Alasan(_TIDAK[m]), _TIDAK[m])
    if JenisMasaKhusus.TUBEL in masa:
        return Kedudukan(SumberEvaluasi.TUBEL, Alasan("Tugas belajar: predikat dari kemajuan belajar."))
    if JenisMasaKhusus.DIPERBANTUKAN in masa:
        return Kedudukan(SumberEvaluasi.LUAR, Alasan("Diperbantukan: dinilai di tempatnya bekerja."))
    if guru_di_ruang_gtk and any(adalah_pendidik(n) for n in fakta.jabatan):
        return Kedudukan(SumberEvaluasi.RUANG_GTK, Alasan("Guru, kepala sekolah, pengawas sekolah: Ruang GTK.", _GTK))
    return Kedudukan(SumberEvaluasi.LOKAL, Alasan("Dinilai pejabat penilainya di sini."))


Potongan = tuple[dt.date, dt.date | None, int]


@dataclass(frozen=True, slots=True)
class Bagian:
    """A stretch ``[mulai, sampai)`` under one SKP and one penilai; either may be missing."""

    mulai: dt.date
    sampai: dt.date
    skp: int | None
    penilai: int | None


def potong_bagian(periode: tuple[dt.date, dt.date], skp: Sequence[Potongan], penilai: Sequence[Potongan]) -> tuple[Bagian, ...]:
    """The period cut wherever the SKP or the penilai changes; stretches with neither are left out, equal neighbours joined."""
    awal, akhir = periode
    batas = {awal, akhir}
    for mulai, sampai, _ in (*skp, *penilai):
        batas |= {min(max(hari, awal), akhir) for hari in (mulai, sampai) if hari is not None}
    urut = sorted(batas)
    hasil: list[Bagian] = []
    for mulai, sampai in pairwise(urut):
        kini = Bagian(mulai, sampai, _pada(skp, mulai), _pada(penilai, mulai))
        if kini.skp is None and kini.penilai is None:
            continue
        lalu = hasil[-1] if hasil else None
        if lalu and lalu.sampai == mulai and (lalu.skp, lalu.penilai) == (kini.skp, kini.penilai):
            hasil[-1] = Bagian(lalu.mulai, sampai, kini.skp, kini.penilai)
        else:
            hasil.append(kini)
    return tuple(hasil)


def _pada(potongan: Sequence[Potongan], hari: dt.date) -> int | None:
    return next((isi for mulai, sampai, isi in potongan if mulai <= hari and (sampai is None or hari < sampai)), None)
