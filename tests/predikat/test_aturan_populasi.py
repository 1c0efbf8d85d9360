"""Who is evaluated where, and how a period is cut: pure."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predikat.aturan_populasi import Bagian, FaktaPopulasi, kedudukan, potong_bagian

Q3 = (dt.date(2026, 7, 1), dt.date(2026, 10, 1))


def hari(bulan, tanggal=1):
    return dt.date(2026, bulan, tanggal)


@pytest.mark.parametrize(
    ("jabatan", "masa", "gtk", "sumber", "dikecualikan"),
    [
        ("Perawat Ahli Muda", (), True, "LOKAL", False),
        ("Perawat Ahli Muda", ("CUTI",), True, "LOKAL", False),
        ("Perawat Ahli Muda", ("TUBEL",), True, "TUBEL", False),
        ("Perawat Ahli Muda", ("DIPERBANTUKAN",), True, "LUAR", False),
        ("Perawat Ahli Muda", ("CLTN",), True, "LOKAL", True),
        ("Perawat Ahli Muda", ("MPP",), True, "LOKAL", True),
        ("Perawat Ahli Muda", ("CUTI", "DIBERHENTIKAN_SEMENTARA"), True, "LOKAL", True),
        ("Guru Ahli Pertama", (), True, "RUANG_GTK", False),
        ("Guru Ahli Pertama", (), False, "LOKAL", False),
        ("Guru Ahli Pertama", ("TUBEL",), True, "TUBEL", False),
    ],
)
def test_kedudukan(jabatan, masa, gtk, sumber, dikecualikan):
    k = kedudukan(FaktaPopulasi((jabatan,), masa), guru_di_ruang_gtk=gtk)
    assert (k.sumber, bool(k.dikecualikan)) == (sumber, dikecualikan)
    assert k.alasan.kalimat


def test_kepala_sekolah_karena_tugas_tambahan_di_ruang_gtk():
    k = kedudukan(FaktaPopulasi(("Analis", "Kepala Sekolah Dasar")), guru_di_ruang_gtk=True)
    assert k.sumber == "RUANG_GTK"


def test_satu_skp_satu_penilai_satu_bagian():
    assert potong_bagian(Q3, [(hari(1), None, 7)], [(hari(1), None, 1)]) == (Bagian(*Q3, 7, 1),)


def test_dua_skp_dan_penilai_berganti():
    skp = [(hari(1), hari(8), 7), (hari(8), None, 8)]
    penilai = [(hari(1), hari(9), 1), (hari(9), None, 2)]
    assert potong_bagian(Q3, skp, penilai) == (
        Bagian(hari(7), hari(8), 7, 1),
        Bagian(hari(8), hari(9), 8, 1),
        Bagian(hari(9), hari(10), 8, 2),
    )


def test_yang_masuk_di_tengah_mulai_di_tengah():
    assert potong_bagian(Q3, [], [(hari(8, 15), None, 1)]) == (Bagian(hari(8, 15), hari(10), None, 1),)
    assert potong_bagian(Q3, [], []) == ()


def test_jeda_memisahkan_dua_bagian_yang_sama_dan_bagian_terakhir_yang_disambung():
    penilai = [(hari(7), hari(8), 1), (hari(8, 15), hari(9), 1), (hari(9), hari(9, 10), 1), (hari(9, 10), None, 2)]
    assert potong_bagian(Q3, [], penilai) == (
        Bagian(hari(7), hari(8), None, 1),
        Bagian(hari(8, 15), hari(9, 10), None, 1),
        Bagian(hari(9, 10), hari(10), None, 2),
    )


def test_penilai_yang_dicatat_ulang_tidak_memotong():
    penilai = [(hari(1), hari(8), 1), (hari(8), None, 1)]
    assert potong_bagian(Q3, [(hari(1), None, 7)], penilai) == (Bagian(*Q3, 7, 1),)


_tanggal = st.dates(hari(5), dt.date(2026, 12, 1))


@given(st.lists(_tanggal, max_size=6), st.lists(_tanggal, max_size=6))
def test_bagian_berurut_tak_bertumpuk_di_dalam_periode(a, b):
    def rantai(tanggal):
        urut = [*sorted(set(tanggal)), None]
        return [(m, s, n % 2) for n, (m, s) in enumerate(pairwise(urut))]

    hasil = potong_bagian(Q3, rantai(a), rantai(b))
    for x, y in pairwise(hasil):
        assert x.sampai <= y.mulai
        assert not (x.sampai == y.mulai and (x.skp, x.penilai) == (y.skp, y.penilai))
    assert all(Q3[0] <= x.mulai < x.sampai <= Q3[1] for x in hasil)
