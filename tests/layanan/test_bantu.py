""" "Bantu isi": only with the owner's consent, only while it holds, never to confirm."""

import datetime as dt

import pytest
from django.urls import reverse

from kinerja.layanan.actions.bantu import beri_izin_bantu, cabut_izin_bantu
from kinerja.layanan.bantu import IsianTerbantu, boleh_membantu
from kinerja.layanan.models import IzinBantu
from kinerja.layanan.views import bantu as views_bantu
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def k():
    return pabrik.kabupaten(hitung=False)


def test_izin_berlaku_sampai_hari_terakhirnya(k):
    pemilik, pembantu = pabrik.akun(k.jf), pabrik.akun(k.rekan)
    assert not boleh_membantu(pembantu, k.jf)
    beri_izin_bantu(k.rekan, sampai=dt.date(2026, 4, 10), by=pemilik)
    assert boleh_membantu(pembantu, k.jf, "skp", 7)
    assert pembantu.pesan.count() == 1
    assert not boleh_membantu(pabrik.akun(k.pelaksana), k.jf)
    assert not boleh_membantu(pemilik, k.rekan)
    with jam.pada(dt.date(2026, 4, 10)):
        assert boleh_membantu(pembantu, k.jf)
    with jam.pada(dt.date(2026, 4, 11)):
        assert not boleh_membantu(pembantu, k.jf)


def test_izin_untuk_satu_lingkup_dan_satu_objek(k):
    pembantu = pabrik.akun(k.rekan)
    IzinBantu.objects.create(
        pemilik=k.jf, pembantu=k.rekan, lingkup="skp", objek_id=7, dibuat_pada=jam.sekarang(), berlaku=rentang(HARI)
    )
    assert boleh_membantu(pembantu, k.jf, "skp", 7)
    assert not boleh_membantu(pembantu, k.jf, "skp", 8)
    assert not boleh_membantu(pembantu, k.jf, "realisasi", 7)
    assert not boleh_membantu(pembantu, k.jf)


def test_dicabut_berhenti_seketika(k):
    pembantu = pabrik.akun(k.rekan)
    izin = beri_izin_bantu(k.rekan, sampai=HARI, by=pabrik.akun(k.jf))
    cabut_izin_bantu(izin, by=k.jf.akun)
    assert not boleh_membantu(pembantu, k.jf)
    with pytest.raises(SudahBerubah):
        cabut_izin_bantu(izin, by=k.jf.akun)


def test_izin_yang_keliru_ditolak(k):
    pemilik = pabrik.akun(k.jf)
    with pytest.raises(Ditolak, match="orang lain"):
        beri_izin_bantu(k.jf, sampai=HARI, by=pemilik)
    with pytest.raises(Ditolak, match="sudah lewat"):
        beri_izin_bantu(k.rekan, sampai=dt.date(2026, 3, 31), by=pemilik)
    with pytest.raises(TidakBoleh):
        beri_izin_bantu(k.rekan, sampai=HARI, by=pabrik.akun(None))
    beri_izin_bantu(k.rekan, sampai=HARI, by=pemilik)
    with pytest.raises(Ditolak, match="sudah Anda izinkan"):
        beri_izin_bantu(k.rekan, sampai=HARI, by=pemilik)


def test_layar_hanya_pemilik_yang_mencabut(client, k):
    pemilik, pembantu = pabrik.akun(k.jf), pabrik.akun(k.rekan)
    client.force_login(pemilik)
    assert client.post(reverse("layanan:bantu"), {"pembantu": k.rekan.nip, "sampai": "2026-04-10"}).status_code == 302
    izin = IzinBantu.objects.get()
    client.force_login(pabrik.akun(k.guru))
    assert client.post(reverse("layanan:cabut_bantu", args=[izin.pk])).status_code == 404
    client.force_login(pembantu)
    assert client.post(reverse("layanan:cabut_bantu", args=[izin.pk])).status_code == 403
    client.force_login(pemilik)
    client.post(reverse("layanan:cabut_bantu", args=[izin.pk]))
    izin.refresh_from_db()
    assert izin.dicabut_pada is not None


def test_layar_jujur_bahwa_isiannya_belum_ada(client, k, monkeypatch):
    client.force_login(pabrik.akun(k.jf))
    belum = "belum ada isian yang dapat disiapkan orang lain"
    monkeypatch.setattr(views_bantu, "ISIAN", [])
    assert belum in client.get(reverse("layanan:bantu")).content.decode()
    monkeypatch.setattr(views_bantu, "ISIAN", [IsianTerbantu("skp", "Sasaran kinerja")])
    isi = client.get(reverse("layanan:bantu")).content.decode()
    assert belum not in isi
    assert "Sasaran kinerja" in isi


def test_formulir_tidak_menjawab_sepotong_nip(client, k):
    """Who is found by a beginning of his NIP tells on which day he was born."""
    client.force_login(pabrik.akun(k.jf))
    for n in range(3, 18):
        isi = {"pembantu": f"{k.rekan.nama} {k.rekan.nip[:n]}", "sampai": "2026-04-10"}
        jawaban = client.post(reverse("layanan:bantu"), isi)
        assert (jawaban.status_code, IzinBantu.objects.exists()) == (422, False)
        assert "Ketik NIP lengkap" in jawaban.content.decode()
    client.post(reverse("layanan:bantu"), {"pembantu": f"{k.rekan.nip[:8]} {k.rekan.nip[8:]}", "sampai": "2026-04-10"})
    assert IzinBantu.objects.get().pembantu == k.rekan
