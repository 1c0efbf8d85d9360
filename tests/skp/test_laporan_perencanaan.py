"""Coverage and quality reports: every finding on its row, advice per rule, copies, big units as a job, files of their owner."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kinerja.layanan.models import Berkas, Pekerjaan
from kinerja.layanan.pekerjaan import jalankan
from kinerja.organisasi.models import PeranAkun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh
from kinerja.siklus import actions as siklus_actions
from skp.laporan import minta
from skp.models import AbaikanSaran, StandarUnggul
from skp.reports.cakupan import NAMA_TEMUAN, cakupan, mutu
from skp.views import laporan as layar
from tests.pemeran import masuk
from tests.skp import isian
from tests.skp.test_pohon import dinas, tetapkan

__all__ = ["dinas"]
pytestmark = pytest.mark.django_db
HARI = dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def d(dinas):
    siklus_actions.muat_parameter()
    return dinas


def lembar(d, buat, akun=None):
    return {x.judul: [list(b) for b in x.baris] for x in buat(d["k"].dinas, d["siklus"], akun or d["p"].admin_bkpsdm)}


def test_setiap_temuan_menyebut_orang_dan_kalimatnya(d):
    isian.rhk(d["v"]["pelaksana"], "meningkatnya puskesmas terakreditasi.", induk_lini=d["r"]["kasi"].lini)
    isian.rhk(d["v"]["pelaksana"], "Tidak tahu di bawah siapa")
    isian.rhk(d["v"]["kasi"], "Belum dibagi", induk_lini=d["r"]["kabid"].lini)
    temuan = lembar(d, cakupan)["Temuan"]
    per = {(b[0], b[2], b[4]) for b in temuan}
    assert (NAMA_TEMUAN["sama_induk"], "Ernawati", "meningkatnya puskesmas terakreditasi.") in per
    assert (NAMA_TEMUAN["tanpa_induk"], "Ernawati", "Tidak tahu di bawah siapa") in per
    assert (NAMA_TEMUAN["tanpa_anak"], "Noorlaila Azizah", "Belum dibagi") in per
    assert {b[4] for b in temuan if b[0] == NAMA_TEMUAN["indikator"]} == {"Indeks keluarga sehat", "Nilai SAKIP"}
    assert {b[2] for b in temuan if b[0] == NAMA_TEMUAN["tanpa_utama"]} == {
        "Rusmina Jannah", "Rahmat Hidayatullah", "Hendra Maulana",
    }  # fmt: skip


def test_beban_per_orang_dan_ringkasan_per_unit(d):
    isian.rhk(d["v"]["kasi"], "Tugas tambahan", jenis="TAMBAHAN")
    isi = lembar(d, cakupan)
    beban = {b[0]: b[4:] for b in isi["Beban per orang"]}
    assert beban["Noorlaila Azizah"] == [1, 1, 1, 1] and beban["Ernawati"] == [1, 0, 1, 0]
    assert beban["Rahmat Hidayatullah"] == [0, 0, 0, 0]
    unit = {b[0]: b[-1] for b in isi["Ringkasan"]}
    assert set(unit) == {"Dinas Kesehatan (langsung)", "Sekretariat Dinas Kesehatan", "Bidang Pelayanan Kesehatan"}
    assert sum(unit.values()) == len(isi["Temuan"])


def test_mutu_saran_per_aturan_yang_diabaikan_dan_salinan(d):
    r = isian.rhk(d["v"]["pelaksana"], "Melaksanakan rapat koordinasi", induk_lini=d["r"]["kasi"].lini)
    lagi = isian.rhk(d["v"]["pelaksana"], "Melaksanakan rapat koordinasi", induk_lini=d["r"]["kasi"].lini)
    AbaikanSaran.objects.create(lini_rhk=lagi.lini, aturan="KEGIATAN", alasan="Sesuai uraian jabatan", pada=jam.sekarang())
    for x in (r, lagi):
        StandarUnggul.objects.create(rhk=x, penulis="PEGAWAI", uraian="Dipakai dinas lain")
    isi = lembar(d, mutu)
    assert ["Kegiatan, bukan hasil", 1, 1, 1] in isi["Per aturan"]
    assert [b[-1] for b in isi["Diabaikan"]] == ["Sesuai uraian jabatan"]
    assert any(b[0] == "Kegiatan, bukan hasil" and b[2] == "Ernawati" for b in isi["Saran"])
    bidang = next(b for b in isi["Per unit"] if b[0] == "Bidang Pelayanan Kesehatan")
    assert bidang[1:3] == [3, 5] and bidang[-2:] == [20, 50]


def test_hanya_yang_terbuka_bagi_pembacanya(d):
    assert lembar(d, mutu, d["p"].auditor)["Per unit"] == []
    tetapkan(d["v"]["pelaksana"], d["p"].pegawai)
    assert [b[1:3] for b in lembar(d, mutu, d["p"].auditor)["Per unit"]] == [[1, 1]]
    assert [b[1] for b in lembar(d, mutu, d["p"].kepala_dinas)["Per unit"]][-1] == 4


def test_unit_kecil_langsung_di_layar_dan_excel_berlembar(d):
    klien = masuk(d["p"].admin_unit)
    for nama, judul in (("cakupan", "Ringkasan"), ("mutu", "Per unit")):
        alamat = reverse(f"skp:{nama}", args=[d["k"].dinas.pk])
        assert "Bidang Pelayanan Kesehatan" in klien.get(alamat).content.decode()
        buku = load_workbook(io.BytesIO(klien.get(alamat, {"unduh": "xlsx"}).content))
        assert buku.sheetnames[0] == judul and len(buku.sheetnames) >= 3


def test_unit_besar_lewat_pekerjaan_dan_berkasnya_milik_peminta(d, monkeypatch):
    monkeypatch.setattr(layar, "LATAR_SEJAK", 2)
    alamat = reverse("skp:cakupan", args=[d["k"].dinas.pk])
    klien = masuk(d["p"].admin_unit)
    assert "Buat laporan" in klien.get(alamat).content.decode()
    assert klien.post(alamat).status_code == 302
    klien.post(alamat)
    (pekerjaan,) = Pekerjaan.objects.filter(jenis="skp_laporan")
    jalankan(pekerjaan.pk)
    isi = klien.get(alamat).content.decode()
    berkas = Berkas.objects.get(untuk="skp.laporan")
    assert reverse("layanan:berkas", args=[berkas.pk]) in isi and "Bidang Pelayanan Kesehatan" in isi
    unduhan = reverse("layanan:berkas", args=[berkas.pk])
    assert load_workbook(io.BytesIO(b"".join(klien.get(unduhan).streaming_content))).sheetnames[1] == "Temuan"
    assert masuk(d["p"].admin_bkpsdm).get(unduhan).status_code == 404
    PeranAkun.objects.filter(akun=d["p"].admin_unit).delete()
    assert masuk(d["p"].admin_unit).get(unduhan).status_code == 404


def test_pekerjaan_menolak_yang_haknya_sudah_hilang(d):
    with pytest.raises(TidakBoleh):
        minta("cakupan", d["k"].dinas_lain, d["siklus"], by=d["p"].admin_unit)
    pekerjaan = minta("cakupan", d["k"].dinas, d["siklus"], by=d["p"].admin_unit)
    PeranAkun.objects.filter(akun=d["p"].admin_unit).delete()
    jalankan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "GAGAL" and not Berkas.objects.filter(untuk="skp.laporan").exists()
