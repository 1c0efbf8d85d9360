"""The only door to feedback: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from dialog.access import boleh, pastikan
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from dialog.queries_umpan import dengan_objek, diberikan
from kinerja.organisasi.models import Akun, Pegawai


def get_orang(akun: Akun, pk: int, izin: str) -> Pegawai:
    """A person to whom feedback goes, or of whom it is asked or read. People are no secret: a wrong one is refused in words."""
    orang: Pegawai = get_object_or_404(Pegawai, pk=pk)
    pastikan(akun, izin, orang)
    return orang


def get_umpan(akun: Akun, pk: int, izin: str) -> UmpanBalik:
    """A feedback of one's own, or for ``putuskan_umpan`` one that was reported. Anything else is not there."""
    umpan = get_object_or_404(dengan_objek(UmpanBalik.objects.all()), pk=pk)
    if not boleh(akun, izin, umpan):
        raise Http404
    return umpan


def get_diberikan(akun: Akun, pk: int) -> UmpanBalik:
    """A feedback that one gave oneself."""
    return get_object_or_404(diberikan(akun.pegawai_id or 0), pk=pk)


def get_permintaan(akun: Akun, pk: int, izin: str) -> PermintaanUmpanBalik:
    """A request that one made (``kelola_permintaan``) or was sent (``jawab_permintaan``)."""
    permintaan = get_object_or_404(PermintaanUmpanBalik.objects.select_related("peminta", "kepada"), pk=pk)
    if not boleh(akun, izin, permintaan):
        raise Http404
    return permintaan
