"""The table of documents. What was issued never changes: the database refuses it, whoever asks."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Func, Q

from kinerja.layanan.dokumen import susun
from kinerja.organisasi.models import Pegawai, UnitKerja

_TETAP = (
    "jenis", "kunci_objek", "revisi", "skema", "judul", "nomor", "tanggal", "snapshot", "sha256", "kode", "rahasia", "unit",
    "oleh", "dibuat_pada",
)  # fmt: skip


class SidikTeks(Func):
    """SHA-256 of a text column, computed by PostgreSQL."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class DokumenQuerySet(models.QuerySet["Dokumen"]):
    """Documents."""

    def terkini(self) -> "DokumenQuerySet":
        """Only the latest revision of each object's document."""
        baru = Dokumen.objects.filter(
            jenis=models.OuterRef("jenis"), kunci_objek=models.OuterRef("kunci_objek"), revisi__gt=models.OuterRef("revisi")
        )
        return self.filter(~models.Exists(baru))

    def belum_tercetak(self) -> "DokumenQuerySet":
        """Issued, without a stored file."""
        return self.filter(berkas__isnull=True)


@pghistory.track(exclude=["snapshot"], model_name="DokumenEvent")
class Dokumen(models.Model):
    """One revision of a document. ``snapshot`` is canonical JSON, the only source of its print; ``kode`` is on the paper."""

    jenis = models.CharField(max_length=60)
    kunci_objek = models.CharField(max_length=120)
    revisi = models.PositiveSmallIntegerField()
    skema = models.PositiveSmallIntegerField()
    judul = models.CharField(max_length=250)
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField()
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    kode = models.CharField(max_length=26, unique=True)
    rahasia = models.BooleanField(default=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="dokumen")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    berkas = models.ForeignKey("layanan.Berkas", models.PROTECT, null=True, blank=True, related_name="+")
    halaman = models.PositiveSmallIntegerField(null=True, blank=True)
    sha256_pdf = models.CharField(max_length=64, blank=True)
    segel = models.CharField(max_length=60, blank=True, help_text="Nama penyegel.")
    disegel_pada = models.DateTimeField(null=True, blank=True)
    ditarik_pada = models.DateTimeField(null=True, blank=True)
    alasan_tarik = models.CharField(max_length=250, blank=True)

    objects = DokumenQuerySet.as_manager()

    class Meta:
        ordering = ("-dibuat_pada", "-pk")
        indexes = [
            models.Index(fields=["unit", "-dibuat_pada"], name="dokumen_unit"),
            models.Index(fields=["id"], condition=Q(berkas__isnull=True), name="dokumen_belum_tercetak"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["jenis", "kunci_objek", "revisi"], name="dokumen_revisi_sekali"),
            models.CheckConstraint(name="dokumen_revisi_mulai_satu", condition=Q(revisi__gte=1)),
            models.CheckConstraint(name="dokumen_kode_panjang", condition=Q(kode__regex=r"^[0-9A-HJKMNP-TV-Z]{26}$")),
            models.CheckConstraint(name="dokumen_sidik_benar", condition=Q(sha256=SidikTeks("snapshot"))),
            models.CheckConstraint(
                name="dokumen_berkas_utuh",
                condition=Q(berkas__isnull=True, sha256_pdf="", disegel_pada__isnull=True)
                | Q(berkas__isnull=False, sha256_pdf__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="dokumen_tarik_beralasan", condition=Q(ditarik_pada__isnull=True) | ~Q(alasan_tarik="")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="dokumen_tetap", fields=list(_TETAP)),
            pgtrigger.Protect(name="dokumen_tak_terhapus", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="dokumen_berkas_sekali",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__berkas__isnull=False)
                & (
                    pgtrigger.Q(old__berkas__df=pgtrigger.F("new__berkas"))
                    | pgtrigger.Q(old__sha256_pdf__df=pgtrigger.F("new__sha256_pdf"))
                    | pgtrigger.Q(old__segel__df=pgtrigger.F("new__segel"))
                    | pgtrigger.Q(old__disegel_pada__df=pgtrigger.F("new__disegel_pada"))
                    | pgtrigger.Q(old__halaman__df=pgtrigger.F("new__halaman"))
                ),
            ),
            pgtrigger.Protect(
                name="dokumen_tarik_sekali",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ditarik_pada__isnull=False)
                & (
                    pgtrigger.Q(old__ditarik_pada__df=pgtrigger.F("new__ditarik_pada"))
                    | pgtrigger.Q(old__alasan_tarik__df=pgtrigger.F("new__alasan_tarik"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def isi(self) -> dict[str, object]:
        """The facts of the snapshot."""
        return dict(susun.uraikan(self.snapshot)[0])

    @property
    def kode_tampil(self) -> str:
        """The code in groups, as printed."""
        return susun.kelompok(self.kode)


class PihakDokumen(models.Model):
    """A person the document is about or who signed it, and as what: he may read it."""

    dokumen = models.ForeignKey(Dokumen, models.PROTECT, related_name="pihak")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="dokumen")
    sebagai = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dokumen", "pegawai"], name="pihakdokumen_sekali")]
        triggers = [
            pgtrigger.ReadOnly(name="pihakdokumen_tetap"),
            pgtrigger.Protect(name="pihakdokumen_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.sebagai}"
