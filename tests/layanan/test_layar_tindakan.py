"""The screens of acts around positions and assessors: who may, what is shown, what one POST does."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.layanan.laporan import tugas_penilai
from kinerja.layanan.models import KeputusanTercatat, LaporanData
from kinerja.layanan.perbaikan import penilai_kosong, susun_baris
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.models import HubunganPenilai, Jabatan, Pegawai, Pendelegasian, PenilaiKosong, Penugasan, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.serempak import kumpulkan
from tests import pabrik

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def k():
    return pabrik.kabupaten()


@pytest.fixture
def bkpsdm(k):
    return pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")


@pytest.fixture
def admin_dinas(k):
    return pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas)


def masuk(client, akun):
    client.force_login(akun)
    return client


def surat_pdf():
    return SimpleUploadedFile("keputusan.pdf", b"%PDF-1.7 isi surat\n%%EOF\n", content_type="application/pdf")


# -- the repair list


def test_daftar_perbaikan_menyebut_sebab_meja_dan_langkah(client, k, bkpsdm, admin_dinas):
    Penugasan.objects.filter(pegawai__in=[k.jf]).delete()
    PenilaiKosong.objects.create(pegawai=k.jf, masalah="PIMPINAN_KOSONG", unit=k.seksi, berlaku=pabrik.rentang(HARI))
    isi = masuk(client, bkpsdm).get(reverse("layanan:penilai")).content.decode()
    assert "Rahmat Hidayatullah" in isi
    assert "Tidak ada pimpinan di jalur atasannya" in isi
    assert "Admin Dinas Kesehatan" in isi
    assert reverse("layanan:pimpin", args=[k.seksi.pk]) in isi


def test_admin_unit_hanya_melihat_unitnya(client, k, admin_dinas):
    for orang, unit in ((k.jf, k.seksi), (k.guru, k.sekolah)):
        PenilaiKosong.objects.create(pegawai=orang, masalah="PIMPINAN_KOSONG", unit=unit, berlaku=pabrik.rentang(HARI))
    isi = masuk(client, admin_dinas).get(reverse("layanan:penilai")).content.decode()
    assert k.jf.nama in isi
    assert k.guru.nama not in isi


def test_tanpa_kepala_daerah_bkpsdm_yang_menetapkan(client, k, admin_dinas, bkpsdm):
    pabrik.akun(k.sekda, "ADMIN_UNIT", di=k.akar)
    Penugasan.objects.filter(pegawai=k.bupati).update(berlaku=pabrik.rentang(pabrik.SEJAK, HARI))
    hitung_penilai(pabrik.SEJAK, by=None)
    assert {x.pegawai for x in penilai_kosong(admin_dinas, HARI)} == {k.kadis}
    assert kumpulkan([tugas_penilai(admin_dinas)]) == []
    (baris,) = susun_baris(penilai_kosong(admin_dinas, HARI).select_related("pegawai", "unit"), HARI)
    assert (baris.kosong.unit, baris.di_meja, baris.tombol) == (k.akar, "BKPSDM", "Tetapkan kepala daerah")
    assert baris.url == reverse("layanan:kepala_daerah", args=[k.akar.pk])
    daftar = reverse("layanan:penilai")
    assert baris.url not in masuk(client, admin_dinas).get(daftar).content.decode()
    assert baris.url in masuk(client, bkpsdm).get(daftar).content.decode()


def test_pegawai_biasa_tidak_membuka_daftar_perbaikan(client, k):
    assert masuk(client, pabrik.akun(k.jf)).get(reverse("layanan:penilai")).status_code == 403


@pytest.mark.parametrize("banyak", [1, 3, 60])
def test_biaya_daftar_perbaikan_tidak_tumbuh(client, k, bkpsdm, banyak):
    for _ in range(banyak):
        orang = pabrik.staf(k.seksi)
        PenilaiKosong.objects.create(pegawai=orang, masalah="PIMPINAN_KOSONG", unit=k.seksi, berlaku=pabrik.rentang(HARI))
    masuk(client, bkpsdm).get(reverse("layanan:penilai"))
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(reverse("layanan:penilai")).status_code == 200
    assert len(kueri) <= 12


def test_excel_hanya_yang_disaring(client, k, bkpsdm):
    from io import BytesIO

    from openpyxl import load_workbook

    for orang, unit in ((k.jf, k.seksi), (k.guru, k.sekolah)):
        PenilaiKosong.objects.create(pegawai=orang, masalah="PIMPINAN_KOSONG", unit=unit, berlaku=pabrik.rentang(HARI))
    hasil = masuk(client, bkpsdm).get(reverse("layanan:penilai"), {"unit": k.dinas.pk, "unduh": "xlsx"})
    lembar = load_workbook(BytesIO(hasil.content)).active
    nilai = [sel for baris in lembar.iter_rows(values_only=True) for sel in baris]
    assert k.jf.nip in nilai
    assert k.guru.nip not in nilai


# -- lead a unit


def isian_pimpin(orang, **lain):
    return {
        "pegawai": orang.nip, "sifat": "DEFINITIF", "nama_jabatan": "Kepala Seksi", "jenis": "PENGAWAS",
        "sk": "821/5", "tanggal_sk": "2026-04-01", "mulai": "2026-04-01", "sampai": "", **lain,
    }  # fmt: skip


def test_pratinjau_lalu_pasti(client, k, admin_dinas):
    url = reverse("layanan:pimpin", args=[k.seksi.pk])
    masuk(client, admin_dinas)
    pertama = client.post(url, isian_pimpin(k.jf))
    assert "Penilai 4 orang berganti sejak 1 April 2026" in pertama.content.decode()
    assert not Penugasan.objects.filter(pegawai=k.jf, memimpin=True).exists()
    assert not Jabatan.objects.filter(nama="Kepala Seksi").exists()
    sidik = pertama.context["pratinjau"].akibat.sidik
    kedua = client.post(url, isian_pimpin(k.jf, sidik=sidik))
    assert kedua.status_code == 302
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=k.pelaksana).penilai == k.jf


def test_pasti_dengan_keadaan_yang_sudah_lain_menunjukkan_akibat_baru(client, k, admin_dinas):
    url = reverse("layanan:pimpin", args=[k.seksi.pk])
    masuk(client, admin_dinas)
    sidik = client.post(url, isian_pimpin(k.jf)).context["pratinjau"].akibat.sidik
    from kinerja.organisasi.actions.penilai import hitung_penilai

    pabrik.staf(k.seksi)
    hitung_penilai(HARI, by=None)
    hasil = client.post(url, isian_pimpin(k.jf, sidik=sidik))
    assert hasil.status_code == 409
    assert "Penilai 5 orang berganti" in hasil.content.decode()
    assert not Penugasan.objects.filter(pegawai=k.jf, memimpin=True).exists()


def test_penolakan_tampil_di_atas_isian_yang_tetap_ada(client, k, admin_dinas):
    hasil = masuk(client, admin_dinas).post(reverse("layanan:pimpin", args=[k.seksi.pk]), isian_pimpin(k.jf, sifat="PLT"))
    assert hasil.status_code == 422
    assert "masih dipimpin Noorlaila Azizah" in hasil.content.decode()
    assert 'value="821/5"' in hasil.content.decode()


def test_admin_unit_lain_tidak_memimpin_unit_ini(client, k):
    lain = pabrik.akun(k.orang_luar, "ADMIN_UNIT", di=k.dinas_lain)
    hasil = masuk(client, lain).post(reverse("layanan:pimpin", args=[k.seksi.pk]), isian_pimpin(k.jf))
    assert hasil.status_code == 403
    assert not Penugasan.objects.filter(pegawai=k.jf, memimpin=True).exists()


def test_bupati_dicatat_dengan_nama_saja(client, k, bkpsdm):
    url = reverse("layanan:kepala_daerah", args=[k.akar.pk])
    isian = {"nama": "Bupati Baru", "jabatan": "Bupati", "sk": "131/9", "sejak": "2026-04-01"}
    masuk(client, bkpsdm)
    sidik = client.post(url, isian).context["pratinjau"].akibat.sidik
    assert client.post(url, {**isian, "sidik": sidik}).status_code == 302
    baru = Pegawai.objects.get(nama="Bupati Baru")
    assert (baru.nip, baru.status) == (None, "NON_ASN")
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=k.kadis).penilai == baru


def test_yang_belum_bertugas_ditempatkan_dan_mendapat_penilai(client, k, admin_dinas, bkpsdm):
    baru = pabrik.pegawai("Orang Baru")
    isian = {"unit": k.seksi.pk, "nama_jabatan": "Perawat Mahir", "jenis": "JF", "sk": "1", "mulai": "2026-04-01"}
    url = reverse("layanan:tempatkan", args=[baru.pk])
    assert masuk(client, admin_dinas).post(url, isian).status_code == 403
    assert masuk(client, bkpsdm).post(url, isian).status_code == 302
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=baru).penilai == k.kasi


# -- delegation and the recorded decision


def isian_surat(k, *orang, **lain):
    return {
        "pegawai": [p.pk for p in orang], "kepada": "ORANG", "penilai": k.sekretaris.nip, "nomor": "800/12",
        "tanggal": "2026-04-01", "mulai": "2026-04-01", **lain,
    }  # fmt: skip


def keputusan(pejabat, **lain):
    return {
        "pejabat": pejabat.pk, "nomor_keputusan": "800/77", "tanggal_keputusan": "2026-04-01", "berkas": surat_pdf(), **lain,
    }  # fmt: skip


def test_admin_mencatat_keputusan_bupati_keduanya_tertulis(client, k, bkpsdm, settings, tmp_path):
    masuk(client, bkpsdm)
    hasil = client.post(reverse("layanan:delegasi_baru"), {**isian_surat(k, k.jf, k.rekan), **keputusan(k.bupati)})
    assert hasil.status_code == 302
    tercatat = KeputusanTercatat.objects.get()
    surat = Pendelegasian.objects.get()
    assert (tercatat.pejabat, tercatat.oleh, tercatat.objek_id) == (k.bupati, bkpsdm, surat.pk)
    assert tercatat.jabatan_pejabat == "Bupati"
    isi = client.get(reverse("layanan:delegasi", args=[surat.pk])).content.decode()
    assert "Bupati Contoh" in isi
    assert f"Dicatat {bkpsdm.nama_tampil}" in isi
    unduh = client.get(reverse("layanan:berkas_keputusan", args=[tercatat.pk]))
    assert b"".join(unduh.streaming_content) == b"%PDF-1.7 isi surat\n%%EOF\n"


def test_surat_pejabat_yang_kini_sudah_berganti_tetap_dapat_dicatat(client, k, bkpsdm):
    Penugasan.objects.filter(pegawai=k.kadis).update(berlaku=pabrik.rentang(pabrik.SEJAK, dt.date(2026, 3, 1)))
    masuk(client, bkpsdm)
    lama = keputusan(k.kadis, tanggal_keputusan="2026-02-20")
    assert client.post(reverse("layanan:delegasi_baru"), {**isian_surat(k, k.jf), **lama}).status_code == 302
    assert KeputusanTercatat.objects.get().pejabat == k.kadis
    kini = keputusan(k.kadis, tanggal_keputusan="2026-03-20")
    hasil = client.post(reverse("layanan:delegasi_baru"), {**isian_surat(k, k.rekan, nomor="800/13"), **kini})
    assert "tidak memimpin unit pada 20 Maret 2026" in hasil.content.decode()


def test_nama_yang_kembar_disebut_jabatannya_bukan_nipnya(client, k):
    kembar = [pabrik.staf(k.seksi, "Nama Kembar", "Bidan Mahir"), pabrik.staf(k.sekolah, "Nama Kembar", "Guru Mahir")]
    masuk(client, pabrik.akun(k.jf))
    isi = client.post(reverse("layanan:bantu"), {"pembantu": "Nama Kembar", "sampai": "2026-04-10"}).content.decode()
    assert "Bidan Mahir" in isi
    assert "Guru Mahir" in isi
    assert all(p.nip not in isi for p in kembar)


def test_admin_tanpa_surat_yang_ditandatangani_ditolak_dan_tidak_ada_berkas_tertinggal(client, k, bkpsdm):
    masuk(client, bkpsdm)
    isi = {**isian_surat(k, k.jf), **keputusan(k.bupati)}
    isi.pop("berkas")
    assert client.post(reverse("layanan:delegasi_baru"), isi).status_code == 422
    salah = {**isian_surat(k, k.jf), **keputusan(k.bupati, berkas=SimpleUploadedFile("a.pdf", b"MZ bukan surat"))}
    hasil = client.post(reverse("layanan:delegasi_baru"), salah)
    assert "Jenis berkas tidak diterima" in hasil.content.decode()
    assert not Pendelegasian.objects.exists()


def test_semua_kepala_sekolah_dengan_satu_surat(client, k, bkpsdm):
    masuk(client, bkpsdm)
    saring = {"jenis_unit": "UPTD_SATPEN", "kepala": "on"}
    hasil = client.get(reverse("layanan:delegasi_baru"), saring)
    assert [p.pk for p in hasil.context["calon"]] == [k.kepsek.pk]
    isi = isian_surat(k, k.kepsek, penilai=k.sekda.nip)
    assert client.post(reverse("layanan:delegasi_baru"), {**isi, **keputusan(k.bupati)}).status_code == 302
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=k.kepsek).penilai == k.sekda


def test_pimpinan_memutus_sendiri_tanpa_kertas_hanya_di_unitnya(client, k):
    masuk(client, pabrik.akun(k.kadis))
    assert client.post(reverse("layanan:delegasi_baru"), isian_surat(k, k.jf)).status_code == 302
    hasil = client.post(reverse("layanan:delegasi_baru"), isian_surat(k, k.guru, nomor="800/13"))
    assert hasil.status_code == 422
    assert "di luar unit" in hasil.content.decode()
    assert not Pendelegasian.objects.filter(nomor="800/13").exists()


def test_surat_hanya_dilihat_yang_bersangkutan(client, k):
    surat = pabrik_surat(k)
    url = reverse("layanan:delegasi", args=[surat.pk])
    assert masuk(client, pabrik.akun(k.jf)).get(url).status_code == 200
    assert masuk(client, pabrik.akun(k.guru)).get(url).status_code == 404


def pabrik_surat(k):
    from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai

    return delegasikan_penilai(IsiDelegasi(nomor="800/1", tanggal=HARI, mulai=HARI, penilai=k.sekretaris), [k.jf.pk], by=None)


def test_berkas_keputusan_tidak_diberikan_kepada_orang_lain(client, k, bkpsdm):
    masuk(client, bkpsdm)
    client.post(reverse("layanan:delegasi_baru"), {**isian_surat(k, k.jf), **keputusan(k.bupati)})
    pk = KeputusanTercatat.objects.get().pk
    masuk(client, pabrik.akun(k.guru))
    assert client.get(reverse("layanan:berkas_keputusan", args=[pk])).status_code == 404
    assert client.get(reverse("layanan:keputusan", args=[pk])).status_code == 404


def test_admin_melepaskan_seorang_dari_surat_dengan_keputusan_pejabat(client, k, bkpsdm):
    surat = pabrik_surat(k)
    anggota = surat.anggota.get()
    alamat = reverse("layanan:lepaskan_delegasi", args=[surat.pk, anggota.pk])
    masuk(client, bkpsdm)
    assert alamat in client.get(reverse("layanan:delegasi", args=[surat.pk])).content.decode()
    tanpa_surat = client.post(alamat, {"sejak": "2026-05-01"})
    assert tanpa_surat.status_code == 422
    assert "Keputusan pejabat" in tanpa_surat.content.decode()
    assert client.post(alamat, {"sejak": "2026-05-01", **keputusan(k.bupati)}).status_code == 302
    anggota.refresh_from_db()
    surat.refresh_from_db()
    assert (anggota.berlaku.upper, surat.dicabut_pada) == (dt.date(2026, 5, 1), None)
    assert KeputusanTercatat.objects.get().objek_id == surat.pk


def test_surat_dicabut_dengan_keputusan(client, k, bkpsdm):
    surat = pabrik_surat(k)
    masuk(client, bkpsdm)
    isi = {"sejak": "2026-05-01", "alasan": "Ada pejabat definitif", **keputusan(k.bupati)}
    assert client.post(reverse("layanan:cabut_delegasi", args=[surat.pk]), isi).status_code == 302
    surat.refresh_from_db()
    assert surat.berlaku.upper == dt.date(2026, 5, 1)
    assert KeputusanTercatat.objects.get().objek_id == surat.pk


# -- teams and times away


def test_tim_lintas_unit_dari_bentuk_sampai_berakhir(client, k):
    masuk(client, pabrik.akun(k.kadis))
    isi = {
        "nama": "Tim Audit Klinis", "ketua": k.kabid.nip, "sk": "800/3", "mulai": "2026-04-01", "sampai": "",
        "anggota": f"{k.jf.nip}\n{k.guru.nama}\n",
    }  # fmt: skip
    assert client.post(reverse("layanan:tim_baru", args=[k.dinas.pk]), isi).status_code == 302
    tim = TimKerja.objects.get()
    assert {a.pegawai for a in tim.anggota.all()} == {k.jf, k.guru}
    client.post(reverse("layanan:anggota_baru", args=[tim.pk]), {"anggota": k.rekan.nip, "mulai": "2026-04-01"})
    assert client.post(reverse("layanan:akhiri_tim", args=[tim.pk]), {"sejak": "2026-06-01"}).status_code == 302
    assert {a.berlaku.upper for a in tim.anggota.all()} == {dt.date(2026, 6, 1)}


def test_anggota_yang_tidak_dikenal_disebut_barisnya(client, k):
    masuk(client, pabrik.akun(k.kadis))
    isi = {"nama": "Tim", "ketua": k.kabid.nip, "sk": "1", "mulai": "2026-04-01", "anggota": "123\n"}
    hasil = client.post(reverse("layanan:tim_baru", args=[k.dinas.pk]), isi)
    assert "123: Tidak ada pegawai dengan NIP itu" in hasil.content.decode()


def test_masa_khusus_dicatat_lalu_diakhiri(client, k, admin_dinas):
    masuk(client, admin_dinas)
    isi = {"jenis": "TUBEL", "sk": "800/5", "mulai": "2026-04-01", "sampai": ""}
    assert client.post(reverse("layanan:masa_khusus", args=[k.kasi.pk]), isi).status_code == 302
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=k.jf).penilai == k.kabid
    masa = k.kasi.masa_khusus.get()
    client.post(reverse("layanan:akhiri_masa", args=[masa.pk]), {"sejak": "2026-09-01"})
    assert HubunganPenilai.objects.pada(dt.date(2026, 9, 1)).get(pegawai=k.jf).penilai == k.kasi
    assert client.get(reverse("layanan:masa_khusus", args=[k.guru.pk])).status_code == 403


# -- reports of wrong data: the screen


def test_lapor_dari_halaman_pegawai_sampai_beranda_admin(client, k, admin_dinas):
    saya = pabrik.akun(k.jf)
    masuk(client, saya)
    assert (
        reverse("layanan:laporkan", args=[k.jf.pk]) in client.get(reverse("layanan:pegawai", args=[k.jf.pk])).content.decode()
    )
    isi = {"bagian": "PENILAI", "uraian": "Seharusnya kepala puskesmas"}
    assert client.post(reverse("layanan:laporkan", args=[k.jf.pk]), isi).status_code == 302
    laporan = LaporanData.objects.get()
    masuk(client, admin_dinas)
    assert "Laporan data salah: Rahmat Hidayatullah" in client.get(reverse("layanan:beranda")).content.decode()
    hasil = client.post(
        reverse("layanan:jawab_laporan", args=[laporan.pk]), {"tindakan": "perbaiki_laporan", "jawaban": "Sudah diganti"}
    )
    assert hasil.status_code == 302
    assert saya.pesan.get(kunci__endswith=":DIPERBAIKI").isi == "Sudah diganti"


def test_orang_lain_tidak_melapor_dan_tidak_membaca(client, k):
    masuk(client, pabrik.akun(k.guru))
    assert client.post(reverse("layanan:laporkan", args=[k.jf.pk]), {"bagian": "NAMA", "uraian": "x"}).status_code == 403
    from kinerja.layanan.actions.laporan import laporkan_data
    from kinerja.layanan.enums import BagianLaporan

    laporan = laporkan_data(k.jf, BagianLaporan.NAMA, "x", by=pabrik.akun(k.jf))
    assert client.get(reverse("layanan:laporan", args=[laporan.pk])).status_code == 404
