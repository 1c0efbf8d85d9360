"""``uraikan_nip``: every digit means something, and a wrong one is named."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.organisasi.aturan import uraikan_nip


@st.composite
def nip_sah(draw):
    lahir = draw(st.dates(dt.date(1900, 1, 1), dt.date(2010, 12, 31)))
    tahun = draw(st.integers(lahir.year + 16, lahir.year + 60))
    bulan = draw(st.one_of(st.none(), st.integers(1, 12)))
    jk, urut = draw(st.sampled_from([1, 2])), draw(st.integers(0, 999))
    teks = f"{lahir:%Y%m%d}{tahun}{'21' if bulan is None else f'{bulan:02d}'}{jk}{urut:03d}"
    return teks, (lahir, tahun, bulan, jk, urut)


@given(nip_sah())
def test_setiap_bagian_terbaca(pasangan):
    nip, (lahir, tahun, bulan, jk, urut) = pasangan
    u = uraikan_nip(nip)
    assert (u.tanggal_lahir, u.tahun_tmt, u.bulan_tmt, u.jenis_kelamin, u.nomor_urut) == (lahir, tahun, bulan, jk, urut)
    assert u.pppk is (bulan is None)


@given(st.text())
def test_teks_apa_pun_terbaca_utuh_atau_ditolak_dengan_kalimat(teks):
    try:
        u = uraikan_nip(teks)
    except ValueError as galat:
        assert str(galat).endswith(".")
    else:
        bulan = "21" if u.pppk else f"{u.bulan_tmt:02d}"
        lahir = f"{u.tanggal_lahir.year:04d}{u.tanggal_lahir:%m%d}"
        assert teks == f"{lahir}{u.tahun_tmt:04d}{bulan}{u.jenis_kelamin}{u.nomor_urut:03d}"


@given(nip_sah(), st.integers(0, 17), st.characters(blacklist_characters="0123456789", blacklist_categories=("Cs",)))
def test_tanda_selain_angka_ascii_ditolak(pasangan, letak, tanda):
    nip = pasangan[0]
    with pytest.raises(ValueError, match="bukan angka"):
        uraikan_nip(nip[:letak] + tanda + nip[letak + 1 :])


@pytest.mark.parametrize(
    ("nip", "kata"),
    [
        ("", "18 angka"),
        ("19850317201001100", "18 angka"),
        ("1985031720100110011", "18 angka"),
        (" 198503172010011001", "18 angka"),
        ("'98503172010011001", "bukan angka"),
        ("19850317201001100\u0661", "bukan angka"),
        ("198502302010011001", "Tanggal lahir"),
        ("198500172010011001", "Tanggal lahir"),
        ("000003172010011001", "Tanggal lahir"),
        ("198503172010001001", "Bulan TMT"),
        ("198503172010131001", "Bulan TMT"),
        ("198503172010201001", "Bulan TMT"),
        ("198503172010221001", "Bulan TMT"),
        ("198503172010010001", "jenis kelamin"),
        ("198503172010013001", "jenis kelamin"),
        ("198503172000031001", "usia 15"),
        ("198503171999211001", "usia 15"),
    ],
)
def test_yang_salah_disebut(nip, kata):
    with pytest.raises(ValueError, match=kata):
        uraikan_nip(nip)


def test_tepat_lima_belas_tahun_diterima():
    assert uraikan_nip("198503012000031001").bulan_tmt == 3
    assert uraikan_nip("198503172000041001").bulan_tmt == 4
    assert uraikan_nip("198512312000211001").pppk


def test_lahir_29_februari():
    assert uraikan_nip("200002292015031001").tanggal_lahir == dt.date(2000, 2, 29)
    with pytest.raises(ValueError, match="usia 15"):
        uraikan_nip("200002292015021001")


@pytest.mark.parametrize("bukan_teks", [198503172010011001, 1.985e17, None, b"198503172010011001"])
def test_bukan_teks_ditolak(bukan_teks):
    with pytest.raises(ValueError, match="teks"):
        uraikan_nip(bukan_teks)


def test_tidak_memerlukan_pengaturan_django():
    perintah = "import sys; import kinerja.organisasi.aturan; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", perintah], check=True, env={"PATH": ""})
