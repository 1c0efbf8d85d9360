"""Rows to an Excel file, written as a stream. Knows nothing of queries or permission."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEBAR_TERBESAR = 60


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: lines that say what it is, headings, rows."""

    judul: str
    kolom: Sequence[str]
    baris: Iterable[Sequence[Any]]
    keterangan: Sequence[str] = ()


def tulis_excel(judul: str, kolom: Sequence[str], baris: Iterable[Sequence[Any]], keterangan: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    return tulis_buku([Lembar(judul, kolom, baris, keterangan)])


def tulis_buku(lembar: Iterable[Lembar]) -> bytes:
    """A workbook of some sheets.

    Text stays text: what begins with ``=``, ``+``, ``-`` or ``@`` is never a formula, and a NIP never a number.
    """
    from openpyxl import Workbook

    buku = Workbook(write_only=True)
    for satu in lembar:
        _tulis_lembar(buku, satu)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _tulis_lembar(buku: Any, isi: Lembar) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    lembar = buku.create_sheet(_nama_lembar(isi.judul))
    semua = [list(b) for b in isi.baris]
    for i, nama in enumerate(isi.kolom):
        lembar.column_dimensions[get_column_letter(i + 1)].width = _lebar(nama, [b[i] for b in semua[:200]])
    lembar.freeze_panes = f"A{len(isi.keterangan) + 3}"
    lembar.append([_sel(lembar, isi.judul, Font(bold=True, size=14))])
    for kalimat in isi.keterangan:
        lembar.append([_sel(lembar, kalimat)])
    lembar.append([_sel(lembar, k, Font(bold=True)) for k in isi.kolom])
    for b in semua:
        lembar.append([_sel(lembar, n) for n in b])


def tanggapan_excel(isi: bytes, nama: str) -> HttpResponse:
    """The file as a download called ``nama.xlsx``."""
    return HttpResponse(isi, content_type=JENIS_XLSX, headers={"Content-Disposition": f'attachment; filename="{nama}.xlsx"'})


def _nama_lembar(judul: str) -> str:
    # Excel refuses these signs, and names longer than 31.
    return "".join("-" if c in r"[]:*?/\\" else c for c in judul)[:31]


def _lebar(nama: str, isi: Iterable[Any]) -> float:
    return min(_LEBAR_TERBESAR, max([len(nama), *(len(str(n)) for n in isi if n is not None)]) + 2)


def _sel(lembar: Any, nilai: Any, huruf: Any = None) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(nilai, dt.datetime):
        nilai = nilai.replace(tzinfo=None)
    if not isinstance(nilai, (int, float, dt.date, type(None))):
        nilai = ILLEGAL_CHARACTERS_RE.sub("", str(nilai))
    sel = WriteOnlyCell(lembar, value=nilai)
    if isinstance(nilai, str):
        sel.data_type = "s"
    if isinstance(nilai, dt.date):
        sel.number_format = "DD/MM/YYYY"
    if huruf:
        sel.font = huruf
    return sel
