"""Perjanjian Kinerja of a unit and year, in versions: sasaran, indikator, program, and the levels below the head.

``lain`` keeps what an imported file says beyond the schema, so that a screen can show it; ``LiniSasaran`` and
``LiniIndikator`` are what survives a revision: an RHK or IKI hangs on them.
"""

import functools
import operator

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from skp.enums import Arah, JenisRujukan, LevelSimpul, PolaUkur, StatusPK
from skp.models.kunci import PK_INDIKATOR, PK_LANGSUNG, terkunci_pk
from skp.transitions import PK


class PKQuerySet(models.QuerySet["PerjanjianKinerja"]):
    """Versions of Perjanjian Kinerja."""

    def berlaku(self) -> "PKQuerySet":
        """The one that holds per unit and year."""
        return self.filter(status=StatusPK.BERLAKU)


_ISI = (
    "nomor",
    "tanggal",
    "jenis_dokumen",
    "jabatan_kepala",
    "sumber",
    "keyakinan",
    "catatan",
    "alasan",
    "lain",
    "berlaku_sejak",
)
_BERUBAH = functools.reduce(
    operator.or_, (pgtrigger.Q(**{f"old__{k}__df": pgtrigger.F(f"new__{k}")}) for k in _ISI), pgtrigger.Q()
)


@pghistory.track()
class PerjanjianKinerja(models.Model):
    """One version of what the head of a unit promised for a year. ``alasan``: why it was revised."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="perjanjian_kinerja")
    tahun = models.PositiveSmallIntegerField()
    versi = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=pilihan(StatusPK), default=StatusPK.DRAF)
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    jenis_dokumen = models.CharField(max_length=200, blank=True)
    jabatan_kepala = models.CharField(max_length=200, blank=True)
    sumber = models.TextField(blank=True)
    keyakinan = models.TextField(blank=True)
    catatan = models.TextField(blank=True)
    alasan = models.TextField(blank=True)
    lain = models.JSONField(default=dict, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    berlaku_sejak = models.DateTimeField(null=True, blank=True)

    objects = PKQuerySet.as_manager()

    class Meta:
        ordering = ("-tahun", "unit_id", "-versi")
        constraints = [
            models.UniqueConstraint(fields=["unit", "tahun", "versi"], name="perjanjiankinerja_versi_sekali"),
            models.UniqueConstraint(
                fields=["unit", "tahun"], condition=Q(status=StatusPK.BERLAKU.value), name="perjanjiankinerja_satu_berlaku"
            ),
            models.UniqueConstraint(
                fields=["unit", "tahun"], condition=Q(status=StatusPK.DRAF.value), name="perjanjiankinerja_satu_draf"
            ),
            hanya("perjanjiankinerja_status", "status", StatusPK),
            models.CheckConstraint(name="perjanjiankinerja_tahun", condition=Q(tahun__gte=2015, tahun__lte=2100)),
            models.CheckConstraint(
                name="perjanjiankinerja_berlaku_berwaktu",
                condition=Q(status__in=[StatusPK.DRAF.value, StatusPK.BATAL.value]) | Q(berlaku_sejak__isnull=False),
            ),
            models.CheckConstraint(name="perjanjiankinerja_revisi_beralasan", condition=Q(versi=1) | ~Q(alasan="")),
        ]
        triggers = [
            pgtrigger.FSM(name="perjanjiankinerja_langkah", field="status", transitions=PK.pasangan()),
            pgtrigger.Protect(
                name="perjanjiankinerja_lahir_draf",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusPK.DRAF.value),
            ),
            pgtrigger.Protect(
                name="perjanjiankinerja_tak_terhapus",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status=StatusPK.DRAF.value),
            ),
            pgtrigger.Protect(
                name="perjanjiankinerja_terkunci",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=StatusPK.DRAF.value) & _BERUBAH,
            ),
            pgtrigger.ReadOnly(name="perjanjiankinerja_tetap", fields=["unit", "tahun", "versi"]),
        ]

    def __str__(self) -> str:
        return f"Perjanjian Kinerja {self.unit} {self.tahun}"


class LiniSasaran(models.Model):
    """A sasaran through all versions of one unit's year."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()


class LiniIndikator(models.Model):
    """An indikator through all versions of one unit's year."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()


@pghistory.track()
class Sasaran(models.Model):
    """A sasaran strategis, with the tujuan and the sasaran of the daerah that it serves. ``kode``: its id in the source."""

    pk_unit = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="sasaran")
    lini = models.ForeignKey(LiniSasaran, models.PROTECT, related_name="sasaran")
    urut = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=60, blank=True)
    uraian = models.TextField()
    tujuan = models.TextField(blank=True)
    sasaran_daerah = models.TextField(blank=True)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [models.UniqueConstraint(fields=["pk_unit", "lini"], name="sasaran_lini_sekali")]
        triggers = [terkunci_pk("sasaran_terkunci", PK_LANGSUNG)]

    def __str__(self) -> str:
        return self.uraian


@pghistory.track()
class Program(models.Model):
    """A program with its money in rupiah; None: the source cannot be read."""

    pk_unit = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="program")
    sasaran = models.ForeignKey(Sasaran, models.SET_NULL, null=True, blank=True, related_name="program")
    urut = models.PositiveSmallIntegerField()
    kode_sumber = models.CharField(max_length=60, blank=True)
    kode = models.CharField(max_length=60, blank=True)
    nama = models.TextField()
    anggaran = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    realisasi_anggaran = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.CheckConstraint(name="program_anggaran_wajar", condition=Q(anggaran__isnull=True) | Q(anggaran__gte=0))
        ]
        triggers = [terkunci_pk("program_terkunci", PK_LANGSUNG)]

    def __str__(self) -> str:
        return self.nama


class Simpul(models.Model):
    """A node below the head (kegiatan, administrator, pelaksana …) as the source draws it: a suggestion for the MPPH."""

    pk_unit = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="simpul")
    induk = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="anak")
    induk_sasaran = models.ForeignKey(Sasaran, models.CASCADE, null=True, blank=True, related_name="simpul")
    induk_program = models.ForeignKey(Program, models.CASCADE, null=True, blank=True, related_name="simpul")
    urut = models.PositiveSmallIntegerField()
    kode_sumber = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=15, choices=pilihan(LevelSimpul))
    jabatan = models.CharField(max_length=250, blank=True)
    uraian = models.TextField()
    anggaran = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    permasalahan = models.TextField(blank=True)
    upaya = models.TextField(blank=True)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            hanya("simpul_level", "level", LevelSimpul),
            models.CheckConstraint(
                name="simpul_paling_banyak_satu_induk",
                condition=Q(induk__isnull=True, induk_sasaran__isnull=True)
                | Q(induk__isnull=True, induk_program__isnull=True)
                | Q(induk_sasaran__isnull=True, induk_program__isnull=True),
            ),
            models.CheckConstraint(name="simpul_bukan_induk_sendiri", condition=Q(induk__isnull=True) | ~Q(induk=F("id"))),
        ]
        triggers = [terkunci_pk("simpul_terkunci", PK_LANGSUNG)]

    def __str__(self) -> str:
        return self.uraian


@pghistory.track()
class IndikatorPK(models.Model):
    """An indikator of a sasaran, a program or a simpul. ``target_teks`` as written (empty: not set yet)."""

    lini = models.ForeignKey(LiniIndikator, models.PROTECT, related_name="indikator")
    sasaran = models.ForeignKey(Sasaran, models.CASCADE, null=True, blank=True, related_name="indikator")
    program = models.ForeignKey(Program, models.CASCADE, null=True, blank=True, related_name="indikator")
    simpul = models.ForeignKey(Simpul, models.CASCADE, null=True, blank=True, related_name="indikator")
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField()
    target_teks = models.TextField(blank=True)
    target_angka = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    satuan = models.CharField(max_length=120, blank=True)
    arah = models.CharField(max_length=5, choices=pilihan(Arah), blank=True)
    pola_ukur = models.CharField(max_length=10, choices=pilihan(PolaUkur), blank=True)
    cara_ukur = models.TextField(blank=True)
    peran = models.CharField(max_length=60, blank=True)
    keterangan = models.TextField(blank=True)
    deret = models.JSONField(default=dict, blank=True, help_text="Target tahun lain: tahun ke teks.")
    target_triwulan = models.JSONField(default=dict, blank=True)
    target_bulanan = models.JSONField(default=dict, blank=True)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.CheckConstraint(
                name="indikatorpk_satu_pemilik",
                condition=Q(sasaran__isnull=False, program__isnull=True, simpul__isnull=True)
                | Q(sasaran__isnull=True, program__isnull=False, simpul__isnull=True)
                | Q(sasaran__isnull=True, program__isnull=True, simpul__isnull=False),
            ),
            hanya("indikatorpk_arah", "arah", Arah, kosong=True),
            hanya("indikatorpk_pola_ukur", "pola_ukur", PolaUkur, kosong=True),
            models.UniqueConstraint(fields=["lini", "sasaran"], name="indikatorpk_lini_sekali", nulls_distinct=True),
        ]
        triggers = [terkunci_pk("indikatorpk_terkunci", PK_INDIKATOR)]

    def __str__(self) -> str:
        return self.uraian


class RujukanPK(models.Model):
    """A document that the Perjanjian Kinerja rests on: RPJMD, Renstra, Renja, the leader's (5.1)."""

    pk_unit = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="rujukan")
    jenis = models.CharField(max_length=10, choices=pilihan(JenisRujukan))
    judul = models.CharField(max_length=250)
    tautan = models.URLField(max_length=500, blank=True)
    halaman = models.CharField(max_length=60, blank=True)
    urut = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("urut", "id")
        constraints = [hanya("rujukanpk_jenis", "jenis", JenisRujukan)]
        triggers = [terkunci_pk("rujukanpk_terkunci", PK_LANGSUNG)]

    def __str__(self) -> str:
        return self.judul
