"""The upload form."""

import datetime as dt

from django import forms

from kinerja.plumbing import jam
from kinerja.plumbing.isian import bidang_tanggal


class UnggahForm(forms.Form):
    """A file, and the date as of which it speaks."""

    berkas = forms.FileField(
        label="Berkas",
        help_text=".xlsx atau .csv, paling besar 40 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Pilih berkasnya lebih dahulu.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )
    acuan = bidang_tanggal("Tanggal acuan")

    def clean_acuan(self) -> dt.date:
        """Not in the future: nobody knows tomorrow's positions."""
        acuan: dt.date = self.cleaned_data["acuan"]
        if acuan > jam.hari_ini():
            raise forms.ValidationError("Tanggal acuan tidak boleh sesudah hari ini.")
        return acuan
