"""Two at once on one matrix. A module of its own: the shared kabupaten of the others stays in an open transaction."""

import pytest

from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat
from skp.actions import mpph as tindakan
from skp.actions.dasar import Bentrok
from skp.actions.mpph_sel import tulis_silang
from skp.models import MPPH, BarisMPPH, LangkahMPPH, SelMPPH
from skp.queries_mpph import skp_matriks, susun_matriks
from tests.serentak import serentak
from tests.skp import isian
from tests.skp.pabrik import kabupaten_skp

pytestmark = pytest.mark.django_db(transaction=True)


def _kolom(mpph):
    return susun_matriks(skp_matriks().get(pk=mpph.skp_id)).kolom


@pytest.fixture
def siap():
    dunia = kabupaten_skp()
    v = isian.versi(dunia.k.kasi, dunia.k.kabid)
    isian.rhk(v, "Meningkatnya mutu layanan")
    by = dunia.akun(dunia.k.kasi)
    return dunia, tindakan.buka_mpph(v.skp, by=by), by


def test_dua_penyunting_satu_sel(siap):
    dunia, mpph, by = siap
    b, kunci = BarisMPPH.objects.get(mpph=mpph, pegawai=dunia.k.jf), _kolom(mpph)[0].kunci
    hasil = serentak(*(lambda t=t: tulis_silang(b, kunci, t, by=by, dikenal="") for t in ("Tersusunnya A", "Tersusunnya B")))
    kalah = [x for x in hasil if isinstance(x, Bentrok)]
    assert len(kalah) == 1
    assert [s.uraian for s in SelMPPH.objects.all()] == [kalah[0].milik_kini["teks"]]


def test_mengetik_berlomba_dengan_menyepakati(siap):
    _, mpph, by = siap
    kunci = _kolom(mpph)[0].kunci
    for b in mpph.baris.all():
        tulis_silang(b, kunci, f"Tersusunnya {b.pk}", by=by)
    b = mpph.baris.first()
    hasil = serentak(
        lambda: tulis_silang(b, kunci, "Tersusunnya yang baru", by=by),
        lambda: tindakan.sepakati(mpph, jam.hari_ini(), by=by),
    )
    assert isinstance(hasil[1], MPPH)
    langkah = LangkahMPPH.objects.get(mpph=mpph, tindakan="sepakati")
    if isinstance(hasil[0], Galat):
        assert "sudah disepakati" in hasil[0].kalimat
        assert SelMPPH.objects.filter(baris=b).get().uraian == f"Tersusunnya {b.pk}"
    else:
        assert SelMPPH.objects.filter(baris=b).get().uraian == "Tersusunnya yang baru"
    assert langkah.ke == "DISEPAKATI"


def test_membuka_dua_kali_serentak_menghasilkan_satu_matriks():
    dunia = kabupaten_skp()
    v = isian.versi(dunia.k.kasi, dunia.k.kabid)
    isian.rhk(v, "Meningkatnya mutu layanan")
    by = dunia.akun(dunia.k.kasi)
    hasil = serentak(*(lambda: tindakan.buka_mpph(v.skp, by=by) for _ in range(2)))
    assert hasil[0] == hasil[1]
    assert MPPH.objects.count() == 1
