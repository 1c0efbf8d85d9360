"""Coverage and quality of a unit: small ones at once on the screen, big ones as a job that leaves a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.reports.excel import Lembar
from kinerja.layanan.reports.unduhan import unduh_buku
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.siklus.models import Siklus
from skp import laporan as pekerjaan_laporan
from skp.access import get_unit
from skp.laporan import LAPORAN
from skp.perencanaan import rekap_perencanaan
from skp.reports.cakupan import LATAR_SEJAK
from skp.siklus import siklus_dipilih
from skp.temuan import hari_acuan

_METODE = ["GET", "HEAD", "POST"]


@izin("skp.lihat_perencanaan", objek=True)
@require_http_methods(_METODE)
def cakupan(request: HttpRequest, pk: int) -> HttpResponse:
    """What hangs in the air, and who carries how much."""
    return _laporan(request, pk, "cakupan")


@izin("skp.lihat_perencanaan", objek=True)
@require_http_methods(_METODE)
def mutu(request: HttpRequest, pk: int) -> HttpResponse:
    """Advice on wording per rule and per unit, and how many sentences are copies."""
    return _laporan(request, pk, "mutu")


@izin("skp.lihat_perencanaan", objek=True)
@require_http_methods(_METODE)
def nama(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody by name, with the desk on which it lies."""
    return _laporan(request, pk, "nama")


def _laporan(request: HttpRequest, pk: int, nama: str) -> HttpResponse:
    akun = request.user
    unit = get_unit(akun, pk, "lihat_perencanaan")
    siklus, _ = siklus_dipilih(request)
    judul, _ = LAPORAN[nama]
    konteks: dict[str, Any] = {
        **kerangka_unit(akun, unit, "perencanaan", hak(akun).hari),
        "siklus": siklus,
        "judul": judul,
        "nama": nama,
        "kembali": reverse("skp:perencanaan") if unit.is_root() else reverse("skp:perencanaan_unit", args=[unit.pk]),
        "kata_kembali": "Perencanaan kabupaten" if unit.is_root() else "Perencanaan unit",
    }
    if siklus is None:
        return tampilkan(request, "skp/perencanaan_laporan.html", konteks)
    if request.method == "POST":
        pekerjaan = pekerjaan_laporan.minta(nama, unit, siklus, by=akun)
        return redirect("layanan:pekerjaan", pekerjaan.pk)
    orang = rekap_perencanaan(hari_acuan(siklus), {unit.pk: str(unit.path)})[unit.pk].wajib
    if orang > LATAR_SEJAK:
        return tampilkan(request, "skp/perencanaan_laporan.html", konteks | _dari_pekerjaan(nama, unit, siklus, akun, orang))
    lembar = LAPORAN[nama][1](unit, siklus, akun)
    if request.GET.get("unduh") == "xlsx":
        return unduh_buku(request, f"{nama}-{unit.pk}", lembar)
    return tampilkan(request, "skp/perencanaan_laporan.html", konteks | _dari_lembar(nama, lembar))


def _dari_lembar(nama: str, lembar: list[Lembar]) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "kolom": lembar[0].kolom,
        "baris": [list(b) for b in lembar[0].baris],
        "rinci": lembar[1:],
        "unduh": "?unduh=xlsx",
    }
    if nama == "mutu":
        isi["batang"] = sorted(((b[0], b[1]) for b in lembar[1].baris if b[1]), key=lambda b: -b[1])
        isi["terbanyak"] = max((banyak for _, banyak in isi["batang"]), default=0)
    return isi


def _dari_pekerjaan(nama: str, unit: UnitKerja, siklus: Siklus, akun: Akun, orang: int) -> dict[str, Any]:
    jadi = pekerjaan_laporan.terakhir(nama, unit, siklus, akun)
    if jadi is None:
        return {"besar": orang}
    unduh = reverse("layanan:berkas", args=[jadi.hasil["berkas"]])
    return {"besar": orang, "jadi": jadi, "kolom": jadi.hasil["kolom"], "baris": jadi.hasil["baris"], "unduh": unduh}
