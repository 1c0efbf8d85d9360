"""Pemantauan: the app of this stage of the cycle."""

from django.apps import AppConfig


class DialogConfig(AppConfig):
    """Registers what the stage brings."""

    name = "dialog"
    verbose_name = "Pemantauan"
