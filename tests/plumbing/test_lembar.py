"""A sheet that would become a huge block of cells is refused, wherever it stands in the file and however it spells it."""

import tracemalloc
import zipfile

import pytest

from kinerja.plumbing import lembar
from kinerja.plumbing.galat import Ditolak
from tests.siasn import SAH, tulis_xlsx

KEPALA = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
EKOR = "</sheetData></worksheet>"


def buku(tempat, lembar_xml: bytes | str, *, pindah: str = "", tambah: str = "") -> str:
    """A valid workbook whose first sheet is ``lembar_xml``, kept under another name when ``pindah`` says so."""
    asal, hasil = tulis_xlsx(tempat / "asal.xlsx", [SAH]), tempat / "hasil.xlsx"
    with zipfile.ZipFile(asal) as a, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as h:
        for nama in a.namelist():
            isi = a.read(nama)
            if pindah:
                isi = isi.replace(b"/xl/worksheets/sheet1.xml", f"/xl/{pindah}".encode())
                isi = isi.replace(b"worksheets/sheet1.xml", pindah.encode())
            if nama == "xl/worksheets/sheet1.xml":
                nama, isi = f"xl/{pindah}" if pindah else nama, lembar_xml
            h.writestr(nama, isi)
        if tambah:
            h.writestr(tambah, "<x/>")
    return hasil


def kalimat(berkas) -> str:
    with pytest.raises(Ditolak) as galat:
        lembar.baca_lembar(berkas, {"A", "B", "C"}.__contains__)
    return galat.value.kalimat


@pytest.mark.parametrize("pindah", ["rahasia/lembar.xml", "media/gambar.png", "theme/theme9.XML"])
def test_the_sheet_may_stand_anywhere(tmp_path, pindah):
    isi = f'{KEPALA}<row r="1"><c r="A1"><v>1</v></c><c r="ZZZ1"><v>1</v></c></row>{EKOR}'
    assert kalimat(buku(tmp_path, isi, pindah=pindah)) == lembar.TERLALU_LUAS


@pytest.mark.parametrize(
    "unsur",
    [
        '<c r="XFD1"/>',
        "<c r='XFD1'/>",
        '<c r = "XFD1"/>',
        '<c\n\tr\n=\n"XFD1"/>',
        '<c s="1"r="XFD1"/>',
        '<c s=">" r="XFD1"/>',
        '<c s="<" r="XFD1"/>',
        '<c r="xfd1"/>',
        '<c r="A0050000"/>',
        '<c r="&#88;FD1"/>',
        '<x:c r="FA1"/>',
        "<row r='50000'/>",
        '<row spans="1:2" r = "00050000"/>',
        '<row r="&#53;0000"/>',
    ],
)
def test_every_spelling_of_a_far_cell(tmp_path, unsur):
    assert kalimat(buku(tmp_path, f'{KEPALA}<row r="1"><c r="A1"/></row>{unsur}{EKOR}')) == lembar.TERLALU_LUAS


@pytest.mark.parametrize(
    "isi", ["<row/>" * 50_000, "<row>" + "<c><v>1</v></c>" * 157 + "</row>", '<row r="1">' + "<c/>" * 90_000 + "</row>"]
)
def test_cells_without_a_reference_are_counted(tmp_path, isi):
    assert kalimat(buku(tmp_path, KEPALA + isi + EKOR)) == lembar.TERLALU_LUAS


@pytest.mark.parametrize("geser", range(0, 40, 5))
def test_a_far_cell_across_two_pieces(tmp_path, geser):
    awal = KEPALA + '<row r="1"><c r="A1"/></row>' + "<!---->" * ((lembar._POTONG - 300) // 7)
    isi = awal + " " * (lembar._POTONG - len(awal) - geser) + '<c s="12345678" r = "XFD1"/>' + EKOR
    assert kalimat(buku(tmp_path, isi)) == lembar.TERLALU_LUAS


def test_a_tag_without_end_is_refused(tmp_path):
    isi = KEPALA + "<c r" + " " * (2 * lembar._POTONG) + '="XFD1"/>' + EKOR
    assert kalimat(buku(tmp_path, isi)) == lembar.TERLALU_LUAS


@pytest.mark.parametrize("sandi", ["utf-16", "utf-16-le", "utf-16-be"])
def test_sheets_in_another_encoding_are_refused(tmp_path, sandi):
    isi = f'{KEPALA}<row r="1"><c r="XFD1"/></row>{EKOR}'.encode(sandi)
    assert kalimat(buku(tmp_path, isi)) == lembar.BUKAN_UTF8


@pytest.mark.parametrize("sandi", ["UTF-16", "utf-7", "IBM037"])
def test_sheets_that_call_themselves_otherwise_are_refused(tmp_path, sandi):
    isi = f"<?xml version='1.0' encoding='{sandi}'?>{KEPALA}<row r='1'><c r='A1'/></row>{EKOR}"
    assert kalimat(buku(tmp_path, isi)) == lembar.BUKAN_UTF8


@pytest.mark.parametrize("nama", ["xl/workbook.bin", "XL\\Workbook.bin", "content.xml"])
def test_a_second_workbook_of_another_kind_is_refused(tmp_path, nama):
    assert kalimat(buku(tmp_path, KEPALA + EKOR, tambah=nama)) == lembar.BUKAN_EXCEL


def test_the_last_allowed_cell_is_read(tmp_path):
    kepala = "".join(f'<c r="{x}1" t="inlineStr"><is><t>{x}</t></is></c>' for x in "ABC")
    isi = f'{KEPALA}<row r="1">{kepala}</row><row r="49999"><c r="EZ49999"><v>7</v></c></row>{EKOR}'
    hasil = lembar.baca_lembar(buku(tmp_path, isi), {"A", "B", "C"}.__contains__)
    assert (len(hasil.isi), hasil.isi[-1][155]) == (49_998, 7)


def test_words_in_cells_and_colours_in_themes_are_no_references(tmp_path):
    teks = 'korelasi r = ABC, r="sedang"'
    kepala = "".join(f'<c r="{x}1" t="inlineStr"><is><t>{x}</t></is></c>' for x in "ABC")
    isi = f'{KEPALA}<row r="1">{kepala}<c r="D1" t="inlineStr"><is><t>{teks}</t></is></c></row>{EKOR}'
    berkas = buku(tmp_path, isi)
    with zipfile.ZipFile(berkas, "a") as z:
        z.writestr("xl/theme/theme7.xml", '<a:theme xmlns:a="a"><a:fillToRect l="50000" r="50000"/></a:theme>')
        z.writestr("xl/catatan.xml", '<t>Sel r="XFD1"</t>')
    assert lembar.baca_lembar(berkas, {"A", "B", "C"}.__contains__).kepala[:3] == ("A", "B", "C")


@pytest.mark.parametrize(
    "isi",
    [b"\n" * 4_000_000, b"," * 4_000_000, b'A,B,C\n"x\n",' * 500_000, b"A,B,C\n" + b"," * lembar.KOLOM_MAKS],
    ids=["line ends", "separators", "one row over many lines", "too many columns"],
)
def test_csv_of_empty_cells_is_refused_before_it_fills_the_memory(tmp_path, isi):
    berkas = tmp_path / "a.csv"
    berkas.write_bytes(isi)
    tracemalloc.start()
    assert kalimat(berkas) == lembar.TERLALU_LUAS
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The text itself, and what 50.000 rows cost.
    assert puncak < 6 * len(isi) + 8_000_000
