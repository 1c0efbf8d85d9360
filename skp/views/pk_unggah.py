"""Upload one Perjanjian Kinerja (JSON or Excel): a preview that writes nothing, then the draft."""

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan.reports.excel import tanggapan_excel
from kinerja.layanan.reports.impor import templat_excel
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import unit_berlaku
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat, TidakBoleh
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.impor import pengenal
from kinerja.plumbing.izin import cukup_masuk
from kinerja.plumbing.lembar import baca_lembar
from skp import pk_excel, pk_json
from skp.actions.pk import terapkan_isi
from skp.baca_json import TERLALU_BESAR, UKURAN_MAKS, GalatBerkas
from skp.forms_pk import TerapkanForm, UnggahPKForm
from skp.impor_pk import PERJANJIAN_KINERJA
from skp.pk_isi import IsiPK, untuk_tahun
from skp.queries_pk import cari_unit, dengan_kepala, perubahan_impor, wilayah_isi

_ZIP = b"PK\x03\x04"
_AKHIRAN_LEMBAR = {".xlsx", ".csv"}
_TANPA_HAK = "Perjanjian Kinerja diunggah oleh pimpinan unit, admin unit, atau BKPSDM."


def _unit_isi(akun: Akun) -> QuerySet[UnitKerja]:
    """Units of today whose Perjanjian Kinerja he may type."""
    return unit_berlaku(jam.hari_ini()).filter(wilayah_isi(akun)).order_by("path")


@cukup_masuk
@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request: HttpRequest) -> HttpResponse:
    """The form; a file gives the preview; the preview's button writes the draft."""
    unit = _unit_isi(request.user)
    if not unit.exists():
        raise TidakBoleh(_TANPA_HAK)
    if request.method == "POST" and "isi" in request.POST:
        return _terapkan(request, unit)
    awal = request.GET.get("unit", "")
    form = UnggahPKForm(
        request.POST or None,
        request.FILES or None,
        wilayah=hak(request.user).wilayah_admin,
        unit_sendiri=unit,
        initial={"unit": int(awal)} if awal.isdecimal() and len(awal) < 19 else {},
    )
    if request.method == "POST" and form.is_valid():
        konteks = _pratinjau(form, unit)
        if konteks is not None:
            return tampilkan(request, "skp/pk_pratinjau.html", konteks)
    status = 422 if form.errors else 200
    return tampilkan(request, "skp/pk_unggah.html", {"form": form, "kolom": pk_excel.KOLOM}, status=status)


def _pratinjau(form: UnggahPKForm, boleh: QuerySet[UnitKerja]) -> dict[str, Any] | None:
    """Context of the preview; None with the reason beside the field when there is nothing to preview."""
    unggahan, pilihan = form.cleaned_data["berkas"], form.cleaned_data["unit"]
    try:
        isi, ditolak, lembar = baca_unggahan(unggahan, pilihan)
    except (GalatBerkas, Galat) as galat:
        form.add_error("berkas", galat.kalimat)
        return None
    unit = pilihan or cari_unit(isi.unit)
    if unit is None or not boleh.filter(pk=unit.pk).exists():
        sebut = f"“{isi.unit}” pada berkas" if isi.unit else "Berkas ini"
        form.add_error("unit", f"{sebut} tidak menunjuk unit yang Anda urus. Pilih unitnya, lalu unggah lagi.")
        return None
    tahun = form.cleaned_data["tahun"] or isi.tahun
    isi = untuk_tahun(isi, tahun)
    if lembar:
        isi = dengan_kepala(isi, unit)
    beda = perubahan_impor(isi, unit, tahun)
    awal = {"isi": json.dumps(pk_json.susun(isi), ensure_ascii=False), "tahun": tahun, "unit": unit.pk, "asal": unggahan.name}
    return {
        "isi": isi,
        "unit": unit,
        "tahun": tahun,
        "nama": unggahan.name,
        "jumlah": isi.jumlah,
        "beda": beda,
        "ditolak": ditolak,
        "form": TerapkanForm(initial=awal, unit=boleh),
    }


def baca_unggahan(unggahan: Any, unit: UnitKerja | None) -> tuple[IsiPK, list[str], bool]:
    """(content, sentences about what cannot be taken, whether it is a sheet). Raises ``GalatBerkas`` or ``Ditolak``."""
    if unggahan.size > UKURAN_MAKS:
        raise GalatBerkas(TERLALU_BESAR)
    mentah = unggahan.read()
    if mentah.startswith(_ZIP) or Path(unggahan.name or "").suffix.lower() in _AKHIRAN_LEMBAR:
        return *_baca_lembar(mentah, unit), True
    hasil = pk_json.urai(mentah)
    return hasil.isi, [f"{c.di}{f' ({c.kunci})' if c.kunci else ''}: {c.alasan}" for c in hasil.ditolak], False


def _baca_lembar(mentah: bytes, unit: UnitKerja | None) -> tuple[IsiPK, list[str]]:
    with tempfile.NamedTemporaryFile() as sementara:
        sementara.write(mentah)
        sementara.flush()
        lembar = baca_lembar(Path(sementara.name), pengenal(pk_excel.KOLOM).__contains__, 2)
    hasil = pk_excel.urai(lembar, unit=unit.nama_kini if unit else "?", tahun=jam.hari_ini().year)
    ditolak = [f"Baris {t.baris}: {t.alasan}" for t in hasil.ditolak]
    if not hasil.dokumen:
        raise Ditolak(
            ditolak[0] if ditolak else "Lembar ini tidak memuat satu sasaran pun. Isi menurut templat, lalu unggah lagi."
        )
    if len(hasil.dokumen) > 1:
        raise Ditolak("Lembar ini memuat lebih dari satu unit atau tahun. Pisahkan, atau minta BKPSDM mengimpornya sekaligus.")
    isi = hasil.dokumen[0][1]
    return dataclasses.replace(isi, unit="" if isi.unit == "?" else isi.unit), ditolak


def _terapkan(request: HttpRequest, boleh: QuerySet[UnitKerja]) -> HttpResponse:
    """What comes back from the preview is judged again as if it were a new file."""
    form = TerapkanForm(request.POST, unit=boleh)
    if not form.is_valid():
        raise Ditolak("Pratinjau ini tidak utuh lagi. Unggah berkasnya kembali.")
    d: dict[str, Any] = form.cleaned_data
    try:
        hasil = pk_json.urai(d["isi"].encode())
    except GalatBerkas as galat:
        raise Ditolak(galat.kalimat) from galat
    if hasil.ditolak:
        raise Ditolak("Berkas ini masih memuat bagian yang ditolak. Perbaiki, lalu unggah lagi.")
    alasan = f"Impor berkas {d['asal']}." if d["asal"] else "Impor berkas."
    pk, tertulis = terapkan_isi(hasil.isi, d["unit"], d["tahun"], by=request.user, alasan=alasan)
    kalimat = "Draf tersimpan. Periksa, lalu berlakukan." if tertulis else "Tidak ada yang berubah: isinya sama."
    messages.success(request, kalimat)
    return redirect("skp:pk", pk.pk)


@cukup_masuk
@require_safe
def templat(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return tanggapan_excel(templat_excel(PERJANJIAN_KINERJA), "templat-perjanjian-kinerja")
