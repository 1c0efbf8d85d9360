"""Text that only its author may read is stored encrypted: neither backups nor whoever reads the tables find words there.

The key file (``KUNCI_SANDI``) holds Fernet keys, one a line: the first encrypts, each decrypts, so that a key is replaced by
putting a new line on top. For development it is made on first use; production refuses to start without it.
"""

import contextlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kinerja.plumbing.galat import Galat


class SandiTakTerbuka(Galat):
    """What is stored cannot be read with the keys of this server."""

    status = 503


def sandikan(teks: str) -> bytes:
    """``teks`` as a token; equal texts give different tokens."""
    return _kunci(settings.KUNCI_SANDI).encrypt(teks.encode())


def buka_sandi(token: bytes | memoryview | str) -> str:
    """The text behind a token. Raises ``SandiTakTerbuka`` when none of the keys fits."""
    isi = token.encode() if isinstance(token, str) else bytes(token)
    try:
        return _kunci(settings.KUNCI_SANDI).decrypt(isi).decode()
    except InvalidToken as galat:
        raise SandiTakTerbuka(
            "Catatan pribadi tidak dapat dibuka dengan kunci di server ini. Isinya tetap tersimpan; hubungi pengelola aplikasi."
        ) from galat


@lru_cache(maxsize=4)
def _kunci(letak: str) -> MultiFernet:
    berkas = Path(letak)
    if not berkas.exists():
        if settings.PRODUKSI:
            raise ImproperlyConfigured("Kunci sandi tidak ditemukan. Isi KUNCI_SANDI dengan letak berkas kuncinya.")
        _tulis_sekali(berkas, Fernet.generate_key() + b"\n")
    baris = [x for x in berkas.read_text().split() if x]
    try:
        return MultiFernet([Fernet(x) for x in baris])
    except ValueError as galat:
        raise ImproperlyConfigured("KUNCI_SANDI harus memuat kunci Fernet, satu per baris.") from galat


def _tulis_sekali(berkas: Path, isi: bytes) -> None:
    """Whole or not at all, and only the first of several processes that start together."""
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pegangan, sementara = tempfile.mkstemp(dir=berkas.parent, prefix=f".{berkas.name}.")
    with os.fdopen(pegangan, "wb") as f:
        f.write(isi)
    with contextlib.suppress(FileExistsError):
        os.link(sementara, berkas)
    os.unlink(sementara)
