"""What the acts around positions, assessors and reports register: menu, tabs, tasks, the clock, the listener."""

from django.urls import reverse

from kinerja.layanan import laporan, listeners, peristiwa
from kinerja.layanan.access import boleh
from kinerja.layanan.actions.laporan import JENIS_TENGGAT
from kinerja.layanan.keputusan import OBJEK, SURAT, keputusan_terlihat
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    TAB_UNIT,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisTenggat,
    Pendengar,
    SumberTugas,
    Tab,
)
from kinerja.plumbing.daftar import (
    JENIS_TENGGAT as DAFTAR_TENGGAT,
)
from kinerja.plumbing.models import SETELAH_TERCATAT

_MENU = (
    ButirMenu(
        "penilai", "Perbaikan penilai", "layanan:penilai", "user-check",
        lambda akun: boleh(akun, "lihat_penilai_kosong"), "/penilai/", utama=False,
    ),
    ButirMenu(
        "delegasi", "Surat pendelegasian", "layanan:delegasi_daftar", "signature",
        lambda akun: boleh(akun, "lihat_delegasi"), "/delegasi/", utama=False,
    ),
    ButirMenu(
        "laporan", "Laporan data salah", "layanan:laporan_daftar", "message-report", lambda akun: True, "/laporan/", utama=False
    ),
    ButirMenu(
        "bantu", "Bantu isi", "layanan:bantu", "heart-handshake",
        lambda akun: boleh(akun, "beri_izin_bantu"), "/bantu/", utama=False,
    ),
    ButirMenu(
        "peristiwa", "Peristiwa", "layanan:peristiwa", "refresh",
        lambda akun: boleh(akun, "lihat_peristiwa"), "/peristiwa/", utama=False,
    ),
)  # fmt: skip
_TUGAS = (
    SumberTugas("laporan_data", laporan.tugas_laporan),
    SumberTugas("penilai_kosong", laporan.tugas_penilai),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for butir in _MENU:
        MENU.daftarkan(butir)
    for sumber in _TUGAS:
        SUMBER_TUGAS.daftarkan(sumber)
    TAB_UNIT.daftarkan(Tab("tim", "Tim kerja", lambda u: reverse("layanan:tim_daftar", args=[u.pk]), lambda akun, u: True))
    DAFTAR_TENGGAT.daftarkan(
        JenisTenggat(
            JENIS_TENGGAT, "Menjawab laporan data", "laporan_data_batas", lambda pk: reverse("layanan:laporan", args=[pk])
        )
    )
    JENIS_BERKAS.daftarkan(JenisBerkas("layanan.keputusan", _boleh_berkas))
    OBJEK.daftarkan(SURAT)
    PENDENGAR.daftarkan(Pendengar("layanan.kabari_penilai", ("penilai_berubah",), listeners.kabari_penilai_berubah))
    JADWAL.daftarkan(Jadwal("Peristiwa: antar yang tertinggal", "layanan.antar_peristiwa", "*", "*"))
    SETELAH_TERCATAT.append(peristiwa.bangunkan)


def _boleh_berkas(akun: Akun, berkas: Berkas) -> bool:
    """The signed paper of a recorded decision: whoever may see the decision."""
    return keputusan_terlihat(akun).filter(berkas=berkas).exists()
