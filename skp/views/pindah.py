"""The opening of a year for everybody, a duty as Plt., a paper from elsewhere, a draft by the unit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan.pekerjaan import url_pekerjaan
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.izin import izin
from skp import access
from skp.actions import pindah, susun
from skp.forms_pindah import BerkasForm, PltForm, SiklusForm

_METODE = ("GET", "HEAD", "POST")


@izin("skp.buka_siklus", kalimat="SKP seluruh pegawai dibuka oleh BKPSDM.")
@require_http_methods(_METODE)
def buka_siklus(request: Permintaan) -> HttpResponse:
    """Open the SKP of everybody who must plan, as a job."""
    form = SiklusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(url_pekerjaan(susun.minta_buka_siklus(form.cleaned_data["siklus"], by=request.user)))
    halaman = Halaman(
        judul="Buka SKP semua pegawai",
        tombol="Buka SKP",
        kembali=reverse("skp:perencanaan"),
        remah=[("Perencanaan", reverse("skp:perencanaan"))],
        penjelasan="Setiap pegawai yang wajib menyusun mendapat draf yang sudah terisi. Yang sudah ada tidak berubah.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.lampirkan", objek=True)
@require_http_methods(_METODE)
def berkas(request: Permintaan, pk: int) -> HttpResponse:
    """Keep a paper with an SKP: the evaluation of the instansi that a person came from."""
    skp = access.get_skp(request.user, pk, "lampirkan")
    form = BerkasForm(skp, request.POST or None, request.FILES or None)
    kembali = reverse("skp:pegawai", args=[skp.pegawai_id])
    if request.method == "POST" and form.is_valid():
        try:
            isi = form.cleaned_data
            tanda = isi.get("pindah_instansi", False)
            pindah.lampirkan_unggahan(skp, isi["berkas"], isi["keterangan"], by=request.user, pindah_instansi=tanda)
            messages.success(request, "Berkas tersimpan bersama SKP.")
            return redirect(kembali)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Lampirkan berkas",
        tombol="Simpan berkas",
        kembali=kembali,
        remah=[(skp.pegawai.nama, kembali)],
        fakta=[(x.keterangan, x.berkas.nama) for x in skp.berkas.select_related("berkas")],
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.isi", objek=True)
@require_http_methods(_METODE)
def plt(request: Permintaan, versi: int) -> HttpResponse:
    """A duty as Plt. becomes a marked RHK in the definitive SKP."""
    v = access.get_versi(request.user, versi, "isi")
    form = PltForm(v, request.POST or None)
    sunting = reverse("skp:sunting", args=[v.pk])
    if request.method == "POST" and form.is_valid():
        try:
            pindah.tambah_tugas_plt(v, form.cleaned_data["penugasan"], form.cleaned_data["uraian"], by=request.user)
            messages.success(request, "Tugas Plt. masuk sebagai RHK tambahan. Lengkapi indikatornya.")
            return redirect(sunting)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Tugas sebagai Plt.",
        tombol="Tambahkan RHK",
        kembali=sunting,
        remah=[("SKP", sunting)],
        penjelasan="Tugas sementara ditulis di SKP jabatan definitif dan ditandai, karena predikat satu untuk satu orang.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.susun_pengganti", objek=True)
@require_http_methods(_METODE)
def pengganti(request: Permintaan, pk: int) -> HttpResponse:
    """Draft for somebody who has nothing yet, where the parameter allows it."""
    orang = get_pegawai(request.user, pk)
    access.pastikan(request.user, "susun_pengganti", orang)
    form = SiklusForm(request.POST or None)
    kembali = reverse("skp:pegawai", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            versi = susun.susun_pengganti(orang, form.cleaned_data["siklus"], by=request.user)
            return redirect("skp:sunting", versi.pk)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Susun SKP pengganti",
        tombol="Susun draf",
        kembali=kembali,
        remah=[(orang.nama, kembali)],
        penjelasan="Drafnya disusun unit; tanda tangan tetap milik pegawai dan penilainya.",
        fakta=[("Pegawai", orang.nama_gelar)],
    )
    return tampilkan_formulir(request, halaman, form)
