"""Envelopes of background work: an action out."""

from celery import shared_task

from dialog.actions.dialog import kunci_yang_lewat


@shared_task(name="dialog.kunci")
def kunci() -> int:
    """Lock the minutes whose days of confirmation are over."""
    return kunci_yang_lewat()
