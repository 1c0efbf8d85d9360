"""The predikat of a unit, set by the Pimpinan one level above, and the frozen population it is for."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from predikat.enums import PredikatOrganisasi, Rating


@pghistory.track()
class PredikatUnit(models.Model):
    """``usulan``: the system's proposal and its reasons as they stood. ``penetap`` decided, ``oleh`` acted or recorded."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="predikat_unit")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="predikat_unit")
    nilai = models.CharField(max_length=20, choices=pilihan(PredikatOrganisasi))
    usulan = models.CharField(max_length=20, choices=pilihan(PredikatOrganisasi), blank=True)
    alasan_usulan = models.JSONField(default=list, blank=True)
    alasan = models.TextField(blank=True)
    penetap = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditetapkan_pada = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "periode"], name="predikatunit_sekali"),
            hanya("predikatunit_nilai", "nilai", PredikatOrganisasi),
            models.CheckConstraint(
                name="predikatunit_menyimpang_beralasan",
                condition=Q(usulan="") | Q(usulan=models.F("nilai")) | ~Q(alasan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_nilai_display()}"


class RekomendasiUnit(models.Model):
    """What the planning, personnel or inspectorate unit says before the predikat of a unit is set."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="+")
    bidang = models.CharField(max_length=60)
    nilai = models.CharField(max_length=20, choices=pilihan(PredikatOrganisasi), blank=True)
    isi = models.TextField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("pada", "id")
        constraints = [models.UniqueConstraint(fields=["unit", "periode", "bidang"], name="rekomendasiunit_sekali")]


class PembekuanPopulasi(models.Model):
    """The day on which the people of a period were counted to their units. Made once per period."""

    periode = models.OneToOneField(Periode, models.PROTECT, related_name="pembekuan")
    tanggal = models.DateField()
    jumlah = models.PositiveIntegerField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()


class SelKuadran(models.Model):
    """The nine cells of the regulation (8.4); an evaluation's three columns must be one. Made and filled by migration."""

    hasil = models.CharField(max_length=25, choices=pilihan(Rating))
    perilaku = models.CharField(max_length=25, choices=pilihan(Rating))
    predikat = models.CharField(max_length=20)

    class Meta:
        managed = False
