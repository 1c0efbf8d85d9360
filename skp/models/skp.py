"""The SKP of a person for a stretch of time, its versions, and the steps they went through."""

import datetime as dt
import functools
import operator

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.layanan.dokumen.models import SidikTeks
from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.models import Pegawai, Penugasan
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import RentangTanggal, tak_bertumpuk, tak_kosong
from kinerja.siklus.models import Siklus
from skp.enums import DAPAT_DISUNTING, TERBUKA, TERKUNCI, BentukSKP, Pendekatan, SebabSKP, StatusSKP
from skp.models.kunci import FORMULIR_UTUH
from skp.transitions import SKP as LANGKAH

_BATAL_DAN_KUNCI = [s.value for s in (*TERKUNCI, StatusSKP.BATAL)]
#: What never changes once a version is signed by both or given up.
_TETAP = (
    "snapshot", "sha256", "penilai", "penetap", "pendekatan", "ditetapkan_pada", "ditetapkan_oleh", "diajukan_pada",
    "diajukan_oleh", "keputusan", "alasan", "catatan_dialog", "tanggal_dialog", "lain",
)  # fmt: skip
_BERUBAH = functools.reduce(
    operator.or_, (pgtrigger.Q(**{f"old__{k}__df": pgtrigger.F(f"new__{k}")}) for k in _TETAP), pgtrigger.Q()
)


@pghistory.track()
class SKP(models.Model):
    """What one person plans in one position: two a year are normal. ``rentang`` ends where the next begins."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="skp")
    siklus = models.ForeignKey(Siklus, models.PROTECT, related_name="skp")
    penugasan = models.ForeignKey(Penugasan, models.PROTECT, related_name="skp")
    rentang = RentangTanggal()
    sebab = models.CharField(max_length=20, choices=pilihan(SebabSKP))
    bentuk = models.CharField(max_length=10, choices=pilihan(BentukSKP))
    asal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lanjutan")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()

    class Meta:
        ordering = ("rentang", "id")
        verbose_name = "SKP"
        constraints = [
            hanya("skp_sebab", "sebab", SebabSKP),
            hanya("skp_bentuk", "bentuk", BentukSKP),
            tak_kosong("skp_rentang_berisi", "rentang"),
            models.CheckConstraint(name="skp_rentang_berakhir", condition=Q(rentang__endswith__isnull=False)),
            tak_bertumpuk("skp_tak_bertumpuk", ["pegawai_id"], rentang="rentang"),
        ]
        triggers = [pgtrigger.ReadOnly(name="skp_tetap", fields=["pegawai", "siklus", "bentuk"])]

    def __str__(self) -> str:
        return f"SKP {self.pegawai} {self.siklus.tahun}"

    @property
    def mulai(self) -> dt.date:
        """First day covered."""
        return self.rentang.lower

    @property
    def sampai(self) -> dt.date:
        """Last day covered."""
        return self.rentang.upper - dt.timedelta(days=1)


class VersiQuerySet(models.QuerySet["VersiSKP"]):
    """Versions."""

    def terbuka(self) -> "VersiQuerySet":
        """Still worked on."""
        return self.filter(status__in=TERBUKA)

    def ditetapkan(self) -> "VersiQuerySet":
        """Signed by both, not replaced."""
        return self.filter(status=StatusSKP.DITETAPKAN)


@pghistory.track(exclude=["snapshot", "sunting"])
class VersiSKP(models.Model):
    """One version. ``sunting`` counts edits of the content: a page that knows an older number is told the difference."""

    skp = models.ForeignKey(SKP, models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField()
    pendekatan = models.CharField(max_length=12, choices=pilihan(Pendekatan))
    status = models.CharField(max_length=15, choices=pilihan(StatusSKP), default=StatusSKP.DRAF)
    status_pada = models.DateTimeField()
    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="skp_dinilai")
    alasan = models.TextField(blank=True, help_text="Mengapa versi ini dibuat.")
    sementara = models.BooleanField(default=False, help_text="Disusun sebelum SKP pimpinan ditetapkan.")
    pengganti = models.BooleanField(default=False, help_text="Disusun Pengelola Kinerja karena kosong.")
    catatan_dialog = models.TextField(blank=True)
    tanggal_dialog = models.DateField(null=True, blank=True)
    sunting = models.PositiveIntegerField(default=0)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    penetap = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    keputusan = models.ForeignKey(KeputusanTercatat, models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    lain = models.JSONField(default=dict, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()

    objects = VersiQuerySet.as_manager()

    class Meta:
        ordering = ("skp_id", "nomor")
        indexes = [
            models.Index(fields=["penilai", "status"], name="versiskp_meja_penilai"),
            models.Index(fields=["status", "status_pada"], name="versiskp_status"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["skp", "nomor"], name="versiskp_nomor_sekali"),
            models.UniqueConstraint(
                fields=["skp"], condition=Q(status=StatusSKP.DITETAPKAN.value), name="versiskp_satu_ditetapkan"
            ),
            models.UniqueConstraint(
                fields=["skp"], condition=Q(status__in=[s.value for s in TERBUKA]), name="versiskp_satu_terbuka"
            ),
            hanya("versiskp_status", "status", StatusSKP),
            hanya("versiskp_pendekatan", "pendekatan", Pendekatan),
            models.CheckConstraint(name="versiskp_perubahan_beralasan", condition=Q(nomor=1) | ~Q(alasan="")),
            models.CheckConstraint(
                name="versiskp_ditetapkan_utuh",
                condition=~Q(status__in=[s.value for s in TERKUNCI])
                | (
                    Q(ditetapkan_pada__isnull=False, penetap__isnull=False, penilai__isnull=False)
                    & Q(ditetapkan_oleh__isnull=False, diajukan_pada__isnull=False, diajukan_oleh__isnull=False)
                    & ~Q(snapshot="")
                    & Q(sha256=SidikTeks("snapshot"))
                ),
            ),
            models.CheckConstraint(
                name="versiskp_belum_ditetapkan_tanpa_snapshot",
                condition=Q(status__in=[s.value for s in TERKUNCI])
                | Q(snapshot="", sha256="", ditetapkan_pada__isnull=True, penetap__isnull=True),
            ),
            models.CheckConstraint(
                name="versiskp_diajukan_bertanda_tangan",
                condition=~Q(status=StatusSKP.DIAJUKAN.value) | Q(diajukan_pada__isnull=False, diajukan_oleh__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="versiskp_langkah", field="status", transitions=LANGKAH.pasangan()),
            pgtrigger.Protect(
                name="versiskp_lahir_draf",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusSKP.DRAF.value),
            ),
            pgtrigger.Protect(
                name="versiskp_tak_terhapus",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status=StatusSKP.DRAF.value),
            ),
            pgtrigger.Protect(
                name="versiskp_terkunci",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=_BATAL_DAN_KUNCI) & _BERUBAH,
            ),
            pgtrigger.ReadOnly(name="versiskp_tetap", fields=["skp", "nomor"]),
            FORMULIR_UTUH,
        ]

    def __str__(self) -> str:
        return f"{self.skp}, versi {self.nomor}"

    @property
    def dapat_disunting(self) -> bool:
        """The content may be typed."""
        return self.status in DAPAT_DISUNTING


class LangkahSKP(models.Model):
    """A step of a version: append-only, names as text. ``isi``: the content at that moment, for the difference."""

    versi = models.ForeignKey(VersiSKP, models.PROTECT, related_name="langkah")
    dari = models.CharField(max_length=15, blank=True)
    tindakan = models.CharField(max_length=30)
    ke = models.CharField(max_length=15)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    sebagai = models.CharField(max_length=200, blank=True)
    catatan = models.TextField(blank=True)
    per_baris = models.JSONField(
        default=dict, blank=True, help_text="Alasan per baris: 'rhk:<lini>' atau 'iki:<lini>' ke teks."
    )
    isi = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahskp_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.versi}: {self.tindakan}"


class BerkasSKP(models.Model):
    """A paper kept with an SKP, such as the evaluation of the instansi that a person came from."""

    skp = models.ForeignKey(SKP, models.PROTECT, related_name="berkas")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    keterangan = models.CharField(max_length=250)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        triggers = [pgtrigger.Protect(name="berkasskp_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.keterangan
