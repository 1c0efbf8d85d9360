"""Small files of every kind that evidence may be, and of those it may not."""

import functools
import io
import zipfile
import zlib

from PIL import Image


@functools.cache  # the noise is another each time
def foto(jenis: str = "JPEG", sisi: tuple[int, int] = (64, 48), benih: int = 60) -> bytes:
    isi = io.BytesIO()
    Image.effect_noise(sisi, benih).save(isi, jenis)
    return isi.getvalue()


def pdf(objek: bytes = b"<< /Type /Catalog >>", ekor: bytes = b"<< /Root 1 0 R >>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + objek + b"\nendobj\ntrailer\n" + ekor + b"\nstartxref\n9\n%%EOF\n"


def aliran(kamus: bytes, isi: bytes) -> bytes:
    return b"1 0 obj\n<< " + kamus + b" /Length %d >>\nstream\n" % len(isi) + isi + b"\nendstream\nendobj\n"


def pdf_beraliran(kamus: bytes, isi: bytes) -> bytes:
    return b"%PDF-1.7\n" + aliran(kamus, isi) + b"trailer\n<< >>\n%%EOF\n"


def pdf_objek_termampat(objek: bytes) -> bytes:
    return pdf_beraliran(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(objek))


def office(folder: str = "word", *lain: str) -> bytes:
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama in ("[Content_Types].xml", f"{folder}/document.xml", *lain):
            arsip.writestr(nama, "<x/>")
    return isi.getvalue()


def odf(jenis: str = "text") -> bytes:
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w") as arsip:
        arsip.writestr("mimetype", f"application/vnd.oasis.opendocument.{jenis}")
        arsip.writestr("content.xml", "<x/>")
    return isi.getvalue()


def ole(*kata: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"".join(k.encode("utf-16-le") for k in kata) + b"\0" * 600
