"""The workflow of a period."""

from kinerja.plumbing.transisi import Langkah, TabelTransisi
from kinerja.siklus.enums import StatusPeriode as S

PERIODE = TabelTransisi(
    "periode",
    [
        Langkah(S.BELUM, "buka_periode", S.TERBUKA, "Admin BKPSDM, atau jadwal pada tanggalnya"),
        Langkah(S.BELUM, "perpanjang", S.BELUM, "Admin BKPSDM dengan surat"),
        Langkah(S.TERBUKA, "perpanjang", S.TERBUKA, "Admin BKPSDM dengan surat"),
        Langkah(S.TERBUKA, "tutup_periode", S.DITUTUP, "Admin BKPSDM, atau jadwal pada tanggalnya"),
        Langkah(S.DITUTUP, "perpanjang", S.TERBUKA, "Admin BKPSDM dengan surat"),
    ],
)
