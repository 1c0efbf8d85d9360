"""The made-up kabupaten for measuring, and that what is measured is what people use."""

import pytest

from kinerja.layanan import skala, ukur
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.queries import cari_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def kabupaten_buatan():
    skala.isi(170)


def test_orang_buatan_dapat_dicari(kabupaten_buatan):
    assert cari_pegawai(Pegawai.objects.all(), "siti").exists()


def test_setiap_halaman_diukur_dengan_waktu_basis_data_dan_pencariannya_menemukan_orang(kabupaten_buatan, monkeypatch):
    monkeypatch.setattr(ukur, "ULANG", 1)
    hasil = ukur.ukur()
    assert all(b.sql > 0 and b.kueri >= hasil[0].kueri > 0 for b in hasil)
    tabel = ukur.tabel({170: hasil})
    assert "| SQL : ukuran terkecil |" in tabel
    assert tabel.count("\n| ") == len(hasil) + 1


def test_pencarian_yang_tidak_menemukan_siapa_pun_bukan_ukuran(kabupaten_buatan, monkeypatch):
    monkeypatch.setattr(ukur, "ULANG", 1)
    Pegawai.objects.update(cari=None)
    with pytest.raises(RuntimeError, match="tidak menemukan siapa pun"):
        ukur.ukur()
