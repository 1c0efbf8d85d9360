"""Workbooks around an import: the rows that were not taken, and an empty template with lists to choose from."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from kinerja.layanan.reports.excel import tulis_excel
from kinerja.plumbing.daftar import JenisImpor, KolomImpor

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BARIS_TEMPLAT = 2_000


def excel_tertahan(jenis: JenisImpor, baris: Iterable[Any], keterangan: Sequence[str]) -> bytes:
    """Refused and held rows with their reason, then the columns as they were read: mend there, upload again."""
    kolom = [k.nama for k in jenis.kolom]
    isi = ([b.baris, b.get_kelas_display(), b.alasan, *(b.isi.get(k, "") for k in kolom)] for b in baris)
    return tulis_excel(f"{jenis.judul}: baris ditolak dan ganda", ["BARIS", "KELAS", "ALASAN", *kolom], isi, keterangan)


def templat_excel(jenis: JenisImpor) -> bytes:
    """An empty sheet with the headings, lists of choices, text cells where digits must stay, and a page of explanations."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    buku = Workbook()
    lembar = cast("Worksheet", buku.active)
    lembar.title = "Data"
    lembar.freeze_panes = "A2"
    for i, kolom in enumerate(jenis.kolom, start=1):
        sel = lembar.cell(row=1, column=i, value=kolom.nama)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = PatternFill("solid", fgColor="0F5C55" if kolom.wajib else "6B7A78")
        huruf = get_column_letter(i)
        lembar.column_dimensions[huruf].width = max(14, len(kolom.nama) + 4)
        # As text from the start, or Excel would round an 18-digit NIP to 15 digits.
        lembar.column_dimensions[huruf].number_format = "@"
        for baris in range(2, 52):
            lembar.cell(row=baris, column=i).number_format = "@"
        _tambah_pilihan(lembar, kolom, huruf)
    _lembar_petunjuk(buku, jenis)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _tambah_pilihan(lembar: Any, kolom: KolomImpor, huruf: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if not kolom.pilihan:
        return
    daftar = DataValidation(type="list", formula1=f'"{",".join(kolom.pilihan)}"', allow_blank=not kolom.wajib)
    daftar.errorTitle, daftar.error = kolom.nama, f"Pilih salah satu: {', '.join(kolom.pilihan)}."[:250]
    lembar.add_data_validation(daftar)
    daftar.add(f"{huruf}2:{huruf}{_BARIS_TEMPLAT}")


def _lembar_petunjuk(buku: Any, jenis: JenisImpor) -> None:
    from openpyxl.styles import Font

    lembar = buku.create_sheet("Petunjuk")
    lembar.append([jenis.judul])
    lembar["A1"].font = Font(bold=True, size=14)
    lembar.append([jenis.bantu])
    lembar.append([])
    lembar.append(["Kolom", "Wajib", "Petunjuk"])
    for kolom in jenis.kolom:
        lembar.append([kolom.nama, "Ya" if kolom.wajib else "Tidak", kolom.bantu])
    for huruf, lebar in (("A", 26), ("B", 8), ("C", 70)):
        lembar.column_dimensions[huruf].width = lebar
