"""The only door to an object of the cycle. 404 when there is no such thing, ``TidakBoleh`` when the act is not his.

Acts lock the row themselves, so nothing here does.
"""

from django.shortcuts import get_object_or_404

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import TidakBoleh
from kinerja.siklus import queries, rules
from kinerja.siklus.models import DefinisiParameter, HariLibur, Parameter, Periode, Siklus, Tahap

_KALIMAT = {
    rules.UBAH_SIKLUS: "Siklus dijalankan oleh admin BKPSDM. Sampaikan kepada BKPSDM bila ada yang perlu diubah.",
    rules.UBAH_LIBUR: "Kalender libur diubah oleh admin BKPSDM. Sampaikan kepada BKPSDM bila ada tanggal yang keliru.",
    rules.LIHAT_PARAMETER: "Parameter dibaca oleh admin, Tim Penilai Kinerja, dan auditor.",
    rules.UBAH_PARAMETER: "Parameter diubah oleh admin BKPSDM. Sampaikan usul perubahan beserta dasar hukumnya kepada BKPSDM.",
}


def pastikan(akun: Akun, izin: str) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin``."""
    if not boleh(akun, izin):
        raise TidakBoleh(_KALIMAT.get(izin, "Masuk terlebih dahulu untuk membuka halaman ini."))


def boleh(akun: Akun, izin: str) -> bool:
    """For buttons: the same answer without the refusal."""
    return bool(rules.IZIN[izin].test(akun))


def get_siklus(akun: Akun, tahun: int, izin: str = rules.LIHAT_SIKLUS) -> Siklus:
    """A year with its stages, periods and letters."""
    pastikan(akun, izin)
    return get_object_or_404(queries.siklus_lengkap(akun), tahun=tahun)


def get_periode(akun: Akun, pk: int, izin: str = rules.LIHAT_SIKLUS) -> Periode:
    """A period with its year."""
    pastikan(akun, izin)
    return get_object_or_404(Periode.objects.select_related("siklus"), pk=pk)


def get_tahap(akun: Akun, pk: int, izin: str = rules.LIHAT_SIKLUS) -> Tahap:
    """A stage with its year."""
    pastikan(akun, izin)
    return get_object_or_404(Tahap.objects.select_related("siklus"), pk=pk)


def get_definisi(akun: Akun, nama: str, izin: str = rules.LIHAT_PARAMETER) -> DefinisiParameter:
    """A parameter by its name."""
    pastikan(akun, izin)
    return get_object_or_404(DefinisiParameter, nama=nama)


def get_versi(akun: Akun, pk: int, izin: str = rules.LIHAT_PARAMETER) -> Parameter:
    """One dated value of a parameter."""
    pastikan(akun, izin)
    return get_object_or_404(Parameter.objects.select_related("definisi"), pk=pk)


def get_libur(akun: Akun, pk: int, izin: str = rules.LIHAT_LIBUR) -> HariLibur:
    """A day of the calendar."""
    pastikan(akun, izin)
    return get_object_or_404(HariLibur, pk=pk)
