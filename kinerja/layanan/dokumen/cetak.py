"""HTML to PDF: one stylesheet and one set of fonts for the life of the process, and nothing is ever fetched.

A form is a template that extends ``cetak/dasar.html``. It is given the snapshot and facts about the document, never a model.
"""

import base64
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kinerja.layanan.dokumen.qr import qr_gambar

_PNG = "data:image/png;base64,"
_HURUF = Path(__file__).with_name("font")
#: Pango and fontconfig are not thread-safe, and a web process may have several threads.
_KUNCI = Lock()
# They tell each step of each page.
for _pencatat in ("weasyprint.progress", "fontTools", "pyhanko"):
    logging.getLogger(_pencatat).setLevel(logging.WARNING)


class PengambilNihil(URLFetcher):
    """Fetches nothing: no network, no file. A picture of ours stands in the HTML itself (``data:image/png``)."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Raises ``ValueError`` for every address elsewhere."""
        if url.startswith(_PNG):
            return URLFetcherResponse(url, base64.b64decode(url.removeprefix(_PNG)), {"Content-Type": "image/png"})
        raise ValueError(f"Alamat tidak diambil saat mencetak: {url[:80]}")


class _PengambilHuruf(URLFetcher):
    """Only for our own stylesheet: the font files shipped beside this module, by name."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        nama = url.removeprefix("kinerja:")
        if nama not in {f.name for f in _HURUF.glob("*.ttf")}:
            raise ValueError(f"Huruf {nama[:80]} tidak ada.")
        return URLFetcherResponse(url, (_HURUF / nama).read_bytes(), {"Content-Type": "font/ttf"})


@dataclass(frozen=True, slots=True)
class KetCetak:
    """What is printed about the document itself. ``alamat``: the public page; empty for a draft, which has no code."""

    judul: str
    nomor: str = ""
    kode: str = ""
    alamat: str = ""
    revisi: int = 1
    lanskap: bool = False
    draf: bool = False

    @property
    def alamat_tampil(self) -> str:
        """The page where the code is typed, as read by people."""
        return self.alamat.split("//")[-1].rstrip("/").removesuffix(self.kode.replace("-", "")).rstrip("/")


@dataclass(frozen=True, slots=True)
class HasilCetak:
    """A finished PDF."""

    isi: bytes
    halaman: int


@lru_cache(maxsize=1)
def _gaya() -> tuple[CSS, FontConfiguration]:
    huruf = FontConfiguration()
    sumber = (settings.AKAR / "templates/cetak/dasar.css").read_text("utf-8")
    lebar = "".join(f"col.l{n}{{width:{n}%}}" for n in range(1, 101))
    return CSS(string=sumber + lebar, font_config=huruf, url_fetcher=_PengambilHuruf()), huruf


def susun_html(template: str, isi: Mapping[str, Any], ket: KetCetak, **tambahan: Any) -> str:
    """The form as HTML: ``isi`` from the snapshot, ``ket``, and the QR when the document has a public page."""
    konteks = {
        "isi": _dapat_dipatah(isi),
        "ket": ket,
        "lambang": _lambang(),
        "qr": qr_gambar(ket.alamat) if ket.alamat else "",
        **tambahan,
    }
    return render_to_string(template, konteks)


#: A longer word gets places to break: finding them itself costs WeasyPrint the square of the length.
_KATA_TERPANJANG = re.compile(r"\S{25,}")


def _dapat_dipatah(nilai: Any) -> Any:
    match nilai:
        case str():
            return _KATA_TERPANJANG.sub(lambda m: "\u200b".join(re.findall(".{1,20}", m[0])), nilai)
        case Mapping():
            return {k: _dapat_dipatah(v) for k, v in nilai.items()}
        case list() | tuple():
            return [_dapat_dipatah(v) for v in nilai]
    return nilai


def tata(html: str) -> Document:
    """Laid out, page by page; what the tests of forms measure."""
    gaya, huruf = _gaya()
    return HTML(string=html, url_fetcher=PengambilNihil()).render(stylesheets=[gaya], font_config=huruf)


def cetak(html: str, nyatakan: Callable[[int], None] | None = None) -> HasilCetak:
    """PDF with bookmarks, title and language. ``nyatakan(pages)`` may refuse before the file is written."""
    with _KUNCI:
        dokumen = tata(html)
        if nyatakan is not None:
            nyatakan(len(dokumen.pages))
        return HasilCetak(dokumen.write_pdf(), len(dokumen.pages))


def siapkan() -> None:
    """Read fonts and stylesheet ahead of the first document."""
    _gaya()


@lru_cache(maxsize=1)
def _lambang() -> str:
    """The coat of arms as SVG text: the file named by ``LAMBANG``, else a plain shield."""
    return mark_safe(Path(settings.LAMBANG).read_text("utf-8").strip())
