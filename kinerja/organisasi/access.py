"""The only door to a unit or a person. 404 for what one may not see, 403 for an act one may not do to it."""

from typing import TypeVar

from django.db import models
from django.http import Http404

from kinerja.organisasi import queries
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.rules import IZIN
from kinerja.plumbing.galat import TidakBoleh

M = TypeVar("M", bound=models.Model)


def get_unit(akun: Akun, pk: int, izin: str = "lihat_unit", *, lock: bool = False) -> UnitKerja:
    """A unit, locked for an act when asked. ``izin``: a key of ``rules.IZIN``. Raises ``Http404`` or ``TidakBoleh``."""
    return _ambil(akun, queries.unit_terlihat(akun), pk, izin, lock)


def get_pegawai(akun: Akun, pk: int, izin: str = "lihat_direktori", *, lock: bool = False) -> Pegawai:
    """A person, locked for an act when asked. ``izin``: a key of ``rules.IZIN``. Raises ``Http404`` or ``TidakBoleh``."""
    return _ambil(akun, queries.pegawai_terlihat(akun), pk, izin, lock)


def _ambil(akun: Akun, terlihat: models.QuerySet[M], pk: int, izin: str, lock: bool) -> M:
    objek = (terlihat.select_for_update(of=("self",)) if lock else terlihat).filter(pk=pk).first()
    if objek is None:
        raise Http404
    if not IZIN[izin].test(akun, objek):
        raise TidakBoleh("Anda tidak berwenang melakukan ini di sini. Hubungi admin unit atau BKPSDM.")
    return objek
