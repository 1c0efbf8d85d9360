"""What dialogues register: menu, tab, events, listeners, the clock, the nightly lock, tasks on Beranda, the minutes."""

from django.urls import reverse

from dialog import fakta, notices, tugas
from dialog.access import AKSES_DITOLAK, boleh
from dialog.actions.pendamping import DILEPAS, DISETUJUI, DIUSULKAN
from dialog.actions.tenggat import SETUJUI
from dialog.reports import risalah
from dialog.transitions import DIALOG
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_DOKUMEN,
    JENIS_PERISTIWA,
    JENIS_TENGGAT,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    TAB_PEGAWAI,
    ButirMenu,
    Jadwal,
    JenisPeristiwa,
    JenisTenggat,
    Pendengar,
    SumberTugas,
    Tab,
)
from kinerja.plumbing.transisi import ALUR, Alur

_ORANG = ("pegawai", "pimpinan")
_PERISTIWA = (
    JenisPeristiwa("dialog.direncanakan", "Dialog kinerja direncanakan.", (*_ORANG, "kabari")),
    JenisPeristiwa("dialog.dipindahkan", "Jadwal dialog dipindahkan, dengan alasan.", _ORANG),
    JenisPeristiwa("dialog.ditolak", "Undangan dialog ditolak, dengan alasan.", _ORANG),
    JenisPeristiwa("dialog.tidak_terlaksana", "Dialog tidak terlaksana, dengan alasan.", _ORANG),
    JenisPeristiwa("dialog.dimulai", "Dialog dimulai.", _ORANG),
    JenisPeristiwa("dialog.diakhiri", "Dialog ditutup dan menunggu konfirmasi.", (*_ORANG, "langkah")),
    JenisPeristiwa("dialog.dilanjutkan", "Dialog dibuka lagi sebelum dikonfirmasi.", _ORANG),
    JenisPeristiwa("dialog.selesai", "Dialog dikonfirmasi, atau dikunci tanpa tanggapan.", (*_ORANG, "tanpa_tanggapan")),
    JenisPeristiwa(AKSES_DITOLAK, "Seseorang mencoba membuka dialog orang lain."),
    JenisPeristiwa(DIUSULKAN, "Pendamping dialog diusulkan salah satu pihak.", ("pendamping",)),
    JenisPeristiwa(DISETUJUI, "Pendamping dialog disetujui pihak lain.", ("pendamping",)),
    JenisPeristiwa(DILEPAS, "Pendamping dialog dilepas, atau berhenti sendiri.", ("pendamping",)),
    JenisPeristiwa("kesepakatan.dibuat", "Kesepakatan dialog dibuat.", ("dialog", "pemilik")),
    JenisPeristiwa("kesepakatan.selesai", "Kesepakatan dialog ditandai selesai oleh pemiliknya.", ("dialog", "pemilik")),
    JenisPeristiwa("kesepakatan.dilepas", "Kesepakatan dialog dilepas, dengan alasan.", ("dialog", "pemilik")),
)
_KABAR = (
    "dialog.direncanakan", "dialog.dipindahkan", "dialog.ditolak", "dialog.tidak_terlaksana", "dialog.dimulai",
    "dialog.dilanjutkan",
)  # fmt: skip
_PENDENGAR = (
    Pendengar("dialog.kabari", _KABAR, notices.kabari),
    Pendengar("dialog.kabari_diakhiri", ("dialog.diakhiri",), notices.kabari_diakhiri),
    Pendengar("dialog.kabari_selesai", ("dialog.selesai",), notices.kabari_selesai),
    Pendengar("dialog.kabari_pendamping", (DIUSULKAN, DISETUJUI), notices.kabari_pendamping),
    Pendengar("dialog.terbitkan_risalah", ("dialog.selesai",), risalah.terbitkan),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for pendengar in _PENDENGAR:
        PENDENGAR.daftarkan(pendengar)
    ALUR.daftarkan(Alur("A dialogue", DIALOG, "Confirmed by both, or locked by its clock. Table and trigger: `dialog.Dialog`."))
    MENU.daftarkan(ButirMenu("dialog", "Dialog", "dialog:daftar", "messages", lambda akun: boleh(akun, "daftar"), "/dialog/"))
    TAB_PEGAWAI.daftarkan(
        Tab("dialog", "Dialog", lambda p: reverse("dialog:pegawai", args=[p.pk]), lambda akun, p: boleh(akun, "lihat_tab", p))
    )
    JENIS_TENGGAT.daftarkan(JenisTenggat(SETUJUI, "Mengonfirmasi risalah dialog", "risalah_setujui_batas", tugas.url_setujui))
    JADWAL.daftarkan(Jadwal("Dialog: kunci risalah yang lewat batas", "dialog.kunci", "0", "40"))
    SUMBER_TUGAS.daftarkan(SumberTugas("dialog", tugas.tugas_dialog))
    SUMBER_TUGAS.daftarkan(SumberTugas("kesepakatan", tugas.tugas_kesepakatan))
    JENIS_DOKUMEN.daftarkan(risalah.JENIS)
    fakta.daftarkan()
