"""How a Perjanjian Kinerja is written on screens."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from skp import pk_isi
from skp.enums import Arah, LevelSimpul, PolaUkur
from skp.models import IndikatorPK, PerjanjianKinerja
from skp.tables_pk import cip_pk

register = template.Library()


@register.filter
def rupiah(nilai: Any) -> str:
    """``Rp1.234.567.890``."""
    return pk_isi.rupiah(nilai)


@register.filter
def target(i: IndikatorPK) -> str:
    """Target and unit, or that it is not set."""
    return pk_isi.sebut_target(i.target_teks, i.satuan)


@register.filter
def arah(nilai: str) -> str:
    """Which way is better, in words."""
    return Arah(nilai).label if nilai else "–"


@register.filter
def pola(nilai: str) -> str:
    """How the value comes about, in words."""
    return PolaUkur(nilai).label if nilai else "–"


@register.filter
def level(nilai: str) -> str:
    """The level of a node, in words."""
    return LevelSimpul(nilai).label


@register.filter
def isi(nilai: Any) -> str:
    """A plain value of a file, as it was written there."""
    return pk_isi.sebut_isi(nilai)


@register.filter
def lain(nilai: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Keys beyond the schema as (words, text)."""
    return pk_isi.sebut_lain(nilai)


@register.simple_tag
def keadaan_pk(pk: PerjanjianKinerja) -> SafeString:
    """The chip of its state."""
    return cip_pk(pk)
