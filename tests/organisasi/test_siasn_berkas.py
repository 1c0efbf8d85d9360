"""Wrong files: one clear sentence each, and never a process that runs out of memory."""

import random
import subprocess
import sys
import zipfile

import pytest

from kinerja.layanan.impor import mesin
from kinerja.plumbing import lembar
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.galat import Ditolak
from tests.siasn import AKAR, SAH, tulis_xlsx

SIASN = JENIS_IMPOR["siasn"]


def kalimat(berkas):
    with pytest.raises(Ditolak) as galat:
        mesin.baca(SIASN, berkas)
    assert galat.value.kalimat.endswith(".")
    return galat.value.kalimat


def xlsx_dengan(tempat, tambah=(), ganti=(), tanpa=()):
    """A valid workbook with entries added, replaced or left out."""
    asal = tulis_xlsx(tempat / "asal.xlsx", [SAH])
    hasil = tempat / "hasil.xlsx"
    ganti = dict(ganti)
    with zipfile.ZipFile(asal) as a, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as h:
        for butir in a.infolist():
            if butir.filename not in tanpa:
                h.writestr(butir.filename, ganti.get(butir.filename, a.read(butir)))
        for nama, isi in tambah:
            h.writestr(nama, isi)
    return hasil


def isi_berkas(tmp_path, isi, nama="x.xlsx"):
    (tmp_path / nama).write_bytes(isi)
    return tmp_path / nama


@pytest.mark.parametrize(
    ("isi", "harapan"),
    [
        (b"", lembar.KOSONG),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, lembar.TERKUNCI),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", lembar.BUKAN_EXCEL),
        (b"%PDF-1.7\n", lembar.BUKAN_EXCEL),
        (b"<html><table><tr><td>NIP BARU</td></tr></table></html>", lembar.BUKAN_EXCEL),
        (b"PK\x03\x04" + b"bukan zip sama sekali" * 9, lembar.RUSAK),
        (b"PK\x05\x06" + b"\x00" * 18, lembar.BUKAN_EXCEL),
    ],
)
def test_bukan_buku_kerja(tmp_path, isi, harapan):
    assert kalimat(isi_berkas(tmp_path, isi)) == harapan


def test_terlalu_besar_ditolak_sebelum_dibuka(tmp_path):
    berkas = tmp_path / "x.xlsx"
    with berkas.open("wb") as f:
        f.write(b"PK\x03\x04")
        f.truncate(200 * 1024 * 1024)
    assert kalimat(berkas) == lembar.TERLALU_BESAR


def test_zip_lain_bukan_excel(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as z:
        z.writestr("word/document.xml", "<w/>")
        z.writestr("[Content_Types].xml", "<Types/>")
    assert kalimat(tmp_path / "x.xlsx") == lembar.BUKAN_EXCEL


def test_makro(tmp_path):
    assert kalimat(xlsx_dengan(tmp_path, [("xl/vbaProject.bin", b"makro")])) == lembar.BERMAKRO


def test_makro_menurut_jenis_isinya(tmp_path):
    jenis = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert kalimat(xlsx_dengan(tmp_path, ganti=[("[Content_Types].xml", jenis)])) == lembar.BERMAKRO


def test_bom_zip_menurut_ukuran(tmp_path):
    acak = random.Random(1).randbytes(1024 * 1024) * 4
    berkas = xlsx_dengan(tmp_path, [(f"xl/media/{i}.bin", acak) for i in range(9)])
    assert zipfile.ZipFile(berkas).testzip() is None
    assert kalimat(_dengan_ukuran_terdaftar(berkas, "xl/media/0.bin", 299 * 1024 * 1024)) == lembar.BOM


def _dengan_ukuran_terdaftar(berkas, nama, ukuran):
    """The directory of the zip claims another size for one entry."""
    isi = bytearray(berkas.read_bytes())
    letak = isi.rfind(b"PK\x01\x02", 0, isi.rfind(nama.encode()))
    isi[letak + 24 : letak + 28] = ukuran.to_bytes(4, "little")
    berkas.write_bytes(isi)
    return berkas


def test_bom_zip_menurut_rasio(tmp_path):
    assert kalimat(xlsx_dengan(tmp_path, [("xl/media/a.bin", b"\x00" * (20 * 1024 * 1024))])) == lembar.BOM


def test_bom_zip_menurut_banyaknya_butir(tmp_path):
    assert kalimat(xlsx_dengan(tmp_path, [(f"xl/media/{i}", b"") for i in range(2_001)])) == lembar.BOM


def test_ukuran_yang_dipalsukan_di_daftar_isi(tmp_path):
    """The directory claims 10 bytes; what follows is more: the checksum tells."""
    berkas = xlsx_dengan(tmp_path, [("xl/media/a.bin", b"A" * 5_000_000)])
    assert kalimat(_dengan_ukuran_terdaftar(berkas, "xl/media/a.bin", 10)) == lembar.RUSAK


def test_terpotong(tmp_path):
    isi = tulis_xlsx(tmp_path / "a.xlsx", [SAH]).read_bytes()
    assert kalimat(isi_berkas(tmp_path, isi[: len(isi) * 2 // 3])) == lembar.RUSAK


@pytest.mark.parametrize("letak", ["XFD1048576", "A1048576", "XFD1", "FA1", "A50000"])
def test_dua_sel_berjauhan_tidak_memakan_ingatan(tmp_path, letak):
    """A sheet becomes a dense block: this one would be seventeen thousand million cells."""
    sel = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{letak.lstrip("XFDA")}"><c r="{letak}"><v>1</v></c></row>'
    xml = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sel}</sheetData></worksheet>'
    )
    assert kalimat(xlsx_dengan(tmp_path, ganti=[("xl/worksheets/sheet1.xml", xml)])) == lembar.TERLALU_LUAS


def test_sel_jauh_di_batas_potongan_baca(tmp_path):
    """The far reference lies across two pieces that are read one after the other."""
    for geser in range(0, 24, 3):
        isi = " " * (lembar._POTONG - 200 - geser)
        xml = f'<worksheet><sheetData>{isi}{" " * 180}<row r="1"><c r="XFD1"/></row></sheetData></worksheet>'
        assert kalimat(xlsx_dengan(tmp_path, ganti=[("xl/worksheets/sheet1.xml", xml)])) == lembar.TERLALU_LUAS


def test_lembar_kosong(tmp_path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "x.xlsx")
    assert kalimat(tmp_path / "x.xlsx") == lembar.KOSONG


def test_tanpa_baris_judul(tmp_path):
    berkas = tulis_xlsx(tmp_path / "x.xlsx", [{"A": 1, "B": 2, "C": 3}])
    assert "Baris judul kolom tidak ditemukan" in kalimat(berkas)
    assert "Baris judul kolom tidak ditemukan" in kalimat(isi_berkas(tmp_path, b"halo;apa;kabar\n1;2;3\n", "x.csv"))


def test_judul_di_lembar_kedua_ditemukan(tmp_path):
    from openpyxl import Workbook

    buku = Workbook()
    buku.active.append(["Petunjuk pengisian"])
    kedua = buku.create_sheet("Data")
    kedua.append(list(SAH))
    kedua.append(list(SAH.values()))
    buku.save(tmp_path / "x.xlsx")
    assert mesin.baca(SIASN, tmp_path / "x.xlsx").nama == "Data"


def test_4600_baris_di_bawah_300_mb():
    perintah = (
        "from pathlib import Path; import tests.siasn as s, datetime as dt\n"
        "from kinerja.plumbing.lembar import baca_lembar; from kinerja.plumbing.impor import pengenal\n"
        "from kinerja.organisasi.siasn.kolom import KOLOM; from kinerja.organisasi.siasn.uraikan import uraikan\n"
        "l = baca_lembar(s.DEMO / 'ekspor_siasn.xlsx', pengenal(KOLOM).__contains__)\n"
        "u = uraikan(l, dt.date(2026, 1, 31), s.pohon_dari_csv(s.DEMO / 'ref_unor.csv'))\n"
        "puncak = next(b.split()[1] for b in open('/proc/self/status') if b.startswith('VmHWM'))\n"
        "print(len(u.orang), puncak)"
    )
    pembuka = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup()\n"
    hasil = subprocess.run([sys.executable, "-c", pembuka + perintah], check=True, capture_output=True, text=True, cwd=AKAR)
    orang, puncak_kb = map(int, hasil.stdout.split())
    assert orang == 4531
    assert puncak_kb < 300_000
