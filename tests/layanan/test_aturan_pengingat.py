"""When a deadline is reminded of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.layanan.aturan_pengingat import langkah_pengingat, naik_ke_atasan
from kinerja.siklus.aturan import ENAM_HARI, LIMA_HARI, adalah_hari_kerja

JUMAT = dt.date(2026, 1, 30)
LIBUR = frozenset({dt.date(2026, 1, 27)})


def langkah(tanggal, batas=JUMAT, libur=frozenset(), hari_kerja=LIMA_HARI):
    return langkah_pengingat(batas, tanggal, tangga=(10, 3, 1, 0), irama_lewat=7, libur=libur, hari_kerja=hari_kerja)


@pytest.mark.parametrize(
    ("tanggal", "hasil"),
    [
        (dt.date(2026, 1, 15), None),
        (dt.date(2026, 1, 16), "H-10"),
        (dt.date(2026, 1, 26), "H-10"),
        (dt.date(2026, 1, 27), "H-3"),
        (dt.date(2026, 1, 28), "H-3"),
        (dt.date(2026, 1, 29), "H-1"),
        (dt.date(2026, 1, 30), "H"),
        (dt.date(2026, 1, 31), None),
        (dt.date(2026, 2, 2), "H"),
        (dt.date(2026, 2, 5), "H"),
        (dt.date(2026, 2, 6), "L1"),
        (dt.date(2026, 2, 13), "L2"),
    ],
)
def test_langkah_menurut_hari_kerja(tanggal, hasil):
    assert langkah(tanggal) == hasil


def test_kantor_enam_hari_mendengar_pada_hari_sabtu_dan_menghitung_sabtu():
    senin = dt.date(2026, 2, 2)
    sabtu = dt.date(2026, 1, 31)
    assert langkah(sabtu, senin, hari_kerja=ENAM_HARI) == "H-1"
    assert langkah(JUMAT, senin, hari_kerja=ENAM_HARI) == "H-3"
    assert langkah(JUMAT, senin) == "H-1"


def test_diam_pada_hari_libur_dan_libur_tidak_dihitung():
    assert langkah(dt.date(2026, 1, 27), libur=LIBUR) is None
    assert langkah(dt.date(2026, 1, 26), libur=LIBUR) == "H-3"


def test_hanya_pengingat_pertama_setelah_lewat_yang_diteruskan():
    assert [naik_ke_atasan(x) for x in ("H-1", "H", "L1", "L2")] == [False, False, True, False]


@given(st.integers(-20, 60), st.sets(st.integers(-20, 60), max_size=20), st.sampled_from([LIMA_HARI, ENAM_HARI]))
def test_langkah_tidak_pernah_mundur_dan_tidak_pernah_pada_hari_libur(geser, libur, pekan):
    kalender = frozenset(JUMAT + dt.timedelta(days=x) for x in libur)
    urutan = ["H-10", "H-3", "H-1", "H", *(f"L{i}" for i in range(1, 12))]
    terakhir = -1
    for hari in range(-20, geser):
        tanggal = JUMAT + dt.timedelta(days=hari)
        hasil = langkah(tanggal, libur=kalender, hari_kerja=pekan)
        if hasil is None:
            continue
        assert adalah_hari_kerja(tanggal, kalender, pekan)
        assert urutan.index(hasil) >= terakhir
        terakhir = urutan.index(hasil)
