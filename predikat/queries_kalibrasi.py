"""The read side of calibration: sessions one sits in, and who stands in which cell of one."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Extract

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from predikat.aturan import KUADRAN
from predikat.enums import Predikat, Rating, StatusEvaluasi, SumberEvaluasi, TahapRating
from predikat.models import Dibahas, Evaluasi, Geseran, PesertaSesi, RatingDiberikan, SesiKalibrasi

Sel = tuple[Rating, Rating]


def sesi_terlihat(akun: Akun) -> QuerySet[SesiKalibrasi]:
    """Sessions in which one sits; BKPSDM: all."""
    h = hak(akun)
    if h.admin_bkpsdm:
        return SesiKalibrasi.objects.all()
    return SesiKalibrasi.objects.filter(pk__in=PesertaSesi.objects.filter(pegawai=h.pegawai_id or 0).values("sesi_id"))


def sesi_tanpa_saya(akun: Akun) -> QuerySet[SesiKalibrasi]:
    """Of these, sessions in which one was not evaluated: who reads the signed paper by which one was locked."""
    saya = Evaluasi.objects.filter(pegawai=hak(akun).pegawai_id or 0, unit_hitung=OuterRef("unit"), periode=OuterRef("periode"))
    return sesi_terlihat(akun).exclude(Exists(saya))


def unit_dapat_dibuka(akun: Akun) -> QuerySet[UnitKerja]:
    """Units for which one may open a session: that one leads or looks after."""
    h = hak(akun)
    boleh = Q(pk__in=h.data.memimpin_id)
    for path in h.wilayah_admin:
        boleh |= Q(path__startswith=path)
    return UnitKerja.objects.filter(boleh)


def orang_sesi(sesi: SesiKalibrasi) -> QuerySet[Evaluasi]:
    """Evaluations that a session is about: all that count in the unit, but those who are not evaluated."""
    semua = Evaluasi.objects.filter(unit_hitung=sesi.unit_id, periode=sesi.periode_id)
    return semua.exclude(status=StatusEvaluasi.TIDAK_DIEVALUASI)


def dengan_sel(evaluasi: QuerySet[Evaluasi], sesi: SesiKalibrasi) -> QuerySet[Evaluasi]:
    """One row each with its last rating and its last move in the session: for one person, not for four hundred."""
    rating = RatingDiberikan.objects.filter(evaluasi=OuterRef("pk")).order_by("-pada", "-pk")
    geser = Geseran.objects.filter(evaluasi=OuterRef("pk"), sesi=sesi.pk).order_by("-urut")
    semua = Geseran.objects.filter(evaluasi=OuterRef("pk")).order_by("-urut")
    return evaluasi.annotate(
        r_hasil=Subquery(rating.values("hasil")[:1]),
        r_perilaku=Subquery(rating.values("perilaku")[:1]),
        r_pada=Subquery(rating.values("pada")[:1]),
        g_hasil=Subquery(geser.values("ke_hasil")[:1]),
        g_perilaku=Subquery(geser.values("ke_perilaku")[:1]),
        g_pada=Subquery(geser.values("pada")[:1]),
        g_urut=Subquery(semua.values("urut")[:1]),
    )


def sel_dari(e: Any) -> Sel | None:
    """Where a row of ``dengan_sel`` stands: the later of its last rating and its last move; None: not rated."""
    if e.g_pada is not None and (e.r_pada is None or e.g_pada >= e.r_pada):
        return Rating(e.g_hasil), Rating(e.g_perilaku)
    return (Rating(e.r_hasil), Rating(e.r_perilaku)) if e.r_hasil else None


class BarisOrang(NamedTuple):
    """As much of an evaluation as the page of a session shows of everybody."""

    pk: int
    pegawai_id: int
    sumber: str
    predikat: str | None
    unit_dipimpin_id: int | None
    penilai_id: int | None
    nama: str
    nama_penilai: str | None
    dibahas: bool

    def get_sumber_display(self) -> str:
        """As the model says it."""
        return SumberEvaluasi(self.sumber).label


#: Ratings as the database spells them -> the cell.
_SEL: Mapping[tuple[str, str], Sel] = {(h.value, p.value): (h, p) for h in Rating for p in Rating}
#: The moment in whole microseconds: to compare exactly, and cheaper to read than a date.
_SAAT = Cast(Extract("pada", "epoch", tzinfo=dt.UTC) * 1_000_000, BigIntegerField())
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Orang:
    """A person in a session. ``sel`` None: a fixed predikat from elsewhere, or not rated yet.

    ``e``: his ``Evaluasi``, or on the page, where there are hundreds, a ``BarisOrang``.
    """

    e: Any
    sel: Sel | None
    awal: Sel | None
    geser: Geseran | None
    dibahas: bool = False

    @property
    def nama(self) -> str:
        """Without titles."""
        return str(self.e.nama if isinstance(self.e, BarisOrang) else self.e.pegawai.nama)

    @property
    def terkunci(self) -> bool:
        """Cannot be moved here."""
        return self.e.sumber != SumberEvaluasi.LOKAL

    @property
    def predikat(self) -> Predikat | None:
        """What the cell says; of a fixed one its own."""
        if self.terkunci:
            return Predikat(self.e.predikat) if self.e.predikat else None
        return KUADRAN[self.sel] if self.sel else None

    @property
    def pindah(self) -> bool:
        """Stands elsewhere than his assessor put him."""
        return self.sel is not None and self.awal is not None and self.sel != self.awal

    @property
    def naik(self) -> bool:
        """Moved to a better predikat."""
        urut = list(Predikat)
        return self.pindah and urut.index(KUADRAN[self.sel]) < urut.index(KUADRAN[self.awal])  # type: ignore[index]

    @property
    def menunggu(self) -> bool:
        """His assessor has not said yes to the last move."""
        g = self.geser
        return bool(self.pindah and g is not None and g.disetujui_penilai is not True)


def baca_orang(sesi: SesiKalibrasi, geseran: Iterable[Geseran]) -> list[Orang]:
    """Everybody, in two queries: people (and who was talked about), ratings. ``geseran``: the session's moves in order."""
    bahas = Exists(Dibahas.objects.filter(sesi=sesi.pk, evaluasi=OuterRef("pk")))
    baris: Any = orang_sesi(sesi).select_related("pegawai", "penilai").annotate(dibahas_=bahas)
    semua = list(baris.order_by("pegawai__nama_urut", "pk"))
    rating = _rating(sesi)
    akhir = {g.evaluasi_id: g for g in geseran}
    return [_orang(e, rating.get(e.pk), akhir.get(e.pk), e.dibahas_) for e in semua]


def baca_orang_ringan(sesi: SesiKalibrasi, geseran: Iterable[Geseran]) -> list[Orang]:
    """The same as rows without models, for the page: a tenth of the processor time for four hundred people."""
    bahas = Exists(Dibahas.objects.filter(sesi=sesi.pk, evaluasi=OuterRef("pk")))
    kolom = (*BarisOrang._fields[:6], "pegawai__nama", "penilai__nama")
    baris = orang_sesi(sesi).order_by("pegawai__nama_urut", "pk").values_list(*kolom, bahas)
    semua = [BarisOrang(*b) for b in baris]
    rating = _rating(sesi)
    akhir = {g.evaluasi_id: g for g in geseran}
    return [_orang(b, rating.get(b.pk), akhir.get(b.pk), b.dibahas) for b in semua]


class _Rating(NamedTuple):
    """``awal``: the cell of the last proposal; ``akhir``: of the last rating on any occasion, given at ``saat``."""

    awal: Sel | None
    akhir: Sel
    saat: int


def _rating(sesi: SesiKalibrasi) -> dict[int, _Rating]:
    """Evaluation -> what was given, read from the oldest to the latest. One query."""
    baris = RatingDiberikan.objects.filter(evaluasi__unit_hitung=sesi.unit_id, evaluasi__periode=sesi.periode_id)
    hasil: dict[int, _Rating] = {}
    for e, tahap, h, p, saat in baris.order_by("pada", "pk").values_list("evaluasi_id", "tahap", "hasil", "perilaku", _SAAT):
        sel, lama = _SEL[h, p], hasil.get(e)
        hasil[e] = _Rating(sel if tahap == TahapRating.USULAN else lama and lama.awal, sel, saat)
    return hasil


def _orang(e: Evaluasi | BarisOrang, rating: _Rating | None, g: Geseran | None, dibahas: bool) -> Orang:
    sel = rating.akhir if rating else None
    if g is not None and (rating is None or (g.pada - _EPOCH) // dt.timedelta(microseconds=1) >= rating.saat):
        sel = _SEL[g.ke_hasil, g.ke_perilaku]
    return Orang(e, sel, rating.awal if rating else None, g, dibahas)


def hitung(orang: Iterable[Orang]) -> tuple[Counter[Predikat], Counter[Predikat]]:
    """(people per predikat, the fixed part of them)."""
    jumlah: Counter[Predikat] = Counter()
    kunci: Counter[Predikat] = Counter()
    for o in orang:
        p = o.predikat
        if p is not None:
            jumlah[p] += 1
            kunci[p] += o.terkunci
    return jumlah, kunci


def geseran_sesi(sesi: SesiKalibrasi) -> list[Geseran]:
    """All moves of a session in order. One query."""
    semua = Geseran.objects.filter(sesi=sesi.pk).select_related("oleh__pegawai", "evaluasi__pegawai")
    return list(semua.order_by("pada", "pk"))
