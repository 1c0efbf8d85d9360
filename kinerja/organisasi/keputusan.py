"""What an action needs to know of a decision on paper: who decided, by which letter. ``layanan`` records it."""

import datetime as dt
from typing import Protocol

from django.db import models


class DasarKeputusan(Protocol):
    """A recorded decision: ``pejabat_id`` decided, the account that records it acts (``layanan.KeputusanTercatat``)."""

    pejabat_id: int
    nomor: str
    tanggal: dt.date

    def tautkan(self, objek: models.Model) -> None:
        """Say what was decided about, in the caller's transaction."""
