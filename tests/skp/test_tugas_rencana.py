"""Whoever heads a unit besides his own position plans as its head; everybody else for his main posting."""

import datetime as dt

import pytest

from kinerja.organisasi.enums import JenisJabatan, SifatPenugasan
from skp.actions.susun import buka_skp
from skp.enums import BentukSKP
from skp.queries import tugas_rencana, tugas_utama
from tests import pabrik
from tests.skp.pabrik import kabupaten_skp

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 3, 2)


def tambahan(orang, di, sifat=SifatPenugasan.TUGAS_TAMBAHAN):
    pabrik.penugasan(orang, di, f"Kepala {di.nama_kini}", JenisJabatan.PIMPINAN_UNIT_MANDIRI, sifat=sifat)


@pytest.fixture
def puskesmas():
    dunia = kabupaten_skp()
    unit = pabrik.unit("UPTD Puskesmas Halong", dunia.k.dinas)
    perawat = pabrik.staf(unit, nama_jabatan="Perawat Ahli Muda")
    tambahan(perawat, unit)
    return dunia, unit, perawat


def test_kepala_puskesmas_merencanakan_sebagai_kepala(puskesmas):
    dunia, unit, perawat = puskesmas
    staf = pabrik.staf(unit)
    tugas = tugas_rencana([perawat.pk, staf.pk], HARI)
    assert tugas[perawat.pk].jabatan.nama == "Kepala UPTD Puskesmas Halong"
    assert tugas[staf.pk].sifat == SifatPenugasan.DEFINITIF
    versi = buka_skp(perawat, dunia.siklus, by=None)
    assert versi.skp.bentuk == BentukSKP.JPT
    assert versi.skp.penugasan == tugas[perawat.pk]


def test_plt_dan_pejabat_yang_sudah_memimpin_tetap_pada_jabatannya(puskesmas):
    dunia, unit, _ = puskesmas
    kadis = dunia.k.kadis
    tambahan(kadis, pabrik.unit("UPTD Puskesmas Awayan", dunia.k.dinas))
    assert tugas_utama(kadis.pk, HARI).jabatan.jenis == JenisJabatan.JPT_PRATAMA
    wakil = pabrik.staf(unit)
    tambahan(wakil, pabrik.unit("UPTD Puskesmas Uren", dunia.k.dinas), SifatPenugasan.PLT)
    assert tugas_utama(wakil.pk, HARI).unit == unit
