"""Layanan: a floor of the ground."""

from django.apps import AppConfig


class LayananConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.layanan"
    label = "layanan"
    verbose_name = "Layanan"

    def ready(self) -> None:
        """Declare what the ground's screens bring; the lists stand in ``daftar_landasan``."""
        from kinerja.layanan import daftar_impor, daftar_landasan, daftar_pesan, daftar_tindakan
        from kinerja.layanan.dokumen import daftar as dokumen

        daftar_landasan.daftarkan()
        daftar_impor.daftarkan()
        daftar_pesan.daftarkan()
        daftar_tindakan.daftarkan()
        dokumen.daftarkan()
