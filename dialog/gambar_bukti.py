"""Small pictures of photos: made when asked for, never kept, one at a time, so that a wall of them costs no memory."""

import io
import shutil
import tempfile
import threading
import warnings
from typing import IO

from PIL import Image, ImageOps

from kinerja.layanan.isi_berkas import JPEG
from kinerja.layanan.models import Berkas

SISI = {"kecil": 320, "besar": 1280}
#: A JPEG is read at an eighth of its size; a PNG only whole, so a poster of one has no small picture.
_TITIK_PNG = 24_000_000
_satu_satu = threading.Lock()


def gambar_kecil(berkas: Berkas, sisi: int) -> bytes | None:
    """A JPEG not larger than ``sisi``; None for a picture too large to be read. Raises what the storage raises."""
    with berkas.isi.open("rb") as asal, tempfile.TemporaryFile() as salinan:
        shutil.copyfileobj(asal, salinan)
        salinan.seek(0)
        with _satu_satu, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _kecilkan(salinan, sisi, berkas.jenis)


def _kecilkan(isi: IO[bytes], sisi: int, jenis: str) -> bytes | None:
    try:
        gambar: Image.Image = Image.open(isi)
        if jenis != JPEG and gambar.width * gambar.height > _TITIK_PNG:
            return None
        gambar.draft("RGB", (sisi, sisi))
        gambar.thumbnail((sisi, sisi))
        hasil = io.BytesIO()
        _datar(ImageOps.exif_transpose(gambar)).save(hasil, "JPEG", quality=78)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return hasil.getvalue()


def _datar(gambar: Image.Image) -> Image.Image:
    """Without a see-through ground, which JPEG does not know."""
    if gambar.mode in {"RGBA", "LA", "PA"} or "transparency" in gambar.info:
        tembus = gambar.convert("RGBA")
        putih = Image.new("RGB", tembus.size, "white")
        putih.paste(tembus, mask=tembus.getchannel("A"))
        return putih
    return gambar.convert("RGB")
