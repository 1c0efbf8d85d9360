"""What was planned for a period, what came of it, and the evidence."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from dialog.enums import JenisBukti, KeadaanRealisasi
from dialog.models.kunci import periode_terbuka
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Pegawai, TimKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.siklus.models import Periode
from skp.models import LiniIKI, LiniRHK


@pghistory.track(exclude=["sunting"])
class RencanaAksi(models.Model):
    """A step towards an RHK in a period, with its target and the evidence agreed. ``dialog``: where it was last adjusted."""

    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, related_name="rencana_aksi")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="rencana_aksi")
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField()
    target = models.TextField(blank=True)
    bukti_disepakati = models.TextField(blank=True)
    keadaan = models.CharField(max_length=10, choices=pilihan(KeadaanRealisasi), default=KeadaanRealisasi.BELUM)
    dialog = models.ForeignKey("dialog.Dialog", models.PROTECT, null=True, blank=True, related_name="rencana_aksi")
    sunting = models.PositiveIntegerField(default=0)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("periode_id", "urut", "id")
        constraints = [
            models.UniqueConstraint(fields=["lini_rhk", "periode", "urut"], name="rencanaaksi_urut_sekali"),
            models.CheckConstraint(name="rencanaaksi_berisi", condition=~Q(uraian="")),
            hanya("rencanaaksi_keadaan", "keadaan", KeadaanRealisasi),
        ]
        triggers = [periode_terbuka("rencanaaksi_periode_terbuka")]

    def __str__(self) -> str:
        return self.uraian


@pghistory.track(exclude=["sunting"])
class Realisasi(models.Model):
    """What an IKI reached in a period: value as told (``nilai_teks``), as number where it is one, and the story."""

    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, related_name="realisasi")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="realisasi")
    nilai_teks = models.TextField(blank=True)
    nilai_angka = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    cerita = models.TextField(blank=True)
    keadaan = models.CharField(max_length=10, choices=pilihan(KeadaanRealisasi), default=KeadaanRealisasi.BELUM)
    alasan_tanpa_bukti = models.TextField(blank=True)
    dikirim_pada = models.DateTimeField(null=True, blank=True, help_text="Pegawai menyatakan realisasi periode ini lengkap.")
    sunting = models.PositiveIntegerField(default=0)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("periode_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["lini_iki", "periode"], name="realisasi_sekali"),
            hanya("realisasi_keadaan", "keadaan", KeadaanRealisasi),
        ]
        triggers = [
            periode_terbuka("realisasi_periode_terbuka"),
            pgtrigger.ReadOnly(name="realisasi_tetap", fields=["lini_iki", "periode"]),
        ]

    def __str__(self) -> str:
        return self.nilai_teks or self.cerita


class CatatanRealisasi(models.Model):
    """A progress note of a day; the notes of a period sum up into its realisasi. Append-only, withdrawn with a reason."""

    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, related_name="catatan_realisasi")
    tanggal = models.DateField()
    isi = models.TextField(blank=True)
    tambahan = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    kunci = models.CharField(max_length=36, null=True, blank=True, help_text="Nama dari peramban, supaya tiba sekali.")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    ditarik_pada = models.DateTimeField(null=True, blank=True)
    alasan_tarik = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("tanggal", "id")
        indexes = [models.Index(fields=["lini_iki", "tanggal"], name="catatanrealisasi_hari")]
        constraints = [
            models.UniqueConstraint(fields=["lini_iki", "kunci"], name="catatanrealisasi_kunci_sekali"),
            models.CheckConstraint(name="catatanrealisasi_berisi", condition=~Q(isi="") | Q(tambahan__isnull=False)),
            models.CheckConstraint(
                name="catatanrealisasi_tarik_beralasan", condition=Q(ditarik_pada__isnull=True) | ~Q(alasan_tarik="")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="catatanrealisasi_tetap", fields=["lini_iki", "tanggal", "isi", "tambahan", "oleh", "pada"]
            ),
            pgtrigger.Protect(name="catatanrealisasi_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.isi


class Bukti(models.Model):
    """An evidence of its owner. ``bersama``: of a team's product. Removed: a tombstone with the reason, the row stays."""

    pemilik = models.ForeignKey(Pegawai, models.PROTECT, related_name="bukti")
    jenis = models.CharField(max_length=10, choices=pilihan(JenisBukti))
    judul = models.CharField(max_length=250)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="bukti")
    tautan = models.URLField(max_length=1000, blank=True)
    nomor = models.CharField(max_length=120, blank=True)
    bersama = models.BooleanField(default=False)
    tim = models.ForeignKey(TimKerja, models.PROTECT, null=True, blank=True, related_name="bukti")
    kunci = models.CharField(max_length=36, null=True, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    dihapus_pada = models.DateTimeField(null=True, blank=True)
    dihapus_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_hapus = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("-pada", "-id")
        constraints = [
            hanya("bukti_jenis", "jenis", JenisBukti),
            models.UniqueConstraint(fields=["pemilik", "kunci"], name="bukti_kunci_sekali"),
            models.CheckConstraint(
                name="bukti_satu_isi",
                condition=Q(jenis=JenisBukti.BERKAS.value, berkas__isnull=False, tautan="")
                | (Q(jenis=JenisBukti.TAUTAN.value, berkas__isnull=True) & ~Q(tautan=""))
                | (Q(jenis=JenisBukti.NOMOR.value, berkas__isnull=True, tautan="") & ~Q(nomor="")),
            ),
            models.CheckConstraint(name="bukti_hapus_beralasan", condition=Q(dihapus_pada__isnull=True) | ~Q(alasan_hapus="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="bukti_tetap", fields=["pemilik", "jenis", "berkas", "tautan", "nomor", "oleh", "pada"]),
            pgtrigger.Protect(name="bukti_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.judul


class TautBukti(models.Model):
    """One evidence for one realisasi; the same evidence may serve several IKI."""

    realisasi = models.ForeignKey(Realisasi, models.PROTECT, related_name="taut")
    bukti = models.ForeignKey(Bukti, models.PROTECT, related_name="taut")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["realisasi", "bukti"], name="tautbukti_sekali")]


class Unggahan(models.Model):
    """An upload that may be cut and go on: so many bytes have arrived. Gone when it has become a file, or after a day."""

    kunci = models.CharField(max_length=36)
    pemilik = models.ForeignKey(Pegawai, models.CASCADE, related_name="+")
    nama = models.CharField(max_length=200)
    ukuran = models.PositiveBigIntegerField()
    diterima = models.PositiveBigIntegerField(default=0)
    tempat = models.CharField(max_length=200)
    dibuat_pada = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pemilik", "kunci"], name="unggahan_sekali"),
            models.CheckConstraint(name="unggahan_tak_lebih", condition=Q(diterima__lte=models.F("ukuran"))),
        ]
