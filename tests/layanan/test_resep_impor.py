"""The recipe of docs/impor.md runs as it stands there: parsed, previewed, applied, and equal the second time."""

import datetime as dt
import re
import sys
import types
from pathlib import Path

import pytest
from django.db import transaction

from kinerja.layanan.impor import mesin
from kinerja.siklus.models import HariLibur
from tests.siasn import tulis_xlsx

HARI = dt.date(2026, 3, 2)
BARIS = [
    {"TANGGAL": "08-04-2026", "NAMA LIBUR": "Hari jadi kabupaten", "DASAR": "SK 1/2026", "CATATAN": "rahasia"},
    {"TANGGAL": "8 April", "NAMA LIBUR": "Salah tulis", "DASAR": "SK 1/2026", "CATATAN": ""},
    {"TANGGAL": "08-04-2026", "NAMA LIBUR": "Dua kali", "DASAR": "SK 1/2026", "CATATAN": ""},
]


@pytest.fixture
def jenis(monkeypatch):
    isi = (Path(__file__).resolve().parents[2] / "docs/impor.md").read_text()
    modul = types.ModuleType("resep_impor")
    monkeypatch.setitem(sys.modules, "resep_impor", modul)
    exec(re.search(r"^```python\n(.*?)^```", isi, re.DOTALL | re.MULTILINE)[1], modul.__dict__)
    return modul.LIBUR


def pratinjau(jenis, tempat, baris=BARIS):
    return mesin.pratinjau(jenis, mesin.baca(jenis, tulis_xlsx(tempat / "libur.xlsx", baris)), HARI)


def terapkan(jenis, hasil):
    with transaction.atomic():
        mesin.kunci_impor()
        mesin.terapkan(jenis, hasil, HARI, None)


@pytest.mark.django_db
def test_the_recipe_previews_without_writing(jenis, tmp_path):
    hasil = pratinjau(jenis, tmp_path)
    assert (hasil.data, hasil.jumlah("BARU"), hasil.tetap) == (3, 1, 0)
    assert [(t.baris, t.nama) for t in hasil.ditolak] == [(3, "Salah tulis")]
    assert [t.alasan for t in hasil.ganda] == ["Tanggal ini sudah ada di baris 2."]
    assert "CATATAN" not in hasil.ditolak[0].isi
    assert not HariLibur.objects.filter(tanggal=dt.date(2026, 4, 8)).exists()


@pytest.mark.django_db
def test_the_recipe_applies_and_finds_nothing_the_second_time(jenis, tmp_path):
    terapkan(jenis, pratinjau(jenis, tmp_path))
    assert HariLibur.objects.get(tanggal=dt.date(2026, 4, 8)).sumber == "SK 1/2026"
    kedua = pratinjau(jenis, tmp_path)
    assert (kedua.beda, kedua.tetap) == ([], 1)
    ubah = pratinjau(jenis, tmp_path, [BARIS[0] | {"DASAR": "SK 2/2026"}])
    assert [(u.kolom, u.lama, u.baru) for u in ubah.beda[0].ubah] == [("Dasar", "SK 1/2026", "SK 2/2026")]
    terapkan(jenis, ubah)
    assert HariLibur.objects.get(tanggal=dt.date(2026, 4, 8)).sumber == "SK 2/2026"
