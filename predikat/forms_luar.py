"""Shapes of what is typed about predikat from elsewhere."""

from decimal import Decimal
from typing import Any

from django import forms

from kinerja.organisasi.models.pilihan import pilihan
from kinerja.plumbing.isian import bidang_tanggal
from predikat.enums import Predikat


class StudiForm(forms.Form):
    """The predikat of a tugas belajar, where no conversion says it."""

    nilai = forms.ChoiceField(label="Predikat", choices=[("", "Pilih"), *pilihan(Predikat)])
    alasan = forms.CharField(
        label="Dasar",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Surat atau ketentuan yang mendasarinya. Tercatat pada riwayat evaluasi.",
    )


class KonversiStudiForm(forms.Form):
    """Nothing is chosen: the table says it."""


class KonversiForm(forms.Form):
    """A new table: from which IPK on which predikat, since when, by what."""

    mulai = bidang_tanggal("Berlaku sejak")
    dasar_hukum = forms.CharField(label="Dasar hukum", max_length=250, help_text="Misalnya nomor peraturan bupati.")

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        for p in Predikat:
            self.fields[p.value] = forms.DecimalField(
                label=f"{p.label}, sejak IPK", required=False, min_value=0, max_value=4, decimal_places=2, max_digits=3,
            )  # fmt: skip

    def minimum(self) -> list[tuple[Predikat, Decimal]]:
        """Rows that were filled, best first."""
        isi = self.cleaned_data
        return [(p, isi[p.value]) for p in Predikat if isi[p.value] is not None]
