"""Daily digests against a real database: who is told what, once."""

import datetime as dt
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.layanan import pengingat, skala, ukur_layanan
from kinerja.layanan.meja import admin_terdekat
from kinerja.layanan.models import BarisPengingat, Pesan
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_TENGGAT, JenisTenggat
from kinerja.siklus.actions import buka_tenggat, selesaikan_tenggat
from tests import pabrik
from tests.pekerja_sendiri import proses_pekerja

pytestmark = pytest.mark.django_db

MULAI = dt.date(2026, 3, 2)  # a Monday; five working days on: Monday 9 March
H_1 = dt.date(2026, 3, 6)
HARI_H = dt.date(2026, 3, 9)
SEPEKAN_LEWAT = dt.date(2026, 3, 16)


@pytest.fixture(autouse=True)
def tanpa_ajakan_aplikasi(monkeypatch):
    """Here the frame is tested; what later apps nudge about is tested with them."""
    monkeypatch.setattr(pengingat.AJAKAN, "_isi", {})


@pytest.fixture
def jenis(monkeypatch):
    monkeypatch.setattr(JENIS_TENGGAT, "_isi", dict(JENIS_TENGGAT._isi))
    JENIS_TENGGAT.daftarkan(JenisTenggat("uji", "Jawab laporan", "laporan_data_batas", url=lambda pk: f"/uji/{pk}/"))


@pytest.fixture
def kab(jenis):
    kab = pabrik.kabupaten()
    for orang in (kab.pelaksana, kab.kasi):
        pabrik.akun(orang)
    return kab


def buka(kab, **lain):
    with jam.pada(MULAI):
        return buka_tenggat(kab.pelaksana, "uji", by=None, **({"pemegang": kab.pelaksana, "kantor": kab.seksi} | lain))


def pesan(orang):
    return [(p.judul, p.url) for p in Pesan.objects.filter(penerima__pegawai=orang).order_by("pk")]


def test_pemegang_diberi_tahu_dengan_sisa_hari_dan_tempat_bertindak(kab):
    tenggat = buka(kab)
    assert tenggat.batas == HARI_H
    pengingat.kirim(H_1)
    assert pesan(kab.pelaksana) == [
        ("Jawab laporan: 1 hari kerja lagi, 9 Maret 2026.", f"/uji/{kab.pelaksana.pk}/"),
    ]


def test_dijalankan_dua_kali_tidak_berkata_dua_kali_dan_langkah_yang_sama_tidak_diulang_esoknya(kab):
    buka(kab)
    assert pengingat.kirim(dt.date(2026, 3, 4)) == 1
    assert pengingat.kirim(dt.date(2026, 3, 4)) == 0
    assert pengingat.kirim(dt.date(2026, 3, 5)) == 0
    assert len(pesan(kab.pelaksana)) == 1


def test_hari_tanpa_pekerja_disusul_hari_berikutnya(kab):
    buka(kab)
    pengingat.catat(H_1)  # killed before the digests were made
    pengingat.kirim(HARI_H)
    assert [judul for judul, _ in pesan(kab.pelaksana)] == ["Jawab laporan: hari ini."]


def test_yang_selesai_tidak_diingatkan_lagi(kab):
    buka(kab)
    with jam.pada(MULAI):
        selesaikan_tenggat(kab.pelaksana, "uji", by=None)
    assert pengingat.kirim(HARI_H) == 0


def test_diam_pada_hari_sabtu(kab):
    buka(kab)
    assert pengingat.kirim(dt.date(2026, 3, 7)) == 0


def test_sepekan_lewat_diteruskan_sekali_kepada_penilai_dan_admin_unit(kab):
    buka(kab)
    admin = pabrik.akun(kab.sekretaris, "ADMIN_UNIT", di=kab.dinas)
    pengingat.kirim(SEPEKAN_LEWAT)
    pengingat.kirim(SEPEKAN_LEWAT + dt.timedelta(days=7))
    kalimat = "Untuk diketahui: Jawab laporan sudah lewat 5 hari kerja, batasnya 9 Maret 2026."
    assert [j for j, _ in pesan(kab.kasi)] == [kalimat]
    assert [p.judul for p in Pesan.objects.filter(penerima=admin)] == [kalimat]
    assert len(pesan(kab.pelaksana)) == 2


def test_meja_unit_jatuh_kepada_admin_terdekat_ke_atas_lalu_bkpsdm(kab):
    jauh = pabrik.akun(kab.kadis, "ADMIN_UNIT", di=kab.dinas)
    dekat = pabrik.akun(kab.sekretaris, "ADMIN_UNIT", di=kab.bidang)
    pusat = pabrik.akun(kab.petugas_bkpsdm, "ADMIN_BKPSDM")
    hasil = admin_terdekat({kab.seksi.pk, kab.sekretariat.pk, kab.sekolah.pk}, MULAI)
    assert hasil == {kab.seksi.pk: {dekat.pk}, kab.sekretariat.pk: {jauh.pk}, kab.sekolah.pk: {pusat.pk}}


def test_meja_yang_adminnya_berhenti_jatuh_kepada_yang_di_atasnya(kab):
    pabrik.akun(kab.sekretaris, "ADMIN_UNIT", di=kab.bidang)
    jauh = pabrik.akun(kab.kadis, "ADMIN_UNIT", di=kab.dinas)
    Pegawai.objects.filter(pk=kab.sekretaris.pk).update(berhenti_sejak=MULAI)
    assert admin_terdekat({kab.seksi.pk}, MULAI) == {kab.seksi.pk: {jauh.pk}}


def test_ajakan_paling_sering_sekali_dalam_iramanya(kab, monkeypatch):
    akun = kab.pelaksana.akun
    monkeypatch.setattr(pengingat.AJAKAN, "_isi", {})

    def ambil(_, orang):
        return [(a, 7, "Sudah lama tanpa dialog.", "/d/") for a in orang if a == akun.pk]

    pengingat.AJAKAN.daftarkan(pengingat.Ajakan("dialog", "Dialog", ambil))
    for hari in (MULAI, MULAI + dt.timedelta(days=13), MULAI + dt.timedelta(days=14)):
        pengingat.kirim(hari)
    assert pesan(kab.pelaksana) == [("Sudah lama tanpa dialog.", "/d/")] * 2


def test_pratinjau_menyebut_siapa_dan_apa_tanpa_menulis_apa_pun(kab, capsys):
    buka(kab)
    call_command("kirim_pengingat", "--tanggal", H_1.isoformat(), "--pratinjau")
    keluaran = capsys.readouterr().out
    assert kab.pelaksana.nama in keluaran
    assert "1 hari kerja lagi" in keluaran
    assert not Pesan.objects.exists()
    assert not BarisPengingat.objects.exists()


@pytest.mark.parametrize("banyak", [1, 3])
def test_biayanya_tidak_tumbuh_dengan_banyaknya_orang(kab, banyak):
    for _ in range(banyak):
        orang = pabrik.staf(kab.seksi)
        pabrik.akun(orang)
        with jam.pada(MULAI):
            buka_tenggat(orang, "uji", pemegang=orang, kantor=kab.seksi, by=None)
    hitung_penilai(MULAI, by=None)
    with CaptureQueriesContext(connection) as kueri:
        assert pengingat.kirim(SEPEKAN_LEWAT) == banyak + 1
    assert len(kueri) <= 20


def test_ringkasan_banyak_orang_paling_banyak_dua_puluh_kueri_per_lima_ratus():
    """More than two rounds of ``SEKALI``, a week late: with those to whom it goes up, in mails, too."""
    skala.isi(1_100)
    with jam.pada(MULAI):
        orang, batas = ukur_layanan.siapkan_tenggat(1_100)
    with CaptureQueriesContext(connection) as kueri:
        assert pengingat.kirim(batas + dt.timedelta(days=8)) >= orang
    assert len(kueri) <= 20 * 3, len(kueri)


@pytest.mark.django_db(transaction=True)
def test_dibunuh_sesudah_mencatat_setiap_orang_tetap_mendengar_sekali():
    unit = pabrik.kabupaten().seksi
    akun = [pabrik.akun(pabrik.staf(unit)) for _ in range(3)]
    with jam.pada(MULAI):
        for a in akun:
            buka_tenggat(a.pegawai, "laporan_data", pemegang=a.pegawai, kantor=unit, by=None)
    perintah = f"import datetime as dt; from kinerja.layanan import pengingat; pengingat.kirim(dt.date.fromisoformat('{H_1}'))"
    assert proses_pekerja(perintah, KINERJA_TITIK_GAGAL="pengingat_setelah_dicatat").wait(60) == -signal.SIGKILL
    assert (BarisPengingat.objects.count(), Pesan.objects.count()) == (3, 0)
    assert [p.wait(60) for p in (proses_pekerja(perintah), proses_pekerja(perintah))] == [0, 0]
    assert sorted(Pesan.objects.values_list("penerima", flat=True)) == sorted(a.pk for a in akun)


@pytest.mark.django_db(transaction=True)
def test_baris_yang_ditulis_selagi_ringkasan_disusun_tidak_dianggap_tersampaikan(kab, monkeypatch):
    """Two runs at once: each line is said once, and a line that came too late waits for tomorrow."""
    buka(kab)
    pengingat.catat(H_1)
    susun, tiba, lanjut = pengingat._susun, threading.Event(), threading.Event()

    def berhenti_sebentar(baris, tanggal):
        tiba.set()
        assert lanjut.wait(20)
        return susun(baris, tanggal)

    monkeypatch.setattr(pengingat, "_susun", berhenti_sebentar)
    with ThreadPoolExecutor(2) as kolam:
        pertama = kolam.submit(sendiri, lambda: pengingat.sampaikan(H_1))
        assert tiba.wait(20)
        with jam.pada(MULAI):
            buka_tenggat(kab.kasi, "uji", by=None, pemegang=kab.pelaksana, kantor=kab.seksi)
        pengingat.catat(H_1)
        kedua = kolam.submit(sendiri, lambda: pengingat.sampaikan(H_1))
        lanjut.set()
        assert (pertama.result(), kedua.result()) == (1, 0)
    assert len(pesan(kab.pelaksana)) == 1
    belum = BarisPengingat.objects.filter(pesan__isnull=True)
    assert [b.tenggat.objek_id for b in belum] == [kab.kasi.pk]
    monkeypatch.setattr(pengingat, "_susun", susun)
    assert pengingat.sampaikan(H_1 + dt.timedelta(days=1)) == 1


def sendiri(lakukan):
    try:
        return lakukan()
    finally:
        connection.close()
