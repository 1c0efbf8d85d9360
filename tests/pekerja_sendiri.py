"""A real Celery worker of a test's own, on the test database: to be killed, or to be one of several."""

import contextlib
import os
import subprocess
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from config import pengawas, proses

AKAR = Path(__file__).resolve().parent.parent


def alamat_basis_uji() -> str:
    """DATABASE_URL of the test database of this process."""
    b = connection.settings_dict
    tuan = urllib.parse.quote(b["HOST"] or b["OPTIONS"].get("host", ""), safe="")
    sandi = f":{urllib.parse.quote(b['PASSWORD'])}" if b["PASSWORD"] else ""
    return f"postgres://{b['USER']}{sandi}@{tuan}:{b['PORT'] or 5432}/{b['NAME']}"


@contextlib.contextmanager
def pekerja_sendiri(**lingkungan: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with one process and these environment variables; it is gone at the end, however the test ends."""
    semua = (
        os.environ | {"DATABASE_URL": alamat_basis_uji(), "REDIS_URL": settings.REDIS_URL, "WORKER_PROSES": "1"} | lingkungan
    )
    with tempfile.NamedTemporaryFile(prefix="pekerja-", suffix=".log") as catatan:
        anak = proses.jalankan([*pengawas.PERINTAH["worker"], "--pool", "solo"], folder=AKAR, catatan=catatan, lingkungan=semua)
        try:
            yield anak
        finally:
            proses.kirim(anak, 9, segrup=True)
            anak.wait()
