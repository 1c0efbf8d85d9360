"""The shell in a real browser: accessible, nothing wider than the screen, fingers hit, theme kept, nothing typed lost."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, sync_playwright

from tests import pabrik

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]

Buka = Callable[..., Any]


@pytest.fixture
def buka(live_server) -> Buka:
    """``with buka(lebar=360, tema="dark", js=True) as halaman``: /gaya/ of somebody signed in. All ORM work is done before."""
    akun = pabrik.akun()
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    sesi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    sesi.save()

    @contextmanager
    def jalankan(*, lebar: int = 1280, tema: str = "light", js: bool = True, **lain: Any) -> Iterator[Page]:
        with sync_playwright() as p:
            peramban = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
            konteks = peramban.new_context(
                viewport={"width": lebar, "height": 800}, color_scheme=tema, java_script_enabled=js, **lain
            )
            konteks.add_cookies([{"name": "sessionid", "value": sesi.session_key, "url": live_server.url}])
            halaman = konteks.new_page()
            halaman.goto(f"{live_server.url}/gaya/")
            try:
                yield halaman
            finally:
                peramban.close()

    return jalankan


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("lebar", [360, 1280])
def test_gallery_has_no_violation_of_wcag(buka: Buka, lebar: int, tema: str):
    with buka(lebar=lebar, tema=tema, bypass_csp=True) as halaman:
        halaman.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
        hasil = Axe().run(halaman, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        pelanggaran = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in hasil.response["violations"]]
    assert pelanggaran == [], json.dumps(pelanggaran, indent=1)


@pytest.mark.parametrize("lebar", [320, 360, 760, 761, 1000, 1180])
def test_nothing_is_wider_than_the_screen(buka: Buka, lebar: int):
    with buka(lebar=lebar) as halaman:
        assert halaman.evaluate("document.documentElement.scrollWidth") == lebar


def test_what_is_pressed_is_as_tall_as_a_finger(buka: Buka):
    kecil = """[...document.querySelectorAll('a, button, select, summary, input:not([type=hidden])')]
        .filter((e) => e.offsetParent && !e.closest('.senyap, p') && !['checkbox', 'radio'].includes(e.type))
        .filter((e) => e.getBoundingClientRect().height < 43.5)
        .map((e) => e.outerHTML.slice(0, 100))"""
    with buka(lebar=360) as halaman:
        assert halaman.evaluate(kecil) == []


def test_page_keeps_its_own_policy(buka: Buka):
    with buka() as halaman:
        teguran: list[str] = []
        halaman.on("console", lambda pesan: teguran.append(pesan.text) if pesan.type == "error" else None)
        halaman.reload()
        assert halaman.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Plus Jakarta Sans\"'))")
        assert halaman.evaluate("typeof htmx") == "object"
        assert teguran == []


@pytest.mark.parametrize("js", [True, False])
def test_theme_is_chosen_with_and_without_javascript(buka: Buka, js: bool):
    with buka(js=js) as halaman:
        halaman.click(".akun summary")
        with halaman.expect_response(lambda r: r.url.endswith("/tema/")):
            halaman.click("button[name=tema][value=gelap]")
        halaman.reload()
        assert halaman.get_attribute("html", "data-tema") == "gelap"


def test_dialog_asks_before_and_can_be_left(buka: Buka):
    with buka() as halaman:
        halaman.click("[data-buka=g-hapus]")
        assert halaman.is_visible("#g-hapus")
        halaman.click("#g-hapus [data-tutup]")
        assert not halaman.is_visible("#g-hapus")
        halaman.click("[data-buka=g-hapus]")
        halaman.click("#g-hapus button[type=submit]")
        halaman.wait_for_selector("#kabar .roti >> text=tidak ada yang berubah")


def test_refusal_by_htmx_leaves_what_was_typed(buka: Buka):
    with buka() as halaman:
        halaman.fill("#id_alasan", "Tulisan panjang yang tidak boleh hilang")
        halaman.evaluate("htmx.ajax('GET', '/gaya/?galat=422', {target: '#isi', swap: 'innerHTML'})")
        halaman.wait_for_selector("#kabar .roti.galat >> text=Masa perencanaan sudah ditutup")
        assert halaman.input_value("#id_alasan") == "Tulisan panjang yang tidak boleh hilang"


def test_lost_connection_is_told_and_nothing_is_lost(buka: Buka):
    with buka() as halaman:
        halaman.fill("#id_alasan", "Tulisan panjang")
        halaman.context.set_offline(True)
        halaman.evaluate("htmx.ajax('GET', '/gaya/', '#isi').catch(() => {})")
        halaman.wait_for_selector("#kabar .roti >> text=Sambungan terputus")
        assert halaman.input_value("#id_alasan") == "Tulisan panjang"


def test_whole_page_in_answer_to_a_part_moves_the_browser(buka: Buka):
    with buka() as halaman:
        halaman.context.clear_cookies()
        with halaman.expect_navigation():
            halaman.evaluate("htmx.ajax('GET', '/gaya/', '#isi')")
        assert halaman.is_visible("input[name=password]")


def test_menus_close_by_escape_and_by_a_click_elsewhere(buka: Buka):
    with buka() as halaman:
        halaman.click(".akun summary")
        halaman.keyboard.press("Escape")
        assert not halaman.is_visible(".akun .turun-isi")
        assert halaman.evaluate("document.activeElement.matches('.akun summary')")
        halaman.click(".akun summary")
        halaman.click("h1")
        assert not halaman.is_visible(".akun .turun-isi")


def test_keyboard_reaches_the_content_past_the_menu(buka: Buka):
    with buka() as halaman:
        halaman.keyboard.press("Tab")
        assert halaman.evaluate("document.activeElement.className") == "lompat"
        halaman.keyboard.press("Enter")
        assert halaman.evaluate("document.activeElement.id") == "isi"
