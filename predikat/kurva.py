"""Geometry of the distribution pattern: plain numbers in, SVG coordinates out; one drawing serves page and PDF. Pure.

The points are the shape that the official chart shows (``aturan_papan.BENTUK``): an illustration, not quotas.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from predikat import aturan_papan
from predikat.enums import Predikat, PredikatOrganisasi

#: From left to right, as the chart has it.
URUT = tuple(reversed(Predikat))
BENTUK = {o: tuple(reversed(b)) for o, b in aturan_papan.BENTUK.items()}
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
    return _lengkung([(i * _KOLOM + _KOLOM // 2, DASAR - round(ruang * n / puncak)) for i, n in enumerate(titik)])


def _lengkung(xy: Sequence[tuple[int, int]]) -> str:
    bagian = [f"M{xy[0][0]} {xy[0][1]}"]
    for (xa, ya), (xb, yb) in itertools.pairwise(xy):
        tengah = (xa + xb) // 2
        bagian.append(f"C{tengah} {ya} {tengah} {yb} {xb} {yb}")
    return "".join(bagian)


# -- small multiples: bars and curve on one scale of shares, so that what stands above the curve is more than the shape


KECIL = 20
_TINGGI_KECIL = 56


@dataclass(frozen=True, slots=True)
class KurvaKecil:
    """One small picture, 100 wide: bars (x, y, height, whether it is the named group), ticks of before (x, y), the curve."""

    batang: tuple[tuple[int, int, int, bool], ...]
    tanda: tuple[tuple[int, int], ...]
    jalur: str


def kurva_kecil(
    organisasi: PredikatOrganisasi | None, jumlah: Mapping[Predikat, int], sebelum: Mapping[Predikat, int]
) -> KurvaKecil:
    """Shares now as bars, before as ticks where they differ, the shape of the pattern as a line."""
    kini, dulu = _bagian([jumlah.get(p, 0) for p in URUT]), _bagian([sebelum.get(p, 0) for p in URUT])
    pola = _bagian(BENTUK[organisasi]) if organisasi else [0] * len(URUT)
    puncak = max([*kini, *dulu, *pola]) or 1
    y = [[_TINGGI_KECIL - round((_TINGGI_KECIL - 4) * n / puncak) for n in baris] for baris in (kini, dulu, pola)]
    utama = max(range(len(URUT)), key=lambda i: pola[i])
    batang = tuple((i * KECIL + 3, v, _TINGGI_KECIL - v, i == utama) for i, v in enumerate(y[0]) if kini[i])
    tanda = tuple((i * KECIL + 1, v) for i, v in enumerate(y[1]) if dulu[i] != kini[i])
    return KurvaKecil(batang, tanda, _lengkung([(i * KECIL + KECIL // 2, v) for i, v in enumerate(y[2])]) if organisasi else "")


def _bagian(isi: Sequence[int]) -> list[int]:
    """Per ten thousand of the whole."""
    n = sum(isi)
    return [10_000 * x // n for x in isi] if n else [0] * len(isi)
