"""Signing in: by NIP or e-mail, one POST for a demo account, and nothing that helps a guesser."""

import logging
import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
SANDI = "empat kuda minum pagi"


@pytest.fixture
def orang():
    return pabrik.pegawai("Siti Rahmah")


@pytest.fixture
def akun(orang):
    akun = pabrik.akun(orang)
    akun.set_password(SANDI)
    akun.save()
    return akun


def coba(login, sandi=SANDI, klien=None, **lain):
    return (klien or Client()).post("/akun/masuk/", {"login": login, "password": sandi, **lain})


def berkelompok(nip):
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def test_tanpa_sesi_menuju_formulir():
    jawaban = Client().get("/", follow=True)
    assert jawaban.redirect_chain[0] == ("/akun/masuk/?next=/", 302)
    isi = jawaban.content.decode()
    assert 'name="login"' in isi
    assert 'name="password"' in isi


def test_satu_kirim_lalu_beranda_menyapa_dengan_nama(akun):
    klien = Client(enforce_csrf_checks=True)
    halaman = klien.get("/", follow=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', halaman.content.decode())[1]
    jawaban = klien.post(
        "/akun/masuk/", {"login": akun.pegawai.nip, "password": SANDI, "csrfmiddlewaretoken": token}, follow=True
    )
    assert jawaban.request["PATH_INFO"] == "/"
    assert "Siti Rahmah" in jawaban.content.decode()


@pytest.mark.parametrize("ubah", [str, berkelompok, lambda nip: f" {nip} "])
def test_nip_boleh_berspasi(akun, ubah):
    assert coba(ubah(akun.pegawai.nip)).status_code == 302


def test_surel_tanpa_beda_huruf(akun):
    assert coba(akun.email.upper()).status_code == 302


@pytest.mark.parametrize("login", ["nip", "000000000000000000", "tak-ada@contoh.test", "'; --", ""])
def test_salah_dengan_satu_kalimat_yang_sama(akun, login):
    klien = Client()
    jawaban = coba(akun.pegawai.nip if login == "nip" else login, "bukan sandi saya", klien)
    assert jawaban.status_code == 200
    assert "_auth_user_id" not in klien.session
    if login:
        assert "NIP, surel, atau kata sandi tidak cocok" in jawaban.content.decode()


def test_percobaan_dibatasi_per_akun_juga_dengan_ejaan_lain(akun):
    nip = akun.pegawai.nip
    for ejaan in (nip, berkelompok(nip), nip, f" {nip}", nip):
        coba(ejaan, "salah sekali lagi")
    jawaban = coba(nip)
    assert "Terlalu banyak percobaan" in jawaban.content.decode()


def test_akun_nonaktif_diberi_tahu_dan_tidak_masuk(akun):
    akun.is_active = False
    akun.save()
    klien = Client()
    jawaban = klien.post("/akun/masuk/", {"login": akun.pegawai.nip, "password": SANDI}, follow=True)
    assert "sedang dinonaktifkan" in jawaban.content.decode()
    assert "_auth_user_id" not in klien.session


def test_sesi_mati_begitu_akun_dinonaktifkan(akun):
    klien = masuk(akun)
    akun.is_active = False
    akun.save()
    assert klien.get("/akun/keamanan/").status_code == 302


def test_komputer_bersama_berakhir_dengan_peramban(akun):
    biasa, bersama = Client(), Client()
    coba(akun.pegawai.nip, klien=biasa)
    coba(akun.pegawai.nip, klien=bersama, bersama="on")
    assert not biasa.session.get_expire_at_browser_close()
    assert bersama.session.get_expire_at_browser_close()


def test_tujuan_sesudah_masuk_hanya_di_situs_ini(akun):
    assert coba(akun.pegawai.nip, next="/akun/keamanan/")["Location"] == "/akun/keamanan/"
    assert coba(akun.pegawai.nip, next="https://jahat.test/")["Location"] == "/"


def test_kata_sandi_tidak_pernah_tercatat(akun, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    coba(akun.pegawai.nip, "rahasia-yang-salah-1")
    coba(akun.pegawai.nip)
    keluaran = capsys.readouterr()
    catatan = caplog.text + keluaran.out + keluaran.err
    assert "POST /akun/masuk/" in catatan
    assert SANDI not in catatan
    assert "rahasia-yang-salah-1" not in catatan


def test_kata_sandi_disimpan_dengan_argon2(akun):
    assert akun.password.startswith("argon2")


@pytest.mark.parametrize("alamat", ["signup/", "email/", "password/reset/", "login/", "2fa/", "sandi/lupa/"])
def test_alur_allauth_yang_tidak_dipakai_tidak_terpasang(alamat, akun):
    assert masuk(akun).get(f"/akun/{alamat}").status_code == 404


def test_permintaan_htmx_tanpa_sesi_memindah_seluruh_halaman():
    jawaban = Client().get("/pegawai/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/pegawai/?q=siti"})
    assert jawaban.status_code == 204
    assert jawaban["HX-Redirect"] == "/akun/masuk/?next=%2Fpegawai%2F%3Fq%3Dsiti"


def test_daftar_sesi_dan_keluarkan_yang_lain(akun):
    sini, sana = Client(), Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 13) Chrome/130.0 Safari/537.36"})
    coba(akun.pegawai.nip, klien=sini)
    coba(akun.pegawai.nip, klien=sana)
    isi = sini.get("/akun/sesi/").content.decode()
    assert "Chrome di Android" in isi
    assert isi.count("Perangkat ini") == 1
    sini.post("/akun/sesi/")
    assert UserSession.objects.filter(user=akun).count() == 1
    assert sana.get("/akun/keamanan/").status_code == 302
    assert sini.get("/akun/keamanan/").status_code == 200


def test_ubah_kata_sandi_menolak_yang_pendek_dan_mengeluarkan_perangkat_lain(akun):
    sini, sana = Client(), Client()
    coba(akun.pegawai.nip, klien=sini)
    coba(akun.pegawai.nip, klien=sana)
    kirim = lambda baru, ulang=None: sini.post(  # noqa: E731
        "/akun/sandi/", {"oldpassword": SANDI, "password1": baru, "password2": ulang or baru}
    )
    assert "12 karakter" in kirim("pendek-9abc").content.decode()
    assert "Kedua kata sandi tidak sama" in kirim("lima bebek berenang", "lima bebek terbang").content.decode()
    assert kirim("lima bebek berenang")["Location"] == "/akun/keamanan/"
    assert sana.get("/akun/keamanan/").status_code == 302
    assert sini.get("/akun/keamanan/").status_code == 200
