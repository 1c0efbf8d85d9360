"""Perencanaan: the app of this stage of the cycle."""

from django.apps import AppConfig


class SkpConfig(AppConfig):
    """Registers what the stage brings."""

    name = "skp"
    verbose_name = "Perencanaan"
