"""Commands: the demo accounts as JSON, and the first admin."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kinerja.layanan.akun import actions
from kinerja.organisasi.masuk import cari_akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing.galat import Ditolak
from tests import pabrik

pytestmark = pytest.mark.django_db


def test_akun_contoh_tercetak_berurut_dan_sungguh_dapat_masuk(capsys):
    kadis, staf = pabrik.pegawai("Akhmad Fauzi"), pabrik.pegawai("Ernawati")
    actions.buat_akun_demo(kadis, "kepala_dinas", by=None)
    actions.buat_akun_demo(staf, "pegawai", by=None)
    actions.buat_akun_demo(None, "auditor", by=None, nama="Auditor", email="auditor@contoh.test")
    pabrik.akun(pabrik.pegawai("Bukan akun cetak"))
    call_command("akun_demo")
    daftar = json.loads(capsys.readouterr().out)
    assert [(a["peran"], a["nama"], a["nip"]) for a in daftar] == [
        ("pegawai", "Ernawati", staf.nip),
        ("kepala_dinas", "Akhmad Fauzi", kadis.nip),
        ("auditor", "Auditor", "auditor@contoh.test"),
    ]
    for a in daftar:
        jawaban = Client().post("/akun/masuk/", {"login": a["nip"], "password": a["sandi"]}, follow=True)
        assert a["nama"] in jawaban.content.decode()


def test_akun_contoh_tidak_ada_pada_produksi(settings):
    settings.PRODUKSI = True
    with pytest.raises(CommandError):
        call_command("akun_demo")
    with pytest.raises(Ditolak):
        actions.buat_akun_demo(pabrik.pegawai(), "pegawai", by=None)


def test_admin_pertama_dari_baris_perintah(capsys):
    orang = pabrik.pegawai("Muhammad Hafiz")
    call_command("buat_admin", orang.nip)
    kode = capsys.readouterr().out.split("kode aktivasi ")[1].split(",")[0]
    actions.aktifkan(orang.nip, kode, "lima bebek berenang")
    akun = cari_akun(orang.nip)
    assert akun is not None
    assert hak(akun).admin_bkpsdm
    assert hak(akun).wajib_dua_faktor
    with pytest.raises(CommandError, match="Tidak ada pegawai"):
        call_command("buat_admin", "199001012015011001")
