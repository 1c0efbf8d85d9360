"""Matriks Pembagian Peran dan Hasil of a leader: columns are his RHK, rows are people and teams (5.4)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.models import Pegawai, Penugasan, TimKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from skp.enums import KELUARAN_MPPH, StatusMPPH
from skp.models.kunci import MPPH_LANGSUNG, MPPH_SEL, terkunci_mpph
from skp.models.rhk import LiniIKI, LiniRHK
from skp.models.skp import SKP
from skp.transitions import MPPH as LANGKAH


@pghistory.track(exclude=["sunting"])
class MPPH(models.Model):
    """The matrix of one leader's SKP. ``tanggal_dialog``: the day on which it was agreed."""

    skp = models.OneToOneField(SKP, models.PROTECT, related_name="mpph")
    status = models.CharField(max_length=12, choices=pilihan(StatusMPPH), default=StatusMPPH.DRAF)
    tanggal_dialog = models.DateField(null=True, blank=True)
    catatan = models.TextField(blank=True)
    sunting = models.PositiveIntegerField(default=0)
    dibuat_pada = models.DateTimeField()

    class Meta:
        verbose_name = "MPPH"
        constraints = [
            hanya("mpph_status", "status", StatusMPPH),
            models.CheckConstraint(
                name="mpph_disepakati_bertanggal",
                condition=Q(status=StatusMPPH.DRAF.value) | Q(tanggal_dialog__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="mpph_langkah", field="status", transitions=LANGKAH.pasangan()),
            pgtrigger.Protect(
                name="mpph_lahir_draf",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusMPPH.DRAF.value),
            ),
        ]

    def __str__(self) -> str:
        return f"MPPH {self.skp}"


class KolomMPPH(models.Model):
    """A column: an RHK utama of the leader, or one IKI of it. ``dikerjakan_sendiri``: no cell is expected."""

    mpph = models.ForeignKey(MPPH, models.CASCADE, related_name="kolom")
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, related_name="kolom_mpph")
    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, null=True, blank=True, related_name="kolom_mpph")
    urut = models.PositiveSmallIntegerField()
    dikerjakan_sendiri = models.BooleanField(default=False)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.UniqueConstraint(fields=["mpph", "lini_rhk", "lini_iki"], name="kolommpph_sekali", nulls_distinct=False)
        ]
        triggers = [terkunci_mpph("kolommpph_terkunci", MPPH_LANGSUNG)]


class BarisMPPH(models.Model):
    """A row: a person, or a team. ``induk``: the ketua tim's row, for the second level. ``lintas_unit``: lent."""

    mpph = models.ForeignKey(MPPH, models.CASCADE, related_name="baris")
    induk = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="anggota")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="baris_mpph")
    tim = models.ForeignKey(TimKerja, models.PROTECT, null=True, blank=True, related_name="baris_mpph")
    penugasan = models.ForeignKey(Penugasan, models.PROTECT, null=True, blank=True, related_name="+")
    lintas_unit = models.BooleanField(default=False)
    urut = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.CheckConstraint(
                name="barismpph_orang_atau_tim",
                condition=Q(pegawai__isnull=False, tim__isnull=True) | Q(pegawai__isnull=True, tim__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["mpph", "pegawai", "induk"], name="barismpph_orang_sekali", nulls_distinct=False,
                condition=Q(pegawai__isnull=False),
            ),
            models.UniqueConstraint(fields=["mpph", "tim"], name="barismpph_tim_sekali"),
            models.CheckConstraint(name="barismpph_bukan_induk_sendiri", condition=Q(induk__isnull=True) | ~Q(induk=F("id"))),
        ]  # fmt: skip
        triggers = [terkunci_mpph("barismpph_terkunci", MPPH_LANGSUNG)]


class SelMPPH(models.Model):
    """One thing that a row delivers towards a column; several per crossing. It becomes a candidate RHK (``RHK.sel``)."""

    baris = models.ForeignKey(BarisMPPH, models.CASCADE, related_name="sel")
    kolom = models.ForeignKey(KolomMPPH, models.CASCADE, related_name="sel")
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField()
    keluaran = models.CharField(max_length=20, choices=pilihan(KELUARAN_MPPH), blank=True)
    sunting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.UniqueConstraint(fields=["baris", "kolom", "urut"], name="selmpph_urut_sekali"),
            models.CheckConstraint(name="selmpph_berisi", condition=~Q(uraian="")),
            hanya("selmpph_keluaran", "keluaran", KELUARAN_MPPH, kosong=True),
        ]
        triggers = [terkunci_mpph("selmpph_terkunci", MPPH_SEL)]

    def __str__(self) -> str:
        return self.uraian


class LangkahMPPH(models.Model):
    """A step of a matrix: append-only, names as text."""

    mpph = models.ForeignKey(MPPH, models.PROTECT, related_name="langkah")
    dari = models.CharField(max_length=12)
    tindakan = models.CharField(max_length=30)
    ke = models.CharField(max_length=12)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    catatan = models.TextField(blank=True)

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahmpph_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]
