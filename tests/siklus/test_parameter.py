"""Parameters: the file, the values over time, who confirmed them, and how they are read."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from kinerja.organisasi.models import UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus import ingatan
from kinerja.siklus.actions import konfirmasi_parameter, muat_parameter, ubah_parameter
from kinerja.siklus.aturan_parameter import baca_simpanan, bentuk_simpan, nilai_terbaca, periksa_nilai
from kinerja.siklus.bawaan import baca_bawaan
from kinerja.siklus.enums import JenisNilai, Keyakinan, Satuan
from kinerja.siklus.models import DefinisiParameter, Parameter
from kinerja.siklus.queries import parameter, parameter_belum_pasti
from tests import pabrik

D = dt.date
HARI = D(2026, 11, 24)


def definisi(nama: str) -> DefinisiParameter:
    return DefinisiParameter.objects.get(nama=nama)


def ubah(nama, nilai, mulai=HARI, **lain):
    isi = {
        "satuan": parameter(nama).satuan,
        "dasar_hukum": "Keputusan Bupati 12/2026",
        "keyakinan": Keyakinan.BERSUMBER,
        "alasan": "Kebijakan daerah",
    } | lain
    return ubah_parameter(definisi(nama), nilai=nilai, mulai=mulai, **isi)


# -- the file


@pytest.mark.parametrize(
    ("nama", "nilai", "satuan", "keyakinan"),
    [
        ("dokumen_serah_batas", 14, "hari_kerja", "BERSUMBER"),
        ("dokumen_tanda_tangan_batas", 14, "hari_kerja", "BERSUMBER"),
        ("keberatan_batas_hari", 14, "hari_kalender", "BERSUMBER"),
        ("keberatan_batas_hari_kerja", 14, "hari_kerja", "TIDAK_PASTI"),
        ("perbaikan_kinerja_lama", 6, "bulan", "BERSUMBER"),
        ("penempatan_sementara_lama", 1, "tahun", "BERSUMBER"),
        ("distribusi_utama_maks", 70, "persen", "BERSUMBER"),
        ("distribusi_utama_min", 60, "persen", "BERSUMBER"),
        ("distribusi_sangat_baik_maks", 10, "persen", "BERSUMBER"),
        ("distribusi_unit_kecil", 5, "orang", "RANCANGAN"),
        ("tw_iv_digabung_akhir", True, "tanpa", "TIDAK_PASTI"),
        ("periode_evaluasi", "TRIWULAN", "tanpa", "DIKETAHUI"),
        ("dialog_irama", 30, "hari_kalender", "RANCANGAN"),
        ("evaluasi_tahunan_batas", "T+1/01-31", "tanggal", "DIKETAHUI"),
    ],
)
def test_angka_bawaan_sama_dengan_rujukan(bawaan, nama, nilai, satuan, keyakinan):
    p = parameter(nama)
    assert (p.nilai, p.satuan, p.keyakinan) == (nilai, satuan, keyakinan)


def test_angka_kredit_sama_dengan_rujukan(bawaan):
    persen = parameter("ak_persen_predikat").peta
    assert list(persen.values()) == [150, 100, 75, 50, 25]
    assert parameter("ak_koefisien").peta["AHLI_MADYA"] == Decimal("37.5")
    assert parameter("ak_koefisien").peta["PEMULA"] == Decimal("3.75")


def test_setiap_butir_berkas_lengkap_dan_bernama_jelas():
    for b in baca_bawaan():
        assert b.dasar_hukum, b.nama
        assert b.penjelasan, b.nama
        assert b.sejak.year >= 2019, b.nama
        assert nilai_terbaca(baca_simpanan(b.nilai, b.jenis, b.isi), b.jenis, b.satuan, b.pilihan), b.nama


@pytest.mark.parametrize(
    ("baris", "galat"),
    [
        ("nilai = 200\nkeyakinan = 'RANCANGAN'", "Paling besar 100"),
        ("nilai = 'banyak'\nkeyakinan = 'RANCANGAN'", "bilangan bulat"),
        ("nilai = 5\nkeyakinan = 'TIDAK_PASTI'", "mengapa"),
        ("nilai = 5\nkeyakinan = 'RANCANGAN'\nmengapa = 'entah'", "mengapa"),
    ],
)
def test_berkas_yang_keliru_ditolak_dengan_nama_butirnya(tmp_path, baris, galat):
    berkas = tmp_path / "p.toml"
    berkas.write_text(
        f"[contoh]\njudul='C'\nkelompok='U'\njenis='BULAT'\n{baris}\nsatuan='persen'\nmaksimum=100\n"
        "dasar_hukum='x'\nsejak=2022-01-01\npenjelasan='y'\n"
    )
    with pytest.raises(ValueError, match=rf"contoh: .*{galat}"):
        baca_bawaan(berkas)


def test_muat_ulang_tidak_mengubah_nilai_yang_sudah_diputuskan(bawaan, admin):
    ubah("dialog_irama", 45, by=admin)
    DefinisiParameter.objects.filter(nama="dialog_irama").update(judul="usang")
    assert muat_parameter() == 0
    assert parameter("dialog_irama").nilai == 45
    assert definisi("dialog_irama").judul == "Dialog kinerja sekurang-kurangnya setiap"


def test_muat_mengisi_definisi_yang_belum_bernilai(bawaan):
    assert Parameter.objects.filter(bawaan=True).count() == len(baca_bawaan())
    with connection.cursor() as kursor:
        kursor.execute("TRUNCATE siklus_parameter CASCADE")
    assert muat_parameter() == len(baca_bawaan())
    assert muat_parameter() == 0


# -- values as plain data


@pytest.mark.parametrize(
    ("nilai", "jenis", "lain"),
    [
        (14, JenisNilai.BULAT, {}),
        (Decimal("12.5"), JenisNilai.DESIMAL, {}),
        (True, JenisNilai.YA_TIDAK, {}),
        ("T/01-31", JenisNilai.TANGGAL, {}),
        ((10, 3, 0), JenisNilai.DAFTAR_BULAT, {}),
        ({"b": Decimal("1.50"), "a": Decimal(2)}, JenisNilai.PETA, {"isi": "DESIMAL", "kunci": ("b", "a")}),
    ],
)
def test_nilai_selamat_pergi_pulang(nilai, jenis, lain):
    bersih = periksa_nilai(nilai, jenis, **lain)
    kembali = baca_simpanan(bentuk_simpan(bersih), jenis, lain.get("isi", ""), lain.get("kunci", ()))
    assert kembali == nilai
    if jenis is JenisNilai.PETA:
        assert list(kembali) == ["b", "a"]


@pytest.mark.parametrize(
    ("nilai", "jenis", "lain", "galat"),
    [
        (True, JenisNilai.BULAT, {}, "bilangan bulat"),
        (1.5, JenisNilai.BULAT, {}, "bilangan bulat"),
        (0, JenisNilai.BULAT, {"minimum": Decimal(1)}, "Paling kecil 1"),
        ("NaN", JenisNilai.DESIMAL, {}, "12,5"),
        ("dua", JenisNilai.DESIMAL, {}, "12,5"),
        ("ya", JenisNilai.YA_TIDAK, {}, "ya atau tidak"),
        ("C", JenisNilai.PILIHAN, {"pilihan": [["A", "Satu"]]}, "Pilih salah satu"),
        ("31 Januari", JenisNilai.TANGGAL, {}, "tidak berbentuk"),
        ((3, 3), JenisNilai.DAFTAR_BULAT, {}, "jangan ulangi"),
        ((), JenisNilai.DAFTAR_BULAT, {}, "sedikitnya satu"),
        ("103", JenisNilai.DAFTAR_BULAT, {}, "dipisah koma"),
        ({"a": 1}, JenisNilai.PETA, {"isi": "BULAT", "kunci": ("a", "b")}, "setiap baris"),
    ],
)
def test_nilai_yang_salah_ditolak(nilai, jenis, lain, galat):
    with pytest.raises(ValueError, match=galat):
        periksa_nilai(nilai, jenis, **lain)


# -- over time


def test_nilai_baru_berlaku_sejak_tanggalnya_dan_nilai_lama_tetap_tercatat(bawaan, admin):
    lama = parameter("dokumen_serah_batas")
    baru = ubah("dokumen_serah_batas", 10, D(2027, 1, 1), by=admin)
    assert parameter("dokumen_serah_batas", D(2026, 12, 31)).versi_id == lama.versi_id
    sesudah = parameter("dokumen_serah_batas", D(2027, 1, 1))
    assert (sesudah.nilai, sesudah.versi_id, sesudah.dasar_hukum) == (10, baru.pk, "Keputusan Bupati 12/2026")
    assert Parameter.objects.get(pk=lama.versi_id).nilai == 14
    assert Peristiwa.objects.get(nama="parameter_diubah").data == {
        "parameter": "dokumen_serah_batas",
        "mulai": "2027-01-01",
        "unit": None,
    }


def test_nilai_di_antara_tidak_menghapus_yang_direncanakan(bawaan, admin):
    ubah("dialog_irama", 60, D(2027, 1, 1), by=admin)
    ubah("dialog_irama", 45, D(2026, 12, 1), by=admin)
    assert [parameter("dialog_irama", h).nilai for h in (HARI, D(2026, 12, 1), D(2026, 12, 31), D(2027, 1, 1))] == [
        30,
        45,
        45,
        60,
    ]


def test_salah_ketik_pada_hari_yang_sama_dicabut_bukan_ditimpa(bawaan, admin):
    keliru = ubah("dialog_irama", 300, by=admin)
    ubah("dialog_irama", 31, by=admin)
    keliru.refresh_from_db()
    assert (keliru.nilai, keliru.dicabut_pada is not None) == (300, True)
    assert parameter("dialog_irama").nilai == 31
    assert parameter("dialog_irama", D(2026, 11, 23)).nilai == 30


@pytest.mark.parametrize(
    ("nilai", "lain", "kalimat"),
    [
        (45, {"mulai": D(2026, 11, 23)}, "hanya berlaku ke depan"),
        (45, {"alasan": "  "}, "alasan"),
        (45, {"dasar_hukum": " "}, "dasar hukum"),
        (400, {}, "Paling besar 365"),
        ("45", {}, "bilangan bulat"),
    ],
)
def test_perubahan_yang_ditolak(bawaan, admin, nilai, lain, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        ubah("dialog_irama", nilai, by=admin, **lain)
    assert parameter("dialog_irama").nilai == 30


def test_perubahan_yang_tidak_mengubah_apa_pun_ditolak(bawaan, admin):
    kini = parameter("dialog_irama")
    with pytest.raises(Ditolak, match="Konfirmasi"):
        ubah("dialog_irama", 30, dasar_hukum=kini.dasar_hukum, by=admin)


def test_satuan_dapat_berganti_bersama_nilainya(bawaan, admin):
    ubah("dialog_irama", 20, satuan=Satuan.HARI_KERJA, by=admin)
    assert parameter("dialog_irama").satuan is Satuan.HARI_KERJA


def test_konfirmasi_mencatat_siapa_dan_kapan(bawaan, admin):
    versi = Parameter.objects.get(pk=parameter("keberatan_jenis_hari").versi_id)
    assert versi.belum_pasti
    belum = parameter_belum_pasti(HARI).count()
    versi = konfirmasi_parameter(versi, by=admin)
    assert (versi.dikonfirmasi_oleh, versi.dikonfirmasi_pada.date()) == (admin, HARI)
    assert parameter_belum_pasti(HARI).count() == belum - 1
    assert parameter("keberatan_jenis_hari").versi_id == versi.pk
    with pytest.raises(SudahBerubah):
        konfirmasi_parameter(versi, by=admin)


# -- reading


def test_nilai_unit_sendiri_lalu_unit_di_atasnya_lalu_kabupaten(bawaan, admin):
    akar = pabrik.unit("Kabupaten")
    dinas = pabrik.unit("Dinas", akar)
    seksi = pabrik.unit("Seksi", dinas)
    dinas_lain = pabrik.unit("Dinas Lain", UnitKerja.objects.get(pk=akar.pk))
    ubah("dialog_irama", 14, unit=dinas, by=admin)
    assert parameter("dialog_irama", HARI, seksi).nilai == 14
    assert parameter("dialog_irama", HARI, seksi.pk).nilai == 14
    assert parameter("dialog_irama", HARI, dinas_lain).nilai == 30
    assert parameter("dialog_irama", HARI).nilai == 30
    ubah("dialog_irama", 7, unit=seksi, by=admin)
    assert parameter("dialog_irama", HARI, seksi).nilai == 7


def test_nama_yang_tidak_dikenal_adalah_kekeliruan_program(bawaan):
    with pytest.raises(LookupError, match="tidak dikenal"):
        parameter("dialog_irma")
    with ingatan.ingat(), pytest.raises(LookupError, match="tidak dikenal"):
        parameter("dialog_irma")


def test_tanggal_sebelum_dasar_hukumnya_tidak_bernilai(bawaan):
    with pytest.raises(Ditolak, match="31 Desember 2022"):
        parameter("ak_persen_predikat", D(2022, 12, 31))


def test_jenis_nilai_dijaga_saat_dibaca(bawaan):
    assert parameter("dialog_irama").bulat == 30
    assert parameter("tw_iv_digabung_akhir").ya is True
    assert parameter("pengingat_hari").daftar == (10, 3, 1, 0)
    assert parameter("evaluasi_tahunan_batas").tanggal(2026) == D(2027, 1, 31)
    for nama, sifat in [("dialog_irama", "ya"), ("tw_iv_digabung_akhir", "bulat"), ("periode_evaluasi", "peta")]:
        with pytest.raises(TypeError, match=nama):
            getattr(parameter(nama), sifat)


def test_satu_permintaan_membaca_semua_parameter_sekali(bawaan, admin, django_assert_num_queries):
    with ingatan.ingat():
        with django_assert_num_queries(1):
            assert parameter("dialog_irama").nilai == 30
            assert parameter("umpan_balik_irama").nilai == 30
        ubah("dialog_irama", 45, by=admin)
        assert parameter("dialog_irama").nilai == 45
    with django_assert_num_queries(1):
        parameter("dialog_irama")


def test_riwayat_mencatat_akhir_nilai_lama(bawaan, admin):
    lama = parameter("dialog_irama").versi_id
    with jam.pada(D(2026, 11, 25)):
        ubah("dialog_irama", 45, D(2026, 12, 1), by=admin)
    peristiwa = Parameter.pgh_event_model.objects.filter(pgh_obj_id=lama).order_by("pgh_id").last()
    assert peristiwa.berlaku.upper == D(2026, 12, 1)
