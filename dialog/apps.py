"""Pemantauan: the app of this stage of the cycle."""

from django.apps import AppConfig


class DialogConfig(AppConfig):
    """Registers what the stage brings."""

    name = "dialog"
    verbose_name = "Pemantauan"

    def ready(self) -> None:
        """Declare what each part of the stage brings; the lists stand in the ``daftar_*`` modules."""
        from dialog import daftar_bukti, daftar_dialog, daftar_realisasi, daftar_studi, daftar_tim, daftar_umpan
        from dialog.demo import bukti, irama, percakapan, realisasi, studi, umpan

        # The order of the menu: a leader's team stands before what he does for himself.
        daftar_dialog.daftarkan()
        daftar_tim.daftarkan()
        daftar_realisasi.daftarkan()
        daftar_bukti.daftarkan()
        daftar_studi.daftarkan()
        daftar_umpan.daftarkan()
        percakapan.daftarkan()
        bukti.daftarkan()
        realisasi.daftarkan()
        studi.daftarkan()
        umpan.daftarkan()
        irama.daftarkan()
