"""How much was reached: numbers, lower-is-better, counts and positions, ranges, dates, grades; trend, notes, completeness."""

import datetime as dt
import re
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.aturan import (
    CatatanHari,
    FaktaIsi,
    IsiRealisasi,
    dapat_diisi,
    ikut_catatan,
    kekurangan,
    perlu_dialog,
    ringkas_catatan,
    tanggal_catatan,
    tulis_angka,
)
from dialog.aturan_capaian import (
    Nilai,
    Tren,
    Ukuran,
    bagian_waktu,
    persen_capaian,
    pola_dari,
    sampai_kini,
    tren,
    urai_nilai,
    usul_keadaan,
)
from dialog.aturan_urai import banding_predikat, urai_rentang, urai_tanggal
from dialog.enums import KeadaanRealisasi as K
from skp.aturan import urai_target
from skp.enums import PolaUkur

ANGKA = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False)
POSITIF = st.decimals(min_value=D("0.0001"), max_value=10**9, places=4, allow_nan=False)


def n(teks, *, setahun=False):
    return Nilai(teks, urai_target(teks), setahun)


def persen(target, *nilai, satuan="%", **lain):
    return persen_capaian(Ukuran(target, satuan, **lain), [n(x) for x in nilai]).nilai


# -- one may not always write

HARI = dt.date(2026, 5, 20)
TW2 = {"periode": "Triwulan II 2026", "status": "TERBUKA", "dibuka": dt.date(2026, 4, 1)}
TW2 |= {"mulai": dt.date(2026, 4, 1), "sampai": dt.date(2026, 6, 30)}


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"status": "DITUTUP", "ditutup": dt.date(2026, 5, 2)}, "sudah ditutup 2 Mei 2026.*surat perpanjangan"),
        ({"dibuka": dt.date(2026, 5, 21)}, "baru dibuka 21 Mei 2026.*periode berjalan"),
        ({"satu_siklus": False}, "bukan untuk tahun"),
        ({"skp_mulai": dt.date(2026, 7, 1)}, "di luar Triwulan II 2026.*SKP Anda yang berlaku"),
        ({"skp_sampai": dt.date(2026, 3, 31)}, "di luar Triwulan II 2026"),
        ({"iki_berlaku": False}, "sudah diganti.*indikator penggantinya"),
        ({"iki_berlaku": False, "ada_berlaku": False}, "belum ditetapkan"),
    ],
)
def test_ditolak_dengan_jalan_keluar(ubah, kata):
    putusan = dapat_diisi(FaktaIsi(**{**TW2, **ubah}), HARI)
    assert not putusan.nilai
    assert re.search(kata, putusan.alasan[0].kalimat)


def test_periode_berjalan_boleh_diisi_juga_di_ujung_skp():
    assert dapat_diisi(FaktaIsi(**TW2), HARI).nilai
    assert dapat_diisi(FaktaIsi(**{**TW2, "skp_sampai": dt.date(2026, 4, 1)}), HARI).nilai
    assert dapat_diisi(FaktaIsi(**{**TW2, "dibuka": HARI}), HARI).nilai


def test_catatan_hanya_tentang_yang_sudah_dan_dalam_skp():
    masa = (dt.date(2026, 2, 1), dt.date(2026, 12, 31))
    assert tanggal_catatan(HARI, HARI, *masa) == ""
    assert "hari ini atau sebelumnya" in tanggal_catatan(HARI + dt.timedelta(days=1), HARI, *masa)
    assert "1 Februari 2026" in tanggal_catatan(dt.date(2026, 1, 31), HARI, *masa)


def test_yang_disepakati_untuk_periode_berjalan_diubah_lewat_dialog():
    assert perlu_dialog(HARI, HARI)
    assert not perlu_dialog(HARI + dt.timedelta(days=1), HARI)


# -- numbers


@pytest.mark.parametrize(
    ("target", "nilai", "satuan", "lain", "hasil"),
    [
        ("80", "76", "%", {}, D("95.00")),
        ("80", "84", "%", {}, D("105.00")),
        ("61,95", "50%", "%", {}, D("80.71")),
        ("14", "12", "%", {"arah": "TURUN"}, D("114.29")),
        ("14", "17", "%", {"arah": "TURUN"}, D("78.57")),
        ("14", "30", "%", {"arah": "TURUN"}, D("0")),
        ("5", "4", "hari kerja", {"aspek": "WAKTU"}, D("120.00")),
        ("20", "24", "jam", {"aspek": "KUANTITAS"}, D("120.00")),
        ("0", "0", "temuan", {}, D("100")),
        ("0", "2", "temuan", {}, None),
        ("80", "cukup baik", "%", {}, None),
        ("", "80", "%", {}, None),
        ("terlaksana", "terlaksana", "", {}, None),
    ],
)
def test_persen_angka(target, nilai, satuan, lain, hasil):
    assert persen(target, nilai, satuan=satuan, **lain) == hasil


def test_tanpa_realisasi_tidak_ada_persen():
    assert persen_capaian(Ukuran("80", "%"), []).nilai is None
    assert persen_capaian(Ukuran("80", "%"), [Nilai()]).nilai is None


def test_setiap_putusan_beralasan():
    for nilai in ("76", "cukup", ""):
        putusan = persen_capaian(Ukuran("80", "%"), [n(nilai)])
        assert putusan.alasan
        assert "bukan bunyi peraturan" in putusan.alasan[-1].dasar_hukum


@pytest.mark.parametrize(
    ("pola", "satuan", "target", "hasil"),
    [
        ("", "dokumen", "4", "HITUNGAN"),
        ("", "%", "80", "POSISI"),
        ("", "Indeks", "4,1", "POSISI"),
        ("", "per 100.000 kelahiran hidup", "85", "POSISI"),
        ("", "hari kerja", "5", "POSISI"),
        ("", "", "BB", "POSISI"),
        ("HITUNGAN", "%", "80", "HITUNGAN"),
        ("RILIS", "dokumen", "4", "RILIS"),
    ],
)
def test_pola_dari_skp_lalu_satuan(pola, satuan, target, hasil):
    assert pola_dari(pola, satuan, target) == PolaUkur(hasil)


def test_hitungan_dijumlah_posisi_dibaca():
    assert persen("12", "3", "4", satuan="laporan") == D("58.33")
    assert persen("12", "3", "4", satuan="laporan", pola="POSISI") == D("33.33")
    setahun = [n("3"), n("4"), n("11", setahun=True)]
    assert persen_capaian(Ukuran("12", "laporan"), setahun).nilai == D("91.67")
    assert sampai_kini(Ukuran("12", "laporan"), [n("3"), Nilai()]).nilai is None


@given(POSITIF, POSITIF)
def test_lebih_besar_tidak_pernah_mengurangi_bila_naik_dan_tidak_menambah_bila_turun(a, b):
    kecil, besar = sorted((a, b))
    for arah, tanda in (("NAIK", 1), ("TURUN", -1)):
        ukuran = Ukuran("100", "%", arah)
        x, y = (persen_capaian(ukuran, [Nilai(str(v), v)]).nilai for v in (kecil, besar))
        assert tanda * (y - x) >= 0
        assert x >= 0


@given(POSITIF)
def test_sama_dengan_target_selalu_seratus(target):
    for arah in ("NAIK", "TURUN"):
        assert persen_capaian(Ukuran(tulis_angka(target), "%", arah), [Nilai("x", target)]).nilai == 100


@given(st.lists(ANGKA, min_size=1, max_size=6), st.randoms())
def test_jumlah_hitungan_tidak_bergantung_urutan(angka, acak):
    kacau = list(angka)
    acak.shuffle(kacau)
    ukuran = Ukuran("100", "dokumen")
    assert (
        sampai_kini(ukuran, [Nilai("x", a) for a in angka]).nilai == sampai_kini(ukuran, [Nilai("x", a) for a in kacau]).nilai
    )


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=15), st.sampled_from(["NAIK", "TURUN"]))
def test_teks_apa_pun_tidak_menjatuhkan(target, nilai, satuan, arah):
    ukuran = Ukuran(target, satuan, arah)
    for fungsi in (persen_capaian, usul_keadaan):
        assert fungsi(ukuran, [n(nilai)]).alasan


# -- ranges, dates, grades


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [("80-90", (80, 90)), ("3 sampai 5 hari", (3, 5)), ("80% s/d 90%", (80, 90)), ("90-80", None), ("80", None), ("BB", None)],
)
def test_urai_rentang(teks, hasil):
    assert urai_rentang(teks) == hasil


def test_persen_rentang():
    assert persen("80-90", "85") == 100
    assert persen("80-90", "40") == 50
    assert persen("80-90", "99") == 110
    assert persen("3-5", "6", satuan="hari", arah="TURUN") == 80
    assert persen("80-90", "baik") is None


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("28 Februari", dt.date(2026, 2, 28)),
        ("paling lambat 31 Januari 2027", dt.date(2027, 1, 31)),
        ("5/1/2026", dt.date(2026, 1, 5)),
        ("3/4", None),
        ("31 Februari", None),
        ("1 Maret sampai 2 April", None),
        ("12 laporan", None),
    ],
)
def test_urai_tanggal(teks, hasil):
    assert urai_tanggal(teks, 2026) == hasil


def test_tanggal_bukan_angka():
    assert (urai_nilai("27 Februari"), urai_nilai("27 laporan"), urai_nilai("baik")) == (None, 27, None)


def test_tanggal_tepat_waktu_seratus_terlambat_tanpa_persen():
    u = Ukuran("28 Februari", "tanggal")
    assert persen_capaian(u, [n("27 Februari")]).nilai == 100
    assert "1 hari lebih awal" in persen_capaian(u, [n("27 Februari")]).alasan[0].kalimat
    assert persen_capaian(u, [n("28 Februari")]).nilai == 100
    telat = persen_capaian(u, [n("5 Maret")])
    assert telat.nilai is None
    assert "Terlambat 6 hari" in telat.alasan[0].kalimat
    assert persen_capaian(u, [n("sudah")]).nilai is None
    assert usul_keadaan(u, [n("5 Maret")]).nilai is K.SEBAGIAN
    assert usul_keadaan(u, [n("27 Februari")]).nilai is K.SESUAI


def test_predikat_dibanding_dalam_skalanya():
    assert banding_predikat("BB", "A") == 1
    assert banding_predikat("Predikat BB", "b") == -1
    assert banding_predikat("BB", "Paripurna") is None
    u = Ukuran("BB", "predikat")
    assert persen_capaian(u, [n("A")]).nilai == 100
    assert persen_capaian(u, [n("B")]).nilai is None
    assert "1 tingkat di bawah" in persen_capaian(u, [n("B")]).alasan[0].kalimat
    assert usul_keadaan(u, [n("A")]).nilai is K.MELAMPAUI
    assert usul_keadaan(u, [n("BB")]).nilai is K.SESUAI
    assert usul_keadaan(u, [n("CC")]).nilai is K.SEBAGIAN


# -- state, trend


def test_keadaan_hitungan_menurut_lintasan():
    u, setengah = Ukuran("12", "laporan"), D("0.5")
    assert usul_keadaan(u, [n("3"), n("3")], setengah).nilai is K.SESUAI
    assert usul_keadaan(u, [n("3"), n("4")], setengah).nilai is K.MELAMPAUI
    assert usul_keadaan(u, [n("3"), n("2")], setengah).nilai is K.SEBAGIAN
    assert usul_keadaan(u, [n("3"), n("3")]).nilai is K.SEBAGIAN
    assert usul_keadaan(u, [Nilai()], setengah).nilai is K.BELUM
    assert usul_keadaan(u, [n("baik")], setengah).nilai is None


def test_posisi_tidak_memakai_lintasan():
    assert usul_keadaan(Ukuran("80", "%"), [n("40")], D("0.5")).nilai is K.SEBAGIAN


def test_target_nol_yang_terlampaui_sebagian():
    assert usul_keadaan(Ukuran("0", "temuan"), [n("1")]).nilai is K.SEBAGIAN
    assert usul_keadaan(Ukuran("0", "temuan"), [n("0")]).nilai is K.SESUAI


@pytest.mark.parametrize(
    ("mulai", "sampai", "akhir", "hasil"),
    [
        ((1, 1), (12, 31), (3, 31), D("0.25")),
        ((1, 1), (12, 31), (12, 31), D(1)),
        ((4, 15), (9, 30), (6, 30), D("0.5")),
        ((7, 1), (12, 31), (6, 30), D(0)),
    ],
)
def test_bagian_waktu(mulai, sampai, akhir, hasil):
    assert bagian_waktu(*(dt.date(2026, *x) for x in (mulai, sampai, akhir))) == hasil


def test_tren_melewati_yang_kosong_dan_mengikuti_arah():
    assert tren([D(1), None, D(2)]).nilai is Tren.MEMBAIK
    assert tren([D(1), D(2)], turun=True).nilai is Tren.MEMBURUK
    assert tren([D(2), D(2)]).nilai is Tren.TETAP
    assert tren([None, D(2)]).nilai is Tren.BELUM


@given(st.lists(st.none() | ANGKA, max_size=8))
def test_tren_turun_kebalikan_tren_naik(nilai):
    balik = {Tren.MEMBAIK: Tren.MEMBURUK, Tren.MEMBURUK: Tren.MEMBAIK}
    naik = tren(nilai).nilai
    assert tren(nilai, turun=True).nilai is balik.get(naik, naik)


# -- notes


def c(hari, isi="", angka=None):
    return CatatanHari(dt.date(2026, 5, hari), isi, None if angka is None else D(angka))


def test_catatan_hitungan_dijumlah_posisi_yang_terakhir():
    semua = [c(3, "dua desa", "2"), c(1, "satu desa", "1"), c(4, "rapat")]
    hitung = ringkas_catatan(PolaUkur.HITUNGAN, semua)
    assert (hitung.angka, hitung.banyak) == (3, 3)
    assert [b.split(": ")[1] for b in hitung.cerita.split("\n")] == ["satu desa", "dua desa", "rapat"]
    assert ringkas_catatan(PolaUkur.HITUNGAN, semua, D(9)).angka == 12
    assert ringkas_catatan(PolaUkur.POSISI, semua, D(9)).angka == 2
    assert ringkas_catatan(PolaUkur.HITUNGAN, [c(1, "rapat")], D(9)).angka == 9
    assert ringkas_catatan(PolaUkur.HITUNGAN, [c(1, "rapat")]).angka is None
    assert ringkas_catatan(PolaUkur.HITUNGAN, [], D(9)).angka is None


def test_isian_mengikuti_catatan_sampai_ditulis_sendiri():
    assert ikut_catatan("", "", "3") == "3"
    assert ikut_catatan("3", "3", "5") == "5"
    assert ikut_catatan("4", "3", "5") == "4"


@given(st.lists(st.tuples(st.integers(1, 28), st.none() | ANGKA), max_size=10))
def test_jumlah_catatan_sama_dengan_jumlah_angkanya(baris):
    ada = [a for _, a in baris if a is not None]
    hasil = ringkas_catatan(PolaUkur.HITUNGAN, [CatatanHari(dt.date(2026, 5, h), "", a) for h, a in baris])
    assert hasil.angka == (sum(ada) if ada else None)
    assert hasil.angka is None or urai_target(hasil.teks) == hasil.angka


# -- complete


def test_lengkap_berarti_berisi_berkeadaan_dan_berbukti():
    def kurang(**isi):
        return [a.kalimat for a in kekurangan([IsiRealisasi("1.2", lini=7, **isi)])]

    assert kurang(nilai="3", keadaan=K.SEBAGIAN, bukti=1) == []
    assert kurang(nilai="3", keadaan=K.SEBAGIAN, alasan_tanpa_bukti="Masih di percetakan") == []
    assert kurang(cerita="Menunggu data desa", bukti=1) == []
    assert ["belum ada realisasi" in k for k in kurang(bukti=1)] == [True]
    assert ["pilih keadaannya" in k for k in kurang(nilai="3", bukti=1)] == [True]
    assert ["belum berbukti" in k for k in kurang(nilai="3", keadaan=K.SEBAGIAN)] == [True]
    assert kekurangan([IsiRealisasi("1.2", lini=7)])[0].fakta["di"] == "iki:7"
