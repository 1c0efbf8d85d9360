"""``manage.py kirim_pengingat --tanggal 2026-01-29 [--pratinjau]``: the daily digests, or who would get what."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kinerja.layanan import pengingat
from kinerja.plumbing import jam


class Command(BaseCommand):
    """Sends, or prints without writing anything."""

    help = "Kirim ringkasan pengingat satu hari, atau tampilkan siapa akan menerima apa."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which day, and whether to look only."""
        parser.add_argument("--tanggal", type=dt.date.fromisoformat, default=None)
        parser.add_argument("--pratinjau", action="store_true")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """One block per person in the preview; else the number of people."""
        tanggal = opsi["tanggal"] or jam.hari_ini()
        if not opsi["pratinjau"]:
            self.stdout.write(f"{pengingat.kirim(tanggal)} orang diberi tahu.")
            return
        for nama, judul, isi in pengingat.pratinjau(tanggal):
            self.stdout.write(f"{nama}\n  {judul}\n" + "".join(f"    {baris}\n" for baris in isi.splitlines()))
