"""Perjanjian Kinerja to type: begin, rows, order, decisions. Every form works as a page; with htmx it opens in place."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.actions.keputusan import menurut_surat
from kinerja.layanan.forms.delegasi import KeputusanForm
from kinerja.layanan.views.delegasi import isi_keputusan, pejabat_pemutus
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir
from kinerja.organisasi.access import get_unit
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp.access_pk import get_baris, get_pk
from skp.actions import pk as aksi
from skp.actions import pk_baris as ketik
from skp.forms_pk import FORM_BARIS, AlasanForm, BerlakuForm, KepalaForm, TahunForm
from skp.models import PerjanjianKinerja, RujukanPK, Simpul
from skp.queries_pk import rincian
from skp.rules import IZIN
from skp.views.pk import boleh, remah_pk

_METODE = ["GET", "HEAD", "POST"]
_SEBUT = {"sasaran": "sasaran", "program": "program", "simpul": "simpul", "indikator": "indikator", "rujukan": "rujukan"}


@izin("skp.isi_pk", objek=True)
@require_http_methods(_METODE)
def baru(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft for a unit."""
    unit = get_unit(request.user, pk)
    if not IZIN["isi_pk"].test(request.user, unit):
        raise TidakBoleh("Perjanjian Kinerja disusun oleh pimpinan unitnya, admin unit, atau BKPSDM.")
    form = TahunForm(request.POST or None, initial={"tahun": jam.hari_ini().year})
    if request.method == "POST" and form.is_valid():
        try:
            dokumen = aksi.buat_pk(unit, form.cleaned_data["tahun"], by=request.user)
            return redirect("skp:pk_sunting", dokumen.pk)
        except Ditolak as galat:
            form.add_error("tahun", galat.kalimat)
    kembali = reverse("skp:pk_unit", args=[unit.pk])
    halaman = Halaman(
        judul="Susun Perjanjian Kinerja",
        tombol="Mulai menyusun",
        kembali=kembali,
        remah=[("Perjanjian Kinerja", reverse("skp:pk_daftar")), (unit.nama_kini, kembali)],
        penjelasan="Draf belum berlaku sampai ditandatangani. Bila dokumennya sudah ada sebagai berkas, unggah saja.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.isi_pk", objek=True)
@require_safe
def sunting(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor: every row with its buttons."""
    dokumen = get_pk(request.user, pk, "isi_pk")
    r = rincian(dokumen)
    return tampilkan(request, "skp/pk_sunting.html", {"pk": dokumen, "r": r, **boleh(request.user, dokumen)})


def _ke_editor(request: HttpRequest, dokumen: PerjanjianKinerja, jangkar: str) -> HttpResponse:
    url = f"{reverse('skp:pk_sunting', args=[dokumen.pk])}#{jangkar}"
    if request.htmx:
        # The fragment alone would not reload the page that the form stands in.
        return HttpResponse(headers={"HX-Redirect": url, "HX-Refresh": "true"})
    return redirect(url)


def _formulir(
    request: HttpRequest, dokumen: PerjanjianKinerja, form: forms.Form, judul: str, jangkar: str, tombol: str = "Simpan"
) -> HttpResponse:
    konteks = {
        "pk": dokumen,
        "form": form,
        "judul": judul,
        "tombol": tombol,
        "remah": remah_pk(dokumen),
        "kembali": f"{reverse('skp:pk_sunting', args=[dokumen.pk])}{'?' if request.htmx else ''}#{jangkar}",
    }
    return tampilkan(request, "skp/pk_formulir.html", konteks, bagian="formulir", status=422 if form.errors else 200)


def _jalankan(form: forms.Form, lakukan: Callable[[], Any]) -> Any:
    """What the action gives, or None with its refusal beside the fields."""
    try:
        return lakukan()
    except (Ditolak, SudahBerubah) as galat:
        form.add_error(None, galat.kalimat)
        return None


@izin("skp.isi_pk", objek=True)
@require_http_methods(_METODE)
def kepala(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of a draft."""
    dokumen = get_pk(request.user, pk, "isi_pk")
    awal = {k: getattr(dokumen, k) for k in ketik.FIELD[PerjanjianKinerja]}
    form = KepalaForm(request.POST or None, initial=awal)
    if (
        request.method == "POST"
        and form.is_valid()
        and _jalankan(form, lambda: ketik.ubah_pk(dokumen, form.cleaned_data, by=request.user))
    ):
        return _ke_editor(request, dokumen, "kepala")
    return _formulir(request, dokumen, form, "Keterangan dokumen", "kepala")


@izin("skp.isi_pk", objek=True)
@require_http_methods(_METODE)
def tambah(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """A new row; ``?di=sasaran-12``: what an indikator or a node belongs to."""
    dokumen = get_pk(request.user, pk, "isi_pk")
    if jenis not in FORM_BARIS:
        raise Http404
    di = request.GET.get("di", "")
    pemilik = _pemilik(request.user, dokumen, di) if jenis == "indikator" else None
    awal = {"di": di} if jenis == "simpul" else {}
    form = FORM_BARIS[jenis](request.POST or None, dokumen=dokumen, initial=awal)
    if request.method == "POST" and form.is_valid():
        baris = _jalankan(form, lambda: _tambah(dokumen, jenis, pemilik, form.isi(), request.user))
        if baris is not None:
            return _ke_editor(request, dokumen, f"{jenis}-{baris.pk}")
    jangkar = di if di else f"bagian-{jenis}"
    judul = f"Tambah indikator: {pemilik}" if pemilik else f"Tambah {_SEBUT[jenis]}"
    return _formulir(request, dokumen, form, judul[:200], jangkar, "Tambahkan")


def _pemilik(akun: Akun, dokumen: PerjanjianKinerja, di: str) -> Any:
    jenis, _, kunci = di.partition("-")
    if jenis not in ("sasaran", "program", "simpul") or not kunci.isdecimal() or len(kunci) > 18:
        raise Http404
    return get_baris(akun, dokumen.pk, jenis, int(kunci))[1]


def _tambah(dokumen: PerjanjianKinerja, jenis: str, pemilik: Any, isi: dict[str, Any], by: Akun) -> Any:
    if jenis == "indikator":
        return ketik.tambah_indikator(pemilik, isi, by=by)
    buat: dict[str, Callable[..., Any]] = {
        "sasaran": ketik.tambah_sasaran,
        "program": ketik.tambah_program,
        "simpul": ketik.tambah_simpul,
        "rujukan": ketik.tambah_rujukan,
    }
    return buat[jenis](dokumen, isi, by=by)


@izin("skp.isi_pk", objek=True)
@require_http_methods(_METODE)
def ubah(request: HttpRequest, pk: int, jenis: str, baris: int) -> HttpResponse:
    """Change a row."""
    dokumen, objek = get_baris(request.user, pk, jenis, baris)
    awal = {k: getattr(objek, k) for k in ketik.FIELD[type(objek)]} | {"sidik": ketik.sidik_baris(objek)}
    if isinstance(objek, Simpul):
        awal["di"] = _di(objek)
    form = FORM_BARIS[jenis](request.POST or None, dokumen=dokumen, diri=objek, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi, sidik = form.isi(), form.cleaned_data["sidik"]
        if _jalankan(form, lambda: ketik.ubah_baris(objek, isi, by=request.user, sidik=sidik)):
            return _ke_editor(request, dokumen, f"{jenis}-{baris}")
    return _formulir(request, dokumen, form, f"Ubah {_SEBUT[jenis]}", f"{jenis}-{baris}")


def _di(simpul: Simpul) -> str:
    for jenis, kunci in (
        ("sasaran", simpul.induk_sasaran_id),
        ("program", simpul.induk_program_id),
        ("simpul", simpul.induk_id),
    ):
        if kunci:
            return f"{jenis}-{kunci}"
    return ""


@izin("skp.isi_pk", objek=True)
@require_http_methods(_METODE)
def hapus(request: HttpRequest, pk: int, jenis: str, baris: int) -> HttpResponse:
    """Remove a row; by GET the question."""
    dokumen, objek = get_baris(request.user, pk, jenis, baris)
    if request.method == "POST":
        ketik.hapus_baris(objek, by=request.user)
        messages.success(request, f"{_SEBUT[jenis].capitalize()} dihapus dari draf.")
        return redirect(f"{reverse('skp:pk_sunting', args=[dokumen.pk])}#bagian-{jenis}")
    apa = objek.judul if isinstance(objek, RujukanPK) else str(objek)
    konteks = {
        "judul": f"Hapus {_SEBUT[jenis]}?",
        "kalimat": f"“{apa[:200]}” beserta semua yang di bawahnya hilang dari draf ini. Versi lain tidak berubah.",
        "url": request.path,
        "tombol": "Hapus",
        "jenis": "bahaya",
        "kembali": f"{reverse('skp:pk_sunting', args=[dokumen.pk])}#{jenis}-{baris}",
    }
    return tampilkan(request, "komponen/konfirmasi_halaman.html", konteks)


@izin("skp.isi_pk", objek=True)
@require_POST
def geser(request: HttpRequest, pk: int, jenis: str, baris: int) -> HttpResponse:
    """One place up or down."""
    dokumen, objek = get_baris(request.user, pk, jenis, baris)
    ketik.geser_baris(objek, -1 if request.POST.get("arah") == "naik" else 1, by=request.user)
    return redirect(f"{reverse('skp:pk_sunting', args=[dokumen.pk])}#{jenis}-{baris}")


# -- decide


@izin("skp.berlakukan_pk", objek=True)
@require_http_methods(_METODE)
def berlakukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft into force: the leader with his account, an admin with the signed paper."""
    dokumen = get_pk(request.user, pk, "berlakukan_pk")
    r = rincian(dokumen)
    form = BerlakuForm(request.POST or None, initial={"nomor": dokumen.nomor, "tanggal": dokumen.tanggal})
    keputusan = _form_keputusan(request, dokumen)
    sah = request.method == "POST" and form.is_valid() and (keputusan is None or keputusan.is_valid())
    if sah:
        try:
            _berlakukan(dokumen, form.cleaned_data, keputusan, request.user)
            messages.success(request, f"Perjanjian Kinerja {dokumen.unit} {dokumen.tahun} berlaku.")
            return redirect("skp:pk", dokumen.pk)
        except (Ditolak, SudahBerubah, TidakBoleh) as galat:
            form.add_error(None, galat.kalimat)
    konteks = {"pk": dokumen, "r": r, "form": form, "keputusan": keputusan, "remah": remah_pk(dokumen)}
    status = 422 if request.method == "POST" else 200
    return tampilkan(request, "skp/pk_berlakukan.html", konteks, status=status)


def _form_keputusan(request: HttpRequest, dokumen: PerjanjianKinerja) -> KeputusanForm | None:
    """Whoever leads the unit decides himself; everybody else records a paper."""
    if dokumen.unit_id in hak(request.user).data.memimpin_id:
        return None
    data, berkas = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    hari = jam.hari_ini()
    return KeputusanForm(data, berkas, pejabat=pejabat_pemutus(request.user, hari), initial={"tanggal_keputusan": hari})


def _berlakukan(dokumen: PerjanjianKinerja, isi: dict[str, Any], keputusan: KeputusanForm | None, by: Akun) -> None:
    menurut_surat(
        "berlakukan_pk",
        isi_keputusan(keputusan),
        by,
        lambda dasar: aksi.berlakukan_pk(dokumen, by=by, berdasarkan=dasar, **isi),
    )


@izin("skp.berlakukan_pk", objek=True)
@require_http_methods(_METODE)
def revisi(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version with the content of the one in force."""
    dokumen = get_pk(request.user, pk, "berlakukan_pk")
    penjelasan = "Seluruh isi disalin sebagai draf versi baru. Versi ini tetap berlaku sampai draf itu diberlakukan."

    def lakukan(alasan: str) -> str:
        return reverse("skp:pk_sunting", args=[aksi.revisi_pk(dokumen, alasan, by=request.user).pk])

    return _dengan_alasan(request, dokumen, "Revisi Perjanjian Kinerja", "Buat draf revisi", penjelasan, lakukan)


@izin("skp.berlakukan_pk", objek=True)
@require_http_methods(_METODE)
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a draft."""
    dokumen = get_pk(request.user, pk, "berlakukan_pk")
    penjelasan = "Draf tetap terbaca dengan alasannya, tetapi tidak dapat dilanjutkan."

    def lakukan(alasan: str) -> str:
        aksi.batalkan_pk(dokumen, alasan, by=request.user)
        return reverse("skp:pk_unit", args=[dokumen.unit_id])

    return _dengan_alasan(request, dokumen, "Batalkan draf", "Batalkan draf", penjelasan, lakukan, bahaya=True)


def _dengan_alasan(
    request: HttpRequest,
    dokumen: PerjanjianKinerja,
    judul: str,
    tombol: str,
    penjelasan: str,
    lakukan: Callable[[str], str],
    *,
    bahaya: bool = False,
) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(lakukan(form.cleaned_data["alasan"]))
        except (Ditolak, SudahBerubah) as galat:
            form.add_error(None, galat.kalimat)
    kembali = reverse("skp:pk", args=[dokumen.pk])
    halaman = Halaman(
        judul=judul, tombol=tombol, kembali=kembali, remah=remah_pk(dokumen), penjelasan=penjelasan, bahaya=bahaya
    )
    return tampilkan_formulir(request, halaman, form)
