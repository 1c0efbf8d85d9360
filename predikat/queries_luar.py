"""The read side of predikat that are not judged here: which evaluations wait for one, the transcript, the conversion."""

import datetime as dt

from django.db.models import QuerySet

from dialog.models import LaporanStudi
from kinerja.organisasi.enums import JenisMasaKhusus
from predikat.aturan_luar import BarisKonversi
from predikat.enums import Predikat, SumberEvaluasi
from predikat.models import Evaluasi, KonversiIPK


def dari_luar(periode_id: int) -> QuerySet[Evaluasi]:
    """Evaluations of a period whose predikat comes from elsewhere."""
    return Evaluasi.objects.filter(periode=periode_id).exclude(sumber=SumberEvaluasi.LOKAL)


def konversi_pada(hari: dt.date) -> list[KonversiIPK]:
    """The table that holds on a day, the highest first; empty by default. One query."""
    return list(KonversiIPK.objects.pada(hari))


def tabel(baris: list[KonversiIPK]) -> list[BarisKonversi]:
    """As the rule reads it."""
    return [BarisKonversi(b.ipk_minimum, Predikat(b.predikat), b.dasar_hukum) for b in baris]


def transkrip(e: Evaluasi) -> LaporanStudi | None:
    """The latest report with a KHS of the study that runs in the period. One query."""
    ada = LaporanStudi.objects.filter(
        masa_khusus__pegawai=e.pegawai_id,
        masa_khusus__jenis=JenisMasaKhusus.TUBEL,
        masa_khusus__berlaku__overlap=e.periode.rentang,
        khs__isnull=False,
    )
    return ada.select_related("khs", "masa_khusus").order_by("-semester", "-pk").first()
