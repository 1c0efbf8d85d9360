"""Two acts on one form at the same moment: one of them wins, the other is told, nothing is half done."""

import threading

import pytest
from django.db import connection, transaction

from kinerja.plumbing.galat import SudahBerubah
from skp.actions import isi, penetapan, susun
from skp.enums import StatusSKP
from skp.models import RHK, SKP, LangkahSKP, VersiSKP
from tests.layanan.test_bersamaan import bersamaan, satu_gagal
from tests.skp import pabrik as p

pytestmark = pytest.mark.django_db(transaction=True)
S = StatusSKP


@pytest.fixture
def dunia():
    return p.kabupaten_skp()


def _sekda_menilai(dunia):
    """Somebody who can sign in sets the head's SKP: three chains less to build."""
    from kinerja.organisasi.models import HubunganPenilai

    HubunganPenilai.objects.filter(pegawai=dunia.k.kadis).update(penilai=dunia.k.sekda, atasan_penilai=None)
    return dunia.akun(dunia.k.sekda)


def test_dua_penetapan_satu_yang_menang(dunia):
    penilai = _sekda_menilai(dunia)
    versi = p.skp_diajukan(dunia, dunia.k.kadis)
    satu_gagal(bersamaan(*(lambda: penetapan.tetapkan(versi, by=penilai),) * 2), SudahBerubah)
    assert LangkahSKP.objects.filter(versi=versi, tindakan="tetapkan").count() == 1


def test_penetapan_dan_penarikan(dunia):
    penilai, saya = _sekda_menilai(dunia), dunia.akun(dunia.k.kadis)
    versi = p.skp_diajukan(dunia, dunia.k.kadis)
    hasil = bersamaan(lambda: penetapan.tetapkan(versi, by=penilai), lambda: penetapan.tarik(versi, by=saya))
    satu_gagal(hasil, SudahBerubah)
    versi.refresh_from_db()
    assert versi.status == (S.DITETAPKAN if hasil[0] is None else S.DRAF)
    assert bool(versi.snapshot) is (hasil[0] is None)


def test_menyunting_dan_mengajukan(dunia):
    """What is signed is what is stored: the edit is in the step's content, or it was refused."""
    _sekda_menilai(dunia)
    saya = dunia.akun(dunia.k.kadis)
    versi = p.skp_draf(dunia, dunia.k.kadis)
    rhk = versi.rhk.get()
    hasil = bersamaan(
        lambda: penetapan.ajukan(versi, by=saya), lambda: isi.ubah_rhk(rhk, {"uraian": "Kalimat terakhir"}, by=saya)
    )
    assert hasil[0] is None
    assert hasil[1] is None or isinstance(hasil[1], SudahBerubah)
    tersimpan = RHK.objects.get(pk=rhk.pk).uraian
    langkah = LangkahSKP.objects.get(versi=versi, tindakan="ajukan")
    assert langkah.isi["rhk"][0]["uraian"] == tersimpan
    assert (tersimpan == "Kalimat terakhir") is (hasil[1] is None)


def test_sql_menunggu_penetapan_lalu_ditolak(dunia):
    """Past every action: the trigger waits for the transaction that signs, and then refuses."""
    _sekda_menilai(dunia)
    saya = dunia.akun(dunia.k.kadis)
    versi = p.skp_draf(dunia, dunia.k.kadis)
    galat = []
    mulai = threading.Event()

    def tulis():
        mulai.wait(10)
        try:
            RHK.objects.filter(versi=versi).update(uraian="Menyelinap")
        except Exception as e:
            galat.append(str(e))
        finally:
            connection.close()

    utas = threading.Thread(target=tulis)
    utas.start()
    with transaction.atomic():
        penetapan.ajukan(versi, by=saya)
        mulai.set()
        utas.join(0.5)
        assert utas.is_alive()
    utas.join(20)
    assert "terkunci" in galat[0]
    assert RHK.objects.get(versi=versi).uraian != "Menyelinap"


def test_dua_orang_membuka_skp_yang_sama(dunia):
    hasil = bersamaan(*(lambda: susun.buka_skp(dunia.k.kadis, dunia.siklus, by=None),) * 2)
    assert hasil == [None, None]
    assert SKP.objects.filter(pegawai=dunia.k.kadis).count() == 1
    assert VersiSKP.objects.filter(skp__pegawai=dunia.k.kadis).count() == 1


def test_dua_versi_perubahan(dunia):
    penilai, saya = _sekda_menilai(dunia), dunia.akun(dunia.k.kadis)
    versi = penetapan.tetapkan(p.skp_diajukan(dunia, dunia.k.kadis), by=penilai)
    satu_gagal(bersamaan(*(lambda: susun.buka_versi(versi.skp, "Target", by=saya),) * 2), SudahBerubah)


def test_dua_orang_pada_satu_isian(dunia):
    versi = p.skp_draf(dunia, dunia.k.kadis)
    rhk = versi.rhk.get()
    hasil = bersamaan(
        *(lambda t=t: isi.ubah_rhk(rhk, {"uraian": t}, by=None, semula={"uraian": rhk.uraian}) for t in ("Satu", "Dua"))
    )
    satu_gagal(hasil, SudahBerubah)
    bentrok = next(g for g in hasil if g)
    assert {*bentrok.milik_kini.values(), *bentrok.kiriman.values()} == {"Satu", "Dua"}
