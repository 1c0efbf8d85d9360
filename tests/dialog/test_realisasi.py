"""Realisasi, its notes and rencana aksi: what is written, by whom, in which period; and that the database holds to it."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from dialog import access, access_realisasi
from dialog.actions import realisasi as aksi
from dialog.actions import rencana as aksi_rencana
from dialog.enums import KeadaanRealisasi as K
from dialog.fakta import KonteksFakta
from dialog.fakta import _iki as fakta_iki
from dialog.models import CatatanRealisasi, Dialog, Realisasi, RencanaAksi
from dialog.queries_realisasi import periode_kini, realisasi_orang
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.actions import buka_periode, tutup_periode
from kinerja.siklus.models import Periode
from skp.actions import isi as aksi_skp
from skp.actions import susun
from skp.actions.dasar import BelumLengkap, Bentrok
from skp.models import IKI
from tests.dialog.pabrik import berstatus
from tests.dialog.pabrik_realisasi import MEI
from tests.skp import pabrik as p

HARI = MEI.date()


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


def halaman(s, periode=None):
    return realisasi_orang([s.orang.pk], periode or s.tw2, s.periode, catatan=True)[s.orang.pk]


# -- writing


def test_angka_dibaca_dari_teks_dan_yang_sama_bukan_perubahan(s):
    r = s.tulis(nilai_teks=" 3 laporan ", keadaan=K.SEBAGIAN, cerita="Dua desa tertunda.")
    assert (r.nilai_teks, r.nilai_angka, r.sunting) == ("3 laporan", D(3), 1)
    assert s.tulis(nilai_teks="3 laporan").sunting == 1
    assert s.tulis(nilai_teks="baik").nilai_angka is None
    assert Realisasi.objects.count() == 1


def test_hanya_pemilik_yang_mengisi(s, dunia):
    for lain in (s.penilai, dunia.akun(dunia.k.rekan), dunia.akun(dunia.k.kadis)):
        with pytest.raises(TidakBoleh):
            aksi.isi_realisasi(s.hitung, s.tw2, {"nilai_teks": "9"}, by=lain)
        with pytest.raises(TidakBoleh):
            aksi.catat(s.hitung, "x", by=lain)
    assert not Realisasi.objects.exists()


def test_dua_layar_bertemu_pada_isian_yang_sama(s):
    s.tulis(nilai_teks="3")
    with pytest.raises(Bentrok) as galat:
        aksi.isi_realisasi(s.hitung, s.tw2, {"nilai_teks": "4"}, by=s.akun, semula={"nilai_teks": ""})
    assert galat.value.milik_kini == {"nilai_teks": "3"}
    r = aksi.isi_realisasi(s.hitung, s.tw2, {"cerita": "Lancar"}, by=s.akun, semula={"cerita": ""})
    assert (r.nilai_teks, r.cerita) == ("3", "Lancar")


def test_pilihan_dan_panjang_diperiksa(s):
    with pytest.raises(Ditolak, match="Pilih salah satu"):
        s.tulis(keadaan="HEBAT")
    with pytest.raises(Ditolak, match="paling panjang"):
        s.tulis(cerita="x" * 5001)


@pytest.mark.parametrize(("urut", "kata"), [(0, "sudah ditutup.*surat perpanjangan"), (2, "baru dibuka 1 Juli 2026")])
def test_periode_tertutup_dan_yang_akan_datang_ditolak_dengan_jalan_keluar(s, urut, kata):
    for tulis in (
        lambda: aksi.isi_realisasi(s.hitung, s.periode[urut], {"nilai_teks": "3"}, by=s.akun),
        lambda: aksi.pastikan_realisasi(s.hitung, s.periode[urut], by=s.akun),
        lambda: aksi.nyatakan_lengkap(s.orang, s.periode[urut], by=s.akun),
    ):
        with pytest.raises(Ditolak, match=kata):
            tulis()
    assert not Realisasi.objects.exists()


def test_indikator_yang_diganti_ditolak_penggantinya_diterima(s, dunia):
    s.tulis(nilai_teks="3")
    baru = susun.buka_versi(s.versi.skp, "Target berubah", by=s.akun)
    aksi_skp.hapus_iki(IKI.objects.get(rhk__versi=baru, lini=s.hitung), by=s.akun)
    p.tetapkan(dunia, p.penetapan.ajukan(baru, by=s.akun))
    with pytest.raises(Ditolak, match=r"sudah diganti.*indikator penggantinya"):
        s.tulis(nilai_teks="4")
    with pytest.raises(Ditolak, match="sudah diganti"):
        aksi.catat(s.hitung, "x", by=s.akun)
    assert aksi.isi_realisasi(s.posisi, s.tw2, {"nilai_teks": "80"}, by=s.akun).nilai_angka == 80


def test_skp_yang_belum_ditetapkan_belum_diisi(s, dunia):
    draf = p.skp_draf(dunia, dunia.k.rekan)
    lini = IKI.objects.select_related("lini__lini_rhk__skp").filter(rhk__versi=draf).first().lini
    with pytest.raises(Ditolak, match="belum ditetapkan"):
        aksi.isi_realisasi(lini, s.tw2, {"nilai_teks": "3"}, by=dunia.akun(dunia.k.rekan))


# -- the period is locked in the database, whoever writes


def _tutup(periode: Periode):
    with jam.pada(dt.datetime(2026, 8, 1, tzinfo=jam.WITA)):
        return tutup_periode(periode, alasan="Uji", by=None)


def test_basis_data_menolak_menulis_di_periode_tertutup(s):
    r = s.tulis(nilai_teks="3")
    langkah = aksi_rencana.tambah_rencana(s.hitung.lini_rhk, s.tw2, {"uraian": "Menyusun draf"}, by=s.akun)
    _tutup(s.tw2)
    for langgar in (
        lambda: Realisasi.objects.filter(pk=r.pk).update(nilai_teks="9"),
        lambda: Realisasi.objects.filter(pk=r.pk).delete(),
        lambda: Realisasi.objects.create(lini_iki=s.posisi, periode=s.tw2, pada=jam.sekarang()),
        lambda: RencanaAksi.objects.filter(pk=langkah.pk).update(uraian="Lain"),
        lambda: RencanaAksi.objects.filter(pk=langkah.pk).delete(),
        lambda: RencanaAksi.objects.create(lini_rhk=s.hitung.lini_rhk, periode=s.tw2, urut=9, uraian="x", pada=jam.sekarang()),
    ):
        with pytest.raises(DatabaseError, match="sudah ditutup"), transaction.atomic():
            langgar()
    r.refresh_from_db()
    assert r.nilai_teks == "3"


def test_basis_data_tidak_memindah_realisasi_dan_tidak_menghapus_catatan(s):
    r = s.tulis(nilai_teks="3")
    c = aksi.catat(s.posisi, "Survei selesai", D(80), by=s.akun)
    for langgar in (
        lambda: Realisasi.objects.filter(pk=r.pk).update(lini_iki=s.posisi),
        lambda: CatatanRealisasi.objects.filter(pk=c.pk).update(isi="Lain"),
        lambda: CatatanRealisasi.objects.filter(pk=c.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            langgar()


def test_sejarah_menyimpan_setiap_nilai(s):
    for nilai in ("3", "4"):
        s.tulis(nilai_teks=nilai)
    riwayat = Realisasi.objects.get().events.order_by("pgh_id").values_list("nilai_teks", flat=True)
    assert list(riwayat) == ["", "3", "4"]


# -- notes


def test_catatan_menjumlah_ke_periodenya(s):
    for hari, isi, n in ((4, "Satu laporan", 1), (18, "Dua laporan", 2)):
        aksi.catat(s.hitung, isi, D(n), dt.date(2026, 5, hari), by=s.akun)
    r = Realisasi.objects.get()
    assert (r.periode_id, r.nilai_teks, r.nilai_angka) == (s.tw2.pk, "3", 3)
    assert r.cerita.splitlines() == ["4 Mei: Satu laporan", "18 Mei: Dua laporan"]
    aksi.catat(s.posisi, "", D(80), dt.date(2026, 5, 4), by=s.akun)
    aksi.catat(s.posisi, "", D(82), dt.date(2026, 5, 5), by=s.akun)
    assert Realisasi.objects.get(lini_iki=s.posisi).nilai_teks == "82"


def test_catatan_tidak_menimpa_yang_ditulis_sendiri(s):
    aksi.catat(s.hitung, "", D(2), by=s.akun)
    s.tulis(nilai_teks="5", cerita="Termasuk yang lama.")
    aksi.catat(s.hitung, "Satu lagi", D(1), by=s.akun)
    r = Realisasi.objects.get()
    assert (r.nilai_teks, r.cerita) == ("5", "Termasuk yang lama.")
    assert aksi.pakai_jumlah(s.hitung, s.tw2, by=s.akun).nilai_teks == "3"
    with pytest.raises(Ditolak, match="tidak berisi angka"):
        aksi.pakai_jumlah(s.posisi, s.tw2, by=s.akun)


def test_catatan_yang_sama_dari_peramban_tiba_sekali(s):
    satu = aksi.catat(s.hitung, "Selesai", D(2), by=s.akun, kunci="abc")
    assert aksi.catat(s.hitung, "Selesai", D(2), by=s.akun, kunci="abc").pk == satu.pk
    aksi.catat(s.hitung, "Selesai", D(2), by=s.akun)
    assert CatatanRealisasi.objects.count() == 2
    assert Realisasi.objects.get().nilai_teks == "4"


@pytest.mark.parametrize(
    ("isi", "angka", "hari", "kata"),
    [
        ("", None, None, "Tuliskan apa yang selesai"),
        ("x", None, dt.date(2026, 5, 21), "hari ini atau sebelumnya"),
        ("x", None, dt.date(2025, 12, 31), "SKP ini berlaku"),
        ("x", None, dt.date(2026, 3, 31), "Triwulan I 2026 sudah ditutup"),
        ("x", D(10) ** 12, None, "terlalu besar"),
        ("x" * 1001, None, None, "paling panjang"),
    ],
)
def test_catatan_yang_tidak_dapat_diterima(s, isi, angka, hari, kata):
    with pytest.raises(Ditolak, match=kata):
        aksi.catat(s.hitung, isi, angka, hari, by=s.akun)
    assert not CatatanRealisasi.objects.exists()


def test_catatan_ditarik_dengan_alasan_dan_tidak_dihitung_lagi(s):
    salah = aksi.catat(s.hitung, "Salah", D(7), by=s.akun)
    aksi.catat(s.hitung, "Benar", D(1), by=s.akun)
    with pytest.raises(Ditolak, match="mengapa"):
        aksi.tarik_catatan(salah, " ", by=s.akun)
    with pytest.raises(TidakBoleh):
        aksi.tarik_catatan(salah, "x", by=s.penilai)
    aksi.tarik_catatan(salah, "Angka desa lain", by=s.akun)
    r = Realisasi.objects.get()
    assert (r.nilai_teks, "Salah" in r.cerita) == ("1", False)
    with pytest.raises(SudahBerubah):
        aksi.tarik_catatan(salah, "Lagi", by=s.akun)


def test_tinjauan_setahun_menambah_triwulan_triwulan(s):
    s.tulis(nilai_teks="3")
    with jam.pada(dt.datetime(2026, 11, 24, 9, tzinfo=jam.WITA)):
        akhir = buka_periode(s.periode[3], by=None)
        aksi.catat(s.hitung, "Dua laporan", D(2), by=s.akun)
        r = Realisasi.objects.get(periode=akhir)
        assert r.nilai_teks == "5"
        b = next(x for x in halaman(s, akhir).baris if x.lini == s.hitung.pk)
        assert (b.kini, b.persen.nilai) == (5, D("41.67"))


# -- complete


def _lengkapi(s):
    for lini, nilai in ((s.hitung, "3"), (s.posisi, "80")):
        isi = {"nilai_teks": nilai, "keadaan": K.SEBAGIAN, "alasan_tanpa_bukti": "Masih dicetak"}
        aksi.isi_realisasi(lini, s.tw2, isi, by=s.akun)


def test_lengkap_hanya_bila_tidak_ada_yang_kurang(s):
    with pytest.raises(BelumLengkap) as galat:
        aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    assert len(galat.value.alasan) == 4
    _lengkapi(s)
    assert aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun) == 2
    assert halaman(s).dikirim == jam.sekarang() or halaman(s).dikirim is not None
    kejadian = Peristiwa.objects.filter(nama=aksi.DIKIRIM)
    assert kejadian.get().data["periode"] == s.tw2.pk
    aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    assert kejadian.count() == 1
    with pytest.raises(TidakBoleh):
        aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.penilai)


def test_yang_diubah_sesudahnya_dinyatakan_lengkap_lagi(s):
    _lengkapi(s)
    aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    s.tulis(cerita="Tambahan")
    assert halaman(s).dikirim is None
    aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    assert halaman(s).dikirim is not None


def test_keadaan_menurut_angka_hanya_mengisi_yang_belum_dipilih(s):
    s.tulis(nilai_teks="6")
    aksi.isi_realisasi(s.posisi, s.tw2, {"nilai_teks": "85", "keadaan": K.MELAMPAUI}, by=s.akun)
    assert aksi.pakai_usul(s.orang, s.tw2, by=s.akun) == 1
    assert {r.lini_iki_id: r.keadaan for r in Realisasi.objects.all()} == {s.hitung.pk: K.SESUAI, s.posisi.pk: K.MELAMPAUI}


# -- periods


def test_periode_kini_yang_terbuka_dan_mencakup_hari_ini(s):
    semua = s.periode
    assert periode_kini(semua, HARI) == s.tw2
    assert periode_kini(semua, dt.date(2026, 11, 24)) == semua[3]
    assert periode_kini(semua, dt.date(2025, 12, 1)) == semua[0]
    assert periode_kini([], HARI) is None


# -- who opens what


def test_pintu_realisasi(s, dunia):
    r = s.tulis(nilai_teks="3")
    for boleh in (s.akun, s.penilai, dunia.akun(dunia.k.kadis)):
        assert access.get_realisasi(boleh, r.pk) == r
    for tidak in (dunia.akun(dunia.k.rekan), dunia.akun(dunia.k.guru)):
        with pytest.raises(Http404):
            access.get_realisasi(tidak, r.pk)
    with pytest.raises(TidakBoleh):
        access.get_realisasi(s.penilai, r.pk, "isi_realisasi")
    assert access.get_realisasi(s.akun, r.pk, "isi_realisasi", lock=True) == r
    with pytest.raises(TidakBoleh, match="pemiliknya"):
        access_realisasi.get_orang(dunia.akun(dunia.k.rekan), s.orang.pk)


# -- rencana aksi


def langkah(s, periode, **isi):
    isi = {"uraian": "Menyusun draf laporan", "target": "3 laporan", "bukti_disepakati": "Tanda terima", **isi}
    return aksi_rencana.tambah_rencana(s.hitung.lini_rhk, periode, isi, by=s.akun)


def test_rencana_untuk_periode_yang_akan_datang_bebas(s):
    r = langkah(s, s.periode[2])
    assert langkah(s, s.periode[2]).pk == r.pk
    assert aksi_rencana.ubah_rencana(r, {"target": "4 laporan"}, by=s.penilai).target == "4 laporan"
    aksi_rencana.hapus_rencana(r, by=s.akun)
    assert not RencanaAksi.objects.exists()
    with pytest.raises(SudahBerubah):
        aksi_rencana.ubah_rencana(r, {"target": "5"}, by=s.akun)


def test_rencana_periode_berjalan_diubah_lewat_dialog_dan_riwayatnya_tetap(s, dunia):
    r = langkah(s, s.tw2)
    for langgar in (
        lambda: aksi_rencana.ubah_rencana(r, {"target": "4"}, by=s.akun),
        lambda: aksi_rencana.hapus_rencana(r, by=s.akun),
    ):
        with pytest.raises(Ditolak, match="lewat dialog"):
            langgar()
    assert aksi_rencana.ubah_rencana(r, {"keadaan": K.SEBAGIAN}, by=s.akun).keadaan == K.SEBAGIAN
    d = berstatus(dunia, "BERLANGSUNG", orang=s.orang, pimpinan=s.versi.penilai)
    kini = aksi_rencana.ubah_rencana(r, {"target": "4"}, by=s.akun, dialog=d)
    assert (kini.target, kini.dialog_id) == ("4", d.pk)
    assert list(kini.events.order_by("pgh_id").values_list("target", flat=True)) == ["3 laporan", "3 laporan", "4"]
    aksi_rencana.hapus_rencana(kini, by=s.akun, dialog=d)
    assert not RencanaAksi.objects.exists()


def test_dialog_yang_belum_dimulai_atau_orang_lain_tidak_sah(s, dunia):
    r = langkah(s, s.tw2)
    rencana = berstatus(dunia, "RENCANA", orang=s.orang, pimpinan=s.versi.penilai)
    lain = berstatus(dunia, "BERLANGSUNG", orang=dunia.k.rekan)
    for d in (rencana, lain):
        with pytest.raises(Ditolak, match="dialog yang sudah dimulai"):
            aksi_rencana.ubah_rencana(r, {"target": "4"}, by=s.akun, dialog=d)


def test_rencana_yang_ditolak(s, dunia):
    with pytest.raises(Ditolak, match="sudah ditutup"):
        langkah(s, s.periode[0])
    with pytest.raises(Ditolak, match="Tuliskan langkah"):
        langkah(s, s.tw2, uraian=" ")
    with pytest.raises(TidakBoleh):
        aksi_rencana.tambah_rencana(s.hitung.lini_rhk, s.tw2, {"uraian": "x"}, by=dunia.akun(dunia.k.rekan))
    for n in range(12):
        langkah(s, s.tw2, uraian=f"Langkah {n}")
    with pytest.raises(Ditolak, match="paling banyak 12"):
        langkah(s, s.tw2, uraian="Ketiga belas")
    r = RencanaAksi.objects.first()
    aksi_rencana.ubah_rencana(r, {"keadaan": K.SESUAI}, by=s.akun, sunting=r.sunting)
    with pytest.raises(Bentrok):
        aksi_rencana.ubah_rencana(r, {"keadaan": K.SEBAGIAN}, by=s.akun, sunting=r.sunting)


# -- cost


def test_biaya_tetap_untuk_satu_dan_tiga_orang(s, dunia, django_assert_num_queries):
    s.tulis(nilai_teks="3")
    orang = [s.orang.pk]
    for _ in range(2):
        with django_assert_num_queries(3):
            hasil = realisasi_orang(orang, s.tw2, s.periode, catatan=True)
        assert len(hasil[s.orang.pk].baris) == 2
        for lain in (dunia.k.rekan, dunia.k.kasi):
            if p.rhk_utama(lain) is None:
                p.skp_ditetapkan(dunia, lain)
        orang = [s.orang.pk, dunia.k.rekan.pk, dunia.k.kasi.pk]
    assert all(h.baris for h in hasil.values())


# -- the dialogue room draws on the same rows


def test_fakta_ruang_menjumlah_triwulan_lalu_memakai_tinjauan_setahun(s):
    def baris():
        return {f.judul.split(" ", 1)[1]: f.nilai for f in fakta_iki(konteks).baris}["Jumlah laporan"]

    konteks = KonteksFakta(Dialog(pegawai_id=s.orang.pk), HARI, HARI)
    s.tulis(nilai_teks="3")
    assert baris() == "3 dari 12"
    with jam.pada(dt.datetime(2026, 7, 6, 9, tzinfo=jam.WITA)):
        tw3 = buka_periode(s.periode[2], by=None)
        aksi.isi_realisasi(s.hitung, tw3, {"nilai_teks": "4"}, by=s.akun)
    assert baris() == "7 dari 12"
    with jam.pada(dt.datetime(2026, 11, 24, 9, tzinfo=jam.WITA)):
        aksi.isi_realisasi(s.hitung, buka_periode(s.periode[3], by=None), {"nilai_teks": "11"}, by=s.akun)
    assert baris() == "11 dari 12"


def test_iki_yang_diam_dua_bulan_disarankan_sampai_ada_catatan(s):
    kelak = HARI + dt.timedelta(days=61)
    konteks = KonteksFakta(Dialog(pegawai_id=s.orang.pk), kelak, kelak)
    assert len(fakta_iki(konteks).saran) == 2
    with jam.pada(dt.datetime.combine(kelak - dt.timedelta(days=30), dt.time(9), jam.WITA)):
        aksi.catat(s.hitung, "Satu laporan", D(1), by=s.akun)
    assert [x.lini_iki for x in fakta_iki(konteks).saran] == [s.posisi.pk]
