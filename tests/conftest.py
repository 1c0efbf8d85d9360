"""Services of the test run: embedded PostgreSQL and Redis once per run, a real Celery worker where a test asks for one.

With DATABASE_URL and REDIS_URL set those servers are used. Under xdist the controller starts the services; every process has
its own test database and its own Redis database.
"""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
PROSES_XDIST = os.environ.get("PYTEST_XDIST_WORKER", "")


def _mulai_layanan() -> None:
    """Give the run a data folder of its own and start what no address was given for; both go when the run ends."""
    from config import tertanam

    data = Path(tempfile.mkdtemp(prefix="kinerja-uji-"))
    os.environ["KINERJA_DATA"] = str(data)
    layanan = tertanam.layanan_perlu(data, uji=True)
    anak = tertanam.mulai_semua(layanan, data)
    tertanam.umumkan(layanan)
    pemilik = os.getpid()

    def akhiri() -> None:
        if os.getpid() == pemilik:  # a forked child inherits the hook
            tertanam.hentikan_semua(layanan, anak)
            shutil.rmtree(tertanam.folder_soket(data), ignore_errors=True)
            shutil.rmtree(data, ignore_errors=True)

    atexit.register(akhiri)


def _redis_sendiri() -> None:
    """Another Redis database for every process of xdist."""
    if PROSES_XDIST.startswith("gw"):
        dasar, _, nomor = os.environ["REDIS_URL"].replace("?db=", "/").rpartition("/")
        baru = (int(nomor or 0) + 1 + int(PROSES_XDIST[2:])) % 16
        pemisah = "?db=" if dasar.startswith("unix:") else "/"
        os.environ["REDIS_URL"] = f"{dasar}{pemisah}{baru}"


def _gudang_sendiri() -> None:
    """A folder of files for every process, so that one test's files are not found by another's."""
    os.environ["BERKAS_ROOT"] = str(Path(os.environ.get("KINERJA_DATA", tempfile.gettempdir())) / f"berkas-{PROSES_XDIST}")


def _siapkan_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ.setdefault("KINERJA_LOG", "WARNING")
    import django
    from django.conf import settings

    # Hashed names need collectstatic; tests/config proves those once.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    django.setup()
    _kosongkan_hanya_yang_berisi()


def _kosongkan_hanya_yang_berisi() -> None:
    """After a test that commits, delete from the few tables that hold rows: to truncate all of some 250 takes a second each."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    truncate = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):  # type: ignore[no-untyped-def]
        if reset_sequences or not tables:
            return truncate(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        with self.connection.cursor() as kursor:
            kursor.execute(" UNION ALL ".join(f"(SELECT '{t}' FROM {self.quote_name(t)} LIMIT 1)" for t in tables))
            berisi = [t for (t,) in kursor.fetchall()]
        hapus = [f"DELETE FROM {self.quote_name(t)}" for t in berisi]
        # Foreign keys and the triggers that forbid deleting are not asked: everything goes.
        return ["SET LOCAL session_replication_role = replica", *hapus]

    DatabaseOperations.sql_flush = sql_flush


if not PROSES_XDIST:
    _mulai_layanan()
_redis_sendiri()
_gudang_sendiri()
_siapkan_django()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A child must not load the settings before this file gave it its own Redis database: by this name pytest-django would."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The heavy suite runs only when it is named."""
    return True if collection_path.name == "berat" and not any("berat" in str(x) for x in config.args) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is a service test (uses the worker, breaks a constraint) and what is heavy (below ``berat/``); and order."""
    for item in items:
        if "pekerja" in getattr(item, "fixturenames", ()) or item.path.stem.startswith("test_kendala"):
            item.add_marker(pytest.mark.layanan)
        if "berat" in item.path.parts:
            item.add_marker(pytest.mark.berat)
    # The longest first: at the end one process would wait for the other.
    items.sort(key=lambda item: item.path.name != "test_hak_akses.py")


def tunggu_sampai(syarat: Callable[[], object], batas: float = 20.0) -> None:
    """Ask until ``syarat`` is true; fail after ``batas`` seconds."""
    akhir = time.monotonic() + batas
    while not syarat():
        if time.monotonic() > akhir:
            pytest.fail(f"tidak terjadi dalam {batas:g} detik")
        time.sleep(0.05)


@pytest.fixture(name="tunggu_sampai")
def _tunggu_sampai() -> Callable[..., None]:
    """``tunggu_sampai(syarat, batas=20)``: how a test waits for another process."""
    return tunggu_sampai


@pytest.fixture(autouse=True)
def _cache_bersih() -> Iterator[None]:
    """Rate limits and other counters of one test are no business of the next."""
    yield
    from django.core.cache import cache

    # Not ``cache.clear()``: it empties the whole Redis database, the broker's bindings and queues included.
    redis = cache._cache.get_client()
    if kunci := list(redis.scan_iter(f"{cache.key_prefix}:*")):
        redis.delete(*kunci)


@pytest.fixture(scope="session")
def _proses_pekerja(django_db_setup: None) -> Iterator[subprocess.Popen[bytes]]:
    """One real Celery worker per process of the run, on the test database."""
    from django.conf import settings
    from django.db import connection

    from config import denyut, pengawas, proses

    basis = connection.settings_dict
    tuan = urllib.parse.quote(basis["HOST"] or "", safe="")
    sandi = f":{urllib.parse.quote(basis['PASSWORD'])}" if basis["PASSWORD"] else ""
    alamat = f"postgres://{basis['USER']}{sandi}@{tuan}:{basis['PORT'] or 5432}/{basis['NAME']}"
    if not basis["HOST"] and basis["OPTIONS"].get("host"):
        alamat = f"{alamat}?host={basis['OPTIONS']['host']}"
    lingkungan = os.environ | {"DATABASE_URL": alamat, "REDIS_URL": settings.REDIS_URL, "WORKER_PROSES": "1"}
    with (Path(os.environ.get("KINERJA_DATA", tempfile.gettempdir())) / f"pekerja-{PROSES_XDIST}.log").open("wb") as catatan:
        anak = proses.jalankan(
            [*pengawas.PERINTAH["worker"], "--pool", "solo"], folder=AKAR, catatan=catatan, lingkungan=lingkungan
        )
        with contextlib.suppress(Exception):
            tunggu_sampai(lambda: denyut.hidup(denyut.PEKERJA), 60)
        yield anak
        proses.kirim(anak, 9, segrup=True)
        anak.wait()


def _orang_lain_di_tengah_transaksi() -> bool:
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return bool(kursor.fetchone()[0])


def _bekukan(anak: subprocess.Popen[bytes]) -> None:
    """Stop the worker between two transactions, so that emptying the tables waits for nobody's lock."""
    from config import proses

    for _ in range(200):
        proses.kirim(anak, signal.SIGSTOP, segrup=True)
        if not _orang_lain_di_tengah_transaksi():
            return
        proses.kirim(anak, signal.SIGCONT, segrup=True)
        time.sleep(0.05)


def _buang_antrean() -> None:
    """What other tests asked of a worker is not done in this one."""
    from config.celery import app

    with app.connection_for_write() as sambungan:
        sambungan.default_channel.client.delete(app.conf.task_default_queue)


@pytest.fixture
def pekerja(transactional_db: None, _proses_pekerja: subprocess.Popen[bytes]) -> Iterator[None]:
    """A real worker consumes the queue while the test runs, and only then; rows are committed, so it sees them."""
    from config import proses

    _buang_antrean()
    proses.kirim(_proses_pekerja, signal.SIGCONT, segrup=True)
    yield
    _bekukan(_proses_pekerja)


from tests.pemeran import pemeran  # noqa: E402, F401  (a fixture for everybody; it needs Django set up)
