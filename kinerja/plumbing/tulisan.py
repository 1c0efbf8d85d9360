"""How dates, numbers and spans of time are written: the same on screens, in mail, in PDF and in Excel."""

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from kinerja.plumbing import jam

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _sebagai_tanggal(nilai: dt.date | dt.datetime) -> dt.date:
    if isinstance(nilai, dt.datetime):
        return (nilai.astimezone(jam.WITA) if nilai.tzinfo else nilai).date()
    return nilai


def tanggal(nilai: dt.date | dt.datetime | None) -> str:
    """``24 November 2026``; an empty text for None."""
    if nilai is None:
        return ""
    hari = _sebagai_tanggal(nilai)
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tanggal_pendek(nilai: dt.date | dt.datetime | None) -> str:
    """``24 Nov``; with the year when it is not this year's."""
    if nilai is None:
        return ""
    hari = _sebagai_tanggal(nilai)
    tahun = "" if hari.year == jam.hari_ini().year else f" {hari.year}"
    return f"{hari.day} {BULAN[hari.month - 1][:3]}{tahun}"


def tanggal_hari(nilai: dt.date | dt.datetime | None) -> str:
    """``Selasa, 24 November 2026``."""
    return f"{HARI[_sebagai_tanggal(nilai).weekday()]}, {tanggal(nilai)}" if nilai else ""


def pukul(nilai: dt.datetime | None) -> str:
    """``10.42`` in WITA."""
    if nilai is None:
        return ""
    return f"{nilai.astimezone(jam.WITA) if nilai.tzinfo else nilai:%H.%M}"


def waktu(nilai: dt.datetime | None) -> str:
    """``24 November 2026 pukul 10.42``."""
    return f"{tanggal(nilai)} pukul {pukul(nilai)}" if nilai else ""


def masa(rentang: Any) -> str:
    """A date range ``[)`` in words: ``sejak 1 April 2023``, ``5 Juli 2024 sampai 16 Juli 2024`` (the last day it held)."""
    if rentang.upper is None:
        return f"sejak {tanggal(rentang.lower)}"
    return f"{tanggal(rentang.lower)} sampai {tanggal(rentang.upper - dt.timedelta(days=1))}"


def angka(nilai: int | float | Decimal | Literal[""] | None, desimal: int | None = None) -> str:
    """``1.234,5``. Without ``desimal`` as many decimals as the number has, at most two.

    ``–`` for what is not known: None, and the empty text that a template makes of a missing key.
    """
    if nilai is None or nilai == "":
        return "–"
    teks = f"{nilai:,.2f}".rstrip("0").rstrip(".") if desimal is None else f"{nilai:,.{desimal}f}"
    return teks.replace(",", "\x00").replace(".", ",").replace("\x00", ".")


def lalu(nilai: dt.date | dt.datetime | None) -> str:
    """How long ago, or how far ahead, in days: ``hari ini``, ``kemarin``, ``12 hari lalu``, ``besok``, ``3 hari lagi``."""
    if nilai is None:
        return ""
    hari = (jam.hari_ini() - _sebagai_tanggal(nilai)).days
    dekat = {0: "hari ini", 1: "kemarin", -1: "besok"}.get(hari)
    return dekat or (f"{angka(hari)} hari lalu" if hari > 0 else f"{angka(-hari)} hari lagi")


def lama(detik: float | None) -> str:
    """A length of time as people say it: ``6 detik``, ``4 menit``, ``1 jam 40 menit``."""
    if detik is None:
        return ""
    if detik < 60:
        return f"{max(1, round(detik))} detik"
    menit = round(detik / 60)
    if menit < 60:
        return f"{menit} menit"
    jam_, sisa = divmod(menit, 60)
    return f"{jam_} jam {sisa} menit" if sisa else f"{jam_} jam"


def inisial(nama: Any) -> str:
    """Two letters for the avatar: titles before and after the name are left out."""
    inti = str(nama or "").split(",")[0]
    kata = [k for k in inti.split() if not k.endswith(".") and k[0].isalpha()] or [k for k in inti.split() if k[0].isalpha()]
    if not kata:
        return "?"
    return (kata[0][0] + (kata[1][0] if len(kata) > 1 else kata[0][1:2])).upper()
