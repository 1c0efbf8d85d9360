"""Printed forms of a version: the sealed PDF as issued, or, while it is not set, a draft print with a watermark."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.dokumen import queries
from kinerja.layanan.dokumen.actions import nama_berkas
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.reports.excel import tanggapan_excel
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from skp import access, draf
from skp.models import VersiSKP
from skp.reports import dokumen, mpph
from skp.reports.salin import paket_salin

SALIN = "salin"
_BELUM = "PDF yang disegel masih dibuat. Coba lagi sebentar lagi."


@izin("skp.lihat", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def cetak(request: Permintaan, versi: int, formulir: str) -> HttpResponseBase:
    """``skp``, ``skp_lampiran``, ``mik``, ``mpph``: a PDF; ``semua``: all of them in a ZIP; ``salin``: Excel to type from.

    POST asks the worker for a draft that is too big to be made while one waits.
    """
    if formulir == mpph.NAMA:
        return _mpph(request, versi)
    v = access.get_versi(request.user, versi)
    if formulir == SALIN:
        isi = dokumen.isi_versi(v)
        return _rahasia(tanggapan_excel(paket_salin(isi), draf.nama_polos(f"SKP {isi['tahun']} {isi['pegawai']['nama']}")))
    if formulir not in (*dokumen.formulir(v.skp.bentuk), draf.SEMUA):
        raise Http404
    if not v.snapshot:
        return _draf(request, v.pk, formulir, dokumen.isi_versi(v))
    return _semua(request, v) if formulir == draf.SEMUA else _satu(request, v, formulir)


def _satu(request: Permintaan, v: VersiSKP, jenis: str) -> HttpResponseBase:
    terbit = dokumen.dokumen_versi(v, jenis)
    if terbit is None or terbit.berkas is None:
        messages.info(request, _BELUM)
        return redirect("skp:lihat", v.pk)
    return kirim_berkas(terbit.berkas)


def _semua(request: Permintaan, v: VersiSKP) -> HttpResponseBase:
    """What is issued, each with its own seal: a file made of several would have none."""
    jenis = dokumen.formulir(v.skp.bentuk)
    terbit = [d for j in jenis if (d := dokumen.dokumen_versi(v, j)) is not None and d.berkas is not None]
    if len(terbit) < len(jenis):
        messages.info(request, _BELUM)
        return redirect("skp:lihat", v.pk)
    return _zip(draf.bungkus((nama_berkas(d), lambda d=d: _baca(d)) for d in terbit))


def _draf(request: Permintaan, versi: int, formulir: str, isi: Mapping[str, Any]) -> HttpResponseBase:
    """At once, or as the worker made it, or the offer to let the worker make it."""
    jadi = draf.buat(formulir, isi) if draf.ringan(formulir, isi) else draf.ambil(formulir, isi)
    if jadi is not None:
        return _zip(jadi) if formulir == draf.SEMUA else _pdf(jadi, _judul(formulir, isi))
    if request.method == "POST":
        return redirect("layanan:pekerjaan", draf.minta(versi, formulir, by=request.user).pk)
    return tampilkan(request, "skp/cetak_besar.html", {"versi": versi, "judul": _judul(formulir, isi)})


def _judul(formulir: str, isi: Mapping[str, Any]) -> str:
    if formulir == mpph.NAMA:
        return mpph.judul_cetak(isi)
    return f"SKP {isi['tahun']} {isi['pegawai']['nama']}" if formulir == draf.SEMUA else dokumen.judul_cetak(formulir, isi)


def _baca(d: Dokumen) -> bytes:
    """Through the same door as a download, so that a file that is gone is told in the same words."""
    if d.berkas is None:
        return b""
    aliran = kirim_berkas(d.berkas)
    # Closing the response itself would end this very request for all who listen.
    with closing(aliran.file_to_stream):
        return b"".join(cast(Iterable[bytes], aliran))


def _zip(isi: bytes) -> HttpResponse:
    tanggapan = HttpResponse(isi, content_type="application/zip")
    tanggapan["Content-Disposition"] = 'attachment; filename="skp.zip"'
    return _rahasia(tanggapan)


def _mpph(request: Permintaan, versi: int) -> HttpResponseBase:
    """The matrix that was agreed upon as issued; while it is a draft, or its PDF is not there yet, a draft print."""
    isi = draf.isi_draf(request.user, versi, mpph.NAMA)
    terbit = _mpph_terbit(str(access.skp_dari_versi(versi)))
    if terbit is not None and terbit.berkas is not None:
        return kirim_berkas(terbit.berkas)
    return _draf(request, versi, mpph.NAMA, isi)


def _mpph_terbit(kunci: str) -> Dokumen | None:
    terkini = Dokumen.objects.filter(jenis=mpph.NAMA, kunci_objek=kunci).select_related("berkas").order_by("-revisi").first()
    return terkini if terkini is not None and queries.keadaan_revisi(terkini).berlaku else None


def _pdf(isi: bytes, judul: str) -> HttpResponse:
    tanggapan = HttpResponse(isi, content_type="application/pdf")
    tanggapan["Content-Disposition"] = f'inline; filename="{draf.nama_polos(f"Draf {judul}")}.pdf"'
    return _rahasia(tanggapan)


def _rahasia(tanggapan: HttpResponse) -> HttpResponse:
    tanggapan["Cache-Control"] = "private, no-store"
    tanggapan["X-Content-Type-Options"] = "nosniff"
    return tanggapan
