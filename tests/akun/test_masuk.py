"""Signing in: by NIP or e-mail, one POST for a demo account, and nothing that helps a guesser."""

import logging
import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from kinerja.layanan.akun import actions, batas
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
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


def dari(ip):
    return Client(REMOTE_ADDR=ip)


def test_ejaan_surel_yang_mirip_bukan_akun_itu(akun):
    """The database folds a dotless i into an i: without care, each spelling would have tries of its own."""
    akun.email = "siti.kasim@contoh.test"
    akun.save()
    assert coba("SITI.Kasim@contoh.test").status_code == 302
    for mirip in ("s\u0131ti.kasim@contoh.test", "\u017fiti.kasim@contoh.test", "siti.\u212aasim@contoh.test"):
        klien = Client()
        coba(mirip, klien=klien)
        assert ("_auth_user_id" in klien.session) is ("\u212a" in mirip)  # K (Kelvin) is lowered to the very letter k
    assert batas.kunci("siti.\u212aasim@contoh.test") == batas.kunci(akun.pegawai.nip)


def test_surel_disimpan_dengan_huruf_kecil_dan_ascii(db):
    baru = actions.buat_akun_luar("Auditor", "Auditor.Luar@Contoh.TEST", by=None)
    assert baru.email == "auditor.luar@contoh.test"
    with pytest.raises(Ditolak, match="sudah dipakai"):
        actions.buat_akun_luar("Lain", "AUDITOR.luar@contoh.test", by=None)
    with pytest.raises(Ditolak, match="huruf"):
        actions.buat_akun_luar("Lain", "aud\u0131tor@contoh.test", by=None)


def test_nip_dan_surel_satu_hitungan(akun):
    for _ in range(3):
        coba(akun.pegawai.nip, "salah sekali lagi")
    for _ in range(2):
        coba(akun.email, "salah sekali lagi")
    assert "Terlalu banyak percobaan" in coba(akun.pegawai.nip).content.decode()


def test_orang_lain_di_jaringan_lain_tidak_mengunci_pemiliknya(akun):
    penyerang = dari("198.51.100.7")
    for _ in range(6):
        coba(akun.pegawai.nip, "salah sekali lagi", penyerang)
    assert "Terlalu banyak percobaan" in coba(akun.pegawai.nip, klien=penyerang).content.decode()
    assert coba(akun.pegawai.nip, klien=dari("203.0.113.9")).status_code == 302


def test_tebakan_dari_banyak_jaringan_tetap_berhenti(akun, monkeypatch):
    monkeypatch.setitem(batas.SEMUA, "masuk", "6/15m/key")
    for i in range(6):
        coba(akun.pegawai.nip, "salah sekali lagi", dari(f"198.51.100.{i}"))
    assert "Terlalu banyak percobaan" in coba(akun.pegawai.nip, klien=dari("203.0.113.9")).content.decode()


def test_masuk_yang_benar_tidak_menghabiskan_jatah(akun):
    for _ in range(7):
        assert coba(akun.pegawai.nip).status_code == 302


def test_yang_sudah_berhenti_tidak_masuk_dan_sesinya_mati(akun):
    klien = Client()
    coba(akun.pegawai.nip, klien=klien)
    akun.pegawai.berhenti_sejak = jam.hari_ini()
    akun.pegawai.save()
    assert klien.get("/").status_code == 302
    lagi = Client()
    jawaban = coba(akun.pegawai.nip, klien=lagi)
    assert jawaban["Location"] == "/akun/nonaktif/"
    assert "_auth_user_id" not in lagi.session
    with pytest.raises(Ditolak):
        actions.terbitkan_kode(akun, by=None)


def test_yang_berhenti_tidak_memakai_kodenya_lagi(akun):
    terbit = actions.terbitkan_kode(akun, by=None)
    akun.pegawai.berhenti_sejak = jam.hari_ini()
    akun.pegawai.save()
    with pytest.raises(Ditolak, match="tidak cocok"):
        actions.aktifkan(akun.pegawai.nip, terbit.kode, "lima bebek berenang")


def test_akun_contoh_tidak_masuk_pada_produksi(akun, settings):
    klien = Client()
    coba(akun.pegawai.nip, klien=klien)
    settings.PRODUKSI = True
    assert klien.get("/akun/keamanan/").status_code == 302
    lagi = Client()
    coba(akun.pegawai.nip, klien=lagi)
    assert "_auth_user_id" not in lagi.session


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


@pytest.mark.django_db
def test_yang_belum_berkata_sandi_diantar_membuatnya_dengan_kode():
    """allauth would look for a page that this house does not have."""
    akun = pabrik.akun(pabrik.pegawai("Siti Rahmah"))
    akun.set_unusable_password()
    akun.save()
    klien = masuk(akun)
    jawaban = klien.get("/akun/sandi/", follow=True)
    assert jawaban.redirect_chain[0][0] == "/akun/aktivasi/"
    assert "Mintalah kode kepada admin unit Anda" in jawaban.content.decode()
