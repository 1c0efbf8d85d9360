"""Lead a unit: fill in, look at the consequence, confirm. And the Kepala Daerah at the root."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan import access
from kinerja.layanan.forms.bidang import awal_tidak_berlaku
from kinerja.layanan.forms.penugasan import AkhiriForm, KepalaDaerahForm, PimpinForm
from kinerja.organisasi import queries
from kinerja.organisasi.actions.akibat import Catatan, Pratinjau, jalankan_semu, susun_akibat
from kinerja.organisasi.actions.penugasan import IsiPimpinan, akhiri_penugasan, angkat_kepala_daerah, tunjuk_pimpinan
from kinerja.organisasi.enums import JenisJabatan, SifatPenugasan
from kinerja.organisasi.models import Akun, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.rules import pastikan_atas_kursi, pastikan_atas_orang
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal

Tindakan = Callable[[Catatan], Penugasan]
_TAMPAK = 20


class _PimpinForm(PimpinForm):
    """Among the people whom ``by`` looks after; the action asks again."""

    def __init__(self, *args: Any, by: Akun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by

    def clean_pegawai(self) -> Pegawai | None:
        """The refusal stands beside the field."""
        orang: Pegawai | None = self.cleaned_data["pegawai"]
        try:
            if orang is not None:
                pastikan_atas_orang(self._by, orang)
        except TidakBoleh as galat:
            raise forms.ValidationError(galat.kalimat) from galat
        return orang


@izin("layanan.pimpin_unit", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def pimpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Appoint the head of a unit; at the root, BKPSDM is led to the screen of the Kepala Daerah."""
    unit = access.get_unit(request.user, pk, "pimpin_unit")
    if unit.is_root() and request.method != "POST":
        return redirect("layanan:kepala_daerah", unit.pk)
    pastikan_atas_kursi(request.user, unit)
    hari = jam.hari_ini()
    awal = {"mulai": hari, "sifat": SifatPenugasan.DEFINITIF, **_kursi(unit)}
    form = _PimpinForm(request.POST or None, initial=awal, by=request.user)

    def tindakan(isi: dict[str, Any]) -> Tindakan:
        bahan = IsiPimpinan(
            pegawai=isi["pegawai"],
            jabatan=form.jabatan(),
            sifat=SifatPenugasan(isi["sifat"]),
            mulai=isi["mulai"],
            sampai=awal_tidak_berlaku(isi["sampai"]),
            sk=isi["sk"],
            tanggal_sk=isi["tanggal_sk"],
        )
        return lambda catatan: tunjuk_pimpinan(unit, bahan, by=request.user, catatan=catatan)

    return _dua_langkah(request, unit, form, tindakan, "mulai", f"Pimpin {unit}", "Tetapkan pimpinan")


@izin("layanan.angkat_kepala_daerah", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def kepala_daerah(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the NON_ASN head of the root unit."""
    unit = access.get_unit(request.user, pk, "angkat_kepala_daerah")
    form = KepalaDaerahForm(request.POST or None, initial={"sejak": jam.hari_ini()})

    def tindakan(isi: dict[str, Any]) -> Tindakan:
        return lambda catatan: angkat_kepala_daerah(unit, **isi, by=request.user, catatan=catatan)

    return _dua_langkah(request, unit, form, tindakan, "sejak", "Kepala daerah", "Catat kepala daerah")


@izin("layanan.akhiri_penugasan", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """End a posting."""
    penugasan = access.get_penugasan(request.user, pk, "akhiri_penugasan")
    form = AkhiriForm(request.POST or None, initial={"sejak": jam.hari_ini()})

    def tindakan(isi: dict[str, Any]) -> Tindakan:
        return lambda catatan: akhiri_penugasan(penugasan, isi["sejak"], by=request.user, catatan=catatan)

    judul = f"Akhiri penugasan {penugasan.pegawai}"
    return _dua_langkah(request, penugasan.unit, form, tindakan, "sejak", judul, "Akhiri penugasan")


def _kursi(unit: UnitKerja) -> dict[str, str]:
    """Name and kind of the seat as its last holder had it, so that they need not be typed anew."""
    terakhir = Penugasan.objects.filter(unit=unit, memimpin=True).select_related("jabatan").order_by("-berlaku").first()
    if terakhir is None:
        return {"nama_jabatan": unit.jabatan_kepala, "jenis": JenisJabatan.PENGAWAS}
    return {"nama_jabatan": terakhir.jabatan.nama, "jenis": terakhir.jabatan.jenis}


def _dua_langkah(
    request: HttpRequest,
    unit: UnitKerja,
    form: forms.Form,
    tindakan: Callable[[dict[str, Any]], Tindakan],
    kolom_tanggal: str,
    judul: str,
    tombol: str,
) -> HttpResponse:
    """First POST shows what would happen, the second (with the fingerprint of what was shown) does it."""
    konteks: dict[str, Any] = {"unit": unit, "form": form, "judul": judul, "tombol": tombol, "tampak": _TAMPAK}
    memimpin = queries.penugasan_pada(jam.hari_ini()).filter(unit=unit, memimpin=True)
    konteks["pimpinan"] = list(memimpin.select_related("pegawai", "jabatan", "unit"))
    if request.method == "POST" and "ubah" not in request.POST and form.is_valid():
        pada: dt.date = form.cleaned_data[kolom_tanggal]
        try:
            with transaction.atomic():
                lakukan = tindakan(form.cleaned_data)
                if sidik := request.POST.get("sidik"):
                    return _lakukan(request, unit, lakukan, pada, sidik)
                konteks["pratinjau"] = jalankan_semu(lakukan, pada)
                konteks["pada"] = pada
                # A position written anew for the preview must not outlive it.
                transaction.set_rollback(True)
        except SudahBerubah as galat:
            konteks["pratinjau"] = _semu(tindakan, form, pada)
            konteks["pada"], konteks["berubah"] = pada, galat.kalimat
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
    status = 422 if form.errors and "ubah" not in request.POST else 409 if "berubah" in konteks else 200
    return tampilkan(request, "layanan/pimpin.html", konteks, bagian="isi_pimpin", status=status)


def _semu(tindakan: Callable[[dict[str, Any]], Tindakan], form: forms.Form, pada: dt.date) -> Pratinjau[Penugasan]:
    with transaction.atomic():
        hasil = jalankan_semu(tindakan(form.cleaned_data), pada)
        transaction.set_rollback(True)
    return hasil


def _lakukan(request: HttpRequest, unit: UnitKerja, lakukan: Tindakan, pada: dt.date, sidik: str) -> HttpResponse:
    catatan = Catatan()
    hasil = lakukan(catatan)
    akibat = susun_akibat(catatan, pada)
    if akibat.sidik != sidik:
        raise SudahBerubah("Keadaannya berubah sejak pratinjau dibuat. Periksa akibat yang baru, lalu pastikan lagi.")
    banyak = len(akibat.berganti)
    kata = f"penilai {banyak} orang berganti sejak {tanggal(pada)}" if banyak else "tidak ada penilai yang berganti"
    messages.success(request, f"Tersimpan: {hasil.pegawai}, {hasil.nama_jabatan}; {kata}.")
    return redirect(reverse("layanan:unit", args=[unit.pk]))
