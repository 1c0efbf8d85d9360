"""Reports of wrong data: desk, clock, every transition, and that not even SQL jumps a state."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from kinerja.layanan import access
from kinerja.layanan.access import boleh
from kinerja.layanan.actions.laporan import alihkan_laporan, jawab_laporan, laporkan_data, tarik_laporan
from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.layanan.laporan import di_meja, tugas_laporan, tugas_penilai
from kinerja.layanan.meja import admin_unit, meja_untuk
from kinerja.layanan.models import LaporanData
from kinerja.layanan.transitions import LAPORAN_DATA
from kinerja.organisasi.models import Akun, Pegawai, PenilaiKosong, PeranAkun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.models import Tenggat
from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 4, 1)  # a Wednesday
B = BagianLaporan


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def k():
    return pabrik.kabupaten()


@pytest.fixture
def admin(k):
    return pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas)


@pytest.fixture
def pelapor(k):
    return pabrik.akun(k.jf)


@pytest.fixture
def laporan(k, admin, pelapor):
    return laporkan_data(k.jf, B.PENILAI, "Seharusnya kepala seksi lain", by=pelapor)


def tenggat(laporan):
    return Tenggat.objects.get(objek_jenis="layanan.laporandata", objek_id=laporan.pk)


def test_meja_admin_terdekat_ke_atas_atau_bkpsdm(k, admin):
    assert meja_untuk(k.jf, HARI) == k.dinas
    seksi = pabrik.akun(k.kasi, "ADMIN_UNIT", di=k.seksi)
    assert meja_untuk(k.jf, HARI) == k.seksi
    seksi.is_active = False
    seksi.save()
    assert meja_untuk(k.jf, HARI) == k.dinas
    assert meja_untuk(k.guru, HARI) == k.akar
    assert meja_untuk(pabrik.pegawai(), HARI) == k.akar


def test_laporan_tentang_admin_sendiri_sampai_di_meja_atasnya(k, admin):
    seksi = pabrik.akun(k.kasi, "ADMIN_UNIT", di=k.seksi)
    assert meja_untuk(k.kasi, HARI) == k.dinas
    assert meja_untuk(k.sekretaris, HARI) == k.akar
    laporan = laporkan_data(k.kasi, B.JABATAN, "Seharusnya kepala bidang", by=seksi)
    assert laporan.unit == k.dinas
    assert not boleh(seksi, "jawab_laporan", laporan)
    assert boleh(admin, "jawab_laporan", laporan)


def test_bkpsdm_tidak_menjawab_laporan_tentang_dirinya(k):
    satu, lain = (pabrik.akun(p, "ADMIN_BKPSDM") for p in (k.petugas_bkpsdm, k.orang_luar))
    laporan = laporkan_data(k.petugas_bkpsdm, B.NAMA, "Gelar", by=satu)
    with pytest.raises(TidakBoleh):
        access.get_laporan(satu, laporan.pk, "jawab_laporan")
    assert access.get_laporan(lain, laporan.pk, "jawab_laporan") == laporan


def test_laporan_membuka_jam_di_meja_admin_dan_memberi_tahu(laporan, k, admin):
    jam_ = tenggat(laporan)
    assert (laporan.unit, jam_.pemegang_unit, jam_.mulai) == (k.dinas, k.dinas, HARI)
    assert jam_.batas > HARI + dt.timedelta(days=6)  # five working days, a weekend and a holiday between
    assert admin.pesan.filter(judul__contains="Rahmat Hidayatullah").count() == 1


def test_laporan_tanpa_admin_unit_sampai_di_bkpsdm(k, pelapor):
    bkpsdm = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    laporan = laporkan_data(k.guru, B.NAMA, "Gelar", by=pabrik.akun(k.guru))
    assert laporan.unit == k.akar
    assert bkpsdm.pesan.count() == 1
    assert [t.url for t in kumpulkan([tugas_laporan(bkpsdm)])] == [f"/laporan/{laporan.pk}/"]


def test_dua_laporan_terbuka_untuk_bagian_yang_sama_ditolak(laporan, k, pelapor):
    with pytest.raises(Ditolak, match="masih menunggu jawaban"):
        laporkan_data(k.jf, B.PENILAI, "lagi", by=pelapor)
    laporkan_data(k.jf, B.NAMA, "Gelar kurang", by=pelapor)
    with pytest.raises(Ditolak, match="Tuliskan apa yang keliru"):
        laporkan_data(k.jf, B.UNIT, "  ", by=pelapor)


def test_diperbaiki_menghentikan_jam_dan_mengabari_pelapor(laporan, admin, pelapor):
    jawab_laporan(laporan, "perbaiki_laporan", "", by=admin)
    laporan.refresh_from_db()
    assert (laporan.status, laporan.dijawab_oleh) == (StatusLaporan.DIPERBAIKI, admin)
    assert tenggat(laporan).selesai_pada is not None
    assert pelapor.pesan.get().judul == "Laporan data pejabat penilai sudah diperbaiki"


def test_penolakan_perlu_alasan_yang_sampai_kepada_pelapor(laporan, admin, pelapor):
    with pytest.raises(Ditolak, match="Tuliskan alasannya"):
        jawab_laporan(laporan, "tolak_laporan", " ", by=admin)
    jawab_laporan(laporan, "tolak_laporan", "Sesuai SK terakhir", by=admin)
    assert pelapor.pesan.get().isi == "Sesuai SK terakhir"


def test_ditarik_pelapor_lalu_tidak_dapat_dijawab(laporan, admin, pelapor):
    tarik_laporan(laporan, by=pelapor)
    with pytest.raises(SudahBerubah):
        jawab_laporan(laporan, "perbaiki_laporan", "", by=admin)
    assert tenggat(laporan).selesai_pada is not None
    assert kumpulkan([tugas_laporan(admin)]) == []


def test_dialihkan_ke_meja_lain_batasnya_tetap(laporan, k, admin):
    lain = pabrik.akun(k.kadis_lain, "ADMIN_UNIT", di=k.dinas_lain)
    batas = tenggat(laporan).batas
    with jam.pada(dt.date(2026, 4, 6)):
        alihkan_laporan(laporan, k.dinas_lain, "Sudah pindah", by=admin)
    jam_ = tenggat(laporan)
    assert (jam_.pemegang_unit, jam_.batas, jam_.di_meja_sejak) == (k.dinas_lain, batas, dt.date(2026, 4, 6))
    assert lain.pesan.count() == 1
    with pytest.raises(Ditolak, match="belum mempunyai admin"):
        alihkan_laporan(laporan, k.setda, "x", by=admin)


def test_peran_yang_berakhir_tidak_lagi_menerima_laporan(k, pelapor):
    """An ended ADMIN_UNIT beside any other running role is no admin of that unit."""
    lama = pabrik.akun(k.sekretaris, "AUDITOR")
    PeranAkun.objects.create(akun=lama, peran="ADMIN_UNIT", unit=k.dinas, berlaku=pabrik.rentang(pabrik.SEJAK, HARI))
    bkpsdm = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    assert admin_unit(k.dinas, HARI) == []
    laporkan_data(k.jf, B.NAMA, "Gelar", by=pelapor)
    assert lama.pesan.count() == 0
    assert bkpsdm.pesan.count() == 1


def test_laporan_tidak_tertahan_ketika_adminnya_pergi(laporan, k, admin):
    atas = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    assert list(di_meja(atas)) == []
    Pegawai.objects.filter(pk=admin.pegawai_id).update(berhenti_sejak=HARI)
    assert list(di_meja(Akun.objects.get(pk=atas.pk))) == [laporan]
    assert list(di_meja(Akun.objects.get(pk=admin.pk))) == []
    dekat = pabrik.akun(k.kadis, "ADMIN_UNIT", di=k.dinas)
    assert list(di_meja(dekat)) == [laporan]
    assert list(di_meja(Akun.objects.get(pk=atas.pk))) == []


def test_layar_menyebut_meja_hari_ini_bukan_meja_yang_tersimpan(laporan, k, admin, pelapor):
    klien = masuk(pelapor)
    alamat = (reverse("layanan:laporan", args=[laporan.pk]), f"{reverse('layanan:laporan_daftar')}?lingkup=semua")
    for a in alamat:
        assert f"Admin {k.dinas}" in klien.get(a).content.decode()
    Pegawai.objects.filter(pk=admin.pegawai_id).update(berhenti_sejak=HARI)
    for a in alamat:
        isi = klien.get(a).content.decode()
        assert "BKPSDM" in isi
        assert f"Admin {k.dinas}" not in isi


def test_banyak_laporan_menjadi_satu_tugas(k, admin, pelapor):
    for bagian in (B.NAMA, B.UNIT, B.GOLONGAN, B.JABATAN):
        laporkan_data(k.jf, bagian, "keliru", by=pelapor)
    (tugas,) = kumpulkan([tugas_laporan(admin)])
    assert tugas.judul == "4 laporan data salah"
    assert tugas.batas is not None
    assert kumpulkan([tugas_laporan(pelapor)]) == []


def test_yang_tanpa_penilai_menjadi_satu_tugas_admin(k, admin, pelapor):
    for orang, unit in ((k.jf, k.seksi), (k.guru, k.sekolah)):
        PenilaiKosong.objects.create(pegawai=orang, masalah="PIMPINAN_KOSONG", unit=unit, berlaku=pabrik.rentang(HARI))
    (tugas,) = kumpulkan([tugas_penilai(admin)])
    assert tugas.judul == "1 pegawai belum punya penilai"
    assert kumpulkan([tugas_penilai(pelapor)]) == []


PASANGAN = [(a, b) for a in StatusLaporan for b in StatusLaporan if a != b]


@pytest.mark.parametrize(("dari", "ke"), PASANGAN)
def test_basis_data_hanya_mengizinkan_langkah_pada_tabel(laporan, admin, dari, ke):
    jawaban = {"jawaban": "x", "dijawab_pada": jam.sekarang()} if dari != StatusLaporan.TERBUKA else {}
    if dari != StatusLaporan.TERBUKA:
        LaporanData.objects.filter(pk=laporan.pk).update(status=dari, **jawaban)
    isi = {"status": ke, "jawaban": "x", "dijawab_pada": None if ke == StatusLaporan.TERBUKA else jam.sekarang()}
    boleh = (dari, ke) in LAPORAN_DATA.pasangan()
    if boleh:
        assert LaporanData.objects.filter(pk=laporan.pk).update(**isi) == 1
        return
    with pytest.raises(DatabaseError), transaction.atomic():
        LaporanData.objects.filter(pk=laporan.pk).update(**isi)


def test_laporan_tidak_lahir_dalam_keadaan_sudah_dijawab(k, pelapor):
    with pytest.raises(DatabaseError), transaction.atomic():
        LaporanData.objects.create(
            pegawai=k.jf, pelapor=pelapor, unit=k.seksi, bagian="NAMA", uraian="x", status="DIPERBAIKI",
            dibuat_pada=jam.sekarang(), dijawab_pada=jam.sekarang(),
        )  # fmt: skip
