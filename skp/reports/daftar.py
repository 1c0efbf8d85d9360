"""What printed forms register."""

from kinerja.plumbing.daftar import JENIS_DOKUMEN, PENDENGAR, Pendengar
from skp.reports import dokumen, listeners, mpph


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for jenis in (*dokumen.JENIS, mpph.JENIS):
        JENIS_DOKUMEN.daftarkan(jenis)
    PENDENGAR.daftarkan(Pendengar("skp.terbitkan_dokumen", ("skp.ditetapkan",), listeners.terbitkan_skp))
    PENDENGAR.daftarkan(Pendengar("skp.terbitkan_mpph", ("mpph.disepakati",), listeners.terbitkan_mpph))
