"""What realisasi and rencana aksi register: menu, tab, events, listener, tasks on Beranda, documents."""

from django.urls import reverse

from dialog import notices_realisasi, tugas_realisasi
from dialog.actions.realisasi import DIKIRIM
from dialog.reports import realisasi, rencana_aksi
from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.plumbing.daftar import (
    JENIS_DOKUMEN,
    JENIS_PERISTIWA,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    TAB_PEGAWAI,
    ButirMenu,
    JenisPeristiwa,
    Pendengar,
    SumberTugas,
    Tab,
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_PERISTIWA.daftarkan(
        JenisPeristiwa(DIKIRIM, "Pegawai menyatakan realisasi satu periode lengkap.", ("pegawai", "periode"))
    )
    PENDENGAR.daftarkan(Pendengar("dialog.kabari_realisasi", (DIKIRIM,), notices_realisasi.kabari_lengkap))
    MENU.daftarkan(
        ButirMenu(
            "realisasi",
            "Realisasi",
            "dialog:realisasi",
            "chart-bar",
            IZIN_REALISASI["realisasi"].test,
            "/dialog/realisasi/",
        )
    )
    TAB_PEGAWAI.daftarkan(
        Tab(
            "realisasi",
            "Realisasi",
            lambda p: reverse("dialog:realisasi_orang", args=[p.pk]),
            IZIN_REALISASI["lihat_realisasi"].test,
        )
    )
    SUMBER_TUGAS.daftarkan(SumberTugas("realisasi", tugas_realisasi.tugas_realisasi))
    JENIS_DOKUMEN.daftarkan(rencana_aksi.JENIS)
    JENIS_DOKUMEN.daftarkan(realisasi.JENIS)
