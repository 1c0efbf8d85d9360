"""Plumbing: a floor of the ground."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.plumbing"
    label = "plumbing"
    verbose_name = "Plumbing"
