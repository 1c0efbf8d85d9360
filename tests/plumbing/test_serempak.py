"""Questions of several generators go to the database together and come back as each asked them."""

import pytest
from django.db.models import Count, Exists, Max, OuterRef

from kinerja.organisasi.models import Jabatan, Pegawai, Penugasan, UnitKerja
from kinerja.plumbing.serempak import jumlah, kumpulkan, ringkas, sekaligus
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab():
    return pabrik.kabupaten()


def kueri(kab):
    """Objects with what they point to and annotations, tuples, dictionaries, slices, nothing at all."""
    memimpin = Exists(Penugasan.objects.filter(pegawai=OuterRef("pegawai"), memimpin=True))
    return [
        Penugasan.objects.select_related("pegawai", "unit").annotate(kepala=memimpin).order_by("pk"),
        Pegawai.objects.none(),
        UnitKerja.objects.filter(path__startswith=kab.dinas.path).values_list("pk", "path").order_by("-path"),
        Jabatan.objects.values("jenis").annotate(n=Count("pk")).order_by("jenis"),
        Pegawai.objects.filter(nama="%s; DROP TABLE organisasi_pegawai; --"),
        Pegawai.objects.order_by("nama")[1:3],
    ]


def test_jawabannya_sama_dengan_bertanya_satu_per_satu(kab, django_assert_num_queries):
    sendiri = [list(q) for q in kueri(kab)]
    with django_assert_num_queries(1):
        bersama = sekaligus(kueri(kab))
        assert [(p.kepala, p.unit.path, str(p.pegawai), p.berlaku) for p in bersama[0]] == [
            (p.kepala, p.unit.path, str(p.pegawai), p.berlaku) for p in sendiri[0]
        ]
    assert bersama == sendiri
    assert Pegawai.objects.exists()


def test_hitungan_seperti_aggregate(kab):
    tugas = Penugasan.objects.filter(unit=kab.seksi).order_by("pk")
    tiada = tugas.filter(pegawai=kab.sekda)
    hitung = {"n": Count("pk"), "akhir": Max("pegawai__nama")}
    assert sekaligus([ringkas(tugas, **hitung), ringkas(tiada, **hitung), jumlah(tugas), jumlah(tiada)]) == [
        [tugas.aggregate(**hitung)],
        [tiada.aggregate(**hitung)],
        [(tugas.count(),)],
        [(0,)],
    ]
    assert sekaligus([jumlah(tugas.filter(pk__in=[])), tugas.none()]) == [[(0,)], []]


def test_yang_bertanya_dua_kali_tidak_menambah_perjalanan_yang_lain(kab, django_assert_num_queries):
    def dua():
        pertama = yield Pegawai.objects.filter(pk=kab.jf.pk)
        yield f"pertama {pertama[0]}"
        yield from [str(p) for p in (yield Pegawai.objects.filter(pk=kab.sekda.pk))]

    def satu():
        yield "langsung"
        yield from [str(p) for p in (yield Pegawai.objects.filter(pk=kab.kasi.pk))]

    def diam():
        yield from ()

    with django_assert_num_queries(2):
        hasil = kumpulkan([dua(), diam(), satu(), satu()])
    assert hasil == ["pertama Rahmat Hidayatullah", "Sutikno Wibowo", *["langsung", "Noorlaila Azizah"] * 2]


def test_tanpa_pertanyaan_tanpa_perjalanan(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert kumpulkan([]) == []
