"""The pattern of SE MenPANRB 3/2023: each line by hand, and the nearest way against brute force."""

import time
from collections import deque
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predikat.aturan_distribusi import BAWAAN, ParameterDistribusi, geser_terkecil, maksimum, minimum, periksa_distribusi
from predikat.enums import Pembulatan, Predikat, PredikatOrganisasi
from tests.contoh import contoh

SB, B, BP, K, SK = Predikat
ORG = PredikatOrganisasi
BERSENTUHAN = {(SB, B), (B, BP), (B, K), (BP, SK), (K, SK)}
SENTUH = BERSENTUHAN | {(b, a) for a, b in BERSENTUHAN}


def jumlah(*isi):
    return dict(zip(Predikat, isi, strict=True))


def patah(organisasi, c, terkunci=None):
    return [b.nama for b in periksa_distribusi(organisasi, c, terkunci) if not b.dipenuhi]


@pytest.mark.parametrize(
    ("organisasi", "c", "yang_patah"),
    [
        (ORG.ISTIMEWA, jumlah(7, 3, 0, 0, 0), []),
        (ORG.ISTIMEWA, jumlah(8, 2, 0, 0, 0), ["Sangat Baik paling banyak 70 %"]),
        (ORG.ISTIMEWA, jumlah(4, 6, 0, 0, 0), ["Sangat Baik kelompok terbanyak"]),
        (ORG.ISTIMEWA, jumlah(5, 5, 0, 0, 0), []),
        (ORG.BAIK, jumlah(2, 7, 1, 0, 0), []),
        (ORG.BAIK, jumlah(2, 7, 0, 1, 0), []),
        (ORG.BAIK, jumlah(3, 7, 0, 0, 0), ["Ada Butuh Perbaikan atau Kurang/Misconduct"]),
        (ORG.BAIK, jumlah(1, 8, 1, 0, 0), ["Baik paling banyak 70 %"]),
        (ORG.BAIK, jumlah(5, 4, 1, 0, 0), ["Baik kelompok terbanyak"]),
        (ORG.BUTUH_PERBAIKAN, jumlah(1, 3, 6, 0, 0), []),
        (ORG.BUTUH_PERBAIKAN, jumlah(2, 2, 6, 0, 0), ["Sangat Baik paling banyak 10 %"]),
        (ORG.BUTUH_PERBAIKAN, jumlah(1, 4, 5, 0, 0), ["Butuh Perbaikan paling sedikit 60 %"]),
        (ORG.KURANG, jumlah(1, 2, 1, 6, 0), []),
        (ORG.KURANG, jumlah(1, 3, 0, 6, 0), ["Butuh Perbaikan paling sedikit 10 %"]),
        (ORG.KURANG, jumlah(1, 3, 1, 5, 0), ["Kurang/Misconduct paling sedikit 60 %"]),
        (ORG.SANGAT_KURANG, jumlah(0, 3, 1, 0, 6), []),
        (ORG.SANGAT_KURANG, jumlah(1, 2, 1, 0, 6), ["Tidak ada Sangat Baik"]),
        (ORG.SANGAT_KURANG, jumlah(0, 4, 0, 0, 6), ["Kurang/Misconduct atau Butuh Perbaikan paling sedikit 10 %"]),
    ],
)
def test_tiap_baris_pola(organisasi, c, yang_patah):
    assert patah(organisasi, c) == yang_patah


def test_maksimum_ke_bawah_paling_sedikit_satu_dan_minimum_ke_atas():
    assert (maksimum(Fraction(10, 100), 9), maksimum(Fraction(10, 100), 19), maksimum(Fraction(70, 100), 13)) == (1, 1, 9)
    assert (maksimum(Fraction(0), 9), maksimum(Fraction(10, 100), 0), maksimum(Fraction(10, 100), 1)) == (0, 0, 1)
    assert (minimum(Fraction(60, 100), 11), minimum(Fraction(60, 100), 10), minimum(Fraction(10, 100), 1)) == (7, 6, 1)


def test_hitungannya_tepat_pada_bilangan_yang_meleset_bila_dihitung_dengan_pecahan_biner():
    assert maksimum(Fraction(70, 100), 10) == 7
    assert minimum(Fraction(60, 100), 5) == 3


def test_unit_kecil_menjadi_nasihat_tetapi_hasilnya_tetap_benar():
    kecil = periksa_distribusi(ORG.BAIK, jumlah(4, 0, 0, 0, 0))
    assert [b.nasihat for b in kecil if not b.informasi] == [True, True, True]
    assert not kecil[0].dipenuhi
    assert not any(b.nasihat for n in (5, 6) for b in periksa_distribusi(ORG.BAIK, jumlah(n, 0, 0, 0, 0)))


def test_baris_keterangan_selalu_terpenuhi():
    akhir = periksa_distribusi(ORG.ISTIMEWA, jumlah(1, 1, 5, 0, 0))[-1]
    assert akhir.informasi
    assert akhir.dipenuhi
    assert not akhir.hanya_terkunci
    assert akhir.nilai == 6


def test_yang_hanya_dipatahkan_oleh_yang_terkunci_ditandai():
    c, kunci = jumlah(6, 6, 1, 0, 0), jumlah(6, 0, 0, 0, 0)
    assert {b.nama: b.hanya_terkunci for b in periksa_distribusi(ORG.BUTUH_PERBAIKAN, c, kunci) if not b.dipenuhi} == {
        "Sangat Baik paling banyak 10 %": True,
        "Butuh Perbaikan paling sedikit 60 %": False,
    }


def test_masukan_yang_salah_ditolak():
    with pytest.raises(ValueError, match="negatif"):
        periksa_distribusi(ORG.BAIK, {B: -1})
    with pytest.raises(ValueError, match="terkunci"):
        periksa_distribusi(ORG.BAIK, {B: 1}, {B: 2})


def test_parameter_mengubah_batas():
    longgar = ParameterDistribusi(utama_maks=Fraction(80, 100))
    baris = periksa_distribusi(ORG.ISTIMEWA, jumlah(8, 2, 0, 0, 0), None, longgar)
    assert all(b.dipenuhi for b in baris)
    assert BAWAAN.utama_maks == Fraction(7, 10)


def test_bawaannya_seperti_se():
    assert ParameterDistribusi(
        utama_maks=Fraction(7, 10), utama_min=Fraction(6, 10), sangat_baik_maks=Fraction(1, 10), pendamping_min=Fraction(1, 10),
        unit_kecil=5, sangat_baik_maks_sangat_kurang=Fraction(0), wajib_di_bawah=1, pembulatan=Pembulatan.KE_DALAM,
    ) == BAWAAN  # fmt: skip


@pytest.mark.parametrize(("n", "maks", "min_"), [(4, 0, 0), (5, 1, 1), (14, 1, 1), (15, 2, 2), (16, 2, 2)])
def test_pembulatan_terdekat_setengah_ke_atas(n, maks, min_):
    sepuluh = Fraction(10, 100)
    assert (maksimum(sepuluh, n, Pembulatan.TERDEKAT), minimum(sepuluh, n, Pembulatan.TERDEKAT)) == (maks, min_)


def test_pembulatan_terdekat_mengubah_baris_dan_petunjuk():
    terdekat = ParameterDistribusi(pembulatan=Pembulatan.TERDEKAT)
    c = jumlah(1, 1, 7, 0, 4)  # 60 % of 13 is 7.8
    assert all(b.dipenuhi for b in periksa_distribusi(ORG.BUTUH_PERBAIKAN, c | {BP: 8, SK: 3}, None, terdekat))
    assert [g.jumlah for g in geser_terkecil(ORG.BUTUH_PERBAIKAN, c, None, terdekat).nilai] == [1]
    empat = [b.nama for b in periksa_distribusi(ORG.KURANG, jumlah(1, 0, 1, 2, 0), None, terdekat) if not b.dipenuhi]
    assert empat == ["Sangat Baik paling banyak 10 %"]


def test_sangat_baik_pada_organisasi_sangat_kurang_menurut_parameter():
    longgar = ParameterDistribusi(sangat_baik_maks_sangat_kurang=Fraction(10, 100))
    c = jumlah(1, 2, 1, 0, 6)
    assert all(b.dipenuhi for b in periksa_distribusi(ORG.SANGAT_KURANG, c, None, longgar))
    assert geser_terkecil(ORG.SANGAT_KURANG, c, None, longgar).nilai == ()
    assert geser_terkecil(ORG.SANGAT_KURANG, c).nilai


@pytest.mark.parametrize(("wajib", "nama", "langkah"), [(0, None, 0), (1, "Ada", 1), (2, "Ada 2", 2)])
def test_yang_wajib_di_bawah_baik_menurut_parameter(wajib, nama, langkah):
    p = ParameterDistribusi(wajib_di_bawah=wajib)
    c = jumlah(3, 7, 0, 0, 0)
    patah_ = [b.nama for b in periksa_distribusi(ORG.BAIK, c, None, p) if not b.dipenuhi]
    assert any("Ada" in b.nama for b in periksa_distribusi(ORG.BAIK, c, None, p)) is bool(wajib)
    assert patah_ == ([f"{nama} Butuh Perbaikan atau Kurang/Misconduct"] if nama else [])
    assert sum(g.jumlah for g in geser_terkecil(ORG.BAIK, c, None, p).nilai) == langkah


def test_yang_wajib_di_bawah_baik_hanya_baris_organisasi_baik():
    nol = ParameterDistribusi(wajib_di_bawah=0)
    for organisasi in ORG:
        banyak = len(periksa_distribusi(organisasi, jumlah(2, 2, 2, 2, 2)))
        assert len(periksa_distribusi(organisasi, jumlah(2, 2, 2, 2, 2), None, nol)) == banyak - (organisasi is ORG.BAIK)


def test_dari_kurang_boleh_digeser_naik_di_bawah_organisasi_baik():
    (geser,) = geser_terkecil(ORG.BAIK, jumlah(0, 2, 0, 8, 0)).nilai
    assert (geser.dari, geser.ke, geser.jumlah) == (K, B, 3)


def test_di_bawah_organisasi_baik_tidak_ada_yang_digeser_ke_kurang():
    putusan = geser_terkecil(ORG.BAIK, jumlah(3, 7, 0, 0, 0))
    assert putusan.nilai
    assert sum(g.jumlah for g in putusan.nilai) == 1
    assert (putusan.nilai[0].dari, putusan.nilai[0].ke) == (B, BP)


def test_persen_pecahan_ditulis_dengan_koma():
    seperdelapan = ParameterDistribusi(sangat_baik_maks=Fraction(1, 8))
    nama = [b.nama for b in periksa_distribusi(ORG.KURANG, jumlah(2, 0, 2, 12, 0), None, seperdelapan)]
    assert nama[2] == "Sangat Baik paling banyak 12,50 %"


def test_banyak_orang_yang_jauh_tetap_menemukan_jalan():
    """From Sangat Baik six go three steps, one goes two, three go one."""
    assert sum(g.jumlah for g in geser_terkecil(ORG.SANGAT_KURANG, jumlah(10, 0, 0, 0, 0)).nilai) == 23


def test_yang_terkunci_ikut_memenuhi_gabungan():
    c, kunci = jumlah(0, 4, 0, 1, 5), jumlah(0, 0, 0, 1, 0)
    geser = geser_terkecil(ORG.SANGAT_KURANG, c, kunci).nilai
    assert sum(g.jumlah for g in geser) == 2
    assert terapkan(c, kunci, geser)[SK] == 6


def test_tanpa_jalan_disebut_alasannya():
    putusan = geser_terkecil(ORG.SANGAT_KURANG, jumlah(1, 0, 1, 0, 8), jumlah(1, 0, 0, 0, 0))
    assert putusan.nilai is None
    assert "terkunci" in putusan.alasan[0].kalimat
    assert geser_terkecil(ORG.BAIK, jumlah(0, 1, 0, 0, 0)).nilai is None
    assert geser_terkecil(ORG.KURANG, jumlah(0, 0, 1, 0, 0)).nilai is None


def terapkan(c, kunci, geser):
    """Carry the steps out in order; nobody locked moves, and nobody leaves a group that is empty."""
    bebas = {p: c[p] - kunci[p] for p in Predikat}
    for g in geser:
        assert (g.dari, g.ke) in SENTUH
        assert bebas[g.dari] >= g.jumlah > 0
        bebas[g.dari] -= g.jumlah
        bebas[g.ke] += g.jumlah
    return {p: bebas[p] + kunci[p] for p in Predikat}


def paksa(organisasi, c, kunci):
    """Fewest steps by breadth first over every arrangement; None when none of them holds."""
    awal = tuple(c[p] - kunci[p] for p in Predikat)
    antre, sudah = deque([(awal, 0)]), {awal}
    while antre:
        kini, jauh = antre.popleft()
        utuh = {p: kini[i] + kunci[p] for i, p in enumerate(Predikat)}
        if not patah(organisasi, utuh, kunci):
            return jauh
        for a, b in SENTUH:
            if organisasi is ORG.BAIK and b is K:
                continue
            i, j = list(Predikat).index(a), list(Predikat).index(b)
            if kini[i]:
                lain = list(kini)
                lain[i] -= 1
                lain[j] += 1
                if tuple(lain) not in sudah:
                    sudah.add(tuple(lain))
                    antre.append((tuple(lain), jauh + 1))
    return None


@st.composite
def susunan(draw, paling_banyak):
    n = draw(st.integers(0, paling_banyak))
    orang = [draw(st.sampled_from(Predikat)) for _ in range(n)]
    c = {p: orang.count(p) for p in Predikat}
    kunci = {p: draw(st.integers(0, c[p])) if draw(st.booleans()) else 0 for p in Predikat}
    return c, kunci


@given(st.sampled_from(ORG), susunan(12))
@settings(max_examples=contoh(400), deadline=None)
def test_geser_terkecil_sama_dengan_mencoba_semuanya(organisasi, kasus):
    c, kunci = kasus
    hasil = geser_terkecil(organisasi, c, kunci).nilai
    terbaik = paksa(organisasi, c, kunci)
    if terbaik is None:
        assert hasil is None
        return
    assert hasil is not None
    assert sum(g.jumlah for g in hasil) == terbaik
    assert not patah(organisasi, terapkan(c, kunci, hasil), kunci)


@given(st.sampled_from(ORG), st.lists(st.integers(0, 900), min_size=5, max_size=5))
@settings(max_examples=contoh(100), deadline=None)
def test_pada_unit_besar_semua_baris_terpenuhi_setelah_digeser(organisasi, isi):
    c = jumlah(*isi)
    hasil = geser_terkecil(organisasi, c).nilai
    if hasil is not None:
        assert not patah(organisasi, terapkan(c, jumlah(0, 0, 0, 0, 0), hasil))
    else:
        assert sum(isi) < 5 or organisasi is ORG.BAIK


def test_biayanya_tidak_tumbuh_dengan_banyaknya_orang():
    def waktu(n):
        terbaik = float("inf")
        for _ in range(5):
            mulai = time.process_time()
            for organisasi in ORG:
                geser_terkecil(organisasi, jumlah(n // 2, 0, 0, 0, n - n // 2))
            terbaik = min(terbaik, time.process_time() - mulai)
        return terbaik

    assert waktu(5000) <= 3 * waktu(50)
