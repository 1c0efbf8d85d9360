"""The board's rules: distance from the shape, what is more than chance, bands of age, what must be hidden."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predikat.aturan_papan import (
    BATAS,
    BENTUK,
    cukup_digambar,
    disembunyikan,
    jarak_pola,
    kelompok_umur,
    perlu_ditelaah,
    sebut_umur,
    selisih_poin,
)
from predikat.enums import Predikat, PredikatOrganisasi
from predikat.kurva import kurva_kecil
from tests.contoh import contoh

ORG = PredikatOrganisasi
SB, B, BP, K, SK = Predikat


def jumlah(*isi):
    return dict(zip(Predikat, isi, strict=True))


@pytest.mark.parametrize("organisasi", ORG)
@pytest.mark.parametrize("kali", [1, 7])
def test_yang_seperti_bentuknya_berjarak_nol(organisasi, kali):
    assert jarak_pola(organisasi, jumlah(*(kali * x for x in BENTUK[organisasi]))) == 0
    assert sum(BENTUK[organisasi]) == 24


@pytest.mark.parametrize(
    ("c", "jarak"),
    [
        (jumlah(24, 0, 0, 0, 0), 92),  # two of 24 may be Sangat Baik
        (jumlah(0, 24, 0, 0, 0), 54),  # thirteen of 24 would stand elsewhere
        (jumlah(0, 0, 0, 0, 1), 92),
        (jumlah(3, 10, 6, 3, 2), 4),
    ],
)
def test_jarak_adalah_berapa_dari_seratus_berdiri_di_tempat_lain(c, jarak):
    assert jarak_pola(ORG.BAIK, c) == jarak


def test_tanpa_predikat_organisasi_atau_tanpa_orang_tidak_ada_jarak():
    assert jarak_pola(None, jumlah(1, 0, 0, 0, 0)) is None
    assert jarak_pola(ORG.BAIK, {}) is None


@pytest.mark.parametrize(
    ("organisasi", "dinilai", "pegawai", "cukup"),
    [(ORG.BAIK, 5, 10, True), (ORG.BAIK, 4, 10, False), (None, 10, 10, False), (ORG.BAIK, 0, 0, False)],
)
def test_digambar_bila_separuhnya_dinilai(organisasi, dinilai, pegawai, cukup):
    assert cukup_digambar(organisasi, dinilai, pegawai) is cukup


@pytest.mark.parametrize(
    ("tinggi", "dinilai", "telaah", "poin"),
    [(2, 10, False, 0), (5, 10, True, 30), (4, 10, False, 20), (0, 10, False, -20), (0, 20, True, -20), (1, 5, False, 0)],
)
def test_perlu_ditelaah_bila_lebih_dari_kebetulan(tinggi, dinilai, telaah, poin):
    assert perlu_ditelaah(tinggi, dinilai, 200, 1000) is telaah
    assert selisih_poin(tinggi, dinilai, 200, 1000) == poin


def test_tanpa_pembanding_tidak_ditelaah():
    assert not perlu_ditelaah(0, 0, 1, 2) and not perlu_ditelaah(1, 1, 0, 0)
    assert (selisih_poin(0, 0, 1, 2), selisih_poin(1, 1, 0, 0)) == (0, 0)
    assert not perlu_ditelaah(10, 10, 10, 10)


@pytest.mark.parametrize(
    ("lahir", "kelompok", "sebutan"),
    [
        (dt.date(1995, 10, 1), "0-30", "sampai 30 tahun"),
        (dt.date(1995, 9, 30), "31-40", "31 sampai 40 tahun"),
        (dt.date(1985, 10, 1), "31-40", "31 sampai 40 tahun"),
        (dt.date(1985, 9, 30), "41-50", "41 sampai 50 tahun"),
        (dt.date(1975, 9, 30), "51-", "di atas 50 tahun"),
        (None, "", ""),
    ],
)
def test_umur_pada_hari_terakhir_periode(lahir, kelompok, sebutan):
    assert kelompok_umur(lahir, dt.date(2026, 9, 30)) == kelompok
    assert sebut_umur(kelompok) == sebutan


def test_kelompok_kecil_dan_pelengkapnya_disembunyikan():
    # Three people hidden alone could be subtracted from the whole: the next smallest goes with them.
    assert disembunyikan({"P": (3,), "Q": (40,), "R": (90,)}) == {"P", "Q"}
    assert disembunyikan({"P": (3,), "Q": (40,)}) == {"P", "Q"}
    assert disembunyikan({"P": (30,), "Q": (40,)}) == set()
    assert disembunyikan({"P": (2,), "Q": (2,), "R": (40,)}) == {"P", "Q", "R"}, "dua dan dua masih empat orang"
    assert disembunyikan({"P": (3,), "Q": (4,), "R": (40,)}) == {"P", "Q"}


def test_bagian_kecil_dari_kelompok_besar_juga():
    # One person of Sangat Baik in a group of 400 is one person; nobody at all tells nothing about anybody.
    assert disembunyikan({"P": (1, 399), "Q": (80, 300), "R": (90, 500)}) == {"P", "Q"}
    assert disembunyikan({"P": (0, 399), "Q": (80, 300)}) == set()


@settings(max_examples=contoh(100), deadline=None)
@given(st.dictionaries(st.integers(0, 5), st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6))
def test_tidak_ada_yang_dapat_dikurangkan(isi):
    sembunyi = disembunyikan(isi)

    def kecil(bagian):
        return 0 < sum(bagian) < BATAS or any(0 < n < BATAS for n in bagian)

    assert not any(kecil(b) for k, b in isi.items() if k not in sembunyi)
    if sembunyi and sembunyi != set(isi):
        bersama = [sum(isi[k][i] for k in sembunyi) for i in (0, 1)]
        assert len(sembunyi) > 1 and not kecil(bersama)


def test_tidak_menyembunyikan_lebih_dari_perlu():
    isi = {"A": (3,), "B": (10,), "C": (20,), "D": (30,)}
    assert disembunyikan(isi) == {"A", "B"}
    assert all(disembunyikan(dict(x)) == {"A", "B"} for x in itertools.permutations(isi.items()))


def test_gambar_kecil_satu_skala_untuk_batang_dan_bentuk():
    k = kurva_kecil(ORG.BAIK, jumlah(0, 10, 0, 0, 0), jumlah(1, 9, 0, 0, 0))
    ((x, y, tinggi, utama),) = k.batang
    assert (x, y + tinggi, utama, tinggi) == (63, 56, True, 52)
    assert [t[0] for t in k.tanda] == [61, 81], "Baik berkurang satu, Sangat Baik hilang"
    assert k.jalur.startswith("M10 ") and k.jalur.count("C") == 4
    tanpa = kurva_kecil(None, {}, {})
    assert (tanpa.batang, tanpa.tanda, tanpa.jalur) == ((), (), "")
