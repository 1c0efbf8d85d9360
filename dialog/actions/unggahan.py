"""An upload that may be cut and go on.

Each piece is a file of the storage, whole or not there, before its arrival is acknowledged: a killed process loses nothing that
the browser was told has arrived, and another server may take the next piece.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from dialog.actions.dasar import penulis
from dialog.aturan_bukti import POTONGAN_MAKS, UNGGAHAN_MAKS, kunci_sah, nama_aman, tolak_ukuran
from dialog.models import Bukti, Unggahan
from kinerja.layanan.isi_berkas import jenis_isi, mungkin_office
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.gudang import GudangTakTersedia, bila_penuh
from kinerja.plumbing.titik_gagal import titik

log = structlog.get_logger(__name__)

UMUR = dt.timedelta(days=1)
JENIS_TAK_DITERIMA = (
    "Jenis berkas ini tidak diterima. Unggah foto (JPG atau PNG), PDF, atau dokumen Word, Excel, PowerPoint, dan OpenDocument."
)


class Bergeser(SudahBerubah):
    """The piece does not begin where the server stands; ``diterima`` says where that is."""

    def __init__(self, diterima: int) -> None:
        super().__init__("Potongan ini bukan lanjutan dari yang sudah diterima.")
        self.diterima = diterima


@transaction.atomic
def mulai_unggahan(kunci: str, nama: str, ukuran: int, *, by: Akun) -> int | None:
    """Begin, or go on with, the upload that the browser calls ``kunci``. Returns how many bytes have arrived.

    None: it has become an evidence. Raises ``Ditolak``: no name, too big, too many at once.
    """
    saya = Pegawai.objects.select_for_update(no_key=True).get(pk=penulis(by).pk)
    if not kunci_sah(kunci):
        raise Ditolak("Unggahan ini tidak bernama. Muat ulang halaman, lalu pilih berkasnya lagi.")
    if kalimat := tolak_ukuran(ukuran):
        raise Ditolak(kalimat)
    if Bukti.objects.filter(pemilik=saya, kunci=kunci).exists():
        return None
    semua = Unggahan.objects.filter(pemilik=saya)
    if ada := semua.filter(kunci=kunci).first():
        if ada.ukuran != ukuran:
            raise Ditolak("Berkas ini berbeda dari yang terputus tadi. Pilih berkasnya lagi.")
        return ada.diterima
    if semua.count() >= UNGGAHAN_MAKS:
        raise Ditolak(f"Ada {UNGGAHAN_MAKS} unggahan Anda yang belum selesai. Selesaikan atau batalkan dahulu.")
    Unggahan.objects.create(
        kunci=kunci,
        pemilik=saya,
        nama=nama_aman(nama),
        ukuran=ukuran,
        tempat=f"unggahan/{token_hex(16)}",
        dibuat_pada=jam.sekarang(),
    )
    return 0


@transaction.atomic
def terima_potongan(kunci: str, dari: int, isi: bytes, *, by: Akun) -> int:
    """Take the piece that begins at byte ``dari``. Returns how many bytes have arrived now.

    Raises ``Bergeser`` for a piece that comes twice or too early, ``Ditolak`` for one that does not fit or begins no file of
    ours, and what the storage raises when it is full or gone: then nothing has arrived.
    """
    u = Unggahan.objects.select_for_update().filter(pemilik=penulis(by), kunci=kunci).first()
    if u is None:
        raise Ditolak("Unggahan ini tidak ada lagi. Pilih berkasnya lagi.")
    if dari != u.diterima:
        raise Bergeser(u.diterima)
    if not isi or len(isi) > POTONGAN_MAKS or dari + len(isi) > u.ukuran:
        raise Ditolak("Potongan berkas ini tidak sesuai ukurannya. Pilih berkasnya lagi.")
    if dari == 0 and not (jenis_isi(isi[:16]) or mungkin_office(isi[:16])):
        raise Ditolak(JENIS_TAK_DITERIMA)
    _simpan_potongan(_nama(u, dari), isi)
    titik("unggahan_setelah_potongan")
    u.diterima += len(isi)
    u.save(update_fields=["diterima"])
    return u.diterima


def _nama(u: Unggahan, dari: int) -> str:
    return f"{u.tempat}/{dari:010d}"


def _simpan_potongan(nama: str, isi: bytes) -> None:
    """One that a killed process left under this name was never acknowledged, so it may go."""
    if default_storage.exists(nama):
        default_storage.delete(nama)
    default_storage.save(nama, ContentFile(isi))


@contextmanager
def rangkai(kunci: str, *, by: Akun) -> Iterator["UploadedFile[bytes]"]:
    """The whole file of a finished upload, on the disk while it is looked at. Raises ``Ditolak`` when bytes are missing."""
    u = Unggahan.objects.filter(pemilik=penulis(by), kunci=kunci).first()
    if u is None:
        raise Ditolak("Unggahan ini tidak ada lagi. Pilih berkasnya lagi.")
    if u.diterima != u.ukuran:
        raise Ditolak("Berkasnya belum selesai terunggah. Tunggu sampai penuh, lalu simpan lagi.")
    with tempfile.TemporaryFile() as utuh:
        letak = 0
        while letak < u.ukuran:
            try:
                with default_storage.open(_nama(u, letak)) as potongan, bila_penuh():
                    letak += utuh.write(potongan.read())
            except FileNotFoundError as galat:
                log.error("potongan_hilang", unggahan=u.pk, letak=letak)
                raise Ditolak("Sebagian berkas ini hilang di penyimpanan. Pilih berkasnya lagi.") from galat
        utuh.seek(0)
        yield UploadedFile(utuh, name=u.nama, size=u.ukuran)


def buang_unggahan(u: Unggahan) -> None:
    """Forget an upload; its pieces go after the commit. What a storage that is gone keeps, lies there under no name."""
    tempat = u.tempat
    u.delete()
    transaction.on_commit(lambda: _buang_potongan(tempat), robust=True)


def _buang_potongan(tempat: str) -> None:
    """Each piece begins where the one before ends; the last may never have been acknowledged."""
    letak = 0
    with suppress(GudangTakTersedia, OSError):
        with suppress(FileNotFoundError):
            while True:
                nama = f"{tempat}/{letak:010d}"
                besar = default_storage.size(nama)
                default_storage.delete(nama)
                letak += max(1, besar)
        default_storage.delete(tempat)


@transaction.atomic
def batalkan_unggahan(kunci: str, *, by: Akun) -> None:
    """The person does not want it any more; one that is not there is no error."""
    if u := Unggahan.objects.select_for_update().filter(pemilik=penulis(by), kunci=kunci).first():
        buang_unggahan(u)


def sapu_unggahan() -> int:
    """Forget uploads that nobody has finished within a day; returns how many. Each in its own transaction."""
    basi = Unggahan.objects.filter(dibuat_pada__lt=jam.sekarang() - UMUR).values_list("pk", flat=True)
    tersapu = 0
    for pk in list(basi):
        with transaction.atomic():
            if u := Unggahan.objects.select_for_update(skip_locked=True).filter(pk=pk).first():
                buang_unggahan(u)
                tersapu += 1
    return tersapu
