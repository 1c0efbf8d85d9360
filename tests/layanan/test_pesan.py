"""The inbox: news once, only one's own, read when opened; no way out of the site."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.models import Pesan
from kinerja.layanan.pesan import kirim_pesan, tandai_dibaca
from kinerja.organisasi.models import Akun
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def akun() -> Akun:
    return pabrik.akun(pabrik.pegawai("Ernawati"))


@pytest.fixture
def klien(akun: Akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def pesan(akun: Akun, kunci: str = "a", url: str = "/saya/") -> Pesan:
    kirim_pesan(akun, kunci, f"Kabar {kunci}", "Isi kabar.", url)
    return Pesan.objects.get(penerima=akun, kunci=kunci)


def test_kabar_yang_sama_sampai_sekali(akun: Akun) -> None:
    pesan(akun)
    kirim_pesan(akun, "a", "Judul lain")
    assert [p.judul for p in Pesan.objects.all()] == ["Kabar a"]


def test_satu_kabar_untuk_banyak_orang(akun: Akun) -> None:
    lain = pabrik.akun(pabrik.pegawai())
    kirim_pesan([akun, lain], "sama", "Untuk semua")
    assert set(Pesan.objects.values_list("penerima", flat=True)) == {akun.pk, lain.pk}


def test_yang_terbaru_di_depan_dan_yang_belum_dibaca_dapat_disaring(klien: Client, akun: Akun) -> None:
    pesan(akun, "a")
    lama = pesan(akun, "b")
    tandai_dibaca(akun, [lama.pk])
    assert [p.kunci for p in klien.get("/pesan/").context["halaman"]] == ["b", "a"]
    assert [p.kunci for p in klien.get("/pesan/", {"saring": "belum"}).context["halaman"]] == ["a"]


def test_membuka_berarti_membaca(klien: Client, akun: Akun) -> None:
    p = pesan(akun)
    assert klien.post(f"/pesan/{p.pk}/buka/").url == "/saya/"
    p.refresh_from_db()
    assert p.dibaca_pada is not None


@pytest.mark.parametrize("url", ["https://jahat.test/", "//jahat.test/", "javascript:alert(1)"])
def test_pesan_tidak_membawa_ke_luar(klien: Client, akun: Akun, url: str) -> None:
    p = pesan(akun, url=url)
    assert klien.post(f"/pesan/{p.pk}/buka/").url == "/pesan/"


def test_pesan_orang_lain_tidak_ada(klien: Client) -> None:
    milik_lain = pesan(pabrik.akun(pabrik.pegawai()))
    assert klien.post(f"/pesan/{milik_lain.pk}/buka/").status_code == 404
    assert list(klien.get("/pesan/").context["halaman"]) == []
    milik_lain.refresh_from_db()
    assert milik_lain.dibaca_pada is None


def test_tandai_semua_hanya_milik_sendiri(klien: Client, akun: Akun) -> None:
    pesan(akun, "a")
    pesan(akun, "b")
    milik_lain = pesan(pabrik.akun(pabrik.pegawai()))
    klien.post("/pesan/baca-semua/")
    assert list(Pesan.objects.filter(dibaca_pada__isnull=True)) == [milik_lain]


def test_membaca_tidak_dengan_get(klien: Client, akun: Akun) -> None:
    p = pesan(akun)
    assert klien.get(f"/pesan/{p.pk}/buka/").status_code == 405
    assert klien.get("/pesan/baca-semua/").status_code == 405


def test_teks_pesan_tidak_menjadi_html(klien: Client, akun: Akun) -> None:
    kirim_pesan(akun, "x", "<script>alert(1)</script>", "<b>tebal</b>")
    isi = klien.get("/pesan/").content.decode()
    assert "&lt;script&gt;" in isi
    assert "<b>tebal</b>" not in isi


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_tetap_berapa_pun_pesannya(
    klien: Client, akun: Akun, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(jumlah):
        pesan(akun, f"kabar-{i}")
    with django_assert_num_queries(BIAYA):
        klien.get("/pesan/")


#: session, account, its roles (2), count, messages, unread
BIAYA = 7
