"""Organisasi: a floor of the ground."""

from django.apps import AppConfig

from kinerja.plumbing.daftar import JENIS_IMPOR, JENIS_PERISTIWA, LANGKAH_AWAL, JenisPeristiwa, LangkahAwal


class OrganisasiConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        """Declare the events of this floor, its imports, and its steps of the first run."""
        from kinerja.organisasi import impor, langkah_awal

        for jenis in impor.SEMUA:
            JENIS_IMPOR.daftarkan(jenis)

        JENIS_PERISTIWA.daftarkan(JenisPeristiwa("penilai_berubah", "Penilai seorang pegawai berganti.", ("sejak",)))
        for langkah in (
            LangkahAwal("unit", "Unit organisasi", langkah_awal.langkah_unit, "layanan:impor"),
            LangkahAwal("pegawai", "Pegawai dari SIASN", langkah_awal.langkah_pegawai, "layanan:impor"),
            LangkahAwal("kepala_daerah", "Kepala daerah", langkah_awal.langkah_kepala_daerah, "layanan:pohon_unit"),
            LangkahAwal("tugas_tambahan", "Tugas tambahan", langkah_awal.langkah_tugas_tambahan, "layanan:impor"),
            LangkahAwal("penilai", "Penilai bagi setiap orang", langkah_awal.langkah_penilai, "layanan:penilai"),
        ):
            LANGKAH_AWAL.daftarkan(langkah)
