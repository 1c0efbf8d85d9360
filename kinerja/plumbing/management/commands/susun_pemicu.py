"""Write the triggers of every floor into its migration anew, from the models: ``manage.py susun_pemicu``.

For development, while each floor has one unreleased migration. A model's triggers (history, append-only, transitions) are
compiled in ``PasangPemicu``, which no autodetector fills; ``makemigrations --check`` tells when this must run.
"""

import re
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.writer import MigrationWriter

_DAFTAR = re.compile(r"^( +)pemicu=\[.*?\],\n(?= +\),\n +\])", re.S | re.M)


class Command(BaseCommand):
    """Rewrite the list in each ``0001_initial.py`` that has one."""

    help = "Menyusun ulang daftar pemicu pada migrasi dari model."

    def handle(self, *args: Any, **options: Any) -> None:
        """Every app of the project whose first migration installs triggers."""
        for app in apps.get_app_configs():
            berkas = Path(app.path) / "migrations" / "0001_initial.py"
            if app.name.startswith("kinerja.") and berkas.exists() and "PasangPemicu" in (isi := berkas.read_text()):
                baru = _ganti(isi, _susun(app.label))
                berkas.write_text(baru)
                self.stdout.write(f"{app.label}: {'disusun ulang' if baru != isi else 'tetap'}")


def _ganti(isi: str, daftar: str) -> str:
    baru, kali = _DAFTAR.subn(lambda m: f"{m[1]}pemicu=[{daftar}],\n", isi)
    if kali != 1:
        raise CommandError("Daftar pemicu tidak ditemukan tepat sekali pada migrasi ini.")
    return baru


def _susun(label: str) -> str:
    """The entries as code, in the order of the models."""
    return ", ".join(
        f"({model._meta.model_name!r}, {MigrationWriter.serialize(pemicu.compile(model))[0]})"
        for model in apps.get_app_config(label).get_models()
        for pemicu in getattr(model._meta, "triggers", ())
    )
