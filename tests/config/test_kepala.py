"""What every answer carries: strict policy, no sniffing, no framing, compression; and hashed, compressed static files."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kinerja.layanan.middleware import KepalaJawaban

AKAR = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_headers_of_a_page(client):
    jawaban = client.get(reverse("account_login"))
    kebijakan = jawaban["Content-Security-Policy"]
    assert "default-src 'self'" in kebijakan
    assert "frame-ancestors 'none'" in kebijakan and "object-src 'none'" in kebijakan and "base-uri 'none'" in kebijakan
    assert "unsafe" not in kebijakan
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["X-Frame-Options"] == "DENY"
    assert jawaban["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_page_may_use_a_device(client):
    izin = client.get(reverse("account_login"))["Permissions-Policy"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(izin.split(", "))


@pytest.mark.parametrize("jalan", ["/", "/saya/", "/tidak-ada/", "/impor/siasn/templat.xlsx"])
def test_what_somebody_saw_by_signing_in_stays_nowhere(pemeran, jalan):
    assert pemeran.klien("admin_bkpsdm").get(jalan)["Cache-Control"] == "private, no-store"


def test_an_answer_that_says_how_long_it_may_be_kept_is_believed(pemeran):
    def tanggapi(_request):
        return HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    permintaan = RequestFactory().get("/")
    permintaan.user = pemeran.pegawai
    assert KepalaJawaban(tanggapi)(permintaan)["Cache-Control"] == "private, max-age=60"


def test_static_files_are_answered_before_that(settings):
    urutan = settings.MIDDLEWARE.index
    assert urutan("whitenoise.middleware.WhiteNoiseMiddleware") < urutan("kinerja.layanan.middleware.KepalaJawaban")


@pytest.mark.django_db
def test_pages_are_compressed(client):
    jawaban = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert jawaban["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(jawaban.content)


def test_static_files_are_hashed_and_compressed(tmp_path):
    lingkungan = os.environ | {"STATIC_ROOT": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], cwd=AKAR, env=lingkungan, check=True)
    nama = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]["css/kinerja.css"]
    assert nama != "css/kinerja.css"
    assert (
        (tmp_path / nama).stat().st_size > (tmp_path / f"{nama}.gz").stat().st_size > (tmp_path / f"{nama}.br").stat().st_size
    )
