"""The page behind a link for service recipients, and BKPSDM's page of reports."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialog import access_umpan
from dialog.actions import umpan_balik as aksi
from dialog.forms_umpan import PublikForm
from dialog.queries_umpan import berlaku, dengan_objek, dilaporkan, penilai_dari, permintaan_saya
from dialog.tampilan_umpan import baris_umpan, tentang
from kinerja.layanan.views.verifikasi import terlalu_sering
from kinerja.organisasi.permintaan import Permintaan
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin, terbuka
from kinerja.siklus.queries import parameter

PER_MENIT = 60
KIRIM_PER_MENIT = 15


@terbuka
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publik(request: HttpRequest, kode: str) -> HttpResponse:
    """Who asks, why, on what; three fields. Whether a link was used is told only to whoever sends something."""
    if terlalu_sering(request, "umpan", PER_MENIT):
        return _terlalu_sering(request)
    permintaan = aksi.cari_tautan(kode)
    if permintaan is None:
        return tampilkan(request, "dialog/umpan_publik_usai.html", {"tak_berlaku": True}, status=404)
    form = PublikForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if terlalu_sering(request, "umpan-kirim", KIRIM_PER_MENIT):
            return _terlalu_sering(request)
        if form.is_valid():
            try:
                umpan = aksi.jawab_tautan(kode, form.isi(), form.cleaned_data["nama"])
            except Galat as galat:
                return tampilkan(request, "dialog/umpan_publik_usai.html", {"galat": galat.kalimat}, status=galat.status)
            return tampilkan(request, "dialog/umpan_publik_usai.html", {"umpan": umpan, "orang": permintaan.peminta})
    konteks = _konteks(permintaan, form)
    if konteks is None:
        return tampilkan(request, "dialog/umpan_publik_usai.html", {"tak_berlaku": True}, status=404)
    jawab = tampilkan(request, "dialog/umpan_publik.html", konteks, status=422 if form.errors else 200)
    jawab["X-Robots-Tag"] = "noindex, nofollow"
    return jawab


def _konteks(permintaan: Any, form: PublikForm) -> dict[str, Any] | None:
    """None when the link was taken back since it was read."""
    orang, hari = permintaan.peminta, jam.hari_ini()
    objek = permintaan_saya(orang.pk).filter(pk=permintaan.pk).first()
    if objek is None:
        return None
    dibagikan = berlaku().filter(peminta=orang, kepada__isnull=True).count()
    return {
        "form": form,
        "orang": orang,
        "tugas": jabatan_utama([orang.pk], hari).get(orang.pk),
        "permintaan": permintaan,
        "tentang": tentang(objek),
        "penilai": penilai_dari(orang.pk, hari),
        "tertebak": dibagikan < parameter("umpan_balik_kelompok_minimum").bulat,
    }


def _terlalu_sering(request: HttpRequest) -> HttpResponse:
    tanggapan = render(request, "429.html", status=429)
    tanggapan["Retry-After"] = "60"
    return tanggapan


@izin("dialog.daftar_laporan_umpan")
@require_safe
def laporan(request: Permintaan) -> HttpResponse:
    """Reported feedback: its words, who received it, why he reported. Never who gave it."""
    tunggu = dilaporkan().filter(diputus_pada__isnull=True)
    usai = dengan_objek(dilaporkan().filter(diputus_pada__isnull=False)).order_by("-diputus_pada")[:30]
    konteks = {"tunggu": baris_umpan(tunggu), "usai": baris_umpan(usai), "saya": request.user.pegawai_id}
    return tampilkan(request, "dialog/umpan_laporan.html", konteks)


@izin("dialog.putuskan_umpan", objek=True)
@require_POST
def putuskan(request: Permintaan, pk: int) -> HttpResponse:
    """Hide it, or leave it (``putusan``), with a reason."""
    umpan = access_umpan.get_umpan(request.user, pk, "putuskan_umpan")
    sembunyikan = request.POST.get("putusan") == "sembunyikan"
    aksi.putuskan(umpan, sembunyikan, request.POST.get("alasan", ""), by=request.user)
    messages.success(request, "Umpan balik disembunyikan." if sembunyikan else "Laporan ditutup, umpan balik tetap tampil.")
    return redirect("dialog:umpan_laporan")
