"""Beat entries, declared in ``plumbing/daftar.py`` by every floor and app, written into django-celery-beat's tables."""

from django.conf import settings
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from kinerja.plumbing.daftar import JADWAL


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
