"""WhatsApp by a real gateway on loopback: off by default, name and link only, claimed as mail is, never twice."""

import datetime as dt
import json
import signal
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.layanan import pengiriman
from kinerja.layanan.actions.whatsapp import simpan_nomor_whatsapp
from kinerja.layanan.models import NomorWhatsApp, Pengiriman, StatusPengiriman
from kinerja.layanan.pesan import kirim_pesan
from kinerja.plumbing import jam
from tests import pabrik
from tests.pekerja_sendiri import proses_pekerja
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
HASIL = "Predikat kinerja Anda: KURANG"


class Gerbang(ThreadingHTTPServer):
    """Keeps what it was asked; ``jawab`` is its status, 0 to hang up without a word."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Tangan)
        self.surat, self.kepala, self.jawab = [], [], 200
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def alamat(self):
        return f"http://127.0.0.1:{self.server_port}/v20.0/1234/messages"


class _Tangan(BaseHTTPRequestHandler):
    def do_POST(self):
        isi = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.jawab == 0:
            self.server.surat.append(json.loads(isi))
            self.close_connection = True
            return
        if self.server.jawab < 400:
            self.server.surat.append(json.loads(isi))
            self.server.kepala.append((self.path, self.headers["Authorization"]))
        self.send_response(self.server.jawab)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def gerbang(settings):
    server = Gerbang()
    settings.WA_GERBANG, settings.WA_TOKEN = server.alamat, "token-uji"
    yield server
    server.shutdown()
    server.server_close()


def penerima(nomor="6281234567890"):
    akun = pabrik.akun(pabrik.pegawai("Siti Rahmah"))
    if nomor:
        simpan_nomor_whatsapp(nomor, by=akun)
    return akun


def kabari(akun):
    kirim_pesan(akun, "uji:1", HASIL, "Rincian dan konseling.", "/predikat/7/")
    return Pengiriman.objects.filter(saluran="whatsapp").first()


def status(baris):
    return Pengiriman.objects.get(pk=baris.pk).status


def test_hanya_nama_dan_tautan_yang_keluar(gerbang, settings):
    baris = kabari(penerima())
    assert pengiriman.kirim(baris.pk) == StatusPengiriman.TERKIRIM
    assert pengiriman.kirim(baris.pk) == ""
    (surat,) = gerbang.surat
    assert surat["to"] == "6281234567890"
    teks = [p["text"] for p in surat["template"]["components"][0]["parameters"]]
    assert teks == ["Siti Rahmah", f"{settings.ALAMAT_SITUS}{reverse('layanan:kotak_masuk')}"]
    assert not any(kata in json.dumps(surat) for kata in ("KURANG", "Predikat", "konseling", "/predikat/"))
    assert gerbang.kepala == [("/v20.0/1234/messages", "Bearer token-uji")]


def test_tanpa_gerbang_atau_tanpa_nomor_tidak_ada_yang_keluar(gerbang, settings):
    assert kabari(penerima(nomor="")) is None
    settings.WA_GERBANG = ""
    assert kabari(penerima()) is None
    assert not Pengiriman.objects.exists()
    assert masuk(penerima()).get(reverse("layanan:nomor_whatsapp")).status_code == 404


def test_gerbang_mati_atau_menolak_menunda_dan_tidak_kehilangan(gerbang, settings):
    baris = kabari(penerima())
    hidup = settings.WA_GERBANG
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        settings.WA_GERBANG = f"http://127.0.0.1:{kosong.getsockname()[1]}/"
        assert pengiriman.kirim(baris.pk) == StatusPengiriman.ANTRE
    settings.WA_GERBANG, gerbang.jawab = hidup, 429
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=2)):
        assert pengiriman.kirim(baris.pk) == StatusPengiriman.ANTRE
    gerbang.jawab = 200
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=10)):
        assert pengiriman.sapu()["terkirim"] == 1
    assert len(gerbang.surat) == 1


@pytest.mark.parametrize("jawab", [0, 502])
def test_yang_putus_sesudah_diserahkan_tidak_pasti_dan_tidak_dikirim_ulang(gerbang, jawab):
    baris = kabari(penerima())
    gerbang.jawab = jawab
    assert pengiriman.kirim(baris.pk) == StatusPengiriman.TAK_PASTI
    with jam.pada(jam.sekarang() + dt.timedelta(days=1)):
        assert pengiriman.sapu()["ditangani"] == 0
    assert status(baris) == StatusPengiriman.TAK_PASTI


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("titik", "banyak"), [("pesan_setelah_klaim", 0), ("pesan_sebelum_dicatat", 1)])
def test_proses_yang_dibunuh_tidak_pernah_mengirim_dua_kali(gerbang, titik, banyak, settings):
    baris = kabari(penerima())
    perintah = f"from kinerja.layanan import pengiriman; pengiriman.kirim({baris.pk})"
    proses = proses_pekerja(perintah, KINERJA_TITIK_GAGAL=titik, WA_GERBANG=settings.WA_GERBANG, WA_TOKEN="token-uji")
    assert proses.wait(60) == -signal.SIGKILL
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=11)):
        pengiriman.sapu()
    assert status(baris) == StatusPengiriman.TAK_PASTI
    assert len(gerbang.surat) == banyak


def test_banyak_penerima_satu_kueri_per_saluran(gerbang):
    semua = [penerima() for _ in range(20)]
    with CaptureQueriesContext(connection) as kueri:
        kirim_pesan(semua, "uji:banyak", "Kabar")
    assert Pengiriman.objects.filter(saluran="whatsapp").count() == 20
    assert len(kueri) <= 4


@pytest.mark.parametrize(
    ("diketik", "tersimpan"),
    [("0812 3456 7890", "6281234567890"), ("+62 812-3456-7890", "6281234567890"), ("62(812)34567890", "6281234567890")],
)
def test_nomor_ditulis_pemiliknya_dan_dilupakan_bila_dikosongkan(gerbang, diketik, tersimpan):
    akun = penerima(nomor="")
    klien, alamat = masuk(akun), reverse("layanan:nomor_whatsapp")
    assert klien.post(alamat, {"nomor": diketik}).status_code == 302
    assert NomorWhatsApp.objects.get(akun=akun).nomor == tersimpan
    assert f"+{tersimpan}" in klien.get(alamat).content.decode()
    assert klien.post(alamat, {"nomor": "12"}).status_code == 422
    klien.post(alamat, {"nomor": ""})
    assert not NomorWhatsApp.objects.exists()


def test_basis_data_menolak_nomor_yang_bukan_nomor(gerbang):
    with pytest.raises(IntegrityError), transaction.atomic():
        simpan_nomor_whatsapp("081234", by=penerima(nomor=""))
