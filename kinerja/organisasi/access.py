"""The only door to a unit or a person: 404 for whoever may not see it."""

from django.http import Http404

from kinerja.organisasi import queries
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja


def get_unit(akun: Akun, pk: int) -> UnitKerja:
    """A unit. Raises ``Http404`` when it does not exist."""
    unit = UnitKerja.objects.filter(pk=pk).first()
    if unit is None or not akun.is_authenticated:
        raise Http404
    return unit


def get_pegawai(akun: Akun, pk: int) -> Pegawai:
    """A person. Raises ``Http404`` when he does not exist or ``akun`` may not see him."""
    pegawai = queries.pegawai_terlihat(akun).filter(pk=pk).first()
    if pegawai is None:
        raise Http404
    return pegawai
