"""Filter of the library."""

from collections.abc import Sequence
from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet

from skp.kalimat import lipat
from skp.models import PustakaRHK


class PustakaFilter(df.FilterSet):
    """By words of the position, and by whether it is offered."""

    q = df.CharFilter(label="Jabatan", method="saring_jabatan", widget=forms.SearchInput(attrs={"placeholder": "Nama jabatan"}))
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("aktif", "Aktif"), ("nonaktif", "Nonaktif")],
        method="saring_keadaan",
        empty_label="Semua keadaan",
    )

    class Meta:
        model = PustakaRHK
        fields: Sequence[str] = []

    def saring_jabatan(self, queryset: QuerySet[PustakaRHK], nama: str, nilai: str) -> QuerySet[PustakaRHK]:
        """Every word, wherever it stands in the name."""
        for kata in lipat(nilai).split()[:8]:
            queryset = queryset.filter(nama_urut__contains=kata)
        return queryset

    def saring_keadaan(self, queryset: QuerySet[PustakaRHK], nama: str, nilai: Any) -> QuerySet[PustakaRHK]:
        """Offered or not."""
        return queryset.filter(aktif=nilai == "aktif")
