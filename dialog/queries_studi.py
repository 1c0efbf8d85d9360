"""The read side of tugas belajar: who studies, what was reported, at whose desk an extension waits."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dialog.aturan_studi import LaporanDitagih, kemajuan, laporan_ditagih
from dialog.enums import PERPANJANGAN_BERJALAN
from dialog.models import LaporanStudi, PerpanjanganStudi
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Penugasan
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import penugasan_pada
from kinerja.siklus.queries import parameter

_SEHARI = dt.timedelta(days=1)


def hari_terakhir(masa: MasaKhusus) -> dt.date | None:
    """The last day of a study; None while none is recorded."""
    return masa.berlaku.upper - _SEHARI if masa.berlaku.upper else None


def studi() -> QuerySet[MasaKhusus]:
    """Every tugas belajar, with the person."""
    return MasaKhusus.objects.filter(jenis=JenisMasaKhusus.TUBEL).select_related("pegawai")


def visible_to(akun: Akun) -> QuerySet[MasaKhusus]:
    """One's own, those of people whom one assesses, and of one's own area: the same answer as the rule ``lihat_studi``."""
    h = hak(akun)
    if h.admin_bkpsdm:
        return studi()
    boleh = Q(pegawai=h.pegawai_id) if h.pegawai_id is not None else Q(pk__in=[])
    if h.pegawai_id is not None:
        dinilai = HubunganPenilai.objects.pada(h.hari).filter(penilai=h.pegawai_id)
        boleh |= Q(pegawai__in=dinilai.values("pegawai_id"))
    for path in h.wilayah_admin:
        boleh |= Q(tempat__startswith=path)
    utama = penugasan_pada(h.hari).filter(pegawai=OuterRef("pegawai"))
    return studi().annotate(tempat=Subquery(utama.values("unit__path")[:1])).filter(boleh)


@dataclass(slots=True, repr=False)
class RingkasStudi:
    """One study in a list, or at the top of its page."""

    masa: MasaKhusus
    tugas: Penugasan | None
    laporan: list[LaporanStudi]
    ditagih: list[LaporanDitagih]
    perpanjangan: list[PerpanjanganStudi] = field(default_factory=list)

    @property
    def selesai(self) -> dt.date | None:
        """Its last day."""
        return hari_terakhir(self.masa)

    @property
    def terakhir(self) -> LaporanStudi | None:
        """The report of the latest semester."""
        return self.laporan[-1] if self.laporan else None

    @property
    def kemajuan(self) -> str:
        """How the IPK went."""
        return kemajuan([x.ipk for x in self.laporan])

    @property
    def berjalan(self) -> PerpanjanganStudi | None:
        """The extension that waits for somebody."""
        return next((x for x in self.perpanjangan if x.status in PERPANJANGAN_BERJALAN), None)

    @property
    def kali(self) -> int:
        """How many extensions were granted."""
        return sum(x.sampai is not None for x in self.perpanjangan)


def ringkas(masa: Iterable[MasaKhusus], hari: dt.date) -> list[RingkasStudi]:
    """Studies with their posting, reports and extensions: four queries, however many."""
    semua = list(masa)
    kunci = [m.pk for m in semua]
    tugas: dict[int, Any] = {}
    for p in penugasan_pada(hari).filter(pegawai__in=[m.pegawai_id for m in semua]):
        tugas.setdefault(p.pegawai_id, p)
    laporan, panjang = _per_masa(LaporanStudi, kunci), _per_masa(PerpanjanganStudi, kunci)
    tenggang = parameter("tubel_laporan_batas", hari).bulat
    return [
        RingkasStudi(
            m,
            tugas.get(m.pegawai_id),
            laporan.get(m.pk, []),
            laporan_ditagih(m.berlaku.lower, hari_terakhir(m), {x.semester for x in laporan.get(m.pk, [])}, hari, tenggang),
            panjang.get(m.pk, []),
        )
        for m in semua
    ]


def _per_masa(model: Any, kunci: list[int]) -> dict[int, list[Any]]:
    hasil: dict[int, list[Any]] = {}
    for x in model.objects.filter(masa_khusus__in=kunci):
        hasil.setdefault(x.masa_khusus_id, []).append(x)
    return hasil
