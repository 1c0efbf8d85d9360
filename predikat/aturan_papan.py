"""What the kabupaten board of predikat asks: how far a unit is from its pattern, what stands out, what must be hidden.

A distance or a difference accuses nobody: it says where somebody should look ("perlu ditelaah"). Whole numbers throughout.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from predikat.enums import Predikat, PredikatOrganisasi

#: A group below so many people is hidden, and whatever would tell it by subtraction.
BATAS = 5
#: So many standard deviations from the whole are more than chance: about one in twenty of those who judge alike.
SIMPANGAN = 2
#: Upper end of each band of age; the last is open.
UMUR = (30, 40, 50)

#: The shape of the official chart (8.3 of the reference) per 24 people, in the order of ``Predikat``: a picture, not quotas.
BENTUK: Mapping[PredikatOrganisasi, tuple[int, ...]] = {
    PredikatOrganisasi.ISTIMEWA: (13, 7, 3, 1, 0),
    PredikatOrganisasi.BAIK: (2, 11, 6, 3, 2),
    PredikatOrganisasi.BUTUH_PERBAIKAN: (3, 4, 10, 4, 3),
    PredikatOrganisasi.KURANG: (2, 3, 6, 11, 2),
    PredikatOrganisasi.SANGAT_KURANG: (0, 1, 3, 7, 13),
}
_SEMUA = 24
K = TypeVar("K", bound=Hashable)


def jarak_pola(organisasi: PredikatOrganisasi | None, jumlah: Mapping[Predikat, int]) -> int | None:
    """How many of a hundred would have to stand elsewhere to have the shape: 0 to 100. None without a shape or anybody."""
    n = sum(jumlah.values())
    if organisasi is None or not n:
        return None
    beda = sum(abs(_SEMUA * jumlah.get(p, 0) - n * b) for p, b in zip(Predikat, BENTUK[organisasi], strict=True))
    return (100 * beda + _SEMUA * n) // (2 * _SEMUA * n)


def cukup_digambar(organisasi: PredikatOrganisasi | None, dinilai: int, pegawai: int) -> bool:
    """A curve says something once the unit has its predikat and most of its people are rated."""
    return organisasi is not None and dinilai > 0 and 2 * dinilai >= pegawai


def perlu_ditelaah(tinggi: int, dinilai: int, tinggi_semua: int, semua: int) -> bool:
    """Whether a share differs from that of the whole by more than chance (binomial), upwards or downwards."""
    if not dinilai or not semua:
        return False
    beda = tinggi * semua - dinilai * tinggi_semua
    return beda**2 > SIMPANGAN**2 * dinilai * tinggi_semua * (semua - tinggi_semua)


def selisih_poin(tinggi: int, dinilai: int, tinggi_semua: int, semua: int) -> int:
    """Percentage points above the whole; below it negative."""
    if not dinilai or not semua:
        return 0
    atas, bawah = 100 * (tinggi * semua - dinilai * tinggi_semua), dinilai * semua
    return (2 * atas + bawah) // (2 * bawah)


def kelompok_umur(lahir: dt.date | None, hari: dt.date) -> str:
    """The band of age on ``hari``; empty when the day of birth is not known."""
    if lahir is None:
        return ""
    umur = hari.year - lahir.year - ((hari.month, hari.day) < (lahir.month, lahir.day))
    bawah = 0
    for atas in UMUR:
        if umur <= atas:
            return f"{bawah}-{atas}"
        bawah = atas + 1
    return f"{bawah}-"


def sebut_umur(kelompok: str) -> str:
    """``0-30`` → ``sampai 30 tahun``."""
    bawah, _, atas = kelompok.partition("-")
    if not bawah:
        return ""
    if not atas:
        return f"di atas {int(bawah) - 1} tahun"
    return f"sampai {atas} tahun" if bawah == "0" else f"{bawah} sampai {atas} tahun"


def disembunyikan(kelompok: Mapping[K, tuple[int, ...]], batas: int = BATAS) -> frozenset[K]:
    """Which of the groups of one whole must be hidden. A group: the people of each of its parts.

    Hidden are groups and parts of groups with fewer than ``batas`` people (none is no person, so it tells nothing); and,
    because the whole is known, the next smallest as well, until those hidden together are no small group either.
    """
    kecil = {k for k, bagian in kelompok.items() if _kecil(bagian, batas)}
    sisa = sorted((k for k in kelompok if k not in kecil), key=lambda k: (sum(kelompok[k]), str(k)))
    while kecil and sisa and (len(kecil) < 2 or _kecil(_gabung(kelompok[k] for k in kecil), batas)):
        kecil.add(sisa.pop(0))
    return frozenset(kecil)


def _kecil(bagian: tuple[int, ...], batas: int) -> bool:
    return 0 < sum(bagian) < batas or any(0 < n < batas for n in bagian)


def _gabung(semua: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(x) for x in zip(*semua, strict=True))
