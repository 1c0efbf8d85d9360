"""The rhythm, the silent leader, the tier at which the talks stop, and the merit ladder, at their edges."""

import datetime as dt

import pytest

from dialog.aturan_intensitas import (
    FaktaPelaksanaan,
    HitungJenjang,
    Jenjang,
    berhenti_di,
    diam,
    hari_diam,
    jenjang,
    lewat_irama,
    persen,
    skor_pelaksanaan,
)
from kinerja.organisasi.enums import JenisJabatan

HARI = dt.date(2026, 11, 24)
LAMA = dt.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("terakhir", "sejak", "lama", "lewat"),
    [
        (dt.date(2026, 10, 25), LAMA, 30, False),
        (dt.date(2026, 10, 24), LAMA, 31, True),
        (None, dt.date(2026, 10, 25), 30, False),
        (None, dt.date(2026, 10, 24), 31, True),
        (dt.date(2026, 11, 25), LAMA, 0, False),
    ],
)
def test_hari_terakhir_irama_masih_terhitung_dan_yang_baru_tidak_langsung_lewat(terakhir, sejak, lama, lewat):
    assert hari_diam(terakhir, sejak, HARI) == lama
    assert lewat_irama(terakhir, sejak, HARI, 30) is lewat


def test_diam_hanya_bila_tidak_satu_pun_dan_ada_yang_menunggu():
    assert [diam(3, 0), diam(1, 0), diam(3, 1), diam(0, 0)] == [True, True, False, False]


def test_setiap_jenis_jabatan_punya_jenjang():
    per = {j: jenjang(j) for j in JenisJabatan}
    assert {j for j, t in per.items() if t is Jenjang.FUNGSIONAL} == {JenisJabatan.JF, JenisJabatan.PELAKSANA}
    assert per[JenisJabatan.JPT_PRATAMA] is per[JenisJabatan.PIMPINAN_UNIT_MANDIRI] is Jenjang.JPT


def test_berhenti_di_jenjang_pertama_yang_kurang_dari_separuh():
    rantai = {
        Jenjang.FUNGSIONAL: HitungJenjang(1, 1, 5, 0),
        Jenjang.PENGAWAS: HitungJenjang(2, 1, 7, 3),
        Jenjang.JPT: HitungJenjang(1, 0, 4, 2),
        Jenjang.ADMINISTRATOR: HitungJenjang(),
    }
    putusan = berhenti_di(rantai, 30)
    assert putusan.nilai is Jenjang.PENGAWAS
    assert [a.kalimat for a in putusan.alasan] == [
        "Pimpinan tinggi: 2 dari 4 bawahan berdialog dalam 30 hari terakhir.",
        "Pengawas: 3 dari 7 bawahan berdialog dalam 30 hari terakhir. 1 dari 2 atasan diam.",
        "Fungsional yang memimpin: 0 dari 5 bawahan berdialog dalam 30 hari terakhir. 1 dari 1 atasan diam.",
    ]
    assert all(a.dasar_hukum for a in putusan.alasan)


def test_tidak_berhenti_bila_separuh_dan_tanpa_atasan_dikatakan():
    assert berhenti_di({Jenjang.JPT: HitungJenjang(1, 0, 4, 2)}, 30).nilai is None
    assert berhenti_di({}, 30).alasan[0].kalimat == "Tidak ada yang memimpin orang di sini."


@pytest.mark.parametrize(
    ("fakta", "skor"),
    [
        ((100, 79, 79, 79, 79), 0),
        ((100, 80, 79, 79, 79), 1),
        ((100, 80, 80, 79, 79), 2),
        ((100, 80, 80, 80, 79), 3),
        ((100, 80, 80, 80, 80), 4),
        ((100, 90, 90, 90, 90), 4),
        ((0, 0, 0, 0, 0), 0),
    ],
)
def test_tangga_merit_naik_satu_demi_satu(fakta, skor):
    putusan = skor_pelaksanaan(FaktaPelaksanaan(*fakta))
    assert putusan.nilai == skor
    assert len(putusan.alasan) == min(skor + 1, 4)
    assert ("kurang dari ambang" in putusan.alasan[-1].kalimat) is (skor < 4)


def test_hitungan_jenjang_dijumlahkan_dan_mulai_dari_nol():
    assert HitungJenjang() == HitungJenjang(0, 0, 0, 0)
    assert HitungJenjang(1, 2, 3, 4) + HitungJenjang(10, 20, 30, 40) == HitungJenjang(11, 22, 33, 44)
    assert [HitungJenjang(1, 0, n, b).berhenti for n, b in ((6, 3), (4, 4), (6, 2))] == [False, False, True]


def test_persen_dari_yang_kosong_nol():
    assert (persen(1, 4), persen(1, 0)) == (25.0, 0.0)
