"""The words of planning (10.1 of the regulation reference), with what screens call them and the named groups of states."""

from kinerja.plumbing.label import Berlabel, beri_label


class StatusPK(Berlabel):
    """States of a version of a Perjanjian Kinerja."""

    DRAF = "DRAF"
    BERLAKU = "BERLAKU"
    DIGANTI = "DIGANTI"
    BATAL = "BATAL"


class PolaUkur(Berlabel):
    """How the value of an indicator comes about: counted up, read at a moment, or published by somebody else."""

    HITUNGAN = "HITUNGAN"
    POSISI = "POSISI"
    RILIS = "RILIS"


class Arah(Berlabel):
    """Which way is better."""

    NAIK = "NAIK"
    TURUN = "TURUN"


class LevelSimpul(Berlabel):
    """Levels below the head in a Perjanjian Kinerja or pohon kinerja."""

    PROGRAM = "PROGRAM"
    KEGIATAN = "KEGIATAN"
    SUB_KEGIATAN = "SUB_KEGIATAN"
    ES3 = "ES3"
    ES4_JF = "ES4_JF"
    PELAKSANA = "PELAKSANA"


class JenisRujukan(Berlabel):
    """Documents that planning must look at (5.1 of the reference)."""

    RPJMD = "RPJMD"
    RENSTRA = "RENSTRA"
    RENJA = "RENJA"
    PK = "PK"
    LAIN = "LAIN"


class BentukSKP(Berlabel):
    """Which form: F1/F2 for JPT and heads of independent units, F3/F4 for everybody else."""

    JPT = "JPT"
    JA_JF = "JA_JF"


class SebabSKP(Berlabel):
    """Why an SKP begins where it begins."""

    AWAL_TAHUN = "AWAL_TAHUN"
    MASUK = "MASUK"
    PINDAH = "PINDAH"
    PINDAH_INSTANSI = "PINDAH_INSTANSI"
    KEMBALI = "KEMBALI"


class Pendekatan(Berlabel):
    """How Ekspektasi is written: measured apart, or told as one (5.6)."""

    KUANTITATIF = "KUANTITATIF"
    KUALITATIF = "KUALITATIF"


class StatusSKP(Berlabel):
    """States of a version of an SKP; ``transitions.SKP`` leads from one to the next."""

    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DITETAPKAN = "DITETAPKAN"
    DIGANTI = "DIGANTI"
    BATAL = "BATAL"


class JenisRHK(Berlabel):
    """Block A or block B of the form (5.5)."""

    UTAMA = "UTAMA"
    TAMBAHAN = "TAMBAHAN"


class MetodeCascading(Berlabel):
    """How a result was derived from the leader's (5.3)."""

    DIRECT_ASPEK = "DIRECT_ASPEK"
    DIRECT_WILAYAH = "DIRECT_WILAYAH"
    DIRECT_KUANTITAS = "DIRECT_KUANTITAS"
    NON_DIRECT = "NON_DIRECT"


class Keluaran(Berlabel):
    """What an RHK delivers (5.3, 5.4)."""

    OUTCOME = "OUTCOME"
    OUTCOME_ANTARA = "OUTCOME_ANTARA"
    OUTPUT = "OUTPUT"
    LAYANAN = "LAYANAN"


class TingkatKendali(Berlabel):
    """Quality and degree of control of a result. The last one is for JF and not certain (10.1 does not list it)."""

    OUTCOME = "OUTCOME"
    OUTCOME_ANTARA = "OUTCOME_ANTARA"
    OUTPUT_KENDALI_RENDAH = "OUTPUT_KENDALI_RENDAH"
    OUTPUT_KENDALI_TINGGI = "OUTPUT_KENDALI_TINGGI"


class Aspek(Berlabel):
    """Aspects of an IKI in the quantitative form of JA and JF."""

    KUANTITAS = "KUANTITAS"
    KUALITAS = "KUALITAS"
    WAKTU = "WAKTU"
    BIAYA = "BIAYA"


class Perspektif(Berlabel):
    """Perspectives of an IKI in the form of JPT."""

    PENERIMA_LAYANAN = "PENERIMA_LAYANAN"
    PROSES_BISNIS = "PROSES_BISNIS"
    PENGUATAN_INTERNAL = "PENGUATAN_INTERNAL"
    ANGGARAN = "ANGGARAN"


class PeriodeLapor(Berlabel):
    """Reporting period of a Manual Indikator Kinerja (5.9)."""

    BULANAN = "BULANAN"
    TRIWULANAN = "TRIWULANAN"
    SEMESTERAN = "SEMESTERAN"
    TAHUNAN = "TAHUNAN"


class NilaiBerAKHLAK(Berlabel):
    """The seven core values of ASN (section 9)."""

    BERORIENTASI_PELAYANAN = "BERORIENTASI_PELAYANAN"
    AKUNTABEL = "AKUNTABEL"
    KOMPETEN = "KOMPETEN"
    HARMONIS = "HARMONIS"
    LOYAL = "LOYAL"
    ADAPTIF = "ADAPTIF"
    KOLABORATIF = "KOLABORATIF"


class JenisLampiran(Berlabel):
    """Blocks of the Lampiran SKP (5.8)."""

    DUKUNGAN_SUMBER_DAYA = "DUKUNGAN_SUMBER_DAYA"
    SKEMA_PERTANGGUNGJAWABAN = "SKEMA_PERTANGGUNGJAWABAN"
    KONSEKUENSI = "KONSEKUENSI"


class Penulis(Berlabel):
    """Whose hand a standard of exceeding is."""

    PIMPINAN = "PIMPINAN"
    PEGAWAI = "PEGAWAI"


class StatusMPPH(Berlabel):
    """States of a matrix; ``transitions.MPPH`` leads from one to the next."""

    DRAF = "DRAF"
    DISEPAKATI = "DISEPAKATI"
    FINAL = "FINAL"


class KeadaanInduk(Berlabel):
    """How the link of an RHK to the leader's stands. Computed, never stored."""

    TANPA_INDUK = "TANPA_INDUK"
    COCOK = "COCOK"
    BELUM_DITETAPKAN = "BELUM_DITETAPKAN"
    MENUNGGU_KONFIRMASI = "MENUNGGU_KONFIRMASI"
    INDUK_HILANG = "INDUK_HILANG"


class KeadaanPerencanaan(Berlabel):
    """Where a person stands in planning, on the pages of units. Computed, never stored."""

    BELUM_ADA = "BELUM_ADA"
    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DITETAPKAN = "DITETAPKAN"
    DIKECUALIKAN = "DIKECUALIKAN"
    DI_RUANG_GTK = "DI_RUANG_GTK"


#: The leader's amount is shared out: what his people promise adds up to it.
DIBAGI = (MetodeCascading.DIRECT_KUANTITAS, MetodeCascading.DIRECT_WILAYAH)
#: What a cell of a matrix may deliver: an outcome is the leader's own (10.1).
KELUARAN_MPPH = (Keluaran.OUTCOME_ANTARA, Keluaran.OUTPUT, Keluaran.LAYANAN)
#: A version that somebody still works on; at most one per SKP.
TERBUKA = (StatusSKP.DRAF, StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN)
#: The content may be typed.
DAPAT_DISUNTING = (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN)
#: Signed by both: content, parties and hash never change.
TERKUNCI = (StatusSKP.DITETAPKAN, StatusSKP.DIGANTI)

beri_label(
    __name__,
    {
        ("StatusSKP", "DITETAPKAN"): "Ditetapkan",
        ("LevelSimpul", "SUB_KEGIATAN"): "Subkegiatan",
        ("LevelSimpul", "ES3"): "Administrator",
        ("LevelSimpul", "ES4_JF"): "Pengawas atau JF",
        ("JenisRujukan", "RPJMD"): "RPJMD",
        ("JenisRujukan", "PK"): "Perjanjian Kinerja",
        ("JenisRujukan", "LAIN"): "Dokumen lain",
        ("BentukSKP", "JPT"): "JPT dan pimpinan unit kerja mandiri",
        ("BentukSKP", "JA_JF"): "Pejabat administrasi dan pejabat fungsional",
        ("SebabSKP", "MASUK"): "Mulai bertugas",
        ("SebabSKP", "PINDAH"): "Pindah jabatan",
        ("SebabSKP", "PINDAH_INSTANSI"): "Pindah dari instansi lain",
        ("SebabSKP", "KEMBALI"): "Kembali bertugas",
        ("Arah", "NAIK"): "Makin tinggi makin baik",
        ("Arah", "TURUN"): "Makin rendah makin baik",
        ("MetodeCascading", "DIRECT_ASPEK"): "Langsung, dibagi menurut aspek",
        ("MetodeCascading", "DIRECT_WILAYAH"): "Langsung, dibagi menurut wilayah",
        ("MetodeCascading", "DIRECT_KUANTITAS"): "Langsung, dibagi menurut beban target",
        ("MetodeCascading", "NON_DIRECT"): "Tidak langsung",
        ("TingkatKendali", "OUTPUT_KENDALI_RENDAH"): "Output kendali rendah",
        ("TingkatKendali", "OUTPUT_KENDALI_TINGGI"): "Output kendali tinggi (belum pasti)",
        ("Perspektif", "PENERIMA_LAYANAN"): "Penerima Layanan",
        ("Perspektif", "PROSES_BISNIS"): "Proses Bisnis",
        ("Perspektif", "PENGUATAN_INTERNAL"): "Penguatan Internal",
        ("NilaiBerAKHLAK", "BERORIENTASI_PELAYANAN"): "Berorientasi Pelayanan",
        ("JenisLampiran", "DUKUNGAN_SUMBER_DAYA"): "Dukungan sumber daya",
        ("JenisLampiran", "SKEMA_PERTANGGUNGJAWABAN"): "Skema pertanggungjawaban",
        ("KeadaanInduk", "TANPA_INDUK"): "Tanpa RHK pimpinan",
        ("KeadaanInduk", "COCOK"): "Sesuai RHK pimpinan",
        ("KeadaanInduk", "BELUM_DITETAPKAN"): "RHK pimpinan belum ditetapkan",
        ("KeadaanInduk", "INDUK_HILANG"): "RHK pimpinan sudah dihapus",
        ("KeadaanPerencanaan", "DI_RUANG_GTK"): "Dikelola di Ruang GTK",
    },
)
