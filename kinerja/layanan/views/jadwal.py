"""The schedule of the worker: how each task fares, and run it now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe
from django_celery_beat.models import PeriodicTask

from kinerja.layanan.jadwal import daftar_jadwal, jalankan_sekarang
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin


@izin("layanan.urus_layanan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every scheduled task."""
    return tampilkan(request, "layanan/jadwal.html", {"jadwal": daftar_jadwal()})


@izin("layanan.urus_layanan")
@require_POST
def jalankan(request: HttpRequest, pk: int) -> HttpResponse:
    """Run one at once."""
    tugas = get_object_or_404(PeriodicTask, pk=pk)
    jalankan_sekarang(tugas)
    messages.success(request, f"{tugas.name}: diserahkan kepada pekerja. Muat ulang sebentar lagi untuk melihat hasilnya.")
    return redirect("layanan:jadwal")
