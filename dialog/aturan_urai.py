"""What people write as a value: a range, a date, a grade. Pure; each gives None for what it does not read."""

import datetime as dt
import re
from decimal import Decimal

from kinerja.plumbing.tulisan import BULAN
from skp.aturan import urai_target

# -- ranges

_RENTANG = re.compile(
    r"^\s*(?P<a>[\d.,]+)\s*%?\s*(?:-|–|s/d|s\.d\.|sampai(?: dengan)?|hingga)\s*(?P<b>[\d.,]+)(?!\s*\w*\s*\d)", re.I
)


def urai_rentang(teks: str) -> tuple[Decimal, Decimal] | None:
    """``80-90``, ``3 sampai 5 hari``: both ends; None for anything else."""
    cocok = _RENTANG.match(teks)
    if cocok is None:
        return None
    a, b = urai_target(cocok["a"]), urai_target(cocok["b"])
    return None if a is None or b is None or a >= b else (a, b)


# -- dates

_NAMA_BULAN = {n.lower(): i for i, n in enumerate(BULAN, 1)} | {n[:3].lower(): i for i, n in enumerate(BULAN, 1)}
_TGL = re.compile(r"(?<!\d)(?P<h>\d{1,2})\s*(?P<b>[A-Za-z]{3,9})\.?(?:\s+(?P<t>\d{4}))?(?!\w)")
_TGL_ANGKA = re.compile(r"(?<!\d)(?P<h>\d{1,2})[/-](?P<b>\d{1,2})(?:[/-](?P<t>\d{4}))?(?!\d)")


def urai_tanggal(teks: str, tahun: int) -> dt.date | None:
    """The one date in a text: ``28 Februari``, ``31 Jan 2026``, ``5/1/2026``; without a year that of ``tahun``."""
    ada = [x for pola in (_TGL, _TGL_ANGKA) for c in pola.finditer(teks) if (x := _tanggal(c, tahun))]
    return ada[0] if len(ada) == 1 else None


def _tanggal(cocok: re.Match[str], tahun: int) -> dt.date | None:
    bulan = _NAMA_BULAN.get(cocok["b"].lower()) if cocok["b"].isalpha() else int(cocok["b"])
    # A number with a slash and no year may as well be a fraction or a count: 3/4 is no date.
    if bulan is None or (not cocok["b"].isalpha() and not cocok["t"]):
        return None
    try:
        return dt.date(int(cocok["t"] or tahun), bulan, int(cocok["h"]))
    except ValueError:
        return None


#: Years are compared only where both texts name one; a leap year, so that 29 Februari is a date.
TAHUN_BANDING = 2024


# -- grades

#: Best first. SAKIP (PermenPANRB 88/2021), accreditation of puskesmas, words of opinion and rating.
_SKALA = (
    ("AA", "A", "BB", "B", "CC", "C", "D"),
    ("PARIPURNA", "UTAMA", "MADYA", "DASAR", "TIDAK TERAKREDITASI"),
    ("WTP", "WDP", "TW", "TMP"),
    ("SANGAT BAIK", "BAIK", "CUKUP", "KURANG", "SANGAT KURANG"),
    ("ISTIMEWA", "BAIK", "BUTUH PERBAIKAN", "KURANG", "SANGAT KURANG"),
    ("SANGAT TINGGI", "TINGGI", "SEDANG", "RENDAH", "SANGAT RENDAH"),
    ("TEPAT WAKTU", "TERLAMBAT"),
)


def _predikat(teks: str) -> str:
    kata = re.sub(r"[^\w ]", " ", teks.upper())
    return " ".join(k for k in kata.split() if k not in ("PREDIKAT", "NILAI", "MINIMAL", "KATEGORI", "OPINI"))


def banding_predikat(target: str, nilai: str) -> int | None:
    """How many grades ``nilai`` stands above ``target`` (negative: below); None when both are not of one scale."""
    a, b = _predikat(target), _predikat(nilai)
    skala = next((s for s in _SKALA if a in s and b in s), None)
    return skala.index(a) - skala.index(b) if skala else None


def berpredikat(target: str) -> bool:
    """Whether a target is a grade of one of the scales."""
    return any(_predikat(target) in s for s in _SKALA)
