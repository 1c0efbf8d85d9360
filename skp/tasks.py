"""Envelopes of background work: ids in, an action out."""

from celery import shared_task

from skp.actions.pindah import ikuti_pindah as ikuti
from skp.ringkasan import ringkas_semua


@shared_task(name="skp.ikuti_pindah")
def ikuti_pindah() -> int:
    """Follow those who moved, left or came back."""
    return ikuti()


@shared_task(name="skp.hitung_perencanaan")
def hitung_perencanaan() -> int:
    """Count the planning stage of the whole kabupaten for its pages."""
    return ringkas_semua()
