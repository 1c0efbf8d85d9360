"""Tables of the shared services: files, jobs, imports, messages, reminders, recorded decisions, reports of wrong data."""

from enum import StrEnum

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.layanan.dokumen.models import Dokumen as Dokumen
from kinerja.layanan.dokumen.models import PihakDokumen as PihakDokumen
from kinerja.layanan.enums import BagianLaporan, StatusImpor, StatusLaporan
from kinerja.layanan.transitions import LAPORAN_DATA
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_kosong
from kinerja.siklus.models import Tenggat


class StatusPekerjaan(StrEnum):
    """States of a job."""

    ANTRE = "ANTRE"
    BERJALAN = "BERJALAN"
    SELESAI = "SELESAI"
    GAGAL = "GAGAL"
    DIBATALKAN = "DIBATALKAN"


class KelasBaris(StrEnum):
    """What an import would do with a row."""

    BARU = "BARU"
    BERUBAH = "BERUBAH"
    TETAP = "TETAP"
    HILANG = "HILANG"
    DITOLAK = "DITOLAK"
    GANDA = "GANDA"


class StatusPengiriman(StrEnum):
    """States of one message on one channel. TAK_PASTI: claimed, then nobody knows; never blindly sent again."""

    ANTRE = "ANTRE"
    DIKLAIM = "DIKLAIM"
    TERKIRIM = "TERKIRIM"
    TAK_PASTI = "TAK_PASTI"
    GAGAL = "GAGAL"

    @property
    def label(self) -> str:
        """What the screen says."""
        return {"DIKLAIM": "Sedang dikirim", "TAK_PASTI": "Tidak pasti terkirim"}.get(self.value, self.value.capitalize())


#: Deliveries that wait for a person.
PERLU_DILIHAT = (StatusPengiriman.TAK_PASTI.value, StatusPengiriman.GAGAL.value)


class Berkas(models.Model):
    """A stored file: private, judged by content. ``nama`` is what the person called it, never a path."""

    isi = models.FileField(upload_to="%Y/%m", max_length=200)
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=100, help_text="Jenis isi (MIME) menurut isinya.")
    ukuran = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    untuk = models.CharField(
        max_length=60, help_text="Pemilik berkas, misalnya layanan.impor; menentukan siapa boleh mengunduh."
    )
    untuk_id = models.BigIntegerField(null=True, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    dihapus_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["untuk", "untuk_id"], name="berkas_pemilik")]

    def __str__(self) -> str:
        return self.nama


class Pekerjaan(models.Model):
    """A background job: what, for whom, how far. ``kunci`` makes asking twice for the same job harmless."""

    jenis = models.CharField(max_length=60)
    kunci = models.CharField(max_length=120, unique=True, null=True, blank=True)
    masukan = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=pilihan(StatusPekerjaan), default=StatusPekerjaan.ANTRE)
    selesai = models.PositiveIntegerField(default=0)
    jumlah = models.PositiveIntegerField(default=0)
    catatan = models.TextField(blank=True)
    hasil = models.JSONField(default=dict)
    minta_batal = models.BooleanField(default=False)
    percobaan = models.PositiveSmallIntegerField(default=0)
    pemilik = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="pekerjaan")
    dibuat_pada = models.DateTimeField()
    mulai_pada = models.DateTimeField(null=True, blank=True)
    detak_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["detak_pada"], condition=Q(status__in=["ANTRE", "BERJALAN"]), name="pekerjaan_jalan"),
            models.Index(fields=["pemilik", "-id"], name="pekerjaan_pemilik"),
        ]
        constraints = [
            hanya("pekerjaan_status", "status", StatusPekerjaan),
            models.CheckConstraint(name="pekerjaan_hitungan", condition=Q(selesai__lte=F("jumlah"))),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pk}"


@pghistory.track(fields=["status", "berkas", "oleh"])
class Impor(models.Model):
    """One file to take in: read, previewed, then applied whole or not at all. ``ringkasan`` holds the counts."""

    jenis = models.CharField(max_length=60)
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    acuan = models.DateField()
    status = models.CharField(max_length=12, choices=pilihan(StatusImpor), default=StatusImpor.DIUNGGAH)
    ringkasan = models.JSONField(default=dict)
    galat = models.TextField(blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    diunggah_pada = models.DateTimeField()
    diterapkan_pada = models.DateTimeField(null=True, blank=True)
    hapus_berkas_pada = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [hanya("impor_status", "status", StatusImpor)]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pk}"


class BarisImpor(models.Model):
    """A row of the sheet and what would be done with it. A refused row keeps its reason, not its content."""

    impor = models.ForeignKey(Impor, models.CASCADE, related_name="baris_impor")
    baris = models.PositiveIntegerField()
    kelas = models.CharField(max_length=8, choices=pilihan(KelasBaris))
    kunci = models.CharField(max_length=60, blank=True)
    nama = models.CharField(max_length=200, blank=True)
    isi = models.JSONField(default=dict)
    perubahan = models.JSONField(default=list)
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["impor", "kelas", "baris"], name="barisimpor_kelas")]
        constraints = [hanya("barisimpor_kelas_sah", "kelas", KelasBaris)]

    def __str__(self) -> str:
        return f"{self.impor_id}:{self.baris}"


class Pesan(models.Model):
    """A message to one person. ``kunci`` (event and object) lets the same news reach a person once."""

    penerima = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pesan")
    kunci = models.CharField(max_length=150)
    judul = models.CharField(max_length=200)
    isi = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    ikon = models.CharField(max_length=40, default="message-2")
    dibuat_pada = models.DateTimeField()
    dibaca_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["penerima", "kunci"], name="pesan_sekali")]
        indexes = [
            models.Index(fields=["penerima", "-dibuat_pada"], name="pesan_terbaru"),
            models.Index(fields=["penerima"], condition=Q(dibaca_pada__isnull=True), name="pesan_belum_dibaca"),
        ]

    def __str__(self) -> str:
        return self.judul


class NomorWhatsApp(models.Model):
    """Where somebody wants to be told by WhatsApp, written by himself; a row that is gone is consent withdrawn."""

    akun = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="nomor_whatsapp")
    nomor = models.CharField(max_length=15, help_text="Dengan kode negara, tanpa tanda: 6281234567890.")
    dicatat_pada = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="nomorwhatsapp_sah", condition=Q(nomor__regex=r"^[1-9][0-9]{7,14}$"))]

    def __str__(self) -> str:
        return f"WhatsApp {self.akun}"


class Pengiriman(models.Model):
    """One message on one channel."""

    pesan = models.ForeignKey(Pesan, models.CASCADE, related_name="pengiriman")
    saluran = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=pilihan(StatusPengiriman), default=StatusPengiriman.ANTRE)
    message_id = models.CharField(max_length=150, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    coba_lagi_pada = models.DateTimeField(null=True, blank=True)
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    dicatat_pada = models.DateTimeField(null=True, blank=True)
    galat = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["coba_lagi_pada"], condition=Q(status__in=["ANTRE", "DIKLAIM"]), name="pengiriman_jalan"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pesan", "saluran"], name="pengiriman_sekali"),
            hanya("pengiriman_status", "status", StatusPengiriman),
        ]

    def __str__(self) -> str:
        return f"{self.saluran}: {self.status}"


class CatatanTugas(models.Model):
    """How a scheduled task fares: written by the worker after each run, one row per task."""

    tugas = models.CharField(max_length=100, unique=True)
    berhasil = models.PositiveIntegerField(default=0)
    gagal = models.PositiveIntegerField(default=0)
    berhasil_pada = models.DateTimeField(null=True, blank=True)
    gagal_pada = models.DateTimeField(null=True, blank=True)
    galat = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.tugas


class BarisPengingat(models.Model):
    """A line of somebody's daily digest: the step of a deadline, or a nudge. Said once; ``pesan`` is the digest with it."""

    penerima = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tenggat = models.ForeignKey(Tenggat, models.CASCADE, null=True, blank=True, related_name="pengingat")
    langkah = models.CharField(max_length=8, blank=True)
    diteruskan = models.BooleanField(default=False)
    ajakan = models.CharField(max_length=60, blank=True)
    objek_id = models.BigIntegerField(null=True, blank=True)
    kalimat = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    tanggal = models.DateField()
    pesan = models.ForeignKey(Pesan, models.SET_NULL, null=True, blank=True, related_name="baris_pengingat")

    class Meta:
        indexes = [
            models.Index(fields=["penerima"], condition=Q(pesan__isnull=True), name="barispengingat_belum"),
            models.Index(fields=["penerima", "ajakan", "tanggal"], name="barispengingat_ajakan"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tenggat", "langkah", "penerima"], condition=Q(tenggat__isnull=False), name="barispengingat_sekali"
            ),
            models.UniqueConstraint(
                fields=["ajakan", "objek_id", "penerima", "tanggal"],
                condition=Q(tenggat__isnull=True),
                nulls_distinct=False,
                name="barispengingat_ajakan_sekali",
            ),
            models.CheckConstraint(
                name="barispengingat_satu_macam",
                condition=Q(tenggat__isnull=False, ajakan="", langkah__gt="")
                | (Q(tenggat__isnull=True, langkah="") & ~Q(ajakan="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.penerima}: {self.langkah or self.ajakan}"


@pghistory.track()
class LaporanData(models.Model):
    """ "Data saya salah": what is wrong, on whose desk (the unit's admin), how it ended. Its clock is a Tenggat."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="laporan_data")
    pelapor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="laporan_data")
    bagian = models.CharField(max_length=30, choices=pilihan(BagianLaporan))
    uraian = models.TextField()
    status = models.CharField(max_length=12, choices=pilihan(StatusLaporan), default=StatusLaporan.TERBUKA)
    jawaban = models.TextField(blank=True)
    dijawab_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    dijawab_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit"], condition=Q(status="TERBUKA"), name="laporandata_terbuka")]
        constraints = [
            hanya("laporandata_status", "status", StatusLaporan),
            hanya("laporandata_bagian", "bagian", BagianLaporan),
            models.CheckConstraint(
                name="laporandata_dijawab",
                condition=Q(status="TERBUKA", dijawab_pada__isnull=True)
                | (~Q(status="TERBUKA") & Q(dijawab_pada__isnull=False)),
            ),
            models.CheckConstraint(name="laporandata_penolakan_beralasan", condition=~Q(status="DITOLAK") | ~Q(jawaban="")),
            models.CheckConstraint(name="laporandata_berisi", condition=~Q(uraian="")),
        ]
        triggers = [
            pgtrigger.FSM(name="laporandata_langkah", field="status", transitions=LAPORAN_DATA.pasangan()),
            pgtrigger.Protect(
                name="laporandata_lahir_terbuka",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusLaporan.TERBUKA.value),
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.pk}: {self.pegawai}"


@pghistory.track()
class KeputusanTercatat(models.Model):
    """A decision on paper of somebody who does not sign in, recorded by an officer with the signed letter attached.

    ``pejabat`` decided; ``oleh`` recorded. Both are shown and printed. ``objek`` is what was decided about.
    """

    objek_jenis = models.CharField(max_length=60)
    objek_id = models.BigIntegerField(null=True, blank=True)
    tindakan = models.CharField(max_length=60)
    pejabat = models.ForeignKey(Pegawai, models.PROTECT, related_name="keputusan_tercatat")
    jabatan_pejabat = models.CharField(max_length=200)
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["objek_jenis", "objek_id"], name="keputusantercatat_objek")]
        constraints = [models.CheckConstraint(name="keputusantercatat_bernomor", condition=~Q(nomor=""))]

    def __str__(self) -> str:
        return f"{self.nomor} ({self.pejabat})"

    def tautkan(self, objek: models.Model) -> None:
        """Say what was decided about: what ``organisasi.keputusan.DasarKeputusan`` asks for."""
        self.objek_jenis, self.objek_id = objek._meta.label_lower, objek.pk
        self.save(update_fields=["objek_jenis", "objek_id"])


@pghistory.track()
class IzinBantu(models.Model):
    """The owner lets a helper draft for him for a time ("Bantu isi"); only the owner's own sign-in confirms."""

    pemilik = models.ForeignKey(Pegawai, models.PROTECT, related_name="izin_diberikan")
    pembantu = models.ForeignKey(Pegawai, models.PROTECT, related_name="izin_diterima")
    lingkup = models.CharField(max_length=60, default="SEMUA")
    objek_id = models.BigIntegerField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    dibuat_pada = models.DateTimeField()
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            tak_kosong("izinbantu_berisi"),
            models.CheckConstraint(name="izinbantu_orang_lain", condition=~Q(pemilik=F("pembantu"))),
        ]

    def __str__(self) -> str:
        return f"{self.pemilik} dibantu {self.pembantu}"
