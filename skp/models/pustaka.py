"""What fills a new SKP: BKPSDM's library per position, and a unit's template of the lampiran."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from skp.enums import Aspek, JenisLampiran, Keluaran, Perspektif, TingkatKendali


@pghistory.track()
class PustakaRHK(models.Model):
    """A model RHK for a position, by the position's name as SIASN writes it (``nama_jabatan``, compared in lower case)."""

    nama_jabatan = models.CharField(max_length=200)
    nama_urut = models.CharField(max_length=200, db_index=True)
    uraian = models.TextField()
    keluaran = models.CharField(max_length=20, choices=pilihan(Keluaran), blank=True)
    kendali = models.CharField(max_length=25, choices=pilihan(TingkatKendali), blank=True)
    sumber = models.CharField(max_length=250, blank=True)
    aktif = models.BooleanField(default=True)
    urut = models.PositiveSmallIntegerField(default=1)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("nama_urut", "urut", "id")
        constraints = [
            models.CheckConstraint(name="pustakarhk_berisi", condition=~Q(uraian="") & ~Q(nama_jabatan="")),
            hanya("pustakarhk_keluaran", "keluaran", Keluaran, kosong=True),
            hanya("pustakarhk_kendali", "kendali", TingkatKendali, kosong=True),
        ]

    def __str__(self) -> str:
        return self.uraian


class PustakaIKI(models.Model):
    """A model IKI of a model RHK."""

    pustaka = models.ForeignKey(PustakaRHK, models.CASCADE, related_name="iki")
    urut = models.PositiveSmallIntegerField()
    aspek = models.CharField(max_length=10, choices=pilihan(Aspek), blank=True)
    perspektif = models.CharField(max_length=20, choices=pilihan(Perspektif), blank=True)
    uraian = models.TextField()
    target_teks = models.TextField(blank=True)
    satuan = models.CharField(max_length=120, blank=True)
    bukti = models.TextField(blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            hanya("pustakaiki_aspek", "aspek", Aspek, kosong=True),
            hanya("pustakaiki_perspektif", "perspektif", Perspektif, kosong=True),
        ]

    def __str__(self) -> str:
        return self.uraian


@pghistory.track()
class TemplatLampiran(models.Model):
    """A row that every new SKP of a unit (and of those below it) starts with in its lampiran."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="templat_lampiran")
    jenis = models.CharField(max_length=30, choices=pilihan(JenisLampiran))
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField()

    class Meta:
        ordering = ("jenis", "urut", "id")
        constraints = [
            hanya("templatlampiran_jenis", "jenis", JenisLampiran),
            models.CheckConstraint(name="templatlampiran_berisi", condition=~Q(uraian="")),
        ]

    def __str__(self) -> str:
        return self.uraian
