"""The calendar: laws that hold for every date, and dates worked out by hand."""

import datetime as dt
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.siklus import aturan
from kinerja.siklus.aturan import ENAM_HARI, LIMA_HARI, hari_kerja_antara, tambah_hari_kerja
from kinerja.siklus.enums import JenisPeriode, KeadaanTahap, KeadaanTenggat, Satuan
from tests.contoh import contoh

D = dt.date
LIBUR_2026 = frozenset({D(2026, 12, 24), D(2026, 12, 25), D(2027, 1, 1), D(2027, 1, 5)})

tanggal = st.dates(D(2000, 1, 1), D(2060, 12, 31))
jumlah = st.integers(-400, 400)
pekan = st.sampled_from([LIMA_HARI, ENAM_HARI, frozenset({6}), frozenset(range(7))])
libur = st.frozensets(st.dates(D(2020, 1, 1), D(2021, 12, 31)), max_size=120)
tanggal_dekat = st.dates(D(2019, 10, 1), D(2022, 3, 31))


def _jalan_kaki(mulai: D, n: int, hari_libur: frozenset[D], hari_kerja: frozenset[int]) -> D:
    """The definition, one day at a time."""
    langkah = dt.timedelta(days=1 if n > 0 else -1)
    kini, sisa = mulai, abs(n)
    while sisa:
        kini += langkah
        if kini.weekday() in hari_kerja and kini not in hari_libur:
            sisa -= 1
    return kini


@settings(max_examples=contoh(300), deadline=None)
@given(tanggal_dekat, jumlah, libur, pekan)
def test_sama_dengan_berjalan_hari_demi_hari(mulai, n, hari_libur, hari_kerja):
    assert tambah_hari_kerja(mulai, n, hari_libur, hari_kerja) == _jalan_kaki(mulai, n, hari_libur, hari_kerja)


@settings(max_examples=contoh(300), deadline=None)
@given(tanggal_dekat, jumlah, libur, pekan)
def test_antara_adalah_kebalikan_tambah(mulai, n, hari_libur, hari_kerja):
    assert hari_kerja_antara(mulai, tambah_hari_kerja(mulai, n, hari_libur, hari_kerja), hari_libur, hari_kerja) == n


@settings(max_examples=contoh(200), deadline=None)
@given(tanggal_dekat, jumlah, libur, pekan)
def test_maju_lalu_mundur_kembali_ke_hari_kerja_semula(mulai, n, hari_libur, hari_kerja):
    mulai = tambah_hari_kerja(mulai, 1, hari_libur, hari_kerja)
    maju = tambah_hari_kerja(mulai, n, hari_libur, hari_kerja)
    assert tambah_hari_kerja(maju, -n, hari_libur, hari_kerja) == mulai


@settings(max_examples=contoh(200), deadline=None)
@given(tanggal_dekat, st.integers(0, 200), st.integers(0, 200), libur, pekan)
def test_tambah_bertahap_sama_dengan_sekaligus(mulai, a, b, hari_libur, hari_kerja):
    bertahap = tambah_hari_kerja(tambah_hari_kerja(mulai, a, hari_libur, hari_kerja), b, hari_libur, hari_kerja)
    assert bertahap == tambah_hari_kerja(mulai, a + b, hari_libur, hari_kerja)


@settings(max_examples=contoh(200), deadline=None)
@given(st.lists(tanggal_dekat, min_size=3, max_size=3), libur, pekan)
def test_antara_bersifat_jumlah(tiga, hari_libur, hari_kerja):
    a, b, c = sorted(tiga)
    ab, bc = hari_kerja_antara(a, b, hari_libur, hari_kerja), hari_kerja_antara(b, c, hari_libur, hari_kerja)
    assert ab + bc == hari_kerja_antara(a, c, hari_libur, hari_kerja)


@settings(max_examples=contoh(200), deadline=None)
@given(tanggal_dekat, jumlah.filter(bool), libur, pekan)
def test_tidak_pernah_jatuh_pada_hari_libur(mulai, n, hari_libur, hari_kerja):
    hasil = tambah_hari_kerja(mulai, n, hari_libur, hari_kerja)
    assert aturan.adalah_hari_kerja(hasil, hari_libur, hari_kerja)
    assert (hasil > mulai) == (n > 0)


@settings(max_examples=contoh(200), deadline=None)
@given(tanggal_dekat, jumlah, libur, pekan)
def test_makin_banyak_hari_makin_jauh(mulai, n, hari_libur, hari_kerja):
    kini = tambah_hari_kerja(mulai, n, hari_libur, hari_kerja)
    assert tambah_hari_kerja(mulai, n + 1, hari_libur, hari_kerja) > kini


@settings(max_examples=contoh(200), deadline=None)
@given(tanggal_dekat, tanggal_dekat, libur)
def test_pekan_enam_hari_tidak_pernah_lebih_sedikit(a, b, hari_libur):
    a, b = min(a, b), max(a, b)
    assert hari_kerja_antara(a, b, hari_libur, ENAM_HARI) >= hari_kerja_antara(a, b, hari_libur, LIMA_HARI) >= 0


@given(tanggal, libur)
def test_nol_tetap_di_tempat_juga_pada_hari_libur(hari, hari_libur):
    assert tambah_hari_kerja(hari, 0, hari_libur | {hari}) == hari
    assert hari_kerja_antara(hari, hari, hari_libur) == 0


def test_rentang_panjang_tidak_berjalan_hari_demi_hari():
    """A hundred times the days may not cost a hundred times. Processor time, the best of three."""

    def sekali(hari: int) -> float:
        awal = time.process_time()
        for _ in range(200):
            jauh = tambah_hari_kerja(D(1, 1, 1), hari, LIBUR_2026)
            assert hari_kerja_antara(D(1, 1, 1), jauh, LIBUR_2026) == hari
        return time.process_time() - awal

    def biaya(hari: int) -> float:
        return min(sekali(hari) for _ in range(3))

    assert biaya(2_000_000) < 10 * biaya(20_000) + 0.05


@pytest.mark.parametrize(
    ("mulai", "n", "hari_kerja", "hasil"),
    [
        (D(2026, 12, 23), 1, LIMA_HARI, D(2026, 12, 28)),  # Christmas, its cuti bersama and a weekend between
        (D(2026, 12, 23), 1, ENAM_HARI, D(2026, 12, 26)),  # a puskesmas works on Saturday
        (D(2026, 12, 31), 14, LIMA_HARI, D(2027, 1, 22)),
        (D(2026, 12, 31), 14, ENAM_HARI, D(2027, 1, 19)),
        (D(2026, 11, 27), 1, LIMA_HARI, D(2026, 11, 30)),
        (D(2026, 11, 29), -1, LIMA_HARI, D(2026, 11, 27)),
        (D(2027, 1, 4), -2, LIMA_HARI, D(2026, 12, 30)),
    ],
)
def test_tanggal_yang_dihitung_dengan_tangan(mulai, n, hari_kerja, hasil):
    assert tambah_hari_kerja(mulai, n, LIBUR_2026, hari_kerja) == hasil


def test_awal_tidak_dihitung_akhir_dihitung_juga_ke_belakang():
    jumat, senin = D(2026, 11, 20), D(2026, 11, 23)
    assert hari_kerja_antara(jumat, senin, frozenset()) == 1
    assert hari_kerja_antara(senin, jumat, frozenset()) == -1
    assert hari_kerja_antara(D(2026, 11, 21), jumat, frozenset()) == -1
    assert hari_kerja_antara(jumat, D(2026, 11, 22), frozenset()) == 0


@pytest.mark.parametrize("hari_kerja", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_pekan_tanpa_hari_kerja_ditolak(hari_kerja):
    with pytest.raises(ValueError, match="Pekan kerja"):
        tambah_hari_kerja(D(2026, 1, 1), 3, frozenset(), hari_kerja)
    with pytest.raises(ValueError, match="Pekan kerja"):
        hari_kerja_antara(D(2026, 1, 1), D(2026, 2, 1), frozenset(), hari_kerja)


def test_pekan_kantor_hanya_lima_atau_enam_hari():
    assert aturan.hari_kerja_dari(5) == LIMA_HARI
    assert aturan.hari_kerja_dari(6) == ENAM_HARI
    with pytest.raises(ValueError, match="lima atau enam"):
        aturan.hari_kerja_dari(7)


@pytest.mark.parametrize(
    ("awal", "n", "hasil"),
    [
        (D(2026, 8, 31), 6, D(2027, 2, 28)),
        (D(2027, 8, 31), 6, D(2028, 2, 29)),
        (D(2026, 1, 15), -1, D(2025, 12, 15)),
        (D(2026, 12, 1), 1, D(2027, 1, 1)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
    ],
)
def test_tambah_bulan(awal, n, hasil):
    assert aturan.tambah_bulan(awal, n) == hasil


@pytest.mark.parametrize(
    ("teks", "hasil", "terbaca"),
    [
        ("T/01-31", D(2026, 1, 31), "31 Januari"),
        ("T+1/02-akhir", D(2027, 2, 28), "Hari terakhir Februari tahun berikutnya"),
        ("T-1/12-01", D(2025, 12, 1), "1 Desember tahun sebelumnya"),
    ],
)
def test_tanggal_siklus(teks, hasil, terbaca):
    assert aturan.tanggal_siklus(teks, 2026) == hasil
    assert aturan.tanggal_siklus_terbaca(teks) == terbaca


@pytest.mark.parametrize("teks", ["01-31", "T/1-31", "T/13-01", "T/02-29", "T/04-31", "T+2/01-01", "T/01-32", "T/٠١-31", ""])
def test_tanggal_siklus_yang_salah_ditolak(teks):
    with pytest.raises(ValueError, match=r"tidak"):
        aturan.uraikan_tanggal_siklus(teks)


def _susun(irama=JenisPeriode.TRIWULAN, gabung=True):
    return aturan.susun_periode(
        2026,
        irama,
        tw_iv_digabung_akhir=gabung,
        hari_kerja_tutup=10,
        akhir_buka=D(2026, 12, 1),
        akhir_tutup=D(2027, 1, 31),
        libur=LIBUR_2026,
    )


def test_triwulan_keempat_menyatu_dengan_akhir():
    satu, dua, tiga, akhir = _susun()
    assert [x.urut for x in (satu, dua, tiga)] == [1, 2, 3]
    assert (satu.mulai, satu.sampai, satu.buka) == (D(2026, 1, 1), D(2026, 3, 31), D(2026, 1, 1))
    assert satu.tutup == D(2026, 4, 14)
    assert akhir.jenis is JenisPeriode.AKHIR
    assert (akhir.mulai, akhir.sampai) == (D(2026, 1, 1), D(2026, 12, 31))
    assert (akhir.buka, akhir.tutup) == (D(2026, 10, 1), D(2027, 1, 31))


def test_triwulan_keempat_terpisah_bila_tidak_digabung():
    *_, empat, akhir = _susun(gabung=False)
    assert (empat.jenis, empat.urut, empat.sampai) == (JenisPeriode.TRIWULAN, 4, D(2026, 12, 31))
    assert akhir.buka == D(2026, 12, 1)


def test_bulanan_dua_belas_dan_akhir_tanpa_digabung():
    bulan = _susun(JenisPeriode.BULAN, gabung=True)
    assert [x.urut for x in bulan if x.jenis is JenisPeriode.BULAN] == list(range(1, 13))
    assert bulan[1].sampai == D(2026, 2, 28)
    assert bulan[-1].jenis is JenisPeriode.AKHIR
    assert bulan[-1].buka == D(2026, 12, 1)


@given(st.integers(2000, 2060), st.sampled_from([JenisPeriode.BULAN, JenisPeriode.TRIWULAN]))
def test_periode_menutup_tahun_tanpa_celah(tahun, irama):
    periode = aturan.susun_periode(
        tahun,
        irama,
        tw_iv_digabung_akhir=False,
        hari_kerja_tutup=5,
        akhir_buka=D(tahun, 12, 1),
        akhir_tutup=D(tahun + 1, 1, 31),
        libur=frozenset(),
    )[:-1]
    assert periode[0].mulai == D(tahun, 1, 1)
    assert periode[-1].sampai == D(tahun, 12, 31)
    for ini, berikut in itertools.pairwise(periode):
        assert berikut.mulai == ini.sampai + dt.timedelta(days=1)
        assert ini.buka <= ini.sampai < ini.tutup


def test_akhir_bukan_irama():
    with pytest.raises(ValueError, match="Irama"):
        _susun(JenisPeriode.AKHIR)


@pytest.mark.parametrize(
    ("jenis", "urut", "gabung", "nama"),
    [
        (JenisPeriode.BULAN, 5, False, "Mei"),
        (JenisPeriode.TRIWULAN, 3, True, "Triwulan III"),
        (JenisPeriode.AKHIR, 1, False, "Akhir tahun"),
        (JenisPeriode.AKHIR, 1, True, "Triwulan IV dan akhir tahun"),
    ],
)
def test_nama_periode(jenis, urut, gabung, nama):
    assert aturan.nama_periode(jenis, urut, tw_iv_digabung=gabung) == nama


@pytest.mark.parametrize(
    ("hari", "keadaan"),
    [
        (D(2025, 12, 31), KeadaanTahap.AKAN_DATANG),
        (D(2026, 1, 1), KeadaanTahap.BERJALAN),
        (D(2026, 1, 31), KeadaanTahap.BERJALAN),
        (D(2026, 2, 1), KeadaanTahap.LEWAT),
    ],
)
def test_keadaan_tahap_memasukkan_kedua_ujung(hari, keadaan):
    assert aturan.keadaan_tahap(D(2026, 1, 1), D(2026, 1, 31), hari) is keadaan


@pytest.mark.parametrize(
    ("nilai", "satuan", "batas"),
    [
        (14, Satuan.HARI_KERJA, D(2027, 1, 15)),
        (14, Satuan.HARI_KALENDER, D(2027, 1, 5)),
        (6, Satuan.BULAN, D(2027, 6, 22)),
        (1, Satuan.TAHUN, D(2027, 12, 22)),
        ("T+1/01-31", Satuan.TANGGAL, D(2027, 1, 31)),
    ],
)
def test_batas_menurut_satuan(nilai, satuan, batas):
    putusan = aturan.hitung_batas(D(2026, 12, 22), nilai, satuan, libur=LIBUR_2026, dasar_hukum="PP 30/2019 Pasal 59")
    assert putusan.nilai == batas
    (alasan,) = putusan.alasan
    assert aturan.tanggal_panjang(batas) in alasan.kalimat
    assert alasan.dasar_hukum == "PP 30/2019 Pasal 59"


def test_batas_hari_kerja_menyebut_libur_yang_dilewati():
    (alasan,) = aturan.hitung_batas(D(2026, 12, 22), 14, Satuan.HARI_KERJA, libur=LIBUR_2026, hari_kerja=ENAM_HARI).alasan
    assert alasan.fakta["hari libur yang dilewati"] == "4"
    assert alasan.fakta["pekan kerja"] == "6 hari"


def test_batas_bertanggal_memakai_tahun_siklus_bukan_tahun_mulai():
    hasil = aturan.hitung_batas(D(2027, 1, 4), "T+1/01-31", Satuan.TANGGAL, libur=frozenset(), tahun=2026)
    assert hasil.nilai == D(2027, 1, 31)


def test_satuan_bukan_waktu_ditolak():
    with pytest.raises(ValueError, match="bukan satuan waktu"):
        aturan.hitung_batas(D(2026, 1, 1), 70, Satuan.PERSEN, libur=frozenset())


BATAS = D(2026, 12, 23)


@pytest.mark.parametrize(
    ("hari", "selesai", "keadaan", "kata"),
    [
        (D(2026, 12, 1), None, KeadaanTenggat.BELUM_DEKAT, "Masih 16 hari kerja"),
        (D(2026, 12, 18), None, KeadaanTenggat.DEKAT, "3 hari kerja lagi"),
        (D(2026, 12, 17), None, KeadaanTenggat.BELUM_DEKAT, "Masih 4 hari kerja"),
        (BATAS, None, KeadaanTenggat.DEKAT, "hari ini"),
        (D(2026, 12, 24), None, KeadaanTenggat.LEWAT, "Batas 23 Desember 2026 sudah terlewati. Selesaikan"),
        (D(2026, 12, 28), None, KeadaanTenggat.LEWAT, "1 hari kerja lalu"),
        (D(2027, 1, 30), BATAS, KeadaanTenggat.SELESAI, "sebelum batas"),
        (D(2027, 1, 30), D(2026, 12, 24), KeadaanTenggat.SELESAI_TERLAMBAT, "setelah batas"),
    ],
)
def test_keadaan_tenggat(hari, selesai, keadaan, kata):
    putusan = aturan.keadaan_tenggat(BATAS, hari, libur=LIBUR_2026, dekat=3, selesai_pada=selesai, dasar_hukum="Pasal")
    assert putusan.nilai is keadaan
    assert kata in putusan.alasan[0].kalimat
    assert putusan.alasan[0].dasar_hukum == "Pasal"


def test_sisa_pada_kantor_enam_hari_menghitung_sabtu():
    jumat, senin = D(2026, 11, 20), D(2026, 11, 23)
    assert aturan.sisa_hari_kerja(senin, jumat, frozenset(), ENAM_HARI) == 2
    assert aturan.sisa_hari_kerja(jumat, senin, frozenset(), ENAM_HARI) == -2
    assert aturan.sisa_hari_kerja(jumat, senin, frozenset()) == -1
