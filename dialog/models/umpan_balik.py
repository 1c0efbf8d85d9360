"""Continuous feedback (7.2). Who gave it stands in a table of its own, without history and without events.

Triggers of history note the acting account; here that would name a giver who did not want to be named. For the same reason
numbers of feedback are drawn by lot: in order they would tell when one was written.
"""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dialog.enums import JenisUmpanBalik, PeranPemberi
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from skp.enums import NilaiBerAKHLAK
from skp.models import LiniRHK

#: What may still change when the period is closed: the receiver's answer, and the fate of a report.
_SUSULAN = (
    "tanggapan", "ditanggapi_pada", "dilaporkan_pada", "alasan_lapor", "diputus_pada", "diputus_oleh_id", "alasan_putusan",
    "disembunyikan",
)  # fmt: skip


def nomor_acak() -> int:
    """A number that says nothing about when it was drawn."""
    return secrets.randbits(62)


def _periode_terbuka(nama: str) -> pgtrigger.Trigger:
    """Nothing is given, withdrawn or deleted below a closed period."""
    kolom = ", ".join(f"'{k}'" for k in _SUSULAN)
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("baris", "RECORD"), ("keadaan", "TEXT")],
        func=f"""
            IF TG_OP = 'DELETE' THEN baris := OLD; ELSE baris := NEW; END IF;
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY[{kolom}] = to_jsonb(OLD) - ARRAY[{kolom}] THEN RETURN NEW; END IF;
            SELECT p.status INTO keadaan FROM siklus_periode p WHERE p.id = baris.periode_id FOR SHARE;
            IF keadaan = 'DITUTUP' THEN
                RAISE EXCEPTION 'Periode % sudah ditutup', baris.periode_id USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN baris;
        """,
    )


class PermintaanUmpanBalik(models.Model):
    """Feedback asked for: of a colleague, or of a service recipient through a link that works once.

    ``dijawab`` and ``ditolak`` are read by the one who was asked; the one who asks learns of them only from a named answer.
    """

    peminta = models.ForeignKey(Pegawai, models.PROTECT, related_name="permintaan_umpan_balik")
    kepada = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="diminta_umpan_balik")
    nama_luar = models.CharField(max_length=150, blank=True)
    peran = models.CharField(max_length=20, choices=pilihan(PeranPemberi))
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, null=True, blank=True, related_name="+")
    nilai = models.CharField(max_length=25, choices=pilihan(NilaiBerAKHLAK), blank=True)
    pesan = models.CharField(max_length=500, blank=True)
    sidik_tautan = models.CharField(max_length=64, unique=True, null=True, blank=True)
    berlaku_sampai = models.DateTimeField()
    dibuat_pada = models.DateTimeField()
    dijawab = models.BooleanField(default=False)
    ditolak = models.BooleanField(default=False)
    dibatalkan = models.BooleanField(default=False)

    class Meta:
        ordering = ("-dibuat_pada", "-id")
        constraints = [
            models.CheckConstraint(
                name="permintaan_satu_tujuan",
                condition=Q(kepada__isnull=False, sidik_tautan__isnull=True)
                | Q(kepada__isnull=True, sidik_tautan__isnull=False),
            ),
            models.CheckConstraint(name="permintaan_bukan_diri", condition=Q(kepada__isnull=True) | ~Q(kepada=F("peminta"))),
            models.CheckConstraint(
                name="permintaan_satu_objek",
                condition=(Q(lini_rhk__isnull=False) & Q(nilai="")) | (Q(lini_rhk__isnull=True) & ~Q(nilai="")),
            ),
            hanya("permintaan_peran", "peran", PeranPemberi),
        ]


class UmpanBalik(models.Model):
    """Feedback on an RHK or on a value, by the prompts situasi, perilaku, dampak.

    ``tanggal``: the day on which it comes to light, which for one without a name is not the day on which it was written.
    ``peran`` is empty where it would name its giver.
    """

    id = models.BigIntegerField(primary_key=True, default=nomor_acak, editable=False)
    penerima = models.ForeignKey(Pegawai, models.PROTECT, related_name="umpan_balik")
    peran = models.CharField(max_length=20, choices=pilihan(PeranPemberi), blank=True)
    nama_tampil = models.CharField(max_length=200, blank=True, help_text="Kosong: pemberi tidak ingin disebut.")
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, null=True, blank=True, related_name="umpan_balik")
    nilai = models.CharField(max_length=25, choices=pilihan(NilaiBerAKHLAK), blank=True)
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="umpan_balik")
    jenis = models.CharField(max_length=12, choices=pilihan(JenisUmpanBalik))
    situasi = models.TextField(blank=True)
    perilaku = models.TextField()
    dampak = models.TextField(blank=True)
    harapan = models.TextField(blank=True)
    tanggal = models.DateField()
    tanggapan = models.TextField(blank=True)
    ditanggapi_pada = models.DateTimeField(null=True, blank=True)
    ditarik = models.BooleanField(default=False)
    alasan_tarik = models.CharField(max_length=500, blank=True)
    dilaporkan_pada = models.DateTimeField(null=True, blank=True)
    alasan_lapor = models.CharField(max_length=500, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_putusan = models.CharField(max_length=500, blank=True)
    disembunyikan = models.BooleanField(default=False)

    class Meta:
        ordering = ("-tanggal", "-id")
        indexes = [models.Index(fields=["penerima", "-tanggal"], name="umpanbalik_penerima")]
        constraints = [
            models.CheckConstraint(
                name="umpanbalik_satu_objek",
                condition=(Q(lini_rhk__isnull=False) & Q(nilai="")) | (Q(lini_rhk__isnull=True) & ~Q(nilai="")),
            ),
            models.CheckConstraint(name="umpanbalik_berisi", condition=~Q(perilaku="")),
            models.CheckConstraint(name="umpanbalik_tarik_beralasan", condition=Q(ditarik=False) | ~Q(alasan_tarik="")),
            models.CheckConstraint(
                name="umpanbalik_lapor_beralasan", condition=Q(dilaporkan_pada__isnull=True) | ~Q(alasan_lapor="")
            ),
            models.CheckConstraint(
                name="umpanbalik_putusan_beralasan",
                condition=Q(diputus_pada__isnull=True, disembunyikan=False)
                | (Q(diputus_pada__isnull=False, dilaporkan_pada__isnull=False) & ~Q(alasan_putusan="")),
            ),
            hanya("umpanbalik_peran", "peran", PeranPemberi, kosong=True),
            hanya("umpanbalik_jenis", "jenis", JenisUmpanBalik),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="umpanbalik_tetap",
                fields=["penerima", "peran", "nama_tampil", "lini_rhk", "nilai", "periode", "jenis", "situasi", "perilaku",
                        "dampak", "harapan", "tanggal"],
            ),
            pgtrigger.Protect(name="umpanbalik_tak_terhapus", operation=pgtrigger.Delete),
            _periode_terbuka("umpanbalik_periode_terbuka"),
        ]  # fmt: skip


class PemberiUmpanBalik(models.Model):
    """Who gave a feedback: read only to let him withdraw his own and not give twice. Never shown, never exported."""

    umpan_balik = models.OneToOneField(UmpanBalik, models.PROTECT, related_name="pemberi")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    permintaan = models.OneToOneField(PermintaanUmpanBalik, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pemberiumpanbalik_ada", condition=Q(pegawai__isnull=False) | Q(permintaan__isnull=False)
            )
        ]
        triggers = [pgtrigger.Protect(name="pemberiumpanbalik_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]
