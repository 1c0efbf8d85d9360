"""Assessors over time, against a real database: what is written, what is left alone, what is told."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja.organisasi.actions.penilai import hitung_penilai, hitung_penilai_unit, terdampak
from kinerja.organisasi.models import (
    AnggotaPendelegasian,
    HubunganPenilai,
    MasaKhusus,
    Pegawai,
    Pendelegasian,
    PenilaiKosong,
    Penugasan,
)
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from tests import pabrik

pytestmark = pytest.mark.django_db

AWAL = dt.date(2026, 1, 1)
APRIL = dt.date(2026, 4, 1)
JULI = dt.date(2026, 7, 1)


class Kantor:
    """A small kabupaten: Bupati, a Dinas with a Bidang with a Seksi of ``staf`` people."""

    def __init__(self, staf: int = 3) -> None:
        self.pemda = pabrik.unit("Pemkab", jenis="PEMDA")
        self.dinas = pabrik.unit("Dinas", self.pemda)
        self.bidang = pabrik.unit("Bidang", self.dinas, "BIDANG")
        self.seksi = pabrik.unit("Seksi", self.bidang, "SEKSI")
        self.bupati = pabrik.kepala(self.pemda, jenis="KEPALA_DAERAH", status="NON_ASN")
        self.kadis = pabrik.kepala(self.dinas)
        self.kabid = pabrik.kepala(self.bidang, jenis="ADMINISTRATOR")
        self.kasi = pabrik.kepala(self.seksi, jenis="PENGAWAS")
        self.staf = [pabrik.staf(self.seksi) for _ in range(staf)]


@pytest.fixture
def kantor():
    kantor = Kantor()
    hitung_penilai(AWAL, by=None)
    return kantor


def garis(pegawai):
    """[(penilai, atasan, start, end)] in order of time."""
    baris = HubunganPenilai.objects.filter(pegawai=pegawai).order_by("berlaku")
    return [(h.penilai, h.atasan_penilai, h.berlaku.lower, h.berlaku.upper) for h in baris]


def test_setiap_orang_punya_satu_penilai_dan_atasannya(kantor):
    assert garis(kantor.staf[0]) == [(kantor.kasi, kantor.kabid, AWAL, None)]
    assert garis(kantor.kasi) == [(kantor.kabid, kantor.kadis, AWAL, None)]
    assert garis(kantor.kabid) == [(kantor.kadis, kantor.bupati, AWAL, None)]
    assert garis(kantor.kadis) == [(kantor.bupati, None, AWAL, None)]
    assert garis(kantor.bupati) == []
    assert not PenilaiKosong.objects.exists()


def test_menghitung_lagi_tidak_mengubah_apa_pun_dan_tidak_memberi_kabar(kantor):
    sebelum = list(HubunganPenilai.objects.order_by("pk").values())
    ringkasan = hitung_penilai(AWAL, by=None)
    assert ringkasan.berubah == frozenset()
    assert list(HubunganPenilai.objects.order_by("pk").values()) == sebelum
    assert not Peristiwa.objects.exists()


def test_kursi_yang_kosong_mulai_april_memindahkan_penilai_mulai_april(kantor):
    Penugasan.objects.filter(pegawai=kantor.kasi).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    hitung_penilai_unit([kantor.seksi.pk], dt.date(2026, 3, 1), by=None)
    orang = kantor.staf[0]
    assert garis(orang) == [(kantor.kasi, kantor.kabid, AWAL, APRIL), (kantor.kabid, kantor.kadis, APRIL, None)]
    kabar = Peristiwa.objects.filter(nama="penilai_berubah")
    assert set(kabar.values_list("objek_id", flat=True)) == {p.pk for p in kantor.staf} | {kantor.kasi.pk}


def test_masa_yang_sudah_lewat_tidak_ditulis_ulang(kantor):
    Penugasan.objects.filter(pegawai=kantor.kasi).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    hitung_penilai(JULI, by=None)
    orang = kantor.staf[0]
    assert garis(orang) == [(kantor.kasi, kantor.kabid, AWAL, JULI), (kantor.kabid, kantor.kadis, JULI, None)]


def test_penilai_yang_tugas_belajar_digantikan_satu_tingkat_di_atas_selama_ia_pergi(kantor):
    MasaKhusus.objects.create(pegawai=kantor.kasi, jenis="TUBEL", berlaku=sejak(APRIL, JULI))
    hitung_penilai_unit([kantor.seksi.pk], AWAL, by=None)
    assert [x[0] for x in garis(kantor.staf[0])] == [kantor.kasi, kantor.kabid, kantor.kasi]
    assert garis(kantor.kasi) == [(kantor.kabid, kantor.kadis, AWAL, None)]


def test_surat_pendelegasian_ke_kantor_mengikuti_siapa_yang_memimpinnya(kantor):
    surat = Pendelegasian.objects.create(unit_penilai=kantor.dinas, nomor="800/1", tanggal=AWAL, berlaku=sejak(APRIL))
    AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=kantor.staf[0], berlaku=sejak(APRIL))
    hitung_penilai(AWAL, [kantor.staf[0].pk], by=None)
    kini = HubunganPenilai.objects.get(pegawai=kantor.staf[0], berlaku__contains=APRIL)
    assert (kini.penilai, kini.sumber, kini.surat, kini.dasar) == (kantor.kadis, "PUTUSAN", surat, "PENDELEGASIAN")
    assert kantor.staf[0].pk in terdampak([kantor.dinas.pk], APRIL)


def test_surat_ke_kantor_yang_sempat_kosong_tersambung_lagi_ketika_kantor_itu_dipimpin(kantor):
    lain = pabrik.unit("Bidang Lain", kantor.dinas, "BIDANG")
    surat = Pendelegasian.objects.create(unit_penilai=lain, nomor="800/1", tanggal=AWAL, berlaku=sejak(AWAL))
    AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=kantor.staf[0], berlaku=sejak(AWAL))
    hitung_penilai(AWAL, [kantor.staf[0].pk], by=None)
    assert PenilaiKosong.objects.get(pegawai=kantor.staf[0]).masalah == "PENILAI_TIDAK_AKTIF"
    kepala = pabrik.kepala(lain, jenis="ADMINISTRATOR")
    hitung_penilai_unit([lain.pk], AWAL, by=None)
    assert garis(kantor.staf[0]) == [(kepala, kantor.kadis, AWAL, None)]


def test_dua_surat_yang_saling_menunjuk_menjadi_lingkaran_di_daftar_perbaikan(kantor):
    for nomor, (orang, penilai) in enumerate(((kantor.kasi, kantor.staf[0]), (kantor.staf[0], kantor.kasi))):
        surat = Pendelegasian.objects.create(penilai=penilai, nomor=f"800/{nomor}", tanggal=AWAL, berlaku=sejak(APRIL))
        AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=orang, berlaku=sejak(APRIL))
    hitung_penilai(AWAL, by=None)
    masalah = PenilaiKosong.objects.filter(berlaku__contains=JULI)
    assert {(k.pegawai, k.masalah) for k in masalah} == {(kantor.kasi, "LINGKARAN"), (kantor.staf[0], "LINGKARAN")}


def test_bawahan_karena_surat_mendapat_atasan_baru_ketika_penilainya_pindah(kantor):
    lain = pabrik.unit("Dinas Lain", kantor.pemda)
    orang_lain = pabrik.staf(lain)
    surat = Pendelegasian.objects.create(penilai=kantor.kasi, nomor="800/1", tanggal=AWAL, berlaku=sejak(AWAL))
    AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=orang_lain, berlaku=sejak(AWAL))
    hitung_penilai(AWAL, [orang_lain.pk], by=None)
    assert garis(orang_lain) == [(kantor.kasi, kantor.kabid, AWAL, None)]
    kadis_lain = pabrik.kepala(lain)
    Penugasan.objects.filter(pegawai=kantor.kasi).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    pabrik.penugasan(kantor.kasi, lain, "Analis", "JF", sejak=APRIL)
    hitung_penilai(AWAL, [kantor.kasi.pk], by=None)
    assert garis(orang_lain) == [(kantor.kasi, kantor.kabid, AWAL, APRIL), (kantor.kasi, kadis_lain, APRIL, None)]


def _surat(nomor, orang, penilai):
    surat = Pendelegasian.objects.create(penilai=penilai, nomor=nomor, tanggal=AWAL, berlaku=sejak(AWAL))
    return AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=orang, berlaku=sejak(AWAL))


def test_lingkaran_menutup_dan_membuka_untuk_semua_anggotanya(kantor):
    a, b, c = kantor.staf
    _surat("800/1", b, a)
    _surat("800/2", c, b)
    hitung_penilai(AWAL, by=None)
    penutup = _surat("800/3", a, c)
    hitung_penilai(AWAL, [a.pk], by=None)
    assert set(PenilaiKosong.objects.values_list("pegawai", "masalah")) == {(x.pk, "LINGKARAN") for x in (a, b, c)}
    penutup.delete()
    hitung_penilai(AWAL, [a.pk], by=None)
    assert [garis(x)[0][0] for x in (a, b, c)] == [kantor.kasi, a, b]
    assert not PenilaiKosong.objects.exists()


def test_pimpinan_dengan_tugas_tambahan_di_unit_lain_dinilai_di_atas_unit_yang_dipimpinnya(kantor):
    rsud = pabrik.unit("RSUD", kantor.pemda, "UPTD_RSUD")
    pabrik.kepala(rsud)
    puskesmas = pabrik.unit("Puskesmas", kantor.dinas, "UPTD_PUSKESMAS")
    perawat = pabrik.staf(puskesmas)
    dokter = pabrik.staf(rsud, "Dokter", jenis="JF")
    pabrik.penugasan(dokter, puskesmas, "Kepala Puskesmas", "JF", sifat="TUGAS_TAMBAHAN", sejak=APRIL)
    hitung_penilai(AWAL, [dokter.pk, perawat.pk], by=None)
    assert [(x[0], x[2]) for x in garis(dokter)][1:] == [(kantor.kadis, APRIL)]
    assert garis(perawat)[-1] == (dokter, kantor.kadis, APRIL, None)


def test_kadis_yang_menjadi_penjabat_bupati_dinilai_sampai_hari_itu(kantor):
    desember = dt.date(2026, 12, 1)
    Penugasan.objects.filter(pegawai=kantor.bupati).update(berlaku=sejak(dt.date(2020, 1, 1), desember))
    pabrik.penugasan(kantor.kadis, kantor.pemda, "Bupati", "KEPALA_DAERAH", sifat="PJ", sejak=desember)
    hitung_penilai(AWAL, by=None)
    assert garis(kantor.kadis) == [(kantor.bupati, None, AWAL, desember)]
    assert garis(kantor.kabid)[-1] == (kantor.kadis, None, desember, None)


def test_tanpa_kepala_daerah_yang_kosong_adalah_pucuknya(kantor):
    Penugasan.objects.filter(pegawai=kantor.bupati).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    hitung_penilai(AWAL, by=None)
    kosong = PenilaiKosong.objects.get()
    assert (kosong.pegawai, kosong.masalah, kosong.unit) == (kantor.kadis, "PIMPINAN_KOSONG", kantor.pemda)


@pytest.mark.django_db(transaction=True)
def test_perhitungan_tidak_menahan_yang_merujuk_pucuk_pohon(kantor):
    def catat_unit():
        try:
            with transaction.atomic(), connection.cursor() as kursor:
                kursor.execute("SET LOCAL lock_timeout = '2s'")
                MasaKhusus.objects.create(pegawai=kantor.staf[0], jenis="CUTI", berlaku=sejak(AWAL))
                pabrik.penugasan(kantor.staf[1], kantor.pemda, sifat="PLH")
            return None
        except OperationalError as galat:
            return galat
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as kolam:
        hitung_penilai(AWAL, [kantor.staf[2].pk], by=None)
        assert kolam.submit(catat_unit).result() is None


def test_tanpa_pimpinan_sama_sekali_masuk_daftar_dengan_alasan_dan_unitnya(kantor):
    Penugasan.objects.filter(memimpin=True).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    hitung_penilai(AWAL, by=None)
    kosong = PenilaiKosong.objects.get(pegawai=kantor.staf[0])
    assert (kosong.masalah, kosong.unit, kosong.berlaku.lower) == ("PIMPINAN_KOSONG", kantor.seksi, APRIL)
    assert any("Seksi" in a["kalimat"] for a in kosong.alasan)


def test_yang_berhenti_tidak_dicarikan_penilai_lagi(kantor):
    Pegawai.objects.filter(pk=kantor.staf[0].pk).update(berhenti_sejak=APRIL)
    hitung_penilai(AWAL, [kantor.staf[0].pk], by=None)
    assert garis(kantor.staf[0]) == [(kantor.kasi, kantor.kabid, AWAL, APRIL)]


@pytest.mark.parametrize("staf", [1, 3])
def test_biaya_satu_perubahan_tidak_tumbuh_dengan_banyaknya_orang(staf):
    kantor = Kantor(staf=staf)
    hitung_penilai(AWAL, by=None)
    Penugasan.objects.filter(pegawai=kantor.kasi).update(berlaku=sejak(dt.date(2020, 1, 1), APRIL))
    with CaptureQueriesContext(connection) as kueri:
        hitung_penilai_unit([kantor.seksi.pk], AWAL, by=None)
    assert len(kueri) == 37
