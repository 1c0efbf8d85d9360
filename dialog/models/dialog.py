"""The dialogue: who, when, agenda, notes, agreements, confirmation. Content is read by its participants only."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dialog.enums import JenisDialog, PeranPeserta, StatusDialog, SumberAgenda
from dialog.transitions import DIALOG
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.sandi import buka_sandi
from kinerja.siklus.models import Siklus
from skp.models import LiniIKI, LiniRHK


@pghistory.track(exclude=["sunting"])
class Dialog(models.Model):
    """One talk between a pegawai and a leader. ``sunting`` grows with every change, for the poll of the other's browser."""

    siklus = models.ForeignKey(Siklus, models.PROTECT, related_name="dialog")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="dialog_diikuti")
    pimpinan = models.ForeignKey(Pegawai, models.PROTECT, related_name="dialog_dipimpin")
    jenis = models.CharField(max_length=15, choices=pilihan(JenisDialog))
    status = models.CharField(max_length=20, choices=pilihan(StatusDialog), default=StatusDialog.RENCANA)
    jadwal = models.DateTimeField()
    tempat = models.CharField(max_length=200, blank=True)
    sebelumnya = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="berikutnya")
    pengundang = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    mulai_pada = models.DateTimeField(null=True, blank=True)
    berakhir_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    tanpa_tanggapan = models.BooleanField(default=False, help_text="Dikunci tanpa konfirmasi salah satu pihak.")
    alasan = models.TextField(blank=True, help_text="Mengapa dipindahkan, ditolak, atau tidak terlaksana.")
    sunting = models.PositiveIntegerField(default=0)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()

    class Meta:
        ordering = ("-jadwal", "-id")
        indexes = [
            models.Index(fields=["pegawai", "-selesai_pada"], name="dialog_pegawai"),
            models.Index(fields=["pimpinan", "status"], name="dialog_pimpinan"),
        ]
        constraints = [
            hanya("dialog_jenis", "jenis", JenisDialog),
            hanya("dialog_status", "status", StatusDialog),
            models.CheckConstraint(name="dialog_dua_orang", condition=~Q(pegawai=F("pimpinan"))),
            models.CheckConstraint(
                name="dialog_selesai_berwaktu",
                condition=~Q(status=StatusDialog.SELESAI.value)
                | Q(mulai_pada__isnull=False, berakhir_pada__isnull=False, selesai_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="dialog_batal_beralasan",
                condition=~Q(status__in=[StatusDialog.DITOLAK.value, StatusDialog.TIDAK_TERLAKSANA.value]) | ~Q(alasan=""),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="dialog_langkah", field="status", transitions=DIALOG.pasangan()),
            pgtrigger.Protect(
                name="dialog_lahir_rencana",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=StatusDialog.RENCANA.value),
            ),
            pgtrigger.Protect(name="dialog_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.pegawai} dan {self.pimpinan}"


def _isi_terbuka(nama: str) -> pgtrigger.Trigger:
    """What was said is closed with the dialogue; only the tick, the answer and the fate of an agreement go on."""
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("baris", "RECORD"), ("keadaan", "TEXT")],
        func="""
            IF TG_OP = 'DELETE' THEN baris := OLD; ELSE baris := NEW; END IF;
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'selesai_pada' - 'selesai_oleh_id' - 'catatan_selesai' - 'dilepas_pada'
                - 'alasan_lepas' - 'dilanjutkan' = to_jsonb(OLD) - 'selesai_pada' - 'selesai_oleh_id' - 'catatan_selesai'
                - 'dilepas_pada' - 'alasan_lepas' - 'dilanjutkan' THEN RETURN NEW; END IF;
            SELECT d.status INTO keadaan FROM dialog_dialog d WHERE d.id = baris.dialog_id FOR SHARE;
            IF keadaan IN ('SELESAI', 'DITOLAK', 'TIDAK_TERLAKSANA') THEN
                RAISE EXCEPTION 'Dialog % sudah selesai', baris.dialog_id USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN baris;
        """,
    )


class Peserta(models.Model):
    """Somebody who takes part; the two main ones confirm. ``tanggapan``: the pegawai's remark.

    A companion is proposed by one of the two (``pengusul``) and sees nothing before the other agreed (``disetujui_pada``).
    """

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="peserta")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    peran = models.CharField(max_length=12, choices=pilihan(PeranPeserta))
    pengusul = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    disetujui_pada = models.DateTimeField(null=True, blank=True)
    dikonfirmasi_pada = models.DateTimeField(null=True, blank=True)
    tanggapan = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["dialog", "pegawai"], name="peserta_sekali"),
            models.UniqueConstraint(
                fields=["dialog", "peran"],
                condition=~Q(peran=PeranPeserta.PENDAMPING.value),
                name="peserta_satu_per_peran",
            ),
            models.CheckConstraint(
                name="peserta_pendamping_diusulkan",
                condition=~Q(peran=PeranPeserta.PENDAMPING.value) | Q(pengusul__isnull=False, dikonfirmasi_pada__isnull=True),
            ),
            hanya("peserta_peran", "peran", PeranPeserta),
        ]
        triggers = [_isi_terbuka("peserta_terkunci")]


class Agenda(models.Model):
    """A point to talk about. ``asal``: the unticked point of an earlier talk.

    ``pribadi``: only its author sees it, and ``isi`` is encrypted; ``teks`` is what people read.
    """

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="agenda")
    penulis = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    isi = models.TextField()
    pribadi = models.BooleanField(default=False)
    sumber = models.CharField(max_length=15, choices=pilihan(SumberAgenda), default=SumberAgenda.PESERTA)
    asal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lanjutan")
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, null=True, blank=True, related_name="+")
    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, null=True, blank=True, related_name="+")
    urut = models.PositiveSmallIntegerField()
    selesai_pada = models.DateTimeField(null=True, blank=True)
    dilanjutkan = models.BooleanField(default=False)
    pada = models.DateTimeField()

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.CheckConstraint(name="agenda_berisi", condition=~Q(isi="")),
            models.CheckConstraint(name="agenda_pribadi_berpenulis", condition=Q(pribadi=False) | Q(penulis__isnull=False)),
            models.UniqueConstraint(fields=["dialog", "asal"], name="agenda_asal_sekali"),
            hanya("agenda_sumber", "sumber", SumberAgenda),
        ]
        triggers = [_isi_terbuka("agenda_terkunci")]

    @property
    def teks(self) -> str:
        """The words."""
        return buka_sandi(self.isi) if self.pribadi else self.isi


class CatatanDialog(models.Model):
    """What one participant writes down for both to see: each his own page, so that nobody overwrites the other."""

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="catatan")
    penulis = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    isi = models.TextField(blank=True)
    sunting = models.PositiveIntegerField(default=0)
    pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialog", "penulis"], name="catatandialog_sekali")]
        triggers = [_isi_terbuka("catatandialog_terkunci")]


class CatatanPribadi(models.Model):
    """A participant's own notes, encrypted: private from everyone, in history and backups too. No history table."""

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="catatan_pribadi")
    pemilik = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    isi_tersandi = models.BinaryField()
    sunting = models.PositiveIntegerField(default=0)
    pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialog", "pemilik"], name="catatanpribadi_sekali")]


@pghistory.track(fields=["pemilik", "batas", "selesai_pada", "dilepas_pada", "alasan_lepas"])
class Kesepakatan(models.Model):
    """What was agreed: who does it by when. It becomes a task; whether it is late is computed."""

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="kesepakatan")
    pemilik = models.ForeignKey(Pegawai, models.PROTECT, related_name="kesepakatan")
    isi = models.TextField()
    batas = models.DateField()
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, null=True, blank=True, related_name="+")
    selesai_pada = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    catatan_selesai = models.TextField(blank=True)
    dilepas_pada = models.DateTimeField(null=True, blank=True)
    alasan_lepas = models.CharField(max_length=250, blank=True)
    pada = models.DateTimeField()

    class Meta:
        ordering = ("batas", "id")
        indexes = [
            models.Index(
                fields=["pemilik", "batas"],
                condition=Q(selesai_pada__isnull=True, dilepas_pada__isnull=True),
                name="kesepakatan_terbuka",
            )
        ]
        constraints = [
            models.CheckConstraint(name="kesepakatan_berisi", condition=~Q(isi="")),
            models.CheckConstraint(
                name="kesepakatan_lepas_beralasan", condition=Q(dilepas_pada__isnull=True) | ~Q(alasan_lepas="")
            ),
            models.CheckConstraint(
                name="kesepakatan_satu_akhir", condition=Q(selesai_pada__isnull=True) | Q(dilepas_pada__isnull=True)
            ),
        ]
        triggers = [_isi_terbuka("kesepakatan_terkunci")]


class LangkahDialog(models.Model):
    """A step of a dialogue: append-only, names as text."""

    dialog = models.ForeignKey(Dialog, models.PROTECT, related_name="langkah")
    dari = models.CharField(max_length=20)
    tindakan = models.CharField(max_length=30)
    ke = models.CharField(max_length=20)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nama_oleh = models.CharField(max_length=200)
    catatan = models.TextField(blank=True)

    class Meta:
        ordering = ("pada", "id")
        triggers = [pgtrigger.Protect(name="langkahdialog_tetap", operation=pgtrigger.Update | pgtrigger.Delete)]
