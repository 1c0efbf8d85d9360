"""Accounts: who signs in, and the roles given by hand."""

from typing import Any, ClassVar

import pghistory
import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models.pegawai import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.organisasi.models.unit import UnitKerja
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong


class AkunManager(BaseUserManager["Akun"]):
    """Creates accounts; a password is set by its owner only (activation), never by an officer."""

    def buat(self, *, pegawai: Pegawai | None = None, email: str | None = None, nama: str = "", **lain: Any) -> "Akun":
        """A new account without a usable password."""
        akun = self.model(pegawai=pegawai, email=(email or "").strip().lower() or None, nama=nama, **lain)
        akun.set_unusable_password()
        akun.save(using=self._db)
        return akun


@pghistory.track(exclude=["password", "last_login"])
class Akun(AbstractBaseUser):
    """Signs in by the NIP of its pegawai or by e-mail. ``nama`` is for accounts without a pegawai (an outside auditor)."""

    pegawai = models.OneToOneField(Pegawai, models.PROTECT, null=True, blank=True, related_name="akun")
    email = models.EmailField(unique=True, null=True, blank=True)
    nama = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False, help_text="Akun contoh: tanpa faktor kedua, hanya pada data contoh.")
    peran_demo = models.CharField(max_length=30, blank=True, help_text="Nama akun contoh pada daftar akun contoh.")
    aktif_sejak = models.DateTimeField(null=True, blank=True)
    faktor_diatur_ulang_pada = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AkunManager] = AkunManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="akun_email_tanpa_beda_huruf"),
            models.CheckConstraint(
                name="akun_bernama", condition=Q(pegawai__isnull=False) | (~Q(nama="") & Q(email__isnull=False))
            ),
        ]

    def __str__(self) -> str:
        return self.nama_tampil

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with a new password (as Django has it) and with a factor that was reset."""
        ulang = self.faktor_diatur_ulang_pada
        isi = f"{self.password}{ulang.timestamp() if ulang else ''}"
        return salted_hmac("organisasi.Akun.sesi", isi, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether a rule of that name grants the act on ``obj``. There is no superuser."""
        return self.is_active and bool(rules.has_perm(perm, self, obj))

    @property
    def nama_tampil(self) -> str:
        """The person's name as Beranda greets him."""
        return self.pegawai.nama if self.pegawai else self.nama

    @property
    def nip(self) -> str:
        """The NIP by which its owner signs in; empty for an account without a pegawai."""
        return (self.pegawai.nip or "") if self.pegawai else ""


@pghistory.track()
class PeranAkun(models.Model):
    """A role given by hand for a time: ADMIN_UNIT for a subtree of units, every other for the whole kabupaten."""

    akun = models.ForeignKey(Akun, models.PROTECT, related_name="peran_akun")
    peran = models.CharField(max_length=20, choices=pilihan(Peran))
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(Akun, models.PROTECT, null=True, blank=True, related_name="+")
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            hanya("peranakun_peran", "peran", Peran),
            tak_kosong("peranakun_berisi"),
            models.CheckConstraint(
                name="peranakun_admin_unit_berunit", condition=~Q(peran=Peran.ADMIN_UNIT) | Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="peranakun_lainnya_tanpa_unit", condition=Q(peran=Peran.ADMIN_UNIT) | Q(unit__isnull=True)
            ),
            *(
                tak_bertumpuk(f"peranakun_sekali_{x.value.lower()}", ["akun_id", "unit_id"], syarat=Q(peran=x.value))
                for x in Peran
            ),
        ]

    def __str__(self) -> str:
        return f"{self.akun}: {self.get_peran_display()}"


@pghistory.track(exclude=["sidik"])
class KodeAktivasi(models.Model):
    """A one-time code or link; only its SHA-256 is stored. ``lembar``: printed on a code sheet."""

    akun = models.ForeignKey(Akun, models.CASCADE, related_name="kode_aktivasi")
    sidik = models.CharField(max_length=64, unique=True)
    lembar = models.BooleanField(default=False)
    dibuat_pada = models.DateTimeField()
    kedaluwarsa = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="kodeaktivasi_urut", condition=Q(kedaluwarsa__gt=models.F("dibuat_pada"))),
        ]

    def __str__(self) -> str:
        return f"Kode aktivasi {self.akun}"
