"""Mails on their way: what waits, what failed, what nobody is sure about; send again is a person's decision."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan import pengiriman
from kinerja.layanan.models import Pengiriman, StatusPengiriman
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

_TAMPAK = 100
_PERLU_DILIHAT = (StatusPengiriman.TAK_PASTI, StatusPengiriman.GAGAL)


@izin("layanan.urus_layanan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Counts per state, and those that a person must look at. Names and addresses only; the text stays with its receiver."""
    hitung = dict(Pengiriman.objects.values_list("status").annotate(n=Count("pk")))
    perlu = Pengiriman.objects.filter(status__in=_PERLU_DILIHAT).select_related("pesan__penerima__pegawai").order_by("-pk")
    konteks = {"hitung": [(s.label, hitung.get(s.value, 0)) for s in StatusPengiriman], "kiriman": list(perlu[:_TAMPAK])}
    return tampilkan(request, "layanan/kiriman.html", konteks)


@izin("layanan.urus_layanan")
@require_POST
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has looked, and wants it sent again."""
    pengiriman.kirim_ulang(get_object_or_404(Pengiriman, pk=pk, status__in=_PERLU_DILIHAT))
    messages.success(request, "Diantrekan lagi.")
    return redirect("layanan:kiriman")
