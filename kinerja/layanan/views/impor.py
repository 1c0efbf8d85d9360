"""Imports: the list, the upload, the preview, applying and cancelling."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.access import get_impor
from kinerja.layanan.actions import impor as aksi
from kinerja.layanan.enums import StatusImpor
from kinerja.layanan.impor import tampilan
from kinerja.layanan.impor.formulir import UnggahForm
from kinerja.layanan.models import Impor, KelasBaris
from kinerja.layanan.pekerjaan import sisa_detik
from kinerja.layanan.reports.excel import tanggapan_excel
from kinerja.layanan.reports.impor import excel_tertahan, templat_excel
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_IMPOR, JenisImpor
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, tanggal

PER_HALAMAN = 20
BARIS_PER_HALAMAN = 100
IZIN = "layanan.impor"


def _jenis(nama: str) -> JenisImpor:
    if nama not in JENIS_IMPOR:
        raise Http404
    return JENIS_IMPOR[nama]


@izin(IZIN)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Kinds of import with their template, and what was uploaded so far."""
    semua = Impor.objects.select_related("berkas", "oleh__pegawai").order_by("-pk")
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("page"))
    for i in halaman:
        i.judul = JENIS_IMPOR[i.jenis].judul if i.jenis in JENIS_IMPOR else i.jenis
    konteks = {"jenis": list(JENIS_IMPOR), "halaman": halaman}
    return tampilkan(request, "layanan/impor_daftar.html", konteks, bagian="daftar")


@izin(IZIN)
@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request: HttpRequest, jenis: str) -> HttpResponse:
    """Send a file; it is read in the background."""
    macam = _jenis(jenis)
    form = UnggahForm(request.POST or None, request.FILES or None, initial={"acuan": jam.hari_ini()})
    form.fields["acuan"].help_text = macam.bantu_acuan
    if request.method == "POST" and form.is_valid():
        try:
            impor = aksi.unggah_impor(jenis, form.cleaned_data["berkas"], form.cleaned_data["acuan"], by=request.user)
        except Ditolak as galat:
            form.add_error("berkas", galat.kalimat)
        else:
            return redirect("layanan:impor_lihat", impor.pk)
    konteks = {
        "jenis": macam,
        "form": form,
        "wajib": [k.nama for k in macam.kolom if k.wajib],
        "lain": [k.nama for k in macam.kolom if not k.wajib],
    }
    return render(request, "layanan/impor_unggah.html", konteks, status=422 if form.errors else 200)


@izin(IZIN)
@require_safe
def lihat(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: progress, preview, or what became of it. htmx asks for the progress alone."""
    impor = get_impor(request.user, pk)
    pekerjaan = tampilan.pekerjaan_impor(impor)
    berjalan = tampilan.sedang_berjalan(pekerjaan)
    konteks = {
        "impor": impor,
        "jenis": _jenis(impor.jenis),
        "pekerjaan": pekerjaan,
        "berjalan": berjalan,
        "sisa": sisa_detik(pekerjaan) if pekerjaan else None,
        "langkah": tampilan.langkah(impor),
    }
    if request.htmx and not berjalan:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not request.htmx and impor.ringkasan:
        konteks |= _pratinjau(impor)
    return tampilkan(request, "layanan/impor_lihat.html", konteks, bagian="kemajuan")


def _kalimat_terap(impor: Impor) -> str:
    return f"{angka(aksi.perubahan(impor))} perubahan ditulis sekaligus: semua, atau tidak sama sekali."


def _pratinjau(impor: Impor) -> dict[str, Any]:
    r = impor.ringkasan
    ubah = list(tampilan.baris(impor, KelasBaris.BERUBAH)[: tampilan.PERTAMA])
    ganda = list(tampilan.baris(impor, KelasBaris.GANDA)) if r["ganda"] else []
    return {
        "angka": tampilan.angka_ringkas(impor),
        "ubah": list(tampilan.baris_ubah(ubah, tampilan.PERTAMA)),
        "baru": list(tampilan.baris(impor, KelasBaris.BARU)[:5]) if r["baru"] and not ubah else [],
        "ditolak": list(tampilan.baris(impor, KelasBaris.DITOLAK)[: tampilan.PERTAMA]),
        "ganda": tampilan.kelompok_ganda(g for g in ganda if not g.alasan.startswith("Sama persis")),
        "persis": len({g.alasan for g in ganda if g.alasan.startswith("Sama persis")}),
        "perubahan": aksi.perubahan(impor),
        "jumlah_teks": f"{angka(aksi.perubahan(impor))} perubahan",
        "kalimat_terap": _kalimat_terap(impor),
        "banyak_hilang": r["hilang_baru"] > max(20, (r["tetap"] + r["berubah"]) // 10),
        "menunggu": impor.status == StatusImpor.DIBACA,
    }


@izin(IZIN)
@require_safe
def baris(request: HttpRequest, pk: int, kelas: str) -> HttpResponse:
    """All rows of one kind, page by page."""
    impor = get_impor(request.user, pk)
    nama = kelas.upper()
    if nama not in tampilan.JUDUL_KELAS:
        raise Http404
    halaman = Paginator(tampilan.baris(impor, nama), BARIS_PER_HALAMAN).get_page(request.GET.get("page"))
    konteks = {
        "impor": impor,
        "jenis": _jenis(impor.jenis),
        "kelas": nama,
        "judul_kelas": tampilan.JUDUL_KELAS[nama],
        "halaman": halaman,
        "ubah": list(tampilan.baris_ubah(halaman)) if nama == KelasBaris.BERUBAH else [],
    }
    return tampilkan(request, "layanan/impor_baris.html", konteks, bagian="daftar")


@izin(IZIN)
@require_http_methods(["GET", "HEAD", "POST"])
def terapkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply what was previewed; by GET the question without JavaScript."""
    impor = get_impor(request.user, pk)
    kembali = reverse("layanan:impor_lihat", args=[pk])
    if request.method == "POST":
        aksi.terapkan_impor(impor, by=request.user)
        return redirect(kembali)
    konteks = {
        "judul": "Terapkan impor?",
        "kalimat": _kalimat_terap(impor),
        "url": request.path,
        "tombol": "Terapkan",
        "kembali": kembali,
    }
    return render(request, "komponen/konfirmasi_halaman.html", konteks)


@izin(IZIN)
@require_http_methods(["GET", "HEAD", "POST"])
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop an import with its file; by GET the question without JavaScript."""
    impor = get_impor(request.user, pk)
    kembali = reverse("layanan:impor_lihat", args=[pk])
    if request.method == "POST":
        aksi.batalkan_impor(impor, by=request.user)
        return redirect("layanan:impor")
    konteks = {
        "judul": "Batalkan impor?",
        "kalimat": "Berkas dan pratinjaunya dihapus. Data tidak berubah.",
        "url": request.path,
        "tombol": "Batalkan impor",
        "jenis": "bahaya",
        "kembali": kembali,
    }
    return render(request, "komponen/konfirmasi_halaman.html", konteks)


@izin(IZIN)
@require_POST
def baca_ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file again and compare anew."""
    aksi.baca_ulang_impor(get_impor(request.user, pk), by=request.user)
    return redirect("layanan:impor_lihat", pk)


@izin(IZIN)
@require_safe
def ditolak(request: HttpRequest, pk: int) -> HttpResponse:
    """Refused and held rows as Excel."""
    impor = get_impor(request.user, pk)
    isi = impor.baris_impor.filter(kelas__in=[KelasBaris.DITOLAK, KelasBaris.GANDA]).order_by("baris", "pk")
    keterangan = [
        f"Berkas {impor.berkas.nama}, acuan {tanggal(impor.acuan)}.",
        "Perbaiki di sini atau di sumbernya, lalu unggah lagi.",
    ]
    return tanggapan_excel(excel_tertahan(_jenis(impor.jenis), isi, keterangan), f"ditolak-{impor.jenis}-{impor.pk}")


@izin(IZIN)
@require_safe
def templat(request: HttpRequest, jenis: str) -> HttpResponse:
    """An empty workbook of this kind."""
    macam = _jenis(jenis)
    return tanggapan_excel(templat_excel(macam), f"templat-{macam.nama}")
