"""Write ``docs/alur.md`` from the transition tables."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from skp import alur


class Command(BaseCommand):
    """``manage.py gambar_alur``: after a table of transitions changed."""

    help = "Tulis docs/alur.md dari tabel transisi semua tahap."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Write the page."""
        berkas = Path(__file__).resolve().parents[3] / "docs" / "alur.md"
        berkas.write_text(alur.teks(), encoding="utf-8")
        self.stdout.write(f"{berkas.name} ditulis.")
