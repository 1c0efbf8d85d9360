"""Rules of feedback without a database: who is told, when it comes to light, advice on the wording."""

import datetime as dt

import pytest

from dialog.aturan_umpan import (
    ALASAN_MAKS,
    NAMA_MAKS,
    PESAN_MAKS,
    TEKS_MAKS,
    Sebutan,
    periksa_umpan,
    sebutan_tersedia,
    tanggal_terbit,
)
from dialog.enums import PeranPemberi as P

N, R, T = Sebutan.NAMA, Sebutan.PERAN, Sebutan.TANPA


@pytest.mark.parametrize(
    ("peran", "kelompok", "diminta", "harap"),
    [
        (P.PIMPINAN, 99, None, (N,)),
        (P.KETUA_TIM, 99, 99, (N,)),
        (P.BAWAHAN, 4, None, (N, R, T)),
        (P.BAWAHAN, 3, None, (N, T)),
        (P.BAWAHAN, 1, None, (N, T)),
        (P.BAWAHAN, 99, None, (N, R, T)),
        (P.REKAN, 1, 99, (N, T)),
        (P.REKAN, 99, 3, (N,)),
        (P.REKAN, 1, 4, (N, T)),
    ],
)
def test_kelompok_kecil_tidak_menunjuk_pemberinya(peran, kelompok, diminta, harap):
    assert sebutan_tersedia(peran, kelompok, 4, diminta) == harap


def test_tanpa_nama_terbit_senin_berikutnya_dan_bernama_hari_itu():
    for hari in range(23, 30):  # Monday to Sunday
        assert tanggal_terbit(dt.date(2026, 11, hari), bernama=False) == dt.date(2026, 11, 30)
        assert tanggal_terbit(dt.date(2026, 11, hari), bernama=True) == dt.date(2026, 11, hari)


def kunci(jenis, perilaku, **lain):
    return [s.kunci for s in periksa_umpan(jenis, perilaku, **lain)]


@pytest.mark.parametrize(
    ("jenis", "perilaku", "harap"),
    [
        ("APRESIASI", "Bagus sekali", ["fakta"]),
        ("APRESIASI", "Menyelesaikan rekap dua hari lebih awal pada bulan Oktober.", []),
        ("KOREKSI", "Datang terlambat pada apel Senin lalu.", ["saran"]),
        ("KOREKSI", "Datang terlambat pada apel Senin lalu, sebaiknya memberi kabar.", []),
        ("KOREKSI", "Malas saat rapat Selasa, sebaiknya diperbaiki.", ["cap"]),
        ("APRESIASI", "Hadir pada apel Senin", ["fakta"]),
        ("APRESIASI", "Hadir awal pada apel Senin", []),
        ("APRESIASI", "Ramah kepada siapa pun yang datang", ["fakta"]),
        ("HARAPAN", "Semoga selalu hadir pada apel Senin.", []),
        ("KOREKSI", "Selalu terlambat saat apel, sebaiknya memberi kabar.", ["mutlak"]),
        ("HARAPAN", "Laporan bulan depan dikirim lebih awal.", ["saran"]),
        ("HARAPAN", "Semoga laporan bulan depan dikirim lebih awal.", []),
        ("APRESIASI", "Hubungi saya di 081234567890 soal rapat itu ya", ["nomor"]),
        ("APRESIASI", "TERIMA KASIH ATAS BANTUAN SAAT RAPAT", ["huruf"]),
        ("APRESIASI", "Terampil melayani warga di loket dengan ramah.", []),
    ],
)
def test_saran_meminta_fakta_dan_saran_dengan_lembut(jenis, perilaku, harap):
    assert kunci(jenis, perilaku) == harap


def test_situasi_dan_harapan_yang_terisi_mencukupi():
    assert kunci("KOREKSI", "Datanya kurang.", situasi="Rapat Selasa", harapan="Kirim sehari sebelumnya.") == []


def test_nama_sendiri_dalam_tulisan_tanpa_nama_diingatkan():
    teks = "Saya, Ernawati, terbantu saat rapat Selasa."
    assert kunci("APRESIASI", teks, nama="Ernawati") == ["nama"]
    assert kunci("APRESIASI", teks) == []
    assert kunci("APRESIASI", teks, nama="Sari") == []


@pytest.mark.parametrize(("nama", "terbaca"), [("Sari", True), ("Ana", False), ("Al", False), ("Ana Sari", True)])
def test_bagian_nama_yang_pendek_bukan_penunjuk(nama, terbaca):
    assert ("nama" in kunci("APRESIASI", "Terbantu Ana, Al, dan Sari saat rapat.", nama=nama)) is terbaca


@pytest.mark.parametrize(
    ("teks", "keras"), [("A" * 20, True), ("A" * 19, False), ("A" * 14 + "a" * 6, False), ("A" * 15 + "a" * 5, True)]
)
def test_huruf_besar_semua_sejak_dua_puluh_huruf(teks, keras):
    assert ("huruf" in kunci("APRESIASI", teks)) is keras


def test_batas_panjang_tulisan():
    assert (TEKS_MAKS, ALASAN_MAKS, PESAN_MAKS, NAMA_MAKS) == (2000, 500, 500, 150)
