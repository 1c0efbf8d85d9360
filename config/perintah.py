"""Embedded services for the duration of one manage.py command."""

import contextlib
import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from config import tertanam
from config.proses import GalatMulai


@contextlib.contextmanager
def selama_perintah() -> Iterator[None]:
    """For one manage.py command: use the running services, or run them for as long as the command lasts.

    Commands that came meanwhile may be using what this one started, so it waits for them before ending the services: each holds
    a shared lock on ``pemakai.kunci``, the owner ends with an exclusive one.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield
        return
    data = tertanam.folder_data()
    layanan = tertanam.layanan_perlu(data)
    with (data / "pemakai.kunci").open("a") as pemakai:
        fcntl.flock(pemakai, fcntl.LOCK_SH)
        kunci = tertanam.Kunci(data)
        anak = _milik_sendiri_atau_tumpangan(kunci, layanan, data)
        tertanam.umumkan(layanan)
        try:
            yield
        finally:
            if anak:
                fcntl.flock(pemakai, fcntl.LOCK_EX)
                tertanam.hentikan_semua(layanan, anak)
            kunci.lepas()


def _milik_sendiri_atau_tumpangan(
    kunci: tertanam.Kunci, layanan: list[tertanam.Layanan], data: Path
) -> list[subprocess.Popen[bytes]]:
    """Children of our own when nobody runs the services, an empty list when somebody does."""
    akhir = time.monotonic() + tertanam.BATAS_SIAP
    while time.monotonic() < akhir:
        if kunci.coba("perintah"):
            return tertanam.mulai_semua(layanan, data)
        if all(satu.siap() for satu in layanan):
            return []
        time.sleep(0.1)
    raise GalatMulai(f"Layanan yang dijalankan oleh {kunci.pemegang()} tidak menjawab. Hentikan proses itu, lalu ulangi.")
