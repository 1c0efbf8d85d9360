"""Layanan: a floor of the ground."""

from django.apps import AppConfig


class LayananConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.layanan"
    label = "layanan"
    verbose_name = "Layanan"
