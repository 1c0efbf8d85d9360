"""``manage.py ukur [--pegawai 5000 50000 500000]``: the cost of pages at several sizes, each in a database of its own."""

import json
import os
import subprocess
import sys
import urllib.parse
from dataclasses import asdict
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from kinerja.layanan import skala, ukur, ukur_layanan

BAWAAN = [5_000, 50_000, 500_000]


class Command(BaseCommand):
    """Makes the databases, fills them, measures, drops them; prints Markdown."""

    help = "Ukur biaya halaman sebagai rasio terhadap halaman kosong, dan pertumbuhannya."

    def add_arguments(self, parser: CommandParser) -> None:
        """The sizes; ``--di-sini`` is how the command calls itself on a database it has made."""
        parser.add_argument("--pegawai", type=int, nargs="+", default=BAWAAN)
        parser.add_argument("--di-sini", action="store_true")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Refuses in production."""
        if settings.PRODUKSI:
            raise CommandError("Pengukuran membuat basis data buatan; jalankan di luar produksi.")
        if opsi["di_sini"]:
            skala.isi(opsi["pegawai"][0])
            halaman = [asdict(b) for b in ukur.ukur()]
            self.stdout.write(json.dumps({"halaman": halaman, "layanan": ukur_layanan.kalimat(ukur_layanan.ukur())}))
            return
        hasil = {n: self._pada(n) for n in opsi["pegawai"]}
        halaman = {n: ukur.dari_json(x["halaman"]) for n, x in hasil.items()}
        self.stdout.write(ukur.tabel(halaman, {n: x["layanan"] for n, x in hasil.items()}))

    def _pada(self, pegawai: int) -> dict[str, Any]:
        nama = f"kinerja_ukur_{pegawai}"
        with psycopg.connect(_alamat("postgres"), autocommit=True) as induk:
            induk.execute(f"DROP DATABASE IF EXISTS {nama} WITH (FORCE)")
            induk.execute(f"CREATE DATABASE {nama}")
            try:
                return self._jalankan(nama, pegawai)
            finally:
                induk.execute(f"DROP DATABASE {nama} WITH (FORCE)")

    def _jalankan(self, nama: str, pegawai: int) -> dict[str, Any]:
        lingkungan = os.environ | {
            "DATABASE_URL": _alamat(nama),
            "REDIS_URL": settings.REDIS_URL,
            "STATIC_ROOT": str(settings.STATIC_ROOT),
            "KINERJA_LOG": "WARNING",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=lingkungan, cwd=settings.AKAR, check=True)
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env=lingkungan, cwd=settings.AKAR, check=True
        )
        perintah = [sys.executable, "manage.py", "ukur", "--di-sini", "--pegawai", str(pegawai)]
        keluaran = subprocess.run(perintah, env=lingkungan, cwd=settings.AKAR, check=True, stdout=subprocess.PIPE, text=True)
        hasil: dict[str, Any] = json.loads(keluaran.stdout)
        return hasil


def _alamat(nama: str) -> str:
    """The address of another database on the same server."""
    basis = connection.settings_dict
    tuan = urllib.parse.quote(str(basis["HOST"] or basis["OPTIONS"].get("host", "")), safe="")
    sandi = f":{urllib.parse.quote(str(basis['PASSWORD']))}" if basis["PASSWORD"] else ""
    pintu = f":{basis['PORT']}" if basis["PORT"] else ""
    return f"postgres://{basis['USER']}{sandi}@{tuan}{pintu}/{nama}"
