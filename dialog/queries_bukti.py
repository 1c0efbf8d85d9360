"""The read side of evidence: whose, where it serves, and which of it serves elsewhere too."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from dialog.enums import JenisBukti
from dialog.kembar import bukti_kembar, sidik_kembar
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


@dataclass(frozen=True, slots=True)
class Kembar:
    """One content at several places, for the Inspektorat: the latest copies, and how many more there are."""

    sha256: str
    baris: list[BarisBukti]
    lebih: int = 0


def semua_kembar(paling_banyak: int = 50, salinan: int = 20) -> tuple[list[Kembar], bool]:
    """Contents that serve at more than one place, the latest first, and whether there are more. Four queries."""
    sidik = sidik_kembar(paling_banyak + 1)
    urut = Window(RowNumber(), partition_by="berkas__sha256", order_by=("-pada", "-pk"))
    banyak = Window(Count("pk"), partition_by="berkas__sha256")
    ada = Bukti.objects.filter(dihapus_pada__isnull=True, berkas__sha256__in=sidik[:paling_banyak])
    baris: QuerySet[Any] = ada.annotate(urut=urut, banyak=banyak).filter(urut__lte=salinan)
    baris = baris.select_related("berkas", "pemilik", "tim")
    kelompok: dict[str, list[BarisBukti]] = {sha: [] for sha in sidik[:paling_banyak]}
    lebih = dict.fromkeys(kelompok, 0)
    semua = list(baris.order_by("-pada", "-pk"))
    for b, asal in zip(susun(semua, None), semua, strict=True):
        if b.kembar:
            kelompok[asal.berkas.sha256].append(b)
            lebih[asal.berkas.sha256] = max(0, asal.banyak - salinan)
    hasil = [Kembar(sha, x, lebih[sha]) for sha, x in kelompok.items() if x]
    return hasil, len(sidik) > paling_banyak


def tersisa(paling_banyak: int = 50) -> list[BarisBukti]:
    """Evidence that was removed after its period had closed: its content is kept for the Inspektorat. Three queries."""
    dihapus = Bukti.objects.filter(dihapus_pada__isnull=False, berkas__isnull=False, berkas__dihapus_pada__isnull=True)
    return susun(dihapus.select_related("berkas", "pemilik", "tim").order_by("-dihapus_pada", "-pk")[:paling_banyak], None)


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
