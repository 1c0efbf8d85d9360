"""The demo: what the first start promises, filled by the real actions, twice without doing anything twice."""

import itertools
import json

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse

from kinerja.layanan.models import Dokumen, KeputusanTercatat, LaporanData, Pekerjaan
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Pendelegasian, PenilaiKosong
from kinerja.plumbing import jam
from tests.pemeran import masuk

PERAN = [
    "pegawai", "jf", "pengawas", "administrator", "kepala_dinas", "sekda", "admin_unit",
    "kepala_sekolah", "kepala_puskesmas", "camat", "admin_bkpsdm", "tim_penilai", "auditor",
]  # fmt: skip


def penilai(akun):
    return HubunganPenilai.objects.get(pegawai=akun.pegawai, berlaku__contains=jam.hari_ini()).penilai


@pytest.mark.django_db(transaction=True)
def test_data_contoh_dari_awal_sampai_lengkap(capsys):
    call_command("isi_demo", "--awal")
    capsys.readouterr()
    call_command("akun_demo")
    daftar = json.loads(capsys.readouterr().out)
    assert [a["peran"] for a in daftar] == PERAN
    akun = {a.peran_demo: a for a in Akun.objects.filter(demo=True).select_related("pegawai")}
    rantai = ["pegawai", "pengawas", "administrator", "kepala_dinas", "sekda"]
    for bawah, atas in [*itertools.pairwise(rantai), ("jf", "pengawas"), ("admin_unit", "administrator")]:
        assert penilai(akun[bawah]) == akun[atas].pegawai, bawah
    beranda = masuk(akun["pegawai"]).get(reverse("layanan:beranda")).content.decode()
    assert daftar[0]["nama"] in beranda
    call_command("isi_demo", "--antre")
    assert Pekerjaan.objects.filter(jenis="isi_demo").count() == 1

    call_command("isi_demo", "--tahap", "landasan")
    hari = jam.hari_ini()
    keadaan = dict(LaporanData.objects.values_list("status").annotate(Count("pk")))
    assert keadaan == {"DIPERBAIKI": 1, "DITOLAK": 1, "DITARIK": 1, "TERBUKA": 2}
    assert KeputusanTercatat.objects.filter(pejabat__status="NON_ASN").exists(), "keputusan Bupati yang tidak pernah masuk"
    assert Dokumen.objects.count() == Pendelegasian.objects.count() == 4
    berpenilai = HubunganPenilai.objects.filter(berlaku__contains=hari)
    kosong = PenilaiKosong.objects.filter(berlaku__contains=hari)
    asn = Pegawai.objects.exclude(status="NON_ASN")
    assert berpenilai.count() + kosong.count() == asn.count()
    assert not berpenilai.filter(pegawai__in=kosong.values("pegawai")).exists()

    sebelum = LaporanData.objects.count(), KeputusanTercatat.objects.count(), berpenilai.count()
    call_command("isi_demo", "--tahap", "landasan")
    assert (LaporanData.objects.count(), KeputusanTercatat.objects.count(), berpenilai.count()) == sebelum
