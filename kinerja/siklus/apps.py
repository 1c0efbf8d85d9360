"""Siklus: a floor of the ground."""

from django.apps import AppConfig


class SiklusConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.siklus"
    label = "siklus"
    verbose_name = "Siklus"
