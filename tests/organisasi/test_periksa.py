"""The proof of assessors: what it counts, and that it finds what is broken on purpose."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.organisasi.models import HubunganPenilai, PenilaiKosong
from kinerja.organisasi.periksa import periksa_penilai, periksa_teringat, yang_berputar
from tests import pabrik

HARI = dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("penilai", "berputar"),
    [
        ({1: 2, 2: 3, 3: 9}, set()),
        ({1: 2, 2: 1}, {1, 2}),
        ({1: 1}, {1}),
        ({5: 1, 1: 2, 2: 3, 3: 1, 4: 5}, {1, 2, 3}),
        ({}, set()),
    ],
)
def test_hanya_anggota_lingkaran_yang_berputar(penilai, berputar):
    assert yang_berputar(penilai) == berputar


@pytest.mark.django_db
def test_kabupaten_utuh_dan_perintahnya_mencetak_satu_objek(capsys):
    pabrik.kabupaten()
    call_command("periksa_penilai", "--tanggal", "2026-04-01")
    hasil = json.loads(capsys.readouterr().out)
    assert hasil["utuh"] is True
    assert hasil["pegawai"] == hasil["berpenilai"] > 10
    assert (hasil["ganda"], hasil["celah"], hasil["lingkaran"]) == ([], [], [])


@pytest.mark.django_db
def test_celah_ganda_dan_lingkaran_ditemukan(capsys):
    k = pabrik.kabupaten()
    PenilaiKosong.objects.create(pegawai=k.rekan, masalah="PIMPINAN_KOSONG", unit=k.seksi, berlaku=pabrik.rentang(HARI))
    HubunganPenilai.objects.filter(pegawai=k.guru).delete()
    HubunganPenilai.objects.filter(pegawai=k.kasi).update(penilai=k.jf, atasan_penilai=None)
    hasil = periksa_penilai(HARI)
    assert hasil.ganda == (k.rekan.pk,)
    assert hasil.celah == (k.guru.pk,)
    assert set(hasil.lingkaran) == {k.kasi.pk, k.jf.pk}
    with pytest.raises(SystemExit):
        call_command("periksa_penilai", "--tanggal", "2026-04-01")
    assert json.loads(capsys.readouterr().out)["utuh"] is False


@pytest.mark.django_db
def test_yang_berada_di_daftar_dengan_alasan_bukan_celah():
    k = pabrik.kabupaten()
    HubunganPenilai.objects.filter(pegawai=k.guru).delete()
    PenilaiKosong.objects.create(pegawai=k.guru, masalah="PIMPINAN_KOSONG", unit=k.sekolah, berlaku=pabrik.rentang(HARI))
    hasil = periksa_penilai(HARI)
    assert hasil.utuh
    assert hasil.masalah == {"PIMPINAN_KOSONG": 1}


@pytest.mark.django_db
def test_layar_tidak_memeriksa_semua_orang_lagi_sampai_ada_yang_ditulis():
    k = pabrik.kabupaten()
    pertama = periksa_teringat(HARI)
    with CaptureQueriesContext(connection) as kueri:
        assert periksa_teringat(HARI) == pertama == periksa_penilai(HARI)
    assert len(kueri) == 1 + 2
    HubunganPenilai.objects.filter(pegawai=k.jf).delete()
    assert periksa_teringat(HARI).celah == (k.jf.pk,)
    pabrik.staf(k.seksi)
    assert len(periksa_teringat(HARI).celah) == 2
