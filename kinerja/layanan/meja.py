"""On whose desk a matter of data lies: the admin of the nearest unit upward that has one, else BKPSDM.

Always asked about a date and never stored: an admin who leaves, or whose role ends, leaves his desk to the next one upward.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, PeranAkun, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak, mencakup, peran_pada
from kinerja.organisasi.queries import jabatan_utama, jalur
from kinerja.plumbing.galat import Ditolak


@dataclass(frozen=True, slots=True)
class Meja:
    """A desk: the unit whose admins sit there (None: BKPSDM), and their roles."""

    unit: UnitKerja | None
    peran: tuple[PeranAkun, ...]

    @property
    def akun_ids(self) -> frozenset[int]:
        """Accounts at the desk."""
        return frozenset(p.akun_id for p in self.peran)


def meja_terdekat(path: Iterable[str], pada: dt.date) -> dict[str, Meja]:
    """For each path of a unit its desk, in one query. At the root BKPSDM sits beside the root's own admins."""
    diminta = set(path)
    if not diminta:
        return {}
    di_jalur = {j for p in diminta for j in jalur(p)}
    berperan = peran_pada(pada).filter(
        Q(peran=Peran.ADMIN_UNIT, unit__path__in=di_jalur) | Q(peran=Peran.ADMIN_BKPSDM, unit__isnull=True)
    )
    per_path: dict[str, list[PeranAkun]] = defaultdict(list)
    for p in berperan.select_related("unit", "akun__pegawai").order_by("pk"):
        per_path[p.unit.path if p.unit else SELURUH_KABUPATEN].append(p)
    return {p: _meja(next((j for j in reversed(jalur(p)) if j in per_path), SELURUH_KABUPATEN), per_path) for p in diminta}


def _meja(path: str, per_path: dict[str, list[PeranAkun]]) -> Meja:
    milik = per_path.get(path, [])
    pusat = per_path.get(SELURUH_KABUPATEN, []) if path and len(path) == UnitKerja.steplen else []
    return Meja(milik[0].unit if path else None, (*milik, *pusat))


def meja_per_unit(unit: Iterable[UnitKerja], pada: dt.date) -> dict[int, UnitKerja | None]:
    """For each unit the nearest one upward (itself included) that has an admin, in one query; None: BKPSDM."""
    daftar = list(unit)
    meja = meja_terdekat((u.path for u in daftar), pada)
    return {u.pk: meja[u.path].unit for u in daftar}


def sebut_meja(unit: Iterable[UnitKerja], pada: dt.date) -> dict[int, str]:
    """For each unit who sits at its desk, in words: "Admin <unit>" or "BKPSDM". One query."""
    return {pk: f"Admin {u}" if u else "BKPSDM" for pk, u in meja_per_unit(unit, pada).items()}


def admin_terdekat(unit_ids: Iterable[int], pada: dt.date) -> dict[int, frozenset[int]]:
    """Per unit id the accounts at its desk, in two queries."""
    path = dict(UnitKerja.objects.filter(pk__in=set(unit_ids)).values_list("pk", "path"))
    meja = meja_terdekat(path.values(), pada)
    return {pk: meja[p].akun_ids for pk, p in path.items()}


def meja_untuk(pegawai: Pegawai, pada: dt.date) -> UnitKerja:
    """The unit whose admin looks after ``pegawai``; the root (BKPSDM) when no unit on the way up has an admin.

    Never his own desk: what concerns an admin lies with the next one upward.
    """
    tugas = jabatan_utama([pegawai.pk], pada).get(pegawai.pk)
    milik = peran_pada(pada).filter(akun__pegawai=pegawai, peran=Peran.ADMIN_UNIT)
    sendiri = set(milik.values_list("unit__path", flat=True))
    di_atas = jalur(tugas.unit.path) if tugas else []
    while sendiri & set(di_atas):
        di_atas.pop()
    terdekat = meja_terdekat([di_atas[-1]], pada)[di_atas[-1]].unit if di_atas else None
    akar = terdekat or UnitKerja.objects.filter(depth=1).order_by("path").first()
    if akar is None:
        raise Ditolak("Pohon unit belum diimpor. Hubungi BKPSDM.")
    return akar


def admin_unit(unit: UnitKerja, pada: dt.date) -> list[Akun]:
    """Accounts that sit at ``unit`` itself: its own admins; at the root also BKPSDM."""
    milik = Q(peran=Peran.ADMIN_UNIT, unit=unit)
    if unit.is_root():
        milik |= Q(peran=Peran.ADMIN_BKPSDM, unit__isnull=True)
    return list(Akun.objects.filter(pk__in=peran_pada(pada).filter(milik).values("akun_id")).order_by("pk"))


def unit_beradmin(pada: dt.date) -> QuerySet[UnitKerja]:
    """Units with an admin of their own, and the root, where BKPSDM sits."""
    admin = peran_pada(pada).filter(peran=Peran.ADMIN_UNIT)
    return UnitKerja.objects.filter(Q(pk__in=admin.values("unit_id")) | Q(depth=1)).order_by("path")


def di_meja_sendiri(akun: Akun, kolom: str = "unit__path") -> Q:
    """Matters whose desk ``akun`` sits at today: his subtrees without those of admins further down. One query."""
    milik = {SELURUH_KABUPATEN} if hak(akun).admin_bkpsdm else set[str]()
    milik |= set(hak(akun).unit_admin)
    if not milik:
        return Q(pk__in=[])
    lain = peran_pada(hak(akun).hari).filter(peran=Peran.ADMIN_UNIT, unit__depth__gt=1)
    lebih_dekat = sorted({p for p in lain.values_list("unit__path", flat=True) if mencakup(milik, p) and p not in milik})
    syarat = Q(pk__in=[])
    for path in milik:
        bawah = Q(pk__in=[])
        for p in lebih_dekat:
            bawah |= Q(**{f"{kolom}__startswith": p}) if p.startswith(path) else Q()
        syarat |= Q(**{f"{kolom}__startswith": path}) & ~bawah
    return syarat
