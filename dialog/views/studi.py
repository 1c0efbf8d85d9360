"""Tugas belajar: who studies, one study, its reports, the steps of an extension."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dialog import access_studi as access
from dialog.actions import perpanjangan as aksi_panjang
from dialog.actions import studi as aksi
from dialog.aturan_studi import tambah_tahun
from dialog.forms_studi import CatatanForm, CatatanUnitForm, LaporanForm, MintaForm, MintaLagiForm, SKForm
from dialog.models import PerpanjanganStudi
from dialog.queries_studi import hari_terakhir, ringkas, studi, visible_to
from dialog.tampilan_studi import KATA, LayarStudi, TabelStudi
from dialog.transitions import PERPANJANGAN_STUDI
from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.tables import atur
from kinerja.layanan.views.delegasi import pejabat_pemutus
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.models import MasaKhusus
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.plumbing.tulisan import masa as masa_kata
from skp.actions.dasar import Bentrok

_METODE = ["GET", "HEAD", "POST"]
_SALIN = (
    "Perpanjangan ini sudah melangkah sejak halaman ini dibuka. Isian Anda masih ada di bawah: salin bila masih diperlukan, "
    "lalu buka lagi halaman tugas belajarnya."
)


@izin("dialog.daftar_studi")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Those whose study one may see; running ones, or all."""
    semua = request.GET.get("semua") == "1"
    hari = jam.hari_ini()
    baris = visible_to(request.user).order_by("pegawai__nama_urut", "pk")
    if not semua:
        baris = baris.exclude(berlaku__endswith__lte=hari)
    tabel = atur(TabelStudi(ringkas(baris, hari)), request)
    return tampilkan(request, "dialog/studi_daftar.html", {"tabel": tabel, "semua": semua})


@izin("dialog.lihat_studi", objek=True)
@require_safe
def pegawai(request: Permintaan, pk: int) -> HttpResponse:
    """The tab on a person's page leads to his latest study."""
    masa = studi().filter(pegawai=pk).order_by("-berlaku").first()
    return redirect("dialog:studi", access.get_studi(request.user, masa.pk if masa else 0).pk)


@izin("dialog.lihat_studi", objek=True)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponse:
    """One study."""
    return tampilkan(request, "dialog/studi.html", {"layar": LayarStudi(access.get_studi(request.user, pk), request.user)})


@izin("dialog.lapor_studi", objek=True)
@require_http_methods(_METODE)
def lapor(request: Permintaan, pk: int) -> HttpResponse:
    """The report of a semester."""
    masa = access.get_studi(request.user, pk, "lapor_studi")
    pilihan = LayarStudi(masa, request.user).semester
    if not pilihan:
        messages.info(request, "Semua semester yang sudah dijalani sudah dilaporkan.")
        return redirect("dialog:studi", pk)
    data, berkas = _kiriman(request)
    awal = {"semester": pilihan[0].nomor, "tahun_ajaran": pilihan[0].tahun_ajaran}
    form = LaporanForm(data, berkas, semester=pilihan, initial=awal)
    if form.is_valid():
        try:
            aksi.laporkan_semester(masa, form.cleaned_data["semester"], form.isi(), by=request.user)
        except (Ditolak, SudahBerubah) as galat:
            tolak(form, galat)
        else:
            messages.success(request, f"Laporan semester {form.cleaned_data['semester']} tersimpan.")
            return redirect("dialog:studi", pk)
    return tampilkan_formulir(request, _halaman(masa, "Laporkan semester", "Simpan laporan"), form)


@izin("dialog.ubah_laporan_studi", objek=True)
@require_http_methods(_METODE)
def ubah_laporan(request: Permintaan, pk: int) -> HttpResponse:
    """Mend a report."""
    x = access.get_laporan_studi(request.user, pk, "ubah_laporan_studi")
    data, berkas = _kiriman(request)
    form = LaporanForm(data, berkas, initial={n: getattr(x, n) for n in (*aksi.ISI, "sunting")})
    halaman = _halaman(x.masa_khusus, f"Perbaiki laporan semester {x.semester}", "Simpan")
    if form.is_valid():
        try:
            aksi.ubah_laporan(x, form.isi(), by=request.user, sunting=form.cleaned_data["sunting"])
        except Bentrok as bentrok:
            return _bentrok(request, halaman, form, bentrok)
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, f"Laporan semester {x.semester} diperbaiki.")
            return redirect("dialog:studi", x.masa_khusus_id)
    return tampilkan_formulir(request, halaman, form)


def _bentrok(request: Permintaan, halaman: Halaman, form: Any, bentrok: Bentrok) -> HttpResponse:
    """What was typed stays in the form, what is stored stands above it; sent again, it replaces that. A file is chosen anew."""
    form.pakai_sunting(bentrok.sunting)
    fakta = [
        (_KATA_ISI[n], angka(v, 2) if n in ("ipk", "ips") else v) for n, v in bentrok.milik_kini.items() if v not in ("", None)
    ]
    halaman = replace(halaman, fakta=[*halaman.fakta, *fakta])
    return _telat(request, halaman, form, "Laporan ini baru saja diubah di layar lain; yang tersimpan tampak di atas. "
                  "Periksa isian Anda di bawah, lalu simpan lagi bila itu yang benar.")  # fmt: skip


def _telat(request: Permintaan, halaman: Halaman, form: Any, kalimat: str) -> HttpResponse:
    """409, and nothing typed is lost."""
    form.add_error(None, kalimat)
    jawab = tampilkan_formulir(request, halaman, form)
    jawab.status_code = 409
    return jawab


_KATA_ISI = {
    "ipk": "IPK tersimpan",
    "ips": "IPS tersimpan",
    "sks": "SKS tersimpan",
    "tahun_ajaran": "Tahun ajaran tersimpan",
    "catatan_kampus": "Catatan perguruan tinggi tersimpan",
    "catatan_unit": "Catatan unit asal tersimpan",
}


@izin("dialog.catat_laporan_studi", objek=True)
@require_http_methods(_METODE)
def catat_laporan(request: Permintaan, pk: int) -> HttpResponse:
    """The home unit's note beside a report."""
    x = access.get_laporan_studi(request.user, pk, "catat_laporan_studi")
    awal = {"catatan": x.catatan_unit, "sunting": x.sunting}
    form = CatatanUnitForm(request.POST if request.method == "POST" else None, initial=awal)
    halaman = _halaman(x.masa_khusus, f"Catatan semester {x.semester}", "Simpan catatan")
    if form.is_valid():
        try:
            aksi.catat_unit(x, form.cleaned_data["catatan"], by=request.user, sunting=form.cleaned_data["sunting"])
        except Bentrok as bentrok:
            return _bentrok(request, halaman, form, bentrok)
        messages.success(request, "Catatan unit asal tersimpan.")
        return redirect("dialog:studi", x.masa_khusus_id)
    return tampilkan_formulir(request, halaman, form)


@izin("dialog.minta_perpanjangan", objek=True)
@require_http_methods(_METODE)
def minta(request: Permintaan, pk: int) -> HttpResponse:
    """Ask for an extension."""
    masa = access.get_studi(request.user, pk, "minta_perpanjangan")
    data, berkas = _kiriman(request)
    selesai = hari_terakhir(masa)
    form = MintaForm(data, berkas, initial={"sampai": tambah_tahun(selesai, 1) if selesai else None})
    if form.is_valid():
        isi = form.cleaned_data
        try:
            aksi_panjang.minta_perpanjangan(masa, isi["sampai"], isi["alasan"], by=request.user, berkas=isi["berkas"])
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, "Permintaan terkirim. Sekarang di meja unit asal Anda.")
            return redirect("dialog:studi", pk)
    return tampilkan_formulir(request, _halaman(masa, "Minta perpanjangan", "Kirim permintaan"), form)


@izin("dialog.langkah_perpanjangan", objek=True)
@require_http_methods(_METODE)
def langkah(request: Permintaan, pk: int, tindakan: str) -> HttpResponse:
    """One step of an extension, by the name that the table of transitions gives it."""
    p = access.get_perpanjangan(request.user, pk)
    if tindakan not in {x.tindakan for x in PERPANJANGAN_STUDI}:
        raise Http404
    aksi_panjang.pastikan_langkah(request.user, p, tindakan)
    if request.method != "POST":
        PERPANJANGAN_STUDI.berikut(p.status, tindakan, "-")
    if tindakan == "terbitkan":
        return _terbitkan(request, p)
    form = _form_langkah(request, p, tindakan)
    if form.is_valid():
        isi = form.cleaned_data
        try:
            aksi_panjang.langkahkan(p, tindakan, isi["catatan"], by=request.user, sampai=isi.get("sampai"))
        except SudahBerubah:
            return _telat(request, _halaman_langkah(p, tindakan), form, _SALIN)
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, f"{KATA[tindakan].lampau}.")
            return redirect("dialog:studi", p.masa_khusus_id)
    return tampilkan_formulir(request, _halaman_langkah(p, tindakan), form)


def _form_langkah(request: Permintaan, p: PerpanjanganStudi, tindakan: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if tindakan == "minta_lagi":
        return MintaLagiForm(data, initial={"sampai": p.sampai_diminta, "catatan": p.alasan})
    wajib = any(x.wajib_catatan for x in PERPANJANGAN_STUDI if x.tindakan == tindakan)
    return CatatanForm(data, label=KATA[tindakan].catatan, wajib=wajib)


def _terbitkan(request: Permintaan, p: PerpanjanganStudi) -> HttpResponse:
    hari = jam.hari_ini()
    data, berkas = _kiriman(request)
    awal = {"sampai": p.sampai_diminta, "tanggal": hari}
    form = SKForm(data, berkas, pejabat=pejabat_pemutus(request.user, hari), initial=awal)
    if form.is_valid():
        isi = form.cleaned_data
        surat = IsiKeputusan(isi["pejabat"], isi["nomor"], isi["tanggal"], isi["berkas"])
        try:
            menurut_surat(
                "perpanjang_studi",
                surat,
                request.user,
                lambda k: aksi_panjang.terbitkan(p, isi["sampai"], by=request.user, berdasarkan=k),  # type: ignore[arg-type]
            )
        except SudahBerubah:
            return _telat(request, _halaman_langkah(p, "terbitkan"), form, _SALIN)
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, f"SK tercatat. Tugas belajar diperpanjang sampai {tanggal(isi['sampai'])}.")
            return redirect("dialog:studi", p.masa_khusus_id)
    return tampilkan_formulir(request, _halaman_langkah(p, "terbitkan"), form)


def _kiriman(request: Permintaan) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _halaman(masa: MasaKhusus, judul: str, tombol: str, **lain: Any) -> Halaman:
    kembali = reverse("dialog:studi", args=[masa.pk])
    fakta = [("Pegawai", masa.pegawai.nama_gelar), ("Tugas belajar", masa_kata(masa.berlaku)), *lain.pop("fakta", ())]
    remah = [("Tugas belajar", reverse("dialog:studi_daftar")), (masa.pegawai.nama, kembali)]
    return Halaman(judul, tombol, kembali, remah=remah, fakta=fakta, **lain)


def _halaman_langkah(p: PerpanjanganStudi, tindakan: str) -> Halaman:
    kata = KATA[tindakan]
    fakta = [("Diminta sampai", tanggal(p.sampai_diminta)), ("Alasan", p.alasan)]
    fakta += [("Catatan unit asal", p.catatan_unit)] if p.catatan_unit else []
    fakta += [("Rekomendasi", p.rekomendasi)] if p.rekomendasi else []
    judul = f"{kata.tombol}: perpanjangan tugas belajar"
    return _halaman(p.masa_khusus, judul, kata.tombol, penjelasan=kata.penjelasan, fakta=fakta, bahaya=tindakan == "tolak")
