"""Stored files: taken by what they are, delivered under a name that says so, and missed in words."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from structlog.testing import capture_logs

from kinerja.layanan.berkas import BerkasHilang, kirim_berkas, nama_unduhan, simpan_berkas
from kinerja.layanan.models import Berkas
from kinerja.plumbing.galat import Ditolak

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"x" * 3000 + b"\n%%EOF\n"


def gambar(jenis: str, ukuran: tuple[int, int] = (40, 60)) -> bytes:
    isi = io.BytesIO()
    Image.effect_noise(ukuran, 60).save(isi, jenis)
    return isi.getvalue()


def simpan(isi: bytes, nama: str = "SK Bupati.pdf") -> Berkas:
    with SimpleUploadedFile(nama, isi) as unggahan, simpan_berkas(unggahan, untuk="layanan.keputusan", by=None) as berkas:
        berkas.save()
    return berkas


@pytest.mark.parametrize(
    ("isi", "nama", "jenis", "unduhan"),
    [
        (PDF, "SK Bupati.html", "application/pdf", "SK Bupati.pdf"),
        (PDF, "SK.Bupati.pdf", "application/pdf", "SK.Bupati.pdf"),
        (gambar("JPEG"), "surat.svg", "image/jpeg", "surat.jpg"),
        (gambar("PNG"), "surat", "image/png", "surat.png"),
    ],
)
def test_akhiran_mengikuti_isinya_bukan_nama_pengunggah(isi: bytes, nama: str, jenis: str, unduhan: str) -> None:
    berkas = simpan(isi, nama)
    assert berkas.jenis == jenis
    tanggapan = kirim_berkas(berkas)
    assert f'filename="{unduhan}"' in tanggapan["Content-Disposition"]
    assert tanggapan["Content-Disposition"].startswith("attachment")
    assert b"".join(tanggapan.streaming_content) == isi
    berkas.isi.close()


@pytest.mark.parametrize(("nama", "unduhan"), [("data.xlsx", "data.xlsx"), ("data.html", "data.bin"), ("data", "data.bin")])
def test_isi_tak_dikenal_tidak_membawa_akhiran_yang_berbahaya(nama: str, unduhan: str) -> None:
    assert nama_unduhan(Berkas(nama=nama, jenis="application/octet-stream")) == unduhan


def _besar() -> bytes:
    """A PNG of a few bytes that claims 400 million pixels."""
    isi = bytearray(gambar("PNG"))
    isi[16:24] = (20_000).to_bytes(4, "big") * 2
    return bytes(isi)


@pytest.mark.parametrize(
    "isi",
    [PDF[:-8], gambar("JPEG")[:400], gambar("PNG")[:-40], b"\xff\xd8\xff<script>alert(1)</script>", _besar()],
    ids=["pdf-terpotong", "jpeg-terpotong", "png-terpotong", "jpeg-palsu", "png-raksasa"],
)
def test_yang_tidak_utuh_ditolak_dan_tidak_tertinggal(isi: bytes) -> None:
    with pytest.raises(Ditolak, match="rusak atau tidak utuh"):
        simpan(isi)
    assert not Berkas.objects.exists()


@pytest.mark.parametrize("dihapus", [False, True])
def test_berkas_yang_hilang_dijawab_dengan_kalimat_dan_dicatat(dihapus: bool) -> None:
    berkas = simpan(PDF)
    default_storage.delete(berkas.isi.name)
    if dihapus:
        default_storage.save(berkas.isi.name, ContentFile(PDF))
        berkas.dihapus_pada = berkas.dibuat_pada
    with capture_logs() as catatan, pytest.raises(BerkasHilang, match="Sampaikan kepada BKPSDM") as galat:
        kirim_berkas(berkas)
    assert galat.value.status == 404
    assert [(c["event"], c["berkas"]) for c in catatan] == [("berkas_hilang", berkas.pk)]
