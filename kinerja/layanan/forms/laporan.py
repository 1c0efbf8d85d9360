"""Laporkan data salah: the report, its answer, another desk."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from kinerja.layanan.enums import BagianLaporan
from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.models.pilihan import pilihan


class LaporForm(forms.Form):
    """What is wrong."""

    bagian = forms.ChoiceField(label="Yang keliru", choices=pilihan(BagianLaporan))
    uraian = forms.CharField(
        label="Apa yang keliru, dan bagaimana seharusnya",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebut nomor SK atau surat bila ada.",
    )


class JawabForm(forms.Form):
    """The answer to a report."""

    tindakan = forms.ChoiceField(
        label="Jawaban",
        choices=[("perbaiki_laporan", "Sudah diperbaiki"), ("tolak_laporan", "Ditolak")],
        widget=forms.RadioSelect,
    )
    jawaban = forms.CharField(
        label="Penjelasan untuk pelapor",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila ditolak.",
    )


class AlihkanForm(forms.Form):
    """Another desk."""

    catatan = forms.CharField(label="Alasan", max_length=250)

    field_order = ["unit", "catatan"]

    def __init__(self, *args: Any, unit: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(unit, label="Ke meja admin", empty_label="Pilih unit")
        self.order_fields(self.field_order)
