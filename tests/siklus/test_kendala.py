"""Every constraint and trigger of the cycle, broken once."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import muat_parameter
from kinerja.siklus.enums import JenisLibur, JenisPeriode, JenisTahap, Keyakinan, Satuan, StatusPeriode
from kinerja.siklus.models import DefinisiParameter, HariLibur, Parameter, Periode, Perpanjangan, Siklus, Tahap, Tenggat
from tests import pabrik

pytestmark = pytest.mark.django_db
D = dt.date


def siklus(tahun=2026, **lain):
    isi = {"irama": "TRIWULAN", "tw_iv_digabung": True, "dibuka_pada": jam.sekarang()} | lain
    return Siklus.objects.create(tahun=tahun, **isi)


def periode(s, **lain):
    isi = {
        "jenis": JenisPeriode.TRIWULAN,
        "urut": 1,
        "rentang": sejak(D(2026, 1, 1), D(2026, 4, 1)),
        "buka_tanggal": D(2026, 1, 1),
        "tutup_tanggal": D(2026, 4, 14),
    } | lain
    return Periode.objects.create(siklus=s, **isi)


def definisi(nama="contoh"):
    return DefinisiParameter.objects.create(
        nama=nama, judul="Contoh", kelompok="Uji", urut=900, jenis="BULAT", penjelasan="Untuk uji."
    )


def parameter(d, **lain):
    isi = {
        "nilai": 14,
        "satuan": Satuan.HARI_KERJA,
        "dasar_hukum": "Uji",
        "keyakinan": Keyakinan.RANCANGAN,
        "bawaan": True,
        "dibuat_pada": jam.sekarang(),
        "berlaku": sejak(D(2022, 1, 1)),
    } | lain
    return Parameter.objects.create(definisi=d, **isi)


def tenggat(**lain):
    isi = {
        "objek_jenis": "uji.objek",
        "objek_id": 1,
        "jenis": "uji",
        "mulai": D(2026, 11, 2),
        "batas": D(2026, 11, 20),
        "dasar": "Uji",
        "di_meja_sejak": D(2026, 11, 2),
        "dibuka_pada": jam.sekarang(),
    } | lain
    isi.setdefault("parameter_versi", Parameter.objects.filter(definisi__nama="tenggat_dekat").get())
    if not {"pemegang", "pemegang_unit"} & set(lain):
        isi["pemegang"] = pabrik.pegawai()
    return Tenggat.objects.create(**isi)


def ditolak(kendala, galat=IntegrityError):
    return pytest.raises(galat, match=kendala)


# -- cycle and periods


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [("siklus_tahun_wajar", {"tahun": 2021}), ("siklus_irama_periodik", {"irama": "AKHIR"})],
)
def test_siklus(kendala, isi):
    with ditolak(kendala):
        siklus(**isi)


def test_satu_siklus_setahun():
    siklus()
    with ditolak("tahun"):
        siklus()


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("periode_jenis|periode_urut_sah", {"jenis": "SEMESTER"}),
        ("periode_rentang_berisi", {"rentang": sejak(D(2026, 1, 1), D(2026, 1, 1))}),
        ("periode_buka_sebelum_tutup", {"tutup_tanggal": D(2025, 12, 31)}),
        ("periode_urut_sah", {"urut": 5}),
        ("periode_urut_sah", {"jenis": "BULAN", "urut": 13}),
        ("periode_urut_sah", {"jenis": "AKHIR", "urut": 2}),
        ("periode_waktu_menurut_status", {"dibuka_pada": jam.sekarang()}),
    ],
)
def test_periode(kendala, isi):
    s = siklus()
    with ditolak(kendala):
        periode(s, **isi)


def test_periode_sekali_dan_tidak_bertumpuk():
    s = siklus()
    periode(s)
    with ditolak("periode_sekali"), transaction.atomic():
        periode(s, rentang=sejak(D(2026, 4, 1), D(2026, 7, 1)))
    with ditolak("periode_tak_bertumpuk"), transaction.atomic():
        periode(s, urut=2, rentang=sejak(D(2026, 3, 31), D(2026, 7, 1)))
    periode(s, jenis=JenisPeriode.AKHIR, rentang=sejak(D(2026, 1, 1), D(2027, 1, 1)))


def test_status_di_luar_daftar():
    p = periode(siklus())
    with ditolak("Invalid transition", DatabaseError):
        Periode.objects.filter(pk=p.pk).update(status="LUPA")


def test_periode_lahir_belum_dibuka():
    with ditolak("Cannot insert", DatabaseError):
        periode(siklus(), status=StatusPeriode.TERBUKA, dibuka_pada=jam.sekarang())


def test_status_hanya_berpindah_menurut_tabel():
    p = periode(siklus())
    waktu = {"dibuka_pada": jam.sekarang(), "ditutup_pada": jam.sekarang()}
    with ditolak("Invalid transition", DatabaseError), transaction.atomic():
        Periode.objects.filter(pk=p.pk).update(status=StatusPeriode.DITUTUP, **waktu)
    Periode.objects.filter(pk=p.pk).update(status=StatusPeriode.TERBUKA, dibuka_pada=jam.sekarang())
    with ditolak("Invalid transition", DatabaseError), transaction.atomic():
        Periode.objects.filter(pk=p.pk).update(status=StatusPeriode.BELUM, dibuka_pada=None)


def test_waktu_menurut_status():
    p = periode(siklus())
    with ditolak("periode_waktu_menurut_status"):
        Periode.objects.filter(pk=p.pk).update(status=StatusPeriode.TERBUKA)


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [("tahap_jenis", {"jenis": "ISTIRAHAT"}), ("tahap_mulai_sebelum_sampai", {"sampai": D(2025, 1, 1)})],
)
def test_tahap(kendala, isi):
    isi = {"jenis": JenisTahap.PERENCANAAN, "mulai": D(2026, 1, 1), "sampai": D(2026, 1, 31)} | isi
    s = siklus()
    with ditolak(kendala):
        Tahap.objects.create(siklus=s, **isi)


def test_tahap_sekali():
    s = siklus()
    isi = {"siklus": s, "jenis": JenisTahap.PERENCANAAN, "mulai": D(2026, 1, 1), "sampai": D(2026, 1, 31)}
    Tahap.objects.create(**isi)
    with ditolak("tahap_sekali"):
        Tahap.objects.create(**isi)


def perpanjangan(p, **lain):
    isi = {
        "periode": p,
        "nomor": "800/1/2026",
        "tanggal": D(2026, 4, 1),
        "alasan": "Banjir",
        "batas_lama": D(2026, 4, 14),
        "batas_baru": D(2026, 4, 30),
        "oleh": pabrik.akun(),
        "dicatat_pada": jam.sekarang(),
    } | lain
    return Perpanjangan.objects.create(**isi)


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("perpanjangan_bernomor", {"nomor": ""}),
        ("perpanjangan_maju", {"batas_baru": D(2026, 4, 14)}),
        ("perpanjangan_satu_objek", {"periode": None}),
    ],
)
def test_perpanjangan(kendala, isi):
    p = periode(siklus())
    with ditolak(kendala):
        perpanjangan(p, **isi)


def test_surat_perpanjangan_tidak_berubah_dan_tidak_hilang():
    surat = perpanjangan(periode(siklus()))
    with ditolak("Cannot update", DatabaseError), transaction.atomic():
        Perpanjangan.objects.filter(pk=surat.pk).update(nomor="lain")
    with ditolak("Cannot update or delete", DatabaseError), transaction.atomic():
        surat.delete()


# -- parameters


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("parameter_satuan", {"satuan": "windu"}),
        ("parameter_keyakinan", {"keyakinan": "MUNGKIN"}),
        ("parameter_berisi", {"berlaku": sejak(D(2026, 1, 1), D(2026, 1, 1))}),
        ("parameter_berdasar", {"dasar_hukum": ""}),
        ("parameter_bawaan_atau_beralasan", {"bawaan": False}),
        ("parameter_konfirmasi_lengkap", {"dikonfirmasi_pada": jam.sekarang()}),
    ],
)
def test_parameter(kendala, isi):
    d = definisi()
    with ditolak(kendala):
        parameter(d, **isi)


def test_satu_nilai_pada_satu_tanggal_per_unit():
    d, unit = definisi(), pabrik.unit()
    parameter(d, berlaku=sejak(D(2022, 1, 1), D(2026, 1, 1)))
    parameter(d, berlaku=sejak(D(2026, 1, 1)))
    parameter(d, unit=unit)
    with ditolak("parameter_satu"), transaction.atomic():
        parameter(d, berlaku=sejak(D(2025, 12, 31)))
    with ditolak("parameter_satu"), transaction.atomic():
        parameter(d, unit=unit)
    parameter(d, dicabut_pada=jam.sekarang())


@pytest.mark.parametrize(
    ("kolom", "nilai"), [("nilai", 15), ("satuan", "hari_kalender"), ("dasar_hukum", "Lain"), ("keyakinan", "BERSUMBER")]
)
def test_nilai_yang_tersimpan_tidak_berubah(kolom, nilai):
    p = parameter(definisi())
    with ditolak("Cannot update", DatabaseError):
        Parameter.objects.filter(pk=p.pk).update(**{kolom: nilai})


def test_nilai_yang_tersimpan_tidak_terhapus():
    p = parameter(definisi())
    with ditolak("Cannot delete", DatabaseError):
        p.delete()


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [("definisiparameter_jenis", {"jenis": "ANGKA"}), ("definisiparameter_isi_peta", {"jenis": "PETA", "isi": ""})],
)
def test_definisi(kendala, isi):
    d = definisi()
    with ditolak(kendala):
        DefinisiParameter.objects.filter(pk=d.pk).update(**isi)


def test_definisi_bernama_unik():
    definisi()
    with ditolak("nama"):
        definisi()


# -- calendar and deadlines


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("harilibur_jenis", {"jenis": "LIBUR_SEKOLAH"}),
        ("harilibur_bernama", {"nama": ""}),
        ("harilibur_batal_beralasan", {"batal": True}),
    ],
)
def test_hari_libur(kendala, isi):
    isi = {"tanggal": D(2026, 8, 17), "nama": "HUT RI", "jenis": JenisLibur.LIBUR_NASIONAL, "sumber": "SKB"} | isi
    with ditolak(kendala):
        HariLibur.objects.create(**isi)


def test_satu_baris_per_tanggal():
    isi = {"tanggal": D(2026, 8, 17), "nama": "HUT RI", "jenis": JenisLibur.LIBUR_NASIONAL, "sumber": "SKB"}
    HariLibur.objects.create(**isi)
    with ditolak("tanggal"):
        HariLibur.objects.create(**isi)


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("tenggat_hari_kerja", {"hari_kerja": 7}),
        ("tenggat_berdasar", {"dasar": ""}),
        ("tenggat_meja_setelah_mulai", {"di_meja_sejak": D(2026, 11, 1)}),
        ("tenggat_satu_meja", {"pemegang": None}),
    ],
)
def test_tenggat(kendala, isi):
    muat_parameter()
    with ditolak(kendala):
        tenggat(**isi)


def test_tenggat_tidak_di_dua_meja():
    muat_parameter()
    with ditolak("tenggat_satu_meja"):
        tenggat(pemegang=pabrik.pegawai(), pemegang_unit=pabrik.unit())


def test_satu_jam_per_objek_dan_jenis():
    muat_parameter()
    tenggat()
    with ditolak("tenggat_sekali"):
        tenggat()


@pytest.mark.parametrize(("kolom", "nilai"), [("mulai", D(2026, 11, 1)), ("hari_kerja", 6), ("objek_id", 2)])
def test_jam_yang_sudah_dimulai_tidak_berubah(kolom, nilai):
    muat_parameter()
    t = tenggat()
    with ditolak("Cannot update", DatabaseError):
        Tenggat.objects.filter(pk=t.pk).update(**{kolom: nilai})
