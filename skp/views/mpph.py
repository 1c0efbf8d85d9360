"""The matrix: its page, one crossing (a form of its own without JavaScript), a pasted block, the Excel file.

The grid of the browser sends to the same addresses with ``HX-Request`` and gets the parts of the page that changed.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp import access, tampilan_mpph
from skp.actions.dasar import Bentrok
from skp.actions.mpph import buka_mpph
from skp.actions.mpph_sel import tempel as tempel_blok
from skp.actions.mpph_sel import tulis_silang, ubah_sel
from skp.enums import Keluaran
from skp.forms_mpph import SelForm, TempelForm
from skp.models import BarisMPPH, LangkahMPPH, SelMPPH
from skp.mpph import Calon, urutkan_calon
from skp.mpph_blok import gabung, pecah
from skp.queries_mpph import calon_pk, rhk_utama
from skp.tampilan_mpph import Sel, Tampilan

_METODE = ["GET", "HEAD", "POST"]
CALON_TAMPIL = 8


@izin("skp.lihat_mpph", objek=True)
@require_safe
def mpph(request: Permintaan, pk: int) -> HttpResponse:
    """The matrix of an SKP, or the button that opens it."""
    skp = access.get_skp_mpph(request.user, pk)
    if not hasattr(skp, "mpph"):
        konteks = {"skp": skp, "boleh": access.boleh(request.user, "isi_mpph", skp), "rhk": rhk_utama(skp)}
        return tampilkan(request, "skp/mpph_belum.html", konteks)
    return tampilkan(request, "skp/mpph.html", {"t": tampilan_mpph.susun(request.user, skp)})


@izin("skp.isi_mpph", objek=True)
@require_POST
def buka(request: Permintaan, pk: int) -> HttpResponse:
    """Begin the matrix."""
    skp = access.get_skp_mpph(request.user, pk, "isi_mpph")
    buka_mpph(skp, by=request.user)
    messages.success(request, "Matriks dibuka. Kolomnya RHK utama, barisnya pegawai dan tim hari ini.")
    return redirect("skp:mpph", pk)


@izin("skp.lihat_seluruh_mpph", objek=True)
@require_safe
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """What happened to the matrix, the newest first."""
    skp = access.get_skp_mpph(request.user, pk, "lihat_seluruh_mpph")
    if not hasattr(skp, "mpph"):
        return redirect("skp:mpph", pk)
    semua = LangkahMPPH.objects.filter(mpph=skp.mpph).order_by("-pada", "-pk")[:200]
    butir = [(_TINDAKAN.get(x.tindakan, x.tindakan), x) for x in semua]
    return tampilkan(request, "skp/mpph_langkah.html", {"skp": skp, "butir": butir})


_TINDAKAN = {
    "buka": "Matriks dibuka",
    "tambah_baris": "Baris ditambahkan",
    "hapus_baris": "Baris dikeluarkan",
    "tambah_kolom": "Kolom IKI ditambahkan",
    "hapus_kolom": "Kolom dihapus",
    "pindah_kolom": "Isi kolom dipindahkan",
    "tandai_sendiri": "RHK ditandai dikerjakan sendiri",
    "batal_sendiri": "Tanda dikerjakan sendiri dilepas",
    "tempel": "Ditempel dari Excel",
    "sepakati": "Disepakati",
    "finalkan": "Difinalkan",
    "buka_kembali": "Dibuka kembali",
}


@izin("skp.isi_baris_mpph", objek=True)
@require_http_methods(_METODE)
def sel(request: Permintaan, pk: int, kolom: str) -> HttpResponse:
    """One crossing. From the grid: the parts that changed; 409 with both texts when somebody was quicker."""
    baris = access.get_baris_mpph(request.user, pk)
    if request.htmx and request.method == "POST":
        return _simpan_dari_kisi(request, baris, kolom)
    t, s = _silang(request, baris, kolom)
    form = SelForm(request.POST if request.method == "POST" else None, isi=s.isi, initial={"teks": s.teks, "dikenal": s.jejak})
    calon = _calon(t, s)
    if request.method == "POST" and "usul" in request.POST:
        form = SelForm(initial={"teks": _tambah_usul(request, calon), "dikenal": request.POST.get("dikenal")}, isi=s.isi)
    elif form.is_bound and form.is_valid() and (jawab := _simpan_formulir(request, baris, kolom, form)) is not None:
        return jawab
    konteks = {"t": t, "s": s, "form": form, "calon": list(enumerate(calon))}
    return tampilkan(request, "skp/mpph_sel.html", konteks, status=422 if form.errors else 200)


def _silang(request: Permintaan, baris: BarisMPPH, kunci: str) -> tuple[Tampilan, Sel]:
    t = tampilan_mpph.susun(request.user, access.get_skp_mpph(request.user, baris.mpph.skp_id))
    b, k = t.m.baris_dari(baris.pk), t.m.kolom_dari(kunci)
    if b is None or k is None or k.hilang:
        raise SudahBerubah("Kolom ini tidak ada lagi di SKP pimpinan, jadi tidak dapat diisi. Muat ulang halaman matriks.")
    return t, t.satu_sel(b, k, ketik=True)


def _calon(t: Tampilan, s: Sel) -> tuple[Calon, ...]:
    sudah = [i.uraian for isi in t.m.isi.values() for i in isi]
    return urutkan_calon(calon_pk(t.skp, s.kolom.lini_rhk), s.baris.jabatan, sudah)[:CALON_TAMPIL]


def _tambah_usul(request: Permintaan, calon: tuple[Calon, ...]) -> str:
    """What was typed, with the chosen suggestion as one more line."""
    nomor = request.POST["usul"]
    dipilih = [c.uraian for i, c in enumerate(calon) if str(i) == nomor]
    return "\n".join([*pecah(request.POST.get("teks", "")), *(" ".join(u.split()) for u in dipilih)])


def _simpan_formulir(request: Permintaan, baris: BarisMPPH, kolom: str, form: SelForm) -> HttpResponse | None:
    """Saved: back to the matrix. None with the refusal, or with the other's text beside one's own, on the form."""
    try:
        hasil = tulis_silang(baris, kolom, form.cleaned_data["teks"], by=request.user, dikenal=form.cleaned_data["dikenal"])
        _simpan_keluaran(request, hasil, form.keluaran())
    except Bentrok as bentrok:
        return _tanya_bentrok(request, baris, kolom, bentrok)
    except Ditolak as galat:
        form.add_error("teks", galat.kalimat)
        return None
    messages.success(request, "Sel tersimpan.")
    return redirect(f"{reverse('skp:mpph', args=[baris.mpph.skp_id])}#s-{baris.pk}-{kolom}")


def _simpan_keluaran(request: Permintaan, hasil: Iterable[SelMPPH], pilihan: dict[int, str]) -> None:
    for x in hasil:
        if x.pk in pilihan and pilihan[x.pk] != x.keluaran:
            ubah_sel(x, {"keluaran": pilihan[x.pk]}, by=request.user)


def _tanya_bentrok(request: Permintaan, baris: BarisMPPH, kolom: str, bentrok: Bentrok) -> HttpResponse:
    """Both texts on one page; sending it again, knowing the other's, decides."""
    t, s = _silang(request, baris, kolom)
    form = SelForm(initial={"teks": bentrok.kiriman["teks"], "dikenal": s.jejak}, isi=s.isi)
    konteks = {"t": t, "s": s, "form": form, "milik_kini": bentrok.milik_kini["teks"], "calon": []}
    return tampilkan(request, "skp/mpph_sel.html", konteks, status=409)


def _simpan_dari_kisi(request: Permintaan, baris: BarisMPPH, kolom: str) -> HttpResponse:
    try:
        tulis_silang(baris, kolom, request.POST.get("teks", ""), by=request.user, dikenal=request.POST.get("dikenal"))
    except Bentrok as bentrok:
        t, s = _silang(request, baris, kolom)
        konteks = {"t": t, "s": s, "milik_kini": bentrok.milik_kini["teks"] or "kosong"}
        return render(request, "skp/mpph_bagian.html#bentrok", konteks, status=409)
    t, s = _silang(request, baris, kolom)
    return render(request, "skp/mpph_bagian.html#sesudah", {"t": t, "sel": [s], "baris": _baris_terkait(t, [s])})


def _baris_terkait(t: Tampilan, sel: Iterable[Sel]) -> list[Any]:
    """The rows whose coverage those cells change: a person may have a second row in a team."""
    orang = {s.baris.orang for s in sel}
    return [b for b in t.baris if b.baris.orang in orang]


@izin("skp.lihat_mpph", objek=True)
@require_http_methods(_METODE)
def tempel(request: Permintaan, pk: int) -> HttpResponse:
    """Paste a block: from the grid the whole table comes back, from the form one goes back to it."""
    skp = access.get_skp_mpph(request.user, pk)
    if not hasattr(skp, "mpph"):
        raise SudahBerubah("Matriks ini belum dibuka. Buka lebih dahulu dari halamannya.")
    t = tampilan_mpph.susun(request.user, skp)
    if not t.boleh_ketik:
        access.pastikan(request.user, "isi_mpph", skp.mpph)
    if request.htmx and request.method == "POST":
        return _tempel_dari_kisi(request, t)
    form = TempelForm(
        request.POST if request.method == "POST" else None,
        matriks=t.m,
        boleh=t.boleh_baris,
        initial={"dikenal": json.dumps(t.dikenal)},
    )
    if form.is_bound and form.is_valid() and (jawab := _tempel_dari_formulir(request, t, form)) is not None:
        return jawab
    return tampilkan(request, "skp/mpph_tempel.html", {"t": t, "form": form}, status=422 if form.errors else 200)


def _tempel_dari_formulir(request: Permintaan, t: Tampilan, form: TempelForm) -> HttpResponse | None:
    """Back to the matrix; None with the refusal on the form, which from now on knows what others wrote meanwhile."""
    d = form.cleaned_data
    try:
        tahu = _baca_dikenal(d["dikenal"])
        banyak = tempel_blok(t.mpph, d["baris"], d["kolom"], d["blok"], by=request.user, dikenal=tahu)
    except Bentrok as bentrok:
        form.data = form.data.copy()
        form.data["dikenal"] = json.dumps(t.dikenal)
        milik = bentrok.milik_kini["teks"] or "kosong"
        form.add_error("blok", f"Sebuah sel baru saja diubah di layar lain menjadi “{milik}”. Tempel lagi untuk menggantinya.")
        return None
    except Ditolak as galat:
        form.add_error("blok", galat.kalimat)
        return None
    messages.success(request, f"{banyak} sel berubah." if banyak else "Isi matriks sudah sama dengan blok itu.")
    return redirect("skp:mpph", t.skp.pk)


def _baca_dikenal(teks: str) -> dict[str, str]:
    """What the page knew, as it sent it; nothing when that cannot be read."""
    try:
        dikenal = json.loads(teks or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in dikenal.items()} if isinstance(dikenal, dict) else {}


def _tempel_dari_kisi(request: Permintaan, t: Tampilan) -> HttpResponse:
    baris, kolom = request.POST.get("baris", ""), request.POST.get("kolom", "")
    if not baris.isdecimal() or len(baris) > 18:
        raise Ditolak("Pilih sel awalnya lebih dahulu, lalu tempel lagi.")
    tahu = _baca_dikenal(request.POST.get("dikenal", ""))
    banyak = tempel_blok(t.mpph, int(baris), kolom, request.POST.get("blok", ""), by=request.user, dikenal=tahu)
    t = tampilan_mpph.susun(request.user, access.get_skp_mpph(request.user, t.skp.pk))
    return render(request, "skp/mpph_bagian.html#semua", {"t": t, "banyak": banyak})


@izin("skp.lihat_mpph", objek=True)
@require_safe
def unduh(request: Permintaan, pk: int) -> HttpResponse:
    """What the account sees of the matrix as Excel: columns are RHK, several results of a cell are lines of it."""
    skp = access.get_skp_mpph(request.user, pk)
    if not hasattr(skp, "mpph"):
        raise SudahBerubah("Matriks ini belum dibuka, jadi belum ada yang diunduh.")
    t = tampilan_mpph.susun(request.user, skp)
    kolom = ["Pegawai", "Jabatan", *(f"{k.nomor}: {k.judul}" for k in t.m.kolom), "Jumlah peran"]
    baris = [[b.baris.nama, b.baris.jabatan, *(_sel_excel(s) for s in b.sel), b.peran] for b in t.baris] + [
        ["Cakupan", "", *(k.pendukung for k in t.kolom), f"{t.m.berperan} dari {t.m.jumlah_orang}"]
    ]
    keterangan = [f"{skp.pegawai.nama_gelar}, {skp.penugasan.nama_jabatan}", f"Keadaan: {t.mpph.get_status_display()}"]
    return unduh_daftar(request, "matriks-peran-hasil", "Matriks Pembagian Peran dan Hasil", kolom, baris, keterangan)


def _sel_excel(s: Sel) -> str:
    jenis = {k.value: k.label for k in Keluaran}
    if not any(i.keluaran for i in s.isi):
        return gabung(s.isi)
    return "\n".join(f"{i.uraian} ({jenis[i.keluaran]})" if i.keluaran else i.uraian for i in s.isi)
