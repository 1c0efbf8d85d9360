"""The words of monitoring (sections 6.9 and 7 of the regulation reference), with what screens call them."""

from kinerja.plumbing.label import Berlabel, beri_label


class KeadaanRealisasi(Berlabel):
    """How far a measure has come, in the words of the rencana aksi form (6.9)."""

    BELUM = "BELUM"
    SEBAGIAN = "SEBAGIAN"
    SESUAI = "SESUAI"
    MELAMPAUI = "MELAMPAUI"


class JenisBukti(Berlabel):
    """What an evidence is: a file kept here, an address, or the number of a document kept elsewhere."""

    BERKAS = "BERKAS"
    TAUTAN = "TAUTAN"
    NOMOR = "NOMOR"


class JenisDialog(Berlabel):
    """Why two people sit down together."""

    KLARIFIKASI = "KLARIFIKASI"
    PEMANTAUAN = "PEMANTAUAN"
    EVALUASI = "EVALUASI"
    INSIDENTAL = "INSIDENTAL"


class StatusDialog(Berlabel):
    """States of a dialogue; ``transitions.DIALOG`` leads from one to the next."""

    RENCANA = "RENCANA"
    BERLANGSUNG = "BERLANGSUNG"
    MENUNGGU_KONFIRMASI = "MENUNGGU_KONFIRMASI"
    SELESAI = "SELESAI"
    TIDAK_TERLAKSANA = "TIDAK_TERLAKSANA"
    DITOLAK = "DITOLAK"


class PeranPeserta(Berlabel):
    """As what somebody takes part in a dialogue."""

    PEGAWAI = "PEGAWAI"
    PIMPINAN = "PIMPINAN"
    PENDAMPING = "PENDAMPING"


class SumberAgenda(Berlabel):
    """Where a point of the agenda comes from."""

    PESERTA = "PESERTA"
    FAKTA = "FAKTA"
    KOMENTAR_SKP = "KOMENTAR_SKP"
    KESEPAKATAN = "KESEPAKATAN"
    LANJUTAN = "LANJUTAN"


class KeadaanKesepakatan(Berlabel):
    """How an agreement stands on a date. Computed, never stored."""

    BERJALAN = "BERJALAN"
    LEWAT = "LEWAT"
    SELESAI = "SELESAI"
    DILEPAS = "DILEPAS"


class PeranPemberi(Berlabel):
    """Who gives feedback (7.2)."""

    PIMPINAN = "PIMPINAN"
    KETUA_TIM = "KETUA_TIM"
    REKAN = "REKAN"
    BAWAHAN = "BAWAHAN"
    PENERIMA_LAYANAN = "PENERIMA_LAYANAN"


class JenisUmpanBalik(Berlabel):
    """Its tone: appreciation, correction, hope for the next period (7.2)."""

    APRESIASI = "APRESIASI"
    KOREKSI = "KOREKSI"
    HARAPAN = "HARAPAN"


class StatusPerpanjanganStudi(Berlabel):
    """States of an extension of a tugas belajar; ``transitions.PERPANJANGAN_STUDI``."""

    DIMINTA = "DIMINTA"
    DICATAT_UNIT = "DICATAT_UNIT"
    DIREKOMENDASIKAN = "DIREKOMENDASIKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DITERBITKAN = "DITERBITKAN"
    DITOLAK = "DITOLAK"
    DITARIK = "DITARIK"


#: The two talk, or have yet to confirm what was said.
DIALOG_TERBUKA = (StatusDialog.RENCANA, StatusDialog.BERLANGSUNG, StatusDialog.MENUNGGU_KONFIRMASI)
#: Somebody still has to act on an extension.
PERPANJANGAN_BERJALAN = (
    StatusPerpanjanganStudi.DIMINTA,
    StatusPerpanjanganStudi.DICATAT_UNIT,
    StatusPerpanjanganStudi.DIREKOMENDASIKAN,
    StatusPerpanjanganStudi.DIKEMBALIKAN,
)

beri_label(
    __name__,
    {
        ("KeadaanRealisasi", "BELUM"): "Belum ada kemajuan",
        ("KeadaanRealisasi", "SEBAGIAN"): "Sebagian tercapai",
        ("KeadaanRealisasi", "SESUAI"): "Sesuai target",
        ("KeadaanRealisasi", "MELAMPAUI"): "Melampaui target",
        ("JenisBukti", "NOMOR"): "Nomor dokumen",
        ("JenisDialog", "KLARIFIKASI"): "Klarifikasi ekspektasi",
        ("StatusDialog", "RENCANA"): "Direncanakan",
        ("StatusDialog", "BERLANGSUNG"): "Sedang berlangsung",
        ("StatusDialog", "MENUNGGU_KONFIRMASI"): "Menunggu konfirmasi",
        ("StatusDialog", "TIDAK_TERLAKSANA"): "Tidak terlaksana",
        ("SumberAgenda", "FAKTA"): "Saran dari fakta",
        ("SumberAgenda", "KOMENTAR_SKP"): "Komentar SKP",
        ("SumberAgenda", "LANJUTAN"): "Lanjutan dialog sebelumnya",
        ("KeadaanKesepakatan", "LEWAT"): "Lewat batas",
        ("PeranPemberi", "REKAN"): "Rekan kerja",
        ("PeranPemberi", "PENERIMA_LAYANAN"): "Penerima layanan",
        ("StatusPerpanjanganStudi", "DIMINTA"): "Menunggu catatan unit asal",
        ("StatusPerpanjanganStudi", "DICATAT_UNIT"): "Menunggu rekomendasi kepegawaian",
        ("StatusPerpanjanganStudi", "DIREKOMENDASIKAN"): "Menunggu SK",
        ("StatusPerpanjanganStudi", "DIKEMBALIKAN"): "Dikembalikan kepada pegawai",
        ("StatusPerpanjanganStudi", "DITARIK"): "Ditarik pegawai",
        ("StatusPerpanjanganStudi", "DITERBITKAN"): "SK terbit",
    },
)
