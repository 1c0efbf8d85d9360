"""Stored files: judged by content, private, delivered only through a view that asks the owner's rule."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePath
from secrets import token_hex
from typing import Any

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404

from kinerja.layanan.isi_berkas import AKHIRAN, JPEG, PDF, PNG, SEBUTAN, TAK_DIKENAL, jenis_utuh, tolak_yang_bertindak, utuh
from kinerja.layanan.models import Berkas
from kinerja.layanan.pemindai import pindai
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_BERKAS
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.gudang import GudangFolder, GudangTakTersedia
from kinerja.plumbing.tulisan import angka

log = structlog.get_logger(__name__)

#: What a scanned, signed letter may be.
SURAT = frozenset({PDF, JPEG, PNG})
SURAT_TERBESAR = 5 * 1024 * 1024
#: Endings that may stay on a file whose content is none of the kinds above: what an import takes.
_AKHIRAN_TABEL = frozenset({"xlsx", "xls", "csv"})
#: Seconds after which a file that no row names belongs to nobody.
UMUR_YATIM = 24 * 3600


class BerkasHilang(Galat):
    """The row is there, the file is not (404)."""

    status = 404


@contextmanager
def simpan_berkas(
    unggahan: File,
    *,
    untuk: str,
    by: Akun | None,
    jenis: Collection[str] = SURAT,
    terbesar: int = SURAT_TERBESAR,
) -> Iterator[Berkas]:
    """Store an uploaded file for the length of an act: when the act fails, nothing of the file remains.

    Use outside the act's transaction: ``with simpan_berkas(...) as berkas: act(berkas)``. Raises ``Ditolak`` for a wrong
    kind, an empty file or one that is too big. An empty ``jenis`` takes any kind: an import says itself what is wrong with it.
    """
    isi = _periksa(unggahan, jenis, terbesar)
    sidik = hashlib.sha256()
    for potong in unggahan.chunks():
        sidik.update(potong)
    tempat = default_storage.save(f"{jam.hari_ini():%Y/%m}/{token_hex(16)}.{AKHIRAN.get(isi, 'bin')}", unggahan)
    berkas = Berkas(
        isi=tempat,
        nama=PurePath(unggahan.name or "surat").name[:200],
        jenis=isi,
        ukuran=unggahan.size,
        sha256=sidik.hexdigest(),
        untuk=untuk,
        oleh=by,
        dibuat_pada=jam.sekarang(),
    )
    try:
        yield berkas
    except BaseException:
        with suppress(GudangTakTersedia):  # what went wrong first is what counts
            default_storage.delete(tempat)
        raise


def _periksa(unggahan: File, jenis: Collection[str], terbesar: int) -> str:
    if not unggahan.size:
        raise Ditolak("Berkasnya kosong. Pilih berkas lain.")
    if unggahan.size > terbesar:
        raise Ditolak(f"Berkasnya lebih dari {angka(terbesar // 1024 // 1024)} MB. Perkecil, lalu unggah lagi.")
    isi = jenis_utuh(unggahan, unggahan.name or "")
    if jenis and isi not in jenis:
        raise Ditolak(f"Jenis berkas tidak diterima. Unggah {' atau '.join(SEBUTAN[j] for j in sorted(jenis))}.")
    if jenis and not utuh(unggahan, isi):
        raise Ditolak(f"{SEBUTAN[isi]} ini rusak atau tidak utuh. Pindai atau simpan ulang suratnya, lalu unggah lagi.")
    if isinstance(unggahan, UploadedFile):
        if jenis:
            tolak_yang_bertindak(unggahan, isi)
        pindai(unggahan)
    unggahan.seek(0)
    return isi or TAK_DIKENAL


def buang_berkas(berkas: Berkas) -> None:
    """Remove the content after the commit; the row stays and says when."""
    if berkas.dihapus_pada:
        return
    berkas.dihapus_pada = jam.sekarang()
    berkas.save(update_fields=["dihapus_pada"])
    transaction.on_commit(lambda: _hapus_isi(berkas), robust=True)


def _hapus_isi(berkas: Berkas) -> None:
    """Remove; when the storage does not answer the row says again that the content is there, and the daily sweep comes back."""
    try:
        berkas.isi.storage.delete(str(berkas.isi.name))
    except (GudangTakTersedia, OSError):
        log.exception("berkas_belum_terhapus", berkas=berkas.pk)
        Berkas.objects.filter(pk=berkas.pk).update(dihapus_pada=None)


def sapu_gudang() -> int:
    """Remove what killed processes left: half-written parts, and whole files that no row names; returns how many.

    A process killed between the last byte and the row leaves a whole file. It is looked for where files of this month and the
    last one lie, after a day: no act takes that long.
    """
    sebagian = default_storage.sapu() if isinstance(default_storage, GudangFolder) else 0
    hari = jam.hari_ini()
    return sebagian + sum(_sapu_yatim(f"{h:%Y/%m}") for h in (hari, hari.replace(day=1) - dt.timedelta(days=1)))


def _sapu_yatim(awalan: str) -> int:
    gudang: Any = default_storage
    tua = [nama for nama, umur in gudang.utuh_di(awalan) if umur > UMUR_YATIM]
    return sum(_buang_tak_bertuan(tua[i : i + 500]) for i in range(0, len(tua), 500))


def _buang_tak_bertuan(nama: Collection[str]) -> int:
    dikenal = set(Berkas.objects.filter(isi__in=nama).values_list("isi", flat=True))
    yatim = [n for n in nama if n not in dikenal]
    for n in yatim:
        log.warning("berkas_tak_bertuan_dihapus", nama=n)
        default_storage.delete(n)
    return len(yatim)


def get_berkas(akun: Akun, pk: int) -> Berkas:
    """A file whose owner (``JenisBerkas``) lets ``akun`` have it. ``Http404`` for every other one, also when it is gone."""
    berkas = Berkas.objects.filter(pk=pk, dihapus_pada__isnull=True).first()
    if berkas is None or berkas.untuk not in JENIS_BERKAS or not JENIS_BERKAS[berkas.untuk].boleh(akun, berkas):
        raise Http404
    return berkas


def nama_unduhan(berkas: Berkas) -> str:
    """What the person called it, with the ending of what it is: no browser is to open a scan as a web page."""
    nama = PurePath(berkas.nama)
    akhiran = nama.suffix.lower().lstrip(".")
    if berkas.jenis in AKHIRAN:
        akhiran = AKHIRAN[berkas.jenis]
    elif akhiran not in _AKHIRAN_TABEL:
        akhiran = "bin"
    return f"{nama.stem or 'berkas'}.{akhiran}"


def kirim_berkas(berkas: Berkas) -> FileResponse:
    """The file as a download, streamed; the caller has asked whether this person may have it.

    Raises ``BerkasHilang``, or ``GudangTakTersedia`` when the storage does not answer.
    """
    try:
        if berkas.dihapus_pada:
            raise FileNotFoundError
        isi = berkas.isi.open("rb")
    except FileNotFoundError as galat:
        log.error("berkas_hilang", berkas=berkas.pk, untuk=berkas.untuk, dihapus=bool(berkas.dihapus_pada))
        raise BerkasHilang("Berkas ini tidak ada lagi di penyimpanan. Sampaikan kepada BKPSDM agar dipulihkan.") from galat
    tanggapan = FileResponse(isi, content_type=berkas.jenis, as_attachment=True, filename=nama_unduhan(berkas))
    tanggapan["Content-Length"] = str(berkas.ukuran)  # a stream does not know its end
    tanggapan["X-Content-Type-Options"] = "nosniff"
    tanggapan["Cache-Control"] = "private, no-store"
    return tanggapan
