"""Storage, folder and bucket: whole or not at all, streamed through the right, and a sentence when it does not answer."""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from moto.server import ThreadedMotoServer

from config.gudang import susunan
from kinerja.layanan import berkas as berkas_
from kinerja.layanan.berkas import UMUR_YATIM, buang_berkas, simpan_berkas
from kinerja.layanan.models import Berkas
from kinerja.plumbing.daftar import JADWAL, JENIS_BERKAS, JenisBerkas
from kinerja.plumbing.gudang import GudangFolder, GudangS3, GudangTakTersedia
from tests import pabrik

AKAR = Path(__file__).resolve().parents[2]
PDF = b"%PDF-1.7\n" + b"x" * 300_000 + b"\n%%EOF\n"
EMBER = "berkas-uji"


@pytest.fixture(scope="module")
def peladen():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    yield "http://{}:{}".format(*moto.get_host_and_port())
    moto.stop()


def lingkungan(alamat: str) -> dict[str, str]:
    isi = {"BUCKET": EMBER, "ENDPOINT": alamat, "KUNCI": "kunci", "RAHASIA": "rahasia", "AWALAN": "kinerja"}
    return {f"BERKAS_S3_{k}": v for k, v in isi.items()}


@pytest.fixture
def ember(peladen):
    """A bucket, emptied; as the tests ask about it past our own code."""
    s3 = boto3.resource(
        "s3", endpoint_url=peladen, region_name="us-east-1", aws_access_key_id="kunci", aws_secret_access_key="rahasia"
    )
    s3.create_bucket(Bucket=EMBER)
    s3.Bucket(EMBER).objects.all().delete()
    return s3.Bucket(EMBER)


def _pakai(settings, isi: dict[str, str]) -> None:
    settings.STORAGES = settings.STORAGES | {"default": susunan(isi, Path("/tidak-dipakai"))}


@pytest.fixture
def di_s3(settings, peladen, ember):
    _pakai(settings, lingkungan(peladen))
    assert isinstance(storages["default"], GudangS3)
    return ember


def simpan(isi: bytes = PDF, by=None) -> Berkas:
    with SimpleUploadedFile("SK.pdf", isi) as unggahan, simpan_berkas(unggahan, untuk="uji.gudang", by=by) as berkas:
        berkas.save()
    return berkas


@pytest.fixture
def jenis(monkeypatch):
    monkeypatch.setattr(JENIS_BERKAS, "_isi", dict(JENIS_BERKAS._isi))
    JENIS_BERKAS.daftarkan(JenisBerkas("uji.gudang", lambda akun, berkas: berkas.oleh_id == akun.pk))


def unduh(client, berkas, akun):
    client.force_login(akun, backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    return client.get(reverse("layanan:berkas", args=[berkas.pk]))


@pytest.mark.django_db
def test_di_s3_berkas_sampai_utuh_hanya_kepada_yang_berhak_dan_mengalir(di_s3, jenis, client):
    pemilik, lain = (pabrik.akun(pabrik.pegawai(n)) for n in ("Siti Rahmah", "Noor Aida"))
    berkas = simpan(by=pemilik)
    assert [o.key for o in di_s3.objects.all()] == [f"kinerja/{berkas.isi.name}"]
    tanggapan = unduh(client, berkas, pemilik)
    assert tanggapan["Content-Length"] == str(len(PDF))
    potongan = list(tanggapan.streaming_content)
    assert len(potongan) > 10, "dibaca sambil dikirim, bukan sekaligus"
    assert b"".join(potongan) == PDF
    assert unduh(client, berkas, lain).status_code == 404
    with pytest.raises(NotImplementedError):
        berkas.isi.url  # noqa: B018


@pytest.mark.django_db(transaction=True)
def test_di_s3_yang_gagal_dan_yang_dibuang_tidak_tertinggal(di_s3):
    with pytest.raises(RuntimeError), simpan_berkas(ContentFile(PDF, "a.pdf"), untuk="uji.gudang", by=None):
        raise RuntimeError("basis data putus")
    assert list(di_s3.objects.all()) == []
    berkas = simpan()
    buang_berkas(berkas)
    assert list(di_s3.objects.all()) == []


@pytest.mark.django_db
def test_di_s3_yang_hilang_dikatakan_hilang(di_s3, jenis, client):
    pemilik = pabrik.akun(pabrik.pegawai("Siti Rahmah"))
    berkas = simpan(by=pemilik)
    di_s3.objects.all().delete()
    tanggapan = unduh(client, berkas, pemilik)
    assert tanggapan.status_code == 404
    assert "tidak ada lagi di penyimpanan" in tanggapan.content.decode()
    assert not storages["default"].exists(berkas.isi.name)


class _Putus(io.BytesIO):
    """An upload that breaks half way."""

    def read(self, banyak: int | None = -1) -> bytes:
        if self.tell() > 100_000:
            raise ConnectionResetError
        return super().read(65_536)


def test_unggahan_yang_putus_di_tengah_tidak_meninggalkan_apa_pun(peladen, ember, tmp_path):
    for gudang in (_s3(peladen), GudangFolder(location=tmp_path)):
        with pytest.raises((ConnectionResetError, GudangTakTersedia)):
            gudang.save("2026/11/a.pdf", File(_Putus(PDF), "a.pdf"))
    assert list(ember.objects.all()) == []
    assert [x for x in tmp_path.rglob("*") if x.is_file()] == []


def _s3(alamat: str) -> GudangS3:
    return GudangS3(**susunan(lingkungan(alamat), Path("/"))["OPTIONS"])


def test_proses_yang_dibunuh_saat_menulis_meninggalkan_hanya_bagian_yang_disapu(tmp_path):
    kode = f"""
import io, sys, time
from django.core.files.base import File
from kinerja.plumbing.gudang import GudangFolder
class Lambat(io.BytesIO):
    def read(self, n=-1):
        if self.tell() > 100_000:
            print("setengah", flush=True)
            time.sleep(60)
        return super().read(65_536)
GudangFolder(location={str(tmp_path)!r}).save("2026/11/a.pdf", File(Lambat(b"x" * 300_000), "a.pdf"))
"""
    lain = {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin"}
    with subprocess.Popen([sys.executable, "-c", kode], cwd=AKAR, stdout=subprocess.PIPE, env=lain) as proses:
        assert proses.stdout.readline() == b"setengah\n"
        gudang = GudangFolder(location=tmp_path)
        assert gudang.sapu() == 0, "yang masih ditulis dibiarkan"
        proses.send_signal(signal.SIGKILL)
        proses.wait()
    assert not gudang.exists("2026/11/a.pdf")
    assert gudang.sapu() == 1
    assert [x for x in tmp_path.rglob("*") if x.is_file()] == []


@pytest.fixture(params=["folder", "s3"])
def gudang(request, settings, tmp_path):
    """Either storage, and how the file of a name becomes two days old in it."""
    if request.param == "s3":
        settings.STORAGES = settings.STORAGES | {"default": susunan(lingkungan(request.getfixturevalue("peladen")), Path("/"))}
        request.getfixturevalue("ember")
        return lambda nama: None
    settings.STORAGES = settings.STORAGES | {"default": susunan({}, tmp_path)}
    return lambda nama: os.utime(tmp_path / nama, (tmp_path.stat().st_mtime - 2 * UMUR_YATIM,) * 2)


@pytest.mark.django_db
def test_berkas_utuh_yang_tak_bertuan_disapu_setelah_sehari(gudang, monkeypatch):
    """What a process leaves that is killed between the last byte and the row; what a row names, and what is young, stays."""
    berkas = simpan()
    bulan = berkas.isi.name.rsplit("/", 1)[0]
    yatim = storages["default"].save(f"{bulan}/yatim.pdf", ContentFile(PDF, "a.pdf"))
    assert berkas_.sapu_gudang() == 0, "baru saja ditulis: barangkali masih disimpan"
    for nama in (berkas.isi.name, yatim):
        gudang(nama)
    if isinstance(storages["default"], GudangS3):  # a bucket says itself when it got something
        monkeypatch.setattr(berkas_, "UMUR_YATIM", -5)
    assert berkas_.sapu_gudang() == 1
    assert storages["default"].exists(berkas.isi.name) and not storages["default"].exists(yatim)


def test_sapuan_gudang_dijadwalkan():
    assert any(j.task == "layanan.sapu_gudang" for j in JADWAL)


@pytest.fixture(params=["tidak ada", "menolak", "diam"])
def rusak(request):
    """Addresses of storages that do not serve: nobody listens, it answers 503, it takes the connection and says nothing."""
    if request.param == "menolak":

        class Tolak(BaseHTTPRequestHandler):
            def handle_one_request(self):
                self.connection.recv(65_536)
                self.connection.sendall(b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                self.close_connection = True

        server = ThreadingHTTPServer(("127.0.0.1", 0), Tolak)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        return
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        if request.param == "diam":
            soket.listen()
        yield f"http://127.0.0.1:{soket.getsockname()[1]}"


@pytest.mark.django_db(transaction=True)
def test_s3_yang_tidak_menjawab_dijawab_dengan_kalimat(settings, di_s3, peladen, rusak, jenis, client, monkeypatch):
    monkeypatch.setattr("kinerja.plumbing.gudang.BATAS_DIAM", 0.5)
    pemilik = pabrik.akun(pabrik.pegawai("Siti Rahmah"))
    berkas = simpan(by=pemilik)
    _pakai(settings, lingkungan(rusak))
    mulai = time.monotonic()
    tanggapan = unduh(client, Berkas.objects.get(pk=berkas.pk), pemilik)
    assert tanggapan.status_code == 503
    assert "Penyimpanan berkas sedang tidak dapat dihubungi" in tanggapan.content.decode()
    with pytest.raises(GudangTakTersedia):
        simpan()
    assert Berkas.objects.count() == 1
    buang_berkas(Berkas.objects.get(pk=berkas.pk))
    assert Berkas.objects.get(pk=berkas.pk).dihapus_pada is None, "belum terhapus, jadi disapu lagi nanti"
    assert time.monotonic() - mulai < 20


def test_setelan_setengah_tidak_diterima_dan_bawaannya_folder():
    with pytest.raises(ImproperlyConfigured, match="BERKAS_S3_KUNCI dan BERKAS_S3_RAHASIA"):
        susunan({"BERKAS_S3_BUCKET": "a"}, Path("/data"))
    bawaan = susunan({}, Path("/data/berkas"))
    assert bawaan == {"BACKEND": "kinerja.plumbing.gudang.GudangFolder", "OPTIONS": {"location": "/data/berkas"}}


def test_yang_memakai_folder_tidak_memuat_boto3():
    kode = "import django, sys; django.setup(); from kinerja.layanan import berkas; sys.exit('boto3' in sys.modules)"
    lain = {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin"}
    assert subprocess.run([sys.executable, "-c", kode], cwd=AKAR, env=lain, check=False).returncode == 0
