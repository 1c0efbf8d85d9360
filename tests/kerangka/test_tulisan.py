import datetime as dt
from decimal import Decimal

import pytest

from kinerja.layanan.templatetags.kinerja import nip, persen
from kinerja.plumbing import jam, tulisan

HARI = dt.date(2026, 11, 24)


def test_dates_are_written_in_indonesian():
    assert tulisan.tanggal(HARI) == "24 November 2026"
    assert tulisan.tanggal_hari(HARI) == "Selasa, 24 November 2026"
    assert tulisan.tanggal(None) == ""


def test_short_date_names_another_year_only():
    with jam.pada(HARI):
        assert tulisan.tanggal_pendek(dt.date(2026, 12, 4)) == "4 Des"
        assert tulisan.tanggal_pendek(dt.date(2027, 1, 4)) == "4 Jan 2027"


def test_a_moment_is_told_in_wita():
    malam = dt.datetime(2026, 11, 23, 17, 5, tzinfo=dt.UTC)
    assert tulisan.waktu(malam) == "24 November 2026 pukul 01.05"


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (1234.5, "1.234,5"),
        (4600, "4.600"),
        (0, "0"),
        (100, "100"),
        (Decimal("62.50"), "62,5"),
        (1_000_000, "1.000.000"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_numbers(nilai, teks):
    assert tulisan.angka(nilai) == teks


def test_numbers_with_fixed_decimals():
    assert tulisan.angka(Decimal("62.5"), 2) == "62,50"


@pytest.mark.parametrize(
    ("mundur", "teks"),
    [(0, "hari ini"), (1, "kemarin"), (61, "61 hari lalu"), (-1, "besok"), (-3, "3 hari lagi"), (1200, "1.200 hari lalu")],
)
def test_days_ago(mundur, teks):
    with jam.pada(HARI):
        assert tulisan.lalu(HARI - dt.timedelta(days=mundur)) == teks


@pytest.mark.parametrize(
    ("detik", "teks"), [(0.2, "1 detik"), (6, "6 detik"), (90, "2 menit"), (3600, "1 jam"), (6000, "1 jam 40 menit")]
)
def test_lengths_of_time(detik, teks):
    assert tulisan.lama(detik) == teks


@pytest.mark.parametrize(
    ("nama", "huruf"),
    [
        ("Drs. H. Abdul Wahid", "AW"),
        ("Noorlaila Azizah, S.Sos., M.A.P.", "NA"),
        ("Ernawati", "ER"),
        ("M. Ridwan", "RI"),
        ("Hj.", "HJ"),
        ("", "?"),
    ],
)
def test_initials_leave_titles_out(nama, huruf):
    assert tulisan.inisial(nama) == huruf


def test_nip_in_groups_and_anything_else_untouched():
    assert nip("198901012014011903") == "19890101 201401 1 903"
    assert nip("1988010120140129") == "1988010120140129"
    assert nip("١٩٨٩٠١٠١٢٠١٤٠١١٩٠٣") == "١٩٨٩٠١٠١٢٠١٤٠١١٩٠٣"
    assert nip(None) == ""


def test_percent_of_nothing_is_no_zero():
    assert persen(16, 25) == "64%"
    assert persen(3, 0) == ""
