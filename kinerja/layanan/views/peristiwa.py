"""Events that listeners still owe: what waits, what failed and why, try again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan import access
from kinerja.layanan.peristiwa import MACET, bangunkan, coba_lagi, macet, tertunda
from kinerja.plumbing.daftar import JENIS_PERISTIWA
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

PER_HALAMAN = 30


@izin("layanan.lihat_peristiwa")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What is not done, the most often failed first."""
    access.pastikan(request.user, "lihat_peristiwa")
    semua = tertunda().select_related("peristiwa").order_by("-percobaan", "peristiwa_id", "pk")
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("page"))
    arti = {j.nama: j.arti for j in JENIS_PERISTIWA}
    konteks = {
        "halaman": halaman,
        "baris": [(k, arti.get(k.peristiwa.nama, k.peristiwa.nama)) for k in halaman],
        "macet": macet().count(),
        "batas_macet": MACET,
    }
    return tampilkan(request, "layanan/peristiwa.html", konteks)


@izin("layanan.lihat_peristiwa")
@require_POST
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one at once."""
    access.pastikan(request.user, "lihat_peristiwa")
    if coba_lagi(pk):
        bangunkan()
        messages.success(request, "Dicoba lagi sekarang.")
    else:
        messages.info(request, "Peristiwa ini sudah selesai.")
    return redirect("layanan:peristiwa")
