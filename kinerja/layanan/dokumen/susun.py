"""A snapshot as canonical JSON: the same facts give the same bytes, so that a hash proves them."""

import datetime as dt
import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

#: Crockford's base 32: nothing in it is taken for something else when read aloud or typed from paper.
_ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG_KODE = 26
_MIRIP = str.maketrans("OIL", "011")


def kanonik(isi: Mapping[str, Any], skema: int) -> str:
    """``isi`` with its schema number: keys sorted, no blanks, text in NFC; dates as ISO, decimals as text.

    Raises ``TypeError`` for what has no single spelling (a float, an object of ours).
    """
    return json.dumps({"isi": _polos(isi), "skema": skema}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _polos(nilai: Any) -> Any:
    match nilai:
        case Enum():
            return _polos(nilai.value)
        case str():
            # PostgreSQL stores no NUL, and a control character prints as nothing.
            return unicodedata.normalize("NFC", "".join(c for c in nilai if c >= " " or c in "\n\t"))
        case None | bool() | int():
            return nilai
        case Decimal():
            return format(nilai, "f")
        case dt.datetime() | dt.date():
            return nilai.isoformat()
        case Mapping():
            return {str(k): _polos(v) for k, v in nilai.items()}
        case list() | tuple():
            return [_polos(v) for v in nilai]
    raise TypeError(f"{type(nilai).__name__} tidak dapat disimpan dalam dokumen.")


def uraikan(snapshot: str) -> tuple[Mapping[str, Any], int]:
    """The facts and the schema number of a stored snapshot."""
    semua = json.loads(snapshot)
    return semua["isi"], semua["skema"]


def sidik(isi: str | bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(isi.encode() if isinstance(isi, str) else isi).hexdigest()


def kode_baru() -> str:
    """26 characters, 130 random bits: nobody finds a document by trying."""
    return "".join(secrets.choice(_ABJAD) for _ in range(PANJANG_KODE))


def rapikan_kode(ketikan: str) -> str:
    """A code as typed by a person: any case, with or without hyphens, O for 0; empty when it cannot be one."""
    kode = "".join(c for c in ketikan.upper() if c.isascii() and c.isalnum()).translate(_MIRIP)
    return kode if len(kode) == PANJANG_KODE and set(kode) <= set(_ABJAD) else ""


def kelompok(kode: str, lebar: int = 4) -> str:
    """``7F3K-92QD-…``, as printed."""
    return "-".join(kode[i : i + lebar] for i in range(0, len(kode), lebar))
