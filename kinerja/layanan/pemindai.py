"""The virus scanner in front of uploads, off until ``PEMINDAI_VIRUS`` names one.

``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl`` is a clamd, which is told the file as ``INSTREAM``. Anything else is a
command that reads the file from its standard input and ends with 0 (clean), 1 (infected) or another number (failed).
"""

import contextlib
import shlex
import socket
import struct
import subprocess
import tempfile
import urllib.parse
from collections.abc import Iterator

import structlog
from django.conf import settings
from django.core.files.base import File

from kinerja.plumbing.galat import Ditolak, Galat

log = structlog.get_logger(__name__)

#: Seconds without a word after which the scanner counts as down.
BATAS_DIAM = 30.0
_POTONG = 256 * 1024


class BerkasTerinfeksi(Ditolak):
    """The scanner refuses the file (422)."""

    def __init__(self) -> None:
        super().__init__(
            "Pemindai virus menolak berkas ini, jadi tidak disimpan. Periksa perangkat Anda, lalu unggah berkas yang bersih."
        )


class PemindaiDiam(Galat):
    """A scanner is set and does not answer (503): nothing is taken unscanned."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Pemindai virus tidak menjawab, jadi berkas belum diterima. Isian lain tidak hilang. Coba beberapa menit lagi."
        )


def pindai(unggahan: File) -> None:
    """Raises ``BerkasTerinfeksi`` or ``PemindaiDiam``; says nothing for a clean file, or when no scanner is set."""
    if not (alamat := settings.PEMINDAI_VIRUS):
        return
    unggahan.seek(0)
    try:
        temuan = _clamd(alamat, unggahan) if alamat.startswith(("tcp://", "unix://")) else _perintah(alamat, unggahan)
    except (OSError, subprocess.SubprocessError) as galat:
        log.exception("pemindai_diam")
        raise PemindaiDiam from galat
    finally:
        unggahan.seek(0)
    if temuan:
        log.warning("berkas_terinfeksi", temuan=temuan[:120])
        raise BerkasTerinfeksi


@contextlib.contextmanager
def _sambung(alamat: str) -> Iterator[socket.socket]:
    bagian = urllib.parse.urlsplit(alamat)
    if bagian.scheme == "tcp":
        with socket.create_connection((bagian.hostname or "127.0.0.1", bagian.port or 3310), BATAS_DIAM) as soket:
            yield soket
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as soket:
        soket.settimeout(BATAS_DIAM)
        soket.connect(bagian.path)
        yield soket


def _clamd(alamat: str, unggahan: File) -> str:
    """What was found, or an empty text. Raises ``OSError`` for an answer that is neither."""
    with _sambung(alamat) as soket:
        soket.sendall(b"zINSTREAM\0")
        while potong := unggahan.read(_POTONG):
            soket.sendall(struct.pack(">I", len(potong)) + potong)
        soket.sendall(struct.pack(">I", 0))
        jawab = b""
        while len(jawab) < 4096 and (bagian := soket.recv(1024)):
            jawab += bagian
            if b"\0" in bagian:
                break
    teks = jawab.rstrip(b"\0\n ").decode(errors="replace")
    if teks.endswith(" FOUND"):
        return teks
    if teks.endswith(" OK"):
        return ""
    raise OSError(f"jawaban pemindai: {teks[:120]}")


def _perintah(perintah: str, unggahan: File) -> str:
    """The command gets a file, not a pipe, so that one which never reads cannot hold us."""
    with tempfile.TemporaryFile() as salinan:
        while potong := unggahan.read(_POTONG):
            salinan.write(potong)
        salinan.seek(0)
        kode = subprocess.run(
            shlex.split(perintah), stdin=salinan, capture_output=True, timeout=BATAS_DIAM, check=False
        ).returncode
    if kode not in (0, 1):
        raise OSError(f"pemindai berakhir dengan {kode}")
    return "ditolak perintah pemindai" if kode else ""
