"""The beat schedule as people see it: last run, next run, counts, failures; and run it now."""

import datetime as dt
from dataclasses import dataclass

from celery import current_app
from django.db.models import F
from django_celery_beat.models import PeriodicTask

from kinerja.layanan.models import CatatanTugas
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JADWAL


@dataclass(frozen=True, slots=True)
class BarisJadwal:
    """One entry: what it is called, when it ran, when it runs next, how it fared."""

    pk: int
    nama: str
    aktif: bool
    terakhir: dt.datetime | None
    berikut: dt.datetime | None
    catatan: CatatanTugas


def daftar_jadwal() -> list[BarisJadwal]:
    """Every declared entry in order of declaration: two queries."""
    catatan = {c.tugas: c for c in CatatanTugas.objects.all()}
    baris = {t.name: t for t in PeriodicTask.objects.filter(name__in=[j.nama for j in JADWAL]).select_related("crontab")}
    return [_baris(baris[j.nama], catatan.get(j.task, CatatanTugas(tugas=j.task))) for j in JADWAL if j.nama in baris]


def _baris(tugas: PeriodicTask, catatan: CatatanTugas) -> BarisJadwal:
    kini = jam.sekarang()
    sisa = tugas.schedule.remaining_estimate(tugas.last_run_at or kini)
    # Estimated to the microsecond, a moment before the minute: a second more lands in it.
    berikut = kini + max(sisa, dt.timedelta()) + dt.timedelta(seconds=1) if tugas.enabled else None
    return BarisJadwal(tugas.pk, tugas.name, tugas.enabled, tugas.last_run_at, berikut, catatan)


def jalankan_sekarang(tugas: PeriodicTask) -> None:
    """Hand the task to a worker at once; it may be run twice without harm, as beat may do too."""
    current_app.send_task(tugas.task)


def catat_jalan(nama: str, galat: str = "") -> None:
    """Count a run of a scheduled task; other tasks are not counted."""
    if nama not in {j.task for j in JADWAL}:
        return
    CatatanTugas.objects.get_or_create(tugas=nama)
    baris = CatatanTugas.objects.filter(tugas=nama)
    if galat:
        baris.update(gagal=F("gagal") + 1, gagal_pada=jam.sekarang(), galat=galat[:500])
    else:
        baris.update(berhasil=F("berhasil") + 1, berhasil_pada=jam.sekarang())
