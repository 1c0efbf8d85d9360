"""Printed forms of a version: the sealed PDF as issued, or, while it is not set, a draft print with a watermark."""

import io
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.dokumen import queries
from kinerja.layanan.dokumen.actions import nama_berkas
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.reports.excel import tanggapan_excel
from kinerja.plumbing.izin import izin
from skp import access
from skp.models import VersiSKP
from skp.reports import dokumen, mpph
from skp.reports.salin import paket_salin

SEMUA, SALIN = "semua", "salin"
_BELUM = "PDF yang disegel masih dibuat. Coba lagi sebentar lagi."


@izin("skp.lihat", objek=True)
@require_safe
def cetak(request: HttpRequest, versi: int, formulir: str) -> HttpResponseBase:
    """``skp``, ``skp_lampiran``, ``mik``, ``mpph``: a PDF; ``semua``: all of them in a ZIP; ``salin``: Excel to type from."""
    if formulir == mpph.NAMA:
        return _mpph(request, versi)
    v = access.get_versi(request.user, versi)
    if formulir == SEMUA:
        return _semua(request, v)
    if formulir == SALIN:
        isi = dokumen.isi_versi(v)
        return _rahasia(tanggapan_excel(paket_salin(isi), _nama(f"SKP {isi['tahun']} {isi['pegawai']['nama']}")))
    if formulir not in dokumen.formulir(v.skp.bentuk):
        raise Http404
    return _satu(request, v, formulir)


def _satu(request: HttpRequest, v: VersiSKP, jenis: str) -> HttpResponseBase:
    if not v.snapshot:
        isi = dokumen.isi_versi(v)
        return _pdf(dokumen.pratinjau(jenis, isi).isi, dokumen.judul_cetak(jenis, isi))
    terbit = dokumen.dokumen_versi(v, jenis)
    if terbit is None or terbit.berkas is None:
        messages.info(request, _BELUM)
        return redirect("skp:lihat", v.pk)
    return kirim_berkas(terbit.berkas)


def _semua(request: HttpRequest, v: VersiSKP) -> HttpResponseBase:
    """What is issued, each with its own seal: a file made of several would have none."""
    jenis = dokumen.formulir(v.skp.bentuk)
    if not v.snapshot:
        isi = dokumen.isi_versi(v)
        return _zip((_nama(dokumen.judul_cetak(j, isi)) + ".pdf", lambda j=j: dokumen.pratinjau(j, isi).isi) for j in jenis)
    terbit = [d for j in jenis if (d := dokumen.dokumen_versi(v, j)) is not None and d.berkas is not None]
    if len(terbit) < len(jenis):
        messages.info(request, _BELUM)
        return redirect("skp:lihat", v.pk)
    return _zip((nama_berkas(d), lambda d=d: _baca(d)) for d in terbit)


def _baca(d: Dokumen) -> bytes:
    """Through the same door as a download, so that a file that is gone is told in the same words."""
    if d.berkas is None:
        return b""
    with closing(kirim_berkas(d.berkas)) as aliran:
        return b"".join(cast(Iterable[bytes], aliran))


def _zip(isi: Iterable[tuple[str, Callable[[], bytes]]]) -> HttpResponse:
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_STORED) as berkas:
        for nama, buat in isi:
            berkas.writestr(nama, buat())
    tanggapan = HttpResponse(wadah.getvalue(), content_type="application/zip")
    tanggapan["Content-Disposition"] = 'attachment; filename="skp.zip"'
    return _rahasia(tanggapan)


def _mpph(request: HttpRequest, versi: int) -> HttpResponseBase:
    """The matrix that was agreed upon as issued; while it is a draft, or its PDF is not there yet, a draft print."""
    kunci = get_object_or_404(VersiSKP.objects.values_list("skp_id", flat=True), pk=versi)
    skp = access.get_skp_mpph(request.user, kunci, "lihat_seluruh_mpph")
    if getattr(skp, "mpph", None) is None:
        raise Http404
    terbit = _mpph_terbit(str(kunci))
    if terbit is not None and terbit.berkas is not None:
        return kirim_berkas(terbit.berkas)
    isi = mpph.isi_mpph(skp, skp.mpph)
    return _pdf(mpph.pratinjau(isi).isi, mpph.judul_cetak(isi))


def _mpph_terbit(kunci: str) -> Dokumen | None:
    terkini = Dokumen.objects.filter(jenis=mpph.NAMA, kunci_objek=kunci).select_related("berkas").order_by("-revisi").first()
    return terkini if terkini is not None and queries.keadaan_revisi(terkini).berlaku else None


def _pdf(isi: bytes, judul: str) -> HttpResponse:
    tanggapan = HttpResponse(isi, content_type="application/pdf")
    tanggapan["Content-Disposition"] = f'inline; filename="{_nama(f"Draf {judul}")}.pdf"'
    return _rahasia(tanggapan)


def _rahasia(tanggapan: HttpResponse) -> HttpResponse:
    tanggapan["Cache-Control"] = "private, no-store"
    tanggapan["X-Content-Type-Options"] = "nosniff"
    return tanggapan


def _nama(judul: str) -> str:
    polos = "".join(c if c.isalnum() and c.isascii() else "-" for c in judul)
    return "-".join(x for x in polos.split("-") if x)[:110]
