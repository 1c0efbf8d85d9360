"""What somebody is: pegawai, penilai, pimpinan from the data; the other roles given by hand, for a time and a subtree."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan, PeranAkun
from kinerja.plumbing import jam


@dataclass(frozen=True, slots=True)
class Hak:
    """Roles of an account on a date. Paths are prefixes of ``UnitKerja.path``: the unit and everything below it."""

    pegawai_id: int | None = None
    admin_bkpsdm: bool = False
    tim_penilai: bool = False
    pyb: bool = False
    auditor: bool = False
    admin_unit: tuple[str, ...] = ()
    memimpin: tuple[str, ...] = ()
    menilai: bool = False

    def mengurus(self, path: str) -> bool:
        """Admin of the unit at ``path``: BKPSDM everywhere, a unit admin in his subtree."""
        return self.admin_bkpsdm or path.startswith(self.admin_unit or ("\0",))

    def memimpin_atas(self, path: str) -> bool:
        """Leads the unit at ``path`` or one above it."""
        return path.startswith(self.memimpin or ("\0",))

    @property
    def melihat_semua(self) -> bool:
        """Sees every unit: BKPSDM, Tim Penilai Kinerja, PyB, auditors."""
        return self.admin_bkpsdm or self.tim_penilai or self.pyb or self.auditor


TANPA_HAK = Hak()


def hak(akun: Any) -> Hak:
    """The roles of ``akun`` today: two queries, once per account object (so once per request)."""
    if not getattr(akun, "is_authenticated", False):
        return TANPA_HAK
    tanggal = jam.hari_ini()
    ingat: tuple[dt.date, Hak] | None = getattr(akun, "_hak", None)
    if ingat is None or ingat[0] != tanggal:
        akun._hak = ingat = tanggal, _baca(akun, tanggal)
    return ingat[1]


def lupakan(akun: Akun) -> None:
    """After roles were changed in the same request or test."""
    akun.__dict__.pop("_hak", None)


def _baca(akun: Akun, tanggal: dt.date) -> Hak:
    diberi = PeranAkun.objects.pada(tanggal).filter(akun=akun).values_list("peran", "unit__path")
    per_peran: dict[str, list[str]] = {}
    for peran, path in diberi:
        per_peran.setdefault(peran, []).append(path or "")
    dari_data: dict[str, Any] = {}
    if akun.pegawai_id:
        memimpin = Penugasan.objects.pada(tanggal).filter(pegawai=OuterRef("pk"), memimpin=True).values("unit__path")
        menilai = HubunganPenilai.objects.pada(tanggal).filter(penilai=OuterRef("pk"))
        dari_data = (
            Pegawai.objects.filter(pk=akun.pegawai_id)
            .annotate(memimpin=ArraySubquery(memimpin), menilai=Exists(menilai))
            .values("memimpin", "menilai")
            .get()
        )
    return Hak(
        pegawai_id=akun.pegawai_id,
        admin_bkpsdm=Peran.ADMIN_BKPSDM in per_peran,
        tim_penilai=Peran.TIM_PENILAI in per_peran,
        pyb=Peran.PYB in per_peran,
        auditor=Peran.AUDITOR in per_peran,
        admin_unit=tuple(per_peran.get(Peran.ADMIN_UNIT, ())),
        memimpin=tuple(dari_data.get("memimpin", ())),
        menilai=bool(dari_data.get("menilai", False)),
    )
