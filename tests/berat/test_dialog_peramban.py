"""Two people in two browsers prepare, hold and confirm a dialogue; the leader comes from his team page and goes back to it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kinerja.siklus.actions import buka_siklus, muat_parameter
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.skp import pabrik as p

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
SABAR = 30_000
#: What one writes the other sees within so many seconds.
TERLIHAT = 5.0


@pytest.fixture
def dunia():
    muat_parameter()
    k = p.pabrik.kabupaten()
    siklus = buka_siklus(tahun=p.jam.hari_ini().year, by=None)
    return p.KabupatenSKP(k, siklus)


def sesi(akun: Any) -> str:
    simpan = SessionStore()
    simpan[SESSION_KEY] = str(akun.pk)
    simpan[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    simpan[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    simpan.save()
    return str(simpan.session_key)


@contextmanager
def peramban() -> Iterator[Browser]:
    with sync_playwright() as main:
        b = main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        try:
            yield b
        finally:
            b.close()


def halaman(b: Browser, url: str, kunci: str, **lain: Any) -> Page:
    konteks = b.new_context(**lain)
    konteks.set_default_timeout(SABAR)
    konteks.add_cookies([{"name": "sessionid", "value": kunci, "url": url}])
    return konteks.new_page()


def sampai(terlihat: Callable[[], None]) -> float:
    """Seconds until it is seen."""
    mulai = time.monotonic()
    terlihat()
    return time.monotonic() - mulai


def test_dua_sesi_menyiapkan_menjalani_dan_mengonfirmasi_satu_dialog(dunia, live_server):
    url, pelaksana = live_server.url, dunia.k.pelaksana
    kunci_atasan, kunci_saya = sesi(dunia.akun(dunia.k.kasi)), sesi(dunia.akun(pelaksana))
    with peramban() as b:
        atasan = halaman(b, url, kunci_atasan)
        saya = halaman(b, url, kunci_saya, viewport={"width": 360, "height": 780})

        # From the team page to the invitation, and back to the next row.
        atasan.goto(f"{url}/dialog/tim/")
        baris = atasan.locator(f"#p-{pelaksana.pk}")
        baris.get_by_role("link", name="Jadwalkan dialog").click()
        atasan.get_by_role("button", name="Kirim undangan").click()
        expect(atasan).to_have_url(f"{url}/dialog/tim/#p-{dunia.k.rekan.pk}")
        expect(atasan.locator(f"#p-{pelaksana.pk}")).to_contain_text("Dijadwalkan")

        # Both prepare.
        saya.goto(f"{url}/dialog/")
        saya.locator("a[href^='/dialog/']", has_text=dunia.k.kasi.nama).first.click()
        ruang = saya.url
        atasan.goto(ruang)
        saya.goto(f"{ruang}#agenda")
        saya.fill("#butir-baru", "Kendala unggah bukti")
        saya.press("#butir-baru", "Enter")
        assert sampai(lambda: expect(atasan.locator("#agenda")).to_contain_text("Kendala unggah bukti")) < TERLIHAT + 2

        # They sit down: each sees what the other writes, without touching anything.
        atasan.get_by_role("button", name="Mulai dialog").click()
        expect(atasan.get_by_role("button", name="Selesai dan konfirmasi")).to_be_visible()
        saya.goto(ruang)
        atasan.fill("#catatan-isi", "Fokus pada dua desa terendah.")
        lama = sampai(lambda: expect(saya.locator("#catatan-lawan")).to_contain_text("dua desa terendah"))
        assert lama < TERLIHAT, lama
        saya.fill("#catatan-isi", "Saya usul jemput data setiap Senin.")
        lama = sampai(lambda: expect(atasan.locator("#catatan-lawan")).to_contain_text("jemput data setiap Senin"))
        assert lama < TERLIHAT, lama
        atasan.get_by_text("Tambah kesepakatan").click()
        atasan.fill("#k-isi", "Jemput data ke dua desa")
        atasan.get_by_role("button", name="Sepakati").click()
        expect(saya.locator("#kesepakatan-isi")).to_contain_text("Jemput data ke dua desa")

        # The leader closes, the pegawai confirms with a remark; the agreement is a task of his.
        atasan.get_by_role("button", name="Selesai dan konfirmasi").click()
        expect(atasan.locator("#d-lekat")).to_contain_text("Menunggu konfirmasi")
        saya.goto(ruang)
        saya.fill("#tgp", "Setuju, mulai pekan ini.")
        saya.get_by_role("button", name="Konfirmasi", exact=True).click()
        expect(saya.locator("#d-lekat")).to_contain_text("Dikonfirmasi kedua pihak")
        saya.goto(f"{url}/")
        expect(saya.get_by_role("heading", name="Jemput data ke dua desa")).to_be_visible()

        # The strip of the unit counts it, and names nobody's words.
        atasan.goto(f"{url}/dialog/intensitas/{dunia.k.seksi.pk}/")
        expect(atasan.locator(".rantai-jenjang")).to_contain_text("1 dari 3 bawahan dalam irama")
        expect(atasan.locator("body")).not_to_contain_text("dua desa terendah")
