"""``manage.py isi_skala --pegawai N``: a made-up kabupaten of N people, for plans and growth. Never on real data."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.layanan.skala import isi


class Command(BaseCommand):
    """Prints the rows written per table as JSON."""

    help = "Isi basis data dengan kabupaten buatan untuk mengukur pertumbuhan biaya."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many people."""
        parser.add_argument("--pegawai", type=int, required=True)

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Refuses in production."""
        if settings.PRODUKSI:
            raise CommandError("Data skala tidak boleh dimasukkan ke lingkungan produksi.")
        self.stdout.write(json.dumps(isi(opsi["pegawai"])))
