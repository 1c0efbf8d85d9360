"""Counts per unit are those of a recount, at any depth; the kabupaten page shows them at a literal cost."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.rekap import baris_unit
from kinerja.organisasi import queries
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, Penugasan, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import KOLOM_UNIT, KolomUnit
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab() -> Kabupaten:
    kab = pabrik.kabupaten()
    pabrik.unit("Bidang Tanpa Kepala", kab.dinas_lain)
    pabrik.akun(kab.jf)
    Akun.objects.filter(pk=pabrik.akun(kab.rekan).pk).update(is_active=False)
    Akun.objects.filter(pk=pabrik.akun(kab.pelaksana).pk).update(aktif_sejak=None)
    belum = pabrik.staf(kab.seksi, "Belum Berpenilai")
    belum.hubungan_penilai.all().delete()
    Pegawai.objects.filter(pk=pabrik.staf(kab.seksi, "Sudah Pensiun").pk).update(berhenti_sejak=jam.hari_ini())
    return kab


@pytest.fixture
def petugas(kab: Kabupaten) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM))
    return klien


def _hitung_ulang(unit: UnitKerja, hari: dt.date) -> queries.RekapUnit:
    """The same counts by the slow way: one question per person and unit."""
    r = queries.RekapUnit()
    for u in queries.unit_berlaku(hari).filter(path__startswith=unit.path):
        r.unit += 1
        r.tanpa_kepala += not Penugasan.objects.pada(hari).filter(unit=u, memimpin=True).exists()
    for p in queries.pegawai_bekerja(hari):
        utama = queries.penugasan_pada(hari).filter(pegawai=p).first()
        if utama and utama.unit.path.startswith(unit.path):
            r.orang += 1
            r.berpenilai += p.hubungan_penilai.pada(hari).exists()
            r.akun_aktif += Akun.objects.filter(pegawai=p, is_active=True, aktif_sejak__isnull=False).exists()
    return r


def test_rekap_sama_dengan_hitungan_ulang_di_setiap_kedalaman(kab: Kabupaten) -> None:
    hari = jam.hari_ini()
    unit = list(UnitKerja.objects.all())
    rekap = queries.rekap_unit(hari, [u.pk for u in unit])
    assert rekap == {u.pk: _hitung_ulang(u, hari) for u in unit}
    assert rekap[kab.akar.pk].orang == 14
    assert rekap[kab.seksi.pk].tanpa_penilai == 1


def test_rekap_satu_unit_hanya_membaca_cabangnya(kab: Kabupaten) -> None:
    hari = jam.hari_ini()
    assert queries.rekap_unit(hari, [kab.dinas.pk]) == {kab.dinas.pk: _hitung_ulang(kab.dinas, hari)}
    pabrik.penugasan(kab.kepsek, kab.seksi, "Plt. Kepala Seksi", "PENGAWAS", sifat="PLT")
    assert queries.rekap_unit(hari, [kab.dinas.pk]) == {kab.dinas.pk: _hitung_ulang(kab.dinas, hari)}
    with CaptureQueriesContext(connection) as kueri:
        queries.rekap_unit(hari, [kab.seksi.pk])
    assert all(kab.seksi.path in q["sql"] for q in kueri.captured_queries[1:])


def test_orang_dihitung_sekali_walau_dua_jabatan(kab: Kabupaten) -> None:
    hari = jam.hari_ini()
    sebelum = queries.rekap_unit(hari, [kab.akar.pk])[kab.akar.pk].orang
    pabrik.penugasan(kab.kadis, kab.sekolah, "Plt. Kepala Sekolah", "JF", sifat="PLT")
    assert queries.rekap_unit(hari, [kab.akar.pk])[kab.akar.pk].orang == sebelum


def test_pimpinan_yang_sudah_berhenti_tidak_dihitung_memimpin_yang_pergi_ditandai(kab: Kabupaten) -> None:
    hari = jam.hari_ini()
    Pegawai.objects.filter(pk=kab.kadis.pk).update(berhenti_sejak=hari)
    pabrik.masa_khusus(kab.kabid, "TUBEL")
    assert queries.rekap_unit(hari, [kab.dinas.pk])[kab.dinas.pk].tanpa_kepala == 1
    pimpinan = {p.unit_id: (p.pegawai, p.pergi) for p in queries.pimpinan_pada(hari)}
    assert kab.dinas.pk not in pimpinan
    assert pimpinan[kab.bidang.pk] == (kab.kabid, "tidak bertugas")
    plh = pabrik.staf(kab.bidang)
    pabrik.penugasan(plh, kab.bidang, sifat="PLH")
    assert [p.pegawai for p in queries.pimpinan_pada(hari).filter(unit=kab.bidang)] == [plh, kab.kabid]
    (bidang,) = baris_unit(UnitKerja.objects.filter(pk=kab.bidang.pk), hari)
    assert bidang["kepala"] == plh.nama_gelar


def test_unit_lama_tidak_dihitung_pada_tanggal_sesudahnya(kab: Kabupaten) -> None:
    lama = pabrik.unit("Dinas Lama", kab.akar, sampai=dt.date(2021, 1, 1))
    hari = jam.hari_ini()
    assert lama.pk not in queries.rekap_unit(hari, [lama.pk])
    assert queries.rekap_unit(dt.date(2020, 6, 1), [lama.pk])[lama.pk].unit == 1


def test_halaman_menampilkan_perangkat_daerah_saja(petugas: Client, kab: Kabupaten) -> None:
    tabel = petugas.get("/kabupaten/").context["tabel"]
    assert {b.record["pk"] for b in tabel.rows} == {u.pk for u in (kab.setda, kab.dinas, kab.dinas_lain, kab.bkpsdm)}


def test_kolom_yang_didaftarkan_tahap_lain_ikut_tampil(
    petugas: Client, kab: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    baru = KolomUnit("skp", "SKP ditetapkan", lambda hari, ids: dict.fromkeys(ids, 77), lambda n: n)
    monkeypatch.setitem(KOLOM_UNIT._isi, "skp", baru)
    jawab = petugas.get("/kabupaten/", {"sort": "-skp"})
    assert {b.record["skp"] for b in jawab.context["tabel"].rows} == {77}
    assert "SKP ditetapkan" in jawab.content.decode()


def test_urut_menurut_angka(petugas: Client, kab: Kabupaten) -> None:
    tabel = petugas.get("/kabupaten/", {"sort": "-tanpa_penilai"}).context["tabel"]
    assert next(iter(tabel.rows)).record["pk"] == kab.dinas.pk


def test_excel_memuat_angka_sebagai_angka(petugas: Client, kab: Kabupaten) -> None:
    jawab = petugas.get("/kabupaten/", {"unduh": "xlsx"})
    baris = list(load_workbook(io.BytesIO(jawab.content)).active.iter_rows(values_only=True))
    judul = next(b for b in baris if b[0] == "Unit")
    dinas = dict(zip(judul, next(b for b in baris if b[0] == "Dinas Kesehatan"), strict=True))
    assert dinas["Pegawai"] == 8
    assert dinas["Tanpa penilai"] == 1
    assert dinas["Pimpinan"] == kab.kadis.nama


def test_pegawai_biasa_tidak_membukanya_pimpinan_boleh(kab: Kabupaten) -> None:
    for orang, status in ((kab.jf, 403), (kab.kadis, 200)):
        klien = Client()
        klien.force_login(getattr(orang, "akun", None) or pabrik.akun(orang))
        assert klien.get("/kabupaten/").status_code == status


@pytest.mark.parametrize("jumlah", [0, 56])
def test_biaya_tetap_berapa_pun_unitnya(
    petugas: Client, kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(jumlah):
        pabrik.kepala(pabrik.unit(f"Dinas {i}", kab.akar))
    hitung_penilai(pabrik.SEJAK, by=None)
    with django_assert_num_queries(BIAYA):
        petugas.get("/kabupaten/")


#: session, account, its roles (2), what its postings say; units, leaders; counts (2);
#: planning: paths, counts; monitoring: paths, the worker's counts; unread
BIAYA = 14
