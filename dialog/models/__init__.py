"""Tables of monitoring."""

from dialog.models.dialog import (
    Agenda,
    CatatanDialog,
    CatatanPribadi,
    Dialog,
    Kesepakatan,
    LangkahDialog,
    Peserta,
)
from dialog.models.intensitas import RingkasanIntensitas
from dialog.models.realisasi import Bukti, CatatanRealisasi, Realisasi, RencanaAksi, TautBukti, Unggahan
from dialog.models.studi import LangkahStudi, LaporanStudi, PerpanjanganStudi
from dialog.models.umpan_balik import PemberiUmpanBalik, PermintaanUmpanBalik, UmpanBalik

__all__ = [
    "Agenda", "Bukti", "CatatanDialog", "CatatanPribadi", "CatatanRealisasi", "Dialog", "Kesepakatan", "LangkahDialog",
    "LangkahStudi", "LaporanStudi", "PemberiUmpanBalik", "PermintaanUmpanBalik", "PerpanjanganStudi", "Peserta", "Realisasi",
    "RencanaAksi", "RingkasanIntensitas", "TautBukti", "UmpanBalik", "Unggahan",
]  # fmt: skip
