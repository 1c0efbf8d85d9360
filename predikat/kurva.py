"""Geometry of the distribution pattern: plain numbers in, SVG coordinates out; one drawing serves page and PDF. Pure.

The points are the shape that the official chart shows (8.3 of the reference): an illustration, not quotas.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from predikat.enums import Predikat, PredikatOrganisasi

#: From left to right, as the chart has it.
URUT = tuple(reversed(Predikat))
BENTUK: Mapping[PredikatOrganisasi, tuple[int, ...]] = {
    PredikatOrganisasi.ISTIMEWA: (0, 1, 3, 7, 13),
    PredikatOrganisasi.BAIK: (2, 3, 6, 11, 2),
    PredikatOrganisasi.BUTUH_PERBAIKAN: (3, 4, 10, 4, 3),
    PredikatOrganisasi.KURANG: (2, 11, 6, 3, 2),
    PredikatOrganisasi.SANGAT_KURANG: (13, 7, 3, 1, 0),
}
LEBAR, TINGGI, DASAR, ATAS = 600, 210, 160, 22
_KOLOM = LEBAR // len(URUT)
_BATANG = 64


@dataclass(frozen=True, slots=True)
class Batang:
    """A bar: its place, its number, the label below; ``lebih``: how much of its top is above the limit."""

    x: int
    y: int
    tinggi: int
    tengah: int
    jumlah: int
    label: str
    predikat: str


@dataclass(frozen=True, slots=True)
class Kurva:
    """The drawing: the curve of the pattern, and bars when people are counted."""

    organisasi: PredikatOrganisasi | None
    jalur: str
    batang: tuple[Batang, ...]
    dihitung: bool

    @property
    def kolom(self) -> tuple[tuple[int, str], ...]:
        """(middle, label) of each column."""
        return tuple((b.tengah, b.label) for b in self.batang)


def kurva(organisasi: PredikatOrganisasi | str | None, jumlah: Mapping[Predikat, int] | None = None) -> Kurva:
    """The picture for a unit; without ``organisasi`` only the bars, without ``jumlah`` only the curve."""
    nilai = PredikatOrganisasi(organisasi) if organisasi else None
    hitung = [(jumlah or {}).get(p, 0) for p in URUT]
    puncak = max(hitung) or 1
    ruang = DASAR - ATAS
    batang = tuple(_batang(i, p, n, puncak, ruang) for i, (p, n) in enumerate(zip(URUT, hitung, strict=True)))
    return Kurva(nilai, _jalur(BENTUK[nilai]) if nilai else "", batang, jumlah is not None)


def _batang(i: int, p: Predikat, n: int, puncak: int, ruang: int) -> Batang:
    tinggi = round(ruang * n / puncak)
    tengah = i * _KOLOM + _KOLOM // 2
    return Batang(tengah - _BATANG // 2, DASAR - tinggi, tinggi, tengah, n, p.label, str(p))


def _jalur(titik: Sequence[int]) -> str:
    """Through the points with level tangents, so it never overshoots."""
    puncak, ruang = max(titik), DASAR - ATAS
    xy = [(i * _KOLOM + _KOLOM // 2, DASAR - round(ruang * n / puncak)) for i, n in enumerate(titik)]
    bagian = [f"M{xy[0][0]} {xy[0][1]}"]
    for (xa, ya), (xb, yb) in itertools.pairwise(xy):
        tengah = (xa + xb) // 2
        bagian.append(f"C{tengah} {ya} {tengah} {yb} {xb} {yb}")
    return "".join(bagian)
