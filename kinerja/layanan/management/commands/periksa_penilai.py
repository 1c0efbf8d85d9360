"""Print as JSON whether everybody has exactly one assessor, or stands on the list with a reason."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kinerja.organisasi.periksa import periksa_penilai
from kinerja.plumbing import jam


class Command(BaseCommand):
    """Exit code 1 when somebody has two assessors, none and no reason, or stands in a ring."""

    help = "Periksa penilai semua pegawai pada satu tanggal; cetak JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """One date."""
        parser.add_argument("--tanggal", type=dt.date.fromisoformat, default=None, help="YYYY-MM-DD; bawaannya hari ini")

    def handle(self, *args: Any, tanggal: dt.date | None = None, **options: Any) -> None:
        """Print one object."""
        hasil = periksa_penilai(tanggal or jam.hari_ini())
        self.stdout.write(json.dumps(hasil.sebagai_json(), ensure_ascii=False))
        if not hasil.utuh:
            raise SystemExit(1)
