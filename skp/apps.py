"""Perencanaan: the app of this stage of the cycle."""

from django.apps import AppConfig


class SkpConfig(AppConfig):
    """Registers what the stage brings."""

    name = "skp"
    verbose_name = "Perencanaan"

    def ready(self) -> None:
        """Declare what each part of the stage brings; the lists stand in the ``daftar_*`` modules."""
        from skp import alur, daftar_layar, daftar_mpph, daftar_perencanaan, daftar_pk, daftar_skp
        from skp.demo import langkah
        from skp.reports import daftar as daftar_cetak

        alur.daftarkan()
        daftar_pk.daftarkan()
        daftar_skp.daftarkan()
        daftar_layar.daftarkan()
        daftar_cetak.daftarkan()
        daftar_mpph.daftarkan()
        daftar_perencanaan.daftarkan()
        langkah.daftarkan()
