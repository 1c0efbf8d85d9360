"""Rows, columns and steps of a matrix: plain forms, each with a way back to the table."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp import access, tampilan_mpph
from skp.actions import mpph as tindakan
from skp.forms_mpph import AlasanForm, AnggotaForm, BarisForm, CatatanForm, KolomIkiForm, PindahForm, SepakatiForm
from skp.models import IKI, MPPH, SKP
from skp.queries_mpph import rhk_utama, tim_berjalan

_METODE = ["GET", "HEAD", "POST"]


def _mpph(skp: SKP) -> MPPH:
    if not hasattr(skp, "mpph"):
        raise SudahBerubah("Matriks ini belum dibuka. Buka lebih dahulu dari halamannya.")
    return skp.mpph


def _halaman(skp: SKP, judul: str, tombol: str, penjelasan: str = "", *, bahaya: bool = False, fakta: Any = ()) -> Halaman:
    kembali = reverse("skp:mpph", args=[skp.pk])
    return Halaman(
        judul=judul,
        tombol=tombol,
        kembali=kembali,
        remah=[("Beranda", reverse("layanan:beranda")), ("Matriks peran", kembali)],
        penjelasan=penjelasan,
        bahaya=bahaya,
        fakta=fakta,
    )


def _jalankan(request: Permintaan, halaman: Halaman, form: Any, lakukan: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """The four moves of a plain form: ``lakukan`` gets the cleaned data and returns what to say."""
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, lakukan(form.cleaned_data))
            return redirect(halaman.kembali)
        except Ditolak as galat:
            tolak(form, galat)
    return tampilkan_formulir(request, halaman, form)


def _kiriman(request: Permintaan) -> Any:
    return request.POST if request.method == "POST" else None


# -- rows


@izin("skp.isi_mpph", objek=True)
@require_http_methods(_METODE)
def baris_baru(request: Permintaan, pk: int) -> HttpResponse:
    """People, also lent from other units, or a team."""
    skp = access.get_skp_mpph(request.user, pk, "isi_mpph")
    mpph = _mpph(skp)
    sudah = mpph.baris.exclude(tim=None).values("tim")
    form = BarisForm(_kiriman(request), tim=tim_berjalan(skp, jam.hari_ini()).exclude(pk__in=sudah))

    def lakukan(d: dict[str, Any]) -> str:
        baru = tindakan.tambah_baris(mpph, d["orang"], by=request.user) if d["orang"] else []
        if d.get("tim"):
            tindakan.tambah_tim(mpph, d["tim"], by=request.user)
        return f"{len(baru) + bool(d.get('tim'))} baris ditambahkan."

    kata = "Peran orang dari unit lain dicatat di matriks unit tempat ia ditugasi, sebelum masuk ke SKP-nya."
    return _jalankan(request, _halaman(skp, "Tambah baris", "Tambahkan", kata), form, lakukan)


@izin("skp.atur_anggota_mpph", objek=True)
@require_http_methods(_METODE)
def anggota(request: Permintaan, pk: int) -> HttpResponse:
    """Members below a team: the second level."""
    baris = access.get_baris_mpph(request.user, pk, "atur_anggota_mpph")
    if baris.tim is None:
        raise SudahBerubah("Anggota hanya ditambahkan di bawah baris tim.")
    skp = baris.mpph.skp
    form = AnggotaForm(_kiriman(request))

    def lakukan(d: dict[str, Any]) -> str:
        return f"{len(tindakan.tambah_baris(baris.mpph, d['orang'], by=request.user, induk=baris))} anggota ditambahkan."

    return _jalankan(request, _halaman(skp, f"Tambah anggota {baris.tim}", "Tambahkan"), form, lakukan)


@izin("skp.isi_baris_mpph", objek=True)
@require_http_methods(_METODE)
def baris(request: Permintaan, pk: int) -> HttpResponse:
    """One row: take it out."""
    b = access.get_baris_mpph(request.user, pk)
    skp, nama = b.mpph.skp, str(b.tim or b.pegawai)
    banyak = b.sel.count()
    if request.method == "POST":
        tindakan.hapus_baris(b, by=request.user)
        messages.success(request, f"{nama} dikeluarkan dari matriks.")
        return redirect("skp:mpph", skp.pk)
    konteks = {
        "judul": f"Keluarkan {nama} dari matriks?",
        "kalimat": f"{banyak} peran di barisnya ikut terhapus. RHK yang sudah diambil ke SKP-nya tidak berubah.",
        "tombol": "Keluarkan",
        "jenis": "bahaya",
        "url": request.path,
        "kembali": reverse("skp:mpph", args=[skp.pk]),
    }
    return tampilkan(request, "komponen/konfirmasi_halaman.html", konteks)


# -- columns


@izin("skp.isi_mpph", objek=True)
@require_http_methods(_METODE)
def kolom_baru(request: Permintaan, pk: int) -> HttpResponse:
    """A column for an IKI."""
    skp = access.get_skp_mpph(request.user, pk, "isi_mpph")
    mpph = _mpph(skp)
    form = KolomIkiForm(_kiriman(request), iki=_iki_pilihan(skp, mpph))

    def lakukan(d: dict[str, Any]) -> str:
        tindakan.tambah_kolom(mpph, d["iki"], by=request.user)
        return "Kolom IKI ditambahkan di sebelah RHK-nya."

    kata = "Pakai kolom IKI bila satu RHK dibagi menurut ukurannya. Peran di kolom IKI ikut dihitung untuk RHK-nya."
    return _jalankan(request, _halaman(skp, "Tambah kolom IKI", "Tambahkan", kata), form, lakukan)


def _iki_pilihan(skp: SKP, mpph: MPPH) -> QuerySet[IKI]:
    sudah = mpph.kolom.exclude(lini_iki=None).values("lini_iki")
    return IKI.objects.filter(rhk__in=rhk_utama(skp)).exclude(lini__in=sudah).exclude(uraian="").order_by("rhk__urut", "urut")


@izin("skp.isi_mpph", objek=True)
@require_http_methods(_METODE)
def kolom(request: Permintaan, pk: int, kolom: str) -> HttpResponse:
    """One column: done by the leader himself, moved, or taken out."""
    skp = access.get_skp_mpph(request.user, pk, "isi_mpph")
    mpph = _mpph(skp)
    t = tampilan_mpph.susun(request.user, skp)
    m = t.m
    k = m.kolom_dari(kolom)
    if k is None:
        raise SudahBerubah("Kolom itu tidak ada lagi di matriks. Muat ulang halaman matriks.")
    pilihan = [(x.kunci, f"{x.nomor}: {x.judul[:80]}") for x in m.kolom if not x.hilang and x.kunci != k.kunci]
    form = PindahForm(request.POST if "pindah" in request.POST else None, pilihan=pilihan)
    if request.method == "POST" and (kalimat := _atur_kolom(request, mpph, kolom, form)):
        messages.success(request, kalimat)
        return redirect("skp:mpph", pk)
    orang = [(b, t.satu_sel(b, k, t.boleh_baris(b))) for b in m.baris]
    isi = sum(len(s.isi) for _, s in orang)
    konteks = {"skp": skp, "k": k, "orang": orang, "isi": isi, "form": form if isi and pilihan else None}
    return tampilkan(request, "skp/mpph_kolom.html", konteks, status=422 if request.method == "POST" else 200)


def _atur_kolom(request: Permintaan, mpph: MPPH, kunci: str, form: PindahForm) -> str:
    """Do what the pressed button says; an empty text: nothing was done."""
    if "hapus" in request.POST:
        tindakan.hapus_kolom(mpph, kunci, by=request.user)
        return "Kolom dihapus dari matriks."
    if "sendiri" in request.POST:
        ya = request.POST["sendiri"] == "ya"
        tindakan.tandai_sendiri(mpph, kunci, ya, by=request.user)
        return "RHK ini ditandai dikerjakan sendiri." if ya else "Tanda dikerjakan sendiri dilepas."
    if form.is_bound and form.is_valid():
        banyak = tindakan.pindah_kolom(mpph, kunci, form.cleaned_data["ke"], by=request.user)
        return f"{banyak} peran dipindahkan."
    return ""


# -- steps


@izin("skp.sepakati", objek=True)
@require_http_methods(_METODE)
def sepakati(request: Permintaan, pk: int) -> HttpResponse:
    """Agreed in a dialog."""
    skp = access.get_skp_mpph(request.user, pk, "sepakati")
    form = SepakatiForm(_kiriman(request))

    def lakukan(d: dict[str, Any]) -> str:
        tindakan.sepakati(_mpph(skp), d["tanggal_dialog"], by=request.user, catatan=d["catatan"])
        return "Matriks disepakati. Isi sel menjadi usulan RHK di SKP masing-masing."

    kata = "Semua yang tercantum melihat seluruh matriks dan mendapat pesan. Isi sel menjadi usulan RHK di SKP mereka."
    return _jalankan(request, _halaman(skp, "Sepakati matriks", "Sepakati", kata), form, lakukan)


@izin("skp.finalkan", objek=True)
@require_http_methods(_METODE)
def finalkan(request: Permintaan, pk: int) -> HttpResponse:
    """Final for the year."""
    skp = access.get_skp_mpph(request.user, pk, "finalkan")

    def lakukan(d: dict[str, Any]) -> str:
        tindakan.finalkan(_mpph(skp), by=request.user, catatan=d["catatan"])
        return "Matriks final."

    kata = "Pembagian ini berlaku untuk tahun ini. Bila berubah, matriks dapat dibuka kembali dengan alasan."
    return _jalankan(request, _halaman(skp, "Finalkan matriks", "Finalkan", kata), CatatanForm(_kiriman(request)), lakukan)


@izin("skp.buka_kembali", objek=True)
@require_http_methods(_METODE)
def buka_kembali(request: Permintaan, pk: int) -> HttpResponse:
    """Back to a draft."""
    skp = access.get_skp_mpph(request.user, pk, "buka_kembali")

    def lakukan(d: dict[str, Any]) -> str:
        tindakan.buka_kembali(_mpph(skp), d["catatan"], by=request.user)
        return "Matriks kembali menjadi draf."

    kata = "SKP yang sudah dibuat dari matriks ini tidak berubah. Sepakati lagi sesudah pembagiannya diubah."
    return _jalankan(
        request, _halaman(skp, "Buka kembali matriks", "Buka kembali", kata), AlasanForm(_kiriman(request)), lakukan
    )
