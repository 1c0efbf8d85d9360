""" "Bantu isi": whom I let draft for me, for whom I may draft."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.layanan import access
from kinerja.layanan.actions.bantu import beri_izin_bantu, cabut_izin_bantu
from kinerja.layanan.bantu import ISIAN
from kinerja.layanan.forms.pribadi import BantuForm
from kinerja.layanan.views.formulir import tolak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

PER_HALAMAN = 20


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
    orang = request.user.pegawai_id
    konteks = {
        "form": form,
        "isian": [i.judul for i in ISIAN],
        "diberikan": _halaman(request, "beri", pemilik=orang),
        "diterima": _halaman(request, "terima", pembantu=orang),
    }
    return tampilkan(request, "layanan/bantu.html", konteks, status=422 if form.errors else 200)


def _halaman(request: HttpRequest, kunci: str, **siapa: object) -> Page:
    """One of the two lists, the latest first; ``kunci`` is its own page number in the address. Rows know whether they hold."""
    semua = access.izin_bantu_terlihat(request.user).filter(**siapa).select_related("pemilik", "pembantu").order_by("-pk")
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get(kunci))
    hari = jam.hari_ini()
    for x in halaman:
        x.aktif = x.dicabut_pada is None and hari in x.berlaku
    return halaman


@izin("layanan.cabut_izin_bantu", objek=True)
@require_POST
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a consent."""
    dicabut = cabut_izin_bantu(access.get_izin_bantu(request.user, pk, "cabut_izin_bantu"), by=request.user)
    messages.success(request, f"Izin {dicabut.pembantu} dicabut.")
    return redirect("layanan:bantu")
