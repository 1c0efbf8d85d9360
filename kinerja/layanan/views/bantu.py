""" "Bantu isi": whom I let draft for me, for whom I may draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.layanan import access
from kinerja.layanan.actions.bantu import beri_izin_bantu, cabut_izin_bantu
from kinerja.layanan.bantu import ISIAN
from kinerja.layanan.forms import BantuForm
from kinerja.layanan.views.formulir import tolak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin


@izin("layanan.beri_izin_bantu")
@require_http_methods(["GET", "HEAD", "POST"])
def bantu(request: HttpRequest) -> HttpResponse:
    """Give consent; see what was given and received."""
    access.pastikan(request.user, "beri_izin_bantu")
    form = BantuForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            diberi = beri_izin_bantu(**form.cleaned_data, by=request.user)
            messages.success(request, f"{diberi.pembantu} boleh membantu mengisi.")
            return redirect("layanan:bantu")
        except Ditolak as galat:
            tolak(form, galat)
    hari = jam.hari_ini()
    semua = list(access.izin_bantu_terlihat(request.user).select_related("pemilik", "pembantu").order_by("-pk")[:100])
    baris = [(x, x.dicabut_pada is None and hari in x.berlaku) for x in semua]
    konteks = {
        "form": form,
        "isian": [i.judul for i in ISIAN],
        "diberikan": [b for b in baris if b[0].pemilik_id == request.user.pegawai_id],
        "diterima": [b for b in baris if b[0].pembantu_id == request.user.pegawai_id],
    }
    return tampilkan(request, "layanan/bantu.html", konteks, status=422 if form.errors else 200)


@izin("layanan.cabut_izin_bantu", objek=True)
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a consent."""
    dicabut = cabut_izin_bantu(access.get_izin_bantu(request.user, pk, "cabut_izin_bantu"), by=request.user)
    messages.success(request, f"Izin {dicabut.pembantu} dicabut.")
    return redirect("layanan:bantu")
