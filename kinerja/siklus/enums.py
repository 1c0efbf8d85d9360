"""The words of the cycle: periods, stages, units of a parameter, how sure a number is, kinds of holiday."""

from enum import StrEnum


class JenisPeriode(StrEnum):
    """Kinds of evaluation period. AKHIR is a fresh review of the whole year, never computed from the others."""

    BULAN = "BULAN"
    TRIWULAN = "TRIWULAN"
    AKHIR = "AKHIR"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"BULAN": "Bulan", "TRIWULAN": "Triwulan", "AKHIR": "Akhir tahun"}[self.value]


class StatusPeriode(StrEnum):
    """States of a period; ``transitions.PERIODE`` leads from one to the next."""

    BELUM = "BELUM"
    TERBUKA = "TERBUKA"
    DITUTUP = "DITUTUP"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"BELUM": "Belum dibuka", "TERBUKA": "Terbuka", "DITUTUP": "Ditutup"}[self.value]


class JenisTahap(StrEnum):
    """The four stages of Pasal 5 PermenPANRB 6/2022, in the order of the river."""

    PERENCANAAN = "PERENCANAAN"
    PEMANTAUAN = "PEMANTAUAN"
    PENILAIAN = "PENILAIAN"
    TINDAK_LANJUT = "TINDAK_LANJUT"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "PERENCANAAN": "Perencanaan",
            "PEMANTAUAN": "Pelaksanaan, pemantauan, dan pembinaan",
            "PENILAIAN": "Penilaian",
            "TINDAK_LANJUT": "Tindak lanjut",
        }[self.value]


class KeadaanTahap(StrEnum):
    """Where a stage stands on a date. Computed, never stored."""

    AKAN_DATANG = "AKAN_DATANG"
    BERJALAN = "BERJALAN"
    LEWAT = "LEWAT"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"AKAN_DATANG": "Akan datang", "BERJALAN": "Sedang berjalan", "LEWAT": "Sudah lewat"}[self.value]


class KeadaanTenggat(StrEnum):
    """How a deadline stands on a date. Computed, never stored."""

    BELUM_DEKAT = "BELUM_DEKAT"
    DEKAT = "DEKAT"
    LEWAT = "LEWAT"
    SELESAI = "SELESAI"
    SELESAI_TERLAMBAT = "SELESAI_TERLAMBAT"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "BELUM_DEKAT": "Belum dekat",
            "DEKAT": "Sudah dekat",
            "LEWAT": "Lewat",
            "SELESAI": "Selesai",
            "SELESAI_TERLAMBAT": "Selesai terlambat",
        }[self.value]


class Satuan(StrEnum):
    """Units of a parameter. The first five make a date (see ``aturan.hitung_batas``)."""

    HARI_KERJA = "hari_kerja"
    HARI_KALENDER = "hari_kalender"
    BULAN = "bulan"
    TAHUN = "tahun"
    TANGGAL = "tanggal"
    PERSEN = "persen"
    ORANG = "orang"
    ANGKA_KREDIT = "angka_kredit"
    KALI = "kali"
    TANPA = "tanpa"

    @property
    def label(self) -> str:
        """What follows the number on screen."""
        return {
            "hari_kerja": "hari kerja",
            "hari_kalender": "hari kalender",
            "persen": "%",
            "angka_kredit": "angka kredit",
            "tanggal": "",
            "tanpa": "",
        }.get(self.value, self.value)


#: Units from which ``aturan.hitung_batas`` can compute a date.
SATUAN_WAKTU = frozenset({Satuan.HARI_KERJA, Satuan.HARI_KALENDER, Satuan.BULAN, Satuan.TAHUN, Satuan.TANGGAL})


class JenisNilai(StrEnum):
    """What kind of value a parameter holds."""

    BULAT = "BULAT"
    DESIMAL = "DESIMAL"
    YA_TIDAK = "YA_TIDAK"
    PILIHAN = "PILIHAN"
    TANGGAL = "TANGGAL"
    DAFTAR_BULAT = "DAFTAR_BULAT"
    PETA = "PETA"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "BULAT": "Bilangan bulat",
            "DESIMAL": "Bilangan desimal",
            "YA_TIDAK": "Ya atau tidak",
            "PILIHAN": "Pilihan",
            "TANGGAL": "Tanggal dalam tahun siklus",
            "DAFTAR_BULAT": "Daftar bilangan",
            "PETA": "Tabel padanan",
        }[self.value]


class Keyakinan(StrEnum):
    """How sure a number is: the marks of the reference."""

    BERSUMBER = "BERSUMBER"
    DIKETAHUI = "DIKETAHUI"
    TIDAK_PASTI = "TIDAK_PASTI"
    RANCANGAN = "RANCANGAN"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "BERSUMBER": "Bersumber",
            "DIKETAHUI": "Diketahui umum",
            "TIDAK_PASTI": "Tidak pasti",
            "RANCANGAN": "Rancangan aplikasi",
        }[self.value]

    @property
    def arti(self) -> str:
        """One sentence for the settings screen."""
        return {
            "BERSUMBER": "Tertulis dalam sumber yang dapat ditunjukkan.",
            "DIKETAHUI": "Dipraktikkan secara umum, naskahnya belum diperiksa.",
            "TIDAK_PASTI": "Belum ditemukan dalam naskah peraturan. Periksa dan konfirmasi sebelum diandalkan.",
            "RANCANGAN": "Pilihan aplikasi, bukan bunyi peraturan. Boleh disesuaikan dengan kebijakan daerah.",
        }[self.value]


class JenisLibur(StrEnum):
    """Kinds of day off."""

    LIBUR_NASIONAL = "LIBUR_NASIONAL"
    CUTI_BERSAMA = "CUTI_BERSAMA"
    LIBUR_DAERAH = "LIBUR_DAERAH"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "LIBUR_NASIONAL": "Libur nasional",
            "CUTI_BERSAMA": "Cuti bersama",
            "LIBUR_DAERAH": "Libur daerah",
        }[self.value]
