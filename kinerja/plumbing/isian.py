"""Fields of forms that every floor uses."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

#: No letter here is older than the republic. A range ends on the day after, which the last day of the calendar does not have.
PALING_AWAL, PALING_AKHIR = dt.date(1945, 8, 17), dt.date(2199, 12, 31)
_PERIKSA = f"Periksa tahunnya: pilih tanggal antara {PALING_AWAL.year} dan {PALING_AKHIR.year}."


class IsianTanggal(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def bidang_tanggal(label: str, **lain: Any) -> forms.DateField:
    """A date that a person can mean."""
    batas = [MinValueValidator(PALING_AWAL, _PERIKSA), MaxValueValidator(PALING_AKHIR, _PERIKSA)]
    return forms.DateField(label=label, widget=IsianTanggal(), validators=batas, **lain)
