"""The editor in a real browser: typed without a line, two tabs at once, without JavaScript, readable by everybody."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from skp.enums import StatusSKP
from skp.models import IKI, RHK, VersiSKP
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.skp import pabrik as p

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
Buka = Callable[..., Any]
SABAR = 30_000


@pytest.fixture
def dunia():
    return p.kabupaten_skp()


@pytest.fixture
def draf(dunia) -> VersiSKP:
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    return p.skp_draf(dunia, dunia.k.pelaksana)


@pytest.fixture
def sesi(dunia, draf) -> str:
    akun = dunia.akun(dunia.k.pelaksana)
    simpan = SessionStore()
    simpan[SESSION_KEY] = str(akun.pk)
    simpan[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    simpan[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    simpan.save()
    return str(simpan.session_key)


@contextmanager
def peramban(url: str, sesi: str, *, js: bool = True, **lain: Any) -> Iterator[BrowserContext]:
    with sync_playwright() as main:
        b = main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        konteks = b.new_context(java_script_enabled=js, **lain)
        konteks.set_default_timeout(SABAR)
        konteks.add_cookies([{"name": "sessionid", "value": sesi, "url": url}])
        try:
            yield konteks
        finally:
            b.close()


def di_utas_lain(kerja: Callable[[], Any]) -> Any:
    """Ask the database while Playwright's loop runs in this thread: Django refuses ORM work beside a loop."""
    from concurrent.futures import ThreadPoolExecutor

    def bungkus() -> Any:
        try:
            return kerja()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as kolam:
        return kolam.submit(bungkus).result()


def tunggu_terkirim(halaman: Page) -> None:
    """Until nothing waits on the device. Asked from outside: the page's own policy refuses ``eval``."""
    for _ in range(SABAR // 100):
        if "kinerja.luring." not in halaman.evaluate("Object.keys(localStorage).join()"):
            return
        halaman.wait_for_timeout(100)
    raise AssertionError("ketikan belum terkirim")


class PeladenUlang(ThreadedWSGIServer):
    """May take the port of the one that was stopped a moment ago."""

    def __init__(self, *args: Any, allow_reuse_address: bool = True, **lain: Any) -> None:
        super().__init__(*args, allow_reuse_address=True, **lain)


def test_ketikan_tanpa_sambungan_tiba_sekali(draf, sesi, monkeypatch):
    """The line is cut, the tab closed, the server started anew: the text arrives, once."""
    monkeypatch.setattr(LiveServerThread, "server_class", PeladenUlang)
    i = IKI.objects.get(rhk__versi=draf)
    banyak = IKI.objects.count()
    jalan = reverse("skp:sunting", args=[draf.pk])
    peladen = LiveServer("127.0.0.1")
    url, porta = peladen.url, peladen.thread.port
    with peramban(url, sesi) as konteks:
        halaman = konteks.new_page()
        halaman.goto(url + jalan)
        konteks.set_offline(True)
        halaman.fill(f"[name='f.iki.{i.pk}.uraian']", "Diketik tanpa sambungan")
        halaman.click(f"[data-tambah=iki][data-induk='{i.rhk_id}']")
        halaman.fill("[name^='f.iki.k'][name$='.uraian']", "Indikator dari perangkat")
        halaman.fill("[name^='f.iki.k'][name$='.target_teks']", "7")
        expect(halaman.locator("#status-simpan")).to_contain_text("Tersimpan di perangkat", timeout=SABAR)
        halaman.close()
        peladen.stop()
        peladen = LiveServer(f"127.0.0.1:{porta}")
        konteks.set_offline(False)
        halaman = konteks.new_page()
        halaman.goto(url + jalan)
        tunggu_terkirim(halaman)
        expect(halaman.locator("#status-simpan")).to_contain_text("ersimpan")
        halaman.reload()
        tunggu_terkirim(halaman)
        expect(halaman.locator(f"[name='f.iki.{i.pk}.uraian']")).to_have_value("Diketik tanpa sambungan")
    peladen.stop()
    baru = IKI.objects.exclude(pk=i.pk).filter(rhk=i.rhk_id)
    assert [(x.uraian, x.target_teks) for x in baru] == [("Indikator dari perangkat", "7")]
    assert IKI.objects.count() == banyak + 1


def test_tidak_ada_yang_bergeser_di_bawah_jari(draf, sesi, live_server):
    """A failed sending, then advice that arrives: both wait for the finger to leave the button, and its click counts."""
    i = IKI.objects.get(rhk__versi=draf)
    medan, baru = f"[name='f.iki.{i.pk}.uraian']", "[name^='f.iki.k'][name$='.uraian']"
    with peramban(live_server.url, sesi, viewport={"width": 360, "height": 780}) as konteks:
        halaman = konteks.new_page()
        halaman.goto(live_server.url + reverse("skp:sunting", args=[draf.pk]))
        tombol, cip = halaman.locator(f"[data-tambah=iki][data-induk='{i.rhk_id}']"), halaman.locator("#status-simpan")
        kiriman: list[Any] = []
        halaman.route("**/isi/", lambda rute: rute.abort() if kiriman else kiriman.append(rute))
        with halaman.expect_request("**/isi/"):
            halaman.fill(medan, "Jumlah dokumen")
        letak = tekan(halaman, tombol)
        with halaman.expect_event("requestfailed"):
            kiriman[0].abort()
        assert geser(tombol, letak) < 2 and "saat diketik" in cip.inner_text()
        halaman.mouse.up()
        expect(cip).to_contain_text("Tersimpan di perangkat")
        expect(halaman.locator(baru)).to_have_count(1)
        saran: list[Any] = []
        halaman.route("**/sunting/?bagian=kemajuan*", lambda rute: saran.append(rute))
        halaman.unroute("**/isi/")
        with halaman.expect_request("**/sunting/?bagian=kemajuan*"):
            halaman.evaluate("dispatchEvent(new Event('online'))")
        letak = tekan(halaman, tombol)
        with halaman.expect_response("**/sunting/?bagian=kemajuan*"):
            saran[0].continue_()
        assert geser(tombol, letak) < 2
        halaman.unroute("**/sunting/?bagian=kemajuan*")
        with halaman.expect_response("**/sunting/?bagian=kemajuan*"):
            halaman.mouse.up()
        expect(halaman.locator(baru)).to_have_count(2)


def tekan(halaman: Page, apa: Locator) -> Any:
    """The finger down on it; where it stands."""
    apa.hover()
    letak = apa.bounding_box()
    halaman.mouse.down()
    return letak


def geser(apa: Locator, dari: Any) -> float:
    """By how many pixels it has moved; a border may round to another one."""
    kini: Any = apa.bounding_box()
    return abs(kini["y"] - dari["y"]) + abs(kini["x"] - dari["x"])


def test_ketikan_hilang_dari_perangkat_saat_keluar(draf, sesi, live_server):
    i = IKI.objects.get(rhk__versi=draf)
    with peramban(live_server.url, sesi) as konteks:
        halaman = konteks.new_page()
        halaman.goto(live_server.url + reverse("skp:sunting", args=[draf.pk]))
        halaman.route("**/isi/", lambda rute: rute.abort())
        halaman.fill(f"[name='f.iki.{i.pk}.uraian']", "Rahasia di warnet")
        expect(halaman.locator("#status-simpan")).to_contain_text("Tersimpan di perangkat")
        halaman.goto(live_server.url + reverse("account_logout"))
        halaman.click("main button[type=submit], form[data-keluar] button >> nth=-1")
        expect(halaman.locator("#kabar")).to_contain_text("belum terkirim")
        halaman.click("form[data-keluar] button >> nth=-1")
        halaman.wait_for_url("**/masuk/**")
        assert "Rahasia" not in halaman.evaluate("JSON.stringify(localStorage)")


def test_dua_tab_memilih_antara_dua_versi(draf, sesi, live_server):
    i = IKI.objects.get(rhk__versi=draf)
    medan, url = f"[name='f.iki.{i.pk}.uraian']", live_server.url + reverse("skp:sunting", args=[draf.pk])
    with peramban(live_server.url, sesi) as satu, peramban_lagi(satu, live_server.url, sesi) as dua:
        a, b = satu.new_page(), dua.new_page()
        a.goto(url)
        b.goto(url)
        a.fill(medan, "Dari tab pertama")
        tunggu_terkirim(a)
        b.fill(medan, "Dari tab kedua")
        expect(b.locator(".bentrok")).to_contain_text("Dari tab pertama")
        assert di_utas_lain(lambda: IKI.objects.get(pk=i.pk).uraian) == "Dari tab pertama"
        b.click("text=Pakai versi saya")
        tunggu_terkirim(b)
        expect(b.locator(".bentrok")).to_have_count(0)
    assert IKI.objects.get(pk=i.pk).uraian == "Dari tab kedua"


@contextmanager
def peramban_lagi(konteks: BrowserContext, url: str, sesi: str) -> Iterator[BrowserContext]:
    """Another device with the same session."""
    lain = konteks.browser.new_context()
    lain.set_default_timeout(SABAR)
    lain.add_cookies([{"name": "sessionid", "value": sesi, "url": url}])
    yield lain


def test_tanpa_javascript_dari_mengetik_sampai_mengajukan(draf, sesi, live_server):
    r = RHK.objects.get(versi=draf)
    with peramban(live_server.url, sesi, js=False) as konteks:
        halaman = konteks.new_page()
        halaman.goto(live_server.url + reverse("skp:saya"))
        halaman.click("text=Lanjutkan")
        halaman.fill(f"[name='f.rhk.{r.pk}.uraian']", "Terlayaninya 200 warga Kecamatan Awayan")
        halaman.click("text=Simpan RHK ini")
        expect(halaman.locator("#kabar")).to_contain_text("Tersimpan")
        halaman.click("text=Tambah IKI")
        halaman.locator("[name^='f.iki.'][name$='.uraian']").last.fill("Waktu layanan")
        halaman.locator("[name^='f.iki.'][name$='.target_teks']").last.fill("3")
        halaman.locator("[name^='f.iki.'][name$='.satuan']").last.fill("hari kerja")
        halaman.locator("select[name$='.aspek']").last.select_option("WAKTU")
        halaman.click("text=Simpan RHK ini")
        halaman.click(".lekat a.tombol")
        halaman.click("text=Tandatangani dan ajukan")
        expect(halaman.locator("main")).to_contain_text("Di meja")
    draf.refresh_from_db()
    assert draf.status == StatusSKP.DIAJUKAN
    assert RHK.objects.get(pk=r.pk).uraian == "Terlayaninya 200 warga Kecamatan Awayan"
    assert IKI.objects.filter(rhk=r, uraian="Waktu layanan", aspek="WAKTU").count() == 1


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("lebar", [360, 1280])
def test_dapat_dibaca_semua_orang(draf, sesi, live_server, lebar, tema):
    with peramban(
        live_server.url, sesi, viewport={"width": lebar, "height": 800}, color_scheme=tema, bypass_csp=True
    ) as konteks:
        halaman = konteks.new_page()
        for nama in ("sunting", "lihat"):
            halaman.goto(live_server.url + reverse(f"skp:{nama}", args=[draf.pk]))
            assert halaman.evaluate("document.documentElement.scrollWidth") == lebar, nama
            hasil = Axe().run(halaman, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            langgar = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in hasil.response["violations"]]
            assert langgar == [], json.dumps(langgar, indent=1)


def test_muatan_pertama_di_bawah_seratus_kilobita(draf, sesi, live_server):
    """Page, styles, scripts, icons and font together, compressed as the server in front sends them."""
    with peramban(live_server.url, sesi) as konteks:
        halaman = konteks.new_page()
        jawaban: list[Any] = []
        halaman.on("response", lambda j: jawaban.append(j))
        halaman.goto(live_server.url + reverse("skp:sunting", args=[draf.pk]), wait_until="networkidle")
        ukuran = {j.url: len(gzip.compress(j.body())) for j in jawaban if j.ok}
    assert len(ukuran) >= 6
    assert sum(ukuran.values()) <= 100_000, ukuran
