"""The predikat of a unit, set by the Pimpinan one level above, and the frozen population it is for."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from predikat.enums import AspekKriteria, BidangRekomendasi, KelompokKriteria, PredikatOrganisasi, Rating


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
        triggers = [
            pgtrigger.ReadOnly(name="predikatunit_tetap", fields=["unit", "periode"]),
            pgtrigger.Trigger(
                name="predikatunit_berpijak",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF (TG_OP = 'DELETE' OR NEW.nilai IS DISTINCT FROM OLD.nilai) AND EXISTS (
                        SELECT 1 FROM predikat_evaluasi e WHERE e.periode_id = OLD.periode_id AND e.predikat IS NOT NULL
                            AND e.sumber = 'LOKAL' AND COALESCE(e.unit_dipimpin_id, e.unit_hitung_id) = OLD.unit_id
                    ) THEN
                        RAISE EXCEPTION 'Predikat pegawai sudah ditetapkan menurut predikat organisasi ini'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_nilai_display()}"


class RekomendasiUnit(models.Model):
    """What the planning, personnel or inspectorate unit says before the predikat of a unit is set."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="+")
    bidang = models.CharField(max_length=15, choices=pilihan(BidangRekomendasi))
    nilai = models.CharField(max_length=20, choices=pilihan(PredikatOrganisasi), blank=True)
    isi = models.TextField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("pada", "id")
        constraints = [
            models.UniqueConstraint(fields=["unit", "periode", "bidang"], name="rekomendasiunit_sekali"),
            hanya("rekomendasiunit_bidang", "bidang", BidangRekomendasi),
            hanya("rekomendasiunit_nilai", "nilai", PredikatOrganisasi, kosong=True),
            models.CheckConstraint(name="rekomendasiunit_berisi", condition=~Q(isi="")),
        ]


class PembekuanPopulasi(models.Model):
    """The day on which the people of a period were counted to their units. Made once per period."""

    periode = models.OneToOneField(Periode, models.PROTECT, related_name="pembekuan")
    tanggal = models.DateField()
    jumlah = models.PositiveIntegerField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        triggers = [pgtrigger.Protect(name="pembekuanpopulasi_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]


class AlasanPola(models.Model):
    """Why a line of the pattern is broken in a unit and period, where no session was held. Append-only; the latest counts."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="+")
    baris = models.CharField(max_length=120)
    alasan = models.TextField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    pada = models.DateTimeField()

    class Meta:
        ordering = ("pada", "id")
        indexes = [models.Index(fields=["unit", "periode"], name="alasanpola_unit_periode")]
        constraints = [models.CheckConstraint(name="alasanpola_berisi", condition=~Q(alasan="") & ~Q(baris=""))]
        triggers = [pgtrigger.Protect(name="alasanpola_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]


@pghistory.track()
class KriteriaUnggul(models.Model):
    """What strengthens "di atas ekspektasi" for a kind of position; without rows the shipped list counts (``kriteria.py``)."""

    kelompok = models.CharField(max_length=10, choices=pilihan(KelompokKriteria))
    aspek = models.CharField(max_length=10, choices=pilihan(AspekKriteria))
    urut = models.PositiveSmallIntegerField()
    uraian = models.CharField(max_length=250)
    bantuan = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("kelompok", "aspek", "urut", "id")
        constraints = [
            hanya("kriteriaunggul_kelompok", "kelompok", KelompokKriteria),
            hanya("kriteriaunggul_aspek", "aspek", AspekKriteria),
            models.CheckConstraint(name="kriteriaunggul_berisi", condition=~Q(uraian="")),
        ]

    def __str__(self) -> str:
        return self.uraian


class SelKuadran(models.Model):
    """The nine cells of the regulation (8.4); an evaluation's three columns must be one. Made and filled by migration."""

    hasil = models.CharField(max_length=25, choices=pilihan(Rating))
    perilaku = models.CharField(max_length=25, choices=pilihan(Rating))
    predikat = models.CharField(max_length=20)

    class Meta:
        managed = False
