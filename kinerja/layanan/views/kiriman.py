"""Messages on their way: what waits, what failed, what nobody is sure about; send again is a person's decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan import access, pengiriman
from kinerja.layanan.models import PERLU_DILIHAT, Pengiriman, StatusPengiriman
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

PER_HALAMAN = 30


@izin("layanan.urus_layanan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Counts per state, and those that a person must look at. Names and channels only; the text stays with its receiver."""
    hitung = dict(Pengiriman.objects.values_list("status").annotate(n=Count("pk")))
    perlu = Pengiriman.objects.filter(status__in=PERLU_DILIHAT).select_related("pesan__penerima__pegawai").order_by("-pk")
    halaman = Paginator(perlu, PER_HALAMAN).get_page(request.GET.get("page"))
    saluran = {s.nama: s.judul for s in pengiriman.SALURAN}
    for k in halaman:
        k.judul_saluran = saluran.get(k.saluran, k.saluran)
    konteks = {"hitung": [(s.label, hitung.get(s.value, 0)) for s in StatusPengiriman], "halaman": halaman}
    return tampilkan(request, "layanan/kiriman.html", konteks)


@izin("layanan.urus_layanan")
@require_POST
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has looked, and wants it sent again."""
    pengiriman.kirim_ulang(access.get_kiriman(request.user, pk))
    messages.success(request, "Diantrekan lagi.")
    return redirect("layanan:kiriman")
