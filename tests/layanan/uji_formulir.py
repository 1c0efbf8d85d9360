"""Harness for printed forms: what stands on which page and where, and pictures to look at.

A test says by hand what a form must show (``FormulirDiharapkan``) and renders it for 1, 12 and 60 rows. ``periksa`` compares
titles, heads of columns and the order of blocks, and proves by bounding boxes that no row is cut by a page and that the head
stands above the rows of every page. ``gambar`` writes one PNG per page below ``docs/cetak/``.
"""

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
from pypdf import PdfReader

JUMLAH_BARIS = (1, 12, 60)
CETAK = Path(__file__).resolve().parents[2] / "docs" / "cetak"
_A4 = (595.3, 841.9)


@dataclass(frozen=True)
class FormulirDiharapkan:
    """Typed from the official form. ``balok``: texts that stand below one another in this order, over all pages.

    ``kepala``: words of the heads of the table with many rows, from left to right. ``tepi``: margins in points, left, top,
    right, bottom (above the footer).
    """

    judul: str
    balok: Sequence[str]
    kepala: Sequence[str]
    tepi: tuple[float, float, float, float]
    lanskap: bool = False
    larangan: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Kotak:
    """A word on a page: in points, from the top left."""

    halaman: int
    x0: float
    atas: float
    x1: float
    bawah: float
    teks: str


class Lembaran:
    """A PDF taken apart: words with their boxes, the ruled cells of tables, and text that is turned (``miring``)."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.pembaca = PdfReader(io.BytesIO(pdf))
        with pdfplumber.open(io.BytesIO(pdf)) as buku:
            self.ukuran = [(float(h.width), float(h.height)) for h in buku.pages]
            self.kata = [_kata(h, n) for n, h in enumerate(buku.pages)]
            self.miring = ["".join(c["text"] for c in h.chars if c["matrix"][1]) for h in buku.pages]
            self.sel = [[tuple(map(float, s)) for t in h.find_tables() for s in t.cells] for h in buku.pages]

    @property
    def halaman(self) -> int:
        """How many pages."""
        return len(self.ukuran)

    def teks(self, halaman: int | None = None) -> str:
        """Words in reading order with single blanks."""
        semua = self.kata if halaman is None else [self.kata[halaman]]
        return " ".join(k.teks for h in semua for k in h)

    def cari(self, kalimat: str, mulai: tuple[int, float] = (0, -1.0)) -> Kotak | None:
        """Where ``kalimat`` begins, after a place; lines that break inside it are followed."""
        cari = kalimat.split()
        for h, kata in enumerate(self.kata):
            for i in range(len(kata) - len(cari) + 1):
                if (h, kata[i].atas) >= mulai and _sama(kata[i : i + len(cari)], cari):
                    return kata[i]
        return None


def _sama(kata: Sequence[Kotak], cari: Sequence[str]) -> bool:
    """A sentence may go on after what is looked for: ``2019`` is found in ``2019;``."""
    return all(k.teks == c for k, c in zip(kata[:-1], cari[:-1], strict=True)) and kata[-1].teks.startswith(cari[-1])


def _kata(halaman: pdfplumber.page.Page, nomor: int) -> list[Kotak]:
    return [
        Kotak(nomor, k["x0"], k["top"], k["x1"], k["bottom"], k["text"])
        for k in halaman.extract_words(use_text_flow=True, keep_blank_chars=False)
    ]


def periksa(pdf: bytes, harap: FormulirDiharapkan, baris: Sequence[tuple[str, str]]) -> Lembaran:
    """Everything at once. ``baris``: for each row of the long table a word of its first and one of its last line.

    Each such word is in the PDF once. Fails with the page and the word.
    """
    lembar = Lembaran(pdf)
    _periksa_kertas(lembar, harap)
    _periksa_balok(lembar, harap)
    _periksa_baris(lembar, harap, baris)
    _periksa_huruf(lembar)
    return lembar


def _periksa_kertas(lembar: Lembaran, harap: FormulirDiharapkan) -> None:
    lebar, tinggi = sorted(_A4, reverse=harap.lanskap)
    kiri, atas, kanan, _ = harap.tepi
    for n, (w, t) in enumerate(lembar.ukuran):
        assert abs(w - lebar) < 1 and abs(t - tinggi) < 1, f"halaman {n + 1} bukan A4: {w} x {t}"
        for k in lembar.kata[n]:
            assert k.x0 >= kiri - 1 and k.x1 <= lebar - kanan + 1, f"halaman {n + 1}: {k.teks!r} keluar tepi"
            assert k.atas >= atas - 1, f"halaman {n + 1}: {k.teks!r} di atas tepi"
        assert f"Halaman {n + 1} dari {lembar.halaman}" in lembar.teks(n), f"halaman {n + 1} tanpa nomor"
    assert lembar.pembaca.metadata is not None
    assert lembar.pembaca.metadata.title == harap.judul
    assert lembar.pembaca.trailer["/Root"]["/Lang"] == "id"


def _periksa_balok(lembar: Lembaran, harap: FormulirDiharapkan) -> None:
    tempat = (0, -1.0)
    for balok in harap.balok:
        kotak = lembar.cari(balok, tempat)
        assert kotak is not None, f"tidak ada, atau tidak pada urutannya: {balok!r}"
        tempat = (kotak.halaman, kotak.atas)
    for kata in harap.larangan:
        assert kata not in lembar.teks(), f"tidak boleh tercetak: {kata!r}"


def _periksa_baris(lembar: Lembaran, harap: FormulirDiharapkan, baris: Sequence[tuple[str, str]]) -> None:
    berbaris: dict[int, float] = {}
    sebelum = (0, 0.0)
    for awal, akhir in baris:
        a, z = lembar.cari(awal), lembar.cari(akhir)
        assert a is not None and z is not None, f"baris {awal!r} tidak lengkap"
        assert a.halaman == z.halaman, f"baris {awal!r} terpotong halaman {a.halaman + 1}"
        assert (a.halaman, a.atas) > sebelum, f"baris {awal!r} tidak pada urutannya"
        sebelum = (a.halaman, a.atas)
        berbaris[a.halaman] = min(a.atas, berbaris.get(a.halaman, a.atas))
        _periksa_sel(lembar, harap, a, z)
    for halaman, atas in berbaris.items():
        _periksa_kepala(lembar, harap, halaman, atas)


def _periksa_sel(lembar: Lembaran, harap: FormulirDiharapkan, a: Kotak, z: Kotak) -> None:
    """First and last word stand in one closed cell, and the cell ends above the footer."""
    batas = lembar.ukuran[a.halaman][1] - harap.tepi[3]
    memuat = [
        s for s in lembar.sel[a.halaman] if s[0] <= a.x0 and s[1] <= a.atas + 1 and s[3] >= z.bawah - 1 and s[2] >= a.x1 - 1
    ]
    assert memuat, f"baris {a.teks!r} tidak berada dalam satu sel di halaman {a.halaman + 1}"
    assert min(s[3] for s in memuat) <= batas + 1, f"baris {a.teks!r} menimpa kaki halaman {a.halaman + 1}"


def _periksa_kepala(lembar: Lembaran, harap: FormulirDiharapkan, halaman: int, atas: float) -> None:
    kanan = -1.0
    for judul in harap.kepala:
        kata = judul.split()[0]
        calon = [k for k in lembar.kata[halaman] if k.teks == kata and k.bawah <= atas + 1 and k.x0 > kanan]
        assert calon, f"halaman {halaman + 1}: kepala kolom {judul!r} tidak ada di atas baris, atau salah urutan"
        kanan = max(calon, key=lambda k: k.atas).x0


def _periksa_huruf(lembar: Lembaran) -> None:
    """Every font travels with the file."""
    for halaman in lembar.pembaca.pages:
        for huruf in halaman["/Resources"].get("/Font", {}).values():
            turunan = huruf.get_object()["/DescendantFonts"][0].get_object()
            uraian = turunan["/FontDescriptor"].get_object()
            assert "/FontFile2" in uraian or "/FontFile3" in uraian, f"huruf {uraian['/FontName']} tidak tertanam"


def gambar(nama: str, pdf: bytes, skala: float = 1.3) -> None:
    """PNG of each page below ``docs/cetak/``, only when KINERJA_GAMBAR_CETAK is set: pictures are looked at, then committed."""
    if not os.environ.get("KINERJA_GAMBAR_CETAK"):
        return
    import pypdfium2

    CETAK.mkdir(parents=True, exist_ok=True)
    buku = pypdfium2.PdfDocument(pdf)
    for n in range(len(buku)):
        citra = buku[n].render(scale=skala, grayscale=False).to_pil().convert("P", palette=1, colors=32)
        citra.save(CETAK / f"{nama}-{n + 1}.png", optimize=True)
