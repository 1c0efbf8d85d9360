"""The read side of rencana aksi and realisasi: periods, the measures of people in one of them, everything beside them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from dialog.aturan import CatatanHari, FaktaIsi, IsiRealisasi, kekurangan_iki
from dialog.aturan_capaian import Nilai, Tren, Ukuran, bagian_waktu, persen_capaian, sampai_kini, tren, usul_keadaan
from dialog.enums import KeadaanRealisasi, StatusDialog
from dialog.models import CatatanRealisasi, Dialog, Realisasi, RencanaAksi, TautBukti
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.siklus.enums import JenisPeriode, StatusPeriode
from kinerja.siklus.models import Periode
from skp.enums import PolaUkur, StatusSKP
from skp.models import IKI, RHK, SKP, LiniIKI, LiniRHK, StandarUnggul

_SATU = dt.timedelta(days=1)

# -- periods


def periode_siklus(siklus_id: int) -> list[Periode]:
    """All periods of a year in their order, the review of the whole year last."""
    semua = Periode.objects.filter(siklus=siklus_id).select_related("siklus")
    return sorted(semua, key=lambda p: (p.jenis == JenisPeriode.AKHIR, p.urut))


def periode_kini(semua: Sequence[Periode], hari: dt.date) -> Periode | None:
    """The one to write in today: open and covering the day; else the last one that has begun; else the first."""
    jalan = [p for p in semua if p.status != StatusPeriode.DITUTUP and p.buka_tanggal <= hari]
    kini = [p for p in jalan if p.mulai <= hari <= p.sampai]
    mulai = [p for p in semua if p.buka_tanggal <= hari]
    return next(iter(kini or jalan[-1:] or mulai[-1:] or semua[:1]), None)


def periode_catatan(semua: Sequence[Periode], hari: dt.date) -> Periode | None:
    """The period that a note of a day belongs to: the month or quarter that covers it, else the review of the year."""
    return next((p for p in semua if p.mulai <= hari <= p.sampai), None)


def rentang_catatan(periode: Periode, semua: Sequence[Periode]) -> tuple[dt.date, dt.date]:
    """Days whose notes sum up into ``periode``; for the review of the year those that no month or quarter covers."""
    if periode.jenis != JenisPeriode.AKHIR:
        return periode.mulai, periode.sampai
    lain = [p.sampai for p in semua if p.jenis != JenisPeriode.AKHIR]
    return min(max([x + _SATU for x in lain], default=periode.mulai), periode.sampai), periode.sampai


# -- measures


def iki_periode(pegawai: Collection[int], periode: Periode) -> QuerySet[IKI]:
    """IKI of the SKP that hold and cover any day of the period, of these people, in the order of the form."""
    berlaku = IKI.objects.filter(
        rhk__versi__status=StatusSKP.DITETAPKAN,
        rhk__versi__skp__pegawai__in=list(pegawai),
        rhk__versi__skp__siklus=periode.siklus_id,
        rhk__versi__skp__rentang__overlap=periode.rentang,
    )
    standar = StandarUnggul.objects.filter(rhk=OuterRef("rhk")).values(isi=JSONObject(penulis="penulis", uraian="uraian"))
    urut = ("rhk__versi__skp__pegawai", "rhk__versi__skp__rentang", "-rhk__jenis", "rhk__urut", "rhk_id", "urut", "pk")
    return (
        berlaku.select_related("lini", "rhk__versi__skp__pegawai", "rhk__versi__skp__siklus", "rhk__versi__skp__penugasan")
        .annotate(standar=ArraySubquery(standar))
        .order_by(*urut)
    )


def iki_dari(lini: LiniIKI) -> IKI | None:
    """The measure as it stands in the version that holds."""
    semua = IKI.objects.filter(lini=lini, rhk__versi__status=StatusSKP.DITETAPKAN)
    return semua.select_related("rhk__versi__skp__pegawai", "rhk__versi__skp__siklus").first()


def ukuran_dari(iki: IKI) -> Ukuran:
    """The measure for the rules."""
    return Ukuran(iki.target_teks, iki.satuan, iki.arah, iki.pola_ukur, iki.aspek)


def fakta_isi(lini: LiniIKI, periode: Periode) -> FaktaIsi:
    """What ``aturan.dapat_diisi`` needs (``lini.lini_rhk.skp`` loaded). Two queries at most."""
    skp = lini.lini_rhk.skp
    berlaku = IKI.objects.filter(lini=lini, rhk__versi__status=StatusSKP.DITETAPKAN).exists()
    ada = berlaku or skp.versi.filter(status=StatusSKP.DITETAPKAN).exists()
    return fakta_periode(skp, periode, iki_berlaku=berlaku, ada_berlaku=ada)


def fakta_rencana(lini: LiniRHK, periode: Periode) -> FaktaIsi:
    """The same for steps towards an RHK (``lini.skp`` loaded)."""
    berlaku = RHK.objects.filter(lini=lini, versi__status=StatusSKP.DITETAPKAN).exists()
    ada = berlaku or lini.skp.versi.filter(status=StatusSKP.DITETAPKAN).exists()
    return fakta_periode(lini.skp, periode, iki_berlaku=berlaku, ada_berlaku=ada)


def fakta_periode(skp: SKP, periode: Periode, *, iki_berlaku: bool = True, ada_berlaku: bool = True) -> FaktaIsi:
    """The same without a query, for a measure that is known to hold."""
    return FaktaIsi(
        periode=str(periode),
        status=periode.status,
        dibuka=periode.buka_tanggal,
        mulai=periode.mulai,
        sampai=periode.sampai,
        ditutup=periode.ditutup_pada.astimezone(jam.WITA).date() if periode.ditutup_pada else None,
        satu_siklus=skp.siklus_id == periode.siklus_id,
        skp_mulai=skp.rentang.lower,
        skp_sampai=skp.rentang.upper - _SATU,
        iki_berlaku=iki_berlaku,
        ada_berlaku=ada_berlaku,
    )


@dataclass(slots=True)
class BarisIKI:
    """A measure in a period with all that stands beside it. ``riwayat``: (period, realisasi or None), this period last.

    ``lampiran``: the rows of its evidence, where a page reads them.
    """

    iki: Any
    nomor: str
    periode: Periode
    riwayat: list[tuple[Periode, Realisasi | None]]
    bukti: int = 0
    catatan: list[CatatanRealisasi] = field(default_factory=list)
    lampiran: list[Any] = field(default_factory=list)

    @property
    def lini(self) -> int:
        """The lineage: the row's name in forms."""
        return int(self.iki.lini_id)

    @property
    def realisasi(self) -> Realisasi | None:
        """Of this period, when somebody wrote one."""
        return self.riwayat[-1][1] if self.riwayat else None

    @property
    def ukuran(self) -> Ukuran:
        """For the rules."""
        return ukuran_dari(self.iki)

    @property
    def nilai(self) -> list[Nilai]:
        """What was told, oldest first, this period last."""
        return [_nilai(p, r) for p, r in self.riwayat if r is not None or p == self.periode]

    @property
    def persen(self) -> Putusan[Decimal | None]:
        """Of the year's target."""
        return persen_capaian(self.ukuran, self.nilai)

    @property
    def kini(self) -> Decimal | None:
        """The number at the end of the period."""
        return sampai_kini(self.ukuran, self.nilai).nilai

    @property
    def usul(self) -> Putusan[KeadaanRealisasi | None]:
        """The state that the numbers suggest."""
        skp = self.iki.rhk.versi.skp
        sampai = skp.rentang.upper - _SATU
        return usul_keadaan(self.ukuran, self.nilai, bagian_waktu(skp.rentang.lower, sampai, min(self.periode.sampai, sampai)))

    @property
    def langkah(self) -> list[tuple[str, Decimal | None]]:
        """(period, its own number) oldest first. The review of the year stands for its last part that has no period."""
        hasil = [(p.nama, r.nilai_angka if r else None) for p, r in self.riwayat if p.jenis != JenisPeriode.AKHIR]
        lain = [p.sampai for p, _ in self.riwayat if p.jenis != JenisPeriode.AKHIR]
        r = self.realisasi
        penuh = max(lain, default=dt.date.min) >= self.periode.sampai
        if self.periode.jenis != JenisPeriode.AKHIR or penuh or r is None or r.nilai_angka is None:
            return hasil
        ada = [n for _, n in hasil if n is not None]
        hitung = self.ukuran.cara is PolaUkur.HITUNGAN
        return [*hasil, (self.periode.nama, r.nilai_angka - sum(ada, Decimal(0)) if hitung else r.nilai_angka)]

    @property
    def tren(self) -> Putusan[Tren]:
        """Which way it goes."""
        return tren([n for _, n in self.langkah], turun=self.ukuran.turun)

    @property
    def polos(self) -> IsiRealisasi:
        """For the rule of completeness."""
        r = self.realisasi or Realisasi()
        return IsiRealisasi(self.nomor, r.nilai_teks, r.cerita, r.keadaan, self.bukti, r.alasan_tanpa_bukti, self.lini)

    @property
    def kurang(self) -> tuple[Alasan, ...]:
        """What it still lacks."""
        return kekurangan_iki(self.polos)

    @property
    def terisi(self) -> bool:
        """Something was told."""
        r = self.realisasi
        return r is not None and bool(r.nilai_teks or r.cerita)


def _nilai(periode: Periode, r: Realisasi | None) -> Nilai:
    setahun = periode.jenis == JenisPeriode.AKHIR
    return Nilai(r.nilai_teks, r.nilai_angka, setahun) if r is not None else Nilai(setahun=setahun)


@dataclass
class HalamanRealisasi:
    """All measures of one person in a period, by RHK."""

    pegawai_id: int
    periode: Periode
    baris: list[BarisIKI]

    @cached_property
    def per_rhk(self) -> list[tuple[Any, list[BarisIKI]]]:
        """(RHK, its measures) in the order of the form."""
        hasil: dict[int, tuple[Any, list[BarisIKI]]] = {}
        for b in self.baris:
            hasil.setdefault(b.iki.rhk_id, (b.iki.rhk, []))[1].append(b)
        return list(hasil.values())

    @property
    def kurang(self) -> tuple[Alasan, ...]:
        """What is missing before the period is complete."""
        return tuple(a for b in self.baris for a in b.kurang)

    @property
    def terisi(self) -> int:
        """Measures of which something was told."""
        return sum(1 for b in self.baris if b.terisi)

    @property
    def lengkap(self) -> int:
        """Measures that lack nothing."""
        return sum(1 for b in self.baris if not b.kurang)

    @property
    def dikirim(self) -> dt.datetime | None:
        """When the pegawai said that it is complete; None while any measure is open."""
        kapan = [b.realisasi.dikirim_pada if b.realisasi else None for b in self.baris]
        ada = [k for k in kapan if k is not None]
        return max(ada) if ada and len(ada) == len(kapan) else None

    @property
    def terakhir(self) -> dt.datetime | None:
        """The last word on any of them."""
        return max((b.realisasi.pada for b in self.baris if b.realisasi), default=None)


def realisasi_orang(
    pegawai: Collection[int], periode: Periode, semua: Sequence[Periode], *, catatan: bool = False
) -> dict[int, HalamanRealisasi]:
    """Measures of any number of people in a period: two queries, with ``catatan`` (the notes themselves) three."""
    iki = list(iki_periode(pegawai, periode))
    lini = [i.lini_id for i in iki]
    sampai = [p for p in semua if _sebelum(p, periode)]
    isi = _isi_realisasi(lini, sampai)
    hari = _catatan(lini, rentang_catatan(periode, semua)) if catatan else {}
    hasil = {p: HalamanRealisasi(p, periode, []) for p in pegawai}
    urut: dict[int, dict[int, int]] = defaultdict(dict)
    for i in iki:
        orang = i.rhk.versi.skp.pegawai_id
        r = urut[orang].setdefault(i.rhk_id, len(urut[orang]) + 1)
        ke = sum(1 for b in hasil[orang].baris if b.iki.rhk_id == i.rhk_id) + 1
        riwayat = [(p, isi.get((i.lini_id, p.pk))) for p in sampai]
        kini: Any = riwayat[-1][1] if riwayat else None
        bukti = kini.banyak_bukti if kini is not None else 0
        milik = hari.get(i.lini_id, [])
        hasil[orang].baris.append(BarisIKI(i, f"{r}.{ke}", periode, riwayat, bukti, milik))
    return hasil


def _sebelum(p: Periode, periode: Periode) -> bool:
    """Up to ``periode``: the months or quarters before it, and itself."""
    return p.pk == periode.pk or (p.jenis != JenisPeriode.AKHIR and p.sampai <= periode.sampai)


def _isi_realisasi(lini: Collection[int], periode: Iterable[Periode]) -> dict[tuple[int, int], Any]:
    taut = TautBukti.objects.filter(realisasi=OuterRef("pk"), bukti__dihapus_pada__isnull=True).order_by()
    banyak = Subquery(taut.values("realisasi").annotate(n=Count("pk")).values("n"))
    semua = Realisasi.objects.filter(lini_iki__in=list(lini), periode__in=[p.pk for p in periode])
    return {(r.lini_iki_id, r.periode_id): r for r in semua.annotate(banyak_bukti=Coalesce(banyak, 0))}


def _catatan(lini: Collection[int], rentang: tuple[dt.date, dt.date]) -> dict[int, list[CatatanRealisasi]]:
    hasil: dict[int, list[CatatanRealisasi]] = defaultdict(list)
    semua = CatatanRealisasi.objects.filter(lini_iki__in=list(lini), tanggal__range=rentang).select_related("oleh__pegawai")
    for c in semua.order_by("-tanggal", "-pk"):
        hasil[c.lini_iki_id].append(c)
    return hasil


def catatan_hari(lini: LiniIKI, rentang: tuple[dt.date, dt.date]) -> list[CatatanHari]:
    """Notes of a measure that stand, for the sum."""
    return catatan_hari_dari(CatatanRealisasi.objects.filter(lini_iki=lini, tanggal__range=rentang).order_by("tanggal", "pk"))


def catatan_hari_dari(catatan: Iterable[CatatanRealisasi]) -> list[CatatanHari]:
    """As plain values, without those that were withdrawn."""
    return [CatatanHari(c.tanggal, c.isi, c.tambahan) for c in catatan if c.ditarik_pada is None]


def jumlah_sebelumnya(lini: LiniIKI, periode: Periode) -> Decimal | None:
    """What the months or quarters of the year came to, for the review of the whole year; None for any other period."""
    if periode.jenis != JenisPeriode.AKHIR:
        return None
    semua = Realisasi.objects.filter(lini_iki=lini, periode__siklus=periode.siklus_id).exclude(periode=periode)
    angka = semua.exclude(periode__jenis=JenisPeriode.AKHIR).values_list("nilai_angka", flat=True)
    ada = [a for a in angka if a is not None]
    return sum(ada, Decimal(0)) if ada else None


# -- rencana aksi


def rhk_berlaku(pegawai_id: int, siklus_id: int) -> QuerySet[RHK]:
    """RHK of the SKP of a person's year that have been set, in the order of the form."""
    semua = RHK.objects.filter(versi__status=StatusSKP.DITETAPKAN, versi__skp__pegawai=pegawai_id, versi__skp__siklus=siklus_id)
    return semua.select_related("lini__skp", "versi__skp__penugasan").order_by("versi__skp__rentang", "-jenis", "urut", "pk")


def dialog_rencana(pegawai_id: int, siklus_id: int, saya: int | None) -> QuerySet[Dialog]:
    """Talks in which a plan may have been adjusted: those that the person held with a leader in the year, the latest first.

    ``saya``: who asks; that others talked is none of his business. None: the application itself.
    """
    mulai = Dialog.objects.filter(pegawai=pegawai_id, siklus=siklus_id, mulai_pada__isnull=False)
    if saya is not None and saya != pegawai_id:
        mulai = mulai.filter(pimpinan=saya)
    return mulai.exclude(status=StatusDialog.TIDAK_TERLAKSANA).select_related("pegawai", "pimpinan", "siklus")


def rencana_orang(pegawai_id: int, siklus_id: int) -> QuerySet[RencanaAksi]:
    """All rows of a person's year, with where they were last agreed upon."""
    milik = RencanaAksi.objects.filter(lini_rhk__skp__pegawai=pegawai_id, periode__siklus=siklus_id)
    return milik.select_related("lini_rhk__skp", "periode__siklus", "dialog").order_by("lini_rhk", "periode", "urut", "pk")


def rencana_periode(lini: Collection[int], periode: Periode) -> dict[int, list[RencanaAksi]]:
    """RHK lineage -> its rows of a period. One query."""
    hasil: dict[int, list[RencanaAksi]] = defaultdict(list)
    for r in RencanaAksi.objects.filter(lini_rhk__in=list(lini), periode=periode).order_by("urut", "pk"):
        hasil[r.lini_rhk_id].append(r)
    return hasil


def skp_berlaku(pegawai_id: int, siklus_id: int) -> QuerySet[SKP]:
    """SKP of a person's year that have been set, the latest first."""
    return (
        SKP.objects.filter(pegawai=pegawai_id, siklus=siklus_id, versi__status=StatusSKP.DITETAPKAN)
        .select_related("pegawai", "siklus", "penugasan__unit", "penugasan__jabatan")
        .order_by("-rentang")
        .distinct()
    )


def tertinggal(pegawai_id: int, periode: Periode) -> int:
    """How many measures have nothing told in a period. One query."""
    isi = Realisasi.objects.filter(lini_iki=OuterRef("lini"), periode=periode).exclude(Q(nilai_teks="") & Q(cerita=""))
    return iki_periode([pegawai_id], periode).annotate(ada=Subquery(isi.values("pk")[:1])).filter(ada__isnull=True).count()
