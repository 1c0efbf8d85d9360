"""Logs carry a request id and nothing that identifies a citizen or opens a door."""

import io
import json
import logging
import re

import pytest
import structlog
from django.urls import get_resolver

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


def test_numbers_of_people_are_blanked_anywhere():
    hasil = catatan.samarkan(None, "info", {"event": "NIK 6311010101010001 milik 198503172010011001, 19850317201001100"})
    assert hasil["event"] == "NIK *** milik ***, 19850317201001100"


def test_nested_values_are_blanked():
    hasil = catatan.samarkan(
        None,
        "info",
        {"event": "x", "isi": {"orang": ["198503172010011001", {"nik": 1}], 198503172010011001: 6311010101010001, "n": 7}},
    )
    assert hasil["isi"] == {"orang": ["***", {"nik": "***"}], "***": "***", "n": 7}


def test_objects_are_blanked_as_they_would_be_printed():
    class Pegawai:
        def __repr__(self) -> str:
            return "<Pegawai 198503172010011001>"

    assert catatan.samarkan(None, "info", {"event": "x", "siapa": Pegawai()})["siapa"] == "<Pegawai ***>"


def _rute(pola, awalan: str = "/"):
    for satu in pola:
        if hasattr(satu, "url_patterns"):
            yield from _rute(satu.url_patterns, awalan + str(satu.pattern))
        else:
            yield awalan + str(satu.pattern)


def test_every_address_with_a_code_is_on_the_list():
    berkode = {rute.split("<")[0] for rute in _rute(get_resolver().url_patterns) if re.search(r"<(\w+:)?(kode|token)>", rute)}
    assert berkode == set(catatan.JALAN_BERKODE)


@pytest.mark.django_db
@pytest.mark.parametrize("jalan", ["/akun/aktivasi/{}/", "/akun/aktivasi/{}", "/verifikasi/{}/"])
def test_codes_in_addresses_are_not_logged(client, baris, jalan):
    client.get(jalan.format("ABCDEF2345678"))
    assert any(x["event"] == "request_finished" for x in baris())
    assert "ABCDEF2345678" not in json.dumps(baris())


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
