"""Envelopes of background work: an action out."""

from celery import shared_task

from predikat.actions.dokumen import selesaikan_yang_lewat
from predikat.actions.keberatan import teruskan_yang_lewat
from predikat.papan import ringkas_semua


@shared_task(name="predikat.tutup_jam")
def tutup_jam() -> int:
    """Close what both clocks have left behind; hand on cases whose explanation did not come."""
    return selesaikan_yang_lewat() + teruskan_yang_lewat()


@shared_task(name="predikat.hitung_papan")
def hitung_papan() -> int:
    """Count the kabupaten board anew."""
    return ringkas_semua()
