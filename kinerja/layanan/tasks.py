"""What the worker does for the ground: ids in, fetch, call an action."""

import datetime as dt

from celery import shared_task

from kinerja.layanan import berkas, pekerjaan, pengingat, pengiriman, peristiwa
from kinerja.layanan.actions import impor
from kinerja.layanan.dokumen import actions as dokumen
from kinerja.plumbing import jam


@shared_task(name="layanan.sapu_pengiriman")
def sapu_pengiriman() -> None:
    """Send what is due; a full hand means that more is waiting."""
    if pengiriman.sapu()["ditangani"] >= pengiriman.SEKALI:
        sapu_pengiriman.delay()


@shared_task(name="layanan.kirim_pengingat")
def kirim_pengingat(tanggal: str | None = None) -> None:
    """Send the digests of a day (default: today)."""
    pengingat.kirim(dt.date.fromisoformat(tanggal) if tanggal else jam.hari_ini())


@shared_task(name="layanan.antar_peristiwa")
def antar_peristiwa() -> None:
    """Bring events to their listeners: after each commit that wrote some, and by beat each minute for what was missed."""
    if peristiwa.antar() >= peristiwa.SEKALI_JALAN:
        antar_peristiwa.delay()


@shared_task(name="layanan.jalankan_pekerjaan")
def jalankan_pekerjaan(pk: int) -> None:
    """Run one job; harmless when it runs elsewhere or is over."""
    pekerjaan.jalankan(pk)


@shared_task(name="layanan.sapu_pekerjaan")
def sapu_pekerjaan() -> None:
    """Take up jobs that a dead worker or a lost queue left behind."""
    pekerjaan.sapu()


@shared_task(name="layanan.hapus_berkas_impor")
def hapus_berkas_impor() -> None:
    """Files of imports are kept no longer than needed (UU 27/2022)."""
    impor.hapus_berkas_lama()


@shared_task(name="layanan.sapu_gudang")
def sapu_gudang() -> None:
    """Remove what a killed upload left, half-written or whole."""
    berkas.sapu_gudang()


@shared_task(name="layanan.cetak_dokumen")
def cetak_dokumen(pk: int) -> None:
    """Print and seal one issued document; harmless when it is done."""
    dokumen.cetak_dan_segel(pk)


@shared_task(name="layanan.bantu_cetak")
def bantu_cetak(pekerjaan_id: int, pks: list[int]) -> None:
    """Help a bulk job along with this process."""
    dokumen.bantu_cetak(pekerjaan_id, pks)


@shared_task(name="layanan.sapu_cetak")
def sapu_cetak() -> None:
    """Print what a lost queue left behind."""
    dokumen.sapu_cetak()
