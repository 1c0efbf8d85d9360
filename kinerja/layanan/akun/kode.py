"""Activation codes: twelve signs that people can read off paper; the database keeps only a keyed fingerprint."""

import re
import secrets

from django.utils.crypto import salted_hmac

#: Without 0 O 1 I L and U: signs that a printed sheet or a tired eye confuses.
ABJAD = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 12
KELOMPOK = 4
#: Where a session keeps the code of a link until the form shows it.
TEMPAT_KODE = "kode_aktivasi"


def kode_baru() -> str:
    """A random code, without separators (59 bits)."""
    return "".join(secrets.choice(ABJAD) for _ in range(PANJANG))


def rapikan_kode(teks: str) -> str:
    """As typed, in small letters, with spaces or dashes: the twelve signs."""
    return re.sub(r"[^0-9A-Z]", "", teks.upper())


def kode_tampil(kode: str) -> str:
    """``7F3K-92QD-XM4P``."""
    return "-".join(kode[i : i + KELOMPOK] for i in range(0, len(kode), KELOMPOK))


def sidik(kode: str) -> str:
    """The fingerprint that is stored: useless to whoever has only the database."""
    return salted_hmac("kinerja.kode_aktivasi", rapikan_kode(kode), algorithm="sha256").hexdigest()
