"""Filter of the parameter list: by group and by how sure a number is."""

from collections.abc import Sequence
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet

from kinerja.organisasi.models.pilihan import pilihan
from kinerja.siklus.enums import Keyakinan
from kinerja.siklus.models import Parameter

BELUM = "belum"


class ParameterFilter(df.FilterSet):
    """``kelompok`` offers the groups of the file."""

    q = df.CharFilter(label="Cari", method="saring_q", widget=forms.SearchInput(attrs={"placeholder": "Nama atau dasar hukum"}))
    kelompok = df.ChoiceFilter(label="Kelompok", field_name="definisi__kelompok", empty_label="Semua kelompok")
    keyakinan = df.ChoiceFilter(
        label="Keyakinan",
        choices=[(BELUM, "Tidak pasti, belum dikonfirmasi"), *pilihan(Keyakinan)],
        method="saring_keyakinan",
        empty_label="Semua",
    )

    class Meta:
        model = Parameter
        fields: Sequence[str] = []

    def __init__(self, data: Any, queryset: QuerySet[Parameter], *, kelompok: Sequence[str]) -> None:
        super().__init__(data, queryset)
        self.filters["kelompok"].extra["choices"] = [(k, k) for k in kelompok]

    def saring_q(self, queryset: QuerySet[Parameter], nama: str, nilai: str) -> QuerySet[Parameter]:
        """Words in the title, the explanation or the legal basis."""
        return queryset.filter(
            Q(definisi__judul__icontains=nilai) | Q(definisi__penjelasan__icontains=nilai) | Q(dasar_hukum__icontains=nilai)
        )

    def saring_keyakinan(self, queryset: QuerySet[Parameter], nama: str, nilai: str) -> QuerySet[Parameter]:
        """By mark; or uncertain and open."""
        if nilai == BELUM:
            return queryset.filter(keyakinan=Keyakinan.TIDAK_PASTI, dikonfirmasi_pada__isnull=True)
        return queryset.filter(keyakinan=nilai)
