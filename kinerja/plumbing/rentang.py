"""Date ranges and the constraints over them, written once.

Core PostgreSQL has no GiST operator class for plain numbers, so an id joins an exclusion constraint as the range ``[id, id]``.
Every range is ``[)``: the end is the first day on which it no longer holds; an empty end means "until further notice".
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce


class SatuId(Func):
    """``int8range(id, id, '[]')``: a number as a range of one, NULL counted as 0."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, kolom: str, **extra: Any) -> None:
        nilai = Coalesce(F(kolom), Value(0), output_field=models.BigIntegerField())
        super().__init__(nilai, nilai, Value("[]"), **extra)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in a migration."""
        kolom: str = cast(Any, self.get_source_expressions()[0]).get_source_expressions()[0].name
        return "kinerja.plumbing.rentang.SatuId", [kolom], {}


def tak_bertumpuk(nama: str, kolom: Sequence[str], *, rentang: str = "berlaku", syarat: Q | None = None) -> ExclusionConstraint:
    """No two rows with the same ``kolom`` (ids) may hold at the same time."""
    return ExclusionConstraint(
        name=nama,
        expressions=[*((SatuId(k), RangeOperators.OVERLAPS) for k in kolom), (rentang, RangeOperators.OVERLAPS)],
        condition=syarat,
    )


def tak_kosong(nama: str, rentang: str = "berlaku") -> models.CheckConstraint:
    """An empty range would escape every exclusion constraint, and one without a start would reach into all the past."""
    return models.CheckConstraint(
        name=nama, condition=Q(**{f"{rentang}__isempty": False}) & Q(**{f"{rentang}__startswith__isnull": False})
    )


class RentangTanggal(DateRangeField):
    """A date range that always has a start; see ``tak_kosong``."""


def sejak(mulai: dt.date, sampai: dt.date | None = None) -> DateRange:
    """``[mulai, sampai)``; without ``sampai`` until further notice."""
    return DateRange(mulai, sampai, "[)")


class BerlakuQuerySet(models.QuerySet[Any]):
    """Rows of dated tables."""

    def pada(self, tanggal: dt.date) -> "BerlakuQuerySet":
        """Those that hold on ``tanggal``."""
        return self.filter(berlaku__contains=tanggal)
