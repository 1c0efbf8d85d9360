"""The beat entries of this floor, declared here and written into django-celery-beat's tables by ``pasang_jadwal``."""

from dataclasses import dataclass

from django.conf import settings
from django_celery_beat.models import CrontabSchedule, PeriodicTask


@dataclass(frozen=True, slots=True)
class Jadwal:
    """A task every day at ``jam``:``menit`` WITA, or every hour with ``jam="*"``."""

    nama: str
    task: str
    jam: str
    menit: str


#: Every hour rather than at midnight only: a machine that was off over midnight catches up by itself.
JADWAL = (Jadwal("Siklus: buka dan tutup periode menurut tanggal", "siklus.jalankan_jadwal", "*", "5"),)


def pasang_jadwal() -> int:
    """Write what is missing or differs; returns how many rows were written. A schedule switched off by hand stays off."""
    ditulis = 0
    for j in JADWAL:
        waktu, _ = CrontabSchedule.objects.get_or_create(
            minute=j.menit, hour=j.jam, day_of_week="*", day_of_month="*", month_of_year="*", timezone=settings.TIME_ZONE
        )
        ada = PeriodicTask.objects.filter(name=j.nama).first()
        if ada and (ada.task, ada.crontab_id) == (j.task, waktu.pk):
            continue
        PeriodicTask.objects.update_or_create(name=j.nama, defaults={"task": j.task, "crontab": waktu, "interval": None})
        ditulis += 1
    return ditulis
