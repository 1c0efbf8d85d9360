"""On whose desk a matter of data lies: the admin of the nearest unit upward that has one, else BKPSDM."""

import datetime as dt

from django.db.models import Q, QuerySet

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, PeranAkun, UnitKerja
from kinerja.organisasi.queries import jabatan_utama, jalur
from kinerja.plumbing.galat import Ditolak


def meja_untuk(pegawai: Pegawai, pada: dt.date) -> UnitKerja:
    """The unit whose admin looks after ``pegawai``; the root (BKPSDM) when no unit on the way up has an admin."""
    tugas = jabatan_utama([pegawai.pk], pada).get(pegawai.pk)
    terdekat = meja_per_unit([tugas.unit], pada)[tugas.unit_id] if tugas else None
    akar = terdekat or UnitKerja.objects.filter(depth=1).order_by("path").first()
    if akar is None:
        raise Ditolak("Pohon unit belum diimpor. Hubungi BKPSDM.")
    return akar


def meja_per_unit(unit: list[UnitKerja], pada: dt.date) -> dict[int, UnitKerja | None]:
    """For each unit the nearest one upward (itself included) that has an admin, in one query; None: BKPSDM."""
    di_jalur = {p for u in unit for p in jalur(u.path)}
    cari = PeranAkun.objects.pada(pada).filter(peran=Peran.ADMIN_UNIT, unit__path__in=di_jalur, akun__is_active=True)
    beradmin = {p.unit.path: p.unit for p in cari.select_related("unit")}
    return {u.pk: next((beradmin[p] for p in reversed(jalur(u.path)) if p in beradmin), None) for u in unit}


def admin_unit(unit: UnitKerja, pada: dt.date) -> list[Akun]:
    """Accounts at the desk of ``unit``: its own admins; at the root also BKPSDM."""
    admin = Akun.objects.filter(is_active=True, peran_akun__berlaku__contains=pada)
    milik = admin.filter(peran_akun__peran=Peran.ADMIN_UNIT, peran_akun__unit=unit)
    if unit.is_root():
        milik |= admin.filter(peran_akun__peran=Peran.ADMIN_BKPSDM, peran_akun__unit__isnull=True)
    return list(milik.distinct())


def unit_beradmin(pada: dt.date) -> QuerySet[UnitKerja]:
    """Units with an admin of their own, and the root, where BKPSDM sits."""
    admin = PeranAkun.objects.pada(pada).filter(peran=Peran.ADMIN_UNIT, akun__is_active=True)
    return UnitKerja.objects.filter(Q(pk__in=admin.values("unit_id")) | Q(depth=1)).order_by("path")
