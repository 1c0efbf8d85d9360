"""Forms at sizes that few ever reach: sixty and three hundred rows, twenty thousand letters in a cell."""

import re

import pytest

from tests.layanan.test_dokumen_cetak import SURAT, cetak_surat
from tests.layanan.uji_formulir import JUMLAH_BARIS, Lembaran, periksa
from tests.skp import contoh_cetak as contoh
from tests.skp import test_formulir as f

TERBANYAK = JUMLAH_BARIS[-1]


@pytest.mark.parametrize(("nama", "harap", "bentuk", "pendekatan"), f.FORMULIR)
def test_skp_terbanyak(nama, harap, bentuk, pendekatan):
    f.test_skp(nama, harap, bentuk, pendekatan, TERBANYAK)


def test_lampiran_terbanyak():
    f.test_lampiran(TERBANYAK)


def test_matriks_terbanyak():
    f.test_matriks(TERBANYAK)


@pytest.mark.parametrize(
    ("teks", "pendekatan"), [(f.PANJANG, "KUALITATIF"), (f.TANPA_SPASI, "KUANTITATIF")], ids=["berkata", "tanpa_spasi"]
)
def test_20000_huruf_tercetak_semua(teks, pendekatan):
    """In a result, an indicator and an expectation: nothing is lost and nothing runs over the footer."""
    k = contoh.konten([contoh.rhk(teks, [contoh.iki(teks), contoh.iki("Akhir dari semua")])], pendekatan=pendekatan)
    k["perilaku"][2]["ekspektasi"] = teks
    pdf = f.cetakkan(contoh.cetakan(k), f.F3, f.TEMPLATE["skp"])
    lembar = Lembaran(pdf)
    huruf = re.sub(r"\s|\(lanjutan\)|\u200b", "", lembar.teks())
    satu = "x" if teks is f.TANPA_SPASI else "berulang"
    assert huruf.count(satu) >= 3 * teks.count(satu)
    for h in range(lembar.halaman):
        batas = lembar.ukuran[h][1] - f.LANSKAP[3]
        assert not [s for s in lembar.sel[h] if s[1] < batas < s[3] - 1], f"halaman {h + 1} menimpa kaki"
    assert lembar.cari("Akhir dari semua") is not None


def test_surat_tiga_ratus_baris_tercetak_utuh():
    periksa(cetak_surat(300), SURAT, [(f"Awal{i:03d}", f"Akhir{i:03d}") for i in range(1, 301)])
