"""Reports of planning as jobs: which there are, who may have the file, the job that makes one."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.models import Berkas, Pekerjaan, StatusPekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.layanan.reports.excel import Lembar, tulis_buku
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.access import boleh, pastikan
from skp.reports.cakupan import cakupan, mutu
from skp.reports.nama import daftar_nama

JENIS = "skp_laporan"
UNTUK = "skp.laporan"
#: Name of a report -> (its title, what makes its sheets).
LAPORAN: dict[str, tuple[str, Callable[..., list[Lembar]]]] = {
    "cakupan": ("Laporan cakupan", cakupan),
    "mutu": ("Laporan mutu kalimat", mutu),
    "nama": ("Daftar nama perencanaan", daftar_nama),
}
_TERBESAR = 100 * 1024 * 1024


def minta(nama: str, unit: UnitKerja, siklus: Siklus, *, by: Akun) -> Pekerjaan:
    """Queue a report; asking again while it is made gives the same job. Raises ``TidakBoleh``."""
    pastikan(by, "lihat_perencanaan", unit)
    masukan = {"laporan": nama, "unit": unit.pk, "siklus": siklus.pk}
    with transaction.atomic():
        return buat_pekerjaan(JENIS, masukan, by=by, kunci=f"{JENIS}:{nama}:{unit.pk}:{siklus.pk}:{by.pk}")


def terakhir(nama: str, unit: UnitKerja, siklus: Siklus, akun: Akun) -> Pekerjaan | None:
    """The newest finished one that ``akun`` asked for."""
    masukan = {"laporan": nama, "unit": unit.pk, "siklus": siklus.pk}
    jadi = Pekerjaan.objects.filter(jenis=JENIS, pemilik=akun, status=StatusPekerjaan.SELESAI, masukan=masukan)
    return jadi.order_by("-pk").first()


def jalankan(pekerjaan: Pekerjaan, laporkan: Callable[..., None]) -> None:
    """The job: sheets, a file of its owner, the first sheet for the screen. Rights are asked again: he may have lost them."""
    masukan, akun = pekerjaan.masukan, pekerjaan.pemilik
    unit, siklus = UnitKerja.objects.get(pk=masukan["unit"]), Siklus.objects.get(pk=masukan["siklus"])
    if akun is None:
        return
    pastikan(akun, "lihat_perencanaan", unit)
    susun = LAPORAN[masukan["laporan"]][1]
    lembar = susun(unit, siklus, akun, laporkan)
    isi = ContentFile(tulis_buku(lembar), name=f"{masukan['laporan']}-{unit.pk}-{jam.hari_ini()}.xlsx")
    with simpan_berkas(isi, untuk=UNTUK, by=akun, jenis=(), terbesar=_TERBESAR) as berkas, transaction.atomic():
        berkas.untuk_id = unit.pk
        berkas.save()
        hasil = {"berkas": berkas.pk, "kolom": list(lembar[0].kolom), "baris": [list(b) for b in lembar[0].baris]}
        Pekerjaan.objects.filter(pk=pekerjaan.pk).update(hasil=hasil)


def url_hasil(pekerjaan: Pekerjaan) -> str:
    """The page of the report, which has the summary and the file."""
    return reverse(f"skp:{pekerjaan.masukan['laporan']}", args=[pekerjaan.masukan["unit"]])


def boleh_berkas(akun: Akun, berkas: Berkas) -> Any:
    """Who asked for it, as long as the unit is open to him: what he saw in it, others may not."""
    unit = UnitKerja.objects.filter(pk=berkas.untuk_id).first()
    return berkas.oleh_id == akun.pk and unit is not None and boleh(akun, "lihat_perencanaan", unit)
