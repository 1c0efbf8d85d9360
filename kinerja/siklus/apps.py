"""Siklus: a floor of the ground."""

from typing import Any

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.models.signals import post_migrate

from kinerja.plumbing.daftar import JADWAL, JENIS_PERISTIWA, LANGKAH_AWAL, MENU, ButirMenu, Jadwal, JenisPeristiwa, LangkahAwal


class SiklusConfig(AppConfig):
    """Registers what the floor brings."""

    name = "kinerja.siklus"
    label = "siklus"
    verbose_name = "Siklus"

    def ready(self) -> None:
        """Declare events, menu, first-run steps; keep definitions and schedule up to date after each migration."""
        _daftarkan_peristiwa()
        _daftarkan_layar()
        # Every hour rather than at midnight only: a machine that was off over midnight catches up by itself.
        JADWAL.daftarkan(Jadwal("Siklus: buka dan tutup periode menurut tanggal", "siklus.jalankan_jadwal", "*", "5"))
        _pasang_ingatan()
        post_migrate.connect(_setelah_migrasi, sender=self, dispatch_uid="siklus.bawaan")


def _daftarkan_peristiwa() -> None:
    for peristiwa in (
        JenisPeristiwa("siklus_dibuka", "Siklus satu tahun dibuka.", ("tahun",)),
        JenisPeristiwa("periode_dibuka", "Periode evaluasi dibuka.", ("jenis", "urut")),
        JenisPeristiwa("periode_ditutup", "Periode evaluasi ditutup.", ("jenis", "urut", "alasan")),
        JenisPeristiwa("siklus_diperpanjang", "Periode atau tahap diperpanjang dengan surat.", ("sampai", "surat")),
        JenisPeristiwa("parameter_diubah", "Parameter mendapat nilai baru.", ("parameter", "mulai", "unit")),
        JenisPeristiwa("parameter_dikonfirmasi", "Nilai yang belum pasti dikonfirmasi.", ("parameter",)),
        JenisPeristiwa("libur_diubah", "Kalender libur diubah.", ("tindakan", "tanggal")),
    ):
        JENIS_PERISTIWA.daftarkan(peristiwa)


def _daftarkan_layar() -> None:
    from kinerja.siklus import langkah_awal

    MENU.daftarkan(
        ButirMenu("siklus", "Siklus", "siklus:kini", "calendar-event", _masuk, "/siklus/", utama=False),
    )
    for langkah in (
        LangkahAwal("hari_libur", "Hari libur", langkah_awal.langkah_libur, "siklus:libur_kini"),
        LangkahAwal("parameter", "Parameter yang belum pasti", langkah_awal.langkah_parameter, "siklus:parameter"),
        LangkahAwal("siklus", "Siklus tahun ini", langkah_awal.langkah_siklus, "siklus:kini"),
    ):
        LANGKAH_AWAL.daftarkan(langkah)


def _masuk(akun: Any) -> bool:
    return bool(akun.is_authenticated)


def _pasang_ingatan() -> None:
    from celery.signals import task_postrun, task_prerun

    from kinerja.siklus import ingatan

    request_started.connect(ingatan.mulai, dispatch_uid="siklus.ingatan")
    request_finished.connect(ingatan.selesai, dispatch_uid="siklus.ingatan")
    task_prerun.connect(ingatan.mulai, dispatch_uid="siklus.ingatan")
    task_postrun.connect(ingatan.selesai, dispatch_uid="siklus.ingatan")


def _setelah_migrasi(using: str, **_: Any) -> None:
    """Skipped when the tables are not there, as after migrating back."""
    from kinerja.siklus.actions import muat_parameter
    from kinerja.siklus.jadwal import pasang_jadwal

    ada = set(connections[using].introspection.table_names())
    if {"siklus_definisiparameter", "siklus_parameter"} <= ada:
        muat_parameter()
    if "django_celery_beat_periodictask" in ada:
        pasang_jadwal()
