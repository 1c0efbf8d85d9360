"""Rencana aksi: by RHK and period, added and adjusted; the history of a step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialog import access_realisasi as access
from dialog.actions import rencana as aksi
from dialog.forms_realisasi import RencanaForm
from dialog.models import Dialog, RencanaAksi
from dialog.queries_realisasi import dialog_rencana, rencana_orang, rhk_berlaku, skp_berlaku
from dialog.rules_realisasi import IZIN_REALISASI
from dialog.tampilan_realisasi import lewat_dialog, pilihan_dialog, riwayat_rencana, susun_rencana
from dialog.views.realisasi import periode_dipilih
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp.models import LiniRHK

_METODE = ["GET", "HEAD", "POST"]


@izin("dialog.realisasi")
@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """My plan of the year."""
    if request.user.pegawai is None:
        raise Ditolak("Akun Anda tidak terhubung dengan pegawai, jadi tidak mempunyai rencana aksi.")
    return _halaman(request, request.user.pegawai)


@izin("dialog.lihat_rencana", objek=True)
@require_safe
def orang(request: Permintaan, pk: int) -> HttpResponse:
    """The plan of one person."""
    return _halaman(request, access.get_orang(request.user, pk, "lihat_rencana"))


def _halaman(request: Permintaan, pegawai: Pegawai) -> HttpResponse:
    semua, kini = periode_dipilih(request.GET.get("periode"))
    siklus = semua[0].siklus_id if semua else 0
    rhk = list(rhk_berlaku(pegawai.pk, siklus))
    konteks = {
        "pegawai": pegawai,
        "diri_sendiri": request.user.pegawai_id == pegawai.pk,
        "kini": kini,
        "tahun": semua[0].siklus.tahun if semua else jam.hari_ini().year,
        "rhk": susun_rencana(rhk, rencana_orang(pegawai.pk, siklus), semua),
        "skp": list(skp_berlaku(pegawai.pk, siklus)),
        "boleh_isi": IZIN_REALISASI["isi_rencana"].test(request.user, pegawai),
    }
    return tampilkan(request, "dialog/rencana.html", konteks)


def _form(request: Permintaan, lini: LiniRHK, awal: dict[str, Any] | None = None) -> RencanaForm:
    dialog = pilihan_dialog(dialog_rencana(lini.skp.pegawai_id, lini.skp.siklus_id, request.user.pegawai_id or 0)[:20])
    return RencanaForm(request.POST if request.method == "POST" else None, initial=awal, dialog=dialog)


def _dialog(form: RencanaForm) -> Dialog | None:
    pk = form.cleaned_data["dialog"]
    return Dialog(pk=pk) if pk else None


def _kembali(request: Permintaan, lini: LiniRHK) -> HttpResponse:
    orang = lini.skp.pegawai_id
    url = reverse("dialog:rencana") if orang == request.user.pegawai_id else reverse("dialog:rencana_orang", args=[orang])
    return redirect(f"{url}#rhk-{lini.pk}")


@izin("dialog.isi_rencana", objek=True)
@require_http_methods(_METODE)
def tambah(request: Permintaan, pk: int) -> HttpResponse:
    """A new step towards an RHK (``pk``: its lineage), in the period that ``?periode=`` names."""
    lini = access.get_lini_rhk(request.user, pk, "isi_rencana")
    _, periode = periode_dipilih(request.GET.get("periode"))
    form = _form(request, lini)
    if periode is not None and form.is_valid():
        try:
            aksi.tambah_rencana(lini, periode, form.isi(), by=request.user, dialog=_dialog(form))
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, "Langkah ditambahkan.")
            return _kembali(request, lini)
    konteks = {"form": form, "lini": lini, "periode": periode, "uraian_rhk": _uraian(lini), "baru": True}
    return tampilkan(request, "dialog/rencana_ubah.html", konteks, status=422 if form.errors else 200)


def _uraian(lini: LiniRHK) -> str:
    teks = lini.rhk.order_by("-versi__nomor").values_list("uraian", flat=True).first()
    return str(teks or "")


@izin("dialog.lihat_rencana", objek=True)
@require_http_methods(_METODE)
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """One step: its wording and state, and how it came about."""
    r = access.get_rencana(request.user, pk, "isi_rencana" if request.method == "POST" else "lihat_rencana")
    awal = {k: getattr(r, k) for k in ("uraian", "target", "bukti_disepakati", "keadaan", "sunting")}
    form = _form(request, r.lini_rhk, awal)
    if form.is_valid():
        try:
            aksi.ubah_rencana(r, form.isi(), by=request.user, dialog=_dialog(form), sunting=form.cleaned_data["sunting"])
        except (Ditolak, SudahBerubah) as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, "Langkah tersimpan.")
            return _kembali(request, r.lini_rhk)
    return tampilkan(request, "dialog/rencana_ubah.html", _konteks(request, r, form), status=422 if form.errors else 200)


def _konteks(request: Permintaan, r: RencanaAksi, form: RencanaForm) -> dict[str, Any]:
    return {
        "form": form,
        "r": r,
        "lini": r.lini_rhk,
        "periode": r.periode,
        "uraian_rhk": _uraian(r.lini_rhk),
        "lewat_dialog": lewat_dialog(r, jam.hari_ini()),
        "riwayat": riwayat_rencana(r),
        "boleh_isi": IZIN_REALISASI["isi_rencana"].test(request.user, r),
    }


@izin("dialog.isi_rencana", objek=True)
@require_POST
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Not planned any more."""
    r = access.get_rencana(request.user, pk, "isi_rencana")
    nomor = request.POST.get("dialog", "")
    dialog = Dialog(pk=int(nomor)) if nomor.isdecimal() and len(nomor) < 19 else None
    aksi.hapus_rencana(r, by=request.user, dialog=dialog)
    messages.success(request, "Langkah dihapus dari rencana. Riwayatnya tetap tersimpan.")
    return _kembali(request, r.lini_rhk)
