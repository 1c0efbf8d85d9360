"""Dokumen Evaluasi, the objection against it, and the one official predikat that follow-up reads."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.models import Berkas, Dokumen, KeputusanTercatat
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_kosong
from kinerja.siklus.models import Periode
from predikat.enums import Predikat, Rating, StatusDokumen, StatusKeberatan, SumberResmi
from predikat.models.evaluasi import Evaluasi
from predikat.transitions import DOKUMEN, KEBERATAN


@pghistory.track()
class DokumenEvaluasi(models.Model):
    """The document of an evaluation; a re-opened one is followed by another revision."""

    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="dokumen_evaluasi")
    revisi = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=15, choices=pilihan(StatusDokumen), default=StatusDokumen.DISUSUN)
    predikat = models.CharField(max_length=20, choices=pilihan(Predikat))
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+")
    atasan_penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    diserahkan_pada = models.DateTimeField(null=True, blank=True)
    diterima_pada = models.DateTimeField(null=True, blank=True)
    ditandatangani_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    alasan = models.TextField(blank=True)
    surat = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("evaluasi_id", "revisi")
        constraints = [
            models.UniqueConstraint(fields=["evaluasi", "revisi"], name="dokumenevaluasi_revisi_sekali"),
            models.UniqueConstraint(
                fields=["evaluasi"],
                condition=~Q(status=StatusDokumen.DIBUKA_KEMBALI.value),
                name="dokumenevaluasi_satu_berlaku",
            ),
            hanya("dokumenevaluasi_status", "status", StatusDokumen),
            models.CheckConstraint(
                name="dokumenevaluasi_diserahkan_berwaktu",
                condition=Q(status__in=[StatusDokumen.DISUSUN.value, StatusDokumen.DIBUKA_KEMBALI.value])
                | Q(diserahkan_pada__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="dokumenevaluasi_langkah", field="status", transitions=DOKUMEN.pasangan()),
            pgtrigger.Protect(name="dokumenevaluasi_tak_terhapus", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="dokumenevaluasi_tetap", fields=["evaluasi", "revisi", "predikat"]),
        ]


@pghistory.track()
class Keberatan(models.Model):
    """An objection as a case file. The first predikat stays on the document; the decision may carry other ratings."""

    dokumen = models.OneToOneField(DokumenEvaluasi, models.PROTECT, related_name="keberatan")
    status = models.CharField(max_length=12, choices=pilihan(StatusKeberatan), default=StatusKeberatan.DIAJUKAN)
    alasan = models.TextField()
    diajukan_pada = models.DateTimeField()
    penjelasan = models.TextField(blank=True)
    dijelaskan_pada = models.DateTimeField(null=True, blank=True)
    pemutus = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    putusan_hasil = models.CharField(max_length=25, choices=pilihan(Rating), blank=True)
    putusan_perilaku = models.CharField(max_length=25, choices=pilihan(Rating), blank=True)
    putusan = models.TextField(blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            hanya("keberatan_status", "status", StatusKeberatan),
            models.CheckConstraint(name="keberatan_beralasan", condition=~Q(alasan="")),
            models.CheckConstraint(
                name="keberatan_diputus_utuh",
                condition=~Q(status=StatusKeberatan.DIPUTUS.value)
                | (
                    Q(pemutus__isnull=False, diputus_pada__isnull=False)
                    & ~Q(putusan="")
                    & ~Q(putusan_hasil="")
                    & ~Q(putusan_perilaku="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="keberatan_langkah", field="status", transitions=KEBERATAN.pasangan()),
            pgtrigger.Protect(name="keberatan_tak_terhapus", operation=pgtrigger.Delete),
        ]


class LangkahKeberatan(models.Model):
    """A step of a case: hearing notes, explanations. Append-only, names as text."""

    keberatan = models.ForeignKey(Keberatan, models.PROTECT, related_name="langkah")
    tindakan = models.CharField(max_length=30)
    catatan = models.TextField(blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    pada = models.DateTimeField()

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahkeberatan_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]


class BuktiKeberatan(models.Model):
    """An exhibit of a case."""

    keberatan = models.ForeignKey(Keberatan, models.PROTECT, related_name="bukti")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    keterangan = models.CharField(max_length=250)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        triggers = [pgtrigger.Protect(name="buktikeberatan_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]


@pghistory.track()
class KonversiIPK(models.Model):
    """From IPK to predikat for tugas belajar: dated, with legal basis; empty by default: then by hand with the transcript."""

    ipk_minimum = models.DecimalField(max_digits=4, decimal_places=2)
    predikat = models.CharField(max_length=20, choices=pilihan(Predikat))
    dasar_hukum = models.CharField(max_length=250)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        ordering = ("-ipk_minimum",)
        constraints = [
            tak_kosong("konversiipk_berisi"),
            models.CheckConstraint(name="konversiipk_wajar", condition=Q(ipk_minimum__range=(0, 4))),
            models.CheckConstraint(name="konversiipk_berdasar", condition=~Q(dasar_hukum="")),
        ]


@pghistory.track()
class PredikatResmi(models.Model):
    """The one official predikat of a person, year and period: all that follow-up reads. ``pengganti`` superseded it."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="predikat_resmi")
    tahun = models.PositiveSmallIntegerField()
    periode = models.ForeignKey(Periode, models.PROTECT, null=True, blank=True, related_name="predikat_resmi")
    nilai = models.CharField(max_length=20, choices=pilihan(Predikat))
    sumber = models.CharField(max_length=15, choices=pilihan(SumberResmi))
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, null=True, blank=True, related_name="resmi")
    keterangan = models.CharField(max_length=250, blank=True)
    berlaku_sejak = models.DateField()
    dicatat_pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    pengganti = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="menggantikan")

    class Meta:
        indexes = [models.Index(fields=["tahun", "nilai"], name="predikatresmi_tahun")]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "periode"],
                condition=Q(pengganti__isnull=True),
                nulls_distinct=False,
                name="predikatresmi_satu",
            ),
            hanya("predikatresmi_nilai", "nilai", Predikat),
            hanya("predikatresmi_sumber", "sumber", SumberResmi),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="predikatresmi_tetap",
                fields=["pegawai", "tahun", "periode", "nilai", "sumber", "evaluasi", "berlaku_sejak"],
            ),
            pgtrigger.Protect(name="predikatresmi_tak_terhapus", operation=pgtrigger.Delete),
        ]
