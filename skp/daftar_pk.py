"""What Perjanjian Kinerja registers: its event."""

from kinerja.plumbing.daftar import JENIS_PERISTIWA, JenisPeristiwa
from skp.actions.pk import BERLAKU


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_PERISTIWA.daftarkan(JenisPeristiwa(BERLAKU, "Perjanjian Kinerja satu unit berlaku.", ("unit", "tahun", "versi")))
