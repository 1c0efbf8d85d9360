"""Penilaian: the app of this stage of the cycle."""

from django.apps import AppConfig


class PredikatConfig(AppConfig):
    """Registers what the stage brings."""

    name = "predikat"
    verbose_name = "Penilaian"
