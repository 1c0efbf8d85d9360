"""Planning of one Dinas in the browser alone: from the Perjanjian Kinerja of its head to the SKP of a pelaksana and of a JF."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kinerja.organisasi.enums import DasarPenilai
from kinerja.organisasi.models import HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from tests import pabrik
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.berat.test_perjalanan_skp import tunggu_terkirim
from tests.skp import pabrik as p

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
SABAR = 30_000
SEHAT = "Meningkatnya derajat kesehatan masyarakat"
TATA = "Meningkatnya tata kelola Dinas Kesehatan"
KABID = "Meningkatnya mutu layanan kesehatan primer di 12 puskesmas"
KASI = "Terpenuhinya standar layanan ibu dan anak di 12 puskesmas"
STAF = "Tersedianya data layanan ibu dan anak yang lengkap"
JF = "Terlayaninya ibu hamil berisiko menurut standar"
ISI_MANUAL = {
    "Tujuan": "Mengetahui mutu layanan.",
    "Definisi": "Nilai survei kepuasan masyarakat.",
    "Formula": "Jumlah nilai dibagi jumlah responden.",
    "Sumber data": "Survei kepuasan masyarakat.",
}
KE_ATAS = """(simpul) => {
  const judul = [];
  for (let li = simpul.closest("li"); li; li = li.parentElement.closest("li")) judul.push(li.querySelector("b").innerText);
  return judul;
}"""


class Orang:
    """One person at a browser of their own, already signed in."""

    def __init__(self, browser: Browser, url: str, sesi: str, *, js: bool = True) -> None:
        konteks = browser.new_context(java_script_enabled=js, viewport={"width": 1280, "height": 900})
        konteks.set_default_timeout(SABAR)
        konteks.add_cookies([{"name": "sessionid", "value": sesi, "url": url}])
        self.h: Page = konteks.new_page()
        self.url = url
        self.galat: list[str] = []
        self.h.on("pageerror", lambda e: self.galat.append(str(e)))

    def ke(self, nama: str) -> None:
        """An entry of the menu."""
        self.h.goto(self.url + reverse(nama))

    def tekan(self, nama: str, **lain: Any) -> None:
        """A button or a link as it is named on the page."""
        h = self.h.locator("main")
        h.get_by_role("button", name=nama, **lain).or_(h.get_by_role("link", name=nama, **lain)).first.click()

    def terbaca(self, *kata: str) -> None:
        """What stands on the page."""
        for k in kata:
            expect(self.h.locator("main")).to_contain_text(k)


class Dinas:
    """The cast, with a session each."""

    def __init__(self) -> None:
        self.k = k = pabrik.kabupaten()
        # The Bupati, who does not sign in, has delegated the heads to the Sekda.
        limpah = {"penilai": k.sekda, "atasan_penilai": k.bupati, "dasar": DasarPenilai.PENDELEGASIAN}
        HubunganPenilai.objects.filter(pegawai=k.kadis).update(**limpah)
        self.dunia = p.KabupatenSKP(self.k, p.siklus(jam.hari_ini().year))
        self.ikut = [self.k.sekda, self.k.kadis, self.k.kabid, self.k.kasi, self.k.pelaksana, self.k.jf]
        self.sesi = {o.pk: _sesi(self.dunia.akun(o)) for o in self.ikut}

    def duduk(self, browser: Browser, url: str, orang: Pegawai, **lain: Any) -> Orang:
        """The person in front of a browser."""
        return Orang(browser, url, self.sesi[orang.pk], **lain)


def _sesi(akun: Any) -> str:
    simpan = SessionStore()
    simpan[SESSION_KEY] = str(akun.pk)
    simpan[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    simpan[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    simpan.save()
    return str(simpan.session_key)


@pytest.fixture
def dinas() -> Dinas:
    return Dinas()


@pytest.fixture
def rhk_kasi(dinas) -> str:
    """The sentence of the pengawas, already set; asked before a browser runs, whose loop Django refuses beside the ORM."""
    return str(p.skp_ditetapkan(dinas.dunia, dinas.k.kasi).rhk.get().uraian)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as main:
        b = main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        try:
            yield b
        finally:
            b.close()


def tambah_baris(o: Orang, pemilik: str, jenis: str, isi: dict[str, str]) -> None:
    """A row of the Perjanjian Kinerja, typed where its button opens the form."""
    o.tekan(f"{jenis}{pemilik}", exact=True)
    for label, nilai in isi.items():
        o.h.get_by_label(re.compile(rf"^{label}( \(|$)")).fill(nilai)
    o.tekan("Tambahkan")
    o.terbaca(next(iter(isi.values())))
    expect(o.h.get_by_role("button", name="Tambahkan")).to_have_count(0)


def janji_kinerja(o: Orang, tahun: int) -> None:
    """Two sasaran, each with its measure; then in force."""
    o.ke("skp:pk_daftar")
    o.tekan("Susun baru")
    o.h.get_by_label("Tahun").fill(str(tahun))
    o.tekan("Mulai menyusun")
    for s, i, target in ((SEHAT, "Indeks keluarga sehat", "0,31"), (TATA, "Nilai SAKIP", "BB")):
        tambah_baris(o, "", "Sasaran", {"Sasaran strategis": s})
        tambah_baris(o, f" untuk {s}", "Indikator", {"Indikator": i, "Target": target, "Satuan": "indeks"})
    o.tekan("Berlakukan")
    o.h.get_by_label("Nomor Perjanjian Kinerja").fill("900/1/PK")
    o.tekan("Berlakukan")
    o.terbaca("berlaku", "Indeks keluarga sehat", "BB")


def mulai_skp(o: Orang, *terisi: str) -> None:
    """The draft, with what it was filled with."""
    o.ke("skp:saya")
    o.tekan("Mulai susun SKP")
    expect(o.h.locator("#kabar")).to_contain_text(f"{len(terisi)} RHK sudah terisi")
    for n, uraian in enumerate(terisi, 1):
        expect(o.h.get_by_label(f"Rencana Hasil Kerja {n}", exact=True)).to_have_value(uraian)


def lengkapi_manual(o: Orang, nomor: str, perspektif: str) -> None:
    """What a head adds to an indikator: whose view it is, and how it is measured."""
    o.h.get_by_label(f"Perspektif IKI {nomor}").select_option(label=perspektif)
    o.h.get_by_role("link", name=f"Rincian indikator {nomor}").click()
    manual = o.h.locator(".rinci", has_text=f"Indikator {nomor}:").get_by_role("group", name="Manual Indikator Kinerja")
    for label, nilai in ISI_MANUAL.items():
        manual.get_by_label(label, exact=True).fill(nilai)
    manual.get_by_label("Kualitas dan tingkat kendali").select_option(label="Outcome antara")
    manual.get_by_label("Periode pelaporan").select_option(label="Tahunan")
    tunggu_terkirim(o.h)


def lengkapi_iki(o: Orang, uraian: str, target: str, satuan: str) -> None:
    """The first indikator of the first RHK, with the evidence agreed."""
    o.h.get_by_role("button", name="Tambah IKI").first.click()
    baris = o.h.locator("tr.iki-b").first
    baris.get_by_label("Indikator").fill(uraian)
    baris.get_by_label("Target").fill(target)
    baris.get_by_label("Satuan").fill(satuan)
    baris.get_by_label("Bukti dukung").fill("Laporan triwulan")
    baris.get_by_label("Aspek").select_option(label="Kuantitas")
    tunggu_terkirim(o.h)


def ajukan(o: Orang, penilai: Pegawai) -> None:
    """Signed, and on whose desk it lies."""
    expect(o.h.locator("#kemajuan")).to_contain_text("Lengkap.")
    o.h.locator("#kemajuan").get_by_role("link", name="Ajukan").click()
    o.tekan("Tandatangani dan ajukan")
    o.terbaca("Diajukan", penilai.nama)


def tetapkan(o: Orang, siapa: Pegawai, *kata: str) -> None:
    """From the list of the team: read, then set."""
    o.ke("skp:tim")
    o.tekan(f"Baca dahulu SKP {siapa.nama}")
    o.terbaca(*kata)
    o.h.get_by_role("region", name="Penetapan").get_by_role("button", name="Tetapkan").click()
    expect(o.h.locator("#kabar")).to_contain_text("ditetapkan")


def bagi_peran(o: Orang, peran: dict[tuple[str, int], str]) -> None:
    """Type the cells (name of the person, number of the column), then agree."""
    o.ke("skp:saya")
    o.tekan("Matriks peran")
    o.tekan("Buka matriks")
    for (nama, kolom), uraian in peran.items():
        o.h.locator("#matriks tbody tr", has_text=nama).locator("td[data-sel]").nth(kolom - 1).focus()
        o.h.keyboard.press("Enter")
        o.h.keyboard.type(uraian)
        o.h.keyboard.press("Enter")
    expect(o.h.locator("#kurang")).to_contain_text("Semua RHK didukung dan semua orang punya peran")
    o.h.locator("#langkah").get_by_role("link", name="Sepakati").click()
    o.tekan("Sepakati")
    o.terbaca("Disepakati")


def test_dari_perjanjian_kinerja_sampai_pelaksana(dinas, browser, live_server):
    k, url = dinas.k, live_server.url
    sekda, kadis, kabid, kasi, staf, jf = (dinas.duduk(browser, url, o) for o in dinas.ikut)

    janji_kinerja(kadis, dinas.dunia.siklus.tahun)
    mulai_skp(kadis, SEHAT, TATA)
    lengkapi_manual(kadis, "1.1", "Penerima Layanan")
    lengkapi_manual(kadis, "2.1", "Proses Bisnis")
    ajukan(kadis, k.sekda)
    tetapkan(sekda, k.kadis, SEHAT, "Indeks keluarga sehat", "0,31")

    bagi_peran(kadis, {("Gunawan", 1): KABID, ("Rusmina", 2): "Terwujudnya tata kelola yang akuntabel"})
    mulai_skp(kabid, KABID)
    lengkapi_iki(kabid, "Puskesmas terakreditasi paripurna", "12", "puskesmas")
    ajukan(kabid, k.kadis)
    tetapkan(kadis, k.kabid, KABID, SEHAT, "12 puskesmas")

    bagi_peran(kabid, {("Noorlaila", 1): KASI})
    mulai_skp(kasi, KASI)
    lengkapi_iki(kasi, "Puskesmas yang memenuhi standar", "12", "puskesmas")
    ajukan(kasi, k.kabid)
    tetapkan(kabid, k.kasi, KASI, KABID)

    bagi_peran(kasi, {("Ernawati", 1): STAF, ("Rahmat", 1): JF, ("Hendra", 1): "Tersedianya alat kesehatan yang laik"})
    for o, pegawai, uraian, target in ((staf, k.pelaksana, STAF, "48"), (jf, k.jf, JF, "200")):
        mulai_skp(o, uraian)
        lengkapi_iki(o, "Data atau layanan yang lengkap", target, "berkas")
        ajukan(o, k.kasi)
        tetapkan(kasi, pegawai, uraian, KASI)

    for o in (kadis, kabid, kasi, staf, jf):
        o.ke("skp:saya")
        o.terbaca("Ditetapkan")
        assert o.galat == []
    baca_jalur(staf)
    baca_pohon(kadis)


def baca_jalur(o: Orang) -> None:
    """The path of one RHK as one line on its page, and link by link beside the tree."""
    o.tekan("Buka SKP")
    o.h.get_by_role("link", name="Rincian dan komentar RHK 1").click()
    o.terbaca(" → ".join([STAF, KASI, KABID, SEHAT, SEHAT]))
    assert "terputus" not in o.h.locator("main").inner_text()
    o.ke("skp:pohon")
    jalur = o.h.get_by_role("complementary", name="Jalur ke Perjanjian Kinerja")
    expect(jalur).to_contain_text("Jalur utuh, 5 tingkat.")
    for n, kata in enumerate(("Ernawati", "Noorlaila Azizah", "Gunawan Santosa", "Akhmad Fauzi", "Perjanjian Kinerja")):
        expect(jalur.get_by_role("listitem").nth(n)).to_contain_text(kata)
    expect(jalur).to_contain_text("48 berkas")


def baca_pohon(o: Orang) -> None:
    """From the sasaran down to the pelaksana, opened level by level; then the same places as a table."""
    o.ke("skp:pohon")
    for kata in (SEHAT, KABID, KASI):
        expect(o.h.locator("#w1")).to_be_visible()
        for buka in o.h.get_by_role("link", name=f"Buka cabang {kata}").all():
            buka.click()
        expect(o.h.get_by_role("link", name=f"Buka cabang {kata}")).to_have_count(0)
    for uraian, siapa in ((STAF, "Ernawati"), (JF, "Rahmat Hidayatullah")):
        daun = o.h.locator(".pohon .simpul", has_text=uraian)
        expect(daun).to_contain_text(siapa)
        expect(daun).to_contain_text("Ditetapkan")
        assert daun.evaluate(KE_ATAS) == [uraian, KASI, KABID, SEHAT, f"Sasaran 1. {SEHAT}"]
    o.tekan("Tabel")
    expect(o.h.locator("main table tbody tr", has_text=STAF)).to_contain_text("Ernawati")


def test_pelaksana_dan_pimpinan_tanpa_javascript(dinas, rhk_kasi, browser, live_server):
    """What the matrix of the leader offers, down to the penetapan, by forms alone."""
    k = dinas.k
    kasi, staf = (dinas.duduk(browser, live_server.url, o, js=False) for o in (k.kasi, k.pelaksana))
    kasi.ke("skp:saya")
    kasi.tekan("Matriks peran")
    kasi.tekan("Buka matriks")
    for nama in ("Ernawati", "Rahmat", "Hendra"):
        kasi.h.locator("#matriks tbody tr", has_text=nama).locator("td[data-sel] a").click()
        kasi.h.get_by_label("Peran dan hasil").fill(f"{STAF} oleh {nama}")
        kasi.tekan("Simpan", exact=True)
    kasi.tekan("Sepakati")
    kasi.tekan("Sepakati")
    mulai_skp(staf, f"{STAF} oleh Ernawati")
    staf.tekan("Tambah IKI")
    staf.h.get_by_label("Indikator 1.1", exact=True).fill("Data yang lengkap")
    staf.h.get_by_label("Target 1.1").fill("48")
    staf.h.get_by_label("Satuan 1.1").fill("berkas")
    staf.h.get_by_label("Aspek IKI 1.1").select_option(label="Kuantitas")
    staf.tekan("Simpan RHK ini")
    ajukan(staf, k.kasi)
    tetapkan(kasi, k.pelaksana, f"{STAF} oleh Ernawati", rhk_kasi)
    staf.ke("skp:saya")
    staf.terbaca("Ditetapkan", "Noorlaila Azizah")
