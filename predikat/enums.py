"""The enumerations of evaluation (10.1 of the reference). Order of members is order of merit, best first."""

from enum import StrEnum

from kinerja.plumbing.label import Berlabel, beri_label


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


class Pembulatan(StrEnum):
    """How a share of people becomes a number: maxima down and minima up, or both to the nearest (uncertain, parameter)."""

    KE_DALAM = "KE_DALAM"
    TERDEKAT = "TERDEKAT"


class CapaianOrganisasi(StrEnum):
    """One of the two components of the annual predikat organisasi: capaian PK, and ekspektasi of the level above."""

    DI_ATAS = "DI_ATAS"
    SESUAI = "SESUAI"
    DI_BAWAH = "DI_BAWAH"


class SumberEvaluasi(Berlabel):
    """Where the evaluation of a person comes from."""

    LOKAL = "LOKAL"
    RUANG_GTK = "RUANG_GTK"
    TUBEL = "TUBEL"
    LUAR = "LUAR"
    RIWAYAT = "RIWAYAT"


class StatusEvaluasi(Berlabel):
    """States of an evaluation; ``transitions.EVALUASI`` leads from one to the next."""

    BELUM = "BELUM"
    DIUSULKAN = "DIUSULKAN"
    DITETAPKAN = "DITETAPKAN"
    DIDOKUMENKAN = "DIDOKUMENKAN"
    TIDAK_DIEVALUASI = "TIDAK_DIEVALUASI"


class BidangRekomendasi(Berlabel):
    """Which unit recommends the predikat of an organisation (8.2)."""

    PERENCANAAN = "PERENCANAAN"
    KEPEGAWAIAN = "KEPEGAWAIAN"
    PENGAWASAN = "PENGAWASAN"


class KelompokKriteria(Berlabel):
    """Kinds of position with a list of criteria of their own."""

    PIMPINAN = "PIMPINAN"
    JF = "JF"
    PELAKSANA = "PELAKSANA"


class AspekKriteria(Berlabel):
    """Which of the two ratings a criterion strengthens."""

    HASIL = "HASIL"
    PERILAKU = "PERILAKU"


class TahapRating(Berlabel):
    """On which occasion a rating was given."""

    USULAN = "USULAN"
    KALIBRASI = "KALIBRASI"
    KEBERATAN = "KEBERATAN"


class Jangka(Berlabel):
    """The clocks; ``aturan_jangka.JANGKA`` says when each starts and what follows."""

    PREDIKAT_ORGANISASI = "PREDIKAT_ORGANISASI"
    PERIODIK = "PERIODIK"
    TAHUNAN = "TAHUNAN"
    SERAH_DOKUMEN = "SERAH_DOKUMEN"
    TANDA_TANGAN = "TANDA_TANGAN"
    KEBERATAN_HARI = "KEBERATAN_HARI"
    KEBERATAN_HARI_KERJA = "KEBERATAN_HARI_KERJA"
    PENJELASAN = "PENJELASAN"
    PUTUSAN = "PUTUSAN"
    PELAPORAN = "PELAPORAN"


class StatusSesi(Berlabel):
    """States of a calibration session."""

    TERBUKA = "TERBUKA"
    DIKUNCI = "DIKUNCI"
    BATAL = "BATAL"


class PeranSesi(Berlabel):
    """As what somebody sits in a calibration session."""

    FASILITATOR = "FASILITATOR"
    PENILAI = "PENILAI"
    PENGAMAT = "PENGAMAT"
    PENGUNCI = "PENGUNCI"


class StatusDokumen(Berlabel):
    """States of a Dokumen Evaluasi (8.6, 8.7)."""

    DISUSUN = "DISUSUN"
    DISERAHKAN = "DISERAHKAN"
    DITERIMA = "DITERIMA"
    DITANDATANGANI = "DITANDATANGANI"
    KEBERATAN = "KEBERATAN"
    DIPUTUS = "DIPUTUS"
    DIAM = "DIAM"
    DIBUKA_KEMBALI = "DIBUKA_KEMBALI"


class StatusKeberatan(Berlabel):
    """States of an objection (Pasal 29; PP 30/2019 Pasal 59)."""

    DIAJUKAN = "DIAJUKAN"
    DIJELASKAN = "DIJELASKAN"
    DIPERIKSA = "DIPERIKSA"
    DIPUTUS = "DIPUTUS"
    DITARIK = "DITARIK"


class SumberResmi(Berlabel):
    """Which system the official predikat was taken from."""

    KINERJA = "KINERJA"
    EKINERJA_BKN = "EKINERJA_BKN"
    RUANG_GTK = "RUANG_GTK"
    LUAR = "LUAR"


class DimensiTelaah(Berlabel):
    """By what the predikat of the whole kabupaten are compared."""

    JENIS_KELAMIN = "JENIS_KELAMIN"
    UMUR = "UMUR"
    STATUS = "STATUS"
    JABATAN = "JABATAN"


beri_label(
    __name__,
    {
        ("SumberEvaluasi", "LOKAL"): "Dinilai di sini",
        ("SumberEvaluasi", "RUANG_GTK"): "Ruang GTK",
        ("SumberEvaluasi", "TUBEL"): "Tugas belajar",
        ("SumberEvaluasi", "LUAR"): "Instansi lain",
        ("SumberEvaluasi", "RIWAYAT"): "Riwayat diimpor",
        ("StatusEvaluasi", "BELUM"): "Belum dinilai",
        ("StatusEvaluasi", "DIUSULKAN"): "Rating diusulkan",
        ("StatusEvaluasi", "DITETAPKAN"): "Predikat ditetapkan",
        ("StatusEvaluasi", "DIDOKUMENKAN"): "Dokumen dibuat",
        ("BidangRekomendasi", "PERENCANAAN"): "Perencanaan kinerja",
        ("KelompokKriteria", "PIMPINAN"): "Pimpinan unit",
        ("KelompokKriteria", "JF"): "Jabatan fungsional",
        ("AspekKriteria", "HASIL"): "Hasil kerja",
        ("AspekKriteria", "PERILAKU"): "Perilaku kerja",
        ("StatusDokumen", "DIAM"): "Tidak ditanggapi sampai batas",
        ("DimensiTelaah", "STATUS"): "Status kepegawaian",
        ("DimensiTelaah", "JABATAN"): "Jenis jabatan",
        ("SumberResmi", "KINERJA"): "Aplikasi ini",
        ("SumberResmi", "EKINERJA_BKN"): "e-Kinerja BKN",
        ("SumberResmi", "RUANG_GTK"): "Ruang GTK",
        ("SumberResmi", "LUAR"): "Dibawa dari instansi lain",
    },
)
