"""The frame: menu by registry, one current place, the phone's bar, unread count, theme."""

from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from kinerja.layanan import context_processors
from kinerja.layanan.context_processors import Kerangka, kerangka
from kinerja.layanan.models import Pesan
from kinerja.layanan.templatetags.kinerja import judul_kosong
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import ButirMenu, Daftar
from tests import pabrik


def butir(nama: str, awalan: str, *, utama: bool = True, tampil=lambda akun: True) -> ButirMenu:
    return ButirMenu(nama, nama.title(), "layanan:gaya", "home", tampil, awalan, utama)


def di(jalan: str, akun=None) -> Kerangka:
    request = RequestFactory().get(jalan)
    request.user = akun or SimpleNamespace(is_authenticated=True)
    return Kerangka(request)


@pytest.fixture
def menu(monkeypatch):
    daftar: Daftar[ButirMenu] = Daftar("Menu")
    monkeypatch.setattr(context_processors, "MENU", daftar)
    return daftar


def judul(daftar) -> list[str]:
    return [b.judul for b in daftar]


def test_only_what_the_account_may_see(menu):
    menu.daftarkan(butir("beranda", "/"))
    menu.daftarkan(butir("pengaturan", "/atur/", tampil=lambda akun: False))
    assert judul(di("/").menu_atas) == ["Beranda"]


def test_stranger_has_no_menu_and_no_letters(menu):
    menu.daftarkan(butir("beranda", "/"))
    asing = di("/", AnonymousUser())
    assert asing.menu_atas == [] and asing.menu_bawah == [] and asing.belum_dibaca == 0


def test_one_place_is_current_the_longest_prefix(menu):
    menu.daftarkan(butir("beranda", "/"))
    menu.daftarkan(butir("pegawai", "/pegawai/"))
    menu.daftarkan(butir("penilai", "/pegawai/penilai/"))
    assert [b.judul for b in di("/pegawai/penilai/3/").menu_atas if b.kini] == ["Penilai"]
    assert [b.judul for b in di("/pegawai/7/").menu_atas if b.kini] == ["Pegawai"]
    assert [b.judul for b in di("/").menu_atas if b.kini] == ["Beranda"]
    assert [b.judul for b in di("/lain/").menu_atas if b.kini] == []


def test_header_shows_all_while_there_is_room(menu):
    for n in range(5):
        menu.daftarkan(butir(f"m{n}", f"/m{n}/"))
    menu.daftarkan(butir("jarang", "/jarang/", utama=False))
    k = di("/jarang/")
    assert judul(k.menu_atas)[-1] == "Jarang" and k.menu_lain == [] and not k.lain_kini


def test_header_keeps_five_and_the_rest_stays_reachable(menu):
    menu.daftarkan(butir("jarang", "/jarang/", utama=False))
    for n in range(7):
        menu.daftarkan(butir(f"m{n}", f"/m{n}/"))
    k = di("/m6/")
    assert judul(k.menu_atas) == ["M0", "M1", "M2", "M3", "M4"]
    assert judul(k.menu_lain) == ["M5", "M6", "Jarang"]
    assert k.lain_kini


def test_phone_bar_has_at_most_five_places(menu):
    for n in range(5):
        menu.daftarkan(butir(f"m{n}", f"/m{n}/"))
    k = di("/")
    assert len(k.menu_bawah) == 5 and k.menu_bawah_lain == []
    menu.daftarkan(butir("m5", "/m5/"))
    k = di("/")
    assert len(k.menu_bawah) == 4 and judul(k.menu_bawah_lain) == ["M4", "M5"]


def test_what_has_to_be_at_hand_comes_first_though_registered_last(menu):
    for n in range(6):
        menu.daftarkan(butir(f"m{n}", f"/m{n}/"))
    menu.daftarkan(ButirMenu("tim", "Tim", "layanan:gaya", "home", lambda akun: True, "/tim/", urut=10))
    k = di("/")
    assert judul(k.menu_bawah) == ["Tim", "M0", "M1", "M2"] and judul(k.menu_atas)[0] == "Tim"


def test_leader_finds_his_team_beside_beranda():
    assert [b.nama for b in sorted(context_processors.MENU, key=lambda b: (not b.utama, b.urut))][:2] == ["beranda", "tim"]


class TabelKosong(tables.Table):
    empty_text = "Belum ada penugasan"
    nama = tables.Column()


def test_empty_table_says_what_its_class_says_else_the_usual_words():
    kata = [judul_kosong(t) for t in (TabelKosong([]), TabelKosong([], empty_text="Tidak ada yang cocok"), tables.Table([]))]
    assert kata == ["Belum ada penugasan", "Tidak ada yang cocok", "Belum ada data."]


@pytest.mark.django_db
def test_unread_count_is_one_lazy_query_of_ones_own(django_assert_num_queries):
    saya, lain = pabrik.akun(), pabrik.akun()
    for n, (akun, dibaca) in enumerate([(saya, None), (saya, None), (saya, jam.sekarang()), (lain, None)]):
        Pesan.objects.create(penerima=akun, kunci=f"k{n}", judul="Kabar", dibuat_pada=jam.sekarang(), dibaca_pada=dibaca)
    request = RequestFactory().get("/")
    request.user = saya
    with django_assert_num_queries(0):
        konteks = kerangka(request)
    with django_assert_num_queries(1):
        assert konteks["kerangka"].belum_dibaca == 2
        assert konteks["kerangka"].belum_dibaca == 2


@pytest.mark.parametrize(("kuki", "tema"), [("gelap", "gelap"), ("terang", "terang"), ('"><script>', ""), ("", "")])
def test_theme_is_one_of_two_words(kuki, tema):
    request = RequestFactory().get("/")
    request.COOKIES["tema"] = kuki
    assert kerangka(request)["tema"] == tema


@pytest.mark.django_db
def test_theme_is_kept_and_forgotten_and_leads_back_here_only(client):
    client.force_login(pabrik.akun(), backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    response = client.post(reverse("layanan:tema"), {"tema": "gelap", "kembali": "/gaya/?x=1"})
    assert response.status_code == 302 and response["Location"] == "/gaya/?x=1"
    assert response.cookies["tema"].value == "gelap" and response.cookies["tema"]["max-age"]
    response = client.post(reverse("layanan:tema"), {"tema": "", "kembali": "https://jahat.example/"})
    assert response["Location"] == "/"
    assert response.cookies["tema"].value == ""


@pytest.mark.django_db
def test_theme_is_changed_by_post_only(client):
    client.force_login(pabrik.akun(), backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    assert client.get(reverse("layanan:tema")).status_code == 405


@pytest.fixture
def tamu(client):
    client.force_login(pabrik.akun(nama='Noor <b>"Azizah"</b>'), backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    return client


@pytest.mark.django_db
def test_frame_has_what_every_page_needs(tamu):
    isi = tamu.get(reverse("layanan:gaya")).content.decode()
    assert "<title>Unsur antarmuka · Kinerja</title>" in isi and isi.count("<h1>") == 1
    assert '<a class="lompat" href="#isi">' in isi and '<main class="isi" id="isi"' in isi
    assert f'action="{reverse("layanan:cari")}"' in isi and 'name="q"' in isi
    assert "Noor &lt;b&gt;" in isi and "Noor <b>" not in isi
    assert '<html lang="id">' in isi
    tamu.cookies["tema"] = "gelap"
    assert '<html lang="id" data-tema="gelap">' in tamu.get(reverse("layanan:gaya")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kode", [400, 403, 404, 409, 422, 429, 500, 503])
def test_gallery_shows_each_error_with_its_status(tamu, kode):
    response = tamu.get(reverse("layanan:gaya"), {"galat": kode})
    assert response.status_code == kode
    assert f'<p class="galat-kode">{kode}</p>' in response.content.decode()


@pytest.mark.django_db
def test_pages_weigh_little(tamu):
    response = tamu.get(reverse("layanan:gaya"), headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 25_000


@pytest.mark.django_db
def test_message_is_a_toast_on_the_next_page(tamu):
    isi = tamu.post(reverse("layanan:gaya"), follow=True).content.decode()
    assert '<div class="roti" data-roti>' in isi and "tidak ada yang berubah" in isi
