"""Parameters: every number with its basis, how sure it is, and its history."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.siklus import access, actions, queries, rules
from kinerja.siklus.enums import Keyakinan
from kinerja.siklus.filters import ParameterFilter
from kinerja.siklus.forms import ParameterForm, kiriman
from kinerja.siklus.models import DefinisiParameter, Parameter

_CIP = {
    Keyakinan.BERSUMBER: ("ok", "check"),
    Keyakinan.DIKETAHUI: ("info", "info-circle"),
    Keyakinan.TIDAK_PASTI: ("awas", "alert-circle"),
    Keyakinan.RANCANGAN: ("", "pencil"),
}


@izin(rules.LIHAT_PARAMETER)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All values of today in groups; filter by group, mark and words."""
    hari = jam.hari_ini()
    semua = queries.parameter_kini(hari)
    kelompok = list(dict.fromkeys(semua.order_by("definisi__urut").values_list("definisi__kelompok", flat=True)))
    saring = ParameterFilter(request.GET, semua, kelompok=kelompok)
    baris = [_baris(p) for p in saring.qs]
    konteks = {
        "saring": saring,
        "jumlah": len(baris),
        "kelompok": [(nama, list(isi)) for nama, isi in groupby(baris, key=lambda b: b["p"].definisi.kelompok)],
        "belum": queries.parameter_belum_pasti(hari).count(),
        "boleh_ubah": access.boleh(request.user, rules.UBAH_PARAMETER),
    }
    return tampilkan(request, "siklus/parameter_daftar.html", konteks, bagian="daftar")


def _baris(p: Parameter) -> dict[str, Any]:
    keyakinan = Keyakinan(p.keyakinan)
    jenis, ikon = _CIP[keyakinan]
    return {
        "p": p,
        "nilai": queries.nilai_tampil(p),
        "peta": queries.peta_tampil(p),
        "keyakinan": keyakinan,
        "cip": jenis,
        "ikon": ikon,
    }


@izin(rules.LIHAT_PARAMETER)
@require_safe
def rinci(request: Permintaan, nama: str) -> HttpResponse:
    """One parameter: what holds, why, and every value it ever had."""
    definisi = access.get_definisi(request.user, nama)
    riwayat = [_baris(p) for p in queries.riwayat_parameter(definisi)]
    hari = jam.hari_ini()
    konteks = {
        "definisi": definisi,
        "kini": [b for b in riwayat if b["p"].dicabut_pada is None and hari in b["p"].berlaku],
        "riwayat": riwayat,
        "boleh_ubah": access.boleh(request.user, rules.UBAH_PARAMETER),
        "hari": hari,
    }
    return tampilkan(request, "siklus/parameter.html", konteks)


@izin(rules.UBAH_PARAMETER)
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, nama: str) -> HttpResponse:
    """A new value from a day on."""
    definisi = access.get_definisi(request.user, nama, rules.UBAH_PARAMETER)
    versi = queries.parameter_kini(jam.hari_ini()).filter(definisi=definisi, unit=None).first()
    form = ParameterForm(definisi, versi, kiriman(request))
    if form.is_valid() and _simpan(request, definisi, form):
        messages.success(request, f"{definisi.judul} tersimpan. Nilai lama tetap tercatat.")
        return redirect("siklus:parameter_rinci", definisi.nama)
    konteks = {"definisi": definisi, "form": form, "kini": _baris(versi) if versi else None}
    return tampilkan(request, "siklus/parameter_ubah.html", konteks, bagian="formulir", status=422 if form.errors else 200)


def _simpan(request: Permintaan, definisi: DefinisiParameter, form: ParameterForm) -> bool:
    """False with the refusal on the form."""
    d = form.cleaned_data
    try:
        actions.ubah_parameter(
            definisi,
            nilai=form.nilai(),
            satuan=form.satuan(),
            mulai=d["mulai"],
            dasar_hukum=d["dasar_hukum"],
            keyakinan=Keyakinan(d["keyakinan"]),
            alasan=d["alasan"],
            unit=d["unit"],
            by=request.user,
        )
    except Ditolak as galat:
        form.add_error(None, galat.kalimat)
        return False
    return True


@izin(rules.UBAH_PARAMETER)
@require_http_methods(["GET", "HEAD", "POST"])
def konfirmasi(request: Permintaan, pk: int) -> HttpResponse:
    """BKPSDM has checked an uncertain value."""
    versi = access.get_versi(request.user, pk, rules.UBAH_PARAMETER)
    if request.method == "POST":
        actions.konfirmasi_parameter(versi, by=request.user)
        messages.success(request, f"{versi.definisi.judul} dikonfirmasi.")
        return redirect("siklus:parameter_rinci", versi.definisi.nama)
    konteks = {
        "judul": f"Konfirmasi nilai “{queries.nilai_tampil(versi)}” untuk {versi.definisi.judul}?",
        "kalimat": f"{versi.definisi.mengapa} Nama Anda dan tanggal hari ini dicatat sebagai pemeriksanya.",
        "tombol": "Konfirmasi",
        "url": request.path,
        "kembali": reverse("siklus:parameter_rinci", args=[versi.definisi.nama]),
    }
    return tampilkan(request, "komponen/konfirmasi_halaman.html", konteks)
