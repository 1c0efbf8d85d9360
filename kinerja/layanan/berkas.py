"""Stored files: judged by content, private, delivered only through a view that asks the owner's rule."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from secrets import token_hex

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse

from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
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
    kind, an empty file or one that is too big.
    """
    isi = _periksa(unggahan, jenis, terbesar)
    sidik = hashlib.sha256()
    for potong in unggahan.chunks():
        sidik.update(potong)
    tempat = default_storage.save(f"{jam.hari_ini():%Y/%m}/{token_hex(16)}.{_AKHIRAN[isi]}", unggahan)
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
    if isi not in jenis:
        raise Ditolak(f"Jenis berkas tidak diterima. Unggah {' atau '.join(_SEBUTAN[j] for j in sorted(jenis))}.")
    return isi


def kirim_berkas(berkas: Berkas) -> FileResponse:
    """The file as a download; the caller has asked whether this person may have it."""
    tanggapan = FileResponse(berkas.isi.open("rb"), content_type=berkas.jenis, as_attachment=True, filename=berkas.nama)
    tanggapan["X-Content-Type-Options"] = "nosniff"
    tanggapan["Cache-Control"] = "private, no-store"
    return tanggapan
