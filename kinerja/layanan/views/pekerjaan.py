"""Background jobs: the list, one job with its log, stopping it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan.access import boleh, get_pekerjaan, pekerjaan_terlihat
from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import BERJALAN, hentikan_pekerjaan, sisa_detik, url_pekerjaan
from kinerja.plumbing.daftar import JENIS_PEKERJAAN
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin

PER_HALAMAN = 30


def _hiasi(pekerjaan: Pekerjaan) -> Pekerjaan:
    jenis = pekerjaan.jenis
    pekerjaan.judul = JENIS_PEKERJAAN[jenis].judul if jenis in JENIS_PEKERJAAN else jenis
    pekerjaan.berjalan = pekerjaan.status in BERJALAN
    pekerjaan.sisa = sisa_detik(pekerjaan)
    pekerjaan.baris = pekerjaan.catatan.splitlines()
    return pekerjaan


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Jobs that the person asked for, the latest first; BKPSDM sees everybody's."""
    halaman = Paginator(pekerjaan_terlihat(request.user).order_by("-pk"), PER_HALAMAN).get_page(request.GET.get("page"))
    for p in halaman:
        _hiasi(p)
    return tampilkan(request, "layanan/pekerjaan_daftar.html", {"halaman": halaman}, bagian="daftar")


@izin("layanan.lihat_pekerjaan", objek=True)
@require_safe
def lihat(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: progress, log, where its result is. htmx asks for the progress alone."""
    pekerjaan = _hiasi(get_pekerjaan(request.user, pk))
    if request.htmx and not pekerjaan.berjalan:
        return HttpResponse(headers={"HX-Refresh": "true"})
    tujuan = url_pekerjaan(pekerjaan)
    konteks = {
        "pekerjaan": pekerjaan,
        "tujuan": tujuan if tujuan != request.path else "",
        "boleh_hentikan": pekerjaan.berjalan and boleh(request.user, "hentikan_pekerjaan", pekerjaan),
    }
    return tampilkan(request, "layanan/pekerjaan.html", konteks, bagian="kemajuan")


@izin("layanan.hentikan_pekerjaan", objek=True)
@require_POST
def hentikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the worker to stop."""
    hentikan_pekerjaan(get_pekerjaan(request.user, pk, "hentikan_pekerjaan"), by=request.user)
    return redirect("layanan:pekerjaan", pk)
