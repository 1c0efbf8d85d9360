"""``python -m tests.debian``: the service tests once more, on Debian's own PostgreSQL and redis-server on loopback.

The servers get a throw-away data folder and ports of their own; nothing of the machine's own clusters is touched.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from config import proses, tertanam
from config.proses import GalatMulai

AKAR = Path(__file__).resolve().parent.parent


def _biner() -> Path:
    calon = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[4]))
    if not calon:
        raise GalatMulai("PostgreSQL milik sistem tidak ditemukan. Pasang dengan: sudo apt-get install -y postgresql")
    return calon[0].parent


def _port_bebas() -> int:
    with socket.socket() as percobaan:
        percobaan.bind(("127.0.0.1", 0))
        return int(percobaan.getsockname()[1])


class PostgresDebian(tertanam.Postgres):
    """The machine's own server, oldest version first, by TCP on loopback."""

    def __init__(self, data: Path) -> None:
        self.biner_sistem, self.port = _biner(), _port_bebas()
        super().__init__(data, uji=True)

    def _cari_biner(self) -> Path:
        return self.biner_sistem

    @property
    def alamat(self) -> str:
        return f"postgres://kinerja@127.0.0.1:{self.port}/{tertanam.BASIS}"

    def _pilihan(self) -> dict[str, str]:
        return super()._pilihan() | {"listen_addresses": "127.0.0.1", "port": str(self.port)}


@contextlib.contextmanager
def _layanan(data: Path) -> Iterator[dict[str, str]]:
    redis = shutil.which("redis-server") or shutil.which("valkey-server")
    if not redis:
        raise GalatMulai("redis-server tidak ditemukan. Pasang dengan: sudo apt-get install -y redis-server")
    postgres, port = PostgresDebian(data), _port_bebas()
    with tertanam.buka_catatan(data, "postgres") as catatan:
        anak = [postgres.mulai(catatan)]
    try:
        anak.append(
            proses.jalankan(
                [redis, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--loglevel", "warning"], folder=data
            )
        )
        if not tertanam.tunggu(postgres.siap_pertama, 60):
            raise GalatMulai(f"PostgreSQL milik sistem tidak mau mulai:\n{(data / 'log' / 'postgres.log').read_text()}")
        yield {"DATABASE_URL": postgres.alamat, "REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    finally:
        for p, sinyal in zip(anak, (signal.SIGINT, signal.SIGTERM), strict=False):
            proses.kirim(p, sinyal)
        for p in anak:
            p.wait(20)


def main() -> int:
    """Exit code of pytest; no service test at all is a failure as well."""
    with tempfile.TemporaryDirectory(prefix="kinerja-debian-") as folder, _layanan(Path(folder)) as alamat:
        perintah = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "layanan", *sys.argv[1:]]
        return subprocess.run(perintah, cwd=AKAR, env=os.environ | alamat, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GalatMulai as galat:
        sys.exit(str(galat))
