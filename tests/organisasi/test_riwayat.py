"""What the database remembers of rows that are gone."""

import datetime as dt

import pghistory
import pytest
from django.apps import apps

from kinerja.layanan.riwayat import riwayat_pegawai
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.models import HubunganPenilai, Penugasan, PeranAkun
from kinerja.plumbing.rentang import sejak
from tests import pabrik

pytestmark = pytest.mark.django_db
BERRIWAYAT = [m for m in apps.get_models() if getattr(m, "pgh_trackers", None) and m._meta.app_label != "pghistory"]


@pytest.mark.parametrize("model", BERRIWAYAT, ids=lambda m: m._meta.label)
def test_setiap_tabel_berriwayat_mencatat_juga_yang_dihapus(model):
    assert {t.label for t in model.pgh_trackers} == {"insert", "update", "delete"}


def test_peran_yang_dihapus_meninggalkan_jejak_dan_pelakunya():
    akun = pabrik.akun(None, "AUDITOR")
    peran = akun.peran_akun.get()
    with pghistory.context(user=akun.pk):
        peran.delete()
    jejak = PeranAkun.pgh_event_model.objects.get(pgh_label="delete")
    assert (jejak.akun_id, jejak.peran, jejak.pgh_context.metadata["user"]) == (akun.pk, "AUDITOR", akun.pk)


def test_penilai_yang_diganti_tetap_terlihat_pada_riwayat():
    k = pabrik.kabupaten()
    Penugasan.objects.filter(pegawai=k.kasi).update(memimpin=False)
    hitung_penilai(pabrik.SEJAK, by=None)
    assert HubunganPenilai.objects.get(pegawai=k.jf).penilai == k.kabid
    penilai = [(c.judul, c.isi.split(",")[0]) for c in riwayat_pegawai(k.jf, pribadi=False) if "penilai" in c.judul]
    assert ("Pejabat penilai dihapus", k.kasi.nama) in penilai
    assert ("Pejabat penilai dicatat", k.kasi.nama) in penilai
    assert ("Pejabat penilai dicatat", k.kabid.nama) in penilai


def test_masa_khusus_yang_dihapus_tetap_terlihat_pada_riwayat():
    k = pabrik.kabupaten(hitung=False)
    masa = pabrik.masa_khusus(k.jf, "TUBEL")
    masa.berlaku = sejak(dt.date(2021, 1, 1))
    masa.save()
    masa.delete()
    judul = [c.judul for c in riwayat_pegawai(k.jf, pribadi=False) if c.judul.startswith("Masa")]
    assert set(judul) == {"Masa khusus dicatat", "Masa khusus diubah", "Masa khusus dihapus"}
