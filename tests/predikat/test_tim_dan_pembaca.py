"""What evaluation tells the floor below: the next act on the team page, and who reads results for a task of his."""

import pytest

from dialog.queries_tim import susun_tim
from dialog.rules_realisasi import terbaca
from kinerja.organisasi.models import HubunganPenilai
from kinerja.plumbing import jam
from predikat.models import DokumenEvaluasi, Evaluasi
from tests.pemeran import masuk
from tests.predikat.pabrik_dokumen import berstatus, bkpsdm, ditetapkan, diusulkan


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def baris(dunia, orang, saya):
    return next(b for b in susun_tim(saya.pk, jam.hari_ini()).baris if b.pegawai == orang)


def test_rating_adalah_langkah_berikutnya_sampai_predikatnya_ditetapkan(dunia):
    orang, kasi = dunia.k.pelaksana, dunia.k.kasi
    diusulkan(dunia, orang)
    e = Evaluasi.objects.get(pegawai=orang)
    assert e.penilai == kasi
    assert baris(dunia, orang, kasi).tombol.judul == "Tetapkan predikat"
    Evaluasi.objects.filter(pk=e.pk).update(penilai=dunia.k.kabid)
    assert baris(dunia, orang, kasi).langkah.nama != "rating", "dinilai orang lain"


def test_sesudah_ditetapkan_tidak_ditawarkan_lagi(dunia):
    ditetapkan(dunia, dunia.k.pelaksana)
    assert baris(dunia, dunia.k.pelaksana, dunia.k.kasi).langkah.nama != "rating"


def test_penilai_dan_pemutus_keberatan_membaca_walau_tidak_lagi_di_atasnya(dunia):
    d = berstatus(dunia)
    e = d.evaluasi
    siklus = e.periode.siklus_id
    DokumenEvaluasi.objects.filter(pk=d.pk).update(atasan_penilai=dunia.k.guru)
    HubunganPenilai.objects.filter(pegawai=e.pegawai).delete()
    milik = {(e.pegawai_id, siklus), (e.pegawai_id, siklus + 1)}
    for orang in (e.penilai, dunia.k.guru):
        assert terbaca(dunia.akun(orang), milik) == {(e.pegawai_id, siklus)}, "siklus yang menjadi tugasnya saja"
    assert terbaca(dunia.akun(dunia.k.rekan), milik) == set()


def test_mengapa_bagi_bkpsdm_tanpa_isi_hasil(dunia):
    e = berstatus(dunia).evaluasi
    for akun, hasil in ((bkpsdm(dunia), False), (dunia.akun(e.penilai), True)):
        jawab = masuk(akun).get(f"/predikat/{e.pk}/mengapa/")
        assert (jawab.status_code, jawab.context["m"].boleh_hasil) == (200, hasil)
