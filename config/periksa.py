"""``make check``: every check as a command of its own, as many at once as there are processors, worst news last.

``python -m config.periksa NAMA ...`` runs only those named.
"""

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
PY = sys.executable
# Port 1 refuses at once: no check may depend on what some database holds.
_TANPA_SERVER = {"DATABASE_URL": "postgres://kinerja@localhost:1/kinerja", "REDIS_URL": "redis://localhost:1/0"}
_PRODUKSI = _TANPA_SERVER | {
    "KINERJA_LINGKUNGAN": "produksi",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "kinerja.example",
    # Production wants these files to be there; which they are is no matter here.
    "SEGEL_KUNCI": __file__,
    "SEGEL_SERTIFIKAT": __file__,
    "KUNCI_SANDI": __file__,
}


@dataclass(frozen=True)
class Periksa:
    """One check: a command that ends with 0 when all is well."""

    perintah: tuple[str, ...]
    lingkungan: dict[str, str] = field(default_factory=dict)


PERIKSA = {
    "mypy": Periksa((PY, "-m", "mypy", "config", "kinerja", "skp", "dialog", "predikat", "talenta"), _TANPA_SERVER),
    "ruff": Periksa((PY, "-m", "ruff", "check", ".")),
    "format": Periksa((PY, "-m", "ruff", "format", "--check", ".")),
    "lapisan": Periksa((PY, "-c", "from importlinter.cli import lint_imports_command as c; c()")),
    "templat": Periksa((PY, "-m", "djlint", "templates", "--lint", "--quiet")),
    "migrasi": Periksa((PY, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"), _TANPA_SERVER),
    "produksi": Periksa((PY, "manage.py", "check", "--deploy", "--fail-level", "WARNING"), _PRODUKSI),
}


def jalankan(nama: str) -> tuple[str, bool, str, float]:
    """Run one check; returns its name, whether it passed, its output and the seconds it took."""
    satu, mulai = PERIKSA[nama], time.monotonic()
    hasil = subprocess.run(
        satu.perintah, cwd=AKAR, env=os.environ | satu.lingkungan, capture_output=True, text=True, check=False
    )
    return nama, hasil.returncode == 0, (hasil.stdout + hasil.stderr).strip(), time.monotonic() - mulai


def main() -> None:
    """Run the checks; the exit code is the number of those that failed."""
    gagal = []
    with ThreadPoolExecutor(os.cpu_count()) as kolam:
        for nama, baik, keluaran, detik in kolam.map(jalankan, sys.argv[1:] or PERIKSA):
            print(f"{'ok   ' if baik else 'GAGAL'} {nama} ({detik:.1f} s)", flush=True)  # noqa: T201
            if not baik:
                gagal.append((nama, keluaran))
    for nama, keluaran in gagal:
        print(f"\n── {nama}\n{keluaran}")  # noqa: T201
    sys.exit(len(gagal))


if __name__ == "__main__":
    main()
