"""Facts that the room draws by itself, and what they suggest to talk about. Each part of monitoring registers its source.

A source reads once per room, in at most one query: ``baca(konteks) -> Fakta``.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery, Sum

from dialog.aturan_dialog import KabarIKI, bulan_tanpa_kabar
from dialog.enums import KeadaanKesepakatan, SumberAgenda
from dialog.models import Bukti, CatatanRealisasi, Dialog, Kesepakatan, Realisasi
from dialog.queries import keadaan
from dialog.queries_realisasi import ukuran_dari
from dialog.queries_umpan import terbaca
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Daftar
from kinerja.plumbing.tulisan import angka, lalu, tanggal
from kinerja.siklus.enums import JenisPeriode
from skp.enums import PolaUkur, StatusSKP
from skp.models import IKI, Komentar


@dataclass(frozen=True, slots=True)
class KonteksFakta:
    """About whom, when: ``sejak`` is the day of the last talk of the two, ``lama`` what they agreed in earlier ones."""

    dialog: Dialog
    hari: dt.date
    sejak: dt.date
    lama: tuple[Kesepakatan, ...] = ()


@dataclass(frozen=True, slots=True)
class Saran:
    """A point that facts suggest. ``kunci`` names it in its form."""

    kunci: str
    isi: str
    sumber: str = SumberAgenda.FAKTA
    lini_rhk: int | None = None
    lini_iki: int | None = None


@dataclass(frozen=True, slots=True)
class BarisFakta:
    """A measure: what it reached, and its bar where both are numbers."""

    judul: str
    nilai: str
    bagian: float | None = None
    dari: float | None = None
    awas: bool = False


@dataclass(slots=True)
class Fakta:
    """What one source knows. ``ringkas``: label and words."""

    saran: list[Saran] = field(default_factory=list)
    baris: list[BarisFakta] = field(default_factory=list)
    ringkas: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SumberFakta:
    """A source of facts."""

    nama: str
    baca: Callable[[KonteksFakta], Fakta]


FAKTA: Daftar[SumberFakta] = Daftar("Fakta ruang dialog")


def kumpulkan(konteks: KonteksFakta) -> Fakta:
    """All sources, in the order of their registration."""
    hasil = Fakta()
    for sumber in FAKTA:
        satu = sumber.baca(konteks)
        hasil.saran += satu.saran
        hasil.baris += satu.baris
        hasil.ringkas += satu.ringkas
    return hasil


# -- the measures of the SKP that holds


def iki_berlaku(pegawai_id: int, hari: dt.date) -> Any:
    """IKI of the SKP that holds for a person on a date, with the last that was told of each."""
    # By the day it opens: the review of the year covers all of it, but comes last.
    semua = Realisasi.objects.filter(lini_iki=OuterRef("lini_id"))
    akhir = semua.order_by("-periode__buka_tanggal", "-pk")
    bertahap = semua.exclude(periode__jenis=JenisPeriode.AKHIR).order_by().values("lini_iki")
    # Before the notes are summed up, the last note is the last word.
    catatan = CatatanRealisasi.objects.filter(lini_iki=OuterRef("lini_id"), ditarik_pada__isnull=True)
    berlaku = IKI.objects.filter(
        rhk__versi__skp__pegawai=pegawai_id,
        rhk__versi__skp__rentang__contains=hari,
        rhk__versi__status=StatusSKP.DITETAPKAN,
    )
    return (
        berlaku.select_related("rhk__versi__skp")
        .annotate(
            nilai_teks=Subquery(akhir.values("nilai_teks")[:1]),
            nilai_angka=Subquery(akhir.values("nilai_angka")[:1]),
            jenis_akhir=Subquery(akhir.values("periode__jenis")[:1]),
            jumlah=Subquery(bertahap.annotate(n=Sum("nilai_angka")).values("n")),
            ada=Subquery(akhir.values("pk")[:1]),
            realisasi_pada=Subquery(akhir.values("pada")[:1]),
            catatan_pada=Subquery(catatan.order_by("-tanggal").values("tanggal")[:1]),
        )
        .order_by("rhk__jenis", "rhk__urut", "rhk_id", "urut", "pk")
    )


def _iki(k: KonteksFakta) -> Fakta:
    hasil, urut = Fakta(), dict[int, int]()
    hitung: dict[int, int] = {}
    for i in sorted(iki_berlaku(k.dialog.pegawai_id, k.hari), key=lambda x: x.rhk.jenis != "UTAMA"):
        r = urut.setdefault(i.rhk_id, len(urut) + 1)
        hitung[i.rhk_id] = hitung.get(i.rhk_id, 0) + 1
        nomor = f"{r}.{hitung[i.rhk_id]}"
        hasil.baris.append(_baris_iki(nomor, i))
        kabar = KabarIKI(nomor, _hari(i.rhk.versi.ditetapkan_pada) or i.rhk.versi.skp.mulai, _terakhir(i))
        if bulan := bulan_tanpa_kabar(kabar, k.hari):
            isi = f"IKI {nomor} belum ada realisasi {angka(bulan)} bulan: {i.uraian}"
            hasil.saran.append(Saran(f"iki-{i.lini_id}", isi[:500], lini_rhk=i.rhk.lini_id, lini_iki=i.lini_id))
    return hasil


def _baris_iki(nomor: str, i: Any) -> BarisFakta:
    judul = f"{nomor} {i.uraian}"
    if i.ada is None:
        return BarisFakta(judul, f"target {i.target}", awas=False)
    ukuran = ukuran_dari(i)
    kini = i.jumlah if ukuran.cara is PolaUkur.HITUNGAN and i.jenis_akhir != JenisPeriode.AKHIR else i.nilai_angka
    if i.nilai_angka is None or kini is None or not i.target_angka or i.target_angka <= 0:
        return BarisFakta(judul, i.nilai_teks or "sudah diisi")
    satuan = i.satuan if i.satuan == "%" else ""
    nilai = f"{angka(kini)}{satuan} dari {angka(i.target_angka)}{satuan}"
    return BarisFakta(
        judul,
        nilai,
        bagian=float(min(max(kini, 0), i.target_angka)),
        dari=float(i.target_angka),
        awas=kini > i.target_angka if ukuran.turun else kini * 4 < i.target_angka * 3,
    )


def _terakhir(i: Any) -> dt.date | None:
    semua = [x for x in (_hari(i.realisasi_pada), i.catatan_pada) if x]
    return max(semua, default=None)


def _hari(waktu: dt.datetime | None) -> dt.date | None:
    return waktu.astimezone(jam.WITA).date() if waktu else None


# -- remarks on the SKP, earlier agreements, what happened since the last talk


def _komentar(k: KonteksFakta) -> Fakta:
    buka = Komentar.objects.filter(
        versi__skp__pegawai=k.dialog.pegawai_id, versi__skp__rentang__contains=k.hari, selesai_pada__isnull=True
    ).select_related("penulis")
    return Fakta(
        saran=[
            Saran(
                f"komentar-{c.pk}",
                f"Komentar {c.penulis} pada SKP: {c.isi}"[:500],
                SumberAgenda.KOMENTAR_SKP,
                c.lini_rhk_id,
                c.lini_iki_id,
            )
            for c in buka.order_by("pada")[:5]
        ]
    )


def _kesepakatan(k: KonteksFakta) -> Fakta:
    """Without a query: the room has read what the two agreed."""
    lewat = [x for x in k.lama if keadaan(x, k.hari) is KeadaanKesepakatan.LEWAT]
    buka = sum(1 for x in k.lama if x.selesai_pada is None and x.dilepas_pada is None)
    saran = [
        Saran(
            f"kesepakatan-{x.pk}",
            f"Kesepakatan {x.pemilik} lewat batas {tanggal(x.batas)}: {x.isi}"[:500],
            SumberAgenda.KESEPAKATAN,
            x.lini_rhk_id,
        )
        for x in lewat
    ]
    ringkas = [("Kesepakatan terbuka", f"{angka(buka)} dari {angka(len(k.lama))}")] if k.lama else []
    return Fakta(saran=saran, ringkas=ringkas)


def _sejak_lalu(k: KonteksFakta) -> Fakta:
    bukti = Bukti.objects.filter(pemilik=OuterRef("pk"), pada__date__gte=k.sejak, dihapus_pada__isnull=True)
    umpan = terbaca().filter(penerima=OuterRef("pk"))
    satu: Any = (
        Pegawai.objects.filter(pk=k.dialog.pegawai_id)
        .annotate(
            banyak_bukti=Subquery(bukti.order_by().values("pemilik").annotate(n=Count("pk")).values("n")),
            umpan_terakhir=Subquery(umpan.order_by().values("penerima").annotate(n=Max("tanggal")).values("n")),
        )
        .values("banyak_bukti", "umpan_terakhir")
        .get()
    )
    return Fakta(
        ringkas=[
            ("Bukti sejak dialog lalu", f"{angka(satu['banyak_bukti'] or 0)} bukti"),
            ("Umpan balik terakhir", lalu(satu["umpan_terakhir"]) or "belum ada"),
        ]
    )


def belum_diagendakan(saran: Iterable[Saran], sudah: Iterable[Any]) -> list[Saran]:
    """Suggestions that nobody has put on the agenda: by the measure or the words."""
    ada = list(sudah)
    teks, iki = {a.teks for a in ada}, {a.lini_iki_id for a in ada if a.lini_iki_id and a.sumber == SumberAgenda.FAKTA}
    return [s for s in saran if s.isi not in teks and (s.lini_iki not in iki or s.sumber != SumberAgenda.FAKTA)]


def bergiliran(saran: Iterable[Saran], paling_banyak: int) -> list[Saran]:
    """The first suggestions, by turns of each kind: five silent measures do not push an overdue agreement out of sight."""
    per_sumber: dict[str, list[Saran]] = {}
    for s in saran:
        per_sumber.setdefault(s.sumber, []).append(s)
    giliran = (s for putaran in zip_longest(*per_sumber.values()) for s in putaran if s is not None)
    return list(islice(giliran, paling_banyak))


_SUMBER = (
    SumberFakta("iki", _iki),
    SumberFakta("sejak_lalu", _sejak_lalu),
    SumberFakta("kesepakatan", _kesepakatan),
    SumberFakta("komentar", _komentar),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for sumber in _SUMBER:
        FAKTA.daftarkan(sumber)


__all__ = [
    "FAKTA", "BarisFakta", "Fakta", "KonteksFakta", "Saran", "SumberFakta", "belum_diagendakan", "bergiliran", "iki_berlaku",
    "kumpulkan",
]  # fmt: skip
