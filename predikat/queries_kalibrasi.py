"""The read side of calibration: sessions one sits in, and who stands in which cell of one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

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


@dataclass(frozen=True, slots=True)
class Orang:
    """A person in a session. ``sel`` None: a fixed predikat from elsewhere, or not rated yet."""

    e: Evaluasi
    sel: Sel | None
    awal: Sel | None
    geser: Geseran | None
    dibahas: bool = False

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
    rating = _rating(semua)
    akhir: dict[int, Geseran] = {}
    for g in geseran:
        akhir[g.evaluasi_id] = g
    return [_orang(e, rating.get(e.pk, {}), akhir.get(e.pk), e.dibahas_) for e in semua]


def _rating(semua: Iterable[Evaluasi]) -> dict[int, dict[str, RatingDiberikan]]:
    """Evaluation -> stage -> the last rating of that stage."""
    baris = RatingDiberikan.objects.filter(evaluasi__in=[e.pk for e in semua]).order_by("evaluasi_id", "tahap", "-pada", "-pk")
    hasil: dict[int, dict[str, RatingDiberikan]] = {}
    for r in baris.distinct("evaluasi_id", "tahap").defer("alasan", "kriteria"):
        hasil.setdefault(r.evaluasi_id, {})[r.tahap] = r
    return hasil


def _orang(e: Evaluasi, rating: Mapping[str, RatingDiberikan], g: Geseran | None, dibahas: bool) -> Orang:
    akhir = max(rating.values(), key=lambda r: (r.pada, r.pk), default=None)
    awal = rating.get(TahapRating.USULAN)
    sel = (Rating(akhir.hasil), Rating(akhir.perilaku)) if akhir else None
    if g is not None and (akhir is None or g.pada >= akhir.pada):
        sel = Rating(g.ke_hasil), Rating(g.ke_perilaku)
    return Orang(e, sel, (Rating(awal.hasil), Rating(awal.perilaku)) if awal else None, g, dibahas)


def hitung(orang: Iterable[Orang]) -> tuple[Counter[Predikat], Counter[Predikat]]:
    """(people per predikat, the fixed part of them)."""
    jumlah: Counter[Predikat] = Counter()
    kunci: Counter[Predikat] = Counter()
    for o in orang:
        if o.predikat is not None:
            jumlah[o.predikat] += 1
            kunci[o.predikat] += o.terkunci
    return jumlah, kunci


def geseran_sesi(sesi: SesiKalibrasi) -> list[Geseran]:
    """All moves of a session in order. One query."""
    semua = Geseran.objects.filter(sesi=sesi.pk).select_related("oleh__pegawai", "evaluasi__pegawai")
    return list(semua.order_by("pada", "pk"))
