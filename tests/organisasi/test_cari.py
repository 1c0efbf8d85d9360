"""People are found by the beginning of a NIP, a name or a position, also one that starts later."""

import datetime as dt

import pytest
from django.contrib.postgres.search import SearchQuery

from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.queries import kueri_cari
from tests import pabrik

pytestmark = pytest.mark.django_db


def ditemukan(kata: str) -> list[str]:
    kueri = SearchQuery(kueri_cari(kata), search_type="raw", config="simple")
    return list(Pegawai.objects.filter(cari=kueri).values_list("nama", flat=True))


@pytest.fixture
def orang() -> Pegawai:
    dinas = pabrik.unit()
    orang = pabrik.staf(dinas, "M.Ridwan Nor'ain", "Pengemudi", nip="198901012014011903")
    pabrik.staf(dinas, "Sarkani", "Sanitarian")
    segarkan_cari()
    return orang


@pytest.mark.parametrize(
    "kata",
    ["ridw", "RIDWAN", "m.ridwan", "nor'ain", "nor ain", "198901", "19890101 201401 1 903", "penge", "ridwan pengemudi"],
)
def test_awal_kata_cukup(orang: Pegawai, kata: str) -> None:
    assert ditemukan(kata) == [orang.nama]


@pytest.mark.parametrize("kata", ["idwan", "ridwan sanitarian", "203901", "!!"])
def test_yang_tidak_cocok(orang: Pegawai, kata: str) -> None:
    assert not kueri_cari(kata) or ditemukan(kata) == []


def test_tanda_kueri_tidak_menggagalkan(orang: Pegawai) -> None:
    assert ditemukan("ridwan:* & | !(") == [orang.nama]


def test_jabatan_lama_dilupakan_jabatan_mendatang_dikenal(orang: Pegawai) -> None:
    dinas = orang.penugasan.get().unit
    kini = orang.penugasan.get()
    kini.berlaku = pabrik.rentang(pabrik.SEJAK, dt.date(2021, 1, 1))
    kini.save()
    pabrik.penugasan(orang, dinas, "Kepala Subbagian Umum", "PENGAWAS", sejak=dt.date(2100, 1, 1))
    assert segarkan_cari([orang.pk]) == 1
    assert ditemukan("pengemudi") == []
    assert ditemukan("subbagian") == [orang.nama]


def test_yang_tidak_berubah_tidak_ditulis(orang: Pegawai) -> None:
    assert segarkan_cari() == 0


def test_hanya_yang_diminta(orang: Pegawai) -> None:
    lain = Pegawai.objects.exclude(pk=orang.pk).get()
    Pegawai.objects.update(nama="Nama Baru")
    assert segarkan_cari([lain.pk]) == 1
    assert ditemukan("ridwan") == ["Nama Baru"]
