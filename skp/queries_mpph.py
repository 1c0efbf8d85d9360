"""The read side of the matrix: rows of the tables become the plain values of ``skp.mpph``, in six queries for any size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from kinerja.organisasi.models import AnggotaTim, HubunganPenilai, Penugasan, TimKerja
from kinerja.organisasi.queries import jalur
from kinerja.plumbing import jam
from skp.enums import TERBUKA, TERKUNCI, JenisRHK, StatusPK, StatusSKP
from skp.kalimat import bentuk_baku
from skp.models import IKI, MPPH, RHK, SKP, BarisMPPH, KolomMPPH, LangkahMPPH, SelMPPH, Simpul, VersiSKP
from skp.mpph import Baris, Calon, Isi, Kolom, Matriks, Silang


def acuan(skp: Any) -> QuerySet[VersiSKP]:
    """The version that columns follow, as a queryset of at most one: the set one, else the one that is worked on."""
    hidup = VersiSKP.objects.filter(skp=skp, status__in=[StatusSKP.DITETAPKAN, *TERBUKA])
    return hidup.order_by(Case(When(status=StatusSKP.DITETAPKAN, then=Value(0)), default=Value(1)))


def skp_matriks() -> QuerySet[SKP]:
    """SKP with what a matrix page needs of them: owner, post, year, the matrix, the step that agreed on it.

    ``versi_status``: of the version that columns follow; ``versi_nanti``: one is being changed beside it.
    ``versi_sesudah``: the first later version set since the agreement. ``belum``: names of people whom the leader assesses
    today without a row of their own.
    """
    versi = acuan(OuterRef("pk"))
    sepakat = LangkahMPPH.objects.filter(mpph__skp=OuterRef("pk"), tindakan="sepakati").order_by("-pada", "-id")
    terbuka = VersiSKP.objects.filter(skp=OuterRef("pk"), status__in=TERBUKA)
    baru = VersiSKP.objects.filter(
        skp=OuterRef("pk"), status__in=TERKUNCI, nomor__gt=1, ditetapkan_pada__gt=OuterRef("disepakati_pada")
    )
    return (
        SKP.objects.select_related("pegawai", "siklus", "penugasan__jabatan", "penugasan__unit", "mpph")
        .annotate(
            versi_id=Subquery(versi.values("pk")[:1]),
            versi_status=Subquery(versi.values("status")[:1]),
            versi_nanti=Exists(terbuka.exclude(pk=OuterRef("versi_id"))),
            disepakati_pada=Subquery(sepakat.values("pada")[:1]),
            belum=ArraySubquery(_belum_tercantum().values("pegawai__nama")),
        )
        .annotate(versi_sesudah=Subquery(baru.order_by("nomor").values("nomor")[:1]))
    )


def _belum_tercantum() -> QuerySet[HubunganPenilai]:
    ada = BarisMPPH.objects.filter(mpph__skp=OuterRef(OuterRef("pk")), induk=None, pegawai=OuterRef("pegawai"))
    dinilai: QuerySet[HubunganPenilai] = HubunganPenilai.objects.pada(jam.hari_ini()).filter(penilai=OuterRef("pegawai"))
    return dinilai.exclude(Exists(ada)).order_by("pegawai__nama_urut")


def rhk_utama(skp: SKP) -> list[RHK]:
    """The leader's RHK utama in the version that columns follow."""
    return list(RHK.objects.filter(versi__in=acuan(skp).values("pk")[:1], jenis=JenisRHK.UTAMA).order_by("urut", "pk"))


def susun_matriks(skp: SKP, mpph: MPPH | None = None) -> Matriks:
    """The whole table of a matrix; ``skp`` from ``skp_matriks`` also tells which columns changed since the agreement."""
    mpph = mpph or skp.mpph
    kolom = list(_kolom(skp, mpph))
    kunci = {k.id: k.kunci for k in kolom if k.id is not None}
    isi = _isi(mpph, kunci)
    terisi = {k for (_, k), x in isi.items() if x}
    # A column that the SKP has no longer matters while somebody's words stand in it.
    tampak = tuple(k for k in kolom if not k.hilang or k.kunci in terisi)
    return Matriks(tampak, tuple(_baris(skp, mpph)), isi)


def _kolom(skp: SKP, mpph: MPPH) -> Iterable[Kolom]:
    simpanan = _kolom_tersimpan(skp, mpph)
    utama = {k.lini_rhk_id: k for k in simpanan if k.lini_iki_id is None}
    sejak = getattr(skp, "versi_sesudah", None)
    ada = set()
    for i, r in enumerate(rhk_utama(skp), start=1):
        ada.add(r.lini_id)
        k = utama.get(r.lini_id)
        yield Kolom(
            lini_rhk=r.lini_id,
            judul=r.uraian or "RHK ini belum diisi",
            nomor=f"RHK {i}",
            id=k.pk if k else None,
            keluaran=r.get_keluaran_display() if r.keluaran else "",
            dikerjakan_sendiri=bool(k and k.dikerjakan_sendiri),
            berubah=bool(sejak and r.isi_sejak >= sejak),
        )
        for x in simpanan:
            if x.lini_rhk_id == r.lini_id and x.lini_iki_id and x.iki_kini:
                yield _kolom_iki(x, f"RHK {i}, IKI {x.iki_urut}", x.iki_kini)
    for x in simpanan:
        if x.lini_rhk_id not in ada or (x.lini_iki_id and not x.iki_kini):
            judul = x.iki_terakhir if x.lini_iki_id else x.rhk_terakhir
            yield _kolom_iki(
                x, "IKI lama" if x.lini_iki_id else "RHK lama", judul or "RHK ini sudah dihapus dari SKP", hilang=True
            )


def _kolom_iki(x: Any, nomor: str, judul: str, *, hilang: bool = False) -> Kolom:
    return Kolom(x.lini_rhk_id, judul, nomor, id=x.pk, lini_iki=x.lini_iki_id, hilang=hilang)


def _kolom_tersimpan(skp: SKP, mpph: MPPH) -> list[Any]:
    iki = IKI.objects.filter(lini=OuterRef("lini_iki"))
    kini = iki.filter(rhk__versi__in=acuan(skp).values("pk")[:1], rhk__jenis=JenisRHK.UTAMA)
    rhk = RHK.objects.filter(lini=OuterRef("lini_rhk")).order_by("-versi__nomor")
    kolom = KolomMPPH.objects.filter(mpph=mpph).annotate(
        iki_kini=Subquery(kini.values("uraian")[:1]),
        iki_urut=Subquery(kini.values("urut")[:1]),
        iki_terakhir=Subquery(iki.order_by("-rhk__versi__nomor").values("uraian")[:1]),
        rhk_terakhir=Subquery(rhk.values("uraian")[:1]),
    )
    return list(kolom.order_by("urut", "pk"))


def _baris(skp: SKP, mpph: MPPH) -> Iterable[Baris]:
    """Rows of the first level in their order, each team followed by its members."""
    dinilai = HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=OuterRef("pegawai"), penilai=skp.pegawai_id)
    rel = ("pegawai", "tim__ketua", "penugasan__jabatan")
    semua = list(
        BarisMPPH.objects.filter(mpph=mpph).select_related(*rel).annotate(dinilai=Exists(dinilai)).order_by("urut", "pk")
    )
    anggota = defaultdict(list)
    for b in semua:
        anggota[b.induk_id].append(b)
    for b in anggota[None]:
        yield _satu_baris(b)
        for a in anggota[b.pk]:
            yield _satu_baris(a)


def _satu_baris(b: Any) -> Baris:
    if b.tim_id:
        return Baris(b.pk, b.tim.nama, f"Ketua: {b.tim.ketua.nama_gelar}", orang=b.tim.ketua_id, tim=b.tim.nama)
    jabatan = b.penugasan.nama_jabatan if b.penugasan else ""
    pergi = not (b.dinilai or b.lintas_unit or b.induk_id)
    return Baris(b.pk, b.pegawai.nama_gelar, jabatan, b.pegawai_id, induk=b.induk_id, lintas_unit=b.lintas_unit, pergi=pergi)


def _isi(mpph: MPPH, kunci: dict[int, str]) -> dict[Silang, tuple[Isi, ...]]:
    hasil: defaultdict[Silang, list[Isi]] = defaultdict(list)
    for s in sel_matriks(mpph):
        if s.kolom_id in kunci:
            hasil[(s.baris_id, kunci[s.kolom_id])].append(jadi_isi(s))
    return {k: tuple(v) for k, v in hasil.items()}


def sel_matriks(mpph: MPPH) -> QuerySet[Any]:
    """Results of a matrix with ``dipakai``: an RHK of some version that was not given up came from it."""
    dipakai = RHK.objects.filter(sel=OuterRef("pk")).exclude(versi__status=StatusSKP.BATAL)
    return SelMPPH.objects.filter(baris__mpph=mpph).annotate(dipakai=Exists(dipakai)).order_by("urut", "pk")


def jadi_isi(s: Any) -> Isi:
    """A stored result as a value."""
    return Isi(s.pk, s.uraian, s.keluaran, s.sunting, bool(getattr(s, "dipakai", False)))


# -- who may be added


def tim_berjalan(skp: SKP, hari: dt.date) -> QuerySet[TimKerja]:
    """Teams of the units that the leader leads, running today."""
    return (
        TimKerja.objects.pada(hari)
        .filter(unit__penugasan__in=_memimpin(skp, hari))
        .select_related("ketua", "unit")
        .order_by("nama", "pk")
        .distinct()
    )


def _memimpin(skp: SKP, hari: dt.date) -> Any:
    return Penugasan.objects.pada(hari).filter(pegawai=skp.pegawai_id, memimpin=True).values("pk")


def anggota_tim(tim: Iterable[int], hari: dt.date) -> QuerySet[AnggotaTim]:
    """Members of those teams today, by name."""
    return (
        AnggotaTim.objects.pada(hari).filter(tim__in=list(tim)).select_related("pegawai").order_by("pegawai__nama_urut", "pk")
    )


def urut_berikut(baris: QuerySet[Any]) -> int:
    """The next free place at the end."""
    terakhir = baris.aggregate(u=Max("urut"))["u"]
    return 1 if terakhir is None else int(terakhir) + 1


# -- suggestions of the Perjanjian Kinerja


def calon_pk(skp: SKP, lini_rhk: int) -> list[Calon]:
    """What stands below the leader's RHK in the Perjanjian Kinerja of his unit in force.

    The sasaran that the RHK came from leads to its simpul; an RHK that is itself a simpul leads to those below. Without
    either, everything of the level below the head is offered.
    """
    rhk = next((r for r in rhk_utama(skp) if r.lini_id == lini_rhk), None)
    if rhk is None:
        return []
    unit = skp.penugasan.unit.path
    semua = list(
        Simpul.objects.filter(pk_unit__status=StatusPK.BERLAKU, pk_unit__tahun=skp.siklus.tahun)
        .filter(pk_unit__unit__path__in=jalur(unit))
        .annotate(lini_sasaran=Coalesce("induk_sasaran__lini_id", "induk_program__sasaran__lini_id"))
        .order_by("urut", "pk")
    )
    teks = bentuk_baku(rhk.uraian)
    sama = {s.pk for s in semua if bentuk_baku(s.uraian) == teks}
    cocok = [s for s in semua if s.induk_id in sama] or [
        s for s in semua if rhk.sasaran_id and s.lini_sasaran == rhk.sasaran_id
    ]
    atas = [s for s in semua if s.induk_id is None]
    return [Calon(s.uraian, s.jabatan, s.get_level_display()) for s in cocok or atas]


def tercantum(pegawai_id: int) -> Q:
    """Rows of ``BarisMPPH`` that concern a person: his own, those of teams he leads, and of their members."""
    return Q(pegawai=pegawai_id) | Q(tim__ketua=pegawai_id) | Q(induk__tim__ketua=pegawai_id)


def berdiri(pegawai_id: int, hari: dt.date) -> Q:
    """Rows of ``BarisMPPH`` in which a person stands: his own, that of a team he leads, or as a member of one on ``hari``."""
    anggota = Q(tim__anggota__pegawai=pegawai_id, tim__anggota__berlaku__contains=hari)
    return Q(pegawai=pegawai_id) | Q(tim__ketua=pegawai_id) | anggota


def matriks_memuat(pegawai_id: int, siklus_id: int) -> list[MPPH]:
    """Matrices of other people in a year in which a person stands. One query."""
    baris = BarisMPPH.objects.filter(berdiri(pegawai_id, jam.hari_ini()), mpph__skp__siklus=siklus_id)
    semua = MPPH.objects.filter(pk__in=baris.values("mpph")).exclude(skp__pegawai=pegawai_id)
    return list(semua.select_related("skp__pegawai").order_by("skp__pegawai__nama_urut", "pk"))
