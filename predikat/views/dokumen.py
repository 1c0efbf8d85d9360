"""Dokumen Evaluasi on the screen: the list, the sheet, its steps. Four moves each: access, form, action, response."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.beranda import alamat
from kinerja.layanan.berkas import kirim_berkas, simpan_berkas
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan, tampilkan_formulir, tolak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from predikat import access_dokumen as access
from predikat.actions import dokumen as aksi
from predikat.actions import keberatan as kasus
from predikat.enums import StatusDokumen
from predikat.forms_dokumen import BukaKembaliForm, KeberatanForm
from predikat.models import DokumenEvaluasi
from predikat.pekerjaan_dokumen import antrekan_buka, antrekan_serahkan
from predikat.queries_dokumen import dokumen_terlihat, lengkap
from predikat.reports.dokumen import dokumen_cetak
from predikat.tampilan_dokumen import Lembar, baris_dokumen, baris_hasil

_METODE = ["GET", "HEAD", "POST"]
#: More of them go to the worker.
SEKALI = 60
TAMPIL = 200


@izin("predikat.daftar_dokumen")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Mine, and those of people whom I assess or look after, of one period."""
    saya = request.user.pegawai_id
    terlihat = dokumen_terlihat(request.user)
    milik = lengkap(terlihat.filter(evaluasi__pegawai=saya)).order_by("-evaluasi__periode__rentang", "-revisi")[:20]
    orang = terlihat.exclude(evaluasi__pegawai=saya).exclude(status=StatusDokumen.DIBUKA_KEMBALI)
    semua = Periode.objects.filter(pk__in=orang.values("evaluasi__periode_id")).select_related("siklus").order_by("-rentang")
    periode = list(semua)
    pilih = _pilih(periode, request.GET.get("periode", ""))
    urut = lengkap(orang.filter(evaluasi__periode=pilih)).order_by("status", "evaluasi__pegawai__nama_urut") if pilih else []
    tim = baris_dokumen(urut[: TAMPIL + 1], request.user)
    konteks = {
        "milik": baris_dokumen(milik, request.user),
        "tim": tim[:TAMPIL],
        "lebih": len(tim) > TAMPIL,
        "periode": periode,
        "pilih": pilih,
        "siap": sum(1 for b in tim if b.boleh_serahkan),
        "boleh_buat": access.boleh(request.user, "buat_dokumen"),
    }
    return tampilkan(request, "predikat/dokumen_daftar.html", konteks)


def _pilih(periode: list[Periode], teks: str) -> Periode | None:
    return next((p for p in periode if str(p.pk) == teks), periode[0] if periode else None)


@izin("predikat.daftar_dokumen")
@require_POST
def serahkan_banyak(request: Permintaan) -> HttpResponse:
    """Hand over those that were ticked: at once, a long list in the worker."""
    ids = [int(x) for x in request.POST.getlist("dokumen") if x.isdecimal() and len(x) < 19]
    if not ids:
        raise Ditolak("Pilih sedikitnya satu dokumen untuk diserahkan.")
    if len(ids) > SEKALI:
        pekerjaan = antrekan_serahkan(ids, by=request.user)
        return redirect("layanan:pekerjaan", pekerjaan.pk)
    banyak = aksi.serahkan_banyak(ids, by=request.user)
    messages.success(request, f"{angka(banyak)} Dokumen Evaluasi diserahkan." if banyak else "Semuanya sudah diserahkan.")
    return redirect("predikat:dokumen_daftar")


@izin("predikat.buat_dokumen")
@require_POST
def buat(request: Permintaan) -> HttpResponse:
    """Documents for everybody of a period whose predikat is set."""
    teks = request.POST.get("periode", "")
    periode = Periode.objects.filter(pk=int(teks)).first() if teks.isdecimal() and len(teks) < 19 else None
    if periode is None:
        raise Ditolak("Pilih periodenya.")
    return redirect("layanan:pekerjaan", antrekan_buka(periode, by=request.user).pk)


@izin("predikat.lihat_dokumen", objek=True)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponse:
    """The sheet."""
    d = access.get_dokumen(request.user, pk)
    konteks = {
        "r": Lembar(d, request.user),
        "d": d,
        "hasil": baris_hasil(d.evaluasi),
        "mengapa_url": alamat("predikat:mengapa", d.evaluasi_id),
    }
    return tampilkan(request, "predikat/dokumen.html", konteks)


@izin("predikat.serahkan", objek=True)
@require_POST
def serahkan(request: Permintaan, pk: int) -> HttpResponse:
    """The assessor hands it over."""
    d = access.get_dokumen(request.user, pk, "serahkan")
    aksi.serahkan(d, by=request.user)
    messages.success(request, f"Diserahkan kepada {d.evaluasi.pegawai}.")
    return redirect("predikat:dokumen", pk)


@izin("predikat.terima", objek=True)
@require_POST
def terima(request: Permintaan, pk: int) -> HttpResponse:
    """I have it."""
    aksi.terima(access.get_dokumen(request.user, pk, "terima"), by=request.user)
    messages.success(request, "Tercatat Anda terima.")
    return redirect("predikat:dokumen", pk)


@izin("predikat.tanda_tangani", objek=True)
@require_POST
def tanda_tangani(request: Permintaan, pk: int) -> HttpResponse:
    """I sign."""
    aksi.tanda_tangani(access.get_dokumen(request.user, pk, "tanda_tangani"), by=request.user)
    messages.success(request, "Ditandatangani. Keberatan masih dapat diajukan sampai masanya lewat.")
    return redirect("predikat:dokumen", pk)


@izin("predikat.sahkan", objek=True)
@require_POST
def sahkan(request: Permintaan, pk: int) -> HttpResponse:
    """The assessor's superior, in place of a signature that did not come."""
    aksi.anggap_diam(access.get_dokumen(request.user, pk, "sahkan"), by=request.user)
    messages.success(request, "Dokumen disahkan.")
    return redirect("predikat:dokumen", pk)


def _halaman(d: DokumenEvaluasi, judul: str, tombol: str, penjelasan: str) -> Halaman:
    url = reverse("predikat:dokumen", args=[d.pk])
    e = d.evaluasi
    return Halaman(
        judul=judul,
        tombol=tombol,
        kembali=url,
        remah=[("Hasil", reverse("predikat:dokumen_daftar")), (f"Dokumen {e.periode}", url)],
        penjelasan=penjelasan,
        keterangan=f"{e.pegawai.nama_gelar}, {e.periode}",
    )


@izin("predikat.ajukan_keberatan", objek=True)
@require_http_methods(_METODE)
def ajukan_keberatan(request: Permintaan, pk: int) -> HttpResponse:
    """Object, with reasons and an exhibit."""
    d = access.get_dokumen(request.user, pk, "ajukan_keberatan")
    form = KeberatanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            k = _ajukan(request, d, form.cleaned_data)
        except Ditolak as galat:
            tolak(form, galat)
        else:
            messages.success(request, "Keberatan diajukan. Bukti lain dapat ditambahkan di sini.")
            return redirect("predikat:keberatan", k.pk)
    kepada = (
        f"Kepada {d.atasan_penilai or 'BKPSDM'}, atasan pejabat penilai. Putusannya final; predikat pertama tetap tercatat."
    )
    return tampilkan_formulir(request, _halaman(d, "Ajukan keberatan", "Ajukan keberatan", kepada), form)


def _ajukan(request: Permintaan, d: DokumenEvaluasi, isi: dict[str, Any]) -> Any:
    if not isi["bukti"]:
        return kasus.ajukan(d, isi["alasan"], by=request.user)
    with simpan_berkas(isi["bukti"], untuk=kasus.UNTUK, by=request.user) as berkas:
        return kasus.ajukan(d, isi["alasan"], by=request.user, bukti=[(berkas, isi["keterangan"])])


@izin("predikat.buka_kembali_dokumen", objek=True)
@require_http_methods(_METODE)
def buka_kembali(request: Permintaan, pk: int) -> HttpResponse:
    """BKPSDM opens it again by a letter."""
    d = access.get_dokumen(request.user, pk, "buka_kembali_dokumen")
    kata = "Predikatnya dilepas dan evaluasinya kembali pada rating terakhir. Dokumen ini tetap tersimpan."
    return formulir_tindakan(
        request,
        _halaman(d, "Buka kembali", "Buka kembali", kata),
        BukaKembaliForm(request.POST or None),
        lambda isi: aksi.buka_kembali(d, isi["alasan"], isi["surat"], by=request.user),
        "Dibuka kembali. Penilai menetapkan lagi predikatnya, lalu dokumen penggantinya dibuat.",
    )


@izin("predikat.lihat_dokumen", objek=True)
@require_safe
def cetak(request: Permintaan, pk: int, formulir: str) -> HttpResponseBase:
    """The sealed PDF of a form; made now when it is not there yet."""
    d = access.get_dokumen(request.user, pk)
    dokumen = dokumen_cetak(d, formulir, by=request.user)
    if dokumen.berkas is None:
        messages.info(request, "PDF yang disegel masih dibuat. Coba lagi sebentar lagi.")
        return redirect("predikat:dokumen", pk)
    return kirim_berkas(dokumen.berkas)
