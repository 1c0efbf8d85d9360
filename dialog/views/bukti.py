"""Evidence: one's own, a new one, one of them, its content and its picture; uploads in pieces; copies for the Inspektorat."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialog import access_bukti as access
from dialog.access_realisasi import get_lini_iki
from dialog.actions import bukti as aksi
from dialog.actions import unggahan as unggah
from dialog.aturan_bukti import POTONGAN_MAKS
from dialog.forms_bukti import BuktiForm, HapusForm
from dialog.gambar_bukti import SISI, gambar_kecil
from dialog.models import Bukti
from dialog.queries_bukti import pilihan_iki, semua_kembar, susun, tersisa, tim_saya, visible_to
from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.isi_berkas import GAMBAR
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.siklus.models import Periode
from skp.models import LiniIKI

_METODE = ["GET", "HEAD", "POST"]
SEHALAMAN = 30


@izin("dialog.bukti")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All my evidence and my teams', the latest first."""
    halaman = _halaman(request.GET.get("halaman", ""))
    semua = visible_to(request.user).order_by("-pada", "-pk")
    baris = list(semua[(halaman - 1) * SEHALAMAN : halaman * SEHALAMAN + 1])
    konteks = {
        "baris": susun(baris[:SEHALAMAN], request.user.pegawai_id),
        "halaman": halaman,
        "lebih": len(baris) > SEHALAMAN,
    }
    return tampilkan(request, "dialog/bukti_daftar.html", konteks)


def _halaman(teks: str) -> int:
    return max(1, int(teks)) if teks.isascii() and teks.isdecimal() and len(teks) < 5 else 1


# -- a new one


@izin("dialog.unggah")
@require_http_methods(_METODE)
def tambah(request: Permintaan) -> HttpResponse:
    """Hand in an evidence, for a measure (``?iki=lini.periode``, or chosen in the form) or for none yet."""
    form = _form(request)
    if form.is_valid():
        try:
            lini, periode = _sasaran(request, form.cleaned_data["iki"])
            b = aksi.tambah_bukti(form.isi(), by=request.user, lini_iki=lini, periode=periode)
        except Galat as galat:
            if galat.status not in (422, 503):
                raise
            form.add_error(None, galat.kalimat)
            form.lupakan_yang_hilang(request.user)
            return tampilkan(request, "dialog/bukti_tambah.html", {"form": form}, status=galat.status)
        messages.success(request, "Bukti tersimpan.")
        return redirect("dialog:bukti", b.pk)
    return tampilkan(request, "dialog/bukti_tambah.html", {"form": form}, status=422 if form.is_bound else 200)


def _form(request: Permintaan) -> BuktiForm:
    hari = jam.hari_ini()
    iki = [(p.nilai, f"{p.iki.uraian} ({p.periode})") for p in pilihan_iki(request.user, hari)]
    tim = [(str(t.pk), f"Bersama tim {t.nama}") for t in tim_saya(request.user)]
    minta = request.POST.get("iki") or request.GET.get("iki", "")
    if minta and minta not in dict(iki):  # a measure of another period: the action says whether it takes anything
        lini, periode = _sasaran(request, minta)
        if lini is not None:
            iki.append((minta, f"IKI lain ({periode})"))
    awal = {"iki": minta, "kunci": get_random_string(32, "0123456789abcdef")}
    if request.method != "POST":
        return BuktiForm(initial=awal, iki=iki, tim=tim)
    return BuktiForm(request.POST, request.FILES, iki=iki, tim=tim)


def _sasaran(request: Permintaan, nilai: str) -> tuple[LiniIKI | None, Periode | None]:
    """The measure and period that ``lini.periode`` names; none for an empty one. 404 for somebody else's, or none at all."""
    if not nilai:
        return None, None
    lini, titik, periode = nilai.partition(".")
    if not (titik and all(x.isascii() and x.isdecimal() and len(x) < 18 for x in (lini, periode))):
        raise Http404
    return get_lini_iki(request.user, int(lini)), get_object_or_404(Periode.objects.select_related("siklus"), pk=int(periode))


# -- in pieces


def _json(lakukan: Callable[[], dict[str, Any]]) -> JsonResponse:
    """What the script wants to know, refusals included."""
    try:
        return JsonResponse(lakukan())
    except unggah.Bergeser as galat:
        return JsonResponse({"kalimat": galat.kalimat, "diterima": galat.diterima}, status=409)
    except Galat as galat:
        return JsonResponse({"kalimat": galat.kalimat}, status=galat.status)


@izin("dialog.unggah")
@require_POST
def mulai_unggahan(request: Permintaan) -> JsonResponse:
    """Begin an upload, or ask how far it came: ``kunci``, ``nama``, ``ukuran`` → ``{"diterima": bytes, "jadi"?: true}``."""
    kunci, nama, ukuran = (request.POST.get(x, "") for x in ("kunci", "nama", "ukuran"))

    def lakukan() -> dict[str, Any]:
        besar = int(ukuran) if ukuran.isascii() and ukuran.isdecimal() and len(ukuran) < 12 else 0
        sampai = unggah.mulai_unggahan(kunci, nama, besar, by=request.user)
        return {"diterima": besar, "jadi": True} if sampai is None else {"diterima": sampai}

    return _json(lakukan)


@izin("dialog.unggah")
@require_POST
def potongan(request: Permintaan, kunci: str, dari: int) -> JsonResponse:
    """The next piece, as the body itself. Not ``request.body``: a request lives on until the garbage is collected."""
    return _json(lambda: {"diterima": unggah.terima_potongan(kunci, dari, request.read(POTONGAN_MAKS + 1), by=request.user)})


@izin("dialog.unggah")
@require_POST
def batalkan(request: Permintaan, kunci: str) -> JsonResponse:
    """Never mind."""

    def lakukan() -> dict[str, Any]:
        unggah.batalkan_unggahan(kunci, by=request.user)
        return {"diterima": 0}

    return _json(lakukan)


# -- one


@izin("dialog.lihat_bukti", objek=True)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponse:
    """One evidence: its picture, where it serves, what may be done with it."""
    return _tampil(request, access.get_bukti(request.user, pk))


def _tampil(request: Permintaan, b: Bukti, form: HapusForm | None = None, kalimat: str = "", status: int = 200) -> HttpResponse:
    akun = request.user
    baris = susun([b], akun.pegawai_id)[0]
    tempat = baris.taut if access.boleh(akun, "semua_tempat", b) else access.tempat_terbaca(akun, baris.taut)
    terpakai = {(t.realisasi.lini_iki_id, t.realisasi.periode_id) for t in baris.taut}
    boleh_taut = access.boleh(akun, "taut_bukti", b)
    pilihan = pilihan_iki(akun, jam.hari_ini()) if boleh_taut else []
    konteks = {
        "b": baris,
        "boleh_isi": access.boleh(akun, "isi_bukti", b),
        "boleh_taut": boleh_taut,
        "boleh_hapus": access.boleh(akun, "hapus_bukti", b),
        "boleh_kembar": access.boleh(akun, "bukti_kembar"),
        "tampil_kembar": baris.kembar and access.boleh(akun, "tanda_kembar", b),
        "tempat": tempat,
        "tempat_lain": len(baris.taut) - len(tempat),
        "pilihan": [p for p in pilihan if (p.iki.lini_id, p.periode.pk) not in terpakai],
        "saya": akun.pegawai_id,
        "form": form or HapusForm(),
        "kalimat": kalimat,
    }
    return tampilkan(request, "dialog/bukti.html", konteks, status=status)


@izin("dialog.isi_bukti", objek=True)
@require_safe
def isi(request: Permintaan, pk: int) -> FileResponse:
    """The file, as a download."""
    b = access.get_bukti(request.user, pk, "isi_bukti")
    assert b.berkas is not None, "aturan isi_bukti: ada berkas"
    return kirim_berkas(b.berkas)


@izin("dialog.isi_bukti", objek=True)
@require_safe
def gambar(request: Permintaan, pk: int, sisi: str) -> HttpResponse:
    """A small picture of a photo. 404 for what is none."""
    b = access.get_bukti(request.user, pk, "isi_bukti")
    assert b.berkas is not None, "aturan isi_bukti: ada berkas"
    if b.berkas.jenis not in GAMBAR or sisi not in SISI:
        raise Http404
    try:
        hasil = gambar_kecil(b.berkas, SISI[sisi])
    except FileNotFoundError:
        hasil = None
    if hasil is None:
        raise Http404
    tanggapan = HttpResponse(hasil, content_type="image/jpeg")
    tanggapan["X-Content-Type-Options"] = "nosniff"
    return tanggapan


@izin("dialog.taut_bukti", objek=True)
@require_POST
def taut(request: Permintaan, pk: int) -> HttpResponse:
    """Attach it to another measure."""
    b = access.get_bukti(request.user, pk, "taut_bukti")
    lini, periode = _sasaran(request, request.POST.get("iki", ""))
    if lini is None or periode is None:
        return _tampil(request, b, kalimat="Pilih IKI yang didukung bukti ini.", status=422)
    try:
        aksi.lekatkan_bukti(b, lini, periode, by=request.user)
    except Ditolak as galat:
        return _tampil(request, b, kalimat=galat.kalimat, status=422)
    messages.success(request, "Bukti dilekatkan.")
    return redirect("dialog:bukti", pk)


@izin("dialog.lepas_bukti", objek=True)
@require_POST
def lepas(request: Permintaan, pk: int) -> HttpResponse:
    """Take it off a measure (``pk``: the attachment)."""
    t = access.get_taut(request.user, pk)
    aksi.lepas_bukti(t, by=request.user)
    messages.success(request, "Bukti dilepas dari IKI itu; buktinya sendiri tetap tersimpan.")
    return redirect("dialog:bukti", t.bukti_id)


@izin("dialog.hapus_bukti", objek=True)
@require_POST
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Remove it, and why."""
    b = access.get_bukti(request.user, pk, "hapus_bukti")
    form = HapusForm(request.POST)
    if not form.is_valid():
        return _tampil(request, b, form=form, status=422)
    aksi.hapus_bukti(b, form.cleaned_data["alasan"], by=request.user)
    messages.success(request, "Bukti dihapus. Alasannya terbaca di tempat bukti ini dilekatkan.")
    return redirect("dialog:bukti", pk)


# -- copies


@izin("dialog.bukti_kembar")
@require_safe
def kembar(request: Permintaan) -> HttpResponse:
    """For the Inspektorat: contents that serve at more than one place, with both places, and what was removed too late."""
    kelompok, lebih = semua_kembar()
    konteks = {"kelompok": kelompok, "lebih": lebih, "tersisa": tersisa()}
    return tampilkan(request, "dialog/bukti_kembar.html", konteks)
