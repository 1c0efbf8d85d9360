"""The evaluation of one person in one period, its parts, and every rating that was given."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import RentangTanggal, tak_bertumpuk, tak_kosong
from kinerja.siklus.models import Periode
from predikat.enums import Predikat, Rating, StatusEvaluasi, SumberEvaluasi, TahapRating
from predikat.transitions import EVALUASI
from skp.models import SKP


@pghistory.track()
class Evaluasi(models.Model):
    """One row per person and period. ``unit_hitung`` (whose pattern he counts in) and ``penilai`` are frozen at the cut-off;
    ``unit_dipimpin`` is set for the head of an organisasi: its predikat is his rating hasil kerja.

    ``hasil``, ``perilaku`` and ``predikat`` are empty together or one of the nine cells: a composite key sees to that, so that
    no shell can type a predikat. ``parameter``: the parameter set that was used, by name and row.
    """

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="evaluasi")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="evaluasi")
    sumber = models.CharField(max_length=12, choices=pilihan(SumberEvaluasi), default=SumberEvaluasi.LOKAL)
    unit_hitung = models.ForeignKey(UnitKerja, models.PROTECT, related_name="evaluasi")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="evaluasi_dinilai")
    unit_dipimpin = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="evaluasi_pimpinan")
    status = models.CharField(max_length=20, choices=pilihan(StatusEvaluasi), default=StatusEvaluasi.BELUM)
    hasil = models.CharField(max_length=25, choices=pilihan(Rating), null=True, blank=True)
    perilaku = models.CharField(max_length=25, choices=pilihan(Rating), null=True, blank=True)
    predikat = models.CharField(max_length=20, choices=pilihan(Predikat), null=True, blank=True)
    refleksi = models.TextField(blank=True)
    refleksi_pada = models.DateTimeField(null=True, blank=True)
    alasan_tanpa_bukti = models.TextField(blank=True)
    alasan_tidak_dievaluasi = models.TextField(blank=True)
    catatan = models.TextField(blank=True, help_text="Catatan atau rekomendasi pada Dokumen Evaluasi.")
    aturan_versi = models.CharField(max_length=40, blank=True)
    parameter = models.JSONField(default=dict, blank=True)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    penetap = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sunting = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["unit_hitung", "periode"], name="evaluasi_unit_periode"),
            models.Index(fields=["penilai", "periode"], name="evaluasi_penilai_periode"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "periode"], name="evaluasi_sekali"),
            hanya("evaluasi_sumber", "sumber", SumberEvaluasi),
            hanya("evaluasi_status", "status", StatusEvaluasi),
            models.CheckConstraint(
                name="evaluasi_lokal_tiga_atau_tiada",
                condition=~Q(sumber=SumberEvaluasi.LOKAL.value)
                | Q(hasil__isnull=True, perilaku__isnull=True, predikat__isnull=True)
                | Q(hasil__isnull=False, perilaku__isnull=False, predikat__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluasi_luar_tanpa_rating_sebagian",
                condition=Q(hasil__isnull=True, perilaku__isnull=True) | Q(hasil__isnull=False, perilaku__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluasi_predikat_bila_ditetapkan",
                condition=Q(
                    status__in=[StatusEvaluasi.DITETAPKAN.value, StatusEvaluasi.DIDOKUMENKAN.value], predikat__isnull=False
                )
                | (
                    ~Q(status__in=[StatusEvaluasi.DITETAPKAN.value, StatusEvaluasi.DIDOKUMENKAN.value])
                    & Q(predikat__isnull=True)
                )
                | ~Q(sumber=SumberEvaluasi.LOKAL.value),
            ),
            models.CheckConstraint(
                name="evaluasi_tidak_dievaluasi_beralasan",
                condition=~Q(status=StatusEvaluasi.TIDAK_DIEVALUASI.value) | ~Q(alasan_tidak_dievaluasi=""),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="evaluasi_langkah", field="status", transitions=EVALUASI.pasangan()),
            pgtrigger.ReadOnly(name="evaluasi_beku", fields=["pegawai", "periode", "sumber", "unit_hitung", "unit_dipimpin"]),
            pgtrigger.Protect(name="evaluasi_tak_terhapus", operation=pgtrigger.Delete),
            # What is judged here goes through a rating; only what comes from elsewhere is set at once.
            pgtrigger.Protect(
                name="evaluasi_lokal_lewat_rating",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    new__sumber=SumberEvaluasi.LOKAL.value,
                    old__status=StatusEvaluasi.BELUM.value,
                    new__status=StatusEvaluasi.DITETAPKAN.value,
                ),
            ),
            pgtrigger.Trigger(
                name="evaluasi_setelah_predikat_unit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__predikat__isnull=False) & pgtrigger.Q(new__sumber=SumberEvaluasi.LOKAL.value),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM predikat_predikatunit u WHERE u.periode_id = NEW.periode_id
                            AND u.unit_id = COALESCE(NEW.unit_dipimpin_id, NEW.unit_hitung_id)
                    ) THEN
                        RAISE EXCEPTION 'Predikat organisasi periode ini belum ditetapkan'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.pegawai}, {self.periode}"

    @property
    def belum_tetap(self) -> bool:
        """Rating, reflection and notes may still be written: its predikat is not set."""
        return self.status in {StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN}


@pghistory.track()
class BagianEvaluasi(models.Model):
    """A stretch of the period under one SKP and one penilai: two SKP, a changed penilai, Plt, lent to a team."""

    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="bagian")
    skp = models.ForeignKey(SKP, models.PROTECT, null=True, blank=True, related_name="bagian_evaluasi")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    rentang = RentangTanggal()
    catatan_serah_terima = models.TextField(blank=True)
    diserahkan_pada = models.DateTimeField(null=True, blank=True)
    usulan_hasil = models.CharField(max_length=25, choices=pilihan(Rating), blank=True)
    usulan_perilaku = models.CharField(max_length=25, choices=pilihan(Rating), blank=True)

    class Meta:
        ordering = ("rentang", "id")
        constraints = [
            tak_kosong("bagianevaluasi_berisi", "rentang"),
            tak_bertumpuk("bagianevaluasi_tak_bertumpuk", ["evaluasi_id"], rentang="rentang"),
        ]


class RatingDiberikan(models.Model):
    """A rating as it was given: append-only. ``demi_pola``: moved only for the pattern. ``kriteria``: what was ticked."""

    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="rating")
    tahap = models.CharField(max_length=10, choices=pilihan(TahapRating))
    hasil = models.CharField(max_length=25, choices=pilihan(Rating))
    perilaku = models.CharField(max_length=25, choices=pilihan(Rating))
    alasan = models.TextField(blank=True)
    demi_pola = models.BooleanField(default=False)
    kriteria = models.JSONField(default=list, blank=True)
    penilai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("pada", "id")
        constraints = [
            hanya("ratingdiberikan_tahap", "tahap", TahapRating),
            hanya("ratingdiberikan_hasil", "hasil", Rating),
            hanya("ratingdiberikan_perilaku", "perilaku", Rating),
            models.CheckConstraint(
                name="ratingdiberikan_perubahan_beralasan", condition=Q(tahap=TahapRating.USULAN.value) | ~Q(alasan="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="ratingdiberikan_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]


class LangkahEvaluasi(models.Model):
    """A step of an evaluation: append-only, names as text."""

    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="langkah")
    dari = models.CharField(max_length=20)
    tindakan = models.CharField(max_length=30)
    ke = models.CharField(max_length=20)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    catatan = models.TextField(blank=True)

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahevaluasi_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]
