"""Evidence when the storage fails: a clear sentence, what was typed beside it kept, nothing half."""

import resource
import signal
from html import unescape

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer

from dialog.actions import unggahan as unggah
from dialog.models import Bukti, Unggahan
from kinerja.layanan.models import Berkas
from kinerja.plumbing import jam
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_bukti import KUNCI, isi_gudang
from tests.dialog.pabrik_realisasi import MEI
from tests.layanan.test_gudang import EMBER, _pakai, lingkungan
from tests.pemeran import masuk

TAMBAH, UNGGAH = "/dialog/bukti/tambah/", "/dialog/bukti/unggah/"
KETIKAN = {"judul": "Rapat di Paringin", "nomor": "800/12"}


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


@pytest.fixture
def moto(settings, s):
    """A bucket that serves until ``stop``."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    alamat = "http://{}:{}".format(*server.get_host_and_port())
    masuk_s3 = {"aws_access_key_id": "kunci", "aws_secret_access_key": "rahasia", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=alamat, **masuk_s3).create_bucket(Bucket=EMBER)
    _pakai(settings, lingkungan(alamat))
    yield server
    server.stop()


def foto(isi: bytes | None = None) -> dict:
    return {"berkas": SimpleUploadedFile("foto.jpg", isi or c.foto())}


def test_s3_mati_di_tengah_tidak_menghapus_ketikan_dan_tidak_meninggalkan_separuh(s, moto):
    klien, isi = masuk(s.akun), c.foto(sisi=(300, 200))
    assert klien.post(TAMBAH, KETIKAN | foto()).status_code == 302
    assert klien.post(UNGGAH, {"kunci": KUNCI, "nama": "a.jpg", "ukuran": len(isi)}).json() == {"diterima": 0}
    biner = {"content_type": "application/octet-stream"}
    assert klien.post(f"{UNGGAH}{KUNCI}/0/", isi[:4000], **biner).json() == {"diterima": 4000}
    moto.stop()
    jawab = klien.post(f"{UNGGAH}{KUNCI}/4000/", isi[4000:], **biner)
    assert jawab.status_code == 503 and "Penyimpanan berkas sedang tidak dapat dihubungi" in jawab.json()["kalimat"]
    assert Unggahan.objects.get().diterima == 4000, "yang tidak tersimpan tidak diakui"
    jawab = klien.post(TAMBAH, KETIKAN | foto())
    teks = unescape(jawab.content.decode())
    assert jawab.status_code == 503 and "Penyimpanan berkas sedang tidak dapat dihubungi" in teks
    assert "Rapat di Paringin" in teks and "800/12" in teks
    assert (Bukti.objects.count(), Berkas.objects.filter(untuk="dialog.bukti").count()) == (1, 1)
    b = Bukti.objects.get()
    for jalan in ("isi/", "gambar/kecil/"):
        assert klien.get(f"/dialog/bukti/{b.pk}/{jalan}").status_code == 503, jalan
    assert klien.get(f"/dialog/bukti/{b.pk}/").status_code == 200, "keterangannya tetap terbaca"


def test_diska_penuh_di_formulir_menjaga_ketikan(s):
    sebelum, batas = isi_gudang(), resource.getrlimit(resource.RLIMIT_FSIZE)
    klien, lama = masuk(s.akun), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, batas[1]))
    try:
        jawab = klien.post(TAMBAH, KETIKAN | foto())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, batas)
        signal.signal(signal.SIGXFSZ, lama)
    teks = unescape(jawab.content.decode())
    assert jawab.status_code == 503 and "Penyimpanan berkas penuh" in teks and "Rapat di Paringin" in teks and "800/12" in teks
    assert (Bukti.objects.count(), isi_gudang()) == (0, sebelum)


def test_unggahan_terputus_lalu_disimpan_menjaga_ketikan(s):
    isi = c.foto(sisi=(300, 200))
    unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun)
    unggah.terima_potongan(KUNCI, 0, isi[:4000], by=s.akun)
    jawab = masuk(s.akun).post(TAMBAH, KETIKAN | {"unggahan": KUNCI})
    teks = unescape(jawab.content.decode())
    assert jawab.status_code == 422 and "belum selesai terunggah" in teks
    assert "Rapat di Paringin" in teks and "800/12" in teks
    assert not Bukti.objects.exists()


def test_kiriman_utuh_yang_terputus_tidak_meninggalkan_apa_pun(s):
    """The plain form cut half way: what Django got of the file is no whole JPEG."""
    sebelum = isi_gudang()
    jawab = masuk(s.akun).post(TAMBAH, KETIKAN | foto(c.foto()[:400]))
    teks = unescape(jawab.content.decode())
    assert jawab.status_code == 422 and "tidak utuh" in teks and "Rapat di Paringin" in teks
    assert (Bukti.objects.count(), isi_gudang()) == (0, sebelum)
