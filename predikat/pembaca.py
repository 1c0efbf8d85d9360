"""Who reads somebody's results for a task of evaluation, though he does not stand above him today."""

from collections.abc import Collection

from django.db.models import Q

from dialog.pembaca import PEMBACA, Milik, Pembaca
from predikat.models import Evaluasi


def milik(saya: int, pegawai: Collection[int]) -> set[Milik]:
    """Of whom, and of which cycles: he rates the period or a part of it, or is the superior who decides on its objection."""
    tugas = Q(penilai=saya) | Q(bagian__penilai=saya) | Q(dokumen_evaluasi__atasan_penilai=saya)
    milik_orang = Evaluasi.objects.filter(tugas, pegawai__in=list(pegawai)).order_by()
    return set(milik_orang.values_list("pegawai", "periode__siklus").distinct())


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    PEMBACA.daftarkan(Pembaca("predikat", milik))
