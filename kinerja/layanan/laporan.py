"""Reports of wrong data: what lies on whose desk, and the tasks this makes on Beranda."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from kinerja.layanan.enums import StatusLaporan
from kinerja.layanan.meja import di_meja_sendiri
from kinerja.layanan.models import LaporanData
from kinerja.layanan.perbaikan import di_wilayah
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya, jumlah
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Tenggat

#: More than so many reports become one task.
_SATU_PER_SATU = 3


def di_meja(akun: Akun) -> QuerySet[LaporanData]:
    """Open reports on the very desks of ``akun`` today, also those left by an admin who is no more. One query beside it."""
    return LaporanData.objects.filter(di_meja_sendiri(akun), status=StatusLaporan.TERBUKA)


def dengan_batas(laporan: QuerySet[LaporanData]) -> QuerySet[LaporanData]:
    """With ``batas``, ``dasar``, ``sejak`` and ``hari_kerja`` of their clock, the nearest first."""
    jam_ = Tenggat.objects.filter(objek_jenis=LaporanData._meta.label_lower, objek_id=OuterRef("pk"))
    return laporan.annotate(
        batas=Subquery(jam_.values("batas")[:1]),
        dasar=Subquery(jam_.values("dasar")[:1]),
        sejak=Subquery(jam_.values("di_meja_sejak")[:1]),
        hari_kerja=Subquery(jam_.values("hari_kerja")[:1]),
    ).order_by("batas", "pk")


def tugas_laporan(akun: Akun) -> Penanya:
    """Reports that wait for ``akun``: one by one, or many as one task."""
    if not hak(akun).wilayah_admin:
        return
    laporan: list[Any] = yield dengan_batas(di_meja(akun)).select_related("pegawai")
    if len(laporan) > _SATU_PER_SATU:
        tua = laporan[0]
        yield Tugas(
            judul=f"{angka(len(laporan))} laporan data salah",
            keterangan=f"Yang terdekat: {tua.pegawai}, {tua.get_bagian_display().lower()}.",
            tombol="Buka daftar",
            url=reverse("layanan:laporan_daftar"),
            batas=tua.batas,
            dasar=tua.dasar or "",
            di_meja_sejak=tua.sejak,
            hari_kerja=tua.hari_kerja,
        )
        return
    for x in laporan:
        yield Tugas(
            judul=f"Laporan data salah: {x.pegawai}",
            keterangan=f"{x.get_bagian_display()}. {x.uraian[:120]}",
            tombol="Periksa",
            url=reverse("layanan:laporan", args=[x.pk]),
            batas=x.batas,
            dasar=x.dasar or "",
            di_meja_sejak=x.sejak,
            hari_kerja=x.hari_kerja,
        )


def tugas_penilai(akun: Akun) -> Penanya:
    """People whose assessor can be found in one's own area, as one task."""
    if not hak(akun).wilayah_admin:
        return
    hari: dt.date = jam.hari_ini()
    [(banyak,)] = yield jumlah(di_wilayah(hak(akun).wilayah_admin, hari))
    if banyak:
        yield Tugas(
            judul=f"{angka(banyak)} pegawai belum punya penilai",
            keterangan="Tanpa penilai mereka tidak dapat mengajukan SKP. Setiap baris menyebut sebab dan langkahnya.",
            tombol="Perbaiki penilai",
            url=reverse("layanan:penilai"),
        )
