"""Predikat of earlier years from a sheet: previewed, applied, equal the second time, never over what was judged here."""

import datetime as dt

import pytest
from django.db import transaction

from kinerja.layanan.impor import mesin
from predikat.actions import resmi
from predikat.impor_riwayat import RIWAYAT
from predikat.models import PredikatResmi
from tests.predikat.pabrik_dokumen import ditetapkan, periode
from tests.predikat.test_dokumen import _parameter
from tests.siasn import tulis_xlsx

HARI = dt.date(2027, 2, 1)


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def pratinjau(tempat, *baris):
    return mesin.pratinjau(RIWAYAT, mesin.baca(RIWAYAT, tulis_xlsx(tempat / "riwayat.xlsx", list(baris))), HARI)


def terapkan(hasil):
    with transaction.atomic():
        mesin.kunci_impor()
        mesin.terapkan(RIWAYAT, hasil, HARI, None)


def baris(orang, tahun="2025", predikat="Baik", **lain):
    return {"NIP": orang if isinstance(orang, str) else orang.nip, "TAHUN": tahun, "PREDIKAT": predikat} | lain


def test_setiap_alasan_penolakan(dunia, tmp_path):
    p = dunia.k.pelaksana
    hasil = pratinjau(
        tmp_path,
        baris(p, SUMBER="Dibawa dari instansi lain"),
        baris(p),
        baris("123"),
        baris("198501012010011999"),
        baris(p, "2027"),
        baris(p, "2013"),
        baris(p, "2024", "Istimewa"),
        baris(p, "2024", "Baik", SUMBER="Entah"),
        baris(dunia.k.rekan, "2024", "Cukup"),
    )
    assert (hasil.data, hasil.jumlah("BARU")) == (9, 2)
    assert [t.alasan for t in hasil.ganda] == ["Pegawai dan tahun ini sudah ada di baris 2."]
    kata = [t.alasan.split()[0] for t in sorted(hasil.ditolak, key=lambda t: t.baris)]
    assert kata == ["NIP", "Tidak", "Tahun", "Tahun", "Predikat", "Sumber"]
    assert not PredikatResmi.objects.exists()


def test_diterapkan_lalu_tetap_lalu_digantikan(dunia, tmp_path):
    p = dunia.k.pelaksana
    terapkan(pratinjau(tmp_path, baris(p, KETERANGAN="Dok. 7"), baris(p, "2024", "Cukup")))
    per = {r.tahun: r for r in PredikatResmi.objects.filter(pegawai=p)}
    assert (per[2025].nilai, per[2025].sumber, per[2025].periode, per[2025].keterangan) == (
        "BAIK",
        "EKINERJA_BKN",
        None,
        "Dok. 7",
    )
    assert per[2024].nilai == "BUTUH_PERBAIKAN"
    kedua = pratinjau(tmp_path, baris(p), baris(p, "2024", "Butuh Perbaikan"))
    assert (kedua.beda, kedua.tetap) == ([], 2)
    ubah = pratinjau(tmp_path, baris(p, predikat="Sangat Baik"))
    assert [(u.kolom, u.lama, u.baru) for u in ubah.beda[0].ubah] == [("Predikat", "Baik", "Sangat Baik")]
    terapkan(ubah)
    assert PredikatResmi.objects.get(pegawai=p, tahun=2025, pengganti=None).nilai == "SANGAT_BAIK"
    assert PredikatResmi.objects.filter(pegawai=p, tahun=2025).count() == 2


def test_yang_dinilai_di_sini_tidak_diganti_kecuali_bkn_sumber_resminya(dunia, tmp_path):
    e = ditetapkan(dunia, di=periode(dunia, "AKHIR", 1))
    resmi.dari_evaluasi(e, by=None)
    hasil = pratinjau(tmp_path, baris(e.pegawai, "2026", "Sangat Baik"))
    assert [t.alasan for t in hasil.ditolak] == [
        "Predikat 2026 sudah ditetapkan di aplikasi ini, jadi tidak diganti dari berkas."
    ]
    _parameter(resmi.PARAMETER, "EKINERJA_BKN")
    terapkan(pratinjau(tmp_path, baris(e.pegawai, "2026", "Sangat Baik")))
    kini = PredikatResmi.objects.get(pegawai=e.pegawai, pengganti=None)
    assert (kini.nilai, kini.periode, kini.evaluasi) == ("SANGAT_BAIK", e.periode, None)


@pytest.mark.parametrize("banyak", [1, 3])
def test_membandingkan_tetap_hemat(dunia, tmp_path, banyak, django_assert_max_num_queries):
    orang = (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf)[:banyak]
    with django_assert_max_num_queries(5):
        assert pratinjau(tmp_path, *(baris(o) for o in orang)).jumlah("BARU") == banyak
