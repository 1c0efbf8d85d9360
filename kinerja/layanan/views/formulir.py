"""The one page of a plain form: heading, breadcrumbs, fields, one main button, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan


@dataclass(frozen=True, slots=True)
class Halaman:
    """What stands around the fields. ``remah``: (word, URL) pairs; ``fakta``: (label, value) rows shown above the fields."""

    judul: str
    tombol: str
    kembali: str
    remah: Sequence[tuple[str, str]] = ()
    penjelasan: str = ""
    keterangan: str = ""
    fakta: Sequence[tuple[str, Any]] = ()
    bahaya: bool = False


def tampilkan_formulir(request: HttpRequest, halaman: Halaman, form: forms.Form) -> HttpResponse:
    """The page, or for htmx the form alone; 422 when something was refused."""
    konteks = {"h": halaman, "form": form}
    return tampilkan(request, "layanan/formulir.html", konteks, bagian="formulir", status=422 if form.errors else 200)


def tolak(form: forms.Form, galat: Ditolak) -> None:
    """Show the refusal beside what was typed."""
    form.add_error(None, galat.kalimat)


def formulir_tindakan(
    request: HttpRequest, halaman: Halaman, form: forms.Form, lakukan: Callable[[dict[str, Any]], Any], kabar: str, ke: str = ""
) -> HttpResponse:
    """The page of a form that does one act: shown, refused beside what was typed, or done, with ``kabar``, and on to ``ke``."""
    if request.method == "POST" and form.is_valid():
        try:
            lakukan(form.cleaned_data)
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, kabar)
            return redirect(ke or halaman.kembali)
    return tampilkan_formulir(request, halaman, form)
