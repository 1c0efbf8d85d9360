"""What beat does for messages, events and reminders, and the job of the demo."""

from typing import Any

from celery.signals import task_failure, task_success

from kinerja.layanan import jadwal
from kinerja.layanan.access import boleh
from kinerja.layanan.demo import lengkap
from kinerja.layanan.pengiriman import SALURAN
from kinerja.layanan.whatsapp import SALURAN_WHATSAPP
from kinerja.plumbing.daftar import JADWAL, MENU, ButirMenu, Jadwal


def _urus(akun: Any) -> bool:
    return boleh(akun, "urus_layanan")


_MENU = (
    ButirMenu("jadwal", "Jadwal", "layanan:jadwal", "calendar-event", _urus, "/jadwal/", utama=False),
    ButirMenu("kiriman", "Kiriman pesan", "layanan:kiriman", "message-2", _urus, "/kiriman/", utama=False),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for butir in _MENU:
        MENU.daftarkan(butir)
    for entri in (
        Jadwal("Pesan: kirim yang menunggu", "layanan.sapu_pengiriman", "*", "*"),
        Jadwal("Pengingat: ringkasan harian pukul 08.00 WITA", "layanan.kirim_pengingat", "8", "0"),
    ):
        JADWAL.daftarkan(entri)
    SALURAN.daftarkan(SALURAN_WHATSAPP)
    lengkap.daftarkan()
    task_success.connect(_berhasil, dispatch_uid="layanan.catat_jalan")
    task_failure.connect(_gagal, dispatch_uid="layanan.catat_jalan")


def _berhasil(sender: Any, **_: Any) -> None:
    jadwal.catat_jalan(sender.name)


def _gagal(sender: Any, exception: BaseException, **_: Any) -> None:
    jadwal.catat_jalan(sender.name, f"{type(exception).__name__}: {exception}")
