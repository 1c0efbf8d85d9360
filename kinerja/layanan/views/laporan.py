"""Reports of wrong data: send, read, answer, move, withdraw."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan import access
from kinerja.layanan.actions.laporan import JENIS_TENGGAT, alihkan_laporan, jawab_laporan, laporkan_data, tarik_laporan
from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.layanan.filters import LaporanFilter
from kinerja.layanan.forms.laporan import AlihkanForm, JawabForm, LaporForm
from kinerja.layanan.laporan import di_meja
from kinerja.layanan.meja import sebut_meja, unit_beradmin
from kinerja.layanan.models import LaporanData
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import TabelLaporan, atur
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.siklus.queries import tenggat_untuk

KOLOM_EXCEL = ("Tentang", "Yang keliru", "Uraian", "Pelapor", "Dikirim", "Di meja", "Keadaan", "Jawaban")


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Reports on one's desk, those in one's area, and one's own; ``?unduh=xlsx`` exactly the filtered list."""
    semua = access.laporan_terlihat(request.user).select_related("pegawai", "unit", "pelapor__pegawai")
    meja = di_meja(request.user)
    jumlah = semua.order_by().aggregate(semua=Count("pk"), meja=Count("pk", filter=Q(pk__in=meja.values("pk"))))
    semua = semua.order_by("-status", "-dibuat_pada", "-pk")
    saring = LaporanFilter(request.GET, semua, akun=request.user, meja=meja, ada_di_meja=bool(jumlah["meja"]))
    if request.GET.get("unduh") == "xlsx":
        return unduh_daftar(request, "laporan-data", "Laporan data salah", KOLOM_EXCEL, _baris_excel(list(saring.qs)))
    konteks = {
        "saring": saring,
        "tabel": atur(TabelLaporan(saring.qs), request, jumlah=_sudah_dihitung(saring.data, jumlah)).siapkan(),
        "jumlah_meja": jumlah["meja"],
    }
    return tampilkan(request, "layanan/laporan_daftar.html", konteks, bagian="daftar")


def _sudah_dihitung(saringan: Mapping[str, Any], jumlah: Mapping[str, int]) -> int | None:
    """How many rows a scope has, when nothing else narrows it."""
    return None if saringan.get("status") or saringan.get("bagian") else jumlah.get(saringan["lingkup"])


def _baris_excel(laporan: list[LaporanData]) -> Iterator[list[Any]]:
    meja = sebut_meja((x.unit for x in laporan if x.status == StatusLaporan.TERBUKA), jam.hari_ini())
    for x in laporan:
        siapa = [x.pegawai.nama_gelar, x.get_bagian_display(), x.uraian, x.pelapor.nama_tampil]
        di = meja.get(x.unit_id, f"Admin {x.unit}")
        yield [*siapa, x.dibuat_pada.date(), di, x.get_status_display(), x.jawaban]


def _di_meja(laporan: LaporanData) -> str:
    return sebut_meja([laporan.unit], jam.hari_ini())[laporan.unit_id]


@izin("layanan.laporkan_data", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def laporkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with the data of a person."""
    pegawai = access.get_pegawai(request.user, pk, "laporkan_data")
    form = LaporForm(request.POST or None, initial={"bagian": request.GET.get("bagian", "")})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            laporan = laporkan_data(pegawai, BagianLaporan(isi["bagian"]), isi["uraian"], by=request.user)
            messages.success(request, "Laporan terkirim. Anda diberi tahu begitu dijawab.")
            return redirect("layanan:laporan", laporan.pk)
        except Ditolak as galat:
            tolak(form, galat)
    halaman_pegawai = reverse("layanan:pegawai", args=[pegawai.pk])
    halaman = Halaman(
        judul="Laporkan data salah",
        tombol="Kirim laporan",
        kembali=halaman_pegawai,
        remah=[("Pegawai", reverse("layanan:pegawai_daftar")), (pegawai.nama, halaman_pegawai)],
        penjelasan="Sampai di meja admin unit, atau BKPSDM bila unitnya belum punya admin, dengan batas waktu menjawab.",
        fakta=[("Pegawai", pegawai.nama_gelar)],
    )
    return tampilkan_formulir(request, halaman, form)


@izin("layanan.lihat_laporan", objek=True)
@require_safe
def laporan(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with its clock, its desk, and the acts that are possible now."""
    objek = access.get_laporan(request.user, pk)
    terbuka = objek.status == StatusLaporan.TERBUKA
    boleh_jawab = terbuka and access.boleh(request.user, "jawab_laporan", objek)
    konteks = {
        "laporan": objek,
        "terbuka": terbuka,
        "di_meja": _di_meja(objek),
        "tenggat": tenggat_untuk(LaporanData._meta.label_lower, [objek.pk], JENIS_TENGGAT).get((objek.pk, JENIS_TENGGAT)),
        "form": JawabForm() if boleh_jawab else None,
        "boleh_tarik": terbuka and access.boleh(request.user, "tarik_laporan", objek),
        "boleh_alih": boleh_jawab,
        "url_perbaiki": _tempat_memperbaiki(objek),
    }
    return tampilkan(request, "layanan/laporan.html", konteks)


def _tempat_memperbaiki(laporan: LaporanData) -> str:
    """Where the admin mends what was reported."""
    if laporan.bagian == BagianLaporan.PENILAI:
        return f"{reverse('layanan:delegasi_baru')}?pegawai={laporan.pegawai_id}"
    if laporan.bagian in (BagianLaporan.JABATAN, BagianLaporan.UNIT):
        return reverse("layanan:tempatkan", args=[laporan.pegawai_id])
    return reverse("layanan:pegawai", args=[laporan.pegawai_id])


@izin("layanan.jawab_laporan", objek=True)
@require_POST
def jawab(request: HttpRequest, pk: int) -> HttpResponse:
    """Mended, or refused with a reason."""
    objek = access.get_laporan(request.user, pk, "jawab_laporan")
    form = JawabForm(request.POST)
    if form.is_valid():
        try:
            jawab_laporan(objek, form.cleaned_data["tindakan"], form.cleaned_data["jawaban"], by=request.user)
            messages.success(request, "Jawaban terkirim kepada pelapor.")
            return redirect("layanan:laporan_daftar")
        except Ditolak as galat:
            tolak(form, galat)
    konteks = {
        "laporan": objek,
        "terbuka": True,
        "di_meja": _di_meja(objek),
        "form": form,
        "boleh_alih": True,
        "url_perbaiki": _tempat_memperbaiki(objek),
    }
    return tampilkan(request, "layanan/laporan.html", konteks, status=422)


@izin("layanan.tarik_laporan", objek=True)
@require_POST
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """The reporter takes it back."""
    tarik_laporan(access.get_laporan(request.user, pk, "tarik_laporan"), by=request.user)
    messages.success(request, "Laporan ditarik.")
    return redirect("layanan:laporan", pk)


@izin("layanan.jawab_laporan", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def alihkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Another admin's desk."""
    objek = access.get_laporan(request.user, pk, "jawab_laporan")
    form = AlihkanForm(request.POST or None, unit=unit_beradmin(jam.hari_ini()))
    if request.method == "POST" and form.is_valid():
        try:
            alihkan_laporan(objek, form.cleaned_data["unit"], form.cleaned_data["catatan"], by=request.user)
            messages.success(request, "Laporan dialihkan. Batas waktunya tetap.")
            return redirect("layanan:laporan_daftar")
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Alihkan laporan",
        tombol="Alihkan",
        kembali=reverse("layanan:laporan", args=[objek.pk]),
        remah=[("Laporan data", reverse("layanan:laporan_daftar"))],
        penjelasan="Batas waktu menjawab tidak berubah. Admin tujuan diberi tahu.",
        fakta=[("Laporan tentang", objek.pegawai.nama_gelar), ("Sekarang di meja", _di_meja(objek))],
    )
    return tampilkan_formulir(request, halaman, form)
