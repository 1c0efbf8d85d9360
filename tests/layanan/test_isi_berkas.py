"""What a file is by its content, and what is hidden in it."""

import tracemalloc
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from kinerja.layanan.isi_berkas import DOC, DOCX, ODS, ODT, PDF, PPTX, XLSX, jenis_utuh, tolak_yang_bertindak, utuh
from kinerja.plumbing.galat import Ditolak
from tests.dialog import berkas_contoh as c


def periksa(isi: bytes, nama: str = "a.pdf") -> None:
    unggahan = SimpleUploadedFile(nama, isi)
    tolak_yang_bertindak(unggahan, jenis_utuh(unggahan, nama))
    assert unggahan.tell() == 0


@pytest.mark.parametrize(
    ("isi", "nama", "jenis"),
    [
        (c.pdf(), "a.exe", PDF),
        (c.office("word"), "a.zip", DOCX),
        (c.office("xl"), "a", XLSX),
        (c.office("ppt"), "a", PPTX),
        (c.odf(), "a", ODT),
        (c.odf("spreadsheet"), "a", ODS),
        (c.ole(), "surat.DOC", DOC),
        (c.ole(), "surat.msi", ""),
        (b"MZ" + b"\0" * 900, "laporan.pdf", ""),
        (c.office("lain"), "a.docx", ""),
        (c.office()[:-30], "a.docx", ""),
        (b"PK\x03\x04" + b"\0" * 400, "a.docx", ""),
    ],
)
def test_jenis_menurut_isinya(isi: bytes, nama: str, jenis: str) -> None:
    assert jenis_utuh(SimpleUploadedFile(nama, isi), nama) == jenis


def test_daftar_isi_zip_yang_terlalu_panjang_tidak_dibaca() -> None:
    isi = bytearray(c.office())
    letak = isi.rfind(b"PK\x05\x06")
    isi[letak + 12 : letak + 16] = (2**31).to_bytes(4, "little")
    assert jenis_utuh(SimpleUploadedFile("a", bytes(isi)), "a") == ""


SKRIP = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    "isi",
    [
        c.pdf(SKRIP),
        c.pdf(b"<< /OpenAction << /S /J#61vaScript >> >>"),
        c.pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        c.pdf(b"<< /JS 5 0 R>>"),
        c.pdf_objek_termampat(b"5 0 " + SKRIP),
        c.pdf_beraliran(b"/Type /ObjStm /N 1 /First 4", b"5 0 " + SKRIP),
        c.pdf_beraliran(b"/Type /ObjStm /Filter /LZWDecode", b"abc"),
        c.pdf_objek_termampat(b" " * (70 * 1024 * 1024)),
        b"%PDF-1.7\n" + b" " * (1024 * 1024 - 20) + SKRIP + b"\n%%EOF\n",
    ],
    ids=["objek", "nama-tersandi", "launch", "js", "objek-termampat", "objek-polos", "mampat-aneh", "bom", "di-batas-potongan"],
)
def test_pdf_berskrip_ditolak_dengan_jalan_keluar(isi: bytes) -> None:
    with pytest.raises(Ditolak, match=r"skrip.*Simpan sebagai PDF"):
        periksa(isi)


def test_pdf_terkunci_ditolak() -> None:
    with pytest.raises(Ditolak, match="terkunci sandi"):
        periksa(c.pdf(ekor=b"<< /Root 1 0 R /Encrypt 9 0 R >>"))


@pytest.mark.parametrize(
    "isi",
    [
        c.pdf(),
        c.pdf_objek_termampat(b"5 0 << /Type /Page >>"),
        c.pdf_beraliran(b"/Filter /DCTDecode", b"\xff\xd8 gambar /JS( kebetulan"),
        c.pdf(b"<< /JSON 1 /Title (Launch) >>"),
    ],
)
def test_pdf_biasa_diterima(isi: bytes) -> None:
    periksa(isi)


@pytest.mark.parametrize(
    ("isi", "nama"), [(c.office("word", "word/vbaProject.bin"), "a.docx"), (c.ole("_VBA_PROJECT"), "a.xls")]
)
def test_makro_ditolak(isi: bytes, nama: str) -> None:
    with pytest.raises(Ditolak, match="makro"):
        periksa(isi, nama)


def test_office_tanpa_makro_diterima() -> None:
    periksa(c.office(), "a.docx")
    periksa(c.ole("WordDocument"), "a.doc")


def test_berkas_besar_diperiksa_tanpa_menghabiskan_ingatan() -> None:
    acak = zlib.compress(c.foto(sisi=(1500, 1000)))
    with TemporaryUploadedFile("besar.pdf", "", 0, "") as unggahan:
        unggahan.write(c.pdf()[:-7])
        while unggahan.tell() < 24 * 1024 * 1024:
            unggahan.write(c.aliran(b"/Filter /FlateDecode", acak))
        unggahan.write(b"%%EOF\n")
        unggahan.size = unggahan.tell()
        tracemalloc.start()
        assert jenis_utuh(unggahan, "besar.pdf") == PDF
        assert utuh(unggahan, PDF)
        tolak_yang_bertindak(unggahan, PDF)
        puncak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert puncak < 8 * 1024 * 1024
