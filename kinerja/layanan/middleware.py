"""Errors become pages that say what to do next; for htmx a toast, so that what was typed stays on the screen."""

from collections.abc import Callable

import structlog
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kinerja.plumbing.galat import Galat

log = structlog.get_logger(__name__)

KALIMAT_404 = "Halaman atau data ini tidak ditemukan, atau bukan untuk akun Anda. Periksa alamatnya, atau cari dari Beranda."
KALIMAT_403 = "Akun Anda tidak berwenang melakukan ini. Bila seharusnya boleh, hubungi admin unit Anda."
KALIMAT_503 = "Basis data sedang tidak dapat dihubungi. Tunggu satu menit, lalu muat ulang halaman ini."


def halaman_galat(request: HttpRequest, status: int, kalimat: str) -> HttpResponse:
    """``galat/<status>.html`` with the sentence; for htmx a toast put into ``#kabar`` whatever the target was."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        response = render(request, "komponen/roti.html", {"kalimat": kalimat, "jenis": "error"}, status=status)
        response["HX-Retarget"] = "#kabar"
        response["HX-Reswap"] = "beforeend"
        return response
    return render(request, f"galat/{status}.html", {"kalimat": kalimat}, status=status)


class GalatMiddleware:
    """Turns what views raise into answers: ``Galat``, ``Http404``, ``PermissionDenied``, and a database that is gone (503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way in; see ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only what is meant for people; a fault of the program goes on to Django's 500."""
        if isinstance(exception, Galat):
            log.info("galat", jenis=type(exception).__name__, status=exception.status)
            return halaman_galat(request, exception.status, exception.kalimat)
        if isinstance(exception, Http404):
            return halaman_galat(request, 404, KALIMAT_404)
        if isinstance(exception, PermissionDenied):
            return halaman_galat(request, 403, str(exception) or KALIMAT_403)
        if isinstance(exception, OperationalError):
            log.error("basis_data_putus", exc_info=exception)
            return halaman_galat(request, 503, KALIMAT_503)
        return None
