"""The public page behind the QR: is this paper genuine, does it still hold, is this file unchanged. Nothing is kept."""

import hashlib
from typing import Any

import redis
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinerja.layanan.dokumen import access, queries, susun
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_DOKUMEN
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import terbuka

#: Requests per minute of one address. A whole office may share one; 130-bit codes are not found by trying anyway.
PER_MENIT = 60
UNGGAH_PER_MENIT = 15
TERBESAR = 50 * 1024 * 1024


@terbuka
@never_cache
@require_http_methods(["GET", "HEAD"])
def tanya(request: HttpRequest) -> HttpResponse:
    """Where a code is typed from paper."""
    if terlalu_sering(request, "buka", PER_MENIT):
        return _terlalu_sering(request)
    ketikan = request.GET.get("kode", "")
    kode = susun.rapikan_kode(ketikan)
    if kode:
        return redirect("layanan:verifikasi", kode)
    galat = "Kode terdiri atas 26 huruf dan angka. Periksa lagi ketikannya." if ketikan else ""
    konteks = {"ketikan": ketikan[:60], "galat": galat}
    return tampilkan(request, "layanan/verifikasi_tanya.html", konteks, status=422 if galat else 200)


@terbuka
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: HttpRequest, kode: str) -> HttpResponse:
    """One document. POST: compare a file with it; the file is read, hashed and forgotten."""
    if terlalu_sering(request, "buka", PER_MENIT):
        return _terlalu_sering(request)
    dokumen = access.get_menurut_kode(kode)
    if dokumen is None:
        return tampilkan(request, "layanan/verifikasi_tanya.html", {"ketikan": kode[:60], "tak_dikenal": True}, status=404)
    konteks = _konteks(dokumen)
    if request.method == "POST":
        if terlalu_sering(request, "unggah", UNGGAH_PER_MENIT):
            return _terlalu_sering(request)
        konteks["hasil"] = _cocokkan(dokumen, request.FILES.get("berkas"))
    return tampilkan(request, "layanan/verifikasi.html", konteks)


def _konteks(dokumen: Dokumen) -> dict[str, Any]:
    macam = JENIS_DOKUMEN[dokumen.jenis]
    dasar = {"dokumen": dokumen, "rahasia": dokumen.rahasia, "kini": jam.sekarang()}
    if dokumen.rahasia:
        return dasar
    isi, _ = susun.uraikan(dokumen.snapshot)
    return {**dasar, "macam": macam, "keadaan": queries.keadaan_revisi(dokumen), "fakta": macam.publik(isi)}


def _cocokkan(dokumen: Dokumen, unggahan: UploadedFile | None) -> str:
    """``cocok``, ``berubah``, ``belum`` (not printed yet), ``besar`` or ``kosong``."""
    if unggahan is None or not unggahan.size:
        return "kosong"
    if unggahan.size > TERBESAR:
        return "besar"
    if not dokumen.sha256_pdf:
        return "belum"
    sidik = hashlib.sha256()
    for potong in unggahan.chunks():
        sidik.update(potong)
    return "cocok" if sidik.hexdigest() == dokumen.sha256_pdf else "berubah"


def terlalu_sering(request: HttpRequest, apa: str, batas: int) -> bool:
    """Counts this request; whether its address has made more than ``batas`` in the running minute.

    A cache that is down lets people in: the limit spares the server, the codes protect the documents.
    """
    alamat = hashlib.sha256(str(get_adapter(request).get_client_ip(request)).encode()).hexdigest()[:20]
    kunci = f"verifikasi:{apa}:{alamat}:{int(jam.sekarang().timestamp()) // 60}"
    try:
        cache.add(kunci, 0, timeout=120)
        return bool(cache.incr(kunci) > batas)
    except (OSError, ValueError, redis.RedisError):
        return False


def _terlalu_sering(request: HttpRequest) -> HttpResponse:
    tanggapan = render(request, "429.html", status=429)
    tanggapan["Retry-After"] = "60"
    return tanggapan
