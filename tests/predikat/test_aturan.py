"""Quadrant, head's rating, proposals for the unit."""

import itertools

import pytest

from predikat.aturan import (
    KUADRAN,
    RencanaAksiPeriode,
    predikat_pegawai,
    rating_pimpinan,
    usulan_predikat_organisasi_periodik,
    usulan_predikat_organisasi_tahunan,
)
from predikat.enums import CapaianOrganisasi, Predikat, PredikatOrganisasi, Rating

ATAS, SESUAI, BAWAH = Rating
ORG = PredikatOrganisasi
MUTU = {p: -i for i, p in enumerate(Predikat)} | {r: -i for i, r in enumerate(Rating)}


@pytest.mark.parametrize(
    ("hasil", "perilaku", "predikat"),
    [
        (ATAS, ATAS, "SANGAT_BAIK"),
        (ATAS, SESUAI, "BAIK"),
        (ATAS, BAWAH, "KURANG_MISCONDUCT"),
        (SESUAI, ATAS, "BAIK"),
        (SESUAI, SESUAI, "BAIK"),
        (SESUAI, BAWAH, "KURANG_MISCONDUCT"),
        (BAWAH, ATAS, "BUTUH_PERBAIKAN"),
        (BAWAH, SESUAI, "BUTUH_PERBAIKAN"),
        (BAWAH, BAWAH, "SANGAT_KURANG"),
    ],
)
def test_sembilan_kuadran(hasil, perilaku, predikat):
    putusan = predikat_pegawai(hasil, perilaku)
    assert putusan.nilai == predikat
    assert "kuadran" in putusan.alasan[0].dasar_hukum
    assert putusan.alasan[0].fakta == {"hasil kerja": hasil.label, "perilaku kerja": perilaku.label}


def test_predikat_tidak_pernah_turun_ketika_salah_satu_rating_naik():
    for (h1, p1), (h2, p2) in itertools.product(KUADRAN, repeat=2):
        if MUTU[h1] >= MUTU[h2] and MUTU[p1] >= MUTU[p2]:
            assert MUTU[KUADRAN[h1, p1]] >= MUTU[KUADRAN[h2, p2]]


def test_rating_di_luar_daftar_ditolak():
    with pytest.raises(ValueError, match="LUAR_BIASA"):
        predikat_pegawai("LUAR_BIASA", ATAS)


@pytest.mark.parametrize(
    ("organisasi", "rating"),
    [("ISTIMEWA", ATAS), ("BAIK", SESUAI), ("BUTUH_PERBAIKAN", BAWAH), ("KURANG", BAWAH), ("SANGAT_KURANG", BAWAH)],
)
def test_rating_hasil_pimpinan_adalah_capaian_unitnya(organisasi, rating):
    assert rating_pimpinan(ORG(organisasi)).nilai is rating


def test_padanan_rating_pimpinan_adalah_parameter():
    lain = dict.fromkeys(ORG, SESUAI)
    assert rating_pimpinan(ORG.KURANG, lain).nilai is SESUAI


@pytest.mark.parametrize(
    ("isi", "usulan"),
    [
        ((0, 0, 0, 0), None),
        ((6, 0, 4, 0), ORG.SANGAT_KURANG),
        ((5, 0, 5, 0), ORG.BUTUH_PERBAIKAN),
        ((0, 0, 5, 5), ORG.ISTIMEWA),
        ((0, 0, 6, 4), ORG.BAIK),
        ((0, 1, 4, 5), ORG.BUTUH_PERBAIKAN),
        ((0, 6, 4, 0), ORG.KURANG),
        ((0, 0, 4, 6), ORG.ISTIMEWA),
        ((0, 0, 0, 1), ORG.ISTIMEWA),
        ((0, 5, 5, 0), ORG.BUTUH_PERBAIKAN),
        ((1, 0, 0, 0), ORG.SANGAT_KURANG),
    ],
)
def test_usulan_periodik(isi, usulan):
    putusan = usulan_predikat_organisasi_periodik(RencanaAksiPeriode(*isi))
    assert putusan.nilai is usulan
    assert putusan.alasan[0].fakta["rencana aksi"] == sum(isi)


@pytest.mark.parametrize(
    ("capaian", "harapan", "usulan"),
    [
        ("DI_ATAS", "DI_ATAS", ORG.ISTIMEWA),
        ("DI_ATAS", "SESUAI", ORG.BAIK),
        ("SESUAI", "DI_ATAS", ORG.BAIK),
        ("SESUAI", "SESUAI", ORG.BAIK),
        ("DI_ATAS", "DI_BAWAH", ORG.BUTUH_PERBAIKAN),
        ("DI_BAWAH", "DI_ATAS", ORG.BUTUH_PERBAIKAN),
        ("SESUAI", "DI_BAWAH", ORG.BUTUH_PERBAIKAN),
        ("DI_BAWAH", "SESUAI", ORG.BUTUH_PERBAIKAN),
        ("DI_BAWAH", "DI_BAWAH", ORG.KURANG),
    ],
)
def test_usulan_tahunan_tidak_pernah_sangat_kurang(capaian, harapan, usulan):
    putusan = usulan_predikat_organisasi_tahunan(CapaianOrganisasi(capaian), CapaianOrganisasi(harapan))
    assert putusan.nilai is usulan
    assert "Usulan sistem" in putusan.alasan[1].kalimat


def test_tabel_tahunan_adalah_parameter():
    tabel = {(a, b): ORG.SANGAT_KURANG for a in CapaianOrganisasi for b in CapaianOrganisasi}
    putusan = usulan_predikat_organisasi_tahunan(CapaianOrganisasi.SESUAI, CapaianOrganisasi.SESUAI, tabel)
    assert putusan.nilai is ORG.SANGAT_KURANG
