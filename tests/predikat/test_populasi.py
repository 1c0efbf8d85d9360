"""Freezing who is counted where, and opening the evaluations of a period in batches."""

import dataclasses
import datetime as dt

import pytest

from kinerja.organisasi.actions.unit import atur_organisasi
from kinerja.organisasi.models import HubunganPenilai, MasaKhusus, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from predikat.actions import populasi as aksi
from predikat.models import BagianEvaluasi, Evaluasi, PembekuanPopulasi
from predikat.populasi import acuan, orang_populasi
from tests import pabrik
from tests.predikat.pabrik_dokumen import SAAT, bkpsdm, periode
from tests.skp.pabrik import skp_ditetapkan

pytestmark = pytest.mark.django_db
ACUAN = dt.date(2026, 9, 30)


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def buka(d, hari=ACUAN):
    aksi.bekukan(periode(d), hari, by=bkpsdm(d))
    return aksi.buka_evaluasi(periode(d), by=bkpsdm(d))


def milik(orang):
    return Evaluasi.objects.select_related("unit_hitung").get(pegawai=orang)


# -- freezing


def test_hanya_bkpsdm_dan_hanya_sekali(d):
    with pytest.raises(TidakBoleh):
        aksi.bekukan(periode(d), ACUAN, by=d.akun(d.k.kadis))
    beku = aksi.bekukan(periode(d), ACUAN, by=bkpsdm(d))
    assert beku.jumlah == len(orang_populasi(ACUAN)) == Pegawai.objects.exclude(status="NON_ASN").count()
    assert aksi.bekukan(periode(d), ACUAN, by=bkpsdm(d)) == beku
    with pytest.raises(SudahBerubah, match="30 September"):
        aksi.bekukan(periode(d), dt.date(2026, 9, 1), by=bkpsdm(d))


@pytest.mark.parametrize("hari", [dt.date(2026, 6, 30), dt.date(2026, 10, 1)])
def test_tanggal_acuan_dalam_periode(d, hari):
    with pytest.raises(Ditolak, match="Pilih tanggal dalam"):
        aksi.bekukan(periode(d), hari, by=bkpsdm(d))


def test_tanggal_acuan_tidak_di_masa_depan(d):
    tahun = periode(d, "AKHIR", 1)
    with pytest.raises(Ditolak, match="belum tiba"):
        aksi.bekukan(tahun, dt.date(2026, 12, 31), by=bkpsdm(d))


def test_tidak_dibuka_sebelum_dibekukan(d):
    with pytest.raises(Ditolak, match="Bekukan"):
        aksi.buka_evaluasi(periode(d), by=bkpsdm(d))


# -- opening


def test_setiap_orang_satu_dan_dijalankan_lagi_tidak_menambah(d):
    baru = buka(d)
    assert baru == Evaluasi.objects.filter(periode=periode(d)).count() > 10
    assert aksi.buka_evaluasi(periode(d), by=None) == 0
    orang = pabrik.staf(d.k.seksi)
    assert orang.pk not in set(Evaluasi.objects.values_list("pegawai_id", flat=True))
    assert aksi.buka_evaluasi(periode(d), by=None) == 1, "yang terlewat menyusul"


def test_unit_hitung_organisasi_terdekat(d):
    buka(d)
    e = milik(d.k.pelaksana)
    assert (e.unit_hitung, e.unit_dipimpin, e.penilai, e.status) == (d.k.dinas, None, d.k.kasi, "BELUM")


def test_kepala_dihitung_satu_tingkat_di_atas(d):
    d.k.akar.masa.update(organisasi=True)
    buka(d)
    e = milik(d.k.kadis)
    assert (e.unit_hitung, e.unit_dipimpin) == (d.k.akar, d.k.dinas)
    assert milik(d.k.kabid).unit_dipimpin is None, "Bidang bukan organisasi"
    assert not Evaluasi.objects.filter(pegawai=d.k.bupati).exists()


def test_kepala_ikut_dihitung_menurut_parameter(d):
    d.k.akar.masa.update(organisasi=True)
    a = acuan(periode(d), ACUAN)
    aksi.bekukan(periode(d), ACUAN, by=bkpsdm(d))
    aksi.buka_gelombang([d.k.kadis.pk], dataclasses.replace(a, kepala_dihitung=True))
    e = milik(d.k.kadis)
    assert (e.unit_hitung, e.unit_dipimpin) == (d.k.dinas, d.k.dinas)


def test_puskesmas_yang_dinyalakan_menghitung_orangnya(d):
    atur_organisasi(d.k.seksi, True, dt.date(2026, 1, 1), by=None)
    buka(d)
    assert milik(d.k.pelaksana).unit_hitung == d.k.seksi
    assert (milik(d.k.kasi).unit_hitung, milik(d.k.kasi).unit_dipimpin) == (d.k.dinas, d.k.seksi)


def test_kepala_karena_tugas_tambahan(d):
    atur_organisasi(d.k.sekolah, True, dt.date(2026, 1, 1), by=None)
    buka(d)
    e = milik(d.k.kepsek)
    assert (e.unit_hitung, e.unit_dipimpin, e.sumber) == (d.k.dinas_lain, d.k.sekolah, "RUANG_GTK")


@pytest.mark.parametrize(
    ("jenis", "sumber", "status"),
    [
        ("CLTN", "LOKAL", "TIDAK_DIEVALUASI"),
        ("TUBEL", "TUBEL", "BELUM"),
        ("DIPERBANTUKAN", "LUAR", "BELUM"),
        ("CUTI", "LOKAL", "BELUM"),
    ],
)
def test_masa_khusus(d, jenis, sumber, status):
    pabrik.masa_khusus(d.k.rekan, jenis, sejak=dt.date(2026, 8, 1))
    buka(d)
    e = milik(d.k.rekan)
    assert (e.sumber, e.status, bool(e.alasan_tidak_dievaluasi)) == (sumber, status, status == "TIDAK_DIEVALUASI")


def test_masa_khusus_yang_sudah_berakhir_tidak_berlaku(d):
    MasaKhusus.objects.all().delete()
    pabrik.masa_khusus(d.k.rekan, "CLTN", sejak=dt.date(2026, 1, 1), sampai=ACUAN)
    buka(d)
    assert milik(d.k.rekan).status == "BELUM"


def test_guru_di_ruang_gtk(d):
    buka(d)
    assert milik(d.k.guru).sumber == "RUANG_GTK"


def test_penilai_berganti_menjadi_dua_bagian(d):
    skp_ditetapkan(d, d.k.pelaksana)
    HubunganPenilai.objects.filter(pegawai=d.k.pelaksana).delete()
    pabrik.hubungan(d.k.pelaksana, d.k.kabid, d.k.kadis, sejak=dt.date(2026, 1, 1), sampai=dt.date(2026, 8, 17))
    pabrik.hubungan(d.k.pelaksana, d.k.kasi, d.k.kabid, sejak=dt.date(2026, 8, 17))
    buka(d)
    e = milik(d.k.pelaksana)
    bagian = list(e.bagian.all())
    assert e.penilai == d.k.kasi
    assert [(b.penilai, b.rentang.lower, b.rentang.upper) for b in bagian] == [
        (d.k.kabid, dt.date(2026, 7, 1), dt.date(2026, 8, 17)),
        (d.k.kasi, dt.date(2026, 8, 17), dt.date(2026, 10, 1)),
    ]


def test_tanpa_penilai_tetap_dibuka(d):
    HubunganPenilai.objects.filter(pegawai=d.k.rekan).delete()
    buka(d)
    assert milik(d.k.rekan).penilai is None


# -- cost


def test_paling_banyak_sebelas_kueri_per_gelombang(d, django_assert_num_queries):
    orang = [pabrik.staf(d.k.seksi).pk for _ in range(60)]
    for pk in orang:
        pabrik.hubungan(Pegawai(pk=pk), d.k.kasi, d.k.kabid, sejak=dt.date(2026, 1, 1))
    aksi.bekukan(periode(d), ACUAN, by=bkpsdm(d))
    a = acuan(periode(d), ACUAN)
    with django_assert_num_queries(11):  # savepoint, lock, those that are there, five reads, two writes, release
        assert aksi.buka_gelombang(orang[:3], a) == 3
    with django_assert_num_queries(11):
        assert aksi.buka_gelombang(orang, a) == 57
    with django_assert_num_queries(4):
        assert aksi.buka_gelombang(orang, a) == 0
    assert BagianEvaluasi.objects.filter(evaluasi__pegawai__in=orang).count() == 60


def test_pekerjaan_melanjutkan_di_tempat_terhenti(d, monkeypatch):
    monkeypatch.setattr(aksi, "PER_GELOMBANG", 4)
    langkah = []

    def laporkan(selesai, jumlah, catatan=""):
        langkah.append(selesai)
        if len(langkah) == 2:
            raise RuntimeError("mati")

    aksi.bekukan(periode(d), ACUAN, by=bkpsdm(d))
    with pytest.raises(RuntimeError):
        aksi.buka_evaluasi(periode(d), by=None, laporkan=laporkan)
    tengah = Evaluasi.objects.count()
    assert 0 < tengah <= 8
    aksi.buka_evaluasi(periode(d), by=None)
    assert Evaluasi.objects.count() == PembekuanPopulasi.objects.get().jumlah - len(_tak_berunit(d))


def _tak_berunit(d):
    """Heads of the units below the root count in the root, which is no organisasi in the small kabupaten: they stay."""
    ada = set(Evaluasi.objects.values_list("pegawai_id", flat=True))
    return [pk for pk in orang_populasi(ACUAN) if pk not in ada]


def test_pekerjaan_diminta_dua_kali_satu(d):
    with jam.pada(SAAT):
        satu = aksi.minta_buka(periode(d), ACUAN, by=bkpsdm(d))
        dua = aksi.minta_buka(periode(d), ACUAN, by=bkpsdm(d))
    assert satu.pk == dua.pk
    aksi.jalankan(satu, lambda *_: None)
    assert Evaluasi.objects.exists()
