"""Continuous feedback (7.2). Who gave it stands in a table of its own, without history and without events.

Triggers of history note the acting account; here that would name a giver who did not want to be named.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from dialog.enums import JenisUmpanBalik, PeranPemberi
from dialog.models.kunci import periode_terbuka
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from skp.enums import NilaiBerAKHLAK
from skp.models import LiniRHK


class PermintaanUmpanBalik(models.Model):
    """Feedback asked for: of a colleague, or of a service recipient through a link that works once."""

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

    class Meta:
        ordering = ("-dibuat_pada", "-id")
        constraints = [
            models.CheckConstraint(
                name="permintaan_satu_tujuan",
                condition=Q(kepada__isnull=False, sidik_tautan__isnull=True)
                | Q(kepada__isnull=True, sidik_tautan__isnull=False),
            ),
            models.CheckConstraint(name="permintaan_bukan_diri", condition=Q(kepada__isnull=True) | ~Q(kepada=F("peminta"))),
            hanya("permintaan_peran", "peran", PeranPemberi),
        ]


class UmpanBalik(models.Model):
    """Feedback on an RHK or on a value, by the prompts situasi, perilaku, dampak. Only the day is kept, not the hour."""

    penerima = models.ForeignKey(Pegawai, models.PROTECT, related_name="umpan_balik")
    peran = models.CharField(max_length=20, choices=pilihan(PeranPemberi))
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

    class Meta:
        ordering = ("-tanggal", "-id")
        indexes = [models.Index(fields=["penerima", "-tanggal"], name="umpanbalik_penerima")]
        constraints = [
            models.CheckConstraint(
                name="umpanbalik_satu_objek",
                condition=(Q(lini_rhk__isnull=False) & Q(nilai="")) | (Q(lini_rhk__isnull=True) & ~Q(nilai="")),
            ),
            models.CheckConstraint(name="umpanbalik_berisi", condition=~Q(perilaku="")),
            hanya("umpanbalik_peran", "peran", PeranPemberi),
            hanya("umpanbalik_jenis", "jenis", JenisUmpanBalik),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="umpanbalik_tetap",
                fields=["penerima", "peran", "nama_tampil", "lini_rhk", "nilai", "periode", "jenis", "situasi", "perilaku",
                        "dampak", "harapan", "tanggal"],
            ),
            pgtrigger.Protect(name="umpanbalik_tak_terhapus", operation=pgtrigger.Delete),
            periode_terbuka("umpanbalik_periode_terbuka"),
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
