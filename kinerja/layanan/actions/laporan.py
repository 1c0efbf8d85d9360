"""Reports of wrong data: sent, answered, moved to another desk, withdrawn. Each tells the one who waits."""

from django.db import transaction
from django.urls import reverse

from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.layanan.meja import admin_unit, meja_untuk
from kinerja.layanan.models import LaporanData
from kinerja.layanan.pesan import kirim_pesan
from kinerja.layanan.transitions import LAPORAN_DATA
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.siklus.actions.tenggat import buka_tenggat, pindahkan_meja, selesaikan_tenggat

JENIS_TENGGAT = "laporan_data"


@transaction.atomic
def laporkan_data(pegawai: Pegawai, bagian: BagianLaporan, uraian: str, *, by: Akun) -> LaporanData:
    """Put a report on the desk of the nearest unit admin (else BKPSDM) and start its clock.

    Raises ``Ditolak`` without words, or when the same part of the same person is already being looked at.
    """
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    if not uraian.strip():
        raise Ditolak("Tuliskan apa yang keliru dan bagaimana seharusnya.")
    lain = LaporanData.objects.filter(pegawai=pegawai, bagian=bagian, status=StatusLaporan.TERBUKA).first()
    if lain:
        raise Ditolak("Laporan untuk bagian ini masih menunggu jawaban. Tarik laporan itu bila isinya ingin diganti.")
    unit = meja_untuk(pegawai, jam.hari_ini())
    laporan = LaporanData.objects.create(
        pegawai=pegawai, pelapor=by, unit=unit, bagian=bagian, uraian=uraian.strip(), dibuat_pada=jam.sekarang()
    )
    buka_tenggat(laporan, JENIS_TENGGAT, pemegang_unit=unit, by=by)
    _kabari_meja(laporan)
    return laporan


@transaction.atomic
def jawab_laporan(laporan: LaporanData, tindakan: str, jawaban: str, *, by: Akun) -> LaporanData:
    """``perbaiki_laporan`` (answer optional) or ``tolak_laporan`` (reason required); the reporter is told.

    Raises ``SudahBerubah``, ``Ditolak``.
    """
    laporan = _akhiri(laporan, tindakan, jawaban, by)
    kata = "sudah diperbaiki" if laporan.status == StatusLaporan.DIPERBAIKI else "ditolak"
    kirim_pesan(
        laporan.pelapor,
        f"laporan_data:{laporan.pk}:{laporan.status}",
        f"Laporan data {laporan.get_bagian_display().lower()} {kata}",
        laporan.jawaban or "Data sudah diperbaiki. Periksa kembali di halaman pegawai.",
        reverse("layanan:laporan", args=[laporan.pk]),
        ikon="message-report",
    )
    return laporan


@transaction.atomic
def tarik_laporan(laporan: LaporanData, *, by: Akun) -> LaporanData:
    """The reporter takes his report back. Raises ``SudahBerubah``."""
    return _akhiri(laporan, "tarik_laporan", "", by)


@transaction.atomic
def alihkan_laporan(laporan: LaporanData, unit: UnitKerja, catatan: str, *, by: Akun) -> LaporanData:
    """Move it to the desk of another unit's admin; the clock runs on. Raises ``SudahBerubah``, ``Ditolak``."""
    laporan = _kunci(laporan)
    LAPORAN_DATA.berikut(laporan.status, "alihkan_laporan", catatan)
    if unit == laporan.unit:
        raise Ditolak(f"Laporan ini sudah di meja admin {unit}. Pilih unit lain.")
    if not admin_unit(unit, jam.hari_ini()):
        raise Ditolak(f"{unit} belum mempunyai admin. Pilih unit di atasnya.")
    laporan.unit = unit
    laporan.jawaban = f"Dialihkan {by.nama_tampil}: {catatan.strip()}"
    laporan.save(update_fields=["unit", "jawaban"])
    pindahkan_meja(laporan, JENIS_TENGGAT, pemegang_unit=unit, by=by)
    _kabari_meja(laporan)
    return laporan


def _kunci(laporan: LaporanData) -> LaporanData:
    baris = LaporanData.objects.select_for_update(of=("self",)).select_related("pegawai", "pelapor", "unit")
    return baris.get(pk=laporan.pk)


def _akhiri(laporan: LaporanData, tindakan: str, jawaban: str, by: Akun) -> LaporanData:
    laporan = _kunci(laporan)
    laporan.status = LAPORAN_DATA.berikut(laporan.status, tindakan, jawaban)
    laporan.jawaban = jawaban.strip()
    laporan.dijawab_oleh, laporan.dijawab_pada = by, jam.sekarang()
    laporan.save(update_fields=["status", "jawaban", "dijawab_oleh", "dijawab_pada"])
    selesaikan_tenggat(laporan, JENIS_TENGGAT, by=by)
    return laporan


def _kabari_meja(laporan: LaporanData) -> None:
    kirim_pesan(
        admin_unit(laporan.unit, jam.hari_ini()),
        f"laporan_data:{laporan.pk}:masuk:{laporan.unit_id}",
        f"Laporan data salah: {laporan.pegawai}",
        f"{laporan.get_bagian_display()}. {laporan.uraian}"[:500],
        reverse("layanan:laporan", args=[laporan.pk]),
        ikon="message-report",
    )
