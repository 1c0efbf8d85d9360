"""What the forms of planning ask of the snapshot while they are printed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template

from kinerja.plumbing import tulisan
from skp.reports import potongan
from skp.reports.potongan import Kolom, Narasi, Perilaku, Potongan

register = template.Library()
_PUTUS = "\u200b"


@register.simple_tag
def kuantitatif(isi: Mapping[str, Any]) -> tuple[tuple[Kolom, ...], list[Potongan]]:
    """Columns and pieces of HASIL KERJA."""
    return potongan.hasil_kuantitatif(isi["konten"])


@register.simple_tag
def kualitatif(isi: Mapping[str, Any]) -> list[Narasi]:
    """Pieces of HASIL KERJA."""
    return potongan.hasil_kualitatif(isi["konten"])


@register.simple_tag
def perilaku(isi: Mapping[str, Any]) -> list[Perilaku]:
    """Pieces of PERILAKU KERJA."""
    return potongan.perilaku(isi)


@register.simple_tag
def lampiran(isi: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The three blocks."""
    return potongan.lampiran(isi["konten"])


@register.simple_tag
def manual(isi: Mapping[str, Any]) -> list[list[potongan.BarisManual]]:
    """One list of fields per IKI."""
    return potongan.manual(isi["konten"])


@register.simple_tag
def judul_formulir(isi: Mapping[str, Any]) -> tuple[str, str]:
    """Second and third line of the title."""
    return potongan.judul_formulir(isi["konten"])


@register.filter
def periode_penilaian(periode: Mapping[str, str]) -> str:
    """``1 JANUARI SD 31 DESEMBER TAHUN 2027``."""
    mulai, sampai = (dt.date.fromisoformat(periode[k]) for k in ("mulai", "sampai"))
    bulan = [tulisan.BULAN[t.month - 1].upper() for t in (mulai, sampai)]
    return f"{mulai.day} {bulan[0]} SD {sampai.day} {bulan[1]} TAHUN {sampai.year}"


@register.filter
def waktu_iso(nilai: str | None) -> str:
    """``2027-01-12T09:14:00+08:00`` → ``12 Januari 2027 pukul 09.14 WITA``."""
    # Long words were given places to break.
    return f"{tulisan.waktu(dt.datetime.fromisoformat(nilai.replace(_PUTUS, '')))} WITA" if nilai else ""


@register.filter
def selebihnya(baris: tuple[Any, ...]) -> tuple[Any, ...]:
    """All but the first."""
    return baris[1:]


@register.simple_tag
def mpph(isi: Mapping[str, Any]) -> list[potongan.BlokMPPH]:
    """The matrix in tables that fit the page."""
    return potongan.blok_mpph(isi)


@register.filter
def nomor_kolom(urut: int, pertama: int) -> int:
    """Number of a column of results: the names are (1) and (2) in every table."""
    return urut + pertama + 1
