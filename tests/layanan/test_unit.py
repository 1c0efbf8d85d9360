"""The unit tree opens level by level, with and without JavaScript; the page of a unit speaks of its whole subtree."""

import datetime as dt
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import MasaUnit
from kinerja.plumbing.rentang import sejak
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab() -> Kabupaten:
    return pabrik.kabupaten()


@pytest.fixture
def klien(kab: Kabupaten) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(kab.jf))
    return klien


def test_pohon_mula_mula_hanya_dua_tingkat(klien: Client, kab: Kabupaten) -> None:
    isi = klien.get("/unit/").content.decode()
    assert "Dinas Kesehatan" in isi
    assert "Bidang Pelayanan Kesehatan" not in isi


def test_tanpa_javascript_tautan_membuka_jalan_ke_unit(klien: Client, kab: Kabupaten) -> None:
    isi = klien.get("/unit/", {"buka": kab.bidang.pk}).content.decode()
    for nama in ("Dinas Pendidikan", "Sekretariat Dinas Kesehatan", "Seksi Pelayanan Kesehatan Primer"):
        assert nama in isi
    assert "SDN 1 Contoh" not in isi
    assert "<html" in isi


def test_htmx_hanya_mendapat_cabangnya(klien: Client, kab: Kabupaten) -> None:
    isi = klien.get("/unit/", {"buka": kab.dinas.pk}, headers={"hx-request": "true"}).content.decode()
    assert isi.strip().startswith(f'<li id="u{kab.dinas.pk}"')
    assert "Bidang Pelayanan Kesehatan" in isi
    assert "Dinas Pendidikan" not in isi


@pytest.mark.parametrize("buka", ["x", "-1", "9" * 40])
def test_pohon_dengan_alamat_rusak(klien: Client, buka: str) -> None:
    assert klien.get("/unit/", {"buka": buka}).status_code == 200


def test_unit_yang_tidak_ada(klien: Client) -> None:
    assert klien.get("/unit/", {"buka": "999999"}).status_code == 404
    assert klien.get("/unit/999999/").status_code == 404


def test_unit_yang_sudah_berakhir_tidak_ada_di_pohon(klien: Client, kab: Kabupaten) -> None:
    pabrik.unit("Dinas Lama", kab.akar, sampai=dt.date(2021, 1, 1))
    assert "Dinas Lama" not in klien.get("/unit/").content.decode()


def test_halaman_mencakup_seluruh_cabang(klien: Client, kab: Kabupaten) -> None:
    konteks = klien.get(f"/unit/{kab.dinas.pk}/").context
    assert (konteks["rekap"].orang, konteks["rekap"].unit) == (7, 4)
    assert [b["pk"] for b in konteks["anak"]] == [kab.sekretariat.pk, kab.bidang.pk]
    assert [p.pegawai for p in konteks["pimpinan"]] == [kab.kadis]
    assert [p.pegawai for p in konteks["orang"]] == [kab.kadis]


def test_cara_memimpin_disebut(klien: Client, kab: Kabupaten) -> None:
    isi = klien.get(f"/unit/{kab.sekolah.pk}/").content.decode()
    assert "Tugas tambahan, sejak 1 Januari 2020" in isi


def test_unit_tanpa_pimpinan_menyebut_akibatnya(klien: Client, kab: Kabupaten) -> None:
    kosong = pabrik.unit("Bidang Kosong", kab.dinas)
    assert "dinilai pimpinan satu tingkat di atas" in klien.get(f"/unit/{kosong.pk}/").content.decode()


def test_admin_unit_adalah_meja_yang_terdekat(klien: Client, kab: Kabupaten) -> None:
    pabrik.akun(kab.sekretaris, Peran.ADMIN_UNIT, di=kab.dinas)
    dekat = pabrik.akun(kab.kasi, Peran.ADMIN_UNIT, di=kab.bidang)
    pabrik.akun(kab.kadis_lain, Peran.ADMIN_UNIT, di=kab.dinas_lain)
    admin = klien.get(f"/unit/{kab.seksi.pk}/").context["admin"]
    assert [a.akun for a in admin] == [dekat]


def test_nama_lama_tampil_dengan_masanya(klien: Client, kab: Kabupaten) -> None:
    MasaUnit.objects.create(
        unit=kab.bkpsdm, nama="Badan Kepegawaian Daerah", induk=kab.akar, berlaku=sejak(dt.date(2014, 1, 1), pabrik.SEJAK)
    )
    isi = klien.get(f"/unit/{kab.bkpsdm.pk}/").content.decode()
    assert "Badan Kepegawaian Daerah" in isi
    assert "1 Januari 2014 sampai 31 Desember 2019" in isi


def test_excel_memuat_unit_di_bawahnya(klien: Client, kab: Kabupaten) -> None:
    jawab = klien.get(f"/unit/{kab.dinas.pk}/", {"unduh": "xlsx"})
    nama = [b[0] for b in load_workbook(io.BytesIO(jawab.content)).active.iter_rows(values_only=True)]
    assert nama[-2:] == ["Sekretariat Dinas Kesehatan", "Bidang Pelayanan Kesehatan"]


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_pohon_tetap(
    klien: Client, kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(jumlah):
        pabrik.kepala(pabrik.unit(f"Dinas {i}", kab.akar))
    with django_assert_num_queries(BIAYA_POHON):
        klien.get("/unit/")


#: session, account, its roles (2); root, units, leaders; counts (2); unread
BIAYA_POHON = 11


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_halaman_unit_tetap(
    klien: Client, kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    atas = pabrik.unit("Dinas Baru", kab.akar)
    for i in range(jumlah):
        pabrik.kepala(pabrik.unit(f"Bidang {i}", atas))
        pabrik.staf(atas)
    with django_assert_num_queries(BIAYA_UNIT):
        assert len(klien.get(f"/unit/{atas.pk}/").context["anak"]) == jumlah


#: session, account, its roles (2), the unit; rows, leaders, counts (2); leaders, units above; people, admins, names; unread;
#: planning: paths, counts; what its postings say; monitoring: paths, counts; evaluation's tab: who leads (2)
BIAYA_UNIT = 23
