"""The regulation's enumerations for people, positions and assessors: strings of section 10.1, plus the ground's own."""

from enum import StrEnum


class StatusPegawai(StrEnum):
    """Kind of employment. NON_ASN is for a Kepala Daerah: no NIP, never signs in, still decides."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU"
    NON_ASN = "NON_ASN"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"PPPK_PARUH_WAKTU": "PPPK paruh waktu", "NON_ASN": "Bukan ASN"}.get(self.value, self.value)


class JenisKelamin(StrEnum):
    """As the digit of the NIP: 1 is L, 2 is P."""

    LAKI_LAKI = "L"
    PEREMPUAN = "P"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"L": "Laki-laki", "P": "Perempuan"}[self.value]


class JenisJabatan(StrEnum):
    """Kinds of position (10.1), plus KEPALA_DAERAH, who is no ASN and stands above every JPT of a daerah."""

    KEPALA_DAERAH = "KEPALA_DAERAH"
    JPT_UTAMA = "JPT_UTAMA"
    JPT_MADYA = "JPT_MADYA"
    JPT_PRATAMA = "JPT_PRATAMA"
    PIMPINAN_UNIT_MANDIRI = "PIMPINAN_UNIT_MANDIRI"
    ADMINISTRATOR = "ADMINISTRATOR"
    PENGAWAS = "PENGAWAS"
    PELAKSANA = "PELAKSANA"
    JF = "JF"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "KEPALA_DAERAH": "Kepala daerah",
            "JPT_UTAMA": "JPT utama",
            "JPT_MADYA": "JPT madya",
            "JPT_PRATAMA": "JPT pratama",
            "PIMPINAN_UNIT_MANDIRI": "Pimpinan unit kerja mandiri",
            "ADMINISTRATOR": "Administrator",
            "PENGAWAS": "Pengawas",
            "PELAKSANA": "Pelaksana",
            "JF": "Jabatan fungsional",
        }[self.value]


#: Pasal 1 angka 9 PermenPANRB 6/2022: at the lowest a pejabat pengawas assesses.
DAPAT_MENILAI = frozenset(
    {
        JenisJabatan.KEPALA_DAERAH,
        JenisJabatan.JPT_UTAMA,
        JenisJabatan.JPT_MADYA,
        JenisJabatan.JPT_PRATAMA,
        JenisJabatan.PIMPINAN_UNIT_MANDIRI,
        JenisJabatan.ADMINISTRATOR,
        JenisJabatan.PENGAWAS,
    }
)


class JenjangJF(StrEnum):
    """Levels of functional positions, codes as SIASN's reference list."""

    PEMULA = "PM"
    TERAMPIL = "TR"
    MAHIR = "MH"
    PENYELIA = "PY"
    AHLI_PERTAMA = "PT"
    AHLI_MUDA = "MU"
    AHLI_MADYA = "MA"
    AHLI_UTAMA = "UT"

    @property
    def label(self) -> str:
        """What the screen says."""
        return self.name.replace("_", " ").title()


class SifatPenugasan(StrEnum):
    """How a position is held."""

    DEFINITIF = "DEFINITIF"
    PLT = "PLT"
    PLH = "PLH"
    PJ = "PJ"
    TUGAS_TAMBAHAN = "TUGAS_TAMBAHAN"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"DEFINITIF": "Definitif", "PLT": "Plt.", "PLH": "Plh.", "PJ": "Pj.", "TUGAS_TAMBAHAN": "Tugas tambahan"}[
            self.value
        ]


class DasarPenilai(StrEnum):
    """Why somebody is the assessor (dasar penetapan, 3.3 of the reference)."""

    STRUKTUR = "STRUKTUR"
    TUGAS_TAMBAHAN = "TUGAS_TAMBAHAN"
    PLT = "PLT"
    PENDELEGASIAN = "PENDELEGASIAN"
    PENUNJUKAN = "PENUNJUKAN"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "STRUKTUR": "Atasan langsung menurut struktur",
            "TUGAS_TAMBAHAN": "Pimpinan unit karena tugas tambahan",
            "PLT": "Pelaksana tugas atau penjabat pimpinan unit",
            "PENDELEGASIAN": "Pendelegasian dengan surat",
            "PENUNJUKAN": "Penunjukan karena pimpinan berhalangan",
        }[self.value]


class SumberHubungan(StrEnum):
    """HITUNG comes from the rule and may be computed anew; PUTUSAN from a letter and is never overwritten."""

    HITUNG = "HITUNG"
    PUTUSAN = "PUTUSAN"


class MasalahPenilai(StrEnum):
    """Why a person has no assessor on some date."""

    TANPA_PENUGASAN = "TANPA_PENUGASAN"
    UNIT_TAK_BERLAKU = "UNIT_TAK_BERLAKU"
    PIMPINAN_KOSONG = "PIMPINAN_KOSONG"
    LINGKARAN = "LINGKARAN"
    PENILAI_TIDAK_AKTIF = "PENILAI_TIDAK_AKTIF"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "TANPA_PENUGASAN": "Belum ada penugasan di unit mana pun",
            "UNIT_TAK_BERLAKU": "Unit tempat bertugas tidak berlaku lagi",
            "PIMPINAN_KOSONG": "Tidak ada pimpinan di jalur atasannya",
            "LINGKARAN": "Rantai penilai berputar kembali",
            "PENILAI_TIDAK_AKTIF": "Penilai yang ditunjuk sedang tidak aktif",
        }[self.value]


class JenisMasaKhusus(StrEnum):
    """Times in which a person is not assessed as usual (5.11 of the reference)."""

    TUBEL = "TUBEL"
    CLTN = "CLTN"
    MPP = "MPP"
    CUTI = "CUTI"
    DIPERBANTUKAN = "DIPERBANTUKAN"
    DIBERHENTIKAN_SEMENTARA = "DIBERHENTIKAN_SEMENTARA"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "TUBEL": "Tugas belajar",
            "CLTN": "Cuti di luar tanggungan negara",
            "MPP": "Masa persiapan pensiun",
            "CUTI": "Cuti panjang",
            "DIPERBANTUKAN": "Diperbantukan atau dipekerjakan",
            "DIBERHENTIKAN_SEMENTARA": "Diberhentikan sementara",
        }[self.value]


#: Whoever is in one of these does not work in his office and cannot assess others.
TIDAK_MEMIMPIN = frozenset(
    {
        JenisMasaKhusus.TUBEL,
        JenisMasaKhusus.CLTN,
        JenisMasaKhusus.MPP,
        JenisMasaKhusus.DIBERHENTIKAN_SEMENTARA,
    }
)


class JenisUnit(StrEnum):
    """Kinds of unit, as in the list of the kabupaten."""

    PEMDA = "PEMDA"
    SETDA = "SETDA"
    ASISTEN = "ASISTEN"
    BAGIAN = "BAGIAN"
    STAF_AHLI = "STAF_AHLI"
    SETWAN = "SETWAN"
    INSPEKTORAT = "INSPEKTORAT"
    IRBAN = "IRBAN"
    DINAS = "DINAS"
    BADAN = "BADAN"
    SATPOLPP = "SATPOLPP"
    KECAMATAN = "KECAMATAN"
    KELURAHAN = "KELURAHAN"
    SEKRETARIAT = "SEKRETARIAT"
    BIDANG = "BIDANG"
    SUBBAGIAN = "SUBBAGIAN"
    SEKSI = "SEKSI"
    UPTD = "UPTD"
    UPTD_SATPEN = "UPTD_SATPEN"
    UPTD_PUSKESMAS = "UPTD_PUSKESMAS"
    UPTD_RSUD = "UPTD_RSUD"
    LAINNYA = "LAINNYA"


class Peran(StrEnum):
    """Roles given by hand. Pegawai, penilai and pimpinan come from the data and are never given."""

    ADMIN_UNIT = "ADMIN_UNIT"
    ADMIN_BKPSDM = "ADMIN_BKPSDM"
    TIM_PENILAI = "TIM_PENILAI"
    PYB = "PYB"
    AUDITOR = "AUDITOR"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {
            "ADMIN_UNIT": "Admin unit (kepegawaian)",
            "ADMIN_BKPSDM": "Admin BKPSDM",
            "TIM_PENILAI": "Tim Penilai Kinerja",
            "PYB": "Pejabat yang Berwenang",
            "AUDITOR": "Auditor (Inspektorat)",
        }[self.value]


#: Roles whose sign-in needs a second factor, except in the demo.
PERAN_WAJIB_DUA_FAKTOR = frozenset({Peran.ADMIN_UNIT, Peran.ADMIN_BKPSDM, Peran.TIM_PENILAI, Peran.PYB, Peran.AUDITOR})
