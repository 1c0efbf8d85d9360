"""Every check, unique and exclusion constraint of the ground, broken once: the database itself refuses, by that name."""

import datetime as dt
import hashlib
from types import SimpleNamespace
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kinerja.layanan.models import (
    BarisImpor,
    BarisPengingat,
    Berkas,
    Dokumen,
    Impor,
    IzinBantu,
    KeputusanTercatat,
    LaporanData,
    NomorWhatsApp,
    Pekerjaan,
    Pengiriman,
    Pesan,
    PihakDokumen,
)
from kinerja.organisasi.enums import JenisMasaKhusus, Peran
from kinerja.organisasi.models import (
    AnggotaPendelegasian,
    AnggotaTim,
    HubunganPenilai,
    KodeAktivasi,
    MasaKhusus,
    Pendelegasian,
    PenilaiKosong,
    PeranAkun,
    TimKerja,
)
from kinerja.plumbing.models import Konsumsi, Peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_tenggat
from tests import pabrik

pytestmark = pytest.mark.django_db

WAKTU = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
HARI = dt.date(2026, 3, 2)


@pytest.fixture
def b():
    """One sound row of every table; each test spoils one of them, or adds a second."""
    akar = pabrik.unit("Kabupaten", jenis="PEMDA")
    unit = pabrik.unit("Dinas", akar)
    kepala, staf, rekan = pabrik.kepala(unit), pabrik.staf(unit), pabrik.staf(unit)
    akun = pabrik.akun(staf, Peran.ADMIN_UNIT, di=unit)
    kepala_tetap = kepala.penugasan.get()
    plt = pabrik.penugasan(rekan, akar, "Bupati", "KEPALA_DAERAH", sifat="PLT")
    surat = Pendelegasian.objects.create(penilai=kepala, nomor="800/1", tanggal=HARI, berlaku=sejak(HARI))
    tim = TimKerja.objects.create(unit=unit, nama="Tim", ketua=kepala, berlaku=sejak(HARI))
    berkas = Berkas.objects.create(
        isi="x", nama="x.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk="uji", dibuat_pada=WAKTU
    )
    impor = Impor.objects.create(jenis="uji", berkas=berkas, acuan=HARI, diunggah_pada=WAKTU)
    pesan = Pesan.objects.create(penerima=akun, kunci="k", judul="j", dibuat_pada=WAKTU)
    tenggat = buka_tenggat(pesan, "laporan_data", pemegang_unit=unit, mulai=HARI, by=None)
    dokumen = Dokumen.objects.create(
        jenis="uji", kunci_objek="1", revisi=1, skema=1, judul="Surat", tanggal=HARI, snapshot="{}",
        sha256=hashlib.sha256(b"{}").hexdigest(), kode="0" * 26, dibuat_pada=WAKTU,
    )  # fmt: skip
    peristiwa = Peristiwa.objects.create(nama="uji", objek_jenis="x", objek_id=1, terjadi_pada=WAKTU)
    return SimpleNamespace(
        akar=akar, unit=unit, kepala=kepala, staf=staf, rekan=rekan, akun=akun, berkas=berkas,
        masaunit=unit.masa.get(),
        penugasan=kepala_tetap,
        definitif=staf.penugasan.get(),
        plt=plt,
        plh=pabrik.penugasan(rekan, unit, "Kepala Dinas", "JPT_PRATAMA", sifat="PLH"),
        jabatan=kepala_tetap.jabatan,
        peranakun=akun.peran_akun.get(),
        kodeaktivasi=KodeAktivasi.objects.create(
            akun=akun, sidik="s" * 64, dibuat_pada=WAKTU, kedaluwarsa=WAKTU + dt.timedelta(days=1)
        ),
        masakhusus=pabrik.masa_khusus(staf),
        pendelegasian=surat,
        anggotapendelegasian=AnggotaPendelegasian.objects.create(pendelegasian=surat, pegawai=staf, berlaku=sejak(HARI)),
        hubunganpenilai=pabrik.hubungan(staf, kepala, rekan),
        penilaikosong=PenilaiKosong.objects.create(pegawai=rekan, masalah="PIMPINAN_KOSONG", unit=unit, berlaku=sejak(HARI)),
        timkerja=tim,
        anggotatim=AnggotaTim.objects.create(tim=tim, pegawai=staf, berlaku=sejak(HARI)),
        pekerjaan=Pekerjaan.objects.create(jenis="uji", kunci="k", dibuat_pada=WAKTU),
        impor=impor,
        barisimpor=BarisImpor.objects.create(impor=impor, baris=1, kelas="BARU"),
        pesan=pesan,
        nomorwhatsapp=NomorWhatsApp.objects.create(akun=akun, nomor="6281234567890", dicatat_pada=WAKTU),
        pengiriman=Pengiriman.objects.create(pesan=pesan, saluran="surel"),
        laporandata=LaporanData.objects.create(
            pegawai=staf, pelapor=akun, unit=unit, bagian="PENILAI", uraian="keliru", dibuat_pada=WAKTU
        ),
        keputusantercatat=KeputusanTercatat.objects.create(
            tindakan="uji", pejabat=kepala, jabatan_pejabat="Kepala", nomor="1", tanggal=HARI, berkas=berkas, oleh=akun,
            dicatat_pada=WAKTU,
        ),
        izinbantu=IzinBantu.objects.create(pemilik=staf, pembantu=rekan, dibuat_pada=WAKTU, berlaku=sejak(HARI)),
        konsumsi=Konsumsi.objects.create(peristiwa=peristiwa, konsumen="uji"),
        dokumen=dokumen,
        pihakdokumen=PihakDokumen.objects.create(dokumen=dokumen, pegawai=staf, sebagai="Penilai"),
        barispengingat=BarisPengingat.objects.create(penerima=akun, tenggat=tenggat, langkah="H-3", tanggal=HARI),
        ajakan=BarisPengingat.objects.create(penerima=akun, ajakan="dialog", objek_id=1, tanggal=HARI),
    )  # fmt: skip


def ubah(baris: str, **nilai: Any):
    """Spoil columns of a sound row. Triggers are off: this file is about the constraints behind them."""

    def rusak(b: SimpleNamespace) -> None:
        ganti = {k: getattr(b, v[1:]) if isinstance(v, str) and v.startswith("@") else v for k, v in nilai.items()}
        asli = getattr(b, baris)
        with pgtrigger.ignore(), transaction.atomic():
            type(asli)._base_manager.filter(pk=asli.pk).update(**ganti)

    return rusak


def kembar(baris: str, **beda: Any):
    """Store a row a second time, different only in ``beda``."""

    def rusak(b: SimpleNamespace) -> None:
        asli = getattr(b, baris)
        asli.pk = None
        asli._state.adding = True
        for kolom, nilai in beda.items():
            setattr(asli, kolom, getattr(b, nilai[1:]) if isinstance(nilai, str) and nilai.startswith("@") else nilai)
        asli.save(force_insert=True)

    return rusak


def dua(model: type[models.Model], **isi: Any):
    """Store the same new row twice."""

    def rusak(b: SimpleNamespace) -> None:
        nilai = {k: getattr(b, v[1:]) if isinstance(v, str) and v.startswith("@") else v for k, v in isi.items()}
        for _ in range(2):
            model._base_manager.create(**nilai)

    return rusak


KOSONG = DateRange(empty=True)
TANPA_AWAL = DateRange(None, HARI)

RUSAK = {
    # units
    "masaunit_satu_per_tanggal": kembar("masaunit", nama="Nama lain"),
    "masaunit_berlaku_berisi": ubah("masaunit", berlaku=KOSONG),
    "masaunit_jenis": ubah("masaunit", jenis="X"),
    "masaunit_hari_kerja": ubah("masaunit", hari_kerja=7),
    "masaunit_bukan_induk_sendiri": ubah("masaunit", induk="@unit"),
    # people
    "pegawai_status": ubah("staf", status="X"),
    "pegawai_nip_kecuali_non_asn": ubah("staf", nip=None),
    "pegawai_bernama": ubah("staf", nama=""),
    "masakhusus_jenis": ubah("masakhusus", jenis="X"),
    "masakhusus_berlaku_berisi": ubah("masakhusus", berlaku=TANPA_AWAL),
    **{
        f"masakhusus_satu_{x.value.lower()}": dua(MasaKhusus, pegawai="@rekan", jenis=x.value, berlaku=sejak(HARI))
        for x in JenisMasaKhusus
    },
    # positions
    "jabatan_jenis": ubah("jabatan", jenis="X"),
    "jabatan_jenjang_hanya_jf": ubah("jabatan", jenjang_jf="MU"),
    "penugasan_sifat": ubah("plt", sifat="X"),
    "penugasan_berlaku_berisi": ubah("penugasan", berlaku=KOSONG),
    "penugasan_satu_definitif": kembar("definitif", unit="@akar"),
    "penugasan_satu_pimpinan": kembar("penugasan", pegawai="@rekan", sifat="TUGAS_TAMBAHAN", sk="800/9"),
    "penugasan_satu_plt": kembar("plt", pegawai="@staf", sifat="PJ"),
    "penugasan_satu_plh": kembar("plh", pegawai="@staf"),
    "penugasan_sementara_memimpin": ubah("plt", memimpin=False),
    "penugasan_bersurat": ubah("plt", sk=""),
    "timkerja_berlaku_berisi": ubah("timkerja", berlaku=KOSONG),
    "anggotatim_berlaku_berisi": ubah("anggotatim", berlaku=TANPA_AWAL),
    "anggotatim_sekali": kembar("anggotatim"),
    # assessors
    "pendelegasian_berlaku_berisi": ubah("pendelegasian", berlaku=KOSONG),
    "pendelegasian_orang_atau_kantor": ubah("pendelegasian", unit_penilai="@unit"),
    "pendelegasian_bernomor": ubah("pendelegasian", nomor=""),
    "anggotapendelegasian_berisi": ubah("anggotapendelegasian", berlaku=TANPA_AWAL),
    "anggotapendelegasian_satu": kembar("anggotapendelegasian"),
    "hubunganpenilai_dasar": ubah("hubunganpenilai", dasar="X"),
    "hubunganpenilai_sumber": ubah("hubunganpenilai", sumber="X"),
    "hubunganpenilai_berisi": ubah("hubunganpenilai", berlaku=KOSONG),
    "hubunganpenilai_satu": kembar("hubunganpenilai", penilai="@rekan", atasan_penilai=None),
    "hubunganpenilai_beda_penilai": ubah("hubunganpenilai", penilai="@staf"),
    "hubunganpenilai_beda_atasan": ubah("hubunganpenilai", atasan_penilai="@kepala"),
    "hubunganpenilai_bukan_atasan_sendiri": ubah("hubunganpenilai", atasan_penilai="@staf"),
    "hubunganpenilai_putusan_bersurat": ubah("hubunganpenilai", sumber="PUTUSAN"),
    "penilaikosong_masalah": ubah("penilaikosong", masalah="X"),
    "penilaikosong_berisi": ubah("penilaikosong", berlaku=KOSONG),
    "penilaikosong_satu": kembar("penilaikosong"),
    # accounts
    "akun_email_tanpa_beda_huruf": kembar("akun", pegawai=None, nama="Lain", email="AKUN-LAIN@CONTOH.TEST"),
    "akun_bernama": ubah("akun", pegawai=None),
    "peranakun_peran": ubah("peranakun", peran="X", unit=None),
    "peranakun_berisi": ubah("peranakun", berlaku=KOSONG),
    "peranakun_admin_unit_berunit": ubah("peranakun", unit=None),
    "peranakun_lainnya_tanpa_unit": ubah("peranakun", peran="AUDITOR"),
    "peranakun_sekali_admin_unit": dua(PeranAkun, akun="@akun", unit="@akar", peran="ADMIN_UNIT", berlaku=sejak(HARI)),
    **{
        f"peranakun_sekali_{x.value.lower()}": dua(PeranAkun, akun="@akun", peran=x.value, berlaku=sejak(HARI))
        for x in Peran
        if x is not Peran.ADMIN_UNIT
    },
    "kodeaktivasi_urut": ubah("kodeaktivasi", kedaluwarsa=WAKTU),
    # shared services
    "pekerjaan_status": ubah("pekerjaan", status="X"),
    "pekerjaan_hitungan": ubah("pekerjaan", selesai=2, jumlah=1),
    "impor_status": ubah("impor", status="X"),
    "barisimpor_kelas_sah": ubah("barisimpor", kelas="X"),
    "pesan_sekali": kembar("pesan"),
    "nomorwhatsapp_sah": ubah("nomorwhatsapp", nomor="0812"),
    "pengiriman_sekali": kembar("pengiriman"),
    "pengiriman_status": ubah("pengiriman", status="X"),
    "laporandata_status": ubah("laporandata", status="X", dijawab_pada=WAKTU),
    "laporandata_bagian": ubah("laporandata", bagian="X"),
    "laporandata_dijawab": ubah("laporandata", status="DIPERBAIKI"),
    "laporandata_penolakan_beralasan": ubah("laporandata", status="DITOLAK", dijawab_pada=WAKTU),
    "laporandata_berisi": ubah("laporandata", uraian=""),
    "keputusantercatat_bernomor": ubah("keputusantercatat", nomor=""),
    "izinbantu_berisi": ubah("izinbantu", berlaku=TANPA_AWAL),
    "izinbantu_orang_lain": ubah("izinbantu", pembantu="@staf"),
    "barispengingat_sekali": kembar("barispengingat"),
    "barispengingat_ajakan_sekali": kembar("ajakan"),
    "barispengingat_satu_macam": ubah("barispengingat", ajakan="dialog"),
    # documents
    "dokumen_revisi_sekali": kembar("dokumen", kode="1" * 26),
    "dokumen_revisi_mulai_satu": ubah("dokumen", revisi=0),
    "dokumen_kode_panjang": ubah("dokumen", kode="pendek"),
    "dokumen_sidik_benar": ubah("dokumen", sha256="0" * 64),
    "dokumen_berkas_utuh": ubah("dokumen", sha256_pdf="0" * 64),
    "dokumen_tarik_beralasan": ubah("dokumen", ditarik_pada=WAKTU),
    "pihakdokumen_sekali": kembar("pihakdokumen", sebagai="Pelapor"),
    # the outbox
    "konsumsi_sekali": kembar("konsumsi"),
}


def kendala() -> set[str]:
    """Names of all constraints of the floors whose tables this file knows."""
    lantai = {apps.get_app_config(x) for x in ("plumbing", "organisasi", "layanan")}
    return {k.name for config in lantai for model in config.get_models() for k in model._meta.constraints}


def test_setiap_kendala_punya_contoh_pelanggarannya():
    assert kendala() == set(RUSAK)


@pytest.mark.parametrize("nama", sorted(RUSAK))
def test_basis_data_menolak(b, nama):
    if nama == "akun_email_tanpa_beda_huruf":
        type(b.akun).objects.filter(pk=b.akun.pk).update(email="akun-lain@contoh.test")
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        RUSAK[nama](b)
    assert galat.value.__cause__.diag.constraint_name == nama


def test_hubungan_penilai_yang_berurutan_diterima(b):
    lama = b.hubunganpenilai
    HubunganPenilai.objects.filter(pk=lama.pk).update(berlaku=sejak(pabrik.SEJAK, HARI))
    pabrik.hubungan(b.staf, b.rekan, b.kepala, sejak=HARI)
    assert HubunganPenilai.objects.pada(HARI).get(pegawai=b.staf).penilai == b.rekan


def test_plt_boleh_bersamaan_dengan_pimpinan_tetap_sebab_yang_tetap_dapat_sedang_pergi(b):
    pabrik.penugasan(b.staf, b.unit, "Kepala Dinas", "JPT_PRATAMA", sifat="PLT")
    assert b.unit.penugasan.filter(memimpin=True).count() == 3
