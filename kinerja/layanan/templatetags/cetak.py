"""What printed forms need beside the components: a snapshot holds dates as ISO text."""

import datetime as dt

from django import template

from kinerja.layanan.dokumen.susun import kelompok
from kinerja.plumbing import tulisan

register = template.Library()


@register.filter
def kelompok4(sidik: str) -> str:
    """A hash in groups of four, as people compare it."""
    return kelompok(sidik).replace("-", " ")


@register.filter
def tanggal_iso(nilai: str | None) -> str:
    """``2026-11-24`` → ``24 November 2026``; an empty text for nothing."""
    return tulisan.tanggal(dt.date.fromisoformat(nilai[:10])) if nilai else ""
