"""What feedback registers: tab, events without a giver, listeners, the clock, tasks on Beranda, room, sheet."""

from django.urls import reverse

from dialog import fakta_umpan, notices_umpan, tugas_umpan
from dialog.access import boleh
from dialog.actions.umpan_balik import DITARIK, TERBIT
from dialog.fakta import FAKTA
from dialog.reports import umpan_balik as lembar
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_DOKUMEN,
    JENIS_PERISTIWA,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    TAB_PEGAWAI,
    ButirMenu,
    Jadwal,
    JenisPeristiwa,
    Pendengar,
    SumberTugas,
    Tab,
)

_PERISTIWA = (
    JenisPeristiwa(TERBIT, "Umpan balik terbit bagi penerimanya. Pemberinya tidak dicatat di sini.", ("penerima",)),
    JenisPeristiwa(DITARIK, "Umpan balik yang sudah terbit ditarik. Pemberinya tidak dicatat di sini.", ("penerima",)),
    JenisPeristiwa("umpan_balik.diminta", "Umpan balik diminta kepada seorang rekan.", ("peminta", "kepada")),
    JenisPeristiwa("umpan_balik.ditanggapi", "Penerima menanggapi umpan balik.", ("penerima",)),
    JenisPeristiwa("umpan_balik.dilaporkan", "Penerima melaporkan umpan balik kepada BKPSDM.", ("penerima",)),
    JenisPeristiwa("umpan_balik.diputus", "BKPSDM memutus laporan umpan balik.", ("penerima", "disembunyikan")),
)
_PENDENGAR = (
    Pendengar("umpan_balik.kabari_terbit", (TERBIT,), notices_umpan.kabari_terbit),
    Pendengar("umpan_balik.kabari_diminta", ("umpan_balik.diminta",), notices_umpan.kabari_diminta),
    Pendengar("umpan_balik.kabari_ditanggapi", ("umpan_balik.ditanggapi",), notices_umpan.kabari_ditanggapi),
    Pendengar("umpan_balik.perbarui_lembar", (DITARIK, "umpan_balik.diputus"), lembar.perbarui),
    Pendengar("umpan_balik.kabari_diputus", ("umpan_balik.diputus",), notices_umpan.kabari_diputus),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for pendengar in _PENDENGAR:
        PENDENGAR.daftarkan(pendengar)
    MENU.daftarkan(
        ButirMenu(
            "umpan_balik",
            "Umpan balik",
            "dialog:umpan_saya",
            "message-2",
            lambda akun: boleh(akun, "daftar_umpan"),
            "/dialog/umpan-balik/",
            utama=False,
        )
    )
    TAB_PEGAWAI.daftarkan(
        Tab(
            "umpan_balik",
            "Umpan balik",
            lambda p: reverse("dialog:umpan_pegawai", args=[p.pk]),
            lambda akun, p: boleh(akun, "buka_umpan", p),
        )
    )
    JADWAL.daftarkan(Jadwal("Umpan balik: kabari yang terbit tanpa nama", "dialog.umpan_terbit", "6", "30"))
    SUMBER_TUGAS.daftarkan(SumberTugas("umpan_balik", tugas_umpan.tugas_umpan))
    FAKTA.daftarkan(fakta_umpan.SUMBER)
    JENIS_DOKUMEN.daftarkan(lembar.JENIS)
