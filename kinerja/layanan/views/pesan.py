"""The inbox."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan.models import Pesan
from kinerja.layanan.pesan import tandai_dibaca
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk

PER_HALAMAN = 30


@cukup_masuk
@require_safe
def kotak_masuk(request: HttpRequest) -> HttpResponse:
    """Messages of the person, newest first; ``?saring=belum`` only the unread ones."""
    semua = Pesan.objects.filter(penerima=request.user).order_by("-dibuat_pada", "-pk")
    belum = request.GET.get("saring") == "belum"
    halaman = Paginator(semua.filter(dibaca_pada__isnull=True) if belum else semua, PER_HALAMAN)
    konteks = {"halaman": halaman.get_page(request.GET.get("page")), "belum": belum}
    return tampilkan(request, "layanan/pesan.html", konteks, bagian="daftar")


@cukup_masuk
@require_POST
def buka_pesan(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it points."""
    pesan = get_object_or_404(Pesan, pk=pk, penerima=request.user)
    tandai_dibaca(request.user, [pesan.pk])
    aman = pesan.url and url_has_allowed_host_and_scheme(pesan.url, allowed_hosts=None)
    return redirect(pesan.url if aman else "layanan:kotak_masuk")


@cukup_masuk
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    tandai_dibaca(request.user)
    return redirect("layanan:kotak_masuk")
