"""Logs carry a request id and nothing that identifies a citizen or opens a door."""

import io
import json
import logging

import pytest
import structlog

from config import catatan


@pytest.fixture
def baris():
    """Lines as production writes them."""
    keluar = io.StringIO()
    penangan = logging.StreamHandler(keluar)
    susunan = catatan.susunan(json=True, tingkat="INFO")
    butir = susunan["formatters"]["baris"]
    penangan.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=butir["processors"], foreign_pre_chain=butir["foreign_pre_chain"])
    )
    akar = logging.getLogger()
    lama = akar.level
    akar.addHandler(penangan)
    akar.setLevel(logging.INFO)
    yield lambda: [json.loads(x) for x in keluar.getvalue().splitlines()]
    akar.removeHandler(penangan)
    akar.setLevel(lama)


@pytest.mark.parametrize("nama", ["password", "sandi_baru", "nik", "csrf_token", "Authorization", "SECRET_KEY"])
def test_secret_names_are_blanked(nama):
    assert catatan.samarkan(None, "info", {"event": "x", nama: "rahasia"})[nama] == "***"


def test_a_nik_is_blanked_anywhere_but_a_nip_stays():
    hasil = catatan.samarkan(None, "info", {"event": "NIK 6311010101010001 milik 198503172010011001"})
    assert hasil["event"] == "NIK *** milik 198503172010011001"


def test_standard_loggers_are_blanked_too(baris):
    logging.getLogger("lain").warning("ditolak: %s", "6311010101010001")
    assert baris()[-1]["event"] == "ditolak: ***"


@pytest.mark.django_db
def test_a_request_has_an_id_and_no_query_string(client, baris):
    client.get("/tidak-ada/?q=6311010101010001&sandi=rahasia")
    semua = baris()
    selesai = next(x for x in semua if x["event"] == "request_finished")
    assert selesai["request"] == "GET /tidak-ada/"
    assert selesai["request_id"]
    assert "rahasia" not in json.dumps(semua) and "6311010101010001" not in json.dumps(semua)


@pytest.mark.django_db
def test_probes_leave_no_lines(client, baris):
    client.get("/healthz")
    client.get("/readyz")
    assert baris() == []
