"""What an account may be today: roles given by hand (dated, for a subtree), and what the data make of its person.

``hak(akun)`` is the one answer for rules, lists and menus. It is read at most once per account instance and day, in at most
two queries, each only when asked: a request has its own instance of its user, so nothing outlives the request.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from kinerja.organisasi.enums import PERAN_WAJIB_DUA_FAKTOR, Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan, PeranAkun
from kinerja.plumbing import jam

#: The path of "everywhere": every path starts with it.
SELURUH_KABUPATEN = ""
_TEMPAT = "_hak"


@dataclass(frozen=True, slots=True)
class DariData:
    """What the data make of a person: the units he leads (path and id), and whether he assesses anybody."""

    memimpin: tuple[str, ...] = ()
    memimpin_id: frozenset[int] = frozenset()
    menilai: bool = False


class Hak:
    """Roles of one account on one day. Anonymous and inactive accounts have none."""

    def __init__(self, akun: Any, hari: dt.date) -> None:
        self._akun = akun
        self.hari = hari

    @property
    def masuk(self) -> bool:
        """Signed in with an account in use."""
        return bool(getattr(self._akun, "is_authenticated", False) and self._akun.is_active)

    @property
    def pegawai_id(self) -> int | None:
        """The person behind the account."""
        return self._akun.pegawai_id if self.masuk else None

    @cached_property
    def peran(self) -> tuple[tuple[Peran, str], ...]:
        """(role, path) pairs given by hand; the path is ``SELURUH_KABUPATEN`` without a unit. They end when the person left."""
        if not self.masuk:
            return ()
        baris = peran_pada(self.hari).filter(akun_id=self._akun.pk).values_list("peran", "unit__path")
        return tuple(sorted((Peran(p), path or SELURUH_KABUPATEN) for p, path in baris))

    @cached_property
    def data(self) -> DariData:
        """What postings and assessor relations say; whoever has left leads and assesses nobody."""
        return _baca_data(self.pegawai_id, self.hari) if self.pegawai_id else DariData()

    def wilayah(self, *peran: Peran) -> tuple[str, ...]:
        """Paths of the subtrees in which one of ``peran`` is held; ``(SELURUH_KABUPATEN,)``: everywhere."""
        path = {p for nama, p in self.peran if nama in peran}
        return (SELURUH_KABUPATEN,) if SELURUH_KABUPATEN in path else tuple(sorted(path))

    @property
    def nama_peran(self) -> frozenset[Peran]:
        """Roles given by hand, wherever they hold."""
        return frozenset(p for p, _ in self.peran)

    @property
    def admin_bkpsdm(self) -> bool:
        """BKPSDM, for the whole kabupaten."""
        return (Peran.ADMIN_BKPSDM, SELURUH_KABUPATEN) in self.peran

    @property
    def unit_admin(self) -> tuple[str, ...]:
        """Path prefixes that he administers as unit admin."""
        return self.wilayah(Peran.ADMIN_UNIT)

    @property
    def wilayah_admin(self) -> tuple[str, ...]:
        """Where he looks after people's data: his subtrees, or everywhere as BKPSDM."""
        return (SELURUH_KABUPATEN,) if self.admin_bkpsdm else self.unit_admin

    @property
    def auditor(self) -> bool:
        """Reads counts and documents, no dialogues."""
        return Peran.AUDITOR in self.nama_peran

    @property
    def tim_penilai(self) -> bool:
        """Member of the Tim Penilai Kinerja."""
        return Peran.TIM_PENILAI in self.nama_peran

    @property
    def pyb(self) -> bool:
        """Pejabat yang Berwenang."""
        return Peran.PYB in self.nama_peran

    @property
    def wajib_dua_faktor(self) -> bool:
        """Must sign in with a second factor; demo accounts are spared, where there may be any."""
        contoh = getattr(self._akun, "demo", False) and not settings.PRODUKSI
        return not contoh and bool(self.nama_peran & PERAN_WAJIB_DUA_FAKTOR)

    @property
    def memimpin(self) -> tuple[str, ...]:
        """Paths of the units that he leads."""
        return self.data.memimpin

    @property
    def pimpinan(self) -> bool:
        """Leads a unit."""
        return bool(self.data.memimpin)

    @property
    def menilai(self) -> bool:
        """Assesses somebody."""
        return self.data.menilai


def peran_pada(tanggal: dt.date) -> Any:
    """Roles given by hand that count on ``tanggal``; whoever has left holds none."""
    pergi = Q(akun__pegawai__berhenti_sejak__lte=tanggal)
    return PeranAkun.objects.pada(tanggal).filter(akun__is_active=True).exclude(pergi)


def _baca_data(pegawai_id: int, hari: dt.date) -> DariData:
    pimpin = Penugasan.objects.pada(hari).filter(pegawai=OuterRef("pk"), memimpin=True).order_by("unit__path")
    dinilai = HubunganPenilai.objects.pada(hari).filter(penilai=OuterRef("pk"))
    # Postings may outlive the person's service until the next import; rights may not.
    bekerja = Pegawai.objects.filter(pk=pegawai_id).exclude(berhenti_sejak__lte=hari)
    baris = bekerja.annotate(
        jalan=ArraySubquery(pimpin.values("unit__path")),
        unit_ids=ArraySubquery(pimpin.values("unit_id")),
        nilai=Exists(dinilai),
    )
    ada = baris.values_list("jalan", "unit_ids", "nilai").first()
    return DariData(tuple(ada[0]), frozenset(ada[1]), ada[2]) if ada else DariData()


def hak(akun: Any) -> Hak:
    """The rights of ``akun`` (an ``Akun`` or an anonymous user) today."""
    hari = jam.hari_ini()
    ada: Hak | None = getattr(akun, _TEMPAT, None)
    if ada is None or ada.hari != hari:
        ada = Hak(akun, hari)
        setattr(akun, _TEMPAT, ada)
    return ada


def lupakan(akun: Akun) -> None:
    """After a role was given or taken: what ``akun`` remembers is wrong now."""
    if hasattr(akun, _TEMPAT):
        delattr(akun, _TEMPAT)


def mencakup(wilayah: Iterable[str], path: str) -> bool:
    """Whether ``path`` lies in one of the subtrees."""
    return any(path.startswith(w) for w in wilayah)
