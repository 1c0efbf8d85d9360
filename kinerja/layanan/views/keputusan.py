"""Recorded decisions: who decided, who recorded, the signed paper."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan import access
from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.keputusan import objek_keputusan
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin


@izin("layanan.lihat_keputusan", objek=True)
@require_safe
def keputusan(request: HttpRequest, pk: int) -> HttpResponse:
    """One recorded decision; prints as it stands."""
    baris = access.get_keputusan(request.user, pk)
    return tampilkan(request, "layanan/keputusan.html", {"keputusan": baris, "objek": objek_keputusan(baris)})


@izin("layanan.lihat_keputusan", objek=True)
@require_safe
def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """The signed paper."""
    return kirim_berkas(access.get_keputusan(request.user, pk).berkas)
