"""Evidence of tests: a photo as it is handed in, and what lies in the store."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions.bukti import IsiBukti
from tests.dialog import berkas_contoh as c

KUNCI = "0b7f6f0e-1111-4222-8333-944455566677"


def unggahan(isi: bytes | None = None, nama: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, c.foto() if isi is None else isi)


def foto(**lain) -> IsiBukti:
    return IsiBukti("BERKAS", unggahan=unggahan(), **lain)


def isi_gudang() -> list[str]:
    return sorted(str(x) for x in Path(default_storage.location).rglob("*") if x.is_file())
