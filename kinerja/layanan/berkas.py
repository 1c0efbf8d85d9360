"""Stored files: judged by content, private, delivered only through a view that asks the owner's rule."""

import hashlib
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePath
from secrets import token_hex

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404
from PIL import Image

from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_BERKAS
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.gudang import GudangFolder, GudangTakTersedia
from kinerja.plumbing.tulisan import angka

log = structlog.get_logger(__name__)

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
TAK_DIKENAL = "application/octet-stream"
#: What a scanned, signed letter may be.
SURAT = frozenset({PDF, JPEG, PNG})
_AWALAN = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_AKHIRAN = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
_SEBUTAN = {PDF: "PDF", JPEG: "JPG", PNG: "PNG"}
SURAT_TERBESAR = 5 * 1024 * 1024
#: Endings that may stay on a file whose content is none of the kinds above: what an import takes.
_AKHIRAN_TABEL = frozenset({"xlsx", "xls", "csv"})
#: What a whole file says near its end.
_PENUTUP = {PDF: b"%%EOF", JPEG: b"\xff\xd9", PNG: b"IEND"}
_EKOR = 1024
_FORMAT = {JPEG: "JPEG", PNG: "PNG"}
#: An A3 page at 600 dpi has 70 million pixels; more is no scan of a letter but a trap for the one who opens it.
_TITIK_TERBANYAK = 80_000_000


class BerkasHilang(Galat):
    """The row is there, the file is not (404)."""

    status = 404


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
        with suppress(GudangTakTersedia):  # what went wrong first is what counts
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
    if not (_PENUTUP[PDF] in _ekor(unggahan) if isi == PDF else _gambar_utuh(unggahan, isi)):
        raise Ditolak(f"{_SEBUTAN[isi]} ini rusak atau tidak utuh. Pindai atau simpan ulang suratnya, lalu unggah lagi.")
    return isi


def _ekor(unggahan: File) -> bytes:
    unggahan.seek(max(0, unggahan.size - _EKOR))
    ekor: bytes = unggahan.read()
    unggahan.seek(0)
    return ekor


def _gambar_utuh(unggahan: File, jenis: str) -> bool:
    """Whether every pixel can be read: the first bytes alone say only what somebody wrote there.

    The end is looked at too: WeasyPrint tells Pillow, for the whole process, to be content with half a picture.
    """
    format_ = _FORMAT[jenis]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            gambar = Image.open(unggahan, formats=[format_])
            if gambar.width * gambar.height > _TITIK_TERBANYAK:
                return False
            gambar.load()
        return _PENUTUP[jenis] in _ekor(unggahan)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    finally:
        unggahan.seek(0)


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
    """Remove half-written parts of killed processes; returns how many. Only a folder can have some."""
    return default_storage.sapu() if isinstance(default_storage, GudangFolder) else 0


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
    if berkas.jenis in _AKHIRAN:
        akhiran = _AKHIRAN[berkas.jenis]
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
