"""The only door to a tugas belajar, its reports and extensions: 404 for what one may not see, words for an act of another."""

from typing import TypeVar

from django.http import Http404

from dialog.access import boleh
from dialog.models import LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import studi
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.plumbing.galat import TidakBoleh

T = TypeVar("T", MasaKhusus, LaporanStudi, PerpanjanganStudi)
_KALIMAT = {
    "lapor_studi": "Laporan semester ditulis oleh pegawai yang tugas belajar, atau unit asalnya.",
    "ubah_laporan_studi": "Unit asal sudah mencatat laporan ini. Mintalah unit asal memperbaikinya.",
    "catat_laporan_studi": "Catatan ini ditulis oleh unit asal.",
    "minta_perpanjangan": "Perpanjangan diminta oleh pegawai yang tugas belajar sendiri.",
}


def get_studi(akun: Akun, pk: int, izin: str = "lihat_studi") -> MasaKhusus:
    """A time of study."""
    return _periksa(akun, izin, studi().filter(pk=pk).first())


def get_laporan_studi(akun: Akun, pk: int, izin: str = "lihat_studi") -> LaporanStudi:
    """The report of a semester."""
    semua = LaporanStudi.objects.select_related("masa_khusus__pegawai", "khs", "oleh")
    return _periksa(akun, izin, semua.filter(pk=pk).first())


def get_perpanjangan(akun: Akun, pk: int, izin: str = "langkah_perpanjangan") -> PerpanjanganStudi:
    """An extension; whose step it is now, the action says."""
    semua = PerpanjanganStudi.objects.select_related("masa_khusus__pegawai", "berkas", "keputusan__berkas")
    return _periksa(akun, izin, semua.filter(pk=pk).first())


def _periksa(akun: Akun, izin: str, objek: T | None) -> T:
    if objek is None or not (boleh(akun, izin, objek) or boleh(akun, "lihat_studi", objek)):
        raise Http404
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))
    return objek
