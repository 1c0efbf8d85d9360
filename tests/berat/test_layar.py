"""Every screen that a link leads to, in a real browser on the whole demo: no error, fits a phone, no WCAG violation.

With ``LEMBAR_LAYAR=docs/layar`` the pictures are also put together into contact sheets there, to be looked at.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.berat.test_pengawas import Aplikasi

AKAR = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium")

LEBAR = (360, 1280)
#: Who walks, in this order; a screen is looked at by the first who comes to it.
PEJALAN = ("pegawai", "pengawas", "kepala_dinas", "admin_unit", "admin_bkpsdm", "auditor")
#: Acts of GET that end the walk, files, and the gallery, which has a test of its own.
BUKAN_LAYAR = ("account_logout", "layanan:gaya", "layanan:berkas", "layanan:berkas_keputusan", "layanan:buka_pesan")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@dataclass(slots=True)
class Jalan:
    """What the walks found: pictures per width, complaints, and the views that have been seen."""

    gambar: dict[int, list[tuple[str, bytes]]] = field(default_factory=lambda: {x: [] for x in LEBAR})
    keluhan: list[str] = field(default_factory=list)
    dilihat: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def situs(tmp_path_factory):
    """(address, accounts by role) of the running demo, filled to the end."""
    data = tmp_path_factory.mktemp("layar") / "data"
    aplikasi = Aplikasi(data)
    try:
        aplikasi.tunggu_siap()
        kelola = [sys.executable, "manage.py"]
        lingkungan = aplikasi.lingkungan | {"KINERJA_LOG": "WARNING"}
        subprocess.run([*kelola, "isi_demo"], cwd=AKAR, env=lingkungan, check=True, stdout=subprocess.DEVNULL)
        keluaran = subprocess.run([*kelola, "akun_demo"], cwd=AKAR, env=lingkungan, check=True, stdout=subprocess.PIPE)
        yield f"http://127.0.0.1:{aplikasi.port}", {a["peran"]: a for a in json.loads(keluaran.stdout)}
    finally:
        aplikasi.henti(aplikasi.proses.terminate)
        shutil.rmtree(data, ignore_errors=True)


def masuk(peramban: Browser, alamat: str, akun: dict[str, str], lebar: int) -> Page:
    konteks = peramban.new_context(viewport={"width": lebar, "height": 800}, bypass_csp=True)
    halaman = konteks.new_page()
    halaman.goto(f"{alamat}/")
    halaman.fill("[name=login]", akun["nip"])
    halaman.fill("[name=password]", akun["sandi"])
    halaman.click("main button[type=submit]")
    halaman.wait_for_load_state()
    return halaman


def nama_layar(alamat: str) -> str | None:
    """The view that an address leads to; None for what is no screen."""
    try:
        nama = resolve(urlsplit(alamat).path).view_name
    except Resolver404:
        return None
    return None if nama in BUKAN_LAYAR or urlsplit(alamat).path.endswith(".xlsx") else nama


def jalani(peramban: Browser, situs: str, akun: dict[str, str], jalan: Jalan) -> None:
    """Follow links from Beranda, one instance of each view."""
    kecil, besar = (masuk(peramban, situs, akun, x) for x in LEBAR)
    galat: list[str] = []
    besar.on("console", lambda m: galat.append(m.text) if m.type == "error" else None)
    antre, dikenal = deque([f"{situs}/"]), {"layanan:beranda"}
    while antre:
        tujuan = antre.popleft()
        nama = nama_layar(tujuan) or ""
        tautan = lihat(besar, tujuan, nama, jalan, galat)
        if tautan is None:
            continue
        for href in tautan:
            penuh = urljoin(situs, href.split("#")[0])
            berikut = nama_layar(penuh) if penuh.startswith(situs) else None
            if berikut and berikut not in dikenal:
                dikenal.add(berikut)
                antre.append(penuh)
        if nama not in jalan.dilihat:
            jalan.dilihat.add(nama)
            periksa(kecil, besar, tujuan, f"{nama} ({akun['peran']})", jalan)
    kecil.context.close()
    besar.context.close()


def lihat(halaman: Page, tujuan: str, nama: str, jalan: Jalan, galat: list[str]) -> list[str] | None:
    """Open a page; returns where its links lead, or None for a file."""
    galat.clear()
    try:
        tanggapan = halaman.goto(tujuan)
    except Error as salah:
        if "Download is starting" in salah.message:
            return None
        raise
    if tanggapan and not tanggapan.headers.get("content-type", "").startswith("text/html"):  # a PDF shown by the browser
        return None
    if tanggapan and tanggapan.status != 200:
        jalan.keluhan.append(f"{nama}: {tujuan} menjawab {tanggapan.status}")
    jalan.keluhan += [f"{nama}: konsol {x}" for x in galat]
    return halaman.eval_on_selector_all("a[href]", "xs => xs.map(x => x.getAttribute('href'))")


def periksa(kecil: Page, besar: Page, tujuan: str, nama: str, jalan: Jalan) -> None:
    kecil.goto(tujuan)
    lebih = kecil.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if lebih > 0:
        jalan.keluhan.append(f"{nama}: {lebih} px lebih lebar dari layar 360 px")
    for lebar, halaman in zip(LEBAR, (kecil, besar), strict=True):
        jalan.gambar[lebar].append((nama, halaman.screenshot(full_page=True)))
        for v in Axe().run(halaman, options=WCAG).response["violations"]:
            jalan.keluhan.append(f"{nama} {lebar}: {v['id']} {[n['html'][:100] for n in v['nodes'][:2]]}")


def lembar(gambar: list[tuple[str, bytes]], kolom: int, lebar: int, tinggi: int) -> Image.Image:
    """Thumbnails with captions, cut at ``tinggi``."""
    baris = -(-len(gambar) // kolom)
    hasil = Image.new("RGB", (kolom * (lebar + 12), baris * (tinggi + 30)), "white")
    tulis = ImageDraw.Draw(hasil)
    for i, (nama, isi) in enumerate(gambar):
        x, y = i % kolom * (lebar + 12) + 6, i // kolom * (tinggi + 30) + 6
        foto = Image.open(io.BytesIO(isi)).convert("RGB")
        foto = foto.resize((lebar, round(foto.height * lebar / foto.width)), Image.Resampling.LANCZOS)
        hasil.paste(foto.crop((0, 0, lebar, min(foto.height, tinggi))), (x, y + 16))
        tulis.text((x, y), nama, fill="black")
    return hasil


def simpan_lembar(jalan: Jalan, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for lama in folder.glob("landasan-*.webp"):
        lama.unlink()
    for lebar, kolom, kecil, tinggi in ((360, 6, 300, 900), (1280, 3, 620, 700)):
        gambar, sekali = sorted(jalan.gambar[lebar]), kolom * 4
        for ke, awal in enumerate(range(0, len(gambar), sekali), 1):
            lembar(gambar[awal : awal + sekali], kolom, kecil, tinggi).save(folder / f"landasan-{lebar}-{ke}.webp", quality=60)


def test_setiap_layar_bersih_muat_dan_dapat_diakses(situs):
    alamat, akun = situs
    jalan = Jalan()
    with sync_playwright() as p:
        peramban = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        for peran in PEJALAN:
            jalani(peramban, alamat, akun[peran], jalan)
        peramban.close()
    if os.environ.get("LEMBAR_LAYAR"):
        simpan_lembar(jalan, AKAR / os.environ["LEMBAR_LAYAR"])
    assert len(jalan.dilihat) >= 30, sorted(jalan.dilihat)
    assert jalan.keluhan == [], "\n".join(jalan.keluhan)
