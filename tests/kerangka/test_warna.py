"""Contrast of the pairs that are used, in both themes (WCAG 2.2: 4.5 for text, 3 for what can be pressed or must be seen)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static/css/kinerja.css").read_text()
DASAR = ("latar", "muka", "muka-2", "muka-3")
LUNAK = ("ok-lunak", "awas-lunak", "galat-lunak", "info-lunak", "merek-lunak")

TEKS = [
    *((t, d) for t in ("tinta", "tinta-2") for d in (*DASAR, *LUNAK)),
    *(("tinta-3", d) for d in DASAR),
    *(("merek", d) for d in DASAR),
    ("merek-tua", "merek-lunak"),
    ("merek", "merek-lunak"),
    *((a, f"{a}-lunak") for a in ("ok", "awas", "galat", "info")),
    *(("galat", d) for d in ("latar", "muka")),
    ("di-merek", "merek"),
    ("di-merek", "merek-tua"),
    ("di-kepala", "kepala"),
    ("di-kepala-2", "kepala"),
    ("di-hangat", "hangat"),
]
BATAS = [
    *(("garis-kuat", d) for d in ("latar", "muka")),
    *(("awas", d) for d in DASAR),
    *(("merek", d) for d in ("muka", "muka-3")),
    ("hangat", "kepala"),
]


def palet(tema: str) -> dict[str, str]:
    pola = {"terang": r":root, \[data-tema=terang\] \{(.*?)\}", "gelap": r"\n\[data-tema=gelap\] \{(.*?)\}"}[tema]
    blok = re.search(pola, CSS, re.S)
    assert blok
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blok[1]))


def terang(warna: str) -> float:
    angka = warna[1:] if len(warna) == 7 else "".join(2 * c for c in warna[1:])
    saluran = [int(angka[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in saluran]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontras(a: str, b: str) -> float:
    atas, bawah = sorted((terang(a), terang(b)), reverse=True)
    return (atas + 0.05) / (bawah + 0.05)


def test_contrast_is_measured_rightly():
    assert round(kontras("#000", "#fff"), 1) == 21.0
    assert round(kontras("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("tema", ["terang", "gelap"])
@pytest.mark.parametrize(("depan", "belakang"), TEKS)
def test_text_can_be_read(tema: str, depan: str, belakang: str):
    warna = palet(tema)
    assert kontras(warna[depan], warna[belakang]) >= 4.5


@pytest.mark.parametrize("tema", ["terang", "gelap"])
@pytest.mark.parametrize(("depan", "belakang"), BATAS)
def test_edges_can_be_seen(tema: str, depan: str, belakang: str):
    warna = palet(tema)
    assert kontras(warna[depan], warna[belakang]) >= 3
