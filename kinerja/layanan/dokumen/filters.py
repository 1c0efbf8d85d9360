"""Filter of the list of documents."""

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet

from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.dokumen.susun import rapikan_kode
from kinerja.plumbing.daftar import JENIS_DOKUMEN


class DokumenFilter(df.FilterSet):
    """By words of title, number or code; by kind; by state."""

    q = df.CharFilter(label="Cari", method="saring_q", widget=forms.SearchInput(attrs={"placeholder": "Nomor, judul, kode"}))
    jenis = df.ChoiceFilter(label="Jenis", empty_label="Semua jenis")
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("berlaku", "Tidak ditarik"), ("ditarik", "Ditarik"), ("belum", "PDF belum jadi")],
        method="saring_keadaan",
        empty_label="Semua",
    )

    class Meta:
        model = Dokumen
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jenis"].extra["choices"] = [(j.nama, j.judul) for j in JENIS_DOKUMEN]

    def saring_q(self, queryset: QuerySet[Dokumen], name: str, value: str) -> QuerySet[Dokumen]:
        """A whole code, or a part of number or title."""
        kode = rapikan_kode(value)
        if kode:
            return queryset.filter(kode=kode)
        return queryset.filter(Q(judul__icontains=value) | Q(nomor__icontains=value))

    def saring_keadaan(self, queryset: QuerySet[Dokumen], name: str, value: str) -> QuerySet[Dokumen]:
        """``berlaku``, ``ditarik`` or ``belum``."""
        syarat = {
            "berlaku": Q(ditarik_pada__isnull=True),
            "ditarik": Q(ditarik_pada__isnull=False),
            "belum": Q(berkas__isnull=True),
        }
        return queryset.filter(syarat[value])
