"""The calendar of days off, year by year."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.siklus import access, actions, queries, rules
from kinerja.siklus.enums import JenisLibur
from kinerja.siklus.forms import HapusLiburForm, LiburForm, kiriman
from kinerja.siklus.models import HariLibur


@cukup_masuk
@require_safe
def kini(request: Permintaan) -> HttpResponse:
    """This year's calendar."""
    return redirect("siklus:libur", jam.hari_ini().year)


@cukup_masuk
@require_safe
def daftar(request: Permintaan, tahun: int) -> HttpResponse:
    """Days off of one year, those taken off below."""
    semua = list(queries.hari_libur(tahun))
    berlaku = [x for x in semua if not x.batal]
    konteks = {
        "tahun": tahun,
        "tahun_lain": sorted({*queries.tahun_berkalender(), jam.hari_ini().year, tahun}),
        "berlaku": berlaku,
        "batal": [x for x in semua if x.batal],
        "perkiraan": sum(x.perkiraan for x in berlaku),
        "cuti_bersama": sum(x.jenis == JenisLibur.CUTI_BERSAMA for x in berlaku),
        "boleh_ubah": access.boleh(request.user, rules.UBAH_LIBUR),
    }
    return tampilkan(request, "siklus/libur.html", konteks)


def _formulir(request: Permintaan, judul: str, form: Any, tahun: int, tombol: str, penjelasan: str) -> HttpResponse:
    kembali = reverse("siklus:libur", args=[tahun])
    konteks = {"judul_form": judul, "form": form, "kembali": kembali, "tombol": tombol, "penjelasan": penjelasan}
    return tampilkan(request, "siklus/formulir.html", konteks, bagian="formulir", status=422 if form.errors else 200)


_TETAP = "Tenggat yang sudah tersimpan tidak bergeser; hanya hitungan baru yang memakai perubahan ini."


@izin(rules.UBAH_LIBUR)
@require_http_methods(["GET", "HEAD", "POST"])
def tambah(request: Permintaan, tahun: int) -> HttpResponse:
    """Add a day off."""
    form = LiburForm(kiriman(request))
    if form.is_valid():
        try:
            libur = actions.tambah_libur(**form.cleaned_data, by=request.user)
        except Ditolak as galat:
            form.add_error("tanggal", galat.kalimat)
        else:
            messages.success(request, f"{libur.nama}, {tulisan.tanggal(libur.tanggal)}, masuk kalender.")
            return redirect("siklus:libur", libur.tanggal.year)
    return _formulir(request, f"Tambah hari libur {tahun}", form, tahun, "Tambah", _TETAP)


@izin(rules.UBAH_LIBUR)
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """Correct a day off."""
    libur = access.get_libur(request.user, pk, rules.UBAH_LIBUR)
    form = LiburForm(request.POST) if request.method == "POST" else LiburForm.dari(libur)
    if form.is_bound and form.is_valid():
        try:
            libur = actions.ubah_libur(libur, **form.cleaned_data, by=request.user)
        except Ditolak as galat:
            form.add_error("tanggal", galat.kalimat)
        else:
            messages.success(request, f"{libur.nama}, {tulisan.tanggal(libur.tanggal)}, tersimpan.")
            return redirect("siklus:libur", libur.tanggal.year)
    return _formulir(request, f"Ubah {libur.nama}", form, libur.tanggal.year, "Simpan", _TETAP)


@izin(rules.UBAH_LIBUR)
@require_http_methods(["GET", "HEAD", "POST"])
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Take a day off the calendar."""
    libur = access.get_libur(request.user, pk, rules.UBAH_LIBUR)
    form = HapusLiburForm(kiriman(request))
    if form.is_valid():
        actions.hapus_libur(libur, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{tulisan.tanggal(libur.tanggal)} kembali menjadi hari kerja.")
        return redirect("siklus:libur", libur.tanggal.year)
    judul = f"Hapus {libur.nama}, {tulisan.tanggal(libur.tanggal)}"
    return _formulir(request, judul, form, libur.tanggal.year, "Hapus dari kalender", _TETAP)


@izin(rules.UBAH_LIBUR)
@require_POST
def pulihkan(request: Permintaan, pk: int) -> HttpResponse:
    """Put a day back."""
    libur: HariLibur = access.get_libur(request.user, pk, rules.UBAH_LIBUR)
    actions.pulihkan_libur(libur, by=request.user)
    messages.success(request, f"{libur.nama} berlaku lagi.")
    return redirect("siklus:libur", libur.tanggal.year)


@izin(rules.UBAH_LIBUR)
@require_POST
def muat(request: Permintaan, tahun: int) -> HttpResponse:
    """Load the national list of a year."""
    jumlah = actions.muat_libur(tahun, by=request.user)
    messages.success(request, f"{jumlah} hari libur ditambahkan. Yang sudah ada tidak berubah.")
    return redirect("siklus:libur", tahun)
