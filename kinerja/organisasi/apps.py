"""Organisasi: a floor of the ground."""

from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"
