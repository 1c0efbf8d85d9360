"""Positions, who holds them when and how, and teams across units."""

import pghistory
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.enums import JenisJabatan, JenjangJF, SifatPenugasan
from kinerja.organisasi.models.pegawai import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.organisasi.models.unit import UnitKerja
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong

_TETAP = [SifatPenugasan.DEFINITIF.value, SifatPenugasan.TUGAS_TAMBAHAN.value]
_SEMENTARA = [SifatPenugasan.PLT.value, SifatPenugasan.PJ.value]


@pghistory.track()
class Jabatan(models.Model):
    """A position by name and kind. ``eselon`` as written in the source (II.b); ``kelas`` when known."""

    siasn_id = models.CharField(max_length=36, unique=True, null=True, blank=True)
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=30, choices=pilihan(JenisJabatan))
    eselon = models.CharField(max_length=8, blank=True)
    jenjang_jf = models.CharField(max_length=2, choices=pilihan(JenjangJF), blank=True)
    kelas = models.PositiveSmallIntegerField(null=True, blank=True)
    instansi_pembina = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["nama"], name="jabatan_nama")]
        constraints = [
            hanya("jabatan_jenis", "jenis", JenisJabatan),
            models.CheckConstraint(name="jabatan_jenjang_hanya_jf", condition=Q(jenjang_jf="") | Q(jenis=JenisJabatan.JF)),
        ]

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class Penugasan(models.Model):
    """Who holds which position in which unit, when and how. ``memimpin``: he leads that unit."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="penugasan")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="penugasan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="penugasan")
    sifat = models.CharField(max_length=20, choices=pilihan(SifatPenugasan))
    memimpin = models.BooleanField(default=False)
    sk = models.CharField(max_length=80, blank=True)
    tanggal_sk = models.DateField(null=True, blank=True)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        indexes = [
            GistIndex(fields=["berlaku"], name="penugasan_berlaku"),
            models.Index(fields=["unit"], condition=Q(memimpin=True), name="penugasan_pimpinan"),
        ]
        constraints = [
            hanya("penugasan_sifat", "sifat", SifatPenugasan),
            tak_kosong("penugasan_berlaku_berisi"),
            tak_bertumpuk("penugasan_satu_definitif", ["pegawai_id"], syarat=Q(sifat=SifatPenugasan.DEFINITIF.value)),
            tak_bertumpuk("penugasan_satu_pimpinan", ["unit_id"], syarat=Q(memimpin=True, sifat__in=_TETAP)),
            tak_bertumpuk("penugasan_satu_plt", ["unit_id"], syarat=Q(memimpin=True, sifat__in=_SEMENTARA)),
            tak_bertumpuk("penugasan_satu_plh", ["unit_id"], syarat=Q(memimpin=True, sifat=SifatPenugasan.PLH.value)),
            models.CheckConstraint(
                name="penugasan_sementara_memimpin",
                condition=Q(sifat=SifatPenugasan.DEFINITIF.value) | Q(memimpin=True),
            ),
            models.CheckConstraint(name="penugasan_bersurat", condition=Q(sifat=SifatPenugasan.DEFINITIF.value) | ~Q(sk="")),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.nama_jabatan}"

    @property
    def nama_jabatan(self) -> str:
        """Position as printed, with ``Plt.`` and the like before it."""
        awalan = "" if self.sifat in _TETAP else f"{SifatPenugasan(self.sifat).label} "
        return f"{awalan}{self.jabatan.nama}"


@pghistory.track()
class TimKerja(models.Model):
    """A team, often across units. Its ketua gives feedback and evidence; he does not rate."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="tim")
    nama = models.CharField(max_length=200)
    ketua = models.ForeignKey(Pegawai, models.PROTECT, related_name="tim_dipimpin")
    sk = models.CharField(max_length=80, blank=True)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [tak_kosong("timkerja_berlaku_berisi")]

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class AnggotaTim(models.Model):
    """A member of a team, of any unit."""

    tim = models.ForeignKey(TimKerja, models.PROTECT, related_name="anggota")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="keanggotaan_tim")
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            tak_kosong("anggotatim_berlaku_berisi"),
            tak_bertumpuk("anggotatim_sekali", ["tim_id", "pegawai_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} ({self.tim})"


def bukan_diri_sendiri(nama: str, kiri: str, kanan: str) -> models.CheckConstraint:
    """Two columns of people never name the same person."""
    return models.CheckConstraint(name=nama, condition=Q(**{f"{kanan}__isnull": True}) | ~Q(**{kiri: F(kanan)}))
