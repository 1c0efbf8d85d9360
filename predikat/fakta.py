"""What an evaluation rests on: results, evidence, feedback, dialogues of the whole period, in a fixed number of queries.

Of dialogues only that and when they were held is read: what was said stays between the two.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q

from dialog.enums import JenisBukti, JenisUmpanBalik, KeadaanRealisasi, StatusDialog
from dialog.models import Bukti, Dialog, Realisasi, TautBukti, UmpanBalik
from dialog.queries_umpan import dengan_objek, terbaca
from kinerja.plumbing import jam
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.enums import StatusEvaluasi
from predikat.models import BagianEvaluasi, Evaluasi, RatingDiberikan
from predikat.queries import dokumen_diserahkan
from skp.enums import StatusSKP
from skp.models import IKI, RHK, StandarUnggul

UMPAN_TAMPIL = 6


@dataclass(frozen=True, slots=True)
class BarisIKI:
    """A measure with what it reached; ``realisasi`` is None when nothing was recorded."""

    iki: IKI
    realisasi: Realisasi | None
    bukti: tuple[Bukti, ...] = ()

    @property
    def cip(self) -> tuple[str, str, str]:
        """Word, colour, icon of the state."""
        if self.realisasi is None:
            return "Belum diisi", "awas", "circle-dashed"
        k = KeadaanRealisasi(self.realisasi.keadaan)
        return _CIP[k]


_CIP = {
    KeadaanRealisasi.MELAMPAUI: ("Melampaui", "ok", "arrow-up"),
    KeadaanRealisasi.SESUAI: ("Tercapai", "ok", "check"),
    KeadaanRealisasi.SEBAGIAN: ("Sebagian", "awas", "clock"),
    KeadaanRealisasi.BELUM: ("Belum ada kemajuan", "awas", "circle-dashed"),
}


@dataclass(frozen=True, slots=True)
class BarisRHK:
    """A result with its measures and the standard that would count as exceeding."""

    rhk: RHK
    iki: tuple[BarisIKI, ...]
    standar: tuple[StandarUnggul, ...]


@dataclass(slots=True)
class Fakta:
    """Everything on the left of the rating page."""

    bagian: list[BagianEvaluasi] = field(default_factory=list)
    rhk: list[BarisRHK] = field(default_factory=list)
    umpan: list[UmpanBalik] = field(default_factory=list)
    dialog: list[Any] = field(default_factory=list)
    periodik: list[Evaluasi] = field(default_factory=list)
    rating: list[RatingDiberikan] = field(default_factory=list)
    bukti: int = 0

    @property
    def iki(self) -> list[BarisIKI]:
        """All measures."""
        return [i for r in self.rhk for i in r.iki]

    def keadaan(self, *mana: KeadaanRealisasi) -> int:
        """How many measures stand so."""
        return sum(1 for i in self.iki if i.realisasi and i.realisasi.keadaan in mana)

    @property
    def melampaui(self) -> int:
        """Measures that exceed their target."""
        return self.keadaan(KeadaanRealisasi.MELAMPAUI)

    @property
    def tercapai(self) -> int:
        """Measures that meet it, or exceed it."""
        return self.keadaan(KeadaanRealisasi.SESUAI, KeadaanRealisasi.MELAMPAUI)

    @property
    def standar(self) -> int:
        """RHK with an agreed standard of exceeding."""
        return sum(1 for r in self.rhk if r.standar)

    def umpan_jenis(self, jenis: str) -> int:
        """Feedback of one tone."""
        return sum(1 for u in self.umpan if u.jenis == jenis)

    @property
    def ringkas_umpan(self) -> str:
        """``6 apresiasi, 2 koreksi, 1 harapan``."""
        kata = ((j.label.lower(), self.umpan_jenis(j)) for j in JenisUmpanBalik)
        return ", ".join(f"{n} {k}" for k, n in kata if n)

    @property
    def umpan_tampil(self) -> list[UmpanBalik]:
        """The latest few."""
        return self.umpan[:UMPAN_TAMPIL]


def periode_fakta(periode: Periode) -> Q:
    """Rows of a quarter or month; for the year those of all its periods."""
    return Q(periode__siklus=periode.siklus_id) if periode.jenis == JenisPeriode.AKHIR else Q(periode=periode.pk)


def jumlah_bukti(e: Evaluasi) -> int:
    """Evidence that counts in the period of an evaluation. One query."""
    milik = Q(realisasi__lini_iki__lini_rhk__skp__pegawai=e.pegawai_id, bukti__dihapus_pada__isnull=True)
    if e.periode.jenis == JenisPeriode.AKHIR:
        milik &= Q(realisasi__periode__siklus=e.periode.siklus_id)
    else:
        milik &= Q(realisasi__periode=e.periode_id)
    return TautBukti.objects.filter(milik).values("bukti").distinct().count()


def fakta_evaluasi(e: Evaluasi) -> Fakta:
    """Ten queries, however much there is."""
    bagian = list(e.bagian.select_related("penilai", "skp__penugasan__jabatan", "skp__penugasan__unit"))
    skp = {b.skp_id for b in bagian if b.skp_id}
    hasil = Fakta(bagian=bagian, rhk=_rhk(e, skp))
    hasil.bukti = len({b.pk for i in hasil.iki for b in i.bukti})
    hasil.umpan = list(_umpan(e))
    hasil.dialog = list(_dialog(e))
    hasil.periodik = list(_periodik(e))
    hasil.rating = list(e.rating.select_related("penilai", "oleh__pegawai"))
    return hasil


def _rhk(e: Evaluasi, skp: Iterable[int]) -> list[BarisRHK]:
    semua = RHK.objects.filter(versi__skp__in=skp, versi__status=StatusSKP.DITETAPKAN)
    semua = semua.select_related("versi__skp").prefetch_related("iki", "standar").order_by("versi__skp__rentang", "urut", "pk")
    daftar = list(semua)
    capai = _capaian(e, [i.lini_id for r in daftar for i in r.iki.all()])
    return [
        BarisRHK(r, tuple(_baris_iki(i, capai.get(i.lini_id)) for i in r.iki.all()), tuple(r.standar.all())) for r in daftar
    ]


def _capaian(e: Evaluasi, lini: list[int]) -> dict[int, Realisasi]:
    """The realisasi of each measure in the period, of a year the last one, with all its evidence of the period."""
    taut = TautBukti.objects.filter(bukti__dihapus_pada__isnull=True).select_related("bukti__berkas")
    baris = Realisasi.objects.filter(periode_fakta(e.periode), lini_iki__in=lini).select_related("periode__siklus")
    urut = baris.order_by("periode__rentang__endswith", "pk").prefetch_related(Prefetch("taut", taut, to_attr="bukti_hidup"))
    hasil: dict[int, Any] = {}
    for r in urut:
        lalu = hasil.get(r.lini_iki_id)
        r.bukti_hidup = [*(lalu.bukti_hidup if lalu else []), *r.bukti_hidup]  # type: ignore[attr-defined]
        hasil[r.lini_iki_id] = r
    return hasil


def _baris_iki(i: IKI, r: Any) -> BarisIKI:
    unik = {t.bukti_id: t.bukti for t in r.bukti_hidup} if r else {}
    return BarisIKI(i, r, tuple(unik.values()))


def _umpan(e: Evaluasi) -> Any:
    return dengan_objek(terbaca().filter(periode_fakta(e.periode), penerima=e.pegawai_id)).order_by("-tanggal", "-pk")


def _dialog(e: Evaluasi) -> Any:
    """Talks that were held in the period, as pegawai, with how many agreements they left and how many were kept."""
    rentang = e.periode.rentang
    mulai, akhir = (dt.datetime.combine(x, dt.time(), jam.WITA) for x in (rentang.lower, rentang.upper))
    usai = Dialog.objects.filter(
        pegawai=e.pegawai_id, berakhir_pada__gte=mulai, berakhir_pada__lt=akhir,
        status__in=[StatusDialog.SELESAI, StatusDialog.MENUNGGU_KONFIRMASI],
    )  # fmt: skip
    hitung = {
        "sepakat": Count("kesepakatan"),
        "tuntas": Count("kesepakatan", filter=Q(kesepakatan__selesai_pada__isnull=False)),
    }
    return usai.select_related("pimpinan").annotate(**hitung).order_by("-berakhir_pada", "-pk")


def _periodik(e: Evaluasi) -> Any:
    """What was set earlier in the same year."""
    lain = Evaluasi.objects.filter(pegawai=e.pegawai_id, periode__siklus=e.periode.siklus_id, predikat__isnull=False)
    lain = lain.exclude(pk=e.pk).filter(status__in=[StatusEvaluasi.DITETAPKAN, StatusEvaluasi.DIDOKUMENKAN])
    return (
        lain.select_related("periode__siklus", "unit_hitung")
        .annotate(diserahkan=dokumen_diserahkan())
        .order_by("periode__rentang")
    )


def url_bukti(b: Bukti) -> str:
    """Where an evidence is looked at; empty for one that is a number."""
    if b.jenis == JenisBukti.TAUTAN:
        return b.tautan
    return ""
