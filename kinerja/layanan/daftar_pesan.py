"""What beat does for messages, events and reminders, and the job of the demo."""

from kinerja.layanan.demo import lengkap
from kinerja.plumbing.daftar import JADWAL, Jadwal


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for jadwal in (
        Jadwal("Pesan: kirim yang menunggu", "layanan.sapu_pengiriman", "*", "*"),
        Jadwal("Pengingat: ringkasan harian pukul 08.00 WITA", "layanan.kirim_pengingat", "8", "0"),
    ):
        JADWAL.daftarkan(jadwal)
    lengkap.daftarkan()
