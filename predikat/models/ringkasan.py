"""The aggregates behind the kabupaten board of predikat: counted by the worker, their time shown."""

from django.db import models
from django.db.models import Q

from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from predikat.enums import DimensiTelaah, PredikatOrganisasi


class RingkasanPola(models.Model):
    """How one unit stands to its pattern in a period. Counts only, never names.

    ``jumlah``: people per predikat, set or proposed; ``sebelum``: as their assessors first proposed. ``jarak``: how many of a
    hundred stand elsewhere than the shape, None before there is a shape or anybody rated. ``siap``: enough is there to draw;
    ``urut``: the place on the board, so that it reads a page and no more.
    """

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.CASCADE, related_name="+")
    dihitung_pada = models.DateTimeField()
    organisasi = models.CharField(max_length=20, choices=pilihan(PredikatOrganisasi), blank=True)
    pegawai = models.PositiveIntegerField(help_text="Yang dievaluasi di unit ini.")
    belum = models.PositiveIntegerField(help_text="Belum dinilai.")
    dikecualikan = models.PositiveIntegerField(help_text="Tidak dievaluasi, dengan alasan.")
    ditetapkan = models.PositiveIntegerField()
    jumlah = models.JSONField(default=dict)
    sebelum = models.JSONField(default=dict)
    dipindah = models.PositiveIntegerField(help_text="Predikatnya lain dari usulan penilainya.")
    jarak = models.PositiveSmallIntegerField(null=True)
    dilewati = models.PositiveSmallIntegerField(help_text="Baris pola yang tidak terpenuhi, selain saran unit kecil.")
    beralasan = models.PositiveSmallIntegerField(help_text="Di antaranya yang beralasan tertulis.")
    saran = models.PositiveSmallIntegerField(help_text="Baris yang pada unit kecil hanya saran.")
    siap = models.BooleanField()
    terlambat = models.BooleanField()
    urut = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit"], name="ringkasanpola_satu"),
            hanya("ringkasanpola_organisasi", "organisasi", PredikatOrganisasi, kosong=True),
        ]
        indexes = [models.Index(fields=["periode", "urut"], name="ringkasanpola_papan")]


class RingkasanPenilai(models.Model):
    """How many of those whom somebody rates have a high rating, as first proposed; without ``penilai`` the whole kabupaten.

    Assessors of a few people have no row: their number would say who was rated how.
    """

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="+")
    penilai = models.ForeignKey(Pegawai, models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, related_name="+")
    dihitung_pada = models.DateTimeField()
    dinilai = models.PositiveIntegerField()
    tinggi = models.PositiveIntegerField()
    selisih = models.SmallIntegerField(default=0, help_text="Poin persen di atas (atau di bawah) kabupaten.")
    ditelaah = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["periode", "penilai"], nulls_distinct=False, name="ringkasanpenilai_satu"),
            models.CheckConstraint(name="ringkasanpenilai_bagian", condition=Q(tinggi__lte=models.F("dinilai"))),
        ]


class RingkasanKelompok(models.Model):
    """Predikat of a group of people in the whole kabupaten. The screen hides small groups and what would tell them."""

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="+")
    dimensi = models.CharField(max_length=15, choices=pilihan(DimensiTelaah))
    kelompok = models.CharField(max_length=30, blank=True)
    dihitung_pada = models.DateTimeField()
    sangat_baik = models.PositiveIntegerField()
    baik = models.PositiveIntegerField()
    di_bawah = models.PositiveIntegerField(help_text="Butuh Perbaikan, Kurang/Misconduct, Sangat Kurang.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["periode", "dimensi", "kelompok"], name="ringkasankelompok_satu"),
            hanya("ringkasankelompok_dimensi", "dimensi", DimensiTelaah),
        ]
