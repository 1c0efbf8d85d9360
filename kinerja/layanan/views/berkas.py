"""Delivery of stored files."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from kinerja.layanan.berkas import get_berkas, kirim_berkas
from kinerja.plumbing.izin import cukup_masuk


@cukup_masuk
@require_safe
def unduh(request: HttpRequest, pk: int) -> FileResponse:
    """A file as a download; whose it is decides who may have it (``JenisBerkas.boleh``), 404 for everybody else."""
    return kirim_berkas(get_berkas(request.user, pk))
