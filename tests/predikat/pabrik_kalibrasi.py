"""A session with people rated, opened by the real action."""

from predikat.actions import sesi as aksi_sesi
from predikat.models import PesertaSesi
from tests import pabrik
from tests.predikat.pabrik_dokumen import SESUAI, diusulkan, periode, predikat_unit


def sesi(dunia, *, nilai="BAIK", jenis="TRIWULAN", urut=3, orang=None):
    """Dinas Kesehatan: opened by its kadis, who also locks it; the kasi and the kabid assess."""
    p = periode(dunia, jenis, urut)
    predikat_unit(dunia, nilai=nilai, di=p)
    for o in orang or (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf, dunia.k.kasi):
        diusulkan(dunia, o, SESUAI, SESUAI, di=p)
    s = aksi_sesi.buka_sesi(dunia.k.dinas, p, by=dunia.akun(dunia.k.kadis))
    s.__dict__.pop("_peran_sesi", None)
    return s


def ramai(dunia, s, banyak):
    """So many more people, rated by the kasi."""
    for n in range(banyak):
        diusulkan(dunia, pabrik.pegawai(f"Orang {n:03}"), SESUAI, SESUAI, di=s.periode, penilai=dunia.k.kasi)


def duduk(s, orang, peran):
    PesertaSesi.objects.create(sesi=s, pegawai=orang, peran=peran)
