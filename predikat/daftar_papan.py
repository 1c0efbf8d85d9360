"""What the kabupaten board registers: menu, the count by the worker."""

from kinerja.plumbing.daftar import JADWAL, MENU, ButirMenu, Jadwal
from predikat.access import boleh


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    MENU.daftarkan(
        ButirMenu(
            "papan_predikat", "Papan predikat", "predikat:papan", "chart-bar",
            lambda akun: boleh(akun, "lihat_papan"), "/predikat/papan/", utama=False,
        )
    )  # fmt: skip
    JADWAL.daftarkan(Jadwal("Penilaian: hitung papan", "predikat.hitung_papan", "*/3", "20"))
