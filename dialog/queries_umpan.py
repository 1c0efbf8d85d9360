"""The read side of feedback. Who gave it is read here by nobody but the giver himself."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Max, QuerySet

from dialog.models import UmpanBalik
from kinerja.plumbing import jam


def tampil() -> QuerySet[UmpanBalik]:
    """What a receiver and his assessor read today: come to light, neither withdrawn nor hidden."""
    return UmpanBalik.objects.filter(ditarik=False, tanggal__lte=jam.hari_ini())


def terakhir_per_orang(pks: Collection[int]) -> dict[int, dt.date]:
    """Receiver -> day of his last feedback (only the day is kept); without any he is missing. One query."""
    baris = tampil().filter(penerima__in=pks).order_by().values("penerima").annotate(akhir=Max("tanggal"))
    return {b["penerima"]: b["akhir"] for b in baris}
