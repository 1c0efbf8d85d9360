"""The matrix in a real browser: keys, typing in place, paste from Excel, a lost line, two screens, a phone, no JavaScript."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect, sync_playwright

from skp.actions import mpph as tindakan
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.skp import isian
from tests.skp.pabrik import kabupaten_skp

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
Buka = Callable[..., Any]
TEMPEL = """(blok) => {
  const data = new DataTransfer();
  data.setData('text/plain', blok);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def buka(live_server) -> Buka:
    """``with buka(lebar=360, js=True) as halaman``: the open matrix of a kasi with three people and two RHK."""
    dunia = kabupaten_skp()
    v = isian.versi(dunia.k.kasi, dunia.k.kabid)
    isian.rhk(v, "Meningkatnya mutu layanan kesehatan primer")
    isian.rhk(v, "Menurunnya angka stunting")
    akun = dunia.akun(dunia.k.kasi)
    mpph = tindakan.buka_mpph(v.skp, by=akun)
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    sesi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    sesi.save()

    @contextmanager
    def jalankan(*, lebar: int = 1280, js: bool = True, **lain: Any) -> Iterator[Page]:
        with sync_playwright() as p:
            peramban = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
            konteks = peramban.new_context(viewport={"width": lebar, "height": 900}, java_script_enabled=js, **lain)
            konteks.add_cookies([{"name": "sessionid", "value": sesi.session_key, "url": live_server.url}])
            halaman = konteks.new_page()
            halaman.set_default_timeout(15_000)
            halaman.on("dialog", lambda d: d.accept())
            galat: list[str] = []
            halaman.on("pageerror", lambda e: galat.append(str(e)))
            halaman.goto(f"{live_server.url}/skp/mpph/{mpph.skp_id}/")
            try:
                yield halaman
                assert galat == []
            finally:
                peramban.close()

    return jalankan


def isi_tabel(h: Page) -> list[list[str]]:
    """What the cells say, several results of one joined by `` / ``."""
    return h.evaluate(
        """[...document.querySelectorAll('#matriks tbody tr')].map((r) => [...r.querySelectorAll('td.kol')].map(
           (td) => [...td.querySelectorAll('[data-p]')].map((p) => p.textContent).join(' / ')))"""
    )


def tersimpan(h: Page) -> None:
    """Wait until everything was taken."""
    expect(h.locator("#tersimpan")).to_contain_text("Tersimpan")
    expect(h.locator(".menyimpan")).to_have_count(0)


def test_a_matrix_is_filled_by_keys_alone_and_pasted_into(buka: Buka):
    with buka() as h:
        h.locator("td[data-sel]").first.focus()
        h.keyboard.press("Enter")
        h.keyboard.type("Tersusunnya analisis mutu")
        h.keyboard.press("Alt+Enter")
        h.keyboard.type("Terlaksananya survei kepuasan")
        h.keyboard.press("Enter")
        h.keyboard.type("Terkumpulnya data")  # a letter begins to type in the cell below
        h.keyboard.press("Tab")
        h.keyboard.type("batal saja")
        h.keyboard.press("Escape")
        tersimpan(h)
        dua_peran = "Tersusunnya analisis mutu / Terlaksananya survei kepuasan"
        assert isi_tabel(h)[:2] == [[dua_peran, ""], ["Terkumpulnya data", ""]]

        h.keyboard.press("ArrowUp")
        h.evaluate(TEMPEL, 'Terpantaunya balita\n"Tersusunnya peta\nTerbinanya kader"\nTerlaksananya posyandu\n')
        expect(h.locator("#tersimpan")).to_contain_text("3 sel berubah")
        assert [b[1] for b in isi_tabel(h)] == [
            "Terpantaunya balita", "Tersusunnya peta / Terbinanya kader", "Terlaksananya posyandu",
        ]  # fmt: skip
        expect(h.locator("#kurang")).to_contain_text("Semua RHK didukung")
        expect(h.locator("#langkah a")).to_have_text("Sepakati")

        h.keyboard.press("Control+z")
        expect(h.locator(".menyimpan")).to_have_count(0)
        assert [b[1] for b in isi_tabel(h)] == ["", "", ""]
        h.reload()
        assert isi_tabel(h)[0] == [dua_peran, ""]


def test_keys_copy_from_above_and_clear(buka: Buka):
    with buka() as h:
        h.locator("td[data-sel]").first.focus()
        h.keyboard.type("Tersusunnya A")
        h.keyboard.press("Enter")
        h.keyboard.press("Control+d")
        expect(h.locator("#matriks [data-p]")).to_have_count(2)
        tersimpan(h)
        h.keyboard.press("Delete")
        expect(h.locator("#matriks [data-p]")).to_have_count(1)
        tersimpan(h)
        h.keyboard.press("End")
        assert h.evaluate("document.activeElement.dataset.k") == "RHK 2"
        h.reload()
        assert [b[0] for b in isi_tabel(h)] == ["Tersusunnya A", "", ""]


def test_a_block_that_does_not_fit_changes_nothing(buka: Buka):
    with buka() as h:
        h.locator("td[data-sel]").first.focus()
        h.evaluate(TEMPEL, "A\tB\tC")
        expect(h.locator("#kabar")).to_contain_text("Blok ini 3 kolom")
        assert isi_tabel(h) == [["", ""]] * 3


def test_what_cannot_be_sent_stays_and_is_sent_when_the_line_is_back(buka: Buka):
    with buka() as h:
        h.locator("td[data-sel]").first.focus()
        h.context.set_offline(True)
        h.keyboard.type("Tersusunnya saat putus")
        h.keyboard.press("Enter")
        expect(h.locator("#tersimpan")).to_contain_text("1 sel belum terkirim")
        h.context.set_offline(False)
        h.evaluate("dispatchEvent(new Event('online'))")
        tersimpan(h)
        h.reload()
        assert isi_tabel(h)[0][0] == "Tersusunnya saat putus"


def test_the_second_screen_is_told_what_the_first_stored(buka: Buka):
    with buka() as satu:
        dua = satu.context.new_page()
        dua.goto(satu.url)
        satu.locator("td[data-sel]").first.focus()
        satu.keyboard.type("Tersusunnya dari layar satu")
        satu.keyboard.press("Enter")
        tersimpan(satu)
        dua.bring_to_front()
        dua.locator("td[data-sel]").first.focus()
        dua.keyboard.type("Tersusunnya dari layar dua")
        dua.keyboard.press("Enter")
        expect(dua.locator(".kini")).to_contain_text("Tersusunnya dari layar satu")
        expect(dua.locator(".fokus textarea")).to_have_value("Tersusunnya dari layar dua")
        dua.locator(".fokus textarea").press("Enter")
        tersimpan(dua)
        dua.reload()
        assert isi_tabel(dua)[0][0] == "Tersusunnya dari layar dua"


def test_on_a_phone_it_is_a_list_person_by_person_and_typed_by_finger(buka: Buka):
    with buka(lebar=360, has_touch=True, is_mobile=True) as h:
        assert h.evaluate("document.documentElement.scrollWidth") == 360
        h.locator("td[data-sel]").nth(1).tap()
        h.locator(".fokus textarea").fill("Terpantaunya balita berisiko")
        h.get_by_role("button", name="Simpan").tap()
        tersimpan(h)
        assert isi_tabel(h)[0] == ["", "Terpantaunya balita berisiko"]
        assert h.locator("#j-kolom").is_visible()
        kecil = h.evaluate(
            """[...document.querySelectorAll('main a, main button')].filter((x) => x.checkVisibility())
               .filter((x) => x.getBoundingClientRect().height < 24).map((x) => x.textContent.trim().slice(0, 40))"""
        )
        assert kecil == []


def test_without_javascript_a_cell_is_a_form(buka: Buka):
    with buka(js=False) as h:
        h.locator("td[data-sel] a").first.click()
        h.get_by_label("Peran dan hasil").fill("Tersusunnya analisis\nTerlaksananya survei")
        h.get_by_role("button", name="Simpan", exact=True).click()
        expect(h.locator("#matriks [data-p]")).to_have_count(2)
        h.get_by_role("link", name="Tempel dari Excel").click()
        h.get_by_label("Salinan dari Excel").fill("A\tB")
        h.get_by_role("button", name="Tempel").click()
        expect(h.locator("#matriks tbody tr").first).to_contain_text("B")


@pytest.mark.parametrize("lebar", [360, 1280])
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_the_matrix_has_no_violation_of_wcag(buka: Buka, lebar: int, tema: str):
    with buka(lebar=lebar, color_scheme=tema, bypass_csp=True) as h:
        h.locator("td[data-sel]").first.focus()
        h.keyboard.type("Tersusunnya A")
        hasil = Axe().run(h, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        pelanggaran = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in hasil.response["violations"]]
    assert pelanggaran == [], json.dumps(pelanggaran, indent=1)
