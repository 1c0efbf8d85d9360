"""Organisasi: a floor of the ground."""

from django.apps import AppConfig

from kinerja.plumbing.daftar import JENIS_PERISTIWA, JenisPeristiwa


class OrganisasiConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        """Declare the events of this floor."""
        JENIS_PERISTIWA.daftarkan(JenisPeristiwa("penilai_berubah", "Penilai seorang pegawai berganti.", ("sejak",)))
