"""The second factor: demanded of roles, spared in the demo, given back when the telephone is lost."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client

from kinerja.layanan.akun import actions
from kinerja.layanan.models import Pesan
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from tests.pemeran import buat_pemeran, masuk

pytestmark = pytest.mark.django_db
SANDI = "empat kuda minum pagi"


@pytest.fixture
def nyata(db):
    return buat_pemeran(demo=False)


def kode_kini(rahasia):
    return f"{hotp_value(rahasia, next(yield_hotp_counters_from_time())):06d}"


def lewat_formulir(akun):
    akun.set_password(SANDI)
    akun.save()
    klien = Client()
    jawaban = klien.post("/akun/masuk/", {"login": akun.pegawai.nip, "password": SANDI})
    return klien, jawaban


def pastikan_diri(klien):
    assert klien.post("/akun/konfirmasi/", {"password": "bukan ini"}).status_code == 200
    assert klien.post("/akun/konfirmasi/", {"password": SANDI}).status_code == 302


def pasang(akun):
    rahasia = generate_totp_secret()
    TOTP.activate(akun, rahasia)
    RecoveryCodes.activate(akun)
    return rahasia


@pytest.mark.parametrize("peran", ["admin_unit", "admin_bkpsdm", "tim_penilai", "auditor"])
def test_peran_admin_diantar_memasang_faktor_kedua(nyata, peran):
    klien = nyata.klien(peran)
    for alamat in ("/", "/pegawai/", "/akun/", "/akun/keamanan/"):
        assert klien.get(alamat)["Location"] == "/akun/faktor/pasang/"


def test_pegawai_biasa_tidak_diminta(nyata):
    assert nyata.klien("pegawai").get("/").status_code == 200


def test_akun_contoh_admin_tidak_diminta(pemeran):
    assert pemeran.klien("admin_bkpsdm").get("/").status_code == 200


def test_memasang_lalu_bekerja(nyata):
    klien, _ = lewat_formulir(nyata.admin_unit)
    assert klien.get("/akun/faktor/pasang/")["Location"].startswith("/akun/konfirmasi/")
    pastikan_diri(klien)
    halaman = klien.get("/akun/faktor/pasang/").content.decode()
    rahasia = re.search(r'id="kunci"[^>]*value="([A-Z2-7]+)"', halaman)[1]
    assert "Kode tidak cocok" in klien.post("/akun/faktor/pasang/", {"code": "000000"}).content.decode()
    assert klien.post("/akun/faktor/pasang/", {"code": kode_kini(rahasia)})["Location"] == "/akun/faktor/cadangan/"
    assert klien.get("/akun/faktor/cadangan/").content.decode().count("<li>") >= 10
    assert Authenticator.objects.filter(user=nyata.admin_unit).count() == 2
    assert klien.get("/").status_code == 200


def test_masuk_dengan_dua_langkah(nyata):
    rahasia = pasang(nyata.admin_unit)
    klien, jawaban = lewat_formulir(nyata.admin_unit)
    assert jawaban["Location"] == "/akun/faktor/masuk/"
    assert klien.get("/").status_code == 302
    assert "Kode tidak cocok" in klien.post("/akun/faktor/masuk/", {"code": "000000"}).content.decode()
    assert klien.post("/akun/faktor/masuk/", {"code": kode_kini(rahasia)})["Location"] == "/"
    assert klien.get("/").status_code == 200


def test_sesi_dari_sebelum_faktor_kedua_diminta_kodenya(nyata):
    """The role came, the factor was set up elsewhere; this session has shown the password only."""
    klien, _ = lewat_formulir(nyata.admin_unit)
    rahasia = pasang(nyata.admin_unit)
    assert klien.get("/akun/")["Location"] == "/akun/faktor/konfirmasi/?next=%2Fakun%2F"
    assert klien.get("/akun/faktor/konfirmasi/").status_code == 200
    assert klien.post("/akun/faktor/konfirmasi/?next=/akun/", {"code": kode_kini(rahasia)})["Location"] == "/akun/"
    assert klien.get("/akun/").status_code == 200


def test_memasang_faktor_mengakhiri_sesi_lain(nyata, django_capture_on_commit_callbacks):
    sini, _ = lewat_formulir(nyata.pegawai)
    sana = Client()
    sana.post("/akun/masuk/", {"login": nyata.pegawai.pegawai.nip, "password": SANDI})
    assert sana.get("/").status_code == sini.get("/").status_code == 200
    pastikan_diri(sini)
    halaman = sini.get("/akun/faktor/pasang/").content.decode()
    rahasia = re.search(r'id="kunci"[^>]*value="([A-Z2-7]+)"', halaman)[1]
    with django_capture_on_commit_callbacks(execute=True):
        sini.post("/akun/faktor/pasang/", {"code": kode_kini(rahasia)})
    assert sini.get("/").status_code == 200
    assert sana.get("/").status_code == 302


def test_melepas_faktor_mengakhiri_sesi_lain(nyata, django_capture_on_commit_callbacks):
    rahasia = pasang(nyata.pegawai)
    sini, _ = lewat_formulir(nyata.pegawai)
    sini.post("/akun/faktor/masuk/", {"code": kode_kini(rahasia)})
    sana = Client()
    sana.post("/akun/masuk/", {"login": nyata.pegawai.pegawai.nip, "password": SANDI})
    cadangan = Authenticator.objects.get(user=nyata.pegawai, type="recovery_codes").wrap().get_unused_codes()[0]
    sana.post("/akun/faktor/masuk/", {"code": cadangan})
    pastikan_diri(sini)
    assert sana.get("/").status_code == sini.get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        sini.post("/akun/faktor/lepas/")
    assert not Authenticator.objects.filter(user=nyata.pegawai, type="totp").exists()
    assert sini.get("/").status_code == 200
    assert sana.get("/").status_code == 302


def test_akun_contoh_pada_produksi_tidak_dibebaskan_dari_faktor(pemeran, settings):
    assert not hak(pemeran.admin_unit).wajib_dua_faktor
    settings.PRODUKSI = True
    assert hak(pemeran.admin_unit).wajib_dua_faktor


def test_kode_cadangan_sekali_pakai(nyata):
    pasang(nyata.admin_unit)
    kode = Authenticator.objects.get(user=nyata.admin_unit, type="recovery_codes").wrap().get_unused_codes()[0]
    klien, _ = lewat_formulir(nyata.admin_unit)
    assert klien.post("/akun/faktor/masuk/", {"code": kode})["Location"] == "/"
    lagi, _ = lewat_formulir(nyata.admin_unit)
    assert "Kode tidak cocok" in lagi.post("/akun/faktor/masuk/", {"code": kode}).content.decode()


def test_yang_wajib_tidak_dapat_melepas(nyata):
    rahasia = pasang(nyata.admin_unit)
    klien, _ = lewat_formulir(nyata.admin_unit)
    klien.post("/akun/faktor/masuk/", {"code": kode_kini(rahasia)})
    pastikan_diri(klien)
    assert "mewajibkan faktor kedua" in klien.post("/akun/faktor/lepas/").content.decode()
    assert Authenticator.objects.filter(user=nyata.admin_unit, type="totp").exists()


def test_rahasia_tersimpan_tersandi(nyata):
    rahasia = pasang(nyata.pegawai)
    with connection.cursor() as kursor:
        kursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s AND type = 'totp'", [nyata.pegawai.pk])
        tersimpan = kursor.fetchone()[0]
    assert rahasia not in tersimpan
    assert get_adapter().decrypt(re.search(r'"secret": "([^"]+)"', tersimpan)[1]) == rahasia


# -- the lost factor


def test_faktor_hilang_diatur_ulang_tercatat_dan_diumumkan(pemeran):
    pasang(pemeran.pegawai)
    klien = masuk(pemeran.pegawai)
    klien.get("/")
    admin = masuk(pemeran.admin_unit)
    jawaban = admin.post(f"/akun/{pemeran.pegawai.pk}/atur-ulang-faktor/", {"alasan": "Ponsel jatuh ke sungai."})
    assert jawaban["Location"] == f"/akun/{pemeran.pegawai.pk}/"
    assert not Authenticator.objects.filter(user=pemeran.pegawai).exists()
    assert klien.get("/").status_code == 302
    kabar = Pesan.objects.get(penerima=pemeran.pegawai, judul="Faktor kedua diatur ulang")
    assert pemeran.admin_unit.nama_tampil in kabar.isi
    catatan = pemeran.pegawai.events.order_by("-pgh_id").first()
    assert catatan.faktor_diatur_ulang_pada is not None
    assert catatan.pgh_context.metadata["user"] == pemeran.admin_unit.pk
    assert catatan.pgh_context.metadata["alasan"] == "Ponsel jatuh ke sungai."


def test_faktor_hanya_diatur_ulang_oleh_yang_berwenang(pemeran):
    for akun in (pemeran.pegawai, pemeran.admin_unit, pemeran.admin_bkpsdm):
        pasang(akun)
    boleh_atas = lambda akun, by: actions.atur_ulang_faktor(akun, by=by, alasan="Hilang.")  # noqa: E731
    for akun, by in (
        (pemeran.pegawai, pemeran.admin_lain),
        (pemeran.pegawai, pemeran.atasan),
        (pemeran.pegawai, pemeran.pegawai),
        (pemeran.admin_unit, pemeran.admin_unit),
        (pemeran.admin_bkpsdm, pemeran.admin_unit),
        (pemeran.admin_bkpsdm, pemeran.admin_bkpsdm),
    ):
        with pytest.raises(TidakBoleh):
            boleh_atas(akun, by)
    assert boleh_atas(pemeran.admin_unit, pemeran.admin_bkpsdm)


def test_tanpa_faktor_atau_alasan_ditolak(pemeran):
    with pytest.raises(SudahBerubah, match="tidak memakai faktor kedua"):
        actions.atur_ulang_faktor(pemeran.pegawai, by=pemeran.admin_unit, alasan="Hilang.")
    pasang(pemeran.pegawai)
    with pytest.raises(Ditolak, match="alasan"):
        actions.atur_ulang_faktor(pemeran.pegawai, by=pemeran.admin_unit, alasan=" ")
    assert Akun.objects.get(pk=pemeran.pegawai.pk).faktor_diatur_ulang_pada is None
