"""Errors become pages that say what to do next, with their own status; for htmx a toast that leaves the form alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from kinerja.layanan.middleware import GalatMiddleware
from kinerja.layanan.views.gaya import KODE_GALAT
from kinerja.plumbing.galat import Ditolak, Galat, SudahBerubah, TidakBoleh
from kinerja.plumbing.halaman import tampilkan

DIPAKAI = [f"galat/{kode}.html" for kode in KODE_GALAT]
KALIMAT = "Masa perencanaan <2026> sudah ditutup. Minta perpanjangan kepada BKPSDM."


def minta(**kepala):
    request = RequestFactory().get("/", **kepala)
    request.htmx = HtmxDetails(request)
    return request


def jawab(request, galat: Exception) -> HttpResponse | None:
    return GalatMiddleware(lambda _: HttpResponse()).process_exception(request, galat)


@pytest.mark.parametrize(("jenis", "status"), [(Galat, 400), (TidakBoleh, 403), (SudahBerubah, 409), (Ditolak, 422)])
def test_sentence_becomes_a_page_with_its_status(jenis, status):
    response = jawab(minta(), jenis(KALIMAT))
    isi = response.content.decode()
    assert response.status_code == status
    assert "Masa perencanaan &lt;2026&gt; sudah ditutup." in isi
    assert "<!doctype html>" in isi and f'<p class="galat-kode">{status}</p>' in isi


@pytest.mark.parametrize("status", [400, 409, 422])
def test_page_says_that_nothing_typed_is_lost(status):
    galat = Galat(KALIMAT)
    galat.status = status
    assert "Yang sudah Anda ketik masih ada" in jawab(minta(), galat).content.decode()


def test_htmx_gets_a_toast_beside_the_form():
    response = jawab(minta(HTTP_HX_REQUEST="true"), Ditolak(KALIMAT))
    isi = response.content.decode()
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#kabar" and response["HX-Reswap"] == "beforeend"
    assert "&lt;2026&gt;" in isi and "<html" not in isi


def test_boosted_navigation_gets_the_whole_page():
    response = jawab(minta(HTTP_HX_REQUEST="true", HTTP_HX_BOOSTED="true"), Ditolak(KALIMAT))
    assert "<!doctype html>" in response.content.decode()
    assert "HX-Retarget" not in response


def test_unseen_object_and_missing_right_do_not_tell_more():
    tiada = jawab(minta(), Http404("Pegawai 12 ada tetapi bukan untuk Anda"))
    assert tiada.status_code == 404 and "Pegawai 12" not in tiada.content.decode()
    assert jawab(minta(), PermissionDenied()).status_code == 403


def test_lost_database_is_a_page_without_a_query():
    response = jawab(minta(), OperationalError("connection refused"))
    assert response.status_code == 503
    assert "connection refused" not in response.content.decode()


def test_fault_of_the_program_is_left_to_django():
    assert jawab(minta(), ZeroDivisionError()) is None


@pytest.mark.parametrize("nama", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", *DIPAKAI])
def test_error_templates_render_without_request_and_offer_a_step(nama):
    isi = get_template(nama).render()
    assert "<title>" in isi and 'href="/"' in isi
    assert "Kinerja</title>" in isi


def test_part_for_htmx_whole_page_otherwise(settings, tmp_path):
    (tmp_path / "contoh.html").write_text(
        "{% load partials %}<h1>Daftar</h1>{% partialdef baris inline %}<li>{{ n }}</li>{% endpartialdef %}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    penuh = tampilkan(minta(), "contoh.html", {"n": 3}, "baris")
    bagian = tampilkan(minta(HTTP_HX_REQUEST="true"), "contoh.html", {"n": 3}, "baris", status=422)
    assert penuh.content.decode() == "<h1>Daftar</h1><li>3</li>"
    assert bagian.content.decode() == "<li>3</li>" and bagian.status_code == 422
    # A cache or the back button must not show a part as the page.
    assert "HX-Request" in penuh["Vary"] and "HX-Request" in bagian["Vary"]
