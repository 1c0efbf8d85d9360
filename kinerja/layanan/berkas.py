"""Stored files: judged by content, private, delivered only through a view that asks the owner's rule."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from secrets import token_hex

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404

from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_BERKAS
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
TAK_DIKENAL = "application/octet-stream"
#: What a scanned, signed letter may be.
SURAT = frozenset({PDF, JPEG, PNG})
_AWALAN = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_AKHIRAN = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
_SEBUTAN = {PDF: "PDF", JPEG: "JPG", PNG: "PNG"}
SURAT_TERBESAR = 5 * 1024 * 1024


def jenis_isi(awal: bytes) -> str:
    """The MIME type by the first bytes, or an empty text for one this house does not keep."""
    return next((jenis for tanda, jenis in _AWALAN if awal.startswith(tanda)), "")


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
    tempat = default_storage.save(f"{jam.hari_ini():%Y/%m}/{token_hex(16)}.{_AKHIRAN.get(isi, 'bin')}", unggahan)
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
        default_storage.delete(tempat)
        raise


def _periksa(unggahan: File, jenis: Collection[str], terbesar: int) -> str:
    if not unggahan.size:
        raise Ditolak("Berkasnya kosong. Pilih berkas lain.")
    if unggahan.size > terbesar:
        raise Ditolak(f"Berkasnya lebih dari {angka(terbesar // 1024 // 1024)} MB. Perkecil, lalu unggah lagi.")
    unggahan.seek(0)
    isi = jenis_isi(unggahan.read(16))
    unggahan.seek(0)
    if not jenis:
        return isi or TAK_DIKENAL
    if isi not in jenis:
        raise Ditolak(f"Jenis berkas tidak diterima. Unggah {' atau '.join(_SEBUTAN[j] for j in sorted(jenis))}.")
    return isi


def buang_berkas(berkas: Berkas) -> None:
    """Remove the content after the commit; the row stays and says when."""
    if berkas.dihapus_pada:
        return
    berkas.dihapus_pada = jam.sekarang()
    berkas.save(update_fields=["dihapus_pada"])
    tempat, nama = berkas.isi.storage, str(berkas.isi.name)
    transaction.on_commit(lambda: tempat.delete(nama), robust=True)


def get_berkas(akun: Akun, pk: int) -> Berkas:
    """A file whose owner (``JenisBerkas``) lets ``akun`` have it. ``Http404`` for every other one, also when it is gone."""
    berkas = Berkas.objects.filter(pk=pk, dihapus_pada__isnull=True).first()
    if berkas is None or berkas.untuk not in JENIS_BERKAS or not JENIS_BERKAS[berkas.untuk].boleh(akun, berkas):
        raise Http404
    return berkas


def kirim_berkas(berkas: Berkas) -> FileResponse:
    """The file as a download; the caller has asked whether this person may have it."""
    tanggapan = FileResponse(berkas.isi.open("rb"), content_type=berkas.jenis, as_attachment=True, filename=berkas.nama)
    tanggapan["X-Content-Type-Options"] = "nosniff"
    tanggapan["Cache-Control"] = "private, no-store"
    return tanggapan
