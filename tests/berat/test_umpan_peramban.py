"""Feedback in a real browser: a colleague in three taps, a citizen without an account on a small screen; and the whole walk.

The walk follows every link that the receiver, his leader and BKPSDM reach, and looks for a giver who did not give his name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from dialog.actions import umpan_balik as aksi
from dialog.models import UmpanBalik
from kinerja.plumbing import jam
from kinerja.siklus.actions import muat_parameter
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.berat.test_perjalanan_skp import di_utas_lain
from tests.dialog.pabrik_umpan import isi, periode, seksi_besar, tw
from tests.dialog.test_umpan_anonim import pemberi, periksa_keliling
from tests.pemeran import BACKEND
from tests.skp.pabrik import AWAL, kabupaten_skp, siklus

__all__ = ["pemberi", "tw"]
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
HP = {"width": 360, "height": 780}


@pytest.fixture
def dunia():
    with jam.pada(AWAL):
        yield kabupaten_skp()


@pytest.fixture
def dunia_kini():
    """The same people on today's clock, for the server's own threads do not know another."""
    return kabupaten_skp()


def _sesi(akun: Any) -> str:
    simpan = SessionStore()
    simpan[SESSION_KEY], simpan[BACKEND_SESSION_KEY] = str(akun.pk), BACKEND
    simpan[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    simpan.save()
    return str(simpan.session_key)


@contextmanager
def _peramban(url: str, *, sesi: str = "", js: bool = True) -> Iterator[BrowserContext]:
    with sync_playwright() as main:
        b = main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        konteks = b.new_context(java_script_enabled=js, viewport=HP)
        if sesi:
            konteks.add_cookies([{"name": "sessionid", "value": sesi, "url": url}])
        try:
            yield konteks
        finally:
            b.close()


def _muat(halaman: Page) -> None:
    assert halaman.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{halaman.url} lebih lebar dari layar"


@pytest.fixture
def panggung(dunia_kini):
    """People with accounts, today's period, and a link of jf."""
    cache.clear()
    muat_parameter()
    seksi_besar(dunia_kini)
    dunia_kini.siklus = siklus(jam.hari_ini().year)
    periode(dunia_kini, (jam.hari_ini().month + 2) // 3)
    return dunia_kini


def test_rekan_memberi_apresiasi_dalam_tiga_ketukan(panggung, live_server):
    k = panggung.k
    with _peramban(live_server.url, sesi=_sesi(panggung.akun(k.rekan))) as konteks:
        halaman = konteks.new_page()
        halaman.goto(f"{live_server.url}/pegawai/{k.jf.pk}/")
        halaman.get_by_role("link", name="Umpan balik", exact=True).first.click()  # 1
        halaman.locator("label", has_text="Kolaboratif").click()  # 2
        _muat(halaman)
        halaman.get_by_role("button", name="Kirim apresiasi").click()  # 3
        expect(halaman.locator(".umpan")).to_contain_text("Rahmat Hidayatullah")
        _muat(halaman)
    u = di_utas_lain(UmpanBalik.objects.get)
    assert (u.penerima_id, u.jenis, u.nilai) == (k.jf.pk, "APRESIASI", "KOLABORATIF")
    with _peramban(live_server.url, sesi=di_utas_lain(lambda: _sesi(panggung.akun(k.jf)))) as konteks:
        halaman = konteks.new_page()
        halaman.goto(f"{live_server.url}/dialog/umpan-balik/")
        expect(halaman.locator(".umpan")).to_contain_text("Hendra Maulana, rekan kerja")
        halaman.get_by_text("Tanggapi").first.click()
        halaman.get_by_label("Tanggapan Anda").fill("Terima kasih")
        halaman.get_by_role("button", name="Kirim tanggapan").click()
        expect(halaman.locator(".ucap.jawab")).to_contain_text("Terima kasih")


@pytest.mark.parametrize("js", [True, False])
def test_penerima_layanan_menjawab_lewat_tautan_di_layar_kecil(panggung, live_server, js):
    (p,) = aksi.buat_tautan(isi(nilai="BERORIENTASI_PELAYANAN"), pesan="Agar antre singkat", by=panggung.akun(panggung.k.jf))
    url = f"{live_server.url}/dialog/umpan/{aksi.kode_tautan(p)}/"
    with _peramban(live_server.url, js=js) as konteks:
        halaman = konteks.new_page()
        halaman.goto(url)
        expect(halaman.locator("main")).to_contain_text("Rahmat Hidayatullah")
        expect(halaman.locator("main")).to_contain_text("Agar antre singkat")
        if js:
            _muat(halaman)
            halaman.emulate_media(color_scheme="dark")
            hasil = Axe().run(halaman)
            assert not hasil.response["violations"], hasil.generate_report()
        halaman.locator("label", has_text="Yang perlu diperbaiki").click()
        halaman.get_by_label("Ceritakan singkat").fill("Senin pagi antre satu jam, sebaiknya dua loket dibuka.")
        halaman.get_by_role("button", name="Kirim").click()
        expect(halaman.locator("main")).to_contain_text("Terima kasih")
    u = di_utas_lain(UmpanBalik.objects.get)
    assert (u.peran, u.nama_tampil, u.jenis) == ("PENERIMA_LAYANAN", "", "KOREKSI")


@pytest.mark.parametrize("siapa", ["penerima", "pimpinan", "bkpsdm"])
def test_seluruh_halaman_yang_tertaut_tanpa_pemberi(dunia, tw, pemberi, siapa):
    assert len(periksa_keliling(dunia, tw, pemberi, siapa, 250)) >= 60
