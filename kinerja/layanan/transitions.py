"""The workflow of a report of wrong data. Every waiting state has an owner, a clock (``laporan_data_batas``) and a way out."""

from kinerja.layanan.enums import StatusImpor as I
from kinerja.layanan.enums import StatusLaporan as S
from kinerja.plumbing.transisi import Langkah, TabelTransisi

LAPORAN_DATA = TabelTransisi(
    "laporan_data",
    [
        Langkah(S.TERBUKA, "perbaiki_laporan", S.DIPERBAIKI, "Admin unit, atau admin BKPSDM"),
        Langkah(S.TERBUKA, "tolak_laporan", S.DITOLAK, "Admin unit, atau admin BKPSDM", wajib_catatan=True),
        Langkah(S.TERBUKA, "tarik_laporan", S.DITARIK, "Pelapor"),
        Langkah(S.TERBUKA, "alihkan_laporan", S.TERBUKA, "Admin unit, atau admin BKPSDM", wajib_catatan=True),
    ],
)

IMPOR = TabelTransisi(
    "impor",
    [
        Langkah(I.DIUNGGAH, "baca_impor", I.DIBACA, "Pekerja latar"),
        Langkah(I.DIUNGGAH, "gagalkan_impor", I.GAGAL, "Pekerja latar"),
        Langkah(I.DIUNGGAH, "batalkan_impor", I.DIBATALKAN, "Admin BKPSDM"),
        Langkah(I.DIBACA, "baca_impor", I.DIBACA, "Pekerja latar"),
        Langkah(I.DIBACA, "terapkan_impor", I.DITERAPKAN, "Admin BKPSDM"),
        Langkah(I.DIBACA, "gagalkan_impor", I.GAGAL, "Pekerja latar"),
        Langkah(I.DIBACA, "batalkan_impor", I.DIBATALKAN, "Admin BKPSDM"),
    ],
)
