"""The outbox: exactly once per listener, in order per object, back-off, visible when stuck; two workers at once."""

import datetime as dt
import signal
import threading
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.urls import reverse

from kinerja.layanan import peristiwa
from kinerja.layanan.models import Pesan
from kinerja.organisasi.actions.penugasan import akhiri_penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PERISTIWA, PENDENGAR, JenisPeristiwa, Pendengar
from kinerja.plumbing.models import SETELAH_TERCATAT, Konsumsi, Peristiwa, catat_peristiwa
from tests import pabrik
from tests.pekerja_sendiri import proses_pekerja

HARI = dt.date(2026, 4, 1)


@pytest.fixture
def pendengar(monkeypatch):
    """A listener of an event of this test alone; it writes down what it heard and fails when told to."""
    monkeypatch.setattr(PENDENGAR, "_isi", {})
    monkeypatch.setattr(JENIS_PERISTIWA, "_isi", {**JENIS_PERISTIWA._isi})
    JENIS_PERISTIWA.daftarkan(JenisPeristiwa("uji_terjadi", "Hanya di pengujian.", ("urut",)))
    monkeypatch.setattr("kinerja.plumbing.models.SETELAH_TERCATAT", [])
    isi = SimpleNamespace(dengar=[], gagal=set(), tunggu=None, mulai=threading.Event())

    def dengar(p):
        isi.mulai.set()
        if isi.tunggu:
            isi.tunggu.wait(10)
        Pesan.objects.create(
            penerima_id=p.data["akun"], kunci=f"uji:{p.pk}", judul=str(p.data["urut"]), dibuat_pada=jam.sekarang()
        )
        isi.dengar.append(p.data["urut"])
        if p.data["urut"] in isi.gagal:
            raise RuntimeError("pendengar rusak")

    PENDENGAR.daftarkan(Pendengar("uji.pendengar", ("uji_terjadi",), dengar))
    return isi


def terjadi(akun, orang, *urut):
    return [catat_peristiwa("uji_terjadi", orang, urut=n, akun=akun.pk) for n in urut]


@pytest.mark.django_db
def test_tindakan_yang_dibatalkan_tidak_meninggalkan_peristiwa(pendengar):
    akun, orang = pabrik.akun(), pabrik.pegawai()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        terjadi(akun, orang, 1)
        raise ZeroDivisionError
    assert not Peristiwa.objects.exists()
    assert not Konsumsi.objects.exists()


@pytest.mark.django_db
def test_sekali_saja_walaupun_diantar_berkali_kali(pendengar):
    akun, orang = pabrik.akun(), pabrik.pegawai()
    terjadi(akun, orang, 1, 2)
    assert peristiwa.antar() == 2
    assert peristiwa.antar() == 0
    assert pendengar.dengar == [1, 2]
    assert not peristiwa.tertunda().exists()


@pytest.mark.django_db
def test_kegagalan_tidak_meninggalkan_separuh_dan_menahan_objeknya_saja(pendengar):
    akun, satu, dua = pabrik.akun(), pabrik.pegawai(), pabrik.pegawai()
    terjadi(akun, satu, 1, 2)
    terjadi(akun, dua, 3)
    pendengar.gagal = {1}
    with jam.pada(HARI):
        assert peristiwa.antar() == 1
        assert set(Pesan.objects.values_list("judul", flat=True)) == {"3"}
        baris = peristiwa.tertunda().get(peristiwa__data__urut=1)
        assert (baris.percobaan, baris.galat) == (1, "RuntimeError: pendengar rusak")
        assert peristiwa.antar() == 0
    pendengar.gagal = set()
    with jam.pada(HARI + dt.timedelta(days=1)):
        assert peristiwa.antar() == 2
    assert [n for n in pendengar.dengar if n != 3] == [1, 1, 2]


@pytest.mark.django_db
def test_jeda_makin_panjang_lalu_tampak_macet_dan_dapat_dicoba_lagi(client, pendengar):
    akun, orang = pabrik.akun(None, "ADMIN_BKPSDM"), pabrik.pegawai()
    terjadi(akun, orang, 1)
    pendengar.gagal = {1}
    jeda = []
    kini = dt.datetime(2026, 4, 1, 8, tzinfo=jam.WITA)
    for _ in range(peristiwa.MACET):
        with jam.pada(kini):
            peristiwa.antar()
        baris = peristiwa.tertunda().get()
        jeda.append(round((baris.coba_lagi_pada - kini).total_seconds() / 60))
        kini = baris.coba_lagi_pada + dt.timedelta(seconds=1)
    assert jeda == [1, 2, 4, 8, 16]
    assert peristiwa.macet().count() == 1
    client.force_login(akun)
    isi = client.get(reverse("layanan:peristiwa")).content.decode()
    assert "Macet" in isi
    assert "pendengar rusak" in isi
    pendengar.gagal = set()
    peristiwa.coba_lagi(peristiwa.tertunda().get().pk)
    assert peristiwa.antar() == 1
    client.force_login(pabrik.akun(orang))
    assert client.get(reverse("layanan:peristiwa")).status_code == 403


@pytest.mark.django_db
def test_nama_yang_tidak_terdaftar_ditolak():
    with pytest.raises(LookupError):
        catat_peristiwa("tidak_ada", pabrik.pegawai())


@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_bersamaan_satu_kali_dan_berurutan(pendengar):
    akun, orang = pabrik.akun(), pabrik.pegawai()
    terjadi(akun, orang, 1, 2)
    pendengar.tunggu = threading.Event()
    hasil = []

    def kerja():
        try:
            hasil.append(peristiwa.antar())
        finally:
            connection.close()

    pertama = threading.Thread(target=kerja)
    pertama.start()
    assert pendengar.mulai.wait(10)
    # The first one holds event 1; a second worker finds nothing it may do: 1 is taken, 2 waits for 1.
    kedua = threading.Thread(target=kerja)
    kedua.start()
    kedua.join(10)
    assert hasil == [0]
    pendengar.tunggu.set()
    pertama.join(10)
    assert hasil == [0, 2]
    assert pendengar.dengar == [1, 2]
    assert Pesan.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_penilai_yang_berganti_diberitahukan_kepada_orangnya():
    with jam.pada(HARI):
        k = pabrik.kabupaten()
        akun = pabrik.akun(k.jf)
        akhiri_penugasan(k.kasi.penugasan.get(), dt.date(2026, 5, 1), by=None)
        peristiwa.antar()
        pesan = akun.pesan.get()
    assert pesan.judul == "Penilai Anda mulai 1 Mei 2026: Gunawan Santosa"
    assert "Kepala Bidang Pelayanan Kesehatan" in pesan.isi
    assert pesan.url == reverse("layanan:pegawai", args=[k.jf.pk])


@pytest.mark.django_db(transaction=True)
def test_pekerja_yang_dibunuh_sebelum_mencatat_tidak_mengabari_dua_kali(monkeypatch):
    """What the listener wrote and that it was heard become true together: nothing of a killed one stays."""
    # A worker that another test left running must not be woken: it would take the event from the one to be killed.
    monkeypatch.setattr("kinerja.plumbing.models.SETELAH_TERCATAT", [])
    with jam.pada(HARI):
        k = pabrik.kabupaten()
        akun = pabrik.akun(k.jf)
        akhiri_penugasan(k.kasi.penugasan.get(), dt.date(2026, 5, 1), by=None)
    perintah = "from kinerja.layanan import peristiwa; peristiwa.antar()"
    assert proses_pekerja(perintah, KINERJA_TITIK_GAGAL="peristiwa_sebelum_dicatat").wait(60) == -signal.SIGKILL
    assert not akun.pesan.exists()
    tertunda = peristiwa.tertunda().count()
    assert tertunda
    assert [p.wait(60) for p in (proses_pekerja(perintah), proses_pekerja(perintah))] == [0, 0]
    assert akun.pesan.count() == 1
    assert not peristiwa.tertunda().exists()


@pytest.mark.django_db
def test_setelah_commit_pekerja_dibangunkan_sekali(monkeypatch, django_capture_on_commit_callbacks, pendengar):
    dibangunkan = []
    monkeypatch.setattr("kinerja.plumbing.models.SETELAH_TERCATAT", [lambda: dibangunkan.append(1)])
    with django_capture_on_commit_callbacks(execute=True):
        terjadi(pabrik.akun(), pabrik.pegawai(), 1)
    assert dibangunkan == [1]


def test_layanan_mendaftar_untuk_dibangunkan():
    assert peristiwa.bangunkan in SETELAH_TERCATAT
    assert "layanan.kabari_penilai" in PENDENGAR
