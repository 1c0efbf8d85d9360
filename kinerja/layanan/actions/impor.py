"""What BKPSDM does with an import: upload, apply, cancel; and what the worker does for it."""

import contextlib
import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from kinerja.layanan.berkas import buang_berkas, simpan_berkas
from kinerja.layanan.enums import StatusImpor
from kinerja.layanan.impor import mesin
from kinerja.layanan.models import BarisImpor, Impor, KelasBaris, Pekerjaan
from kinerja.layanan.pekerjaan import BERJALAN, buat_pekerjaan, hentikan_pekerjaan
from kinerja.layanan.transitions import IMPOR
from kinerja.organisasi.models import Akun
from kinerja.organisasi.salin import sisipkan
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG, HasilBanding
from kinerja.plumbing.lembar import UKURAN_MAKS
from kinerja.siklus.queries import parameter

UNTUK = "layanan.impor"
BACA, TERAPKAN = "impor.baca", "impor.terapkan"
Laporkan = Callable[..., None]
_BERUBAH_SEMENTARA = (
    "Data berubah sejak pratinjau ini dibuat, jadi belum ada yang diterapkan. Pratinjaunya sudah diperbarui; periksa, "
    "lalu terapkan lagi."
)


def unggah_impor(jenis: str, unggahan: "File[bytes]", acuan: dt.date, *, by: Akun) -> Impor:
    """Store the file and queue its reading. Raises ``TidakBoleh``, or ``Ditolak`` for an empty or too large file."""
    _pastikan(jenis, by)
    simpan = parameter("berkas_impor_simpan").bulat
    with simpan_berkas(unggahan, untuk=UNTUK, by=by, jenis=(), terbesar=UKURAN_MAKS) as berkas, transaction.atomic():
        berkas.save()
        impor = Impor.objects.create(
            jenis=jenis,
            berkas=berkas,
            acuan=acuan,
            oleh=by,
            diunggah_pada=jam.sekarang(),
            hapus_berkas_pada=jam.hari_ini() + dt.timedelta(days=simpan),
        )
        berkas.untuk_id = impor.pk
        berkas.save(update_fields=["untuk_id"])
        buat_pekerjaan(BACA, {"impor": impor.pk}, by=by, kunci=f"{BACA}:{impor.pk}")
    return impor


@transaction.atomic
def terapkan_impor(impor: Impor, *, by: Akun) -> Pekerjaan:
    """Queue the applying of what was previewed. Raises ``TidakBoleh``, ``SudahBerubah``, or ``Ditolak`` with nothing to do."""
    _pastikan(impor.jenis, by)
    impor = Impor.objects.select_for_update().get(pk=impor.pk)
    IMPOR.berikut(impor.status, "terapkan_impor")
    if not perubahan(impor):
        raise Ditolak("Tidak ada yang perlu diterapkan: semua baris yang sah sudah sama dengan data sekarang.")
    return buat_pekerjaan(TERAPKAN, {"impor": impor.pk}, by=by, kunci=f"{TERAPKAN}:{impor.pk}")


@transaction.atomic
def baca_ulang_impor(impor: Impor, *, by: Akun) -> Pekerjaan:
    """Queue the reading again: after it was stopped, or to compare anew. Raises ``TidakBoleh``, ``SudahBerubah``."""
    _pastikan(impor.jenis, by)
    impor = Impor.objects.select_for_update().get(pk=impor.pk)
    IMPOR.berikut(impor.status, "baca_impor")
    return buat_pekerjaan(BACA, {"impor": impor.pk}, by=by, kunci=f"{BACA}:{impor.pk}")


@transaction.atomic
def batalkan_impor(impor: Impor, *, by: Akun) -> Impor:
    """Drop an import that was not applied, with its file. Raises ``TidakBoleh``, ``SudahBerubah``."""
    _pastikan(impor.jenis, by)
    impor = Impor.objects.select_for_update().get(pk=impor.pk)
    impor.status = IMPOR.berikut(impor.status, "batalkan_impor")
    pekerjaan = Pekerjaan.objects.filter(kunci__in=[f"{j}:{impor.pk}" for j in (BACA, TERAPKAN)], status__in=BERJALAN)
    for p in pekerjaan:
        if p.jenis == TERAPKAN:
            raise SudahBerubah("Impor ini sedang diterapkan. Hentikan pekerjaannya lebih dahulu, lalu batalkan.")
        hentikan_pekerjaan(p, by=by)
    impor.save(update_fields=["status"])
    buang_berkas(impor.berkas)
    impor.baris_impor.all().delete()
    return impor


def perubahan(impor: Impor) -> int:
    """How many rows applying would write."""
    return sum(impor.ringkasan.get(k, 0) for k in ("baru", "berubah", "hilang_baru"))


def _pastikan(jenis: str, by: Akun) -> None:
    if not JENIS_IMPOR[jenis].boleh(by):
        raise TidakBoleh("Impor data hanya dilakukan oleh admin BKPSDM.")


# -- in the worker; both may be run again from the start


def baca_impor(pekerjaan: Pekerjaan, laporkan: Laporkan) -> None:
    """Read the file and write the preview. A wrong file ends the import with one sentence; nothing else changes."""
    impor = Impor.objects.select_related("berkas").get(pk=pekerjaan.masukan["impor"])
    if impor.status not in (StatusImpor.DIUNGGAH, StatusImpor.DIBACA):
        return
    mulai = time.perf_counter()
    laporkan(0, 3, "Membuka berkas.")
    try:
        hasil = _hasil(impor, laporkan)
    except Ditolak as galat:
        _gagalkan(impor, galat.kalimat)
        raise
    laporkan(2, 3, f"{hasil.data} baris data dibaca; menulis pratinjau.")
    with transaction.atomic():
        terkunci = Impor.objects.select_for_update().get(pk=impor.pk)
        terkunci.status = IMPOR.berikut(terkunci.status, "baca_impor")
        _tulis_pratinjau(terkunci, hasil, time.perf_counter() - mulai)


def jalankan_terapkan(pekerjaan: Pekerjaan, laporkan: Laporkan) -> None:
    """Apply in one transaction what was previewed; when the data moved on meanwhile, renew the preview and refuse."""
    laporkan(0, 3, "Membaca berkas kembali.")
    with transaction.atomic():
        impor = Impor.objects.select_for_update(of=("self",)).select_related("berkas").get(pk=pekerjaan.masukan["impor"])
        if impor.status == StatusImpor.DITERAPKAN:
            return
        status = IMPOR.berikut(impor.status, "terapkan_impor")
        mesin.kunci_impor()
        mulai = time.perf_counter()
        hasil = _hasil(impor, lambda *_: None)
        tetap = hasil.sidik == impor.ringkasan.get("sidik")
        if tetap:
            laporkan(1, 3, "Menulis perubahan dan menghitung penilai.")
            mesin.terapkan(JENIS_IMPOR[impor.jenis], hasil, impor.acuan, pekerjaan.pemilik)
            laporkan(2, 3, "Menutup transaksi.")
            impor.status, impor.diterapkan_pada = status, jam.sekarang()
            impor.save(update_fields=["status", "diterapkan_pada"])
        else:
            _tulis_pratinjau(impor, hasil, time.perf_counter() - mulai)
    if not tetap:
        raise Ditolak(_BERUBAH_SEMENTARA)


def _hasil(impor: Impor, laporkan: Laporkan) -> HasilBanding:
    jenis = JENIS_IMPOR[impor.jenis]
    with _sebagai_folder(impor) as jalur:
        lembar = mesin.baca(jenis, jalur)
    laporkan(1, 3, "Mencocokkan dengan data sekarang.")
    return mesin.pratinjau(jenis, lembar, impor.acuan)


@contextlib.contextmanager
def _sebagai_folder(impor: Impor) -> Iterator[Path]:
    """The stored file as a path: where it lies, or a copy when the storage is not a folder."""
    isi = impor.berkas.isi
    if impor.berkas.dihapus_pada or not isi.storage.exists(str(isi.name)):
        raise Ditolak("Berkasnya sudah dihapus. Unggah lagi.")
    if isinstance(isi.storage, FileSystemStorage):
        yield Path(isi.path)
        return
    with tempfile.NamedTemporaryFile() as sementara, isi.open("rb") as asal:
        shutil.copyfileobj(asal, sementara)
        sementara.flush()
        yield Path(sementara.name)


@transaction.atomic
def _gagalkan(impor: Impor, kalimat: str) -> None:
    terkunci = Impor.objects.select_for_update().get(pk=impor.pk)
    terkunci.status = IMPOR.berikut(terkunci.status, "gagalkan_impor")
    terkunci.galat = kalimat
    terkunci.save(update_fields=["status", "galat"])
    buang_berkas(terkunci.berkas)


def _tulis_pratinjau(impor: Impor, hasil: HasilBanding, detik: float) -> None:
    impor.baris_impor.all().delete()
    sisipkan(BarisImpor, list(_baris(impor, hasil)), berriwayat=False)
    impor.ringkasan = ringkasan(hasil) | {"detik": round(detik, 1)}
    impor.save(update_fields=["status", "ringkasan"])


def ringkasan(hasil: HasilBanding) -> dict[str, Any]:
    """Counts of the preview, notes, and the fingerprint that applying must meet again."""
    return {
        "data": hasil.data,
        "baru": hasil.jumlah(BARU),
        "berubah": hasil.jumlah(BERUBAH),
        "kolom": sum(len(b.ubah) for b in hasil.beda if b.kelas == BERUBAH),
        "tetap": hasil.tetap,
        "hilang": hasil.jumlah(HILANG),
        "hilang_baru": sum(1 for b in hasil.beda if b.kelas == HILANG and b.ubah),
        "ditolak": len(hasil.ditolak),
        "ganda": len(hasil.ganda),
        "kelompok": len({t.alasan for t in hasil.ganda}),
        "ditahan": sum(1 for t in hasil.ganda if not t.alasan.startswith("Sama persis")),
        "catatan": hasil.catatan,
        "sidik": hasil.sidik,
    }


def _baris(impor: Impor, hasil: HasilBanding) -> Iterator[BarisImpor]:
    for b in hasil.beda:
        yield BarisImpor(
            impor=impor, baris=b.baris, kelas=b.kelas, kunci=b.kunci[:60], nama=b.nama, perubahan=[asdict(u) for u in b.ubah]
        )
    for kelas, tertahan in ((KelasBaris.DITOLAK, hasil.ditolak), (KelasBaris.GANDA, hasil.ganda)):
        for t in tertahan:
            yield BarisImpor(
                impor=impor,
                baris=t.baris,
                kelas=kelas.value,
                kunci=t.kunci[:60],
                nama=t.nama[:200],
                isi=dict(t.isi),
                alasan=t.alasan if len(t.alasan) <= 300 else t.alasan[:299] + "…",
            )


def hapus_berkas_lama() -> int:
    """Remove files whose time is over, and the rows that quote them; returns how many."""
    lama = Impor.objects.filter(hapus_berkas_pada__lte=jam.hari_ini(), berkas__dihapus_pada__isnull=True)
    jumlah = 0
    for impor in lama.select_related("berkas"):
        with transaction.atomic():
            buang_berkas(impor.berkas)
            impor.baris_impor.filter(kelas__in=[KelasBaris.DITOLAK, KelasBaris.GANDA]).update(isi={})
            jumlah += 1
    return jumlah
