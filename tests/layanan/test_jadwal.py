"""The schedule and the deliveries as BKPSDM sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_celery_beat.models import PeriodicTask

from kinerja.layanan.jadwal import catat_jalan, daftar_jadwal, jalankan_sekarang
from kinerja.layanan.models import CatatanTugas, Pengiriman, StatusPengiriman
from kinerja.layanan.pesan import kirim_pesan
from kinerja.plumbing.daftar import JADWAL
from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db):
    return masuk(pabrik.akun(None, "ADMIN_BKPSDM"))


def test_setiap_jadwal_yang_dinyatakan_terpasang_dan_tampak(admin):
    assert [j.nama for j in daftar_jadwal()] == [j.nama for j in JADWAL]
    halaman = admin.get(reverse("layanan:jadwal")).content.decode()
    assert all(j.nama in halaman for j in JADWAL)


def test_berhasil_dan_gagal_dihitung_dengan_galat_terakhir():
    catat_jalan("layanan.kirim_pengingat")
    catat_jalan("layanan.kirim_pengingat", "ValueError: salah")
    catat_jalan("tugas.lain")
    catatan = CatatanTugas.objects.get()
    assert (catatan.tugas, catatan.berhasil, catatan.gagal, catatan.galat) == (
        "layanan.kirim_pengingat", 1, 1, "ValueError: salah",
    )  # fmt: skip


def test_daftar_jadwal_dua_kueri():
    with CaptureQueriesContext(connection) as kueri:
        daftar_jadwal()
    assert len(kueri) == 2


@pytest.mark.django_db(transaction=True)
def test_jalankan_sekarang_dikerjakan_pekerja_sungguhan(pekerja, tunggu_sampai):
    tugas = next(j for j in JADWAL if j.task == "layanan.kirim_pengingat")
    jalankan_sekarang(PeriodicTask(name=tugas.nama, task=tugas.task))
    tunggu_sampai(lambda: CatatanTugas.objects.filter(tugas=tugas.task, berhasil=1).exists())


def test_kiriman_tak_pasti_dikirim_ulang_hanya_atas_keputusan_orang(admin, settings):
    settings.SUREL_AKTIF = True
    penerima = pabrik.akun(pabrik.pegawai("Siti Rahmah"))
    kirim_pesan(penerima, "uji:1", "Rahasia isi pesan")
    Pengiriman.objects.update(status=StatusPengiriman.TAK_PASTI)
    halaman = admin.get(reverse("layanan:kiriman")).content.decode()
    assert "Siti Rahmah" in halaman
    assert "Rahasia isi pesan" not in halaman
    admin.post(reverse("layanan:kirim_ulang", args=[Pengiriman.objects.get().pk]))
    assert Pengiriman.objects.get().status == StatusPengiriman.ANTRE
