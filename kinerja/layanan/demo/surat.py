"""Signed papers of the demo: one page of PDF, marked as an example."""

from django.core.files.base import ContentFile
from django.utils.html import escape

_HALAMAN = """<!doctype html><html lang="id"><head><title>{judul}</title><style>
@page {{ size: A4; margin: 25mm }} body {{ font: 12pt serif }} .contoh {{ color: #a00; text-align: center }}
</style></head><body><p class="contoh">CONTOH, BUKAN NASKAH DINAS</p><h1>{judul}</h1><p>Nomor: {nomor}</p>
<p>Ditetapkan oleh {pejabat}.</p></body></html>"""


def surat_contoh(judul: str, nomor: str, pejabat: str) -> ContentFile:  # type: ignore[type-arg]
    """The paper as an upload."""
    from weasyprint import HTML

    html = _HALAMAN.format(judul=escape(judul), nomor=escape(nomor), pejabat=escape(pejabat))
    return ContentFile(HTML(string=html).write_pdf() or b"", name=f"{nomor.replace('/', '-')}.pdf")
