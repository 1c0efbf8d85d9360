"""An export against a real database: new, changed, unchanged, gone; positions over time; who leads; history."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.organisasi.models import (
    HubunganPenilai,
    Jabatan,
    MasaKhusus,
    MasaUnit,
    Pegawai,
    PenilaiKosong,
    Penugasan,
    UnitKerja,
)
from kinerja.plumbing import jam
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_siklus
from kinerja.siklus.models import Periode
from tests import pabrik
from tests.siasn import DEMO, UNIT, impor, orang, tulis_xlsx

pytestmark = pytest.mark.django_db
ACUAN = dt.date(2026, 1, 31)
LAIN = "B" * 32
KEPALA = {"JENIS JABATAN ID": "1", "ESELON NAMA": "II.b", "JABATAN NAMA": "Kepala Dinas Contoh", "JABATAN ID": "K1"}


@pytest.fixture
def dinas():
    akar = pabrik.unit("Pemerintah", jenis="PEMDA")
    satu = pabrik.unit("Dinas Contoh", akar)
    dua = pabrik.unit("Dinas Lain", akar)
    for u, id_ in ((satu, UNIT), (dua, LAIN)):
        UnitKerja.objects.filter(pk=u.pk).update(siasn_id=id_)
    return satu


@pytest.fixture
def jalankan(tmp_path, dinas):
    def _jalankan(*baris, acuan=ACUAN, terapkan=True):
        return impor("siasn", tulis_xlsx(tmp_path / "x.xlsx", list(baris)), acuan, terapkan=terapkan)

    return _jalankan


def hitungan(hasil):
    return hasil.jumlah(BARU), hasil.jumlah(BERUBAH), hasil.tetap, hasil.jumlah(HILANG)


def ubah(hasil, kolom):
    return next((u.lama, u.baru) for b in hasil.beda for u in b.ubah if u.kolom == kolom)


def definitif(nip):
    isi = Penugasan.objects.filter(pegawai__nip=nip, sifat="DEFINITIF").order_by("berlaku")
    return [(p.jabatan.nama, p.unit.nama_kini, p.berlaku.lower, p.berlaku.upper, p.memimpin) for p in isi]


# -- the whole sample


def test_ekspor_contoh_diterapkan_lalu_diulang(django_assert_max_num_queries):
    impor("unor", DEMO / "ref_unor.csv", ACUAN)
    with django_assert_max_num_queries(75):
        hasil = impor("siasn", DEMO / "ekspor_siasn.xlsx", ACUAN)
    assert hitungan(hasil) == (4531, 0, 0, 0)
    assert (len(hasil.ditolak), len(hasil.ganda), hasil.catatan) == (59, 38, [])
    assert Pegawai.objects.count() == 4531
    assert Penugasan.objects.filter(memimpin=True).count() == 268
    berpenilai = set(HubunganPenilai.objects.pada(ACUAN).values_list("pegawai_id", flat=True))
    kosong = set(PenilaiKosong.objects.pada(ACUAN).values_list("pegawai_id", flat=True))
    assert not berpenilai & kosong
    assert berpenilai | kosong == set(Pegawai.objects.filter(berhenti_sejak=None).values_list("pk", flat=True))
    assert not Pegawai.objects.filter(cari=None).exists()
    _sama_dengan_riwayat()

    ulang = impor("siasn", DEMO / "ekspor_siasn.xlsx", ACUAN)
    assert hitungan(ulang) == (0, 0, 4531, 0)
    with connection.cursor() as k:
        k.execute("SELECT count(*) FROM organisasi_pegawaievent WHERE pgh_label <> 'insert'")
        assert k.fetchone() == (0,)

    tambahan = impor("tugas_tambahan", DEMO / "tugas_tambahan.xlsx", ACUAN)
    assert hitungan(tambahan) == (219, 0, 0, 0)
    assert hitungan(impor("tugas_tambahan", DEMO / "tugas_tambahan.xlsx", ACUAN)) == (0, 0, 219, 0)
    assert hitungan(impor("siasn", DEMO / "ekspor_siasn.xlsx", ACUAN)) == (0, 0, 4531, 0)
    assert Penugasan.objects.filter(memimpin=True).count() == 487


def _sama_dengan_riwayat():
    """The history written at once says what the rows say, one event per row."""
    for tabel, peristiwa, kolom in (
        ("organisasi_pegawai", "organisasi_pegawaievent", "nip, nama, status, golongan, lahir, kedudukan_hukum"),
        ("organisasi_penugasan", "organisasi_penugasanevent", "pegawai_id, jabatan_id, unit_id, sifat, memimpin, berlaku"),
        ("organisasi_hubunganpenilai", "organisasi_hubunganpenilaievent", "pegawai_id, penilai_id, dasar, berlaku"),
    ):
        with connection.cursor() as k:
            k.execute(
                f"SELECT (SELECT count(*) FROM {tabel}), (SELECT count(*) FROM {peristiwa}),"
                f" (SELECT count(*) FROM"
                f" (SELECT id, {kolom} FROM {tabel} EXCEPT SELECT pgh_obj_id, {kolom} FROM {peristiwa}) x)"
            )
            baris, kejadian, beda = k.fetchone()
        assert (baris, beda) == (kejadian, 0), tabel


# -- people


def test_baru_lalu_tetap(jalankan):
    assert hitungan(jalankan(orang(1), orang(2))) == (2, 0, 0, 0)
    assert hitungan(jalankan(orang(1), orang(2))) == (0, 0, 2, 0)
    p = Pegawai.objects.get(pns_id="P1")
    assert (p.nama, p.golongan, p.lahir, p.jk, p.status) == ("Pegawai Contoh 1", "III/c", dt.date(1990, 3, 17), "P", "PNS")


def test_pratinjau_tidak_menulis_apa_pun(jalankan):
    assert hitungan(jalankan(orang(1), terapkan=False)) == (1, 0, 0, 0)
    assert not Pegawai.objects.exists()
    assert not Jabatan.objects.exists()


def test_berubah_kolom_demi_kolom(jalankan):
    jalankan(orang(1), orang(2))
    hasil = jalankan(orang(1, NAMA="Nama Baru", **{"GOL AKHIR ID": "34", "GOL AKHIR NAMA": "III/d"}), orang(2))
    assert hitungan(hasil) == (0, 1, 1, 0)
    assert ubah(hasil, "Nama") == ("Pegawai Contoh 1", "Nama Baru")
    assert ubah(hasil, "Golongan") == ("III/c", "III/d")
    assert Pegawai.objects.get(pns_id="P1").golongan == "III/d"


def test_hilang_ditandai_tidak_dihapus_dan_kembali(jalankan):
    jalankan(orang(1), orang(2))
    hasil = jalankan(orang(1))
    assert hitungan(hasil) == (0, 0, 1, 1)
    assert Pegawai.objects.get(pns_id="P2").hilang_sejak == ACUAN
    nanti = jalankan(orang(1), acuan=dt.date(2026, 6, 1))
    assert hitungan(nanti) == (0, 0, 1, 1)
    assert Pegawai.objects.get(pns_id="P2").hilang_sejak == ACUAN
    assert hitungan(jalankan(orang(1), orang(2))) == (0, 1, 1, 0)
    assert Pegawai.objects.get(pns_id="P2").hilang_sejak is None


def test_baris_ditolak_dan_ditahan_bukan_hilang(jalankan):
    jalankan(orang(1), orang(2), orang(3))
    hasil = jalankan(orang(1, NAMA=None), orang(2), orang(2, NAMA="Lain"), orang(3, **{"NIP BARU": "1"}))
    assert hitungan(hasil) == (0, 0, 0, 0)


def test_yang_dimasukkan_dengan_tangan_dikenali_dari_nip_dan_tidak_pernah_hilang(jalankan):
    pabrik.pegawai("Pegawai Contoh 1", nip=orang(1)["NIP BARU"])
    pabrik.pegawai("Tangan")
    hasil = jalankan(orang(1))
    assert hitungan(hasil) == (0, 1, 0, 0)
    assert ubah(hasil, "PNS ID") == ("", "P1")
    assert Pegawai.objects.count() == 2


def test_nip_milik_orang_lain_ditolak(jalankan):
    jalankan(orang(1), orang(2))
    hasil = jalankan(orang(1, **{"NIP BARU": orang(2)["NIP BARU"]}))
    assert "NIP sudah tercatat pada pegawai lain" in hasil.ditolak[0].alasan
    hasil = jalankan(orang(1, **{"PNS ID": "P9"}))
    assert "PNS ID lain" in hasil.ditolak[0].alasan
    assert Pegawai.objects.count() == 2


def test_nip_berganti_pada_pns_id_yang_sama(jalankan):
    jalankan(orang(1))
    hasil = jalankan(orang(1, **{"NIP BARU": "199003172014022999"}))
    assert ubah(hasil, "NIP") == (orang(1)["NIP BARU"], "199003172014022999")
    assert Pegawai.objects.get().nip == "199003172014022999"


# -- positions


def test_jabatan_berganti_menutup_yang_lama_pada_tmt_baru(jalankan):
    jalankan(orang(1))
    hasil = jalankan(orang(1, **{"JABATAN NAMA": "Perawat Ahli Muda", "JENIS JABATAN ID": "2", "TMT JABATAN": "01-01-2026"}))
    assert ubah(hasil, "Jabatan") == ("Pengadministrasi Perkantoran", "Perawat Ahli Muda")
    assert definitif(orang(1)["NIP BARU"]) == [
        ("Pengadministrasi Perkantoran", "Dinas Contoh", dt.date(2022, 1, 1), dt.date(2026, 1, 1), False),
        ("Perawat Ahli Muda", "Dinas Contoh", dt.date(2026, 1, 1), None, False),
    ]
    assert Jabatan.objects.get(nama="Perawat Ahli Muda").jenjang_jf == "MU"


def test_koreksi_pada_tmt_yang_sama_memperbaiki_di_tempat(jalankan):
    jalankan(orang(1))
    jalankan(orang(1, **{"UNOR ID": LAIN, "JABATAN NAMA": "Arsiparis Terampil", "JENIS JABATAN ID": "2"}))
    assert definitif(orang(1)["NIP BARU"]) == [("Arsiparis Terampil", "Dinas Lain", dt.date(2022, 1, 1), None, False)]


def test_tmt_saja_yang_berubah_diperbaiki_di_tempat(jalankan):
    jalankan(orang(1))
    hasil = jalankan(orang(1, **{"TMT JABATAN": "01-06-2021"}))
    assert ubah(hasil, "TMT jabatan") == ("1 Januari 2022", "1 Juni 2021")
    assert [d[2] for d in definitif(orang(1)["NIP BARU"])] == [dt.date(2021, 6, 1)]


def test_tmt_kosong_tidak_mengubah_jabatan_yang_sama(jalankan):
    jalankan(orang(1))
    assert hitungan(jalankan(orang(1, **{"TMT JABATAN": None}))) == (0, 0, 1, 0)
    jalankan(orang(1, **{"TMT JABATAN": None, "UNOR ID": LAIN}))
    assert [d[1:4] for d in definitif(orang(1)["NIP BARU"])] == [
        ("Dinas Contoh", dt.date(2022, 1, 1), ACUAN),
        ("Dinas Lain", ACUAN, None),
    ]


def test_jabatan_tercatat_yang_lebih_baru_tidak_ditimpa(jalankan):
    jalankan(orang(1))
    hasil = jalankan(orang(1, **{"UNOR ID": LAIN, "TMT JABATAN": "01-01-2020"}))
    assert "Jabatan yang tercatat lebih baru" in hasil.ditolak[0].alasan
    assert len(definitif(orang(1)["NIP BARU"])) == 1


def test_tmt_mundur_ke_dalam_jabatan_sebelumnya(jalankan):
    jalankan(orang(1))
    jalankan(orang(1, **{"UNOR ID": LAIN, "TMT JABATAN": "01-01-2025"}))
    jalankan(orang(1, **{"UNOR ID": LAIN, "TMT JABATAN": "01-06-2024"}))
    assert [d[2:4] for d in definitif(orang(1)["NIP BARU"])] == [
        (dt.date(2022, 1, 1), dt.date(2024, 6, 1)),
        (dt.date(2024, 6, 1), None),
    ]
    hasil = jalankan(orang(1, **{"UNOR ID": LAIN, "TMT JABATAN": "01-01-2022"}))
    assert "mendahului jabatan lain" in hasil.ditolak[0].alasan


def test_penugasan_yang_sudah_direncanakan_tidak_tertimpa(jalankan, dinas):
    jalankan(orang(1))
    p = Pegawai.objects.get(pns_id="P1")
    Penugasan.objects.filter(pegawai=p).update(berlaku=sejak(dt.date(2022, 1, 1), dt.date(2026, 7, 1)))
    lain = UnitKerja.objects.get(siasn_id=LAIN)
    pabrik.penugasan(p, lain, sejak=dt.date(2026, 7, 1))
    assert hitungan(jalankan(orang(1))) == (0, 0, 1, 0)
    jalankan(orang(1, **{"JABATAN NAMA": "Arsiparis Terampil", "JENIS JABATAN ID": "2", "TMT JABATAN": "15-01-2026"}))
    assert [d[2:4] for d in definitif(p.nip)] == [
        (dt.date(2022, 1, 1), dt.date(2026, 1, 15)),
        (dt.date(2026, 1, 15), dt.date(2026, 7, 1)),
        (dt.date(2026, 7, 1), None),
    ]


def test_eselon_yang_tidak_tertulis_bukan_perubahan(jalankan):
    jalankan(orang(1, **KEPALA))
    tanpa = {**KEPALA, "ESELON NAMA": None, "JABATAN NAMA": "Kepala Dinas Contoh"}
    assert hitungan(jalankan(orang(1, **tanpa))) == (0, 0, 1, 0)


# -- who leads


def test_kepala_memimpin_dan_menjadi_penilai(jalankan):
    jalankan(orang(1, **KEPALA), orang(2))
    assert definitif(orang(1)["NIP BARU"])[0][4] is True
    assert HubunganPenilai.objects.pada(ACUAN).get(pegawai__pns_id="P2").penilai.pns_id == "P1"
    assert Jabatan.objects.get(nama="Kepala Dinas Contoh").jenis == "JPT_PRATAMA"


def test_dua_kepala_satu_unit_yang_kedua_tanpa_memimpin_dan_dilaporkan(jalankan):
    hasil = jalankan(orang(1, **KEPALA), orang(2, **KEPALA))
    assert hitungan(hasil) == (2, 0, 0, 0)
    assert hasil.catatan == [
        "Baris 3: Pegawai Contoh 2 tidak dijadikan pimpinan Dinas Contoh, karena baris 2 (Pegawai Contoh 1) juga menyatakannya."
    ]
    assert [definitif(orang(n)["NIP BARU"])[0][4] for n in (1, 2)] == [True, False]
    assert hitungan(jalankan(orang(2, **KEPALA), orang(1, **KEPALA))) == (0, 0, 2, 0)


def test_pergantian_kepala(jalankan):
    jalankan(orang(1, **KEPALA), orang(2))
    hasil = jalankan(
        orang(1, **{"UNOR ID": LAIN, "JABATAN NAMA": "Penelaah Teknis Kebijakan", "TMT JABATAN": "02-01-2026"}),
        orang(2, **KEPALA, **{"TMT JABATAN": "02-01-2026"}),
    )
    assert hasil.catatan == []
    assert [d[2:] for d in definitif(orang(2)["NIP BARU"])][-1] == (dt.date(2026, 1, 2), None, True)
    assert [d[4] for d in definitif(orang(1)["NIP BARU"])] == [True, False]
    assert HubunganPenilai.objects.pada(ACUAN).filter(pegawai__pns_id="P2").count() == 0


def test_kepala_baru_mulai_sebelum_yang_lama_berakhir(jalankan):
    jalankan(orang(1, **KEPALA), orang(2))
    jalankan(
        orang(1, **{"UNOR ID": LAIN, "JABATAN NAMA": "Penelaah Teknis Kebijakan", "TMT JABATAN": "20-01-2026"}),
        orang(2, **KEPALA, **{"TMT JABATAN": "02-01-2026"}),
    )
    assert definitif(orang(1)["NIP BARU"])[0][2:] == (dt.date(2022, 1, 1), dt.date(2026, 1, 2), True)
    assert definitif(orang(2)["NIP BARU"])[-1][2:] == (dt.date(2026, 1, 2), None, True)


def test_kepala_yang_hilang_digantikan(jalankan):
    jalankan(orang(1, **KEPALA), orang(2))
    hasil = jalankan(orang(2, **KEPALA, **{"TMT JABATAN": "02-01-2026"}))
    assert "Pegawai Contoh 1 tidak ada di berkas" in hasil.catatan[0]
    assert definitif(orang(1)["NIP BARU"])[0][3] == dt.date(2026, 1, 2)
    assert definitif(orang(2)["NIP BARU"])[-1][4] is True


def test_kepala_yang_barisnya_ditolak_tidak_digeser(jalankan):
    jalankan(orang(1, **KEPALA), orang(2))
    hasil = jalankan(orang(1, **KEPALA, NAMA=None), orang(2, **KEPALA, **{"TMT JABATAN": "02-01-2026"}))
    assert "masih tercatat memimpin" in hasil.catatan[0]
    assert definitif(orang(2)["NIP BARU"])[-1][4] is False


def test_pimpinan_yang_ditunjuk_dengan_tangan_tetap(jalankan):
    jalankan(orang(1), orang(2))
    Penugasan.objects.filter(pegawai__pns_id="P1").update(memimpin=True)
    assert hitungan(jalankan(orang(1), orang(2))) == (0, 0, 2, 0)
    assert "masih tercatat memimpin" in jalankan(orang(1), orang(2, **KEPALA)).catatan[0]


def test_kepala_bertukar_unit_pada_hari_yang_sama(jalankan):
    kedua = KEPALA | {"JABATAN NAMA": "Kepala Dinas Lain", "UNOR ID": LAIN}
    jalankan(orang(1, **KEPALA), orang(2, **kedua))
    hasil = jalankan(orang(1, **kedua, **{"TMT JABATAN": "02-01-2026"}), orang(2, **KEPALA, **{"TMT JABATAN": "02-01-2026"}))
    assert (hitungan(hasil), hasil.catatan) == ((0, 2, 0, 0), [])
    kini = Penugasan.objects.pada(ACUAN).filter(memimpin=True)
    assert set(kini.values_list("pegawai__pns_id", "unit__siasn_id")) == {("P1", LAIN), ("P2", UNIT)}


def test_kepala_bertukar_unit_sebagai_koreksi(jalankan):
    """Same TMT: both rows change in place, and the constraint looks at each row as it is written."""
    kedua = KEPALA | {"JABATAN NAMA": "Kepala Dinas Lain", "UNOR ID": LAIN}
    jalankan(orang(1, **KEPALA), orang(2, **kedua))
    jalankan(orang(1, **kedua), orang(2, **KEPALA))
    kini = Penugasan.objects.pada(ACUAN).filter(memimpin=True)
    assert set(kini.values_list("pegawai__pns_id", "unit__siasn_id")) == {("P1", LAIN), ("P2", UNIT)}


# -- away, left


def test_masa_khusus_mengikuti_kedudukan_hukum(jalankan):
    tubel = {"KEDUDUKAN HUKUM ID": "03", "KEDUDUKAN HUKUM NAMA": "Tugas Belajar"}
    jalankan(orang(1, **KEPALA, **tubel), orang(2))
    masa = MasaKhusus.objects.get()
    assert (masa.jenis, masa.berlaku.lower, masa.berlaku.upper) == ("TUBEL", ACUAN, None)
    assert not HubunganPenilai.objects.pada(ACUAN).filter(penilai__pns_id="P1").exists()
    juni = dt.date(2026, 6, 1)
    assert hitungan(jalankan(orang(1, **KEPALA, **tubel), orang(2), acuan=juni)) == (0, 0, 2, 0)
    jalankan(orang(1, **KEPALA), orang(2), acuan=juni)
    assert MasaKhusus.objects.get().berlaku.upper == juni
    assert HubunganPenilai.objects.pada(juni).get(pegawai__pns_id="P2").penilai.pns_id == "P1"


def test_masa_khusus_bersurat_tidak_disentuh(jalankan):
    jalankan(orang(1))
    pabrik.masa_khusus(Pegawai.objects.get(pns_id="P1"), "CLTN")
    assert hitungan(jalankan(orang(1))) == (0, 0, 1, 0)
    assert MasaKhusus.objects.get().berlaku.upper is None


def test_pensiun_menutup_jabatan_dan_tidak_dihitung_hilang(jalankan):
    jalankan(orang(1), orang(2))
    hasil = jalankan(orang(1, **{"KEDUDUKAN HUKUM ID": "99", "KEDUDUKAN HUKUM NAMA": "Pensiun"}), orang(2))
    assert hitungan(hasil) == (0, 1, 1, 0)
    assert Pegawai.objects.get(pns_id="P1").berhenti_sejak == ACUAN
    assert definitif(orang(1)["NIP BARU"])[0][3] == ACUAN
    assert hitungan(jalankan(orang(2), acuan=dt.date(2026, 2, 1))) == (0, 0, 1, 0)


# -- cost


def test_jumlah_kueri_tidak_tumbuh_dengan_jumlah_baris(jalankan):
    def kueri(*baris):
        with CaptureQueriesContext(
            connection,
        ) as tangkap:
            jalankan(*baris)
        return len(tangkap)

    jalankan(*(orang(n) for n in range(1, 4)))
    satu = kueri(orang(1, NAMA="A"), orang(2), orang(3))
    tiga = kueri(*(orang(n, NAMA=f"B{n}") for n in range(1, 4)))
    banyak = kueri(*(orang(n) for n in range(1, 64)))
    assert tiga == satu
    assert banyak <= satu + 10


def test_unit_berkedudukan_hari_kerja(dinas):
    impor("unor", DEMO / "ref_unor.csv", ACUAN)
    enam = MasaUnit.objects.filter(hari_kerja=6, unit__siasn_id__isnull=False).values_list("jenis", flat=True)
    assert set(enam) >= {"UPTD_SATPEN", "UPTD_PUSKESMAS", "UPTD_RSUD", "SATPOLPP"}
    assert not MasaUnit.objects.filter(hari_kerja=6, jenis__in=["DINAS", "KECAMATAN", "BADAN"]).exists()


@pytest.mark.parametrize(
    ("dibuka", "status", "sejak_"),
    [
        (dt.date(2025, 1, 2), "BELUM", dt.date(2025, 7, 1)),
        (dt.date(2026, 11, 24), "DITUTUP", dt.date(2026, 1, 1)),
    ],
)
def test_penilai_tahun_yang_belum_ditutup_ikut_dihitung(jalankan, dinas, dibuka, status, sejak_):
    """On 10 January last year is still being assessed: whoever moved in it has the right assessor in it."""
    with jam.pada(dibuka):
        buka_siklus(tahun=2025, by=None)
    assert Periode.objects.get(jenis="AKHIR").status == status
    kepala = pabrik.kepala(dinas)
    jalankan(orang(1, **{"TMT JABATAN": "01-07-2025"}), acuan=dt.date(2026, 1, 10))
    (hubungan,) = HubunganPenilai.objects.filter(penilai=kepala)
    assert hubungan.berlaku.lower == sejak_
