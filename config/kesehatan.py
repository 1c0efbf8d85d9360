"""Is the application alive, and can it serve? One answer for load balancers, containers and the supervisor.

``python -m config.kesehatan web`` (``worker``, ``beat``) ends with 0 when that part shows signs of life: for containers.
"""

import sys
from collections.abc import Callable
from functools import cache

import redis
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import denyut, tanya
from kinerja.plumbing.izin import terbuka


@terbuka
@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else, so a database that is away restarts no container."""
    return HttpResponse("ok\n", content_type="text/plain")


@terbuka
@require_safe
@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Each part with ``ok`` or a word about what is wrong; 503 when one part is down."""
    keadaan = {nama: _nilai(periksa) for nama, periksa in BAGIAN.items()}
    siap = all(x == "ok" for x in keadaan.values())
    return JsonResponse({"siap": siap, "bagian": keadaan}, status=200 if siap else 503)


def _nilai(periksa: Callable[[], str]) -> str:
    """The part's own word; of a failure only its kind, since messages carry host names."""
    try:
        return periksa()
    except (DatabaseError, redis.RedisError, OSError) as galat:
        return type(galat).__name__


def _basis_data() -> str:
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    return "ok"


def _redis() -> str:
    return "ok" if denyut.menjawab() else "tidak menjawab"


def _pekerja() -> str:
    return "ok" if denyut.hidup(denyut.PEKERJA) else "tidak ada tanda hidup"


@cache
def _migrasi_dalam_kode() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _migrasi() -> str:
    """Compare the code's migrations with those applied: one query, the disk is read once per process."""
    sisa = len(_migrasi_dalam_kode() - MigrationRecorder(connection).applied_migrations().keys())
    return f"{sisa} belum diterapkan" if sisa else "ok"


BAGIAN: dict[str, Callable[[], str]] = {
    "basis_data": _basis_data,
    "migrasi": _migrasi,
    "redis": _redis,
    "pekerja": _pekerja,
}


def main() -> None:
    """Health check of a container."""
    siapa = sys.argv[1]
    if siapa == "web":
        sys.exit(0 if tanya.status("/healthz") == 200 else 1)
    sys.exit(0 if denyut.hidup({"worker": denyut.PEKERJA, "beat": denyut.PENJADWAL}[siapa]) else 1)


if __name__ == "__main__":
    main()
