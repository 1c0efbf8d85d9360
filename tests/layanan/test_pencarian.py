"""One box: people by NIP, name or position, units by name, and whatever an app registers."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.plumbing.daftar import SUMBER_CARI, SumberCari
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab() -> Kabupaten:
    kab = pabrik.kabupaten()
    segarkan_cari()
    return kab


@pytest.fixture
def klien(kab: Kabupaten) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(kab.guru))
    return klien


def hasil(klien: Client, kata: str) -> dict[str, list[str]]:
    return {k["judul"]: [x[0] for x in k["isi"]] for k in klien.get("/cari/", {"q": kata}).context["kelompok"]}


def test_orang_menurut_nama_jabatan_dan_nip(klien: Client, kab: Kabupaten) -> None:
    assert hasil(klien, "rahmat") == {"Pegawai": ["Rahmat Hidayatullah"]}
    assert hasil(klien, "perawat ahli") == {"Pegawai": ["Rahmat Hidayatullah"]}
    nip = kab.jf.nip
    assert hasil(klien, f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}") == {"Pegawai": ["Rahmat Hidayatullah"]}


def test_unit_menurut_bagian_namanya_yang_tertinggi_di_depan(klien: Client) -> None:
    assert hasil(klien, "kesehatan")["Unit"][0] == "Dinas Kesehatan"
    assert hasil(klien, "layanan primer") == {"Unit": ["Seksi Pelayanan Kesehatan Primer"]}


def test_keterangan_menyebut_jabatan_dan_unit(klien: Client, kab: Kabupaten) -> None:
    (kelompok,) = klien.get("/cari/", {"q": "rahmat"}).context["kelompok"]
    _, keterangan, url = kelompok["isi"][0]
    assert "Perawat Ahli Muda, Seksi Pelayanan Kesehatan Primer" in keterangan
    assert url == f"/pegawai/{kab.jf.pk}/"


def test_nip_hanya_bagi_yang_boleh_membacanya_dan_sepotongnya_tidak_dicari(klien: Client, kab: Kabupaten) -> None:
    nip = nip_berkelompok(kab.jf.nip)
    assert nip not in klien.get("/cari/", {"q": "rahmat"}).content.decode()
    for sepotong in (kab.jf.nip[:8], f"rahmat {kab.jf.nip[:3]}", f"rahmat {kab.jf.nip[:17]}"):
        assert hasil(klien, sepotong) == {}
    assert hasil(klien, f"rahmat {kab.jf.nip}")
    atasan = Client()
    atasan.force_login(pabrik.akun(kab.kasi))
    assert nip in atasan.get("/cari/", {"q": "rahmat"}).content.decode()
    assert "Rahmat Hidayatullah" in hasil(atasan, kab.jf.nip[:8])["Pegawai"]


@pytest.mark.parametrize("kata", ["", " ", "r", "\x00", "%", "&|!", "'\"", "zzzz"])
def test_yang_tidak_dapat_dicari_tidak_menggagalkan(klien: Client, kata: str) -> None:
    assert hasil(klien, kata) == {}


def test_sumber_tahap_lain_ikut_mencari(klien: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        SUMBER_CARI._isi, "dokumen", SumberCari("dokumen", "Dokumen", lambda akun, kata: [(f"SKP {kata}", "", "/x/")])
    )
    assert hasil(klien, "2026") == {"Dokumen": ["SKP 2026"]}


def test_satu_pertanyaan_per_sumber(klien: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(BIAYA):
        klien.get("/cari/", {"q": "kesehatan"})


#: session, account, its roles (2), people, units, unread messages
BIAYA = 7
