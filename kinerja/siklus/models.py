"""Tables of the cycle: years, periods, stages, extensions, parameters, holidays, deadlines."""

import datetime as dt

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong
from kinerja.siklus.aturan import nama_periode
from kinerja.siklus.enums import JenisLibur, JenisNilai, JenisPeriode, JenisTahap, Keyakinan, Satuan, StatusPeriode
from kinerja.siklus.transitions import PERIODE


@pghistory.track()
class Siklus(models.Model):
    """A performance year. Rhythm and the fate of the fourth quarter are frozen when the cycle opens."""

    tahun = models.PositiveSmallIntegerField(unique=True)
    irama = models.CharField(max_length=10, choices=pilihan(JenisPeriode))
    tw_iv_digabung = models.BooleanField()
    dibuka_pada = models.DateTimeField()
    dibuka_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="siklus_tahun_wajar", condition=Q(tahun__gte=2022, tahun__lte=2100)),
            models.CheckConstraint(
                name="siklus_irama_periodik", condition=Q(irama__in=[JenisPeriode.BULAN.value, JenisPeriode.TRIWULAN.value])
            ),
        ]

    def __str__(self) -> str:
        return f"Siklus {self.tahun}"


@pghistory.track()
class Periode(models.Model):
    """An evaluation period: what it covers (``rentang``) and the days on which it is open (both included)."""

    siklus = models.ForeignKey(Siklus, models.PROTECT, related_name="periode")
    jenis = models.CharField(max_length=10, choices=pilihan(JenisPeriode))
    urut = models.PositiveSmallIntegerField()
    rentang = RentangTanggal()
    buka_tanggal = models.DateField()
    tutup_tanggal = models.DateField()
    status = models.CharField(max_length=10, choices=pilihan(StatusPeriode), default=StatusPeriode.BELUM)
    dibuka_pada = models.DateTimeField(null=True, blank=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("tutup_tanggal", "id")
        indexes = [GistIndex(fields=["rentang"], name="periode_rentang")]
        constraints = [
            models.UniqueConstraint(fields=["siklus", "jenis", "urut"], name="periode_sekali"),
            hanya("periode_jenis", "jenis", JenisPeriode),
            hanya("periode_status", "status", StatusPeriode),
            tak_kosong("periode_rentang_berisi", "rentang"),
            tak_bertumpuk("periode_tak_bertumpuk", ["siklus_id"], rentang="rentang", syarat=~Q(jenis=JenisPeriode.AKHIR.value)),
            models.CheckConstraint(name="periode_buka_sebelum_tutup", condition=Q(tutup_tanggal__gte=F("buka_tanggal"))),
            models.CheckConstraint(
                name="periode_urut_sah",
                condition=Q(jenis=JenisPeriode.BULAN.value, urut__range=(1, 12))
                | Q(jenis=JenisPeriode.TRIWULAN.value, urut__range=(1, 4))
                | Q(jenis=JenisPeriode.AKHIR.value, urut=1),
            ),
            models.CheckConstraint(
                name="periode_waktu_menurut_status",
                condition=Q(status=StatusPeriode.BELUM.value, dibuka_pada__isnull=True, ditutup_pada__isnull=True)
                | Q(status=StatusPeriode.TERBUKA.value, dibuka_pada__isnull=False, ditutup_pada__isnull=True)
                | Q(status=StatusPeriode.DITUTUP.value, dibuka_pada__isnull=False, ditutup_pada__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="periode_langkah", field="status", transitions=PERIODE.pasangan()),
            pgtrigger.Protect(
                name="periode_lahir_belum",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusPeriode.BELUM.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.siklus.tahun}"

    @property
    def nama(self) -> str:
        """``Triwulan I``, ``Januari``, ``Akhir tahun``: as the forms print it, without the year."""
        return nama_periode(JenisPeriode(self.jenis), self.urut, tw_iv_digabung=self.siklus.tw_iv_digabung)

    @property
    def mulai(self) -> dt.date:
        """First day covered."""
        return self.rentang.lower

    @property
    def sampai(self) -> dt.date:
        """Last day covered."""
        return self.rentang.upper - dt.timedelta(days=1)

    @property
    def terbuka(self) -> bool:
        """Work in it is accepted."""
        return self.status == StatusPeriode.TERBUKA


@pghistory.track()
class Tahap(models.Model):
    """One of the four stages of a year; both days included. Stages overlap: monitoring starts while planning is on."""

    siklus = models.ForeignKey(Siklus, models.PROTECT, related_name="tahap")
    jenis = models.CharField(max_length=15, choices=pilihan(JenisTahap))
    mulai = models.DateField()
    sampai = models.DateField()

    class Meta:
        ordering = ("mulai", "id")
        constraints = [
            models.UniqueConstraint(fields=["siklus", "jenis"], name="tahap_sekali"),
            hanya("tahap_jenis", "jenis", JenisTahap),
            models.CheckConstraint(name="tahap_mulai_sebelum_sampai", condition=Q(sampai__gte=F("mulai"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.siklus.tahun}"


class Perpanjangan(models.Model):
    """A letter that moves the last day of a period or of a stage. Append-only: a second letter is a second row."""

    periode = models.ForeignKey(Periode, models.PROTECT, null=True, blank=True, related_name="perpanjangan")
    tahap = models.ForeignKey(Tahap, models.PROTECT, null=True, blank=True, related_name="perpanjangan")
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    alasan = models.CharField(max_length=250)
    batas_lama = models.DateField()
    batas_baru = models.DateField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="perpanjangan_satu_objek",
                condition=Q(periode__isnull=False, tahap__isnull=True) | Q(periode__isnull=True, tahap__isnull=False),
            ),
            models.CheckConstraint(name="perpanjangan_bernomor", condition=~Q(nomor="")),
            models.CheckConstraint(name="perpanjangan_maju", condition=Q(batas_baru__gt=F("batas_lama"))),
        ]
        triggers = [pgtrigger.Protect(name="perpanjangan_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Surat {self.nomor}"


class DefinisiParameter(models.Model):
    """What a number of the regulation is called and means: from ``parameter_bawaan.toml``. Its values are ``Parameter``."""

    nama = models.CharField(max_length=60, unique=True)
    judul = models.CharField(max_length=150)
    kelompok = models.CharField(max_length=60)
    urut = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=15, choices=pilihan(JenisNilai))
    isi = models.CharField(max_length=15, choices=pilihan(JenisNilai), blank=True, help_text="Jenis nilai di dalam PETA.")
    pilihan = models.JSONField(default=list, blank=True, help_text="Pasangan [kode, label].")
    kunci = models.JSONField(default=list, blank=True, help_text="Kunci PETA menurut urutannya.")
    minimum = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    maksimum = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    penjelasan = models.TextField()
    mengapa = models.CharField(max_length=250, blank=True, help_text="Mengapa nilai bawaannya belum pasti.")

    class Meta:
        ordering = ("urut",)
        constraints = [
            hanya("definisiparameter_jenis", "jenis", JenisNilai),
            models.CheckConstraint(
                name="definisiparameter_isi_peta",
                condition=(Q(jenis=JenisNilai.PETA.value) & ~Q(isi="")) | (~Q(jenis=JenisNilai.PETA.value) & Q(isi="")),
            ),
        ]

    def __str__(self) -> str:
        return self.judul


@pghistory.track()
class Parameter(models.Model):
    """A dated value: never changed, only followed by another row, so a stored deadline can name the version it used.

    ``dicabut_pada``: replaced before it ever held (a mistyped row); it stays for the deadlines that named it.
    """

    definisi = models.ForeignKey(DefinisiParameter, models.PROTECT, related_name="parameter")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    nilai = models.JSONField(encoder=DjangoJSONEncoder)
    satuan = models.CharField(max_length=15, choices=pilihan(Satuan))
    dasar_hukum = models.CharField(max_length=250)
    keyakinan = models.CharField(max_length=12, choices=pilihan(Keyakinan))
    bawaan = models.BooleanField(default=False)
    alasan = models.CharField(max_length=250, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    dikonfirmasi_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dikonfirmasi_pada = models.DateTimeField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            hanya("parameter_satuan", "satuan", Satuan),
            hanya("parameter_keyakinan", "keyakinan", Keyakinan),
            tak_kosong("parameter_berisi"),
            tak_bertumpuk("parameter_satu", ["definisi_id", "unit_id"], syarat=Q(dicabut_pada__isnull=True)),
            models.CheckConstraint(name="parameter_berdasar", condition=~Q(dasar_hukum="")),
            models.CheckConstraint(name="parameter_bawaan_atau_beralasan", condition=Q(bawaan=True) | ~Q(alasan="")),
            models.CheckConstraint(
                name="parameter_konfirmasi_lengkap",
                condition=Q(dikonfirmasi_oleh__isnull=True, dikonfirmasi_pada__isnull=True)
                | Q(dikonfirmasi_oleh__isnull=False, dikonfirmasi_pada__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="parameter_nilai_tetap",
                fields=[
                    "definisi", "unit", "nilai", "satuan", "dasar_hukum", "keyakinan",
                    "bawaan", "alasan", "dibuat_oleh", "dibuat_pada",
                ],
            ),
            pgtrigger.Protect(name="parameter_tak_terhapus", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.definisi_id}: {self.nilai}"

    @property
    def belum_pasti(self) -> bool:
        """Uncertain and confirmed by nobody yet."""
        return self.keyakinan == Keyakinan.TIDAK_PASTI and self.dikonfirmasi_pada is None


@pghistory.track()
class HariLibur(models.Model):
    """A day off. ``perkiraan``: not yet in an SKB. ``batal``: taken off by hand, kept so that it is not loaded again."""

    tanggal = models.DateField(unique=True)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=15, choices=pilihan(JenisLibur))
    perkiraan = models.BooleanField(default=False)
    sumber = models.CharField(max_length=150)
    batal = models.BooleanField(default=False)
    alasan = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("tanggal",)
        constraints = [
            hanya("harilibur_jenis", "jenis", JenisLibur),
            models.CheckConstraint(name="harilibur_bernama", condition=~Q(nama="")),
            models.CheckConstraint(name="harilibur_batal_beralasan", condition=Q(batal=False) | ~Q(alasan="")),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.tanggal})"


@pghistory.track()
class Tenggat(models.Model):
    """A clock that has started. The last day is stored with the parameter it came from; whether it is late is computed.

    ``hari_kerja`` (5 or 6) is the week of the office that must act, frozen like the rest. The desk is a person's or a unit's.
    """

    objek_jenis = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    jenis = models.CharField(max_length=60)
    mulai = models.DateField()
    batas = models.DateField()
    hari_kerja = models.PositiveSmallIntegerField(default=5)
    dasar = models.CharField(max_length=250)
    alasan = models.JSONField(default=list)
    parameter_versi = models.ForeignKey(Parameter, models.PROTECT, related_name="tenggat")
    pemegang = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="tenggat")
    pemegang_unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="tenggat")
    di_meja_sejak = models.DateField()
    dibuka_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["batas"], condition=Q(selesai_pada__isnull=True), name="tenggat_terbuka"),
            models.Index(fields=["pemegang"], condition=Q(selesai_pada__isnull=True), name="tenggat_meja_orang"),
            models.Index(fields=["pemegang_unit"], condition=Q(selesai_pada__isnull=True), name="tenggat_meja_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["objek_jenis", "objek_id", "jenis"], name="tenggat_sekali"),
            models.CheckConstraint(name="tenggat_hari_kerja", condition=Q(hari_kerja__in=[5, 6])),
            models.CheckConstraint(name="tenggat_berdasar", condition=~Q(dasar="")),
            models.CheckConstraint(name="tenggat_meja_setelah_mulai", condition=Q(di_meja_sejak__gte=F("mulai"))),
            models.CheckConstraint(
                name="tenggat_satu_meja",
                condition=Q(pemegang__isnull=False, pemegang_unit__isnull=True)
                | Q(pemegang__isnull=True, pemegang_unit__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="tenggat_jam_tetap",
                fields=["objek_jenis", "objek_id", "jenis", "mulai", "hari_kerja", "parameter_versi", "dibuka_pada"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.objek_jenis}:{self.objek_id}"
