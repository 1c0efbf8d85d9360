"""Filter of the list of Perjanjian Kinerja."""

from collections.abc import Sequence
from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet

from kinerja.organisasi.models.pilihan import pilihan
from skp.enums import StatusPK
from skp.models import PerjanjianKinerja


class PKFilter(df.FilterSet):
    """By words of the unit, year and state; without a choice everything but what was replaced or dropped."""

    q = df.CharFilter(
        label="Unit", field_name="unit__nama_kini", lookup_expr="icontains",
        widget=forms.SearchInput(attrs={"placeholder": "Nama unit"}),
    )  # fmt: skip
    tahun = df.ChoiceFilter(label="Tahun", empty_label="Semua tahun")
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("kini", "Draf dan berlaku"), *pilihan(StatusPK)],
        method="saring_keadaan",
        empty_label="Semua keadaan",
    )

    class Meta:
        model = PerjanjianKinerja
        fields: Sequence[str] = []

    def __init__(self, data: Any, queryset: QuerySet[PerjanjianKinerja], *, tahun: Sequence[int]) -> None:
        data = data.copy()
        data.setdefault("keadaan", "kini")
        super().__init__(data, queryset)
        self.filters["tahun"].extra["choices"] = [(str(t), str(t)) for t in tahun]

    def saring_keadaan(self, queryset: QuerySet[PerjanjianKinerja], nama: str, nilai: str) -> QuerySet[PerjanjianKinerja]:
        """One state, or the two that count now."""
        return queryset.filter(status__in=[StatusPK.DRAF, StatusPK.BERLAKU] if nilai == "kini" else [nilai])
