"""BKPSDM's library per position: the list, one model RHK with its measures, and whether it is offered."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import atur
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal
from skp.access import get_pustaka
from skp.actions import pustaka as aksi
from skp.filters_pustaka import PustakaFilter
from skp.forms_pustaka import BarisIKI, PustakaForm
from skp.models import PustakaRHK
from skp.queries_pustaka import KOLOM_EXCEL, baris_excel, daftar_pustaka
from skp.tables_pustaka import TabelPustaka

_METODE = ["GET", "HEAD", "POST"]
_KALIMAT = "Pustaka jabatan diatur oleh BKPSDM."
#: Empty rows below the filled ones, and how many "Tambah indikator" adds.
_KOSONG = 2


@izin("skp.atur_pustaka", kalimat=_KALIMAT)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every model RHK; ``?unduh=xlsx`` the filtered list, a row per measure."""
    saring = PustakaFilter(request.GET, daftar_pustaka())
    if request.GET.get("unduh") == "xlsx":
        isi = (baris for p in saring.qs.prefetch_related("iki") for baris in baris_excel(p))
        keterangan = [f"Keadaan {tanggal(jam.hari_ini())}."]
        return unduh_daftar(request, "pustaka-jabatan", "Pustaka jabatan", KOLOM_EXCEL, isi, keterangan)
    konteks = {"saring": saring, "tabel": atur(TabelPustaka(saring.qs), request)}
    return tampilkan(request, "skp/pustaka.html", konteks, bagian="daftar")


@izin("skp.atur_pustaka", kalimat=_KALIMAT)
@require_http_methods(_METODE)
def baru(request: HttpRequest) -> HttpResponse:
    """A new model RHK; ``?jabatan=`` fills in whose."""
    form = PustakaForm(request.POST or None, initial={"jabatan": request.GET.get("jabatan", "")[:200]})
    return _tangani(request, form, None)


@izin("skp.atur_pustaka", kalimat=_KALIMAT)
@require_http_methods(_METODE)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """A model RHK with its measures."""
    pustaka = get_pustaka(request.user, pk)
    awal = {k: getattr(pustaka, k) for k in aksi.FIELD_PUSTAKA}
    awal |= {"jabatan": pustaka.nama_jabatan, "sidik": aksi.sidik_pustaka(pustaka)}
    return _tangani(request, PustakaForm(request.POST or None, initial=awal), pustaka)


def _tangani(request: HttpRequest, form: PustakaForm, pustaka: PustakaRHK | None) -> HttpResponse:
    if request.method == "POST" and "tambah" in request.POST:
        # A row more is no attempt to save: nothing is marked as wrong yet.
        return _tampilkan(request, PustakaForm(initial=request.POST.dict()), _lebih(request.POST), pustaka)
    baris = BarisIKI(request.POST) if request.method == "POST" else BarisIKI(initial=_baris_awal(pustaka))
    if request.method == "POST" and form.is_valid() and baris.is_valid():
        tersimpan = _simpan(request, form, baris, pustaka)
        if tersimpan is not None:
            messages.success(request, "RHK tersimpan di pustaka. SKP yang sudah disusun tidak berubah.")
            return redirect(f"{reverse('skp:pustaka')}?q={tersimpan.nama_jabatan}")
    return _tampilkan(request, form, baris, pustaka)


def _simpan(request: HttpRequest, form: PustakaForm, baris: Any, pustaka: PustakaRHK | None) -> PustakaRHK | None:
    jabatan, isi = form.cleaned_data["jabatan"], form.isi()
    iki = [x.cleaned_data for x in baris if x.cleaned_data.get("uraian")]
    try:
        if pustaka is None:
            return aksi.tambah_pustaka(jabatan, isi, iki, by=request.user)
        return aksi.ubah_pustaka(pustaka, jabatan, isi, iki, by=request.user, sidik=form.cleaned_data["sidik"])
    except (Ditolak, SudahBerubah) as galat:
        form.add_error(None, galat.kalimat)
        return None


def _baris_awal(pustaka: PustakaRHK | None) -> list[dict[str, Any]]:
    iki = list(pustaka.iki.values(*aksi.FIELD_PUSTAKA_IKI)) if pustaka else []
    return [*iki, *({} for _ in range(_KOSONG))]


def _lebih(kiriman: Any) -> Any:
    """What was typed, with empty rows below it."""
    lama = BarisIKI(kiriman)
    isi = [{k: x[k].value() or "" for k in x.fields} for x in lama.forms]
    return BarisIKI(initial=[*isi, *({} for _ in range(_KOSONG))])


def _tampilkan(request: HttpRequest, form: forms.Form, baris: Any, pustaka: PustakaRHK | None) -> HttpResponse:
    salah = bool(form.errors or (baris.is_bound and not baris.is_valid()))
    konteks = {"form": form, "baris": baris, "pustaka": pustaka}
    return tampilkan(request, "skp/pustaka_ubah.html", konteks, status=422 if salah else 200)


@izin("skp.atur_pustaka", kalimat=_KALIMAT)
@require_POST
def aktif(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it again (``aktif=ya``), or no longer."""
    pustaka = get_pustaka(request.user, pk)
    hasil = aksi.aktifkan_pustaka(pustaka, request.POST.get("aktif") == "ya", by=request.user)
    kata = "ditawarkan kepada SKP baru" if hasil.aktif else "tidak lagi ditawarkan; SKP yang sudah memakainya tidak berubah"
    messages.success(request, f"RHK ini {kata}.")
    return redirect("skp:pustaka_ubah", pk)
