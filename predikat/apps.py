"""Penilaian: the app of this stage of the cycle."""

from django.apps import AppConfig


class PredikatConfig(AppConfig):
    """Registers what the stage brings."""

    name = "predikat"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        """Declare what each part of the stage brings; the lists stand in the ``daftar_*`` modules."""
        from predikat import daftar_dokumen, daftar_evaluasi, daftar_papan, langkah_tim, pembaca
        from predikat.demo import dokumen as demo_dokumen
        from predikat.demo import evaluasi as demo_evaluasi
        from predikat.demo import luar as demo_luar
        from predikat.demo import papan as demo_papan

        daftar_evaluasi.daftarkan()
        demo_evaluasi.daftarkan()
        demo_luar.daftarkan()
        daftar_dokumen.daftarkan()
        daftar_papan.daftarkan()
        demo_dokumen.daftarkan()
        demo_papan.daftarkan()
        pembaca.daftarkan()
        langkah_tim.daftarkan()
