"""What the calendar does by itself. Envelopes only: the acts are in ``actions``."""

from celery import shared_task

from kinerja.siklus import actions


@shared_task(name="siklus.jalankan_jadwal")
def jalankan_jadwal() -> None:
    """Open and close periods whose day has come."""
    actions.jalankan_jadwal(by=None)
