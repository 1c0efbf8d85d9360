"""What a file is by its content, and what is hidden in it. Everything is read piece by piece: a large file costs no memory."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.base import File
from PIL import Image

from kinerja.plumbing.galat import Ditolak

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = f"{_OOXML}wordprocessingml.document", f"{_OOXML}spreadsheetml.sheet", f"{_OOXML}presentationml.presentation"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
_ODF = "application/vnd.oasis.opendocument."
ODT, ODS, ODP = f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation"
TAK_DIKENAL = "application/octet-stream"
AKHIRAN = {
    PDF: "pdf", JPEG: "jpg", PNG: "png", DOCX: "docx", XLSX: "xlsx", PPTX: "pptx", DOC: "doc", XLS: "xls", PPT: "ppt",
    ODT: "odt", ODS: "ods", ODP: "odp",
}  # fmt: skip
SEBUTAN = {jenis: akhiran.upper() for jenis, akhiran in AKHIRAN.items()}
OFFICE = frozenset(AKHIRAN) - {PDF, JPEG, PNG}
GAMBAR = frozenset({JPEG, PNG})

_AWALAN = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What a whole file says near its end.
_PENUTUP = {PDF: b"%%EOF", JPEG: b"\xff\xd9", PNG: b"IEND"}
_EKOR = 1024
_FORMAT = {JPEG: "JPEG", PNG: "PNG"}
#: An A3 page at 600 dpi has 70 million pixels; more is no scan of a letter but a trap for the one who opens it.
_TITIK_TERBANYAK = 80_000_000
#: A PNG has no smaller self to look at; beyond this only its checksums are.
_TITIK_DIBACA = 8_000_000
_POTONG = 1024 * 1024


def jenis_isi(awal: bytes) -> str:
    """The MIME type by the first bytes, or an empty text for one that they do not tell (office files are looked into)."""
    return next((jenis for tanda, jenis in _AWALAN if awal.startswith(tanda)), "")


def mungkin_office(awal: bytes) -> bool:
    """Whether the first bytes are those of a container that office files use."""
    return awal.startswith((_ZIP, _OLE))


def jenis_utuh(unggahan: File, nama: str) -> str:
    """The MIME type by the whole content; old office files, which all look alike, by their name. Empty: none of this house."""
    unggahan.seek(0)
    awal: bytes = unggahan.read(16)
    unggahan.seek(0)
    if jenis := jenis_isi(awal):
        return jenis
    if awal.startswith(_ZIP):
        return _jenis_zip(unggahan)
    if awal.startswith(_OLE):
        return {".doc": DOC, ".xls": XLS, ".ppt": PPT}.get(PurePath(nama).suffix.lower(), "")
    return ""


def _jenis_zip(unggahan: File) -> str:
    nama = _isi_zip(unggahan)
    if "[Content_Types].xml" in nama:
        return {"word": DOCX, "xl": XLSX, "ppt": PPTX}.get(
            next((x.split("/")[0] for x in nama if x.startswith(("word/", "xl/", "ppt/"))), ""), ""
        )
    if nama and nama[0] == "mimetype":
        unggahan.seek(38)  # stored first and plain, so that it can be read without unpacking
        tipe: bytes = unggahan.read(64)
        unggahan.seek(0)
        return next((j for j in (ODS, ODP, ODT) if tipe.startswith(j.encode())), "")
    return ""


def _isi_zip(unggahan: File) -> list[str]:
    """Names in a ZIP; nothing is unpacked. Empty for a broken one, and for a list too long to be an office file."""
    besar = unggahan.size or 0
    unggahan.seek(max(0, besar - 66_000))
    ekor: bytes = unggahan.read()
    unggahan.seek(0)
    letak = ekor.rfind(b"PK\x05\x06")
    if letak < 0 or len(ekor) < letak + 22 or b"PK\x06\x07" in ekor[max(0, letak - 64) :]:
        return []
    (panjang,) = struct.unpack_from("<I", ekor, letak + 12)
    if panjang > _POTONG:
        return []
    try:
        with zipfile.ZipFile(unggahan) as arsip:
            return arsip.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    finally:
        unggahan.seek(0)


# -- whole


def utuh(unggahan: File, jenis: str) -> bool:
    """Whether the file is all there: the first bytes alone say only what somebody wrote there."""
    if jenis in _FORMAT:
        return _gambar_utuh(unggahan, jenis)
    return jenis != PDF or _PENUTUP[PDF] in _ekor(unggahan)


def _ekor(unggahan: File) -> bytes:
    unggahan.seek(max(0, unggahan.size - _EKOR))
    ekor: bytes = unggahan.read()
    unggahan.seek(0)
    return ekor


def _gambar_utuh(unggahan: File, jenis: str) -> bool:
    """Read through to the last pixel, a JPEG at an eighth of its size, so that a poster costs no more than a letter.

    The end is looked at too: WeasyPrint tells Pillow, for the whole process, to be content with half a picture.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            gambar = Image.open(unggahan, formats=[_FORMAT[jenis]])
            titik = gambar.width * gambar.height
            if titik > _TITIK_TERBANYAK:
                return False
            gambar.draft(None, (max(1, gambar.width // 8), max(1, gambar.height // 8)))
            if jenis == PNG and titik > _TITIK_DIBACA:
                gambar.verify()
            else:
                gambar.load()
        return _PENUTUP[jenis] in _ekor(unggahan)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    finally:
        unggahan.seek(0)


# -- what acts when it is opened


def tolak_yang_bertindak(unggahan: File, jenis: str) -> None:
    """Raises ``Ditolak`` for a PDF with a script and an office file with macros: what is handed in is to be read, not run."""
    if jenis == PDF:
        _tolak_skrip_pdf(unggahan)
    elif jenis in {DOCX, XLSX, PPTX} and any("vbaproject" in x.lower() for x in _isi_zip(unggahan)):
        raise Ditolak(f"Berkas ini memuat makro. Simpan ulang sebagai {SEBUTAN[jenis]} tanpa makro, lalu unggah lagi.")
    elif jenis in {DOC, XLS, PPT} and _memuat(unggahan, "_VBA_PROJECT".encode("utf-16-le")):
        raise Ditolak("Berkas ini memuat makro. Simpan ulang sebagai DOCX, XLSX, atau PPTX, lalu unggah lagi.")


def _memuat(unggahan: File, tanda: bytes) -> bool:
    sisa = b""
    for potong in _potongan(unggahan):
        if tanda in sisa + potong:
            return True
        sisa = potong[-len(tanda) :]
    return False


def _potongan(unggahan: File) -> Iterator[bytes]:
    unggahan.seek(0)
    while potong := unggahan.read(_POTONG):
        yield potong
    unggahan.seek(0)


#: A name after a slash, spelled out or with ``#4A`` for a letter.
_SKRIP = re.compile(rb"/(?:JavaScript|JS|Launch)(?=[\s/<(\[\]>{}%])")
_TERKUNCI = re.compile(rb"/Encrypt(?=[\s<])")
_SANDI_NAMA = re.compile(rb"#([0-9A-Fa-f]{2})")
_BUKA, _TUTUP = re.compile(rb"(?<!end)stream\r?\n"), b"endstream"
#: How much of what stands before a stream may be its dictionary.
_KAMUS = 4096
_SIMPANAN = 32
_TERURAI_MAKS = 64 * 1024 * 1024
_KALIMAT_SKRIP = (
    "PDF ini memuat skrip atau perintah yang berjalan saat dibuka. Cetak ulang menjadi PDF biasa (menu Cetak, Simpan sebagai "
    "PDF), lalu unggah lagi."
)
_KALIMAT_TERKUNCI = "PDF ini terkunci sandi, jadi isinya tidak dapat diperiksa. Simpan ulang tanpa sandi, lalu unggah lagi."


def _tolak_skrip_pdf(unggahan: File) -> None:
    """Look at every object outside streams, and into the streams that hold objects. No stream with a picture is unpacked."""
    kamus, sisa = b"", b""
    dalam: _Aliran | None = None
    for potong in _potongan(unggahan):
        data, mulai = sisa + potong, 0
        while True:
            if dalam is None:
                buka = _BUKA.search(data, mulai)
                sampai = buka.start() if buka else max(mulai, len(data) - _SIMPANAN)
                kamus = kamus[-_KAMUS:] + data[mulai:sampai]
                _periksa_objek(kamus)
                mulai = sampai
                if buka is None:
                    break
                dalam, kamus, mulai = _Aliran(kamus[-_KAMUS:]), b"", buka.end()
            else:
                letak = data.find(_TUTUP, mulai)
                sampai = letak if letak >= 0 else max(mulai, len(data) - len(_TUTUP))
                dalam.periksa(data[mulai:sampai])
                mulai = sampai
                if letak < 0:
                    break
                dalam, mulai = None, letak + len(_TUTUP)
        sisa = data[mulai:]
    _periksa_objek(kamus[-_KAMUS:] + sisa)


def _periksa_objek(teks: bytes) -> None:
    polos = _SANDI_NAMA.sub(lambda m: bytes([int(m[1], 16)]), teks) if b"#" in teks else teks
    if _SKRIP.search(polos):
        raise Ditolak(_KALIMAT_SKRIP)
    if _TERKUNCI.search(polos):
        raise Ditolak(_KALIMAT_TERKUNCI)


class _Aliran:
    """One stream of a PDF. Only one that holds objects is unpacked, and never more than ``_TERURAI_MAKS`` of it."""

    def __init__(self, kamus: bytes) -> None:
        milik = kamus[max(0, kamus.rfind(b" obj")) :]
        self._objek = b"/ObjStm" in milik
        self._pengurai = zlib.decompressobj() if self._objek and b"FlateDecode" in milik else None
        # Packed in a way that nobody uses for objects: what cannot be looked into is not taken.
        if self._objek and (b"/DecodeParms" in milik or (b"/Filter" in milik and self._pengurai is None)):
            raise Ditolak(_KALIMAT_SKRIP)
        self._ekor, self._terurai = b"", 0

    def periksa(self, isi: bytes) -> None:
        """Take the next bytes."""
        if not self._objek:
            return
        for bagian in self._urai(isi):
            self._terurai += len(bagian)
            if self._terurai > _TERURAI_MAKS:
                raise Ditolak(_KALIMAT_SKRIP)
            _periksa_objek(self._ekor + bagian + b" ")
            self._ekor = (self._ekor + bagian)[-_SIMPANAN:]

    def _urai(self, isi: bytes) -> Iterator[bytes]:
        if self._pengurai is None:
            yield isi
            return
        try:
            while isi:
                yield self._pengurai.decompress(isi, _POTONG)
                isi = self._pengurai.unconsumed_tail
        except zlib.error as galat:
            raise Ditolak("PDF ini rusak atau tidak utuh. Pindai atau simpan ulang, lalu unggah lagi.") from galat
