"""Envelopes of background work: an action out."""

from celery import shared_task

from dialog.actions.dialog import kunci_yang_lewat
from dialog.actions.tenggat_studi import jaga_akhir
from dialog.actions.umpan_balik import umumkan_terbit
from dialog.actions.unggahan import sapu_unggahan as sapu_yang_basi
from dialog.intensitas import ringkas
from kinerja.plumbing import jam


@shared_task(name="dialog.kunci")
def kunci() -> int:
    """Lock the minutes whose days of confirmation are over."""
    return kunci_yang_lewat()


@shared_task(name="dialog.jaga_studi")
def jaga_studi() -> int:
    """Open, follow and stop the clocks of studies that end."""
    return jaga_akhir()


@shared_task(name="dialog.hitung_intensitas")
def hitung_intensitas() -> int:
    """Count the intensity of the whole kabupaten for its board."""
    return ringkas(jam.hari_ini())


@shared_task(name="dialog.umpan_terbit")
def umpan_terbit() -> int:
    """Tell of feedback without a name that comes to light today."""
    return umumkan_terbit()


@shared_task(name="dialog.sapu_unggahan")
def sapu_unggahan() -> int:
    """Forget uploads of evidence that nobody has finished within a day."""
    return sapu_yang_basi()
