"""/healthz and /readyz: each part can be down, and is named."""

import pytest
from django.db import connection
from django.test import Client

from config import denyut


@pytest.fixture
def pekerja_hidup():
    denyut.catat(denyut.PEKERJA)


def siap(client: Client) -> tuple[int, dict[str, str]]:
    jawaban = client.get("/readyz")
    return jawaban.status_code, jawaban.json()["bagian"]


@pytest.mark.django_db
def test_all_parts_up(client, pekerja_hidup):
    assert siap(client) == (200, {"basis_data": "ok", "migrasi": "ok", "redis": "ok", "pekerja": "ok"})


@pytest.mark.django_db
def test_a_silent_worker_is_named(client):
    assert siap(client) == (503, {"basis_data": "ok", "migrasi": "ok", "redis": "ok", "pekerja": "tidak ada tanda hidup"})


@pytest.mark.django_db
def test_redis_away_is_named(client, settings):
    settings.REDIS_URL = "unix:///tmp/tidak-ada.sock?db=0"
    kode, bagian = siap(client)
    assert (kode, bagian["redis"], bagian["basis_data"]) == (503, "ConnectionError", "ok")


@pytest.mark.django_db
def test_a_migration_to_come_is_named(client, pekerja_hidup):
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM django_migrations WHERE app = 'siklus' AND name = '0001_initial'")
    assert siap(client) == (503, {"basis_data": "ok", "migrasi": "1 belum diterapkan", "redis": "ok", "pekerja": "ok"})


@pytest.mark.django_db
def test_database_away_is_named_without_its_address(client, monkeypatch):
    from django.db import OperationalError

    from config import kesehatan

    def putus() -> str:
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setitem(kesehatan.BAGIAN, "basis_data", putus)
    jawaban = client.get("/readyz")
    assert jawaban.status_code == 503
    assert jawaban.json()["bagian"]["basis_data"] == "OperationalError"
    assert "10.1.2.3" not in jawaban.content.decode()


def test_healthz_asks_neither_database_nor_session(client):
    jawaban = client.get("/healthz")
    assert (jawaban.status_code, jawaban.content) == (200, b"ok\n")
    assert jawaban["Cache-Control"].startswith("max-age=0, no-cache")


def test_real_worker_shows_signs_of_life(pekerja, client, tunggu_sampai):
    with denyut._sambungan() as redis:
        redis.delete(denyut.PEKERJA)
    tunggu_sampai(lambda: denyut.hidup(denyut.PEKERJA), 15)
    assert siap(client)[0] == 200
