"""Calibration: a session per unit and period, its people, scenarios and moves."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from predikat.enums import PeranSesi, Rating, StatusSesi
from predikat.models.evaluasi import Evaluasi
from predikat.transitions import SESI


@pghistory.track(exclude=["sunting"])
class SesiKalibrasi(models.Model):
    """A session of a unit and period. ``alasan_baris``: the written reason per broken line of the pattern."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="sesi_kalibrasi")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="sesi_kalibrasi")
    status = models.CharField(max_length=10, choices=pilihan(StatusSesi), default=StatusSesi.TERBUKA)
    alasan_baris = models.JSONField(default=dict, blank=True)
    dibuka_pada = models.DateTimeField()
    dibuka_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dikunci_pada = models.DateTimeField(null=True, blank=True)
    dikunci_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")
    alasan = models.TextField(blank=True)
    surat_buka_kembali = models.CharField(max_length=80, blank=True)
    sunting = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "periode"], condition=~Q(status=StatusSesi.BATAL.value), name="sesikalibrasi_satu"
            ),
            hanya("sesikalibrasi_status", "status", StatusSesi),
        ]
        triggers = [
            pgtrigger.FSM(name="sesikalibrasi_langkah", field="status", transitions=SESI.pasangan()),
            pgtrigger.Protect(name="sesikalibrasi_tak_terhapus", operation=pgtrigger.Delete),
        ]


class PesertaSesi(models.Model):
    """Who sits in a session, and as what."""

    sesi = models.ForeignKey(SesiKalibrasi, models.CASCADE, related_name="peserta")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    peran = models.CharField(max_length=12, choices=pilihan(PeranSesi))
    hadir = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sesi", "pegawai", "peran"], name="pesertasesi_sekali")]


class Skenario(models.Model):
    """A what-if of a session (A, B): cells per evaluation, not valid until the session takes it."""

    sesi = models.ForeignKey(SesiKalibrasi, models.CASCADE, related_name="skenario")
    nama = models.CharField(max_length=60)
    isi = models.JSONField(default=dict, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sesi", "nama"], name="skenario_sekali")]


class Geseran(models.Model):
    """A move from cell to cell within a session: append-only but for the penilai's answer."""

    sesi = models.ForeignKey(SesiKalibrasi, models.PROTECT, related_name="geseran")
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="geseran")
    urut = models.PositiveIntegerField()
    dari_hasil = models.CharField(max_length=25, choices=pilihan(Rating))
    dari_perilaku = models.CharField(max_length=25, choices=pilihan(Rating))
    ke_hasil = models.CharField(max_length=25, choices=pilihan(Rating))
    ke_perilaku = models.CharField(max_length=25, choices=pilihan(Rating))
    alasan = models.TextField()
    demi_pola = models.BooleanField(default=False)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    disetujui_penilai = models.BooleanField(null=True, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    alasan_penilai = models.TextField(blank=True)

    class Meta:
        ordering = ("urut",)
        constraints = [
            models.UniqueConstraint(fields=["evaluasi", "urut"], name="geseran_urut_sekali"),
            models.CheckConstraint(name="geseran_beralasan", condition=~Q(alasan="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="geseran_tetap",
                fields=["sesi", "evaluasi", "urut", "dari_hasil", "dari_perilaku", "ke_hasil", "ke_perilaku", "alasan",
                        "demi_pola", "oleh", "pada"],
            ),
            pgtrigger.Protect(name="geseran_tak_terhapus", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Dibahas(models.Model):
    """A person who was talked about in a session; what was said stays in the room (``catatan`` is for its participants)."""

    sesi = models.ForeignKey(SesiKalibrasi, models.CASCADE, related_name="dibahas")
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="+")
    catatan = models.TextField(blank=True)
    pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sesi", "evaluasi"], name="dibahas_sekali")]
