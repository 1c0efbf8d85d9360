"""Words of the shared services: parts and states of a report of wrong data."""

from enum import StrEnum


class BagianLaporan(StrEnum):
    """What a report says is wrong."""

    PENILAI = "PENILAI"
    JABATAN = "JABATAN"
    UNIT = "UNIT"
    NAMA = "NAMA"
    GOLONGAN = "GOLONGAN"
    LAINNYA = "LAINNYA"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "PENILAI": "Pejabat penilai",
            "JABATAN": "Jabatan",
            "UNIT": "Unit kerja",
            "NAMA": "Nama atau gelar",
            "GOLONGAN": "Pangkat dan golongan",
            "LAINNYA": "Lainnya",
        }[self.value]


class StatusLaporan(StrEnum):
    """States of a report of wrong data."""

    TERBUKA = "TERBUKA"
    DIPERBAIKI = "DIPERBAIKI"
    DITOLAK = "DITOLAK"
    DITARIK = "DITARIK"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "TERBUKA": "Menunggu jawaban",
            "DIPERBAIKI": "Sudah diperbaiki",
            "DITOLAK": "Ditolak",
            "DITARIK": "Ditarik pelapor",
        }[self.value]


class StatusImpor(StrEnum):
    """States of an import: nothing is written before DITERAPKAN."""

    DIUNGGAH = "DIUNGGAH"
    DIBACA = "DIBACA"
    DITERAPKAN = "DITERAPKAN"
    DIBATALKAN = "DIBATALKAN"
    GAGAL = "GAGAL"
