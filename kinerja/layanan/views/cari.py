"""One box that searches everything an app registered."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.plumbing.daftar import SUMBER_CARI
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk

PALING_PENDEK = 2


@cukup_masuk
@require_safe
def cari(request: HttpRequest) -> HttpResponse:
    """Results by source; each source asks the database once and shows only what the person may see."""
    kata = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    kelompok = []
    if len(kata) >= PALING_PENDEK:
        kelompok = [{"judul": s.judul, "isi": list(s.cari(request.user, kata))} for s in SUMBER_CARI]
    konteks = {
        "kata": kata,
        "terlalu_pendek": bool(kata) and len(kata) < PALING_PENDEK,
        "kelompok": [k for k in kelompok if k["isi"]],
    }
    return tampilkan(request, "layanan/cari.html", konteks, bagian="hasil")
