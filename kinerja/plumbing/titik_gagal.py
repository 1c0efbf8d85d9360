"""Failpoints: named places where a test may kill the process, to prove that nothing acknowledged is lost or done twice.

Off unless ``KINERJA_TITIK_GAGAL`` names them (comma separated); production refuses to start with that variable set.
"""

import os
import signal


def titik(nama: str) -> None:
    """Die here, as by ``kill -9``, when the environment names this point."""
    if nama in os.environ.get("KINERJA_TITIK_GAGAL", "").split(","):
        os.kill(os.getpid(), signal.SIGKILL)
