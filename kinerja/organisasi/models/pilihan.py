"""Choices and checks made from enumerations, so that a status outside the regulation's list cannot be stored."""

from enum import StrEnum

from django.db import models
from django.db.models import Q


def pilihan(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, label) pairs for a field."""
    return [(x.value, getattr(x, "label", x.value)) for x in enum]


def hanya(nama: str, kolom: str, enum: type[StrEnum]) -> models.CheckConstraint:
    """The column holds one of the enumeration's strings."""
    return models.CheckConstraint(name=nama, condition=Q(**{f"{kolom}__in": [x.value for x in enum]}))
