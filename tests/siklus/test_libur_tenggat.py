"""The calendar by hand, and clocks: opened once, moved between desks, judged in the week of the office that must act."""

import datetime as dt

import pytest

from kinerja.organisasi.models import MasaUnit
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_TENGGAT, JenisTenggat
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.siklus import actions, langkah_awal, queries
from kinerja.siklus.aturan import ENAM_HARI, LIMA_HARI
from kinerja.siklus.enums import JenisLibur, KeadaanTenggat
from kinerja.siklus.models import HariLibur, Tenggat
from tests import pabrik

pytestmark = pytest.mark.usefixtures("bawaan")
D = dt.date
LIBUR = {"nama": "Hari Jadi Kabupaten", "jenis": JenisLibur.LIBUR_DAERAH, "sumber": "Keputusan Bupati 3/2026"}


@pytest.fixture(autouse=True)
def jenis_uji(monkeypatch):
    """A kind of clock of this test only."""
    monkeypatch.setitem(JENIS_TENGGAT._isi, "uji", JenisTenggat("uji", "Uji", "laporan_data_batas"))


# -- the calendar


def test_muat_dua_kali_tidak_menambah_dan_tidak_menghidupkan_yang_dihapus(admin):
    assert actions.muat_libur(2026, by=admin) > 20
    natal = HariLibur.objects.get(tanggal=D(2026, 12, 25))
    actions.hapus_libur(natal, alasan="Uji", by=admin)
    HariLibur.objects.filter(tanggal=D(2026, 8, 17)).update(nama="HUT ke-81 RI")
    assert actions.muat_libur(2026, by=admin) == 0
    assert D(2026, 12, 25) not in queries.libur(2026)
    assert HariLibur.objects.get(tanggal=D(2026, 8, 17)).nama == "HUT ke-81 RI"


def test_libur_dipilih_per_tahun(admin):
    actions.muat_libur(2026, by=admin)
    assert {d.year for d in queries.libur(2026)} == {2026}
    assert {d.year for d in queries.libur(2026, 2027)} == {2026, 2027}
    assert queries.libur(2026) < queries.libur()


def test_tambah_ubah_hapus_pulihkan(admin):
    libur = actions.tambah_libur(tanggal=D(2026, 12, 8), **LIBUR, by=admin)
    assert D(2026, 12, 8) in queries.libur()
    libur = actions.ubah_libur(libur, tanggal=D(2026, 12, 9), **LIBUR, perkiraan=False, by=admin)
    assert queries.libur() == {D(2026, 12, 9)}
    libur = actions.hapus_libur(libur, alasan="Dibatalkan", by=admin)
    assert queries.libur() == frozenset()
    with pytest.raises(SudahBerubah):
        actions.hapus_libur(libur, alasan="Lagi", by=admin)
    with pytest.raises(SudahBerubah):
        actions.ubah_libur(libur, tanggal=D(2026, 12, 9), **LIBUR, perkiraan=False, by=admin)
    actions.pulihkan_libur(libur, by=admin)
    assert queries.libur() == {D(2026, 12, 9)}
    with pytest.raises(SudahBerubah):
        actions.pulihkan_libur(libur, by=admin)


def test_tanggal_yang_sudah_ada_ditolak_dengan_langkah_berikutnya(admin):
    satu = actions.tambah_libur(tanggal=D(2026, 12, 8), **LIBUR, by=admin)
    dua = actions.tambah_libur(tanggal=D(2026, 12, 9), **LIBUR, by=admin)
    with pytest.raises(Ditolak, match="Ubah baris itu"):
        actions.tambah_libur(tanggal=D(2026, 12, 8), **LIBUR, by=admin)
    with pytest.raises(Ditolak, match="sudah ada dalam kalender"):
        actions.ubah_libur(dua, tanggal=D(2026, 12, 8), **LIBUR, perkiraan=False, by=admin)
    actions.hapus_libur(satu, alasan="Uji", by=admin)
    with pytest.raises(Ditolak, match="Pulihkan"):
        actions.tambah_libur(tanggal=D(2026, 12, 8), **LIBUR, by=admin)


def test_hapus_perlu_alasan(admin):
    libur = actions.tambah_libur(tanggal=D(2026, 12, 8), **LIBUR, by=admin)
    with pytest.raises(Ditolak, match="alasannya"):
        actions.hapus_libur(libur, alasan=" ", by=admin)


# -- clocks


@pytest.fixture
def meja(db):
    return pabrik.unit("Puskesmas Contoh", hari_kerja=6), pabrik.pegawai("Hendra Maulana")


def test_tenggat_disimpan_dengan_versi_parameternya(admin, meja):
    _, orang = meja
    actions.muat_libur(2026, by=admin)
    t = actions.buka_tenggat(orang, "uji", mulai=D(2026, 12, 21), pemegang=orang, by=admin)
    assert (t.batas, t.hari_kerja, t.di_meja_sejak) == (D(2026, 12, 30), 5, D(2026, 12, 21))
    assert t.parameter_versi_id == queries.parameter("laporan_data_batas").versi_id
    assert "5 hari kerja sejak 21 Desember 2026" in t.alasan[0]["kalimat"]
    assert t.alasan[0]["fakta"]["hari libur yang dilewati"] == "2"


def test_pekan_enam_hari_memendekkan_jarak_tanggal(admin, meja):
    unit, orang = meja
    actions.muat_libur(2026, by=admin)
    t = actions.buka_tenggat(unit, "uji", mulai=D(2026, 12, 21), pemegang_unit=unit, by=admin)
    assert (t.batas, t.hari_kerja) == (D(2026, 12, 29), 6)
    jauh = actions.buka_tenggat(orang, "uji", mulai=D(2026, 12, 21), pemegang=orang, kantor=unit, by=admin)
    assert jauh.batas == t.batas


def test_dibuka_dua_kali_jam_pertama_yang_berlaku(admin, meja):
    _, orang = meja
    satu = actions.buka_tenggat(orang, "uji", mulai=D(2026, 11, 2), pemegang=orang, by=admin)
    dua = actions.buka_tenggat(orang, "uji", mulai=D(2026, 11, 20), pemegang=orang, by=admin)
    assert dua == satu
    assert Tenggat.objects.get().mulai == D(2026, 11, 2)


def test_kalender_yang_kosong_disebut_dalam_alasan(admin, meja):
    _, orang = meja
    t = actions.buka_tenggat(orang, "uji", mulai=D(2026, 11, 2), pemegang=orang, by=admin)
    assert "Kalender libur 2026 belum terisi" in t.alasan[-1]["kalimat"]


def test_parameter_pengganti_dan_tanggal_siklus(admin, meja):
    _, orang = meja
    t = actions.buka_tenggat(orang, "uji", pemegang=orang, parameter="evaluasi_tahunan_batas", tahun=2026, by=admin)
    assert (t.mulai, t.batas) == (D(2026, 11, 24), D(2027, 1, 31))


def test_jenis_yang_belum_terdaftar_dan_meja_ganda_adalah_kekeliruan_program(admin, meja):
    unit, orang = meja
    with pytest.raises(LookupError, match="belum terdaftar"):
        actions.buka_tenggat(orang, "lupa", pemegang=orang, by=admin)
    with pytest.raises(TypeError, match="satu orang atau satu unit"):
        actions.buka_tenggat(orang, "uji", pemegang=orang, pemegang_unit=unit, by=admin)
    with pytest.raises(TypeError, match="satu orang atau satu unit"):
        actions.pindahkan_meja(orang, "uji", by=admin)


def test_pindah_meja_mencatat_sejak_kapan_dan_batas_tetap(admin, meja):
    unit, orang = meja
    awal = actions.buka_tenggat(orang, "uji", mulai=D(2026, 11, 16), pemegang=orang, by=admin)
    pindah = actions.pindahkan_meja(orang, "uji", pemegang_unit=unit, by=admin)
    assert (pindah.pemegang, pindah.pemegang_unit, pindah.di_meja_sejak) == (None, unit, D(2026, 11, 24))
    assert pindah.batas == awal.batas
    with jam.pada(D(2026, 11, 25)):
        assert actions.pindahkan_meja(orang, "uji", pemegang_unit=unit, by=admin).di_meja_sejak == D(2026, 11, 24)


def test_selesai_sekali_lalu_jam_tidak_dapat_dipindah(admin, meja):
    _, orang = meja
    actions.buka_tenggat(orang, "uji", mulai=D(2026, 11, 2), pemegang=orang, by=admin)
    actions.selesaikan_tenggat(orang, "uji", by=admin)
    (tampil,) = queries.tenggat_untuk("organisasi.pegawai", [orang.pk]).values()
    assert tampil.keadaan.nilai is KeadaanTenggat.SELESAI_TERLAMBAT
    for ulang in (
        lambda: actions.selesaikan_tenggat(orang, "uji", by=admin),
        lambda: actions.pindahkan_meja(orang, "uji", pemegang=orang, by=admin),
    ):
        with pytest.raises(SudahBerubah):
            ulang()


def test_keterlambatan_dihitung_saat_dibaca_bukan_disimpan(admin, meja):
    unit, _ = meja
    actions.muat_libur(2026, by=admin)
    actions.buka_tenggat(unit, "uji", mulai=D(2026, 11, 16), pemegang_unit=unit, by=admin)  # last day Saturday 21 November
    for hari, keadaan, sisa in [
        (D(2026, 11, 17), KeadaanTenggat.BELUM_DEKAT, 4),
        (D(2026, 11, 18), KeadaanTenggat.DEKAT, 3),
        (D(2026, 11, 21), KeadaanTenggat.DEKAT, 0),
        (D(2026, 11, 22), KeadaanTenggat.LEWAT, 0),
        (D(2026, 11, 24), KeadaanTenggat.LEWAT, -2),
    ]:
        (tampil,) = queries.tenggat_di_meja(None, [unit.pk], hari)
        assert (tampil.keadaan.nilai, tampil.sisa) == (keadaan, sisa), hari
        assert tampil.dekat == (keadaan is not KeadaanTenggat.BELUM_DEKAT)
    assert tampil.di_meja == "Puskesmas Contoh"


@pytest.mark.parametrize("jumlah", [1, 3])
def test_tenggat_banyak_objek_tiga_kueri(admin, meja, jumlah, django_assert_num_queries):
    _, orang = meja
    objek = [pabrik.pegawai() for _ in range(jumlah)]
    for o in objek:
        actions.buka_tenggat(o, "uji", pemegang=orang, by=admin)
    with django_assert_num_queries(3):
        hasil = queries.tenggat_untuk("organisasi.pegawai", [o.pk for o in objek], "uji")
    assert set(hasil) == {(o.pk, "uji") for o in objek}


def test_meja_orang_dan_unit_terdekat_di_atas_yang_selesai_hilang(admin, meja):
    unit, orang = meja
    lain = pabrik.pegawai()
    actions.buka_tenggat(lain, "uji", mulai=D(2026, 11, 23), pemegang=orang, by=admin)
    actions.buka_tenggat(unit, "uji", mulai=D(2026, 11, 9), pemegang_unit=unit, by=admin)
    actions.buka_tenggat(orang, "uji", pemegang=orang, by=admin)
    actions.selesaikan_tenggat(orang, "uji", by=admin)
    assert [x.tenggat.objek_id for x in queries.tenggat_di_meja(orang, [unit.pk])] == [unit.pk, lain.pk]
    assert [x.tenggat.objek_id for x in queries.tenggat_di_meja(orang)] == [lain.pk]
    assert queries.tenggat_di_meja(None) == []


def test_pekan_unit_menurut_tanggal(db):
    unit = pabrik.unit("Sekolah", sampai=D(2026, 7, 1))
    MasaUnit.objects.create(unit=unit, nama="Sekolah", hari_kerja=6, berlaku=(D(2026, 7, 1), None))
    assert queries.hari_kerja_unit(unit.pk, D(2026, 6, 30)) == LIMA_HARI
    assert queries.hari_kerja_unit(unit.pk, D(2026, 7, 1)) == ENAM_HARI
    assert queries.hari_kerja_unit(None, D(2026, 7, 1)) == LIMA_HARI


# -- the first-run checklist


def test_langkah_awal_berpindah_dari_belum_ke_selesai(admin, django_assert_num_queries):
    for langkah in (langkah_awal.langkah_siklus, langkah_awal.langkah_libur, langkah_awal.langkah_parameter):
        with django_assert_num_queries(1):
            selesai, kalimat = langkah()
        assert not selesai
        assert kalimat
    actions.buka_siklus(tahun=2026, by=admin)
    assert langkah_awal.langkah_siklus() == (True, "Siklus 2026 sudah dibuka.")
    assert langkah_awal.langkah_libur()[0]
    for versi in queries.parameter_belum_pasti(D(2026, 11, 24)):
        actions.konfirmasi_parameter(versi, by=admin)
    assert langkah_awal.langkah_parameter()[0]


def test_kalender_dengan_perkiraan_belum_selesai(admin):
    actions.muat_libur(2026, by=admin)
    HariLibur.objects.filter(tanggal=D(2026, 12, 25)).update(perkiraan=True)
    selesai, kalimat = langkah_awal.langkah_libur()
    assert not selesai
    assert "1 masih perkiraan" in kalimat


def test_siklus_tahun_lalu_saja_belum_selesai(admin):
    with jam.pada(D(2025, 1, 2)):
        actions.buka_siklus(tahun=2025, by=admin)
    assert langkah_awal.langkah_siklus() == (False, "Siklus terakhir 2025. Buka siklus 2026.")
