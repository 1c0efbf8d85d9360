"""Which units are an organisasi with a predikat of their own, and who sets it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import HubunganPenilai, MasaUnit, Pegawai, UnitKerja
from kinerja.organisasi.queries import jalur, pimpinan_pada

_TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)


def unit_organisasi(hari: dt.date) -> QuerySet[UnitKerja]:
    """Units that are an organisasi on a date: by default the children of the root, and the root for their heads."""
    berlaku = MasaUnit.objects.pada(hari).filter(organisasi=True)
    return UnitKerja.objects.filter(pk__in=berlaku.values("unit_id")).order_by("path")


def penetap_unit(unit: Sequence[UnitKerja], hari: dt.date) -> dict[int, Pegawai | None]:
    """Who sets the predikat of each unit: the Pimpinan one level above (SE MenPANRB 3/2023; 8.2). At most three queries.

    That is whoever assesses the unit's head, so a letter that delegates the one delegates the other. A unit without a
    definitive head: who leads the nearest unit above it. The topmost unit: its own head, whose decision is recorded from paper.
    """
    kepala = {
        p.unit_id: p.pegawai_id
        for p in pimpinan_pada(hari).filter(unit__in=[u.pk for u in unit], sifat__in=_TETAP, unit__depth__gt=1)
    }
    hubungan = HubunganPenilai.objects.pada(hari).filter(pegawai__in=kepala.values()).select_related("penilai")
    penilai = {h.pegawai_id: h.penilai for h in hubungan}
    hasil: dict[int, Pegawai | None] = {u.pk: penilai.get(kepala.get(u.pk, 0)) for u in unit}
    kosong = [u for u in unit if hasil[u.pk] is None]
    if kosong:
        atas = _pimpinan_menurut_path({j for u in kosong for j in jalur(u.path)}, hari)
        for u in kosong:
            calon = jalur(u.path)[:-1] or jalur(u.path)
            hasil[u.pk] = next((atas[j] for j in reversed(calon) if j in atas), None)
    return hasil


def _pimpinan_menurut_path(path: Iterable[str], hari: dt.date) -> dict[str, Pegawai]:
    hasil: dict[str, Pegawai] = {}
    for p in pimpinan_pada(hari).filter(unit__path__in=list(path)):
        hasil.setdefault(p.unit.path, p.pegawai)
    return hasil
