"""Calibration on the screen: the list, the session, its acts. From its page htmx asks only for what changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.beranda import alamat
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan, tolak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from predikat import access_dokumen as access
from predikat.actions import kalibrasi as aksi
from predikat.actions import sesi as aksi_sesi
from predikat.enums import StatusSesi
from predikat.forms_dokumen import AlasanForm, BukaKembaliForm, PesertaForm
from predikat.models import PredikatUnit, SesiKalibrasi
from predikat.queries_kalibrasi import sesi_terlihat, unit_dapat_dibuka
from predikat.reports.dokumen import PENETAPAN, kunci_penetapan
from predikat.tampilan_kalibrasi import Ruang, baca_sel

_METODE = ["GET", "HEAD", "POST"]
TAMPIL = 60


@izin("predikat.daftar_sesi")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Sessions in which I sit, and units for which I may open one."""
    ada = sesi_terlihat(request.user).select_related("unit", "periode__siklus").order_by("status", "-dibuka_pada")
    siap = PredikatUnit.objects.filter(unit__in=unit_dapat_dibuka(request.user)).select_related("unit", "periode__siklus")
    hidup = SesiKalibrasi.objects.exclude(status=StatusSesi.BATAL).values_list("unit_id", "periode_id")
    punya = set(hidup)
    siap = [p for p in siap.order_by("-periode__rentang", "unit__path")[:300] if (p.unit_id, p.periode_id) not in punya]
    konteks = {"sesi": ada[:TAMPIL], "siap": siap[:TAMPIL]}
    return tampilkan(request, "predikat/sesi_daftar.html", konteks)


@izin("predikat.buka_sesi", objek=True)
@require_POST
def buka(request: Permintaan, pk: int, periode: int) -> HttpResponse:
    """Open a session for a unit and period."""
    unit = access.get_unit_sesi(request.user, pk)
    s = aksi_sesi.buka_sesi(unit, get_object_or_404(Periode.objects.select_related("siklus"), pk=periode), by=request.user)
    messages.success(request, "Sesi dibuka. Semua penilai di unit ini sudah menjadi peserta.")
    return redirect("predikat:sesi", s.pk)


def _ruang(request: Permintaan, s: SesiKalibrasi) -> Ruang:
    sumber = request.POST if request.method == "POST" else request.GET
    return Ruang(s, request.user, sumber.get("orang", ""), request.GET.get("ke", ""), request.GET.get("urut", ""))


@izin("predikat.lihat_sesi", objek=True)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponse:
    """The session; for htmx with ``?bagian=papan`` or ``panel`` only that part."""
    s = access.get_sesi(request.user, pk)
    bagian = request.GET.get("bagian", "")
    if request.htmx and bagian in ("papan", "panel"):
        return _bagian(request, s, bagian)
    konteks = {"r": _ruang(request, s), "s": s, "petunjuk": request.GET.get("petunjuk") == "1"}
    konteks["cetak_url"] = alamat("layanan:dokumen_terbitkan", PENETAPAN, kunci_penetapan(s.unit_id, s.periode_id))
    return tampilkan(request, "predikat/sesi.html", konteks)


def _bagian(request: Permintaan, s: SesiKalibrasi, bagian: str) -> HttpResponse:
    return tampilkan(request, f"predikat/sesi_{bagian}.html", {"r": _ruang(request, s), "s": s, "sebagian": True})


@izin("predikat.lihat_sesi", objek=True)
@require_safe
def jajak(request: Permintaan, pk: int) -> HttpResponse:
    """204 while nothing changed since ``sunting``; else an element that asks for the board."""
    s = access.get_sesi(request.user, pk)
    if request.GET.get("sunting") == str(s.sunting):
        return HttpResponse(status=204)
    return tampilkan(request, "predikat/sesi_ambil.html", {"s": s})


def _usai(request: Permintaan, s: SesiKalibrasi, orang: int | str) -> HttpResponse:
    """The board and the panel for htmx, else back to the page with the person chosen."""
    if request.htmx:
        s.refresh_from_db()
        konteks = {"r": Ruang(s, request.user, str(orang)), "s": s, "sebagian": True, "panel_oob": True}
        return tampilkan(request, "predikat/sesi_papan.html", konteks)
    return redirect(f"{reverse('predikat:sesi', args=[s.pk])}?orang={orang}#panel")


def _nomor(request: Permintaan, nama: str) -> int:
    teks = request.POST.get(nama, "")
    if not (teks.isdecimal() and len(teks) < 19):
        raise Ditolak("Pilih orangnya lebih dahulu.")
    return int(teks)


@izin("predikat.geser", objek=True)
@require_POST
def geser(request: Permintaan, pk: int) -> HttpResponse:
    """Move a person."""
    s = access.get_sesi(request.user, pk, "geser")
    orang, sel = _nomor(request, "orang"), baca_sel(request.POST.get("ke", ""))
    urut = request.POST.get("urut", "")
    aksi.geser(
        s,
        orang,
        *(sel or ("", "")),
        request.POST.get("alasan", ""),
        by=request.user,
        demi_pola=request.POST.get("demi_pola") == "ya",
        urut=int(urut) if urut.isdecimal() and len(urut) < 9 else None,
    )
    return _usai(request, s, orang)


@izin("predikat.bahas", objek=True)
@require_POST
def bahas(request: Permintaan, pk: int) -> HttpResponse:
    """He was talked about."""
    s = access.get_sesi(request.user, pk, "bahas")
    orang = _nomor(request, "orang")
    aksi.bahas(s, orang, request.POST.get("catatan", ""), by=request.user)
    return _usai(request, s, orang)


@izin("predikat.jawab_geseran", objek=True)
@require_POST
def jawab(request: Permintaan, pk: int) -> HttpResponse:
    """The assessor's word on a move."""
    g = access.get_geseran(request.user, pk)
    aksi.jawab(g, request.POST.get("jawaban") == "setuju", request.POST.get("alasan", ""), by=request.user)
    return _usai(request, g.sesi, g.evaluasi_id)


@izin("predikat.geser", objek=True)
@require_POST
def skenario(request: Permintaan, pk: int) -> HttpResponse:
    """Keep a scenario, or go to one (``pakai`` names it)."""
    s = access.get_sesi(request.user, pk, "geser")
    if not request.POST.get("pakai"):
        aksi.simpan_skenario(s, request.POST.get("nama", ""), by=request.user)
        messages.success(request, "Keadaan sekarang disimpan sebagai skenario. Predikat belum berubah.")
        return redirect("predikat:sesi", pk)
    k = get_object_or_404(s.skenario, pk=_nomor(request, "pakai"))
    banyak = aksi.pakai_skenario(k, request.POST.get("alasan", ""), by=request.user)
    messages.success(request, f"{angka(banyak)} orang dipindahkan menurut skenario {k.nama}.")
    return redirect("predikat:sesi", pk)


@izin("predikat.kunci", objek=True)
@require_http_methods(_METODE)
def kunci(request: Permintaan, pk: int) -> HttpResponse:
    """The last page before it holds: broken lines with their reasons, moves without a yes."""
    s = access.get_sesi(request.user, pk, "kunci")
    r, galat = Ruang(s, request.user), ""
    dilewati = [b for b in r.baris if not b.dipenuhi and not b.nasihat]
    isian = [(n, b, request.POST.get(f"baris-{n}", s.alasan_baris.get(b.nama, ""))) for n, b in enumerate(dilewati)]
    if request.method == "POST":
        try:
            aksi_sesi.kunci(s, {b.nama: isi for _, b, isi in isian}, request.POST.get("alasan", ""), by=request.user)
        except Ditolak as e:
            galat = e.kalimat
        else:
            messages.success(request, "Hasil dikunci. Dokumen Evaluasi dibuat sebentar lagi, lalu diserahkan para penilai.")
            return redirect("predikat:sesi", pk)
    konteks = {"r": r, "s": s, "isian": isian, "galat": galat, "alasan": request.POST.get("alasan", "")}
    return tampilkan(request, "predikat/sesi_kunci.html", konteks, status=422 if galat else 200)


def _halaman(s: SesiKalibrasi, judul: str, tombol: str, penjelasan: str) -> Halaman:
    url = reverse("predikat:sesi", args=[s.pk])
    remah = [("Kalibrasi", reverse("predikat:sesi_daftar")), (str(s.unit), url)]
    return Halaman(judul, tombol, url, remah, penjelasan, f"{s.unit}, {s.periode}")


@izin("predikat.buka_kembali_sesi", objek=True)
@require_http_methods(_METODE)
def buka_kembali(request: Permintaan, pk: int) -> HttpResponse:
    """Open it again, by a letter."""
    s = access.get_sesi(request.user, pk, "buka_kembali_sesi")
    kata = "Hanya selama belum ada dokumen yang ditandatangani atau dikeberatkan. Predikat dilepas, geseran tetap tercatat."
    return formulir_tindakan(
        request,
        _halaman(s, "Buka kembali sesi", "Buka kembali", kata),
        BukaKembaliForm(request.POST or None),
        lambda isi: aksi_sesi.buka_kembali(s, isi["alasan"], isi["surat"], by=request.user),
        "Sesi terbuka lagi. Dokumen yang sudah dibuat tidak berlaku.",
    )


@izin("predikat.batalkan_sesi", objek=True)
@require_http_methods(_METODE)
def batalkan(request: Permintaan, pk: int) -> HttpResponse:
    """Give it up."""
    s = access.get_sesi(request.user, pk, "batalkan_sesi")
    return formulir_tindakan(
        request,
        _halaman(s, "Batalkan sesi", "Batalkan sesi", "Geseran tidak berlaku."),
        AlasanForm(request.POST or None),
        lambda isi: aksi_sesi.batalkan(s, isi["alasan"], by=request.user),
        "Sesi dibatalkan. Rating para penilai tetap seperti diusulkan.",
        reverse("predikat:sesi_daftar"),
    )


@izin("predikat.atur_peserta", objek=True)
@require_http_methods(_METODE)
def peserta(request: Permintaan, pk: int) -> HttpResponse:
    """Who sits, as what."""
    s = access.get_sesi(request.user, pk, "atur_peserta")
    form = PesertaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            aksi_sesi.atur_peserta(s, isi["orang"], isi["peran"], by=request.user, keluar=isi["tindakan"] == "keluar")
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, "Peserta diperbarui.")
            return redirect("predikat:peserta_sesi", pk)
    konteks = {"r": Ruang(s, request.user), "s": s, "form": form}
    return tampilkan(request, "predikat/sesi_peserta.html", konteks, status=422 if form.errors else 200)
