"""What a worker does, in a process of the test's own on the test database: to be killed, or to be one of several."""

import os
import subprocess
import sys
import urllib.parse
from pathlib import Path

from django.db import connection

AKAR = Path(__file__).resolve().parent.parent


def alamat_basis_uji() -> str:
    """DATABASE_URL of the test database of this process."""
    b = connection.settings_dict
    tuan = urllib.parse.quote(b["HOST"] or b["OPTIONS"].get("host", ""), safe="")
    sandi = f":{urllib.parse.quote(b['PASSWORD'])}" if b["PASSWORD"] else ""
    return f"postgres://{b['USER']}{sandi}@{tuan}:{b['PORT'] or 5432}/{b['NAME']}"


def proses_pekerja(perintah: str, **lingkungan: str) -> "subprocess.Popen[bytes]":
    """Start a process that sets Django up and runs ``perintah``, as a worker would run the task."""
    kode = f"import django; django.setup(); {perintah}"
    semua = os.environ | {"DATABASE_URL": alamat_basis_uji(), "DJANGO_SETTINGS_MODULE": "config.settings"} | lingkungan
    return subprocess.Popen([sys.executable, "-c", kode], cwd=AKAR, env=semua)
