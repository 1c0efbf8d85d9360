"""``manage.py isi_demo``: the demo. ``--awal`` what sign-in needs, ``--antre`` the rest as a job; without both: all, here."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kinerja.layanan.demo import awal, lengkap
from kinerja.layanan.pekerjaan import buat_pekerjaan


class Command(BaseCommand):
    """Twice does nothing twice. Refused in production."""

    help = "Isi basis data dengan kabupaten contoh yang hidup sepanjang tahun."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which part."""
        parser.add_argument("--awal", action="store_true", help="Hanya yang diperlukan untuk masuk.")
        parser.add_argument("--tahap", nargs="*", default=(), help="Hanya tahap ini: landasan, skp, dialog, …")
        parser.add_argument("--antre", action="store_true", help="Serahkan sisanya kepada pekerja.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Fill, or queue."""
        if settings.PRODUKSI:
            raise CommandError("Data contoh tidak boleh dimasukkan ke lingkungan produksi.")
        if opsi["antre"]:
            with transaction.atomic():
                buat_pekerjaan(lengkap.JENIS, {}, by=None, kunci=lengkap.JENIS)
            self.stdout.write("Sisa data contoh diserahkan kepada pekerja.")
            return
        awal.siapkan()
        if not opsi["awal"]:
            lengkap.lengkapi(lambda *_: None, opsi["tahap"])
        self.stdout.write("Data contoh siap.")
