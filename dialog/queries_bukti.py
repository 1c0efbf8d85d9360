"""The read side of evidence: whose, where it serves, and which of it serves elsewhere too."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from dialog.aturan_bukti import Tempat, dipakai_di_tempat_lain
from dialog.enums import JenisBukti
from dialog.models import Bukti, TautBukti
from dialog.queries_realisasi import BarisIKI, iki_periode, periode_kini, periode_siklus
from dialog.rules_bukti import tim_dari
from kinerja.layanan.isi_berkas import GAMBAR, PDF, SEBUTAN, XLS, XLSX
from kinerja.organisasi.models import Akun, TimKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.siklus.enums import StatusPeriode
from kinerja.siklus.models import Periode
from skp.models import IKI


def visible_to(akun: Akun) -> QuerySet[Bukti]:
    """One's own, and what teams share that one belongs to today: what may be attached. Tombstones are among them."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return Bukti.objects.none()
    setim = Q(bersama=True, tim__in=tim_dari(saya, hak(akun).hari).values("pk"))
    return Bukti.objects.filter(Q(pemilik=saya) | setim).select_related("berkas", "tim", "pemilik")


def tim_saya(akun: Akun) -> list[TimKerja]:
    """Teams with which one may share evidence today."""
    saya = hak(akun).pegawai_id
    return [] if saya is None else list(tim_dari(saya, jam.hari_ini()).order_by("nama"))


# -- as shown


@dataclass(slots=True)
class BarisBukti:
    """An evidence as a list shows it. ``taut``: where it serves; ``kembar``: its content serves elsewhere too."""

    bukti: Bukti
    taut: list[Any] = field(default_factory=list)
    kembar: bool = False
    milik: bool = True

    @property
    def gambar(self) -> bool:
        """It has a picture to show."""
        return self.ada_isi and self.bukti.berkas is not None and self.bukti.berkas.jenis in GAMBAR

    @property
    def ada_isi(self) -> bool:
        """It may be opened: not removed, and the content is there."""
        b = self.bukti
        return b.dihapus_pada is None and (b.berkas is None or b.berkas.dihapus_pada is None)

    @property
    def ikon(self) -> str:
        """The symbol of its kind."""
        if self.bukti.jenis != JenisBukti.BERKAS or self.bukti.berkas is None:
            return {JenisBukti.TAUTAN: "link", JenisBukti.NOMOR: "archive"}.get(JenisBukti(self.bukti.jenis), "paperclip")
        jenis = self.bukti.berkas.jenis
        return "photo" if jenis in GAMBAR else "file-spreadsheet" if jenis in {XLS, XLSX} else "file-text"

    @property
    def macam(self) -> str:
        """What it is, in a word."""
        b = self.bukti
        if b.berkas is None:
            return "Tautan" if b.jenis == JenisBukti.TAUTAN else "Nomor dokumen"
        return "Foto" if b.berkas.jenis in GAMBAR else SEBUTAN.get(b.berkas.jenis, "Berkas")

    @property
    def pdf(self) -> bool:
        """A PDF."""
        return self.bukti.berkas is not None and self.bukti.berkas.jenis == PDF


def susun(bukti: Iterable[Bukti], saya: int | None) -> list[BarisBukti]:
    """Rows for these (``berkas`` loaded): two queries whatever their number."""
    semua = list(bukti)
    taut, kembar = taut_dari([b.pk for b in semua]), bukti_kembar(semua)
    return [BarisBukti(b, taut.get(b.pk, []), b.pk in kembar, b.pemilik_id == saya) for b in semua]


def taut_dari(bukti: Collection[int]) -> dict[int, list[TautBukti]]:
    """Where each serves, with the text of the measure (``uraian``). One query."""
    hasil: dict[int, list[TautBukti]] = defaultdict(list)
    for t in _bertaut().filter(bukti__in=list(bukti)):
        hasil[t.bukti_id].append(t)
    return dict(hasil)


def _bertaut() -> QuerySet[Any]:
    teks = IKI.objects.filter(lini=OuterRef("realisasi__lini_iki")).order_by("-rhk__versi__nomor").values("uraian")[:1]
    lengkap = ("realisasi__periode__siklus", "realisasi__lini_iki__lini_rhk__skp__pegawai")
    return TautBukti.objects.select_related(*lengkap).annotate(uraian=Subquery(teks)).order_by("realisasi__periode", "pk")


def bukti_realisasi(realisasi: Collection[int], saya: int | None) -> dict[int, list[BarisBukti]]:
    """The evidence of each realisasi, tombstones with their reason included. Three queries whatever their number."""
    taut = TautBukti.objects.filter(realisasi__in=list(realisasi)).select_related("bukti__berkas", "bukti__tim").order_by("pk")
    semua = list(taut)
    kembar = bukti_kembar([t.bukti for t in semua])
    hasil: dict[int, list[BarisBukti]] = defaultdict(list)
    for t in semua:
        hasil[t.realisasi_id].append(BarisBukti(t.bukti, [t], t.bukti_id in kembar, t.bukti.pemilik_id == saya))
    return dict(hasil)


def lampirkan(baris: Iterable[BarisIKI], saya: int | None) -> None:
    """Put the evidence of each measure into its ``lampiran``. Two queries, none without realisasi."""
    punya = {b.realisasi.pk: b for b in baris if b.realisasi is not None}
    for pk, milik in (bukti_realisasi(punya, saya) if punya else {}).items():
        punya[pk].lampiran = milik


# -- the same content elsewhere


def bukti_kembar(bukti: Collection[Bukti]) -> set[int]:
    """Which of these serve elsewhere too (``aturan_bukti.dipakai_di_tempat_lain``). One query; none without files."""
    sidik = {b.berkas.sha256 for b in bukti if b.berkas is not None}
    if not sidik:
        return set()
    tempat: dict[str, list[Tempat]] = defaultdict(list)
    for sha, t in _tempat(sidik):
        tempat[sha].append(t)
    return {ini.bukti for lain in tempat.values() for ini in lain if dipakai_di_tempat_lain(ini, lain)} & {b.pk for b in bukti}


def _tempat(sidik: Collection[str]) -> list[tuple[str, Tempat]]:
    from django.contrib.postgres.aggregates import ArrayAgg

    semua = Bukti.objects.filter(berkas__sha256__in=list(sidik), dihapus_pada__isnull=True).order_by()
    periode = ArrayAgg("taut__realisasi__periode", distinct=True, filter=Q(taut__isnull=False), default=[])
    nilai = semua.annotate(periode=periode).values_list("berkas__sha256", "pk", "pemilik", "tim", "periode")
    return [(sha, Tempat(pk, pemilik, tim, frozenset(p))) for sha, pk, pemilik, tim, p in nilai]


@dataclass(frozen=True, slots=True)
class Kembar:
    """One content at several places, for the Inspektorat."""

    sha256: str
    baris: list[BarisBukti]


def semua_kembar(paling_banyak: int = 50) -> tuple[list[Kembar], bool]:
    """Contents that serve at more than one place, the latest first, and whether there are more. Four queries."""
    ada = Bukti.objects.filter(dihapus_pada__isnull=True, berkas__isnull=False).order_by()
    ganda = ada.values("berkas__sha256").annotate(n=Count("pk"), orang=Count("pemilik", distinct=True)).filter(n__gt=1)
    lintas = ada.annotate(n=Count("taut__realisasi__periode", distinct=True)).filter(n__gt=1).values("berkas__sha256")
    cocok = ada.filter(Q(berkas__sha256__in=ganda.values("berkas__sha256")) | Q(berkas__sha256__in=lintas))
    semua = list(cocok.select_related("berkas", "pemilik", "tim").order_by("-pada", "-pk")[: paling_banyak * 4])
    kelompok: dict[str, list[BarisBukti]] = {}
    for b in susun(semua, None):
        if b.kembar and b.bukti.berkas is not None:
            kelompok.setdefault(b.bukti.berkas.sha256, []).append(b)
    hasil = [Kembar(sha, baris) for sha, baris in kelompok.items()]
    return hasil[:paling_banyak], len(hasil) > paling_banyak


# -- to attach


@dataclass(frozen=True, slots=True)
class PilihanIKI:
    """A measure in a period that takes evidence; ``nilai`` names both in a form."""

    iki: IKI
    periode: Periode

    @property
    def nilai(self) -> str:
        """``lini.periode``."""
        return f"{self.iki.lini_id}.{self.periode.pk}"


def pilihan_iki(akun: Akun, hari: dt.date) -> list[PilihanIKI]:
    """One's own measures in the period to write in today; of every year that still has an open one."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return []
    buka = Periode.objects.exclude(status=StatusPeriode.DITUTUP).filter(buka_tanggal__lte=hari)
    hasil: list[PilihanIKI] = []
    for siklus in buka.order_by("-siklus__tahun").values_list("siklus", flat=True).distinct()[:2]:
        kini = periode_kini(periode_siklus(siklus), hari)
        if kini is not None and kini.status != StatusPeriode.DITUTUP:
            hasil += [PilihanIKI(i, kini) for i in iki_periode([saya], kini)]
    return hasil
