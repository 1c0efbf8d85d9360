"""Editable letters: the same snapshot as a Word text, for an officer who must change a wording.

Such a text is neither sealed nor verifiable.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

JENIS_ISI = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEBAR_MM = 165
_HURUF = "Arial"


class Naskah:
    """A letter on A4 portrait, built from top to bottom. All text is plain text: nothing of it is read as markup."""

    def __init__(self, judul: str, kop: Mapping[str, Any]) -> None:
        self._d = Document()
        self._d.core_properties.title = judul
        self._d.core_properties.language = "id-ID"
        self._d.core_properties.author = kop["unit"] or kop["instansi"]
        self._halaman()
        gaya = self._d.styles["Normal"]
        gaya.font.name, gaya.font.size = _HURUF, Pt(11)
        gaya.paragraph_format.space_after = Pt(4)
        self._kop(kop)

    def _halaman(self) -> None:
        s = self._d.sections[0]
        s.page_width, s.page_height = Mm(210), Mm(297)
        s.left_margin, s.right_margin, s.top_margin, s.bottom_margin = Mm(25), Mm(20), Mm(15), Mm(20)

    def _kop(self, kop: Mapping[str, Any]) -> None:
        for teks, ukuran, tebal in (
            (kop["instansi"].upper(), 13, False),
            (kop["unit"].upper(), 15, True),
            (kop["alamat"], 8.5, False),
        ):
            if teks:
                self._tengah(teks, ukuran, tebal)
        garis = self._d.paragraphs[-1]._p.get_or_add_pPr()
        garis.append(_garis_bawah())

    def _tengah(self, teks: str, ukuran: float, tebal: bool) -> None:
        p = self._d.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.paragraph_format.space_after = Pt(1)
        huruf = p.add_run(teks)
        huruf.bold, huruf.font.size = tebal, Pt(ukuran)

    def judul(self, teks: str, bawah: str = "") -> None:
        """The title, and a line below it."""
        self._d.add_paragraph()
        self._tengah(teks, 12, True)
        if bawah:
            self._tengah(bawah, 12, False)
        self._d.add_paragraph()

    def bab(self, teks: str) -> None:
        """A heading within the letter."""
        p = self._d.add_paragraph()
        p.paragraph_format.keep_with_next = True
        p.paragraph_format.space_before = Pt(8)
        p.add_run(teks).bold = True

    def paragraf(self, teks: str) -> None:
        """A paragraph."""
        self._d.add_paragraph(teks).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def bernomor(self, butir: Iterable[str]) -> None:
        """A numbered list."""
        for i, b in enumerate(butir, 1):
            p = self._d.add_paragraph(f"{i}.\t{b}")
            p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(7), Mm(-7)

    def orang(self, o: Mapping[str, Any]) -> None:
        """A person: name, NIP, rank, position, unit, as far as they are known."""
        pangkat = ", ".join(x for x in (o["pangkat"], o["golongan"]) if x)
        isi = [("Nama", o["nama"]), ("NIP", o["nip"]), ("Pangkat, golongan ruang", pangkat)]
        isi += [("Jabatan", o["jabatan"]), ("Unit kerja", o["unit"])]
        tabel = self._d.add_table(0, 2)
        for label, teks in isi:
            if teks:
                sel = tabel.add_row().cells
                sel[0].text, sel[1].text = label, f": {teks}"
        _lebarkan(tabel, (30, 70))

    def tabel(self, kepala: Sequence[str], lebar: Sequence[int], baris: Iterable[Sequence[str]]) -> None:
        """A ruled table whose head repeats on each page and whose rows stay whole."""
        tabel = self._d.add_table(1, len(kepala))
        tabel.style = "Table Grid"
        tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
        for sel, teks in zip(tabel.rows[0].cells, kepala, strict=True):
            sel.paragraphs[0].add_run(teks).bold = True
        _sifat_baris(tabel.rows[0], "w:tblHeader")
        for b in baris:
            baru = tabel.add_row()
            _sifat_baris(baru, "w:cantSplit")
            for sel, teks in zip(baru.cells, b, strict=True):
                sel.text = teks
        _lebarkan(tabel, lebar)
        _kecilkan(tabel)
        self._d.add_paragraph()

    def tanda_tangan(self, ttd: Mapping[str, Any]) -> None:
        """The signature block, with room for ink."""
        baris = [f"Ditetapkan di {ttd['tempat']}", f"pada tanggal {ttd['tanggal']}", f"{ttd['jabatan']},", "", "", ""]
        baris += [ttd["nama"], ttd["pangkat"], f"NIP {ttd['nip']}" if ttd["nip"] else ""]
        while baris and not baris[-1]:
            baris.pop()
        for teks in baris:
            p = self._d.add_paragraph(teks)
            p.paragraph_format.left_indent, p.paragraph_format.space_after = Mm(85), Pt(0)
            p.paragraph_format.keep_with_next = True

    def simpan(self) -> bytes:
        """The finished file."""
        keluaran = io.BytesIO()
        self._d.save(keluaran)
        return keluaran.getvalue()


def _garis_bawah() -> Any:
    batas = OxmlElement("w:pBdr")
    bawah = OxmlElement("w:bottom")
    for nama, nilai in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "000000")):
        bawah.set(qn(f"w:{nama}"), nilai)
    batas.append(bawah)
    return batas


def _sifat_baris(baris: Any, nama: str) -> None:
    baris._tr.get_or_add_trPr().append(OxmlElement(nama))


def _lebarkan(tabel: Any, persen: Sequence[int]) -> None:
    tabel.autofit = False
    for baris in tabel.rows:
        for sel, p in zip(baris.cells, persen, strict=True):
            sel.width = Mm(_LEBAR_MM * p / 100)


def _kecilkan(tabel: Any) -> None:
    for baris in tabel.rows:
        for sel in baris.cells:
            for p in sel.paragraphs:
                p.paragraph_format.space_after = Pt(0)
                for huruf in p.runs:
                    huruf.font.size = Pt(9)
