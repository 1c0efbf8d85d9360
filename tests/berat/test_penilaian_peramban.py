"""Evaluation in the browser alone: a quarter by the light path, a year by a session; each gate refuses the wrong order."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from kinerja.organisasi.enums import DasarPenilai
from kinerja.organisasi.models import HubunganPenilai, MasaUnit, Pegawai
from kinerja.plumbing import jam
from kinerja.siklus.actions import buka_siklus, muat_parameter
from tests.berat.test_kerangka_peramban import CHROMIUM
from tests.berat.test_rantai_perencanaan import SABAR, Dinas, Orang, _sesi, browser  # noqa: F401
from tests.skp import pabrik as p

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]
#: Last year is over, whatever day this runs on.
TAHUN = jam.hari_ini().year - 1
ATAS, SESUAI, BAWAH = "Di atas ekspektasi", "Sesuai ekspektasi", "Di bawah ekspektasi"
UNIT = "Dinas Kesehatan"


class Penilaian(Dinas):
    """The cast of planning, with the officer of BKPSDM and a year whose quarters are over."""

    def __init__(self) -> None:
        muat_parameter()
        self.k = k = p.pabrik.kabupaten()
        limpah = {"penilai": k.sekda, "atasan_penilai": k.bupati, "dasar": DasarPenilai.PENDELEGASIAN}
        HubunganPenilai.objects.filter(pegawai=k.kadis).update(**limpah)
        MasaUnit.objects.filter(unit=k.akar).update(organisasi=True)  # heads of a Dinas count there
        self.dunia = p.KabupatenSKP(k, buka_siklus(tahun=TAHUN, by=None))
        self.ikut = [k.sekda, k.kadis, k.kabid, k.kasi, k.pelaksana, k.rekan]
        self.sesi = {o.pk: _sesi(self.dunia.akun(o)) for o in self.ikut}
        self.sesi[k.petugas_bkpsdm.pk] = _sesi(p.petugas(self.dunia))


@pytest.fixture(autouse=True)
def _sabar() -> Iterator[None]:
    """Three people and a worker at once: a page may take its time."""
    expect.set_options(timeout=SABAR)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def dinas(pekerja) -> Penilaian:
    """A worker runs: the population is frozen and documents are made by it."""
    return Penilaian()


def utama(o: Orang) -> Locator:
    """The page without its frame."""
    return o.h.locator("main")


def tombol(o: Orang, nama: Any, **lain: Any) -> Locator:
    """A button, wherever on the page it stands."""
    return o.h.get_by_role("button", name=nama, **lain)


def pilih_periode(o: Orang, nama: str, periode: str) -> None:
    """A page with its row of periods, at one of them."""
    o.ke(nama)
    o.h.get_by_role("navigation", name="Periode").get_by_role("link", name=periode).click()
    expect(o.h.get_by_role("navigation", name="Periode").locator("[aria-current]")).to_have_text(periode)


def buka_evaluasi(o: Orang, periode: str) -> None:
    """The population is frozen and everybody gets an evaluation, in the worker."""
    o.ke("predikat:periode")
    o.h.locator("tr", has_text=f"{periode} {TAHUN}").get_by_role("link", name="Buka evaluasi").click()
    tombol(o, "Bekukan dan buka").click()
    sampai_ada(o.h, "Selesai")


def sampai_ada(h: Page, kata: str, kali: int = 40) -> None:
    """What the worker brings: look again until it is there."""
    for _ in range(kali):
        if kata in h.locator("main").inner_text():
            return
        h.wait_for_timeout(750)
        h.reload()
    raise AssertionError(f"“{kata}” tidak muncul:\n{h.locator('main').inner_text()}")


def nilai(o: Orang, periode: str, siapa: Pegawai, hasil: str, perilaku: str) -> None:
    """The rating page: two ratings, what they rest on; kept as a proposal."""
    pilih_periode(o, "predikat:daftar", f"{periode} {TAHUN}")
    utama(o).get_by_role("link", name=f"Nilai {siapa.nama}").click()
    for judul, pilihan, n in (("Rating hasil kerja", hasil, 0), ("Rating perilaku kerja", perilaku, 1)):
        o.h.get_by_role("radiogroup", name=judul).get_by_text(pilihan, exact=True).click()
        if pilihan == ATAS:
            dasar = o.h.locator("#nilai fieldset.polos").nth(n)
            dasar.get_by_role("checkbox").first.check()
            dasar.get_by_role("textbox").first.fill("Rekap layanan September")
    expect(o.h.locator("#hasilnya .capai-predikat")).to_be_visible()
    tanpa = o.h.get_by_label("Mengapa tanpa bukti dukung?")
    if tanpa.count():
        tanpa.fill("Bukti diperlihatkan dalam pertemuan.")
    tombol(o, "Simpan usulan").click()
    expect(o.h.locator("#kabar")).to_contain_text("tersimpan sebagai usulan")


def putuskan_unit(o: Orang, periode: str, predikat: str) -> None:
    """One level above: the predikat of the unit on the sheet."""
    o.ke("predikat:lembar_kini")
    o.h.get_by_role("navigation", name="Periode").get_by_role("link", name=f"{periode} {TAHUN}").click()
    o.h.get_by_role("radiogroup", name=f"Predikat {UNIT}").get_by_text(predikat, exact=True).click()
    tombol(o, "Sahkan lembar").click()
    expect(o.h.locator("#kabar")).to_contain_text("1 predikat organisasi ditetapkan")


def tetapkan(o: Orang, periode: str, kabar: str) -> None:
    """All that are ticked, at once."""
    pilih_periode(o, "predikat:daftar", f"{periode} {TAHUN}")
    tombol(o, "Tetapkan yang dicentang").click()
    o.h.locator("#kabar, main").get_by_text(kabar).first.wait_for()


def serahkan(o: Orang, periode: str, kabar: str) -> None:
    """The documents of the team, handed over together."""
    o.ke("predikat:dokumen_daftar")
    sampai_ada(o.h, f"{periode} {TAHUN}")
    o.h.get_by_label("Periode").select_option(label=f"{periode} {TAHUN}")
    tombol(o, "Tampilkan").click()
    tombol(o, "Serahkan yang dicentang").click()
    expect(o.h.locator("#kabar")).to_contain_text(kabar)


def belum_terlihat(o: Orang, periode: str, *kata: str) -> None:
    """The subject: neither on his desk nor under "Mengapa", and no document."""
    pilih_periode(o, "predikat:daftar", f"{periode} {TAHUN}")
    o.tekan("Lihat proses")
    o.terbaca("tampak di sini setelah dokumennya diserahkan")
    for k in kata:
        expect(utama(o)).not_to_contain_text(k)
    o.ke("predikat:dokumen_daftar")
    o.terbaca("Belum ada dokumen")


def test_triwulan_lewat_jalan_ringan(dinas, browser, live_server):  # noqa: F811
    k, url, tw = dinas.k, live_server.url, "Triwulan III"
    sekda, kadis, kabid, kasi, staf, _ = (dinas.duduk(browser, url, o) for o in dinas.ikut)
    buka_evaluasi(dinas.duduk(browser, url, k.petugas_bkpsdm), tw)

    # Before the predikat of the unit ratings are proposals; nothing can be set.
    nilai(kasi, tw, k.pelaksana, ATAS, ATAS)
    nilai(kasi, tw, k.rekan, BAWAH, SESUAI)
    nilai(kasi, tw, k.jf, SESUAI, SESUAI)
    expect(kasi.h.locator("body")).to_contain_text("Menunggu predikat organisasi ditetapkan")
    expect(tombol(kasi, "Tetapkan yang dicentang")).to_have_count(0)
    putuskan_unit(sekda, tw, "Baik")
    tetapkan(kasi, tw, "3 predikat ditetapkan")

    # Set, and still hidden from whom it is about.
    belum_terlihat(staf, tw, "Sangat Baik", ATAS)
    nilai(kabid, tw, k.kasi, SESUAI, SESUAI)
    tetapkan(kabid, tw, "1 predikat ditetapkan")
    nilai(kadis, tw, k.kabid, SESUAI, ATAS)
    nilai(kadis, tw, k.sekretaris, SESUAI, SESUAI)
    tetapkan(kadis, tw, "2 predikat ditetapkan")
    belum_terlihat(staf, tw, "Sangat Baik", ATAS)

    serahkan(kasi, tw, "3 Dokumen Evaluasi diserahkan")
    staf.ke("predikat:dokumen_daftar")
    staf.tekan(f"{tw} {TAHUN}")
    staf.terbaca("Sangat Baik", "Hasil kerja di atas ekspektasi")
    tombol(staf, "Saya terima").click()
    staf.terbaca("Diterima")
    tombol(staf, "Tanda tangani").click()
    staf.terbaca("Ditandatangani")
    for o in (sekda, kadis, kabid, kasi, staf):
        assert o.galat == []


def pindahkan(o: Orang, siapa: Pegawai, ke: str, alasan: str) -> None:
    """Choose the name, where to, and why."""
    o.h.locator("#papan").get_by_role("link", name=re.compile(siapa.nama)).click()
    expect(o.h.locator("#h-pn")).to_contain_text(siapa.nama)
    kirim_geser(o, alasan, ke)


def kirim_geser(o: Orang, alasan: str, ke: str = "") -> None:
    """The panel is open already."""
    if ke:
        o.h.get_by_label("Pindahkan ke").select_option(label=ke)
        expect(o.h.locator("#baris-pola")).to_contain_text("belum tersimpan")
    o.h.get_by_label("Alasan, wajib").fill(alasan)
    tombol(o, "Pindahkan", exact=True).click()


def test_akhir_tahun_dengan_sesi_dan_keberatan(dinas, browser, live_server):  # noqa: F811
    k, url, akhir = dinas.k, live_server.url, "Triwulan IV dan akhir tahun"
    sekda, kadis, kabid, kasi, staf, rekan = (dinas.duduk(browser, url, o) for o in dinas.ikut)
    buka_evaluasi(dinas.duduk(browser, url, k.petugas_bkpsdm), akhir)
    for siapa in (k.pelaksana, k.rekan, k.jf):
        nilai(kasi, akhir, siapa, SESUAI, SESUAI)
    nilai(kabid, akhir, k.kasi, SESUAI, SESUAI)
    for siapa in (k.kabid, k.sekretaris):
        nilai(kadis, akhir, siapa, SESUAI, SESUAI)

    # No session before the predikat of the unit, and no predikat of the year without a session.
    kadis.ke("predikat:sesi_daftar")
    expect(utama(kadis)).not_to_contain_text(UNIT)
    putuskan_unit(sekda, akhir, "Baik")
    tetapkan(kasi, akhir, "ditetapkan lewat sesi kalibrasi")
    kadis.ke("predikat:sesi_daftar")
    tombol(kadis, f"Buka sesi {UNIT}").click()
    kadis.terbaca("Sembilan kotak")
    ruang = kadis.h.url

    dua_peramban_satu_orang(kasi, kabid, ruang, k)
    jawab_dan_kunci(kasi, kadis, ruang, k)
    belum_terlihat(staf, akhir, "Sangat Baik")

    # After the lock no one moves, and documents come.
    kasi.h.goto(ruang)
    kasi.h.locator("#papan").get_by_role("link", name=re.compile(k.pelaksana.nama)).click()
    expect(kasi.h.locator("#h-pn")).to_contain_text(k.pelaksana.nama)
    expect(kasi.h.get_by_label("Pindahkan ke")).to_have_count(0)
    serahkan(kasi, akhir, "3 Dokumen Evaluasi diserahkan")
    keberatan(rekan, kasi, kabid, f"{akhir} {TAHUN}")
    staf.ke("predikat:dokumen_daftar")
    staf.tekan(f"{akhir} {TAHUN}")
    staf.terbaca("Sangat Baik")
    for o in (sekda, kadis, kabid, kasi, staf, rekan):
        assert o.galat == []


def dua_peramban_satu_orang(kasi: Orang, kabid: Orang, ruang: str, k: Any) -> None:
    """The second one is told who was first and why, and nothing of his is lost; by keys he moves another."""
    for o in (kasi, kabid):
        o.h.goto(ruang)
        o.h.locator("#papan").get_by_role("link", name=re.compile(k.pelaksana.nama)).click()
        expect(o.h.locator("#h-pn")).to_contain_text(k.pelaksana.nama)
    kirim_geser(kasi, "Dua kabupaten lain meniru caranya.", "Sangat Baik (hasil di atas, perilaku di atas)")
    expect(kasi.h.locator("#kegiatan")).to_contain_text("Dua kabupaten lain meniru caranya.")
    # Sent without looking again: refused, with who and why.
    kirim_geser(kabid, "Belum berbukti.")
    kabar = kabid.h.locator("#kabar")
    expect(kabar).to_contain_text("sudah dipindahkan")
    expect(kabar).to_contain_text(k.kasi.nama)
    expect(kabar).to_contain_text("Dua kabupaten lain meniru caranya.")
    # Another cell tried first: the panel says so before anything is sent, and what was typed is still there.
    kabid.h.get_by_label("Pindahkan ke").select_option(label="Butuh Perbaikan (hasil di bawah, perilaku sesuai)")
    panel = kabid.h.locator("#panel")
    expect(panel).to_contain_text("lebih dahulu memindahkan nama ini")
    expect(panel).to_contain_text("Dua kabupaten lain meniru caranya.")
    expect(kabid.h.get_by_label("Alasan, wajib")).to_have_value("Belum berbukti.")
    kabid.h.reload()
    kotak = kabid.h.locator(".kotak.sangat_baik")
    expect(kotak).to_contain_text(k.pelaksana.nama)

    nama = kabid.h.locator("#papan").get_by_role("link", name=re.compile(k.jf.nama))
    nama.focus()
    kabid.h.keyboard.press("ArrowRight")
    expect(kabid.h.locator("#h-pn")).to_contain_text(k.jf.nama)
    kirim_geser(kabid, "Menjadi teladan di seksinya.")
    expect(kabid.h.locator("#kegiatan")).to_contain_text("Menjadi teladan di seksinya.")


def jawab_dan_kunci(kasi: Orang, kadis: Orang, ruang: str, k: Any) -> None:
    """The assessor agrees to the move of his rating; broken lines want a reason each before it holds."""
    kasi.h.goto(ruang)
    kasi.h.locator("#papan").get_by_role("link", name=re.compile(k.jf.nama)).click()
    tombol(kasi, "Setuju", exact=True).click()
    expect(kasi.h.locator("#panel")).to_contain_text("disetujui penilai")
    expect(kasi.h.get_by_role("link", name="Kunci hasil")).to_have_count(0)

    kadis.h.goto(ruang)
    kadis.tekan("Kunci hasil")
    alasan = kadis.h.get_by_label(re.compile("^Alasan melewati"))
    expect(alasan).to_have_count(2)
    alasan.nth(0).fill("Lima dari enam memang memenuhi seluruh ekspektasinya.")
    tombol(kadis, "Kunci hasil").click()
    expect(kadis.h).to_have_url(re.compile("/kunci/$"))
    alasan.nth(1).fill("Tidak seorang pun hasilnya di bawah ekspektasi.")
    tombol(kadis, "Kunci hasil").click()
    expect(kadis.h.locator("#kabar")).to_contain_text("Hasil dikunci")
    kadis.terbaca("Dikunci", "Tidak seorang pun hasilnya di bawah ekspektasi.")


def keberatan(rekan: Orang, kasi: Orang, kabid: Orang, periode: str) -> None:
    """Lodged, explained, decided; the first predikat stays on the document beside the new one."""
    rekan.ke("predikat:dokumen_daftar")
    rekan.tekan(periode)
    rekan.terbaca("Baik")
    rekan.tekan("Tulis keberatan")
    rekan.h.get_by_label("Alasan").fill("Target terlampaui sejak Agustus, buktinya sudah saya perlihatkan.")
    tombol(rekan, "Ajukan keberatan").click()
    expect(rekan.h.locator("#kabar")).to_contain_text("Keberatan diajukan")
    berkas = rekan.h.url

    # Not before the assessor has spoken.
    kabid.h.goto(berkas)
    kabid.terbaca("Target terlampaui sejak Agustus")
    expect(tombol(kabid, "Putuskan, final")).to_have_count(0)
    kasi.h.goto(berkas)
    expect(tombol(kasi, "Putuskan, final")).to_have_count(0)
    kasi.h.get_by_label("Jawab setiap alasan dengan fakta dan bukti").fill("Bukti itu baru saya terima sesudah menilai.")
    tombol(kasi, "Kirim penjelasan").click()
    kabid.h.reload()
    kabid.h.get_by_label("Rating hasil kerja").select_option(label=ATAS)
    kabid.h.get_by_label("Rating perilaku kerja").select_option(label=ATAS)
    kabid.h.get_by_label("Pertimbangan putusan").fill("Buktinya sah dan melampaui target.")
    tombol(kabid, "Putuskan, final").click()
    kabid.terbaca("Sangat Baik", "Predikat pegawai lain tidak berubah oleh putusan ini.")
    rekan.ke("predikat:dokumen_daftar")
    rekan.tekan(periode)
    rekan.terbaca("Predikat menurut putusan", "Sangat Baik", "Predikat pertama di atas tetap tercatat")
