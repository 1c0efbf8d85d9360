"""Errors become pages that say what to do next (for htmx a toast); no answer stays in a cache; no stranger sends a lot."""

from collections.abc import Callable

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kinerja.plumbing.galat import Galat

log = structlog.get_logger(__name__)

KALIMAT_404 = "Halaman atau data ini tidak ditemukan, atau bukan untuk akun Anda. Periksa alamatnya, atau cari dari Beranda."
KALIMAT_403 = "Akun Anda tidak berwenang melakukan ini. Bila seharusnya boleh, hubungi admin unit Anda."
KALIMAT_413 = "Kiriman ini lebih besar daripada yang diterima di sini, yaitu {} MB. Perkecil berkasnya, lalu kirim lagi."
KALIMAT_413_MASUK = "Sesi Anda sudah berakhir, jadi berkas tidak diterima. Masuk dahulu, lalu unggah lagi."
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


class KepalaJawaban:
    """Headers of every page: nothing that somebody saw by signing in stays on the machine, and no page asks for a device."""

    izin_peranti = ", ".join(
        f"{x}=()"
        for x in ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A view that says itself how long its answer may be kept is believed."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.izin_peranti)
        if "Cache-Control" not in response and _pribadi(request):
            response["Cache-Control"] = "private, no-store"
        return response


def _pribadi(request: HttpRequest) -> bool:
    try:
        return bool(request.user.is_authenticated)
    except DatabaseError:  # nobody knows who asks
        return True


_KB, _MB = 1024, 1024 * 1024
#: Beside the file itself a form sends its fields and boundaries.
_FORMULIR = 64 * _KB
BATAS_BIASA = 1 * _MB
#: Where files are handed in: the first part of the address, the largest body, and whether by signed-in people only.
#: deploy/nginx.conf knows the same addresses.
BATAS_KIRIMAN: dict[str, tuple[int, bool]] = {
    "/impor/": (40 * _MB + _FORMULIR, True),
    "/dialog/bukti/": (25 * _MB + _FORMULIR, True),
    "/delegasi/": (5 * _MB + _FORMULIR, True),
    "/skp/": (5 * _MB + _FORMULIR, True),
    "/verifikasi/": (50 * _MB + _FORMULIR, False),
}


class BatasKiriman:
    """Refuses by its announced length a body that nobody will want, before any of it is read: 413, with what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A body without a length is none: the server does not read it."""
        try:
            panjang = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            panjang = 0
        if panjang <= BATAS_BIASA:
            return self.get_response(request)
        batas = (b for jalan, b in BATAS_KIRIMAN.items() if request.path.startswith(jalan))
        terbesar, wajib_masuk = next(batas, (BATAS_BIASA, False))
        if wajib_masuk and not request.user.is_authenticated:
            return halaman_galat(request, 413, KALIMAT_413_MASUK)
        if panjang > terbesar:
            return halaman_galat(request, 413, KALIMAT_413.format(max(1, terbesar // _MB)))
        return self.get_response(request)
