"""What the worker does for the ground: ids in, fetch, call an action."""

import datetime as dt

from celery import shared_task

from kinerja.layanan import pengingat, pengiriman, peristiwa
from kinerja.plumbing import jam


@shared_task(name="layanan.sapu_pengiriman")
def sapu_pengiriman() -> None:
    """Send what is due; a full hand means that more is waiting."""
    if pengiriman.sapu()["ditangani"] >= pengiriman.SEKALI:
        sapu_pengiriman.delay()


@shared_task(name="layanan.kirim_pengingat")
def kirim_pengingat(tanggal: str | None = None) -> None:
    """Send the digests of a day (default: today)."""
    pengingat.kirim(dt.date.fromisoformat(tanggal) if tanggal else jam.hari_ini())


@shared_task(name="layanan.antar_peristiwa")
def antar_peristiwa() -> None:
    """Bring events to their listeners: after each commit that wrote some, and by beat each minute for what was missed."""
    if peristiwa.antar() >= peristiwa.SEKALI_JALAN:
        antar_peristiwa.delay()
