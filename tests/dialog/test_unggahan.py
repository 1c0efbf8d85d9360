"""Uploads in pieces: joined, cut, resumed, refused, swept."""

import datetime as dt
import resource
import signal

import pytest
from django.core.files.storage import default_storage

from dialog.actions import unggahan as unggah
from dialog.actions.bukti import IsiBukti, tambah_bukti
from dialog.aturan_bukti import (
    POTONGAN_MAKS,
    UKURAN_MAKS,
    UNGGAHAN_MAKS,
)
from dialog.models import Unggahan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.gudang import GudangPenuh
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_bukti import KUNCI, isi_gudang
from tests.dialog.pabrik_realisasi import MEI


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


# -- in pieces


def kirim(s, isi: bytes, potongan: int, kunci: str = KUNCI) -> int:
    sampai = unggah.mulai_unggahan(kunci, "foto.jpg", len(isi), by=s.akun)
    while sampai < len(isi):
        sampai = unggah.terima_potongan(kunci, sampai, isi[sampai : sampai + potongan], by=s.akun)
    return sampai


def test_potongan_menjadi_berkas_yang_sama_dan_tidak_bersisa(s, django_capture_on_commit_callbacks):
    isi, sebelum = c.foto(sisi=(300, 200)), isi_gudang()
    kirim(s, isi, 5000)
    assert len(isi_gudang()) > len(sebelum) + 2
    with django_capture_on_commit_callbacks(execute=True):
        b = tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)
    with b.berkas.isi.open() as tersimpan:
        assert tersimpan.read() == isi
    assert b.berkas.nama == "foto.jpg"
    assert not Unggahan.objects.exists()
    assert len(isi_gudang()) == len(sebelum) + 1
    assert unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun) is None
    assert tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun) == b


def test_unggahan_dilanjutkan_dari_tempatnya_putus(s):
    isi = c.foto(sisi=(300, 200))
    unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun)
    unggah.terima_potongan(KUNCI, 0, isi[:4000], by=s.akun)
    assert unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun) == 4000
    for dari in (0, 8000):
        with pytest.raises(unggah.Bergeser) as galat:
            unggah.terima_potongan(KUNCI, dari, isi[dari : dari + 10], by=s.akun)
        assert galat.value.diterima == 4000
    with pytest.raises(Ditolak, match="belum selesai"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)
    assert Unggahan.objects.exists() is False  # a refused one is forgotten


@pytest.mark.parametrize(
    ("kunci", "ukuran", "kalimat"),
    [("../x", 10, "tidak bernama"), (KUNCI, 0, "kosong"), (KUNCI, UKURAN_MAKS + 1, "25 MB")],
)
def test_unggahan_yang_tidak_dimulai(s, kunci, ukuran, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        unggah.mulai_unggahan(kunci, "a.jpg", ukuran, by=s.akun)


def test_potongan_yang_tidak_cocok(s):
    isi = c.foto()
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun)
    for potongan in (b"", isi + b"x", b"\xff\xd8\xff" + b"0" * POTONGAN_MAKS):
        with pytest.raises(Ditolak, match="tidak sesuai ukurannya"):
            unggah.terima_potongan(KUNCI, 0, potongan, by=s.akun)
    with pytest.raises(Ditolak, match="tidak diterima"):
        unggah.terima_potongan(KUNCI, 0, b"MZ" + isi[2:], by=s.akun)
    with pytest.raises(Ditolak, match="berbeda"):
        unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi) + 1, by=s.akun)


def test_unggahan_orang_lain_tidak_ada(s, dunia):
    isi, lain = c.foto(), dunia.akun(dunia.k.rekan)
    kirim(s, isi, 5000)
    with pytest.raises(Ditolak, match="tidak ada lagi"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=lain)
    unggah.batalkan_unggahan(KUNCI, by=lain)
    assert Unggahan.objects.count() == 1


def test_terlalu_banyak_unggahan_sekaligus(s):
    for i in range(UNGGAHAN_MAKS):
        unggah.mulai_unggahan(f"aaaaaaaa{i:02}", "a.jpg", 10, by=s.akun)
    with pytest.raises(Ditolak, match="belum selesai"):
        unggah.mulai_unggahan(KUNCI, "a.jpg", 10, by=s.akun)


def test_potongan_hilang_dari_gudang(s):
    kirim(s, c.foto(), 100_000)
    default_storage.delete(f"{Unggahan.objects.get().tempat}/{0:010d}")
    with pytest.raises(Ditolak, match="hilang di penyimpanan"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)


def test_yang_tak_selesai_sehari_disapu_beserta_potongannya(s, django_capture_on_commit_callbacks):
    sebelum, isi = isi_gudang(), c.foto()
    kirim(s, isi, 1000)
    with jam.pada(MEI + dt.timedelta(hours=23)):
        assert unggah.sapu_unggahan() == 0
    with jam.pada(MEI + dt.timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        assert unggah.sapu_unggahan() == 1
    assert (Unggahan.objects.count(), isi_gudang()) == (0, sebelum)


def test_gudang_penuh_di_tengah_potongan_tidak_mengakuinya(s):
    isi = c.foto(sisi=(300, 200))
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun)
    batas, lama = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, batas[1]))
    try:
        with pytest.raises(GudangPenuh):
            unggah.terima_potongan(KUNCI, 0, isi[:5000], by=s.akun)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, batas)
        signal.signal(signal.SIGXFSZ, lama)
    assert unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun) == 0
    assert kirim(s, isi, 5000) == len(isi)
