"""The enumerations of evaluation (10.1 of the reference). Order of members is order of merit, best first."""

from enum import StrEnum


class Rating(StrEnum):
    """One overall rating of hasil kerja, one of perilaku kerja (8.4)."""

    DI_ATAS_EKSPEKTASI = "DI_ATAS_EKSPEKTASI"
    SESUAI_EKSPEKTASI = "SESUAI_EKSPEKTASI"
    DI_BAWAH_EKSPEKTASI = "DI_BAWAH_EKSPEKTASI"

    @property
    def label(self) -> str:
        """As the forms print it."""
        return self.value.replace("_", " ").capitalize()


class Predikat(StrEnum):
    """The predikat of an employee (8.4). BUTUH_PERBAIKAN is "Cukup" in PP 30/2019."""

    SANGAT_BAIK = "SANGAT_BAIK"
    BAIK = "BAIK"
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN"
    KURANG_MISCONDUCT = "KURANG_MISCONDUCT"
    SANGAT_KURANG = "SANGAT_KURANG"

    @property
    def label(self) -> str:
        """As the forms print it."""
        return {"KURANG_MISCONDUCT": "Kurang/Misconduct"}.get(self.value, self.value.replace("_", " ").title())


class PredikatOrganisasi(StrEnum):
    """The predikat of a unit (8.2). Its top value is Istimewa, not Sangat Baik."""

    ISTIMEWA = "ISTIMEWA"
    BAIK = "BAIK"
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN"
    KURANG = "KURANG"
    SANGAT_KURANG = "SANGAT_KURANG"

    @property
    def label(self) -> str:
        """As the forms print it."""
        return self.value.replace("_", " ").title()


class CapaianOrganisasi(StrEnum):
    """One of the two components of the annual predikat organisasi: capaian PK, and ekspektasi of the level above."""

    DI_ATAS = "DI_ATAS"
    SESUAI = "SESUAI"
    DI_BAWAH = "DI_BAWAH"
