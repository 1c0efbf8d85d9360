"""Feedback of those who have an account: their own page, the page of a person, giving, asking, answering, reporting.

Whom somebody writes to stands neither in the address nor in the log: ``?untuk=`` is a query string, and those are not kept.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialog import access, access_umpan
from dialog.actions import umpan_balik as aksi
from dialog.aturan_umpan import Sebutan, periksa_umpan
from dialog.forms_dialog import AlasanForm
from dialog.forms_umpan import MintaForm, SingkatForm, TautanForm, UmpanForm
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from dialog.queries_umpan import (
    diberikan,
    diterima,
    penilai_dari,
    periode_umpan,
    permintaan_kepada,
    permintaan_saya,
    pilihan_sebutan,
    rhk_berlaku,
)
from dialog.tampilan_umpan import baris_diberikan, baris_permintaan, baris_umpan, tentang
from kinerja.layanan.dokumen.qr import qr_gambar
from kinerja.layanan.forms.bidang import BidangPegawai
from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, tanggal_hari
from skp.access import boleh as boleh_skp
from skp.berakhlak import PANDUAN

_METODE = ["GET", "HEAD", "POST"]
PER_DAFTAR = 60
BAGIAN = ("diterima", "diberikan", "permintaan")


def _saya(request: Permintaan) -> Pegawai:
    saya = request.user.pegawai
    assert saya is not None, "aturan daftar_umpan: hanya pegawai"
    return saya


def _nomor(teks: str) -> int:
    """A number of an address' query. Raises ``Http404`` for anything else."""
    if not teks.isascii() or not teks.isdecimal() or len(teks) > 19:
        raise Http404
    return int(teks)


# -- reading


@izin("dialog.daftar_umpan")
@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """Received, given, asked for; above them what one is asked."""
    orang, bagian = _saya(request), request.GET.get("bagian", "")
    bagian = bagian if bagian in BAGIAN else BAGIAN[0]
    konteks: dict[str, Any] = {
        "bagian": bagian,
        "tab": [{"judul": b.capitalize(), "url": f"?bagian={b}", "kini": b == bagian} for b in BAGIAN],
        "kepada_saya": [(p, tentang(p)) for p in permintaan_kepada(orang.pk)],
        "penilai": penilai_dari(orang.pk, jam.hari_ini()),
    }
    konteks |= _ISI[bagian](orang)
    return tampilkan(request, "dialog/umpan_saya.html", konteks)


def _diterima(orang: Pegawai, *, penerima: bool = True) -> dict[str, Any]:
    periode = periode_umpan(jam.hari_ini())
    semua = list(diterima(orang.pk)[: PER_DAFTAR + 1])
    baris = baris_umpan(semua[:PER_DAFTAR], penerima=penerima)
    return {"baris": baris, "lebih": len(semua) > PER_DAFTAR, "kunci": _kunci(orang, periode)}


def _kunci(orang: Pegawai, periode: Any) -> str:
    return f"{orang.pk}-{periode.pk}" if periode else ""


def _diberikan(orang: Pegawai) -> dict[str, Any]:
    semua = list(diberikan(orang.pk)[: PER_DAFTAR + 1])
    return {"baris": baris_diberikan(semua[:PER_DAFTAR]), "lebih": len(semua) > PER_DAFTAR}


def _permintaan(orang: Pegawai) -> dict[str, Any]:
    semua = list(permintaan_saya(orang.pk)[: PER_DAFTAR + 1])
    return {"baris": baris_permintaan(semua[:PER_DAFTAR]), "lebih": len(semua) > PER_DAFTAR}


_ISI = {"diterima": _diterima, "diberikan": _diberikan, "permintaan": _permintaan}


@izin("dialog.buka_umpan", objek=True)
@require_safe
def pegawai(request: Permintaan, pk: int) -> HttpResponse:
    """The tab on the page of a person: the short appreciation; for his assessor also what he received."""
    orang = access_umpan.get_orang(request.user, pk, "buka_umpan")
    if orang.pk == request.user.pegawai_id:
        return redirect("dialog:umpan_saya")
    konteks = kerangka_pegawai(request.user, orang, "umpan_balik", jam.hari_ini())
    konteks |= {"untuk": orang, "nilai": _nilai(), "singkat": SingkatForm()}
    if access.boleh(request.user, "baca_umpan", orang):
        konteks |= {"membaca": True, **_diterima(orang, penerima=False)}
    return tampilkan(request, "dialog/umpan_pegawai.html", konteks)


def _nilai() -> list[tuple[str, str, str]]:
    return [(n.value, n.label, p[0]) for n, p in PANDUAN.items()]


# -- giving


@izin("dialog.daftar_umpan")
@never_cache
@require_http_methods(_METODE)
def beri(request: Permintaan) -> HttpResponse:
    """Give: to ``?untuk=``, or as an answer to ``?permintaan=``; without either choose somebody first."""
    permintaan = _diminta(request)
    orang = permintaan.peminta if permintaan else _untuk(request)
    if orang is None:
        return _pilih_orang(request)
    access.pastikan(request.user, "beri_umpan", orang)
    pilihan = pilihan_sebutan(_saya(request).pk, orang.pk, permintaan)
    rhk = _rhk_terlihat(request, orang)
    if request.method == "POST" and "singkat" in request.POST:
        return _beri_singkat(request, orang)
    objek = tentang(permintaan) if permintaan else ""
    form = UmpanForm(request.POST if request.method == "POST" else None, pilihan=pilihan, rhk=rhk, objek=objek)
    saran = []
    if form.is_valid():
        saran = _saran(request, form)
        if not saran or request.POST.get("tetap") == "ya":
            try:
                umpan = aksi.beri(orang, form.isi(), form.cleaned_data["sebutan"], by=request.user, permintaan=permintaan)
            except Ditolak as galat:
                form.add_error(None, galat.kalimat)
            else:
                return _terkirim(request, umpan)
    konteks = {"form": form, "untuk": orang, "permintaan": permintaan, "objek": objek, "saran": saran}
    konteks |= {
        "pilihan": pilihan,
        "penilai": penilai_dari(orang.pk, jam.hari_ini()),
        "sendiri_bernama": len(pilihan.tersedia) == 1,
    }
    if permintaan is None and not form.is_bound:
        konteks["nilai"] = _nilai()
    return tampilkan(request, "dialog/umpan_beri.html", konteks, status=422 if form.errors else 200)


def _diminta(request: Permintaan) -> PermintaanUmpanBalik | None:
    nomor = request.GET.get("permintaan")
    if nomor is None:
        return None
    permintaan = access_umpan.get_permintaan(request.user, _nomor(nomor), "jawab_permintaan")
    hidup = permintaan_kepada(_saya(request).pk).filter(pk=permintaan.pk).first()
    if hidup is None:
        raise Ditolak("Permintaan ini sudah dijawab, dibatalkan, atau lewat batasnya. Anda tetap dapat memberi umpan balik.")
    return hidup


def _untuk(request: Permintaan) -> Pegawai | None:
    nomor = request.GET.get("untuk", "")
    return access_umpan.get_orang(request.user, _nomor(nomor), "beri_umpan") if nomor else None


def _pilih_orang(request: Permintaan) -> HttpResponse:
    kata, galat = request.GET.get("nama", ""), ""
    if kata:
        try:
            orang = BidangPegawai(label="Nama").clean(kata)
            return redirect(f"{reverse('dialog:umpan_beri')}?untuk={orang.pk}")
        except ValidationError as salah:
            galat = " ".join(salah.messages)
    return tampilkan(request, "dialog/umpan_pilih.html", {"kata": kata, "galat": galat}, status=422 if galat else 200)


def _rhk_terlihat(request: Permintaan, orang: Pegawai) -> list[Any]:
    """RHK of the SKP that holds, for whom the SKP is open; a value is there for everybody."""
    rhk = list(rhk_berlaku(orang.pk, jam.hari_ini()))
    return rhk if rhk and boleh_skp(request.user, "lihat", rhk[0].versi) else []


def _saran(request: Permintaan, form: UmpanForm) -> list[Any]:
    d = form.cleaned_data
    nama = "" if d["sebutan"] == Sebutan.NAMA else _saya(request).nama
    return periksa_umpan(d["jenis"], d["perilaku"], situasi=d["situasi"], dampak=d["dampak"], harapan=d["harapan"], nama=nama)


def _beri_singkat(request: Permintaan, orang: Pegawai) -> HttpResponse:
    form = SingkatForm(request.POST)
    if not form.is_valid():
        raise Ditolak("Pilih satu nilai, lalu kirim lagi.")
    return _terkirim(request, aksi.beri(orang, form.isi(), Sebutan.NAMA, by=request.user))


def _terkirim(request: Permintaan, umpan: UmpanBalik) -> HttpResponse:
    if umpan.nama_tampil:
        messages.success(request, f"Umpan balik terkirim kepada {umpan.penerima}.")
    else:
        messages.success(request, f"Umpan balik tersimpan. Terbit {tanggal_hari(umpan.tanggal)}, tanpa nama Anda.")
    return redirect(f"{reverse('dialog:umpan_saya')}?bagian=diberikan")


@izin("dialog.daftar_umpan")
@never_cache
@require_http_methods(_METODE)
def tarik(request: Permintaan) -> HttpResponse:
    """Its giver takes back ``?umpan=``."""
    umpan = access_umpan.get_diberikan(request.user, _nomor(request.GET.get("umpan", "")))
    form = AlasanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        aksi.tarik(umpan, form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Umpan balik ditarik.")
        return redirect(f"{reverse('dialog:umpan_saya')}?bagian=diberikan")
    konteks = {"form": form, "umpan": umpan, "tentang": tentang(umpan)}
    return tampilkan(request, "dialog/umpan_tarik.html", konteks, status=422 if form.errors else 200)


# -- receiving


@izin("dialog.tanggapi_umpan", objek=True)
@require_POST
def tanggapi(request: Permintaan, pk: int) -> HttpResponse:
    """The receiver answers."""
    umpan = access_umpan.get_umpan(request.user, pk, "tanggapi_umpan")
    aksi.tanggapi(umpan, request.POST.get("tanggapan", ""), by=request.user)
    messages.success(request, "Tanggapan tersimpan.")
    return redirect("dialog:umpan_saya")


@izin("dialog.laporkan_umpan", objek=True)
@require_http_methods(_METODE)
def laporkan(request: Permintaan, pk: int) -> HttpResponse:
    """The receiver shows it to BKPSDM."""
    umpan = access_umpan.get_umpan(request.user, pk, "laporkan_umpan")
    form = AlasanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        aksi.laporkan(umpan, form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Laporan terkirim kepada BKPSDM.")
        return redirect("dialog:umpan_saya")
    konteks = {"form": form, "b": baris_umpan([umpan])[0]}
    return tampilkan(request, "dialog/umpan_laporkan.html", konteks, status=422 if form.errors else 200)


# -- asking


@izin("dialog.daftar_umpan")
@require_http_methods(_METODE)
def minta(request: Permintaan) -> HttpResponse:
    """Ask a colleague, or (``cara=tautan``) make links to hand to service recipients."""
    orang = _saya(request)
    rhk = list(rhk_berlaku(orang.pk, jam.hari_ini()))
    tautan = request.POST.get("cara", request.GET.get("cara")) == "tautan"
    kirim = request.POST if request.method == "POST" else None
    awal = {"tentang": "nilai-BERORIENTASI_PELAYANAN"} if tautan else {}
    form: Any = (TautanForm if tautan else MintaForm)(kirim, rhk=rhk, initial=awal)
    if form.is_valid():
        try:
            return _buat_tautan(request, form) if tautan else _minta(request, form)
        except Galat as galat:
            form.add_error(None, galat.kalimat)
    konteks = {"form": form, "tautan": tautan}
    return tampilkan(request, "dialog/umpan_minta.html", konteks, status=422 if form.errors else 200)


def _minta(request: Permintaan, form: MintaForm) -> HttpResponse:
    data = form.cleaned_data
    p = aksi.minta(data["kepada"], form.isi(), data["pesan"], by=request.user)
    messages.success(request, f"Permintaan kepada {data['kepada']} berlaku sampai {tanggal_hari(p.berlaku_sampai)}.")
    return redirect(f"{reverse('dialog:umpan_saya')}?bagian=permintaan")


def _buat_tautan(request: Permintaan, form: TautanForm) -> HttpResponse:
    data = form.cleaned_data
    buat = aksi.buat_tautan(form.isi(), data["jumlah"], data["pesan"], by=request.user)
    messages.success(request, f"{angka(len(buat))} tautan dibuat.")
    return redirect(f"{reverse('dialog:umpan_tautan')}?dari={buat[0].pk}&sampai={buat[-1].pk}")


@izin("dialog.daftar_umpan")
@never_cache
@require_safe
def tautan(request: Permintaan) -> HttpResponse:
    """Links that still hold, each with its QR, to show or to print: all, or those from ``?dari=`` to ``?sampai=``."""
    orang = _saya(request)
    semua = permintaan_saya(orang.pk).filter(kepada__isnull=True, berlaku_sampai__gt=jam.sekarang())
    if request.GET.get("dari"):
        semua = semua.filter(pk__range=(_nomor(request.GET["dari"]), _nomor(request.GET.get("sampai", request.GET["dari"]))))
    kartu = []
    for p in semua.order_by("pk"):
        url = request.build_absolute_uri(reverse("dialog:umpan_publik", args=[aksi.kode_tautan(p)]))
        kartu.append({"p": p, "url": url, "tentang": tentang(p), "qr": qr_gambar(url, "Kode QR tautan umpan balik")})
    return tampilkan(request, "dialog/umpan_tautan.html", {"kartu": kartu, "orang": orang})


@izin("dialog.kelola_permintaan", objek=True)
@require_POST
def batalkan(request: Permintaan, pk: int) -> HttpResponse:
    """The one who asked takes it back."""
    permintaan = access_umpan.get_permintaan(request.user, pk, "kelola_permintaan")
    aksi.batalkan_permintaan(permintaan, by=request.user)
    messages.success(request, "Permintaan dibatalkan.")
    return redirect(f"{reverse('dialog:umpan_saya')}?bagian=permintaan")


@izin("dialog.daftar_umpan")
@require_POST
def tolak(request: Permintaan) -> HttpResponse:
    """The one who was asked would rather not (``permintaan`` in the form)."""
    permintaan = access_umpan.get_permintaan(request.user, _nomor(request.POST.get("permintaan", "")), "jawab_permintaan")
    aksi.tolak_permintaan(permintaan, by=request.user)
    messages.success(request, "Permintaan Anda tolak. Peminta tidak diberi tahu.")
    return redirect("dialog:umpan_saya")
