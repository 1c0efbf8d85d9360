"""Units and their dated names: the structure changes every year, the identity of a unit does not."""

import pghistory
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node

from kinerja.organisasi.enums import JenisUnit
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong


class UnitKerja(MP_Node):
    """A unit as an identity. ``path`` is the tree of today; where it stood at another date is in ``MasaUnit.induk``."""

    path = models.CharField(max_length=255, unique=True, db_collation="C")
    siasn_id = models.CharField(max_length=36, unique=True, null=True, blank=True)
    kode = models.CharField(max_length=40, blank=True, help_text="Kode pada berkas pohon unit.")
    nama_kini = models.CharField(max_length=200, help_text="Nama yang berlaku sekarang; riwayatnya di MasaUnit.")
    jabatan_kepala = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.nama_kini


@pghistory.track()
class MasaUnit(models.Model):
    """Name, kind and parent of a unit while they hold. ``organisasi`` marks a unit that gets a predikat of its own."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="masa")
    nama = models.CharField(max_length=200)
    singkatan = models.CharField(max_length=40, blank=True)
    jenis = models.CharField(max_length=20, choices=pilihan(JenisUnit), default=JenisUnit.LAINNYA)
    induk = models.ForeignKey(UnitKerja, models.PROTECT, related_name="masa_anak", null=True, blank=True)
    organisasi = models.BooleanField(default=False)
    hari_kerja = models.PositiveSmallIntegerField(default=5)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["berlaku"], name="masaunit_berlaku")]
        constraints = [
            tak_bertumpuk("masaunit_satu_per_tanggal", ["unit_id"]),
            tak_kosong("masaunit_berlaku_berisi"),
            hanya("masaunit_jenis", "jenis", JenisUnit),
            models.CheckConstraint(name="masaunit_hari_kerja", condition=Q(hari_kerja__in=[5, 6])),
            models.CheckConstraint(name="masaunit_bukan_induk_sendiri", condition=~Q(induk=models.F("unit"))),
        ]

    def __str__(self) -> str:
        return self.nama
