"""On whose desk a version lies, since when, and which clock runs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Q, Subquery, When

from kinerja.plumbing import jam
from kinerja.siklus.aturan import hari_kerja_dari, sisa_hari_kerja
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import libur
from skp.actions.tenggat import PERIKSA
from skp.enums import StatusSKP
from skp.models import SKP, LangkahSKP, VersiSKP


@dataclass(frozen=True, slots=True)
class Meja:
    """On whose desk a version lies, since when, and the clock that runs. ``batas`` None: no clock."""

    siapa: str
    sejak: dt.datetime | None
    batas: dt.date | None = None
    sisa: int | None = None
    dasar: str = ""
    mulai: dt.date | None = None


def meja_versi(versi: Sequence[VersiSKP]) -> dict[int, Meja]:
    """For each version (with ``skp__pegawai`` and ``penilai``) its desk and clock, in two queries for any number."""
    terbuka = [v for v in versi if v.status in (StatusSKP.DRAF, StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN)]
    jalan = _tenggat(terbuka) if terbuka else {}
    kalender = libur() if jalan else frozenset()
    hari = jam.hari_ini()
    hasil: dict[int, Meja] = {}
    for v in versi:
        t = jalan.get(v.pk)
        siapa = _pemegang(v, t)
        if t is None:
            hasil[v.pk] = Meja(siapa, v.status_pada if siapa else None)
        else:
            sisa = sisa_hari_kerja(t.batas, hari, kalender, hari_kerja_dari(t.hari_kerja))
            hasil[v.pk] = Meja(siapa, v.status_pada, t.batas, sisa, t.dasar, t.mulai)
    return hasil


def _pemegang(v: VersiSKP, t: Tenggat | None) -> str:
    if v.status in (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN):
        return str(v.skp.pegawai)
    if v.status == StatusSKP.DIAJUKAN:
        return str(t.pemegang if t and t.jenis == PERIKSA and t.pemegang else v.penilai or "penilai")
    return ""


def _tenggat(versi: Sequence[VersiSKP]) -> dict[int, Tenggat]:
    """The clock that runs for each version: of its SKP, or of its last step."""
    jenis_skp, jenis_langkah = SKP._meta.label_lower, LangkahSKP._meta.label_lower
    per_skp = {v.skp_id: v.pk for v in versi}
    langkah = LangkahSKP.objects.filter(versi__in=[v.pk for v in versi])
    milik = Q(objek_jenis=jenis_skp, objek_id__in=per_skp) | Q(objek_jenis=jenis_langkah, objek_id__in=langkah.values("pk"))
    dari = LangkahSKP.objects.filter(pk=OuterRef("objek_id")).values("versi_id")
    jalan = Tenggat.objects.filter(milik, selesai_pada__isnull=True).select_related("pemegang")
    hasil: dict[int, Tenggat] = {}
    for t in jalan.annotate(versi_langkah=Case(When(objek_jenis=jenis_langkah, then=Subquery(dari)))).order_by("pk"):
        pk = per_skp.get(t.objek_id) if t.objek_jenis == jenis_skp else t.versi_langkah
        if pk is not None:
            hasil[pk] = t
    return hasil
