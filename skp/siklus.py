"""Which year a screen of planning shows."""

from django.http import HttpRequest

from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus


def siklus_dipilih(request: HttpRequest) -> tuple[Siklus | None, list[int]]:
    """(the cycle of ``?tahun=``, else of this year, else the newest; all years, the newest first). One query."""
    semua = {s.tahun: s for s in Siklus.objects.order_by("-tahun")}
    diminta = request.GET.get("tahun", "")
    tahun = int(diminta) if diminta.isdecimal() and len(diminta) == 4 else jam.hari_ini().year
    return semua.get(tahun) or semua.get(jam.hari_ini().year) or next(iter(semua.values()), None), list(semua)
