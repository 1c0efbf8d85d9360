"""BKPSDM ends a unit or gives it another name."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan import access
from kinerja.layanan.forms.penugasan import AkhiriForm, NamaUnitForm
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.actions.unit import akhiri_unit, ubah_nama_unit
from kinerja.organisasi.models import UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal


@izin("layanan.ubah_unit", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit is no more from a day on."""
    unit = access.get_unit(request.user, pk, "ubah_unit")
    form = AkhiriForm(request.POST or None, initial={"sejak": jam.hari_ini()})

    def lakukan() -> str:
        akhiri_unit(unit, form.cleaned_data["sejak"], by=request.user)
        return f"{unit} tidak berlaku lagi mulai {tanggal(form.cleaned_data['sejak'])}."

    penjelasan = "Unit yang masih berisi orang atau unit lain tidak dapat diakhiri. Riwayatnya tetap tersimpan."
    return _jalankan(request, unit, form, lakukan, f"Akhiri {unit}", "Akhiri unit", penjelasan, bahaya=True)


@izin("layanan.ubah_unit", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def nama(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name from a day on."""
    unit = access.get_unit(request.user, pk, "ubah_unit")
    form = NamaUnitForm(request.POST or None, initial={"nama": unit.nama_kini, "sejak": jam.hari_ini()})

    def lakukan() -> str:
        isi = form.cleaned_data
        ubah_nama_unit(unit, isi["nama"], isi["sejak"], by=request.user)
        return f"Bernama {isi['nama']} sejak {tanggal(isi['sejak'])}."

    penjelasan = "Nama lama tetap tertulis pada dokumen dan riwayat sebelum tanggal itu."
    return _jalankan(request, unit, form, lakukan, f"Ubah nama {unit}", "Simpan nama", penjelasan)


def _jalankan(
    request: HttpRequest,
    unit: UnitKerja,
    form: forms.Form,
    lakukan: Callable[[], str],
    judul: str,
    tombol: str,
    penjelasan: str,
    *,
    bahaya: bool = False,
) -> HttpResponse:
    kembali = reverse("layanan:unit", args=[unit.pk])
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, lakukan())
            return redirect(kembali)
        except Ditolak as galat:
            tolak(form, galat)
    remah = [("Pohon unit", reverse("layanan:pohon_unit")), (unit.nama_kini, kembali)]
    halaman = Halaman(judul=judul, tombol=tombol, kembali=kembali, remah=remah, penjelasan=penjelasan, bahaya=bahaya)
    return tampilkan_formulir(request, halaman, form)
