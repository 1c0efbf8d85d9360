"""The inbox."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan import whatsapp
from kinerja.layanan.actions.whatsapp import simpan_nomor_whatsapp
from kinerja.layanan.forms.pribadi import WhatsAppForm
from kinerja.layanan.models import NomorWhatsApp, Pesan
from kinerja.layanan.pesan import tandai_dibaca
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk

PER_HALAMAN = 30


@cukup_masuk
@require_safe
def kotak_masuk(request: HttpRequest) -> HttpResponse:
    """Messages of the person, newest first; ``?saring=belum`` only the unread ones."""
    semua = Pesan.objects.filter(penerima=request.user).order_by("-dibuat_pada", "-pk")
    belum = request.GET.get("saring") == "belum"
    halaman = Paginator(semua.filter(dibaca_pada__isnull=True) if belum else semua, PER_HALAMAN)
    konteks = {"halaman": halaman.get_page(request.GET.get("page")), "belum": belum, "whatsapp": whatsapp.aktif()}
    return tampilkan(request, "layanan/pesan.html", konteks, bagian="daftar")


@cukup_masuk
@require_POST
def buka_pesan(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it points."""
    pesan = get_object_or_404(Pesan, pk=pk, penerima=request.user)
    tandai_dibaca(request.user, [pesan.pk])
    aman = pesan.url and url_has_allowed_host_and_scheme(pesan.url, allowed_hosts=None)
    return redirect(pesan.url if aman else "layanan:kotak_masuk")


@cukup_masuk
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    tandai_dibaca(request.user)
    return redirect("layanan:kotak_masuk")


@cukup_masuk
@require_http_methods(["GET", "HEAD", "POST"])
def nomor_whatsapp(request: HttpRequest) -> HttpResponse:
    """Where WhatsApp tells one; 404 while there is no gateway."""
    if not whatsapp.aktif():
        raise Http404
    milik = NomorWhatsApp.objects.filter(akun=request.user).first()
    form = WhatsAppForm(request.POST or None, initial={"nomor": f"+{milik.nomor}" if milik else ""})
    if request.method == "POST" and form.is_valid():
        tersimpan = simpan_nomor_whatsapp(form.cleaned_data["nomor"], by=request.user)
        messages.success(request, "Nomor tersimpan." if tersimpan else "Anda tidak lagi dikabari lewat WhatsApp.")
        return redirect("layanan:kotak_masuk")
    kotak = reverse("layanan:kotak_masuk")
    halaman = Halaman(
        judul="Kabar lewat WhatsApp",
        tombol="Simpan",
        kembali=kotak,
        remah=[("Kotak masuk", kotak)],
        penjelasan="Yang dikirim hanya nama Anda dan tautan ke kotak masuk ini. Isi pesan tetap di sini.",
    )
    return tampilkan_formulir(request, halaman, form)
