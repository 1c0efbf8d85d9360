"""A unit's template of the lampiran: three blocks of rows that every new SKP begins with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir
from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp.access import get_templat, get_unit
from skp.actions import templat as aksi
from skp.enums import JenisLampiran
from skp.forms_pustaka import TemplatForm
from skp.queries_pustaka import blok_templat, templat_atasan

_METODE = ("GET", "HEAD", "POST")


@izin("skp.atur_templat", objek=True)
@require_safe
def templat(request: Permintaan, pk: int) -> HttpResponse:
    """The template of a unit, block by block."""
    unit = get_unit(request.user, pk, "atur_templat")
    blok = blok_templat(unit)
    konteks = {
        **kerangka_unit(request.user, unit, "perencanaan", jam.hari_ini()),
        "blok": blok,
        "atas": templat_atasan(unit),
        "berisi": any(b["baris"] for b in blok),
    }
    return tampilkan(request, "skp/templat.html", konteks)


@izin("skp.atur_templat", objek=True)
@require_http_methods(_METODE)
def tambah(request: Permintaan, pk: int, jenis: str) -> HttpResponse:
    """A row more in a block."""
    unit = get_unit(request.user, pk, "atur_templat")
    blok = next((j for j in JenisLampiran if j.value.lower() == jenis), None)
    if blok is None:
        raise Http404
    form = TemplatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            aksi.tambah_templat(unit, blok.value, form.cleaned_data["uraian"], by=request.user)
            messages.success(request, "Baris tersimpan. SKP yang dibuka mulai sekarang memuatnya.")
            return redirect(_alamat(unit, blok))
        except (Ditolak, SudahBerubah) as galat:
            form.add_error(None, galat.kalimat)
    return tampilkan_formulir(request, _halaman(unit, blok, f"Tambah {blok.label.lower()}", "Tambahkan"), form)


@izin("skp.atur_templat", objek=True)
@require_http_methods(_METODE)
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """Write a row anew."""
    baris = get_templat(request.user, pk)
    blok = JenisLampiran(baris.jenis)
    form = TemplatForm(request.POST or None, initial={"uraian": baris.uraian, "semula": baris.uraian})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            aksi.ubah_templat(baris, isi["uraian"], by=request.user, semula=isi["semula"] or None)
            messages.success(request, "Baris tersimpan. Lampiran SKP yang sudah ada tidak berubah.")
            return redirect(_alamat(baris.unit, blok))
        except (Ditolak, SudahBerubah) as galat:
            form.add_error(None, galat.kalimat)
    return tampilkan_formulir(request, _halaman(baris.unit, blok, f"Ubah {blok.label.lower()}", "Simpan"), form)


@izin("skp.atur_templat", objek=True)
@require_http_methods(_METODE)
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Take a row out; by GET the question."""
    baris = get_templat(request.user, pk)
    kembali = _alamat(baris.unit, JenisLampiran(baris.jenis))
    if request.method == "POST":
        aksi.hapus_templat(baris, by=request.user)
        messages.success(request, "Baris dihapus dari templat. Lampiran SKP yang sudah ada tidak berubah.")
        return redirect(kembali)
    konteks = {
        "judul": "Hapus baris templat?",
        "kalimat": f"“{baris.uraian[:200]}” tidak lagi dimuat SKP baru di {baris.unit}. SKP yang sudah ada tidak berubah.",
        "url": request.path,
        "tombol": "Hapus",
        "jenis": "bahaya",
        "kembali": kembali,
    }
    return tampilkan(request, "komponen/konfirmasi_halaman.html", konteks)


def _alamat(unit: UnitKerja, blok: JenisLampiran) -> str:
    return f"{reverse('skp:templat', args=[unit.pk])}#blok-{blok.value.lower()}"


def _halaman(unit: UnitKerja, blok: JenisLampiran, judul: str, tombol: str) -> Halaman:
    url = reverse("skp:templat", args=[unit.pk])
    remah = [(unit.nama_kini, reverse("skp:perencanaan_unit", args=[unit.pk])), ("Templat lampiran", url)]
    return Halaman(judul=judul, tombol=tombol, kembali=_alamat(unit, blok), remah=remah, keterangan=str(unit))
