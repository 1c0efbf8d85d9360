"""Choices and checks made from enumerations, so that a status outside the regulation's list cannot be stored."""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.db.models import Q


def pilihan(enum: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """(value, label) pairs for a field."""
    return [(x.value, getattr(x, "label", x.value)) for x in enum]


def hanya(nama: str, kolom: str, enum: Iterable[StrEnum], *, kosong: bool = False) -> models.CheckConstraint:
    """The column holds one of the enumeration's strings; ``kosong``: or an empty one, not chosen yet."""
    nilai = [*([""] if kosong else []), *(x.value for x in enum)]
    return models.CheckConstraint(name=nama, condition=Q(**{f"{kolom}__in": nilai}))
