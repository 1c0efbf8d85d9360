"""What opens doors stands beside the project and gets neither into the history nor into the image."""

import fnmatch
import subprocess
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
RAHASIA = [".env", ".env.produksi", "tls/sertifikat.pem", "tls/privat", "segel/kunci.pem", "segel/sandi", "a/b.pem", "a/b.key"]


def dibuang_docker(nama: str) -> bool:
    """Docker's rule for the patterns in use: one without a slash holds at the top, with everything below it."""
    bagian = nama.split("/")
    for pola in (AKAR / ".dockerignore").read_text().splitlines():
        inti = pola.removeprefix("**/")
        calon = [*bagian, nama] if inti != pola else [bagian[0]]
        if pola and not pola.startswith("#") and any(fnmatch.fnmatchcase(x, inti) for x in calon):
            return True
    return False


@pytest.mark.parametrize("nama", RAHASIA)
def test_secrets_stay_out_of_history_and_image(nama):
    git = subprocess.run(["git", "check-ignore", "--no-index", "-q", nama], cwd=AKAR, check=False)
    assert git.returncode == 0
    assert dibuang_docker(nama)


@pytest.mark.parametrize("nama", ["manage.py", "kinerja/layanan/dokumen/segel.py", "config/settings.py"])
def test_the_program_does_not(nama):
    assert subprocess.run(["git", "check-ignore", "--no-index", "-q", nama], cwd=AKAR, check=False).returncode == 1
    assert not dibuang_docker(nama)
