"""Accounts of the people one looks after: states, codes, switching off, the lost factor, roles."""

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.akun import actions, queries
from kinerja.layanan.akun.daftar import AkunFilter, TabelAkun
from kinerja.layanan.akun.forms import AkunLuarForm, AlasanForm, BeriPeranForm, LembarForm
from kinerja.layanan.akun.kode import kode_tampil
from kinerja.layanan.dokumen.lembar_kode import cetak_lembar_kode
from kinerja.layanan.tables import atur
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, PeranAkun
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import jabatan_utama
from kinerja.organisasi.rules import boleh_atur_peran, boleh_beri, boleh_urus_akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

LIHAT = izin("organisasi.lihat_akun", kalimat="Daftar akun untuk admin unit dan BKPSDM.")
LIHAT_SATU = izin("organisasi.lihat_satu_akun", objek=True)
URUS = izin("organisasi.urus_akun", objek=True)
ATUR_PERAN = izin("organisasi.atur_peran", objek=True)


@LIHAT
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """People of one's subtrees and the state of their accounts."""
    saring = AkunFilter(request.GET, by=request.user)
    konteks = {
        "saring": saring,
        "tabel": atur(TabelAkun(queries.lengkap(saring.qs, jam.hari_ini())), request),
        "jumlah": queries.hitung_keadaan(request.user),
        "luar": queries.akun_luar(request.user),
        "bkpsdm": hak(request.user).admin_bkpsdm,
    }
    return tampilkan(request, "layanan/akun/daftar.html", konteks, bagian="daftar")


@LIHAT_SATU
@require_safe
def akun_pegawai(request: HttpRequest, pk: int) -> HttpResponse:
    """The account of a person, or that there is none yet and how to make it."""
    orang = queries.get_orang(request.user, pk, "lihat_satu_akun")
    akun = Akun.objects.filter(pegawai=orang).first()
    if akun is not None:
        return redirect("layanan:akun", pk=akun.pk)
    return tampilkan(request, "layanan/akun/belum.html", {"orang": orang, "utama": jabatan_utama([pk], jam.hari_ini()).get(pk)})


@LIHAT_SATU
@require_safe
def akun(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: state, roles over time, and what may be done to it."""
    objek = queries.get_akun(request.user, pk, "lihat_satu_akun")
    return _halaman_akun(request, objek, BeriPeranForm(by=request.user))


def _halaman_akun(request: HttpRequest, objek: Akun, form: BeriPeranForm, status: int = 200) -> HttpResponse:
    hari = jam.hari_ini()
    keadaan = queries.keadaan(objek)
    boleh = bool(boleh_urus_akun(request.user, objek))
    konteks = {
        "akun": objek,
        "utama": jabatan_utama([objek.pegawai_id], hari).get(objek.pegawai_id) if objek.pegawai_id else None,
        "keadaan": keadaan,
        "cip": queries.KEADAAN[keadaan],
        "berfaktor": Authenticator.objects.filter(user=objek, type=Authenticator.Type.TOTP).exists(),
        "kode": objek.kode_aktivasi.filter(dipakai_pada__isnull=True, kedaluwarsa__gt=jam.sekarang()).first(),
        "peran": [_baris_peran(request.user, p, hari) for p in _peran(objek)],
        "boleh": boleh,
        "sendiri": objek.pk == request.user.pk,
        "form": form if objek.is_active and boleh_atur_peran(request.user, objek) else None,
    }
    return tampilkan(request, "layanan/akun/akun.html", konteks, status=status)


def _peran(akun: Akun) -> Any:
    return PeranAkun.objects.filter(akun=akun).select_related("unit", "oleh__pegawai").order_by("-berlaku", "peran")


def _baris_peran(by: Akun, baris: PeranAkun, hari: dt.date) -> dict[str, Any]:
    path = baris.unit.path if baris.unit else SELURUH_KABUPATEN
    selesai = baris.berlaku.upper is not None and baris.berlaku.upper <= hari
    return {
        "baris": baris,
        "label": Peran(baris.peran).label,
        "sampai": baris.berlaku.upper - dt.timedelta(days=1) if baris.berlaku.upper else None,
        "selesai": selesai,
        "mendatang": baris.berlaku.lower > hari,
        "boleh_cabut": not selesai and baris.akun_id != by.pk and boleh_beri(hak(by), baris.peran, path),
    }


@izin("organisasi.buat_akun", objek=True)
@never_cache
@require_POST
def kode_pegawai(request: HttpRequest, pk: int) -> HttpResponse:
    """A code for a person; his account is made when there is none. Shown once, on this page only."""
    orang = queries.get_orang(request.user, pk, "buat_akun")
    return _tampilkan_kode(request, actions.buat_akun(orang, by=request.user))


@URUS
@never_cache
@require_POST
def kode(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code for an account."""
    return _tampilkan_kode(request, queries.get_akun(request.user, pk, "urus_akun"))


def _tampilkan_kode(request: HttpRequest, objek: Akun) -> HttpResponse:
    terbit = actions.terbitkan_kode(objek, by=request.user)
    konteks = {
        "terbit": terbit,
        "kode": kode_tampil(terbit.kode),
        "tautan": request.build_absolute_uri(reverse("layanan:tautan_aktivasi", args=[terbit.kode])),
        "alamat": request.build_absolute_uri(reverse("layanan:aktivasi")),
    }
    return tampilkan(request, "layanan/akun/kode.html", konteks)


@LIHAT
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lembar(request: HttpRequest) -> HttpResponse:
    """Choose a unit; then the sheet to print, one strip per person. Codes exist in that file only, which is not kept."""
    form = LembarForm(request.POST or None, by=request.user, initial={"unit": request.GET.get("unit")})
    if request.method != "POST" or not form.is_valid():
        return tampilkan(request, "layanan/akun/lembar.html", {"form": form}, status=422 if form.errors else 200)
    unit = form.cleaned_data["unit"]
    try:
        dokumen, pdf = cetak_lembar_kode(unit, by=request.user, semua=form.cleaned_data["semua"])
    except Ditolak as galat:
        form.add_error(None, galat.kalimat)
        return tampilkan(request, "layanan/akun/lembar.html", {"form": form}, status=422)
    tanggapan = HttpResponse(pdf, content_type="application/pdf")
    tanggapan["Content-Disposition"] = f'attachment; filename="lembar-kode-aktivasi-{dokumen.pk}.pdf"'
    return tanggapan


@URUS
@require_http_methods(["GET", "HEAD", "POST"])
def nonaktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account off."""
    objek = queries.get_akun(request.user, pk, "urus_akun")
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.nonaktifkan_akun(objek, by=request.user, alasan=form.cleaned_data["alasan"])
        messages.success(request, f"Akun {objek.nama_tampil} dinonaktifkan.")
        return redirect("layanan:akun", pk=pk)
    kalimat = "Pemiliknya langsung keluar dari semua perangkat dan tidak dapat masuk lagi sampai akun diaktifkan kembali."
    return _minta_alasan(request, objek, form, "Nonaktifkan akun", kalimat)


@URUS
@require_http_methods(["GET", "HEAD", "POST"])
def atur_ulang_faktor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lost second factor away."""
    objek = queries.get_akun(request.user, pk, "urus_akun")
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.atur_ulang_faktor(objek, by=request.user, alasan=form.cleaned_data["alasan"])
        messages.success(request, f"Faktor kedua {objek.nama_tampil} diatur ulang. Ia diberi tahu lewat kotak masuk.")
        return redirect("layanan:akun", pk=pk)
    kalimat = (
        "Pastikan dahulu bahwa yang meminta benar pemiliknya, dengan bertemu atau menelepon nomor yang Anda kenal. "
        "Ia keluar dari semua perangkat, diberi tahu lewat kotak masuk, dan memasang faktor kedua lagi saat masuk."
    )
    return _minta_alasan(request, objek, form, "Atur ulang faktor kedua", kalimat)


def _minta_alasan(request: HttpRequest, objek: Akun, form: AlasanForm, judul: str, kalimat: str) -> HttpResponse:
    konteks = {"akun": objek, "form": form, "tindakan": judul, "kalimat": kalimat}
    return tampilkan(request, "layanan/akun/alasan.html", konteks, status=422 if form.errors else 200)


@URUS
@require_POST
def aktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account on again."""
    objek = actions.aktifkan_kembali(queries.get_akun(request.user, pk, "urus_akun"), by=request.user)
    messages.success(request, f"Akun {objek.nama_tampil} aktif kembali.")
    return redirect("layanan:akun", pk=pk)


@ATUR_PERAN
@require_POST
def beri_peran(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    objek = queries.get_akun(request.user, pk, "atur_peran")
    form = BeriPeranForm(request.POST, by=request.user)
    if not form.is_valid():
        return _halaman_akun(request, objek, form, status=422)
    isi = form.cleaned_data
    sampai = isi["sampai"] + dt.timedelta(days=1) if isi["sampai"] else None
    try:
        actions.beri_peran(objek, Peran(isi["peran"]), by=request.user, unit=isi["unit"], mulai=isi["mulai"], sampai=sampai)
    except Ditolak as e:
        form.add_error(None, e.kalimat)
        return _halaman_akun(request, objek, form, status=422)
    messages.success(request, f"Peran diberikan kepada {objek.nama_tampil}. Ia diberi tahu lewat kotak masuk.")
    return redirect("layanan:akun", pk=pk)


@ATUR_PERAN
@require_POST
def cabut_peran(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role today."""
    baris = queries.get_peran(request.user, pk)
    actions.cabut_peran(baris, by=request.user)
    messages.success(request, "Peran diakhiri. Pemegangnya diberi tahu lewat kotak masuk.")
    return redirect("layanan:akun", pk=baris.akun_id)


@izin("organisasi.buat_akun_luar", kalimat="Akun tanpa pegawai hanya dibuat oleh BKPSDM.")
@require_http_methods(["GET", "HEAD", "POST"])
def buat_luar(request: HttpRequest) -> HttpResponse:
    """An account for somebody from outside."""
    form = AkunLuarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            baru = actions.buat_akun_luar(**form.cleaned_data, by=request.user)
        except Ditolak as e:
            form.add_error("email", e.kalimat)
        else:
            messages.success(request, "Akun dibuat. Beri peran, lalu terbitkan kode aktivasinya.")
            return redirect("layanan:akun", pk=baru.pk)
    return tampilkan(request, "layanan/akun/luar.html", {"form": form}, status=422 if form.errors else 200)
