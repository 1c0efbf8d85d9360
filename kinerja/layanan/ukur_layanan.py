"""What the shared services cost on a made-up kabupaten: a day's digests, and how soon a job shows that it has begun.

Used by ``manage.py ukur`` only. The worker it starts listens to a queue of its own, so that no other worker takes the job.
"""

import datetime as dt
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.layanan import pengingat
from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.tasks import jalankan_pekerjaan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PEKERJAAN, JenisPekerjaan
from kinerja.siklus.actions import buka_tenggat
from kinerja.siklus.models import Tenggat

PEKERJAAN = "ukur.mulai"
ORANG = 5_000
_TENGGAT = "laporan_data"
_KALI = 7


@dataclass(frozen=True, slots=True)
class BiayaLayanan:
    """Seconds and queries of a digest for ``orang`` people, and the median seconds from a request to a job's first progress."""

    orang: int
    detik: float
    kueri: int
    mulai: float

    @property
    def kueri_per_500(self) -> float:
        """Queries for 500 people."""
        return self.kueri / max(1, self.orang / 500)


def ukur() -> BiayaLayanan:
    """On the database as it is."""
    orang, hari = siapkan_tenggat(ORANG)
    with CaptureQueriesContext(connection) as kueri:
        awal = time.perf_counter()
        terkirim = pengingat.kirim(hari)
        detik = time.perf_counter() - awal
    if terkirim < orang:
        raise RuntimeError(f"Hanya {terkirim} dari {orang} orang yang mendapat ringkasan.")
    return BiayaLayanan(orang, detik, len(kueri), _awal_pekerjaan())


def siapkan_tenggat(banyak: int) -> tuple[int, dt.date]:
    """A deadline and an account for each of ``banyak`` people who work; returns how many, and the day before the last."""
    orang = list(Pegawai.objects.exclude(nip=None).order_by("pk")[:banyak])
    Akun.objects.bulk_create([Akun(pegawai=p, password="!") for p in orang], ignore_conflicts=True, batch_size=1_000)
    pertama = buka_tenggat(orang[0], _TENGGAT, pemegang=orang[0], by=None)
    lain = [_tenggat(pertama, p) for p in orang[1:]]
    Tenggat.objects.bulk_create(lain, batch_size=1_000)
    return len(orang), pertama.batas


def _tenggat(contoh: Tenggat, orang: Pegawai) -> Tenggat:
    isi = {f.attname: getattr(contoh, f.attname) for f in Tenggat._meta.concrete_fields if not f.primary_key}
    return Tenggat(**isi | {"objek_id": orang.pk, "pemegang_id": orang.pk})


def _mulai(pekerjaan: Pekerjaan, laporkan: Any) -> None:
    laporkan(1, 1)


JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(PEKERJAAN, "Ukur mulai pekerjaan", _mulai))


def _awal_pekerjaan() -> float:
    antrean = f"ukur-{os.getpid()}"
    with _pekerja(antrean):
        _satu_pekerjaan(antrean, 60.0)  # the worker is up when this one is through
        return statistics.median(_satu_pekerjaan(antrean, 20.0) for _ in range(_KALI))


@contextmanager
def _pekerja(antrean: str) -> Iterator[None]:
    """A worker as production runs it, for this queue."""
    perintah = [sys.executable, "-m", "celery", "-q", "-A", "config", "worker", "-l", "ERROR", "-c", "2", "-Q", antrean]
    with subprocess.Popen([*perintah, "-I", __name__], cwd=settings.AKAR, env=os.environ, stdout=subprocess.DEVNULL) as proses:
        try:
            yield
        finally:
            proses.terminate()
            proses.wait(30)


def _satu_pekerjaan(antrean: str, batas: float) -> float:
    baru = Pekerjaan.objects.create(jenis=PEKERJAAN, dibuat_pada=jam.sekarang())
    awal = time.perf_counter()
    jalankan_pekerjaan.apply_async([baru.pk], queue=antrean)
    while not Pekerjaan.objects.filter(pk=baru.pk, selesai__gt=0).exists():
        if time.perf_counter() - awal > batas:
            raise RuntimeError("Pekerjaan tidak mulai.")
        time.sleep(0.005)
    return time.perf_counter() - awal


def kalimat(b: BiayaLayanan) -> str:
    """The figures beside their limits, as Markdown."""
    return "\n".join(
        (
            f"- ringkasan harian untuk {b.orang} orang: {b.detik:.1f} s (batas 60 s), "
            f"{b.kueri_per_500:.1f} kueri per 500 orang (batas 20)",
            f"- pekerjaan diminta sampai kemajuan pertama: {b.mulai * 1000:.0f} ms (batas 1.000 ms)",
        )
    )
