"""Tugas belajar: the report of each semester, and the extension of the study."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from dialog.enums import PERPANJANGAN_BERJALAN, StatusPerpanjanganStudi
from dialog.transitions import PERPANJANGAN_STUDI
from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.models import MasaKhusus
from kinerja.organisasi.models.pilihan import hanya, pilihan


@pghistory.track()
class LaporanStudi(models.Model):
    """Results of one semester, with the note of the home unit and of the university."""

    masa_khusus = models.ForeignKey(MasaKhusus, models.PROTECT, related_name="laporan_studi")
    semester = models.PositiveSmallIntegerField()
    tahun_ajaran = models.CharField(max_length=20, blank=True)
    ips = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    ipk = models.DecimalField(max_digits=4, decimal_places=2)
    sks = models.PositiveSmallIntegerField(null=True, blank=True)
    khs = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    catatan_kampus = models.TextField(blank=True)
    catatan_unit = models.TextField(blank=True)
    dicatat_unit_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    sunting = models.PositiveIntegerField(default=0, help_text="Naik setiap kali laporan atau catatannya diubah.")

    class Meta:
        ordering = ("semester",)
        constraints = [
            models.UniqueConstraint(fields=["masa_khusus", "semester"], name="laporanstudi_semester_sekali"),
            models.CheckConstraint(name="laporanstudi_semester", condition=Q(semester__range=(1, 20))),
            models.CheckConstraint(name="laporanstudi_ipk", condition=Q(ipk__range=(0, 4))),
            models.CheckConstraint(name="laporanstudi_ips", condition=Q(ips__isnull=True) | Q(ips__range=(0, 4))),
        ]

    def __str__(self) -> str:
        return f"{self.masa_khusus}, semester {self.semester}"


@pghistory.track()
class PerpanjanganStudi(models.Model):
    """An extension: asked, noted by the home unit, recommended by kepegawaian, granted by SK (its letter: ``keputusan``)."""

    masa_khusus = models.ForeignKey(MasaKhusus, models.PROTECT, related_name="perpanjangan_studi")
    status = models.CharField(max_length=20, choices=pilihan(StatusPerpanjanganStudi), default=StatusPerpanjanganStudi.DIMINTA)
    sampai_diminta = models.DateField()
    alasan = models.TextField()
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    catatan_unit = models.TextField(blank=True)
    rekomendasi = models.TextField(blank=True)
    nomor_sk = models.CharField(max_length=80, blank=True)
    tanggal_sk = models.DateField(null=True, blank=True)
    sampai = models.DateField(null=True, blank=True, help_text="Hari terakhir menurut SK.")
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_tolak = models.TextField(blank=True)
    diminta_pada = models.DateTimeField()
    status_pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-diminta_pada", "-id")
        constraints = [
            hanya("perpanjanganstudi_status", "status", StatusPerpanjanganStudi),
            models.CheckConstraint(name="perpanjanganstudi_beralasan", condition=~Q(alasan="")),
            models.CheckConstraint(
                name="perpanjanganstudi_terbit_bersk",
                condition=~Q(status=StatusPerpanjanganStudi.DITERBITKAN.value)
                | (~Q(nomor_sk="") & Q(tanggal_sk__isnull=False, sampai__isnull=False, keputusan__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["masa_khusus"],
                condition=Q(status__in=[x.value for x in PERPANJANGAN_BERJALAN]),
                name="perpanjanganstudi_satu_berjalan",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="perpanjanganstudi_langkah", field="status", transitions=PERPANJANGAN_STUDI.pasangan()),
            pgtrigger.Protect(
                name="perpanjanganstudi_lahir_diminta",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusPerpanjanganStudi.DIMINTA.value),
            ),
            pgtrigger.Protect(name="perpanjanganstudi_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Perpanjangan tugas belajar {self.masa_khusus.pegawai}"


class LangkahStudi(models.Model):
    """A step of an extension: append-only, names as text. The clock of a waiting state belongs to the step that led there."""

    perpanjangan = models.ForeignKey(PerpanjanganStudi, models.PROTECT, related_name="langkah")
    dari = models.CharField(max_length=20)
    tindakan = models.CharField(max_length=30)
    ke = models.CharField(max_length=20)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    catatan = models.TextField(blank=True)

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahstudi_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]
