"""Mail by claim: a real SMTP server, real failures, a killed process."""

import datetime as dt
import signal
import socket
import threading

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.db import connections

from kinerja.layanan import pengiriman
from kinerja.layanan.models import Pengiriman, StatusPengiriman
from kinerja.layanan.pesan import kirim_pesan
from kinerja.plumbing import jam
from tests import pabrik
from tests.pekerja_sendiri import proses_pekerja


class Kotak:
    """What the SMTP server was handed; ``tolak`` makes it refuse with that answer."""

    def __init__(self):
        self.surat = []
        self.tolak = ""

    async def handle_DATA(self, server, session, envelope):
        if self.tolak:
            return self.tolak
        self.surat.append(envelope.content.decode())
        return "250 OK"


def _port_bebas():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture
def kotak(settings):
    kotak = Kotak()
    server = Controller(kotak, hostname="127.0.0.1", port=_port_bebas())
    server.factory = lambda: SMTP(kotak, enable_SMTPUTF8=True)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SUREL_AKTIF = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield kotak
    server.stop()


@pytest.fixture
def penerima(db):
    return pabrik.akun(pabrik.pegawai("Siti Rahmah"))


def kabari(penerima, kunci="uji:1"):
    kirim_pesan(penerima, kunci, "SKP Anda ditetapkan", "Lihat di Kinerja.", "/skp/1/")
    return Pengiriman.objects.get(pesan__penerima=penerima, pesan__kunci=kunci)


def status(baris):
    return Pengiriman.objects.get(pk=baris.pk).status


@pytest.mark.django_db
def test_satu_pesan_satu_surel_berkepala_tetap(kotak, penerima):
    baris = kabari(penerima)
    kabari(penerima)
    assert pengiriman.kirim(baris.pk) == StatusPengiriman.TERKIRIM
    assert pengiriman.kirim(baris.pk) == ""
    assert len(kotak.surat) == 1
    assert f"Message-ID: {baris.message_id}" in kotak.surat[0]
    assert penerima.email in kotak.surat[0]


@pytest.mark.django_db
def test_server_mati_menunda_dan_tidak_kehilangan(kotak, penerima, settings):
    baris = kabari(penerima)
    hidup, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert pengiriman.kirim(baris.pk) == StatusPengiriman.ANTRE
    assert pengiriman.kirim(baris.pk) == "", "belum waktunya dicoba lagi"
    settings.EMAIL_PORT = hidup
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=2)):
        assert pengiriman.sapu()["terkirim"] == 1
    assert len(kotak.surat) == 1


@pytest.mark.django_db
def test_penolakan_server_dicoba_lagi_lalu_gagal(kotak, penerima):
    baris = kabari(penerima)
    kotak.tolak = "554 ditolak"
    kini = jam.sekarang()
    for ke in range(pengiriman.PALING_BANYAK):
        with jam.pada(kini + dt.timedelta(hours=7 * ke)):
            pengiriman.kirim(baris.pk)
    assert status(baris) == StatusPengiriman.GAGAL


@pytest.mark.django_db
def test_klaim_basi_menjadi_tak_pasti_dan_tidak_dikirim_ulang(kotak, penerima):
    baris = kabari(penerima)
    Pengiriman.objects.filter(pk=baris.pk).update(status=StatusPengiriman.DIKLAIM, diklaim_pada=jam.sekarang())
    assert pengiriman.sapu()["tak_pasti"] == 0
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=11)):
        assert pengiriman.sapu() == {"tak_pasti": 1, "ditangani": 0, "terkirim": 0}
    assert status(baris) == StatusPengiriman.TAK_PASTI
    assert kotak.surat == []
    pengiriman.kirim_ulang(Pengiriman.objects.get(pk=baris.pk))
    assert status(baris) == StatusPengiriman.ANTRE


@pytest.mark.django_db
def test_tanpa_server_surel_pesan_tetap_masuk_kotak_di_aplikasi(penerima, settings):
    settings.SUREL_AKTIF = False
    kirim_pesan(penerima, "uji:2", "Halo")
    assert penerima.pesan.count() == 1
    assert not Pengiriman.objects.exists()


def _di_proses_lain(pk, titik, settings):
    """Send delivery ``pk`` in a process that dies at ``titik``; returns its exit status."""
    surel = {"EMAIL_HOST": settings.EMAIL_HOST, "EMAIL_PORT": str(settings.EMAIL_PORT)}
    perintah = f"from kinerja.layanan import pengiriman; pengiriman.kirim({pk})"
    return proses_pekerja(perintah, KINERJA_TITIK_GAGAL=titik, **surel).wait(60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("titik", "surel"), [("pesan_setelah_klaim", 0), ("pesan_sebelum_dicatat", 1)])
def test_proses_yang_dibunuh_tidak_pernah_mengirim_dua_kali(kotak, titik, surel, settings):
    baris = kabari(pabrik.akun(pabrik.pegawai("Siti Rahmah")))
    assert _di_proses_lain(baris.pk, titik, settings) == -signal.SIGKILL
    assert status(baris) == StatusPengiriman.DIKLAIM
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=11)):
        pengiriman.sapu()
    assert status(baris) == StatusPengiriman.TAK_PASTI
    assert len(kotak.surat) == surel


@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_sekaligus_mengirim_sekali(kotak):
    baris = kabari(pabrik.akun(pabrik.pegawai("Siti Rahmah")))
    hasil = []

    def kerja():
        hasil.append(pengiriman.kirim(baris.pk))
        connections.close_all()

    utas = [threading.Thread(target=kerja) for _ in range(2)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert sorted(hasil) == ["", StatusPengiriman.TERKIRIM]
    assert len(kotak.surat) == 1
