"""Production refuses to start unsafely, and is strict when it starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from config import pengawas
from config.proses import GalatMulai
from tests import pabrik

AKAR = Path(__file__).resolve().parents[2]
AMAN = {
    "KINERJA_LINGKUNGAN": "produksi",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "kinerja.example",
    "SEGEL_KUNCI": __file__,
    "SEGEL_SERTIFIKAT": __file__,
    "KUNCI_SANDI": __file__,
}

TERBUKA = {"KINERJA_LINGKUNGAN": "", "KINERJA_HOST": "0.0.0.0", "KINERJA_DEMO": "0"}


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


@pytest.mark.parametrize("tuan", ["", "127.0.0.2", "::1", "localhost"])
def test_alone_on_the_machine_nothing_is_needed(tuan):
    hasil = muat(KINERJA_LINGKUNGAN="", KINERJA_HOST=tuan, SECRET_KEY="", ALLOWED_HOSTS="", KINERJA_DEMO="")
    assert hasil.returncode == 0, hasil.stderr


def test_open_to_others_it_starts_when_all_is_set():
    assert muat(**TERBUKA).returncode == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("lingkungan", "tuan"), [("produksi", "127.0.0.1"), ("", "0.0.0.0")])
def test_demo_accounts_do_not_go_public(monkeypatch, lingkungan, tuan):
    basis = connection.get_connection_params()
    alamat = f"dbname={basis['dbname']} user={basis['user']} host={basis['host']} port={basis.get('port') or 5432}"
    monkeypatch.setenv("DATABASE_URL", alamat)
    orang = pabrik.akun(pabrik.pegawai())
    pengawas.tolak_demo_umum()
    monkeypatch.setenv("KINERJA_LINGKUNGAN", lingkungan)
    monkeypatch.setenv("KINERJA_HOST", tuan)
    with pytest.raises(GalatMulai, match="akun demo"):
        pengawas.tolak_demo_umum()
    orang.is_active = False
    orang.save()
    pengawas.tolak_demo_umum()


@pytest.mark.parametrize(
    ("ubah", "nama"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "pendek"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"SEGEL_KUNCI": "/tidak/ada"}, "SEGEL_KUNCI"),
        ({"KUNCI_SANDI": "/tidak/ada"}, "KUNCI_SANDI"),
        ({"KINERJA_TITIK_GAGAL": "pesan_setelah_klaim"}, "KINERJA_TITIK_GAGAL"),
        ({"KINERJA_LINGKUNGAN": "production"}, "KINERJA_LINGKUNGAN"),
        # The name of the environment was forgotten, yet others can reach it.
        (TERBUKA | {"DEBUG": "1"}, "DEBUG"),
        (TERBUKA | {"SECRET_KEY": ""}, "SECRET_KEY"),
        (TERBUKA | {"SECRET_KEY": "pendek"}, "SECRET_KEY"),
        (TERBUKA | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        (TERBUKA | {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        (TERBUKA | {"KINERJA_DEMO": ""}, "KINERJA_DEMO"),
        (TERBUKA | {"KINERJA_DEMO": "1", "KINERJA_HOST": "10.1.2.3"}, "KINERJA_DEMO"),
        (TERBUKA | {"KINERJA_DEMO": "1", "KINERJA_HOST": "kinerja.example"}, "KINERJA_DEMO"),
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
