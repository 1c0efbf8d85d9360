"""What the worker does for the ground: ids in, fetch, call an action."""

from celery import shared_task

from kinerja.layanan import pengiriman


@shared_task
def kirim_satu(pk: int) -> None:
    """Send one delivery, if it is still due."""
    pengiriman.kirim(pk)


@shared_task
def sapu_pengiriman() -> None:
    """Find deliveries that nobody holds any more, and those that are due."""
    pengiriman.sapu()
