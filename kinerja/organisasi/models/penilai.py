"""Who assesses whom, since when and why; letters that delegate it; and those who have nobody."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.organisasi.enums import DasarPenilai, MasalahPenilai, SumberHubungan
from kinerja.organisasi.models.pegawai import Pegawai
from kinerja.organisasi.models.penugasan import Penugasan, bukan_diri_sendiri
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.organisasi.models.unit import UnitKerja
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong


@pghistory.track()
class Pendelegasian(models.Model):
    """A letter that makes another official the assessor of the people it lists (Pasal 1 angka 9 PermenPANRB 6/2022).

    The delegate is a person, or an office: then whoever leads ``unit_penilai`` assesses, also after he is replaced.
    """

    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="pendelegasian_diterima")
    unit_penilai = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="pendelegasian_diterima")
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    tentang = models.CharField(max_length=250, blank=True)
    alasan = models.CharField(max_length=250, blank=True, help_text="Mengapa ditunjuk pejabat di bawah pengawas.")
    dicabut_pada = models.DateField(null=True, blank=True)
    alasan_cabut = models.CharField(max_length=250, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            tak_kosong("pendelegasian_berlaku_berisi"),
            models.CheckConstraint(
                name="pendelegasian_orang_atau_kantor",
                condition=Q(penilai__isnull=False, unit_penilai__isnull=True)
                | Q(penilai__isnull=True, unit_penilai__isnull=False),
            ),
            models.CheckConstraint(name="pendelegasian_bernomor", condition=~Q(nomor="")),
        ]

    def __str__(self) -> str:
        return f"Surat {self.nomor}"


@pghistory.track()
class AnggotaPendelegasian(models.Model):
    """A person under a letter. ``berlaku`` repeats the letter's, so that the database can refuse two letters at once."""

    pendelegasian = models.ForeignKey(Pendelegasian, models.PROTECT, related_name="anggota")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="pendelegasian")
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            tak_kosong("anggotapendelegasian_berisi"),
            tak_bertumpuk("anggotapendelegasian_satu", ["pegawai_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} ({self.pendelegasian})"


@pghistory.track(exclude=["alasan"])
class HubunganPenilai(models.Model):
    """One assessor per person and date. ``alasan`` holds the reasons as ``[{kalimat, dasar_hukum, fakta}]``."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="hubungan_penilai")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, related_name="hubungan_bawahan")
    atas_penugasan = models.ForeignKey(Penugasan, models.PROTECT, null=True, blank=True, related_name="+")
    atasan_penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="hubungan_atasan")
    dasar = models.CharField(max_length=20, choices=pilihan(DasarPenilai))
    surat = models.ForeignKey(Pendelegasian, models.PROTECT, null=True, blank=True, related_name="hubungan")
    sumber = models.CharField(max_length=10, choices=pilihan(SumberHubungan), default=SumberHubungan.HITUNG)
    alasan = models.JSONField(default=list)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            hanya("hubunganpenilai_dasar", "dasar", DasarPenilai),
            hanya("hubunganpenilai_sumber", "sumber", SumberHubungan),
            tak_kosong("hubunganpenilai_berisi"),
            tak_bertumpuk("hubunganpenilai_satu", ["pegawai_id"]),
            bukan_diri_sendiri("hubunganpenilai_beda_penilai", "pegawai", "penilai"),
            bukan_diri_sendiri("hubunganpenilai_beda_atasan", "penilai", "atasan_penilai"),
            bukan_diri_sendiri("hubunganpenilai_bukan_atasan_sendiri", "pegawai", "atasan_penilai"),
            models.CheckConstraint(
                name="hubunganpenilai_putusan_bersurat",
                condition=~Q(sumber=SumberHubungan.PUTUSAN) | Q(surat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.penilai} menilai {self.pegawai}"


class PenilaiKosong(models.Model):
    """A person without an assessor for a time: the reason, and the unit whose admin can mend it. Computed, never typed."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="penilai_kosong")
    masalah = models.CharField(max_length=30, choices=pilihan(MasalahPenilai))
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, blank=True, related_name="+")
    alasan = models.JSONField(default=list)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            hanya("penilaikosong_masalah", "masalah", MasalahPenilai),
            tak_kosong("penilaikosong_berisi"),
            tak_bertumpuk("penilaikosong_satu", ["pegawai_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_masalah_display()}"
