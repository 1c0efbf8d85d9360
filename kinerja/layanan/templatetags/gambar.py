"""Geometry of the small pictures: the year as a river, bars. Plain numbers in, SVG coordinates out; templates draw them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

TINGGI = 40
RENDAH = 70


def _titik(n: int) -> list[tuple[int, int]]:
    return [(100 * i + 50, RENDAH if i % 2 == 0 else TINGGI) for i in range(n)]


def _aliran(titik: Sequence[tuple[int, int]], *, sampai_akhir: bool) -> str:
    """A path through ``titik``: smooth, coming from beyond the left edge; to beyond the right edge with ``sampai_akhir``."""
    x, y = titik[0]
    bagian = [f"M{x - 62} {y - 22}C{x - 42} {y - 6} {x - 22} {y} {x} {y}"]
    for (xa, ya), (xb, yb) in itertools.pairwise(titik):
        bagian.append(f"C{xa + 45} {ya} {xb - 45} {yb} {xb} {yb}")
    if sampai_akhir:
        x, y = titik[-1]
        arah = -1 if y == RENDAH else 1
        bagian.append(f"C{x + 30} {y} {x + 45} {y + 12 * arah} {x + 62} {y + 26 * arah}")
    return "".join(bagian)


@dataclass(frozen=True, slots=True)
class Sungai:
    """Paths of the river, lying (wide screens) and standing (phones); ``lebar`` is the length of the drawing."""

    lebar: int
    mendatar: str
    mendatar_lewat: str
    menurun: str
    menurun_lewat: str


def sungai(jumlah: int, sampai: int) -> Sungai:
    """The river of ``jumlah`` stages, of which the first ``sampai`` have been reached."""
    titik = _titik(jumlah)
    # The standing river is the lying one turned a quarter, nearer to its left bank.
    tegak = [(x, 20 if y == RENDAH else 36) for x, y in titik]
    return Sungai(
        lebar=100 * jumlah,
        mendatar=_aliran(titik, sampai_akhir=True),
        mendatar_lewat=_aliran(titik[:sampai], sampai_akhir=sampai == jumlah) if sampai else "",
        menurun=_tegak(tegak, sampai_akhir=True),
        menurun_lewat=_tegak(tegak[:sampai], sampai_akhir=sampai == jumlah) if sampai else "",
    )


def _tegak(titik: Sequence[tuple[int, int]], *, sampai_akhir: bool) -> str:
    y, x = titik[0]
    bagian = [f"M{x - 6} {y - 62}C{x - 4} {y - 30} {x} {y - 20} {x} {y}"]
    for (ya, xa), (yb, xb) in itertools.pairwise(titik):
        bagian.append(f"C{xa} {ya + 45} {xb} {yb - 45} {xb} {yb}")
    if sampai_akhir:
        y, x = titik[-1]
        bagian.append(f"C{x} {y + 30} {x + 6} {y + 45} {x + 14} {y + 62}")
    return "".join(bagian)


@dataclass(frozen=True, slots=True)
class Batang:
    """One bar, standing (wide screens) and lying (phones). ``y_pola`` and ``x_pola`` are None without a pattern."""

    label: str
    nilai: float
    pola: float | None
    x: float
    y: float
    y_teks: float
    lebar: float
    tinggi: float
    tengah: float
    y_pola: float | None
    baris: int
    panjang: float
    x_pola: float | None


LEBAR_GAMBAR = 640
DASAR_GAMBAR = 200
RUANG_ATAS = 30
PANJANG_HP = 260
BARIS_HP = 46


def batang(data: Sequence[tuple[str, float, float | None]]) -> list[Batang]:
    """Bars for ``(label, number, pattern or None)``: standing in 640 by 240, lying in 320 by 46 a row."""
    puncak = max([n for _, n, _ in data] + [p for _, _, p in data if p is not None] + [1])
    langkah = LEBAR_GAMBAR / max(len(data), 1)
    lebar = min(langkah * 0.62, 96)

    def y(nilai: float) -> float:
        return round(DASAR_GAMBAR - nilai * (DASAR_GAMBAR - RUANG_ATAS) / puncak, 1)

    return [
        Batang(
            label=label,
            nilai=nilai,
            pola=pola,
            x=round(langkah * i + (langkah - lebar) / 2, 1),
            y=y(nilai),
            y_teks=round(y(max(nilai, pola or 0)) - 8, 1),
            lebar=round(lebar, 1),
            tinggi=round(DASAR_GAMBAR - y(nilai), 1),
            tengah=round(langkah * (i + 0.5), 1),
            y_pola=None if pola is None else y(pola),
            baris=BARIS_HP * i,
            panjang=round(PANJANG_HP * nilai / puncak, 1),
            x_pola=None if pola is None else round(PANJANG_HP * pola / puncak, 1),
        )
        for i, (label, nilai, pola) in enumerate(data)
    ]
