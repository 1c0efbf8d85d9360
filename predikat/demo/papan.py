"""The board of the demo: what the worker counts every three hours, counted once after the ratings of the quarter."""

from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from predikat.models import RingkasanPola
from predikat.papan import ringkas_semua


def papan() -> None:
    """The count of the worker, once; afterwards its schedule does it."""
    if not RingkasanPola.objects.exists():
        ringkas_semua()


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``, after everything that rates."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("predikat.papan", "predikat", papan))
