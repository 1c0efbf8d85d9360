"""Screens of realisasi and rencana aksi: two taps from Beranda, typing kept as it goes, both texts, the leader's page."""

import datetime as dt
from decimal import Decimal as D

import pytest

from dialog.actions import realisasi as aksi
from dialog.actions import rencana as aksi_rencana
from dialog.enums import KeadaanRealisasi as K
from dialog.models import CatatanRealisasi, Dialog, Realisasi, RencanaAksi
from dialog.queries_tim import susun_tim
from dialog.tugas_realisasi import tugas_realisasi
from kinerja.layanan.models import Pesan
from kinerja.layanan.peristiwa import antar
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.plumbing import jam
from kinerja.plumbing.serempak import kumpulkan
from tests import pabrik
from tests.dialog.pabrik import berstatus
from tests.dialog.pabrik_realisasi import MEI
from tests.pemeran import masuk
from tests.skp import pabrik as p

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


@pytest.fixture
def klien(s):
    return masuk(s.akun)


def isi(s, lini=None, **nilai):
    """Fields as the browser names them."""
    lini = lini or s.hitung
    return {f"f.realisasi.{lini.pk}.{k}": v for k, v in nilai.items()}


def alamat(s, periode=None):
    return f"/dialog/realisasi/{(periode or s.tw2).pk}/"


# -- the note in two taps


def test_catatan_dua_ketukan_dari_beranda(s, klien):
    assert [t.url for t in kumpulkan([tugas_realisasi(s.akun)])] == ["/dialog/realisasi/catat/"]
    halaman = klien.get("/dialog/realisasi/catat/")
    pilih = halaman.context["pilih"]
    tujuan = f"/dialog/realisasi/catat/{pilih.lini}/"
    assert f'action="{tujuan}"' in halaman.content.decode()
    kirim = {"angka": "2", "isi": "Dua laporan", "kunci": halaman.context["form"].initial["kunci"]}
    for _ in range(2):
        assert klien.post(tujuan, kirim).status_code == 302
    assert CatatanRealisasi.objects.get().tambahan == 2
    assert not kumpulkan([tugas_realisasi(s.akun)]), "hari ini sudah dicatat"


def test_indikator_yang_paling_sering_dicatat_terbuka_lebih_dahulu(s, klien):
    aksi.catat(s.hitung, "Satu", D(1), by=s.akun)
    konteks = klien.get("/dialog/realisasi/catat/").context
    assert konteks["pilih"].lini == s.hitung.pk
    assert [t.lini for t in konteks["lain"]] == [s.posisi.pk]
    assert klien.get(f"/dialog/realisasi/catat/{s.posisi.pk}/").context["pilih"].lini == s.posisi.pk


@pytest.mark.parametrize(
    ("kiriman", "kata"),
    [
        ({}, "Tuliskan apa yang selesai"),
        ({"angka": "dua"}, "Tulis satu angka"),
        ({"isi": "x", "tanggal": "2026-03-01"}, "sudah ditutup"),
        ({"isi": "x", "tanggal": "2026-06-01"}, "hari ini atau sebelumnya"),
        ({"isi": "x", "tanggal": "0000-00-00"}, "tanggal"),
    ],
)
def test_catatan_yang_ditolak_tidak_menghapus_ketikan(s, klien, kiriman, kata):
    jawab = klien.post(f"/dialog/realisasi/catat/{s.hitung.pk}/", {"isi": "Ketikan saya", **kiriman} if kiriman else {})
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    if kiriman and "isi" not in kiriman:
        assert "Ketikan saya" in jawab.content.decode()


def test_catatan_ditarik_dari_halaman(s, klien):
    c = aksi.catat(s.hitung, "Salah", D(9), by=s.akun)
    assert f"/dialog/realisasi/catatan/{c.pk}/tarik/" in klien.get(alamat(s)).content.decode()
    assert klien.post(f"/dialog/realisasi/catatan/{c.pk}/tarik/", {"alasan": ""}).status_code == 422
    assert klien.post(f"/dialog/realisasi/catatan/{c.pk}/tarik/", {"alasan": "Dobel"}).status_code == 302
    assert "Ditarik: Dobel" in klien.get(alamat(s)).content.decode()


# -- typing


def test_diketik_tersimpan_dan_angkanya_dihitung_lagi(s, klien):
    jawab = klien.post(f"{alamat(s)}isi/", isi(s, nilai_teks="6"), **JSON)
    assert jawab.json()["sunting"] == {f"realisasi.{s.hitung.pk}": 1}
    url = f"{alamat(s)}?bagian=kemajuan&rhk={s.hitung.lini_rhk_id}"
    potongan = klien.get(url, HTTP_HX_REQUEST="true").content.decode()
    assert f'id="hitung-{s.hitung.pk}" hx-swap-oob="true"' in potongan
    assert "50%" in potongan and "6 dari 12 laporan" in potongan
    assert "<html" not in potongan


def test_bentrok_memberi_kedua_isian(s, klien):
    s.tulis(nilai_teks="3")
    kirim = isi(s, nilai_teks="4") | {f"o.realisasi.{s.hitung.pk}.nilai_teks": ""}
    jawab = klien.post(f"{alamat(s)}isi/", kirim, **JSON)
    assert jawab.status_code == 409
    assert jawab.json()["bentrok"][f"realisasi.{s.hitung.pk}"]["isi"] == {"nilai_teks": "3"}
    halaman = klien.post(f"{alamat(s)}isi/", kirim)
    teks = halaman.content.decode()
    assert halaman.status_code == 409 and ">4</textarea>" in teks and '<p class="kutip">3</p>' in teks
    pilih = kirim | {f"o.realisasi.{s.hitung.pk}.nilai_teks": "3", f"p.realisasi.{s.hitung.pk}.nilai_teks": "saya"}
    assert klien.post(f"{alamat(s)}isi/", pilih).status_code == 302
    assert Realisasi.objects.get().nilai_teks == "4"


def test_periode_tertutup_ditolak_dengan_kalimat_dan_ketikan_tetap(s, klien):
    url = f"{alamat(s, s.periode[0])}isi/"
    jawab = klien.post(url, isi(s, nilai_teks="3"), **JSON)
    assert jawab.status_code == 422
    assert "surat perpanjangan" in next(iter(jawab.json()["tolak"].values()))
    teks = klien.post(url, isi(s, nilai_teks="3")).content.decode()
    assert "surat perpanjangan" in teks and ">3</textarea>" in teks
    assert "Sudah ditutup" in klien.get(alamat(s, s.periode[0])).content.decode()
    assert "Dibuka 1 Juli 2026" in klien.get(alamat(s, s.periode[2])).content.decode()


def test_isian_orang_lain_dan_yang_tidak_ada(s, klien, dunia):
    lain = masuk(dunia.akun(dunia.k.rekan))
    assert lain.post(f"{alamat(s)}isi/", isi(s, nilai_teks="9"), **JSON).status_code == 404
    assert masuk(s.penilai).post(f"{alamat(s)}isi/", isi(s, nilai_teks="9"), **JSON).status_code == 403
    assert klien.post(f"{alamat(s)}isi/", isi(s, dikirim_pada="2026-01-01")).status_code == 404
    assert klien.post(f"{alamat(s)}isi/", {"aksi": "hancurkan"}).status_code == 404
    assert klien.get("/dialog/realisasi/999999999/").status_code == 404
    assert not Realisasi.objects.exclude(nilai_teks="").exists()


def test_tombol_tanpa_javascript(s, klien):
    aksi.catat(s.hitung, "", D(6), by=s.akun)
    s.tulis(nilai_teks="5")
    assert "Catatan periode ini berjumlah 6" in klien.get(alamat(s)).content.decode()
    klien.post(f"{alamat(s)}isi/", {"aksi": f"jumlah:{s.hitung.pk}"})
    klien.post(f"{alamat(s)}isi/", {"aksi": "usul"})
    r = Realisasi.objects.get()
    assert (r.nilai_teks, r.keadaan) == ("6", K.SESUAI)


# -- complete


def test_lengkap_menunjuk_yang_kurang_lalu_memberi_tahu_penilai(s, klien):
    jawab = klien.post(f"{alamat(s)}lengkap/")
    assert jawab.status_code == 422
    assert f'<a href="#iki-{s.hitung.pk}">' in jawab.content.decode()
    for lini in (s.hitung, s.posisi):
        isi_penuh = {"nilai_teks": "6", "keadaan": K.SEBAGIAN, "alasan_tanpa_bukti": "Dicetak"}
        aksi.isi_realisasi(lini, s.tw2, isi_penuh, by=s.akun)
    assert klien.post(f"{alamat(s)}lengkap/").status_code == 302
    antar()
    pesan = Pesan.objects.get(penerima=s.penilai, judul__startswith="Realisasi Triwulan II")
    assert f"/dialog/realisasi/orang/{s.orang.pk}/?periode={s.tw2.pk}" in pesan.url
    assert "Dinyatakan lengkap" in klien.get(alamat(s)).content.decode()


def test_tugas_menjelang_tutup_sampai_dinyatakan_lengkap(s):
    assert [t.judul for t in kumpulkan([tugas_realisasi(s.akun)])] == ["Apa yang selesai hari ini?"]
    with jam.pada(dt.datetime(2026, 6, 25, 9, tzinfo=jam.WITA)):
        judul = [t.judul for t in kumpulkan([tugas_realisasi(s.akun)])]
    assert judul[1] == "Realisasi Triwulan II 2026"


def test_tugas_dua_kueri(s, django_assert_num_queries):
    akun = type(s.akun).objects.get(pk=s.akun.pk)
    kumpulkan([tugas_realisasi(akun)])
    with django_assert_num_queries(2):
        assert kumpulkan([tugas_realisasi(akun)])


# -- what others read


def test_pimpinan_membaca_tanpa_isian(s):
    s.tulis(nilai_teks="6", cerita="Dua desa menyusul")
    teks = masuk(s.penilai).get(f"/dialog/realisasi/orang/{s.orang.pk}/").content.decode()
    assert "Dua desa menyusul" in teks and "Mengapa?" in teks and "50%" in teks
    assert "f.realisasi." not in teks and "Nyatakan lengkap" not in teks


#: session, account, roles (2); cycle, period of today; whom I assess; measures, realisasi; menu, unread
BIAYA = 10


@pytest.mark.parametrize("banyak", [1, 3, 60])
def test_layar_akhir_periode_pimpinan_biayanya_tetap(s, dunia, django_assert_num_queries, banyak):
    unit = pabrik.unit("Seksi Besar", dunia.k.dinas)
    kepala = pabrik.kepala(unit, "Kepala Besar", "PENGAWAS")
    orang = [pabrik.staf(unit) for _ in range(banyak)]
    with jam.pada(p.AWAL):
        hitung_penilai(pabrik.SEJAK, by=None)
        for o in orang[:3]:
            p.skp_ditetapkan(dunia, o)
    klien = masuk(dunia.akun(kepala))
    with django_assert_num_queries(BIAYA):
        baris = klien.get("/dialog/realisasi/bawahan/").context["baris"]
    assert len(baris) == banyak
    assert sum(len(b.iki) for b in baris) == min(banyak, 3)


#: the page of one's own with everything beside it
BIAYA_SAYA = 12


def test_halaman_saya_biayanya_tidak_bergantung_isinya(s, klien, django_assert_num_queries):
    s.tulis(nilai_teks="1")
    for _ in range(2):
        with django_assert_num_queries(BIAYA_SAYA):
            klien.get(alamat(s))
        for n in range(3):
            aksi.catat(s.hitung, f"Catatan {n}", D(1), by=s.akun)
            aksi_rencana.tambah_rencana(s.hitung.lini_rhk, s.tw2, {"uraian": f"Langkah {n}"}, by=s.akun)


# -- rencana aksi


def test_rencana_disusun_lalu_diubah_lewat_dialog(s, klien, dunia):
    url = f"/dialog/realisasi/rencana/rhk/{s.hitung.lini_rhk_id}/tambah/?periode={s.tw2.pk}"
    assert klien.post(url, {"uraian": ""}).status_code == 422
    assert klien.post(url, {"uraian": "Menyusun draf", "target": "3 laporan"}).status_code == 302
    r = RencanaAksi.objects.get()
    halaman = klien.get("/dialog/realisasi/rencana/").content.decode()
    assert "Menyusun draf" in halaman and f"/dialog/realisasi/rencana/{r.pk}/" in halaman
    ubah = {"uraian": "Menyusun draf", "target": "4 laporan", "keadaan": K.SEBAGIAN, "sunting": r.sunting}
    jawab = klien.post(f"/dialog/realisasi/rencana/{r.pk}/", ubah)
    assert jawab.status_code == 422 and "lewat dialog" in jawab.content.decode()
    berstatus(dunia, "BERLANGSUNG", orang=s.orang, pimpinan=s.versi.penilai)
    d = Dialog.objects.get()
    assert klien.post(f"/dialog/realisasi/rencana/{r.pk}/", ubah | {"dialog": d.pk}).status_code == 302
    riwayat = klien.get(f"/dialog/realisasi/rencana/{r.pk}/").content.decode()
    assert "3 laporan" in riwayat and "4 laporan" in riwayat and "Lewat dialog" in riwayat
    assert masuk(s.penilai).get(f"/dialog/realisasi/rencana/orang/{s.orang.pk}/").status_code == 200
    assert klien.post(f"/dialog/realisasi/rencana/{r.pk}/hapus/").status_code == 422
    assert klien.post(f"/dialog/realisasi/rencana/{r.pk}/hapus/", {"dialog": d.pk}).status_code == 302
    assert not RencanaAksi.objects.exists()


def test_rencana_periode_tertutup_hanya_dibaca(s, klien):
    url = f"/dialog/realisasi/rencana/rhk/{s.hitung.lini_rhk_id}/tambah/?periode={s.periode[0].pk}"
    jawab = klien.post(url, {"uraian": "Menyusun draf"})
    assert jawab.status_code == 422 and "sudah ditutup" in jawab.content.decode()
    assert f"tambah/?periode={s.periode[0].pk}" not in klien.get("/dialog/realisasi/rencana/").content.decode()


# -- on the leader's team page


def test_realisasi_yang_dikirim_menjadi_langkah_periksa_sampai_dibicarakan(s, dunia):
    pemimpin = s.penilai.pegawai_id
    berstatus(dunia, "SELESAI", orang=s.orang, pimpinan=s.versi.penilai)
    d = Dialog.objects.get()
    Dialog.objects.filter(pk=d.pk).update(berakhir_pada=MEI - dt.timedelta(days=2))

    def langkah():
        return next(b for b in susun_tim(pemimpin, MEI.date()).baris if b.pegawai == s.orang).tombol

    assert langkah().judul != "Periksa realisasi", "belum dikirim"
    for lini in (s.hitung, s.posisi):
        isi = {"nilai_teks": "6", "keadaan": K.SEBAGIAN, "alasan_tanpa_bukti": "Dicetak"}
        aksi.isi_realisasi(lini, s.tw2, isi, by=s.akun)
    assert langkah().judul != "Periksa realisasi", "terisi, belum dinyatakan lengkap"
    aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    assert (langkah().judul, langkah().url) == ("Periksa realisasi", f"/dialog/realisasi/orang/{s.orang.pk}/")
    pimpinan = masuk(s.penilai)
    assert pimpinan.get(f"/dialog/tim/{s.orang.pk}/")["Location"] == f"/dialog/realisasi/orang/{s.orang.pk}/"
    assert "Periksa realisasi" in pimpinan.get("/dialog/tim/").content.decode()
    Dialog.objects.filter(pk=d.pk).update(berakhir_pada=MEI)
    assert langkah().judul != "Periksa realisasi", "sudah dibicarakan hari ini"
