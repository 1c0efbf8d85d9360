"""Which units are an organisasi with a predikat of their own, who sets it, and what the system proposes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from dialog.enums import KeadaanRealisasi
from dialog.models import Realisasi, RencanaAksi
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import HubunganPenilai, MasaUnit, Pegawai, UnitKerja
from kinerja.organisasi.queries import jalur, pimpinan_pada
from kinerja.plumbing.putusan import Putusan
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.aturan import (
    RencanaAksiPeriode,
    capaian_pk,
    usulan_predikat_organisasi_periodik,
    usulan_predikat_organisasi_tahunan,
)
from predikat.enums import CapaianOrganisasi, PredikatOrganisasi
from skp.models import IKI

TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)


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
        for p in pimpinan_pada(hari).filter(unit__in=[u.pk for u in unit], sifat__in=TETAP, unit__depth__gt=1)
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


# -- the system's proposal


@dataclass(frozen=True, slots=True)
class UsulanUnit:
    """What the facts of a period propose for a unit; ``putusan.nilai`` is None without facts. ``capaian``: the PK's, yearly."""

    putusan: Putusan[PredikatOrganisasi | None]
    rencana: RencanaAksiPeriode
    capaian: CapaianOrganisasi | None = None
    indikator: tuple[int, int] = (0, 0)

    @property
    def nilai(self) -> PredikatOrganisasi | None:
        """The proposal."""
        return self.putusan.nilai


def usulan_unit(
    unit_ids: Iterable[int], periode: Periode, ekspektasi: Mapping[int, CapaianOrganisasi] | None = None
) -> dict[int, UsulanUnit]:
    """The proposal for each unit, in two queries for any number of units.

    A quarter or month: from the rencana aksi of its head's SKP, without any from the realisasi of his IKI. The year: from the
    indicators of the Perjanjian Kinerja that his IKI carry, and the ekspektasi of the level above (``ekspektasi``; default
    SESUAI).
    """
    ids = list(unit_ids)
    if periode.jenis == JenisPeriode.AKHIR:
        return _tahunan(ids, periode, ekspektasi or {})
    aksi = _hitung(RencanaAksi.objects.filter(periode=periode), ids, "lini_rhk")
    ukur = _hitung(Realisasi.objects.filter(periode=periode), ids, "lini_iki__lini_rhk")
    hasil = {}
    for pk in ids:
        rencana = _rencana(aksi[pk] or ukur[pk])
        hasil[pk] = UsulanUnit(usulan_predikat_organisasi_periodik(rencana), rencana)
    return hasil


def _hitung(baris: QuerySet[Any], unit: Sequence[int], lini: str) -> dict[int, Counter[str]]:
    """Per unit: how many rows of its head's SKP stand where."""
    milik = f"{lini}__skp__penugasan"
    semua = baris.filter(**{f"{milik}__unit__in": unit, f"{milik}__memimpin": True})
    hasil: dict[int, Counter[str]] = {pk: Counter() for pk in unit}
    for pk, keadaan, banyak in semua.values_list(f"{milik}__unit", "keadaan").annotate(n=Count("pk")).order_by():
        hasil[pk][keadaan] += banyak
    return hasil


def _rencana(hitung: Counter[str]) -> RencanaAksiPeriode:
    k = KeadaanRealisasi
    return RencanaAksiPeriode(hitung[k.BELUM], hitung[k.SEBAGIAN], hitung[k.SESUAI], hitung[k.MELAMPAUI])


def _tahunan(ids: Sequence[int], periode: Periode, ekspektasi: Mapping[int, CapaianOrganisasi]) -> dict[int, UsulanUnit]:
    milik = "lini_iki__lini_rhk__skp__penugasan"
    siklus = Realisasi.objects.filter(
        periode__siklus=periode.siklus_id, **{f"{milik}__unit__in": ids, f"{milik}__memimpin": True}
    )
    ber_pk = IKI.objects.filter(lini=OuterRef("lini_iki"), indikator_pk__isnull=False)
    terakhir = siklus.filter(Exists(ber_pk)).order_by("lini_iki", "-periode__rentang__endswith", "-pk").distinct("lini_iki")
    hitung: dict[int, Counter[str]] = {pk: Counter() for pk in ids}
    for pk, keadaan in terakhir.values_list(f"{milik}__unit", "keadaan"):
        hitung[pk][keadaan] += 1
    tabel = _tabel_tahunan()
    return {pk: _satu_tahun(hitung[pk], ekspektasi.get(pk, CapaianOrganisasi.SESUAI), tabel) for pk in ids}


def _tabel_tahunan() -> dict[tuple[CapaianOrganisasi, CapaianOrganisasi], PredikatOrganisasi]:
    hasil = {}
    for kunci, nilai in parameter("predikat_organisasi_tahunan").peta.items():
        capaian, harapan = kunci.split("/")
        hasil[CapaianOrganisasi(capaian), CapaianOrganisasi(harapan)] = PredikatOrganisasi(nilai)
    return hasil


def _satu_tahun(
    hitung: Counter[str],
    harapan: CapaianOrganisasi,
    tabel: Mapping[tuple[CapaianOrganisasi, CapaianOrganisasi], PredikatOrganisasi],
) -> UsulanUnit:
    r = _rencana(hitung)
    tercapai = r.sesuai_target + r.melampaui_target
    capaian = capaian_pk(tercapai, r.melampaui_target, r.jumlah)
    if capaian.nilai is None:
        return UsulanUnit(Putusan(None, capaian.alasan), r)
    usul = usulan_predikat_organisasi_tahunan(capaian.nilai, harapan, tabel)
    return UsulanUnit(Putusan(usul.nilai, (*capaian.alasan, *usul.alasan)), r, capaian.nilai, (tercapai, r.jumlah))
