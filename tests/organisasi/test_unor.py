"""The unit tree from a file: order, circles, unknown parents, kinds, dated names."""

import csv
import datetime as dt

import pytest

from kinerja.organisasi.enums import JenisUnit
from kinerja.organisasi.models import MasaUnit, UnitKerja
from kinerja.organisasi.unor import hari_kerja, jenis_unit
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG
from tests.siasn import DEMO, impor, tulis_csv

pytestmark = pytest.mark.django_db
ACUAN = dt.date(2026, 1, 31)


def u(id_, induk="", nama=None, **lain):
    return {
        "Id": id_,
        "DiatasanId": induk,
        "NamaUnor": nama or f"Unit {id_}",
        "NamaJabatan": f"Kepala {id_}",
        "Kode": "",
    } | lain


@pytest.fixture
def jalankan(tmp_path):
    return lambda *baris, acuan=ACUAN: impor("unor", tulis_csv(tmp_path / "u.csv", list(baris)), acuan)


def hitungan(h):
    return h.jumlah(BARU), h.jumlah(BERUBAH), h.tetap, h.jumlah(HILANG), len(h.ditolak), len(h.ganda)


def induk(id_):
    atas = UnitKerja.objects.get_parent(UnitKerja.objects.get(siasn_id=id_))
    return atas.siasn_id if atas else None


def test_pohon_contoh_utuh_dan_tidak_berubah_bila_diulang():
    assert hitungan(impor("unor", DEMO / "ref_unor.csv", ACUAN)) == (488, 0, 0, 0, 0, 0)
    assert UnitKerja.objects.find_problems() == ([], [], [], [], [])
    with (DEMO / "ref_unor.csv").open(encoding="utf-8") as f:
        for b in csv.DictReader(f):
            assert induk(b["Id"]) == (b["DiatasanId"] or None)
    assert MasaUnit.objects.count() == 488
    assert MasaUnit.objects.get(unit__kode="04").singkatan == "DISDIKBUD"
    assert hitungan(impor("unor", DEMO / "ref_unor.csv", ACUAN)) == (0, 0, 488, 0, 0, 0)


def test_anak_boleh_tertulis_sebelum_induknya(jalankan):
    assert hitungan(jalankan(u("C", "B"), u("B", "A"), u("A"))) == (3, 0, 0, 0, 0, 0)
    assert (induk("C"), induk("B"), induk("A")) == ("B", "A", None)
    assert UnitKerja.objects.find_problems() == ([], [], [], [], [])


def test_lingkaran_dan_induk_tak_dikenal_ditolak_beserta_turunannya(jalankan):
    h = jalankan(u("A"), u("B", "C"), u("C", "B"), u("D", "X"), u("E", "D"), u("F", "A"))
    assert hitungan(h) == (2, 0, 0, 0, 4, 0)
    alasan = {t.baris: t.alasan for t in h.ditolak}
    assert "berputar" in alasan[3]
    assert "berputar" in alasan[4]
    assert "DiatasanId tidak dikenal (X)" in alasan[5]
    assert "Unit di atasnya ditolak" in alasan[6]


def test_id_dan_nama_kosong_ditolak_dan_ganda_ditahan(jalankan):
    h = jalankan(u("A"), u("", "A"), u("B", "A", NamaUnor=""), u("C", "A"), u("C", "A"), u("D", "A"), u("D", "A", nama="Lain"))
    assert hitungan(h) == (2, 0, 0, 0, 2, 4)
    assert [t.alasan.startswith("Sama persis") for t in h.ganda] == [True, True, False, False]


def test_induk_yang_sudah_tersimpan_boleh_di_luar_berkas(jalankan):
    jalankan(u("A"), u("B", "A"))
    assert hitungan(jalankan(u("C", "B"))) == (1, 0, 0, 2, 0, 0)
    assert induk("C") == "B"
    assert UnitKerja.objects.find_problems() == ([], [], [], [], [])


def test_ganti_nama_menutup_masa_yang_lama(jalankan):
    jalankan(u("A"), u("B", "A"))
    h = jalankan(u("A"), u("B", "A", nama="Nama Baru"))
    assert hitungan(h) == (0, 1, 1, 0, 0, 0)
    masa = MasaUnit.objects.filter(unit__siasn_id="B").order_by("berlaku")
    assert [(m.nama, m.berlaku.upper) for m in masa] == [("Unit B", ACUAN), ("Nama Baru", None)]
    jalankan(u("A"), u("B", "A", nama="Nama Betul"))
    assert [m.nama for m in masa.all()] == ["Unit B", "Nama Betul"]
    assert UnitKerja.objects.get(siasn_id="B").nama_kini == "Nama Betul"


def test_pindah_induk(jalankan):
    jalankan(u("A"), u("B", "A"), u("C", "A"), u("D", "B"))
    h = jalankan(u("A"), u("B", "A"), u("C", "A"), u("D", "C"))
    assert [(x.kolom, x.lama, x.baru) for b in h.beda for x in b.ubah] == [("Unit di atasnya", "Unit B", "Unit C")]
    assert induk("D") == "C"
    assert UnitKerja.objects.find_problems() == ([], [], [], [], [])
    assert MasaUnit.objects.pada(ACUAN).get(unit__siasn_id="D").induk.siasn_id == "C"


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("SD Negeri Baru 1", JenisUnit.UPTD_SATPEN),
        ("PAUD Terpadu Baru", JenisUnit.UPTD_SATPEN),
        ("UPTD Puskesmas Baru", JenisUnit.UPTD_PUSKESMAS),
        ("Rumah Sakit Umum Daerah Baru", JenisUnit.UPTD_RSUD),
        ("Satuan Polisi Pamong Praja", JenisUnit.SATPOLPP),
        ("Sekretariat DPRD", JenisUnit.SETWAN),
        ("Sekretariat Daerah", JenisUnit.SETDA),
        ("Sekretariat Dinas Baru", JenisUnit.SEKRETARIAT),
        ("Subbagian Keuangan", JenisUnit.SUBBAGIAN),
        ("Bidang Baru", JenisUnit.BIDANG),
        ("Kantor Apa Saja", JenisUnit.LAINNYA),
    ],
)
def test_jenis_dari_nama(nama, jenis):
    assert jenis_unit("tak-terdaftar", nama) is jenis


def test_hari_kerja_diwarisi_ke_bawah():
    assert [hari_kerja(JenisUnit.SATPOLPP, 5), hari_kerja(JenisUnit.SEKSI, 6), hari_kerja(JenisUnit.SEKSI, 5)] == [6, 6, 5]
