"""Production refuses to start unsafely, and is strict when it starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
AMAN = {
    "KINERJA_LINGKUNGAN": "produksi",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "kinerja.example",
    "SEGEL_KUNCI": __file__,
    "SEGEL_SERTIFIKAT": __file__,
}


def muat(perintah: str = "", **ubah: str) -> subprocess.CompletedProcess[str]:
    lingkungan = {k: v for k, v in (os.environ | AMAN | ubah).items() if v}
    if "DEBUG" not in ubah:
        lingkungan.pop("DEBUG", None)
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings as s; {perintah}"],
        cwd=AKAR,
        env=lingkungan,
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_when_all_is_set():
    hasil = muat("print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)")
    assert (hasil.returncode, hasil.stdout) == (0, "False True True True 31536000\n"), hasil.stderr


@pytest.mark.parametrize(
    ("ubah", "nama"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "pendek"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"SEGEL_KUNCI": "/tidak/ada"}, "SEGEL_KUNCI"),
    ],
)
def test_refuses_and_names_the_variable(ubah, nama):
    hasil = muat(**ubah)
    assert hasil.returncode != 0
    assert "ImproperlyConfigured" in hasil.stderr
    assert nama in hasil.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("unix:///tmp/a/redis.sock?db=3", "redis+socket:///tmp/a/redis.sock?virtual_host=3"),
        ("redis://redis:6379/0", "redis://redis:6379/0"),
    ],
)
def test_celery_gets_the_address_in_its_own_spelling(redis, celery):
    assert muat("print(s.CELERY_BROKER_URL)", REDIS_URL=redis).stdout == f"{celery}\n"
