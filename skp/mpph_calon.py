"""Cells of matrices as candidates for a person's RHK utama: what his leaders agreed that he delivers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from kinerja.organisasi.models import Pegawai
from kinerja.siklus.models import Siklus
from skp.enums import StatusMPPH
from skp.models import RHK, SelMPPH
from skp.queries_mpph import acuan


@dataclass(frozen=True, slots=True)
class CalonMPPH:
    """One result that a person is to deliver. ``lini_rhk`` is the leader's RHK it intervenes, ``lini_iki`` his indicator."""

    sel: int
    uraian: str
    keluaran: str
    lini_rhk: int
    lini_iki: int | None
    rhk_pimpinan: str
    pimpinan: Pegawai
    tim: str = ""


def sel_untuk(pegawai: Pegawai | int, siklus: Siklus | int) -> Any:
    """Cells of agreed matrices of a cycle that a person may take: of his own rows, and of teams that he leads."""
    milik = Q(baris__pegawai=pegawai) | Q(baris__tim__ketua=pegawai)
    cari = SelMPPH.objects.filter(milik, baris__mpph__skp__siklus=siklus).exclude(baris__mpph__status=StatusMPPH.DRAF)
    return cari.select_related("baris__tim", "baris__induk__tim", "baris__mpph__skp__pegawai", "kolom")


def calon_dari_mpph(pegawai: Pegawai | int, siklus: Siklus | int) -> list[CalonMPPH]:
    """The candidates of a person in a cycle, by leader and column, in one query. A draft matrix gives none yet."""
    versi = acuan(OuterRef(OuterRef("baris__mpph__skp"))).values("pk")[:1]
    rhk = RHK.objects.filter(lini=OuterRef("kolom__lini_rhk"), versi__in=versi)
    # A column that the leader's SKP has no longer is no RHK that anybody could intervene.
    sel = sel_untuk(pegawai, siklus).annotate(
        rhk_pimpinan=Subquery(rhk.values("uraian")[:1]), urut_rhk=Subquery(rhk.values("urut")[:1])
    )
    urut = sel.exclude(rhk_pimpinan=None).order_by(
        "baris__mpph__skp__pegawai__nama_urut", "urut_rhk", "baris__urut", "urut", "pk"
    )
    return list(_calon(urut))


def _calon(sel: Iterable[Any]) -> Iterable[CalonMPPH]:
    for s in sel:
        tim = s.baris.tim or (s.baris.induk.tim if s.baris.induk else None)
        yield CalonMPPH(
            sel=s.pk,
            uraian=s.uraian,
            keluaran=s.keluaran,
            lini_rhk=s.kolom.lini_rhk_id,
            lini_iki=s.kolom.lini_iki_id,
            rhk_pimpinan=s.rhk_pimpinan,
            pimpinan=s.baris.mpph.skp.pegawai,
            tim=tim.nama if tim else "",
        )
