"""Tindak lanjut: the app of this stage of the cycle."""

from django.apps import AppConfig


class TalentaConfig(AppConfig):
    """Registers what the stage brings."""

    name = "talenta"
    verbose_name = "Tindak lanjut"
