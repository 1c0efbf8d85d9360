"""Documents: the list, one document with its revisions, its files, a new revision, withdrawal."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.dokumen import access, actions, queries
from kinerja.layanan.dokumen.docx import JENIS_ISI
from kinerja.layanan.dokumen.filters import DokumenFilter
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.plumbing.daftar import JENIS_DOKUMEN
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin

PER_HALAMAN = 30


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Documents that one may read, the latest first."""
    saring = DokumenFilter(request.GET, queries.visible_to(request.user).terkini().defer("snapshot").select_related("unit"))
    halaman = Paginator(saring.qs, PER_HALAMAN).get_page(request.GET.get("page"))
    for d in halaman:
        d.macam = JENIS_DOKUMEN[d.jenis].judul
    konteks = {"saring": saring, "halaman": halaman, "jumlah": halaman.paginator.count}
    return tampilkan(request, "layanan/dokumen_daftar.html", konteks, bagian="daftar")


@izin("layanan.lihat_dokumen", objek=True)
@require_safe
def lihat(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: what it is, whether it holds, its revisions, its file. htmx asks while the print is made."""
    dokumen = access.get_dokumen(request.user, pk)
    if request.htmx and dokumen.berkas_id:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return tampilkan(request, "layanan/dokumen.html", _konteks(request, dokumen), bagian="berkas")


def _konteks(request: HttpRequest, dokumen: Dokumen) -> dict[str, Any]:
    macam = JENIS_DOKUMEN[dokumen.jenis]
    return {
        "dokumen": dokumen,
        "macam": macam,
        "bisa_docx": macam.docx is not None,
        "keadaan": queries.keadaan_revisi(dokumen),
        "revisi": queries.revisi(dokumen).select_related("oleh__pegawai"),
        "pihak": dokumen.pihak.select_related("pegawai").order_by("pk")[:50],
        "alamat": queries.alamat_publik(dokumen.kode),
        "boleh_terbit": access.boleh_terbit(request.user, dokumen.jenis, dokumen.kunci_objek),
    }


@izin("layanan.lihat_dokumen", objek=True)
@require_safe
def unduh(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sealed PDF, byte for byte as stored."""
    dokumen = access.get_dokumen(request.user, pk)
    if dokumen.berkas is None:
        messages.info(request, "PDF masih dibuat. Tunggu sebentar, halaman ini memperbarui diri.")
        return redirect("layanan:dokumen", pk)
    return kirim_berkas(dokumen.berkas)


@izin("layanan.terbitkan_dokumen", objek=True)
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a Word text to edit, for those who may issue it."""
    dokumen = access.get_dokumen(request.user, pk, terbit=True)
    buat = JENIS_DOKUMEN[dokumen.jenis].docx
    if buat is None:
        raise Http404
    tanggapan = HttpResponse(buat(dokumen.isi).simpan(), content_type=JENIS_ISI)
    tanggapan["Content-Disposition"] = f'attachment; filename="{actions.nama_berkas(dokumen, "docx")}"'
    tanggapan["Cache-Control"] = "private, no-store"
    return tanggapan


@izin("layanan.terbitkan_dokumen", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def terbitkan(request: HttpRequest, jenis: str, kunci: str) -> HttpResponse:
    """Issue the document of an object, or its next revision."""
    access.pastikan_terbit(request.user, jenis, kunci)
    if request.method != "POST":
        return tampilkan(request, "komponen/konfirmasi_halaman.html", _konfirmasi(request, jenis, kunci))
    sebelum = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci).order_by("-revisi").first()
    dokumen = actions.terbitkan_dokumen(jenis, kunci, by=request.user)
    if dokumen == sebelum:
        messages.info(request, "Isinya tidak berubah sejak terbit, jadi tidak ada revisi baru.")
    else:
        messages.success(request, "Dokumen terbit. PDF-nya sedang dibuat.")
    return redirect("layanan:dokumen", dokumen.pk)


def _konfirmasi(request: HttpRequest, jenis: str, kunci: str) -> dict[str, Any]:
    judul = JENIS_DOKUMEN[jenis].judul
    ada = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci).order_by("-revisi").first()
    kalimat = "Isi dokumen dibekukan seperti keadaannya sekarang, disegel, dan dapat diperiksa lewat kode QR."
    if ada:
        kalimat = f"Bila isinya berubah, terbit revisi {ada.revisi + 1} dan revisi {ada.revisi} tidak berlaku lagi. {kalimat}"
    return {
        "judul": f"Terbitkan {judul[:1].lower()}{judul[1:]}?",
        "kalimat": kalimat,
        "tombol": "Terbitkan",
        "url": request.path,
        "kembali": reverse("layanan:dokumen", args=[ada.pk]) if ada else reverse("layanan:dokumen_daftar"),
    }


@izin("layanan.terbitkan_dokumen", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a document; it stays readable."""
    dokumen = access.get_dokumen(request.user, pk, terbit=True)
    galat = ""
    if request.method == "POST":
        try:
            actions.tarik_dokumen(dokumen, request.POST.get("alasan", "").replace("\x00", ""), by=request.user)
        except Ditolak as e:
            galat = e.kalimat
        else:
            messages.success(request, "Dokumen ditarik. Halaman pemeriksaan menyatakannya tidak berlaku.")
            return redirect("layanan:dokumen", pk)
    konteks = {"dokumen": dokumen, "galat": galat}
    return tampilkan(request, "layanan/dokumen_tarik.html", konteks, status=422 if galat else 200)
