"""Write the triggers of every floor into its migration anew, from the models: ``manage.py susun_pemicu``.

For development, while each floor has one unreleased migration. A model's triggers (history, append-only, transitions) are
compiled in ``PasangPemicu``, which no autodetector fills; ``makemigrations --check`` tells when this must run. In a migration
that ``makemigrations`` wrote anew, its single ``AddTrigger`` operations are gathered into one ``PasangPemicu``, and its
models are put together (``rapatkan``).
"""

import re
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.writer import MigrationWriter

from kinerja.plumbing.rapatkan import rapatkan

_SATUAN = re.compile(r"^        pgtrigger\.migrations\.AddTrigger\(\n.*?^        \),\n", re.S | re.M)
_KOSONG = "        kinerja.plumbing.migrasi.PasangPemicu(\n            pemicu=[],\n        ),\n    ]\n"
_DAFTAR = re.compile(r"^( +)pemicu=\[.*?\],\n(?= +\),\n +\])", re.S | re.M)


class Command(BaseCommand):
    """Rewrite the list in each ``0001_initial.py`` that has one."""

    help = "Menyusun ulang daftar pemicu pada migrasi dari model."

    def handle(self, *args: Any, **options: Any) -> None:
        """Every app of the project whose first migration installs triggers."""
        for app in apps.get_app_configs():
            berkas = Path(app.path) / "migrations" / "0001_initial.py"
            milik_sendiri = Path(app.path).is_relative_to(settings.AKAR) and ".venv" not in Path(app.path).parts
            if milik_sendiri and berkas.exists() and "Pemicu" in (isi := _kumpulkan(berkas.read_text())):
                baru = _ganti(_rapatkan(app, isi), _susun(app.label))
                berkas.write_text(baru)
                self.stdout.write(f"{app.label}: {'disusun ulang' if baru != isi else 'tetap'}")


def _rapatkan(app: AppConfig, isi: str) -> str:
    """``isi`` with whole models, written anew only where that saves an operation."""
    ruang: dict[str, Any] = {}
    exec(compile(isi, app.label, "exec"), ruang)
    migrasi = ruang["Migration"]("0001_initial", app.label)
    rapat = rapatkan(app.label, migrasi.operations)
    if len(rapat) == len(migrasi.operations):
        return isi
    migrasi.operations = rapat
    return MigrationWriter(migrasi).as_string()


def _kumpulkan(isi: str) -> str:
    """``isi`` with its single triggers replaced by one empty list at the end of the operations."""
    bersih, kali = _SATUAN.subn("", isi)
    if not kali:
        return isi
    return re.sub(
        r"^    \]\n\Z",
        lambda _: _KOSONG,
        bersih.replace("\nimport pgtrigger.compiler", "\nimport kinerja.plumbing.migrasi\nimport pgtrigger.compiler"),
        flags=re.M,
    )


def _ganti(isi: str, daftar: str) -> str:
    baru, kali = _DAFTAR.subn(lambda m: f"{m[1]}pemicu=[{daftar}],\n", isi)
    if kali != 1:
        raise CommandError("Daftar pemicu tidak ditemukan tepat sekali pada migrasi ini.")
    return _dengan_impor(baru)


def _dengan_impor(isi: str) -> str:
    """A migration written anew with an empty list imports nothing for the triggers it gets afterwards."""
    if "\nimport pgtrigger.compiler\n" in isi or "pgtrigger.compiler." not in isi:
        return isi
    return isi.replace(
        "\nimport kinerja.plumbing.migrasi\n", "\nimport kinerja.plumbing.migrasi\nimport pgtrigger.compiler\n", 1
    )


def _susun(label: str) -> str:
    """The entries as code, in the order of the models."""
    return ", ".join(
        f"({model._meta.model_name!r}, {MigrationWriter.serialize(pemicu.compile(model))[0]})"
        for model in apps.get_app_config(label).get_models()
        for pemicu in getattr(model._meta, "triggers", ())
    )
