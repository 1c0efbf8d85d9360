"""Content of a version: RHK, IKI, manual, strategy, standard of exceeding, perilaku, lampiran.

``LiniRHK`` and ``LiniIKI`` are the identity that survives versions: realisasi, feedback and the RHK of subordinates hang there.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from skp.enums import (
    Arah,
    Aspek,
    JenisLampiran,
    JenisRHK,
    Keluaran,
    MetodeCascading,
    NilaiBerAKHLAK,
    Penulis,
    PeriodeLapor,
    Perspektif,
    PolaUkur,
    TingkatKendali,
)
from skp.models.kunci import LEWAT_IKI, LEWAT_RHK, LEWAT_VERSI, terkunci
from skp.models.pk import LiniIndikator, LiniSasaran
from skp.models.skp import SKP, VersiSKP


class LiniRHK(models.Model):
    """An RHK through all versions of an SKP. ``kunci``: the browser's own name of a row that it added while offline."""

    skp = models.ForeignKey(SKP, models.PROTECT, related_name="lini_rhk")
    kunci = models.CharField(max_length=36, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skp", "kunci"], name="linirhk_kunci_sekali")]
        triggers = [pgtrigger.ReadOnly(name="linirhk_tetap", fields=["skp"])]


class LiniIKI(models.Model):
    """An IKI through all versions of an RHK."""

    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, related_name="lini_iki")
    kunci = models.CharField(max_length=36, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lini_rhk", "kunci"], name="liniiki_kunci_sekali")]
        triggers = [pgtrigger.ReadOnly(name="liniiki_tetap", fields=["lini_rhk"])]


class RHK(models.Model):
    """A result somebody promises. ``induk_lini``: the leader's RHK it intervenes; ``induk_iki``: his indicator, if shared.

    ``isi_sejak``: number of the version in which the text last changed. ``induk_versi_disepakati``: the leader's version it was
    agreed upon; an older one than the leader's change means *menunggu konfirmasi*. ``sunting``: edits of this row.
    """

    versi = models.ForeignKey(VersiSKP, models.CASCADE, related_name="rhk")
    lini = models.ForeignKey(LiniRHK, models.PROTECT, related_name="rhk")
    jenis = models.CharField(max_length=10, choices=pilihan(JenisRHK))
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField(blank=True)
    penugasan_dari = models.CharField(max_length=200, blank=True)
    sasaran = models.ForeignKey(LiniSasaran, models.PROTECT, null=True, blank=True, related_name="rhk")
    induk_lini = models.ForeignKey(LiniRHK, models.PROTECT, null=True, blank=True, related_name="anak")
    induk_iki = models.ForeignKey(LiniIKI, models.PROTECT, null=True, blank=True, related_name="anak")
    induk_versi_disepakati = models.ForeignKey(VersiSKP, models.PROTECT, null=True, blank=True, related_name="+")
    rhk_pimpinan_teks = models.TextField(blank=True, help_text="RHK pimpinan seperti tertulis, bila belum ada di sini.")
    metode = models.CharField(max_length=20, choices=pilihan(MetodeCascading), blank=True)
    keluaran = models.CharField(max_length=20, choices=pilihan(Keluaran), blank=True)
    kendali = models.CharField(max_length=25, choices=pilihan(TingkatKendali), blank=True)
    untuk_plt = models.BooleanField(default=False, help_text="Tugas sebagai Plt.")
    sel = models.ForeignKey("skp.SelMPPH", models.SET_NULL, null=True, blank=True, related_name="rhk")
    isi_sejak = models.PositiveSmallIntegerField(default=1)
    sunting = models.PositiveIntegerField(default=0)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.UniqueConstraint(fields=["versi", "lini"], name="rhk_lini_sekali"),
            models.UniqueConstraint(fields=["versi", "sel"], name="rhk_sel_sekali"),
            hanya("rhk_jenis", "jenis", JenisRHK),
            hanya("rhk_metode", "metode", MetodeCascading, kosong=True),
            hanya("rhk_keluaran", "keluaran", Keluaran, kosong=True),
            hanya("rhk_kendali", "kendali", TingkatKendali, kosong=True),
            models.CheckConstraint(
                name="rhk_induk_bukan_diri", condition=Q(induk_lini__isnull=True) | ~Q(induk_lini=F("lini"))
            ),
            models.CheckConstraint(
                name="rhk_porsi_berinduk", condition=Q(induk_iki__isnull=True) | Q(induk_lini__isnull=False)
            ),
        ]
        triggers = [terkunci("rhk_terkunci", LEWAT_VERSI)]

    def __str__(self) -> str:
        return self.uraian


class IKI(models.Model):
    """A measure of an RHK. ``target_teks`` as written (empty: not set yet), ``target_angka`` where it is a number."""

    rhk = models.ForeignKey(RHK, models.CASCADE, related_name="iki")
    lini = models.ForeignKey(LiniIKI, models.PROTECT, related_name="iki")
    urut = models.PositiveSmallIntegerField()
    aspek = models.CharField(max_length=10, choices=pilihan(Aspek), blank=True)
    perspektif = models.CharField(max_length=20, choices=pilihan(Perspektif), blank=True)
    uraian = models.TextField(blank=True)
    target_teks = models.TextField(blank=True)
    target_angka = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    satuan = models.CharField(max_length=120, blank=True)
    arah = models.CharField(max_length=5, choices=pilihan(Arah), default=Arah.NAIK)
    pola_ukur = models.CharField(max_length=10, choices=pilihan(PolaUkur), blank=True)
    bukti_disepakati = models.TextField(blank=True)
    indikator_pk = models.ForeignKey(LiniIndikator, models.PROTECT, null=True, blank=True, related_name="iki")
    sunting = models.PositiveIntegerField(default=0)
    lain = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("urut", "id")
        constraints = [
            models.UniqueConstraint(fields=["rhk", "lini"], name="iki_lini_sekali"),
            hanya("iki_aspek", "aspek", Aspek, kosong=True),
            hanya("iki_perspektif", "perspektif", Perspektif, kosong=True),
            hanya("iki_arah", "arah", Arah),
            hanya("iki_pola_ukur", "pola_ukur", PolaUkur, kosong=True),
            models.CheckConstraint(name="iki_aspek_atau_perspektif", condition=Q(aspek="") | Q(perspektif="")),
        ]
        triggers = [terkunci("iki_terkunci", LEWAT_RHK)]

    def __str__(self) -> str:
        return self.uraian

    @property
    def target(self) -> str:
        """As printed: value and unit."""
        satuan = self.satuan.strip()
        if not self.target_teks:
            return "belum ditetapkan"
        return f"{self.target_teks}{satuan}" if satuan == "%" else f"{self.target_teks} {satuan}".strip()


class ManualIndikator(models.Model):
    """Manual Indikator Kinerja of an IKI (5.9), for JPT and heads of independent units."""

    iki = models.OneToOneField(IKI, models.CASCADE, related_name="manual")
    tujuan = models.TextField(blank=True)
    definisi = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    satuan = models.CharField(max_length=120, blank=True)
    kendali = models.CharField(max_length=25, choices=pilihan(TingkatKendali), blank=True)
    sumber_data = models.TextField(blank=True)
    periode = models.CharField(max_length=12, choices=pilihan(PeriodeLapor), blank=True)
    unit_data = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            hanya("manualindikator_kendali", "kendali", TingkatKendali, kosong=True),
            hanya("manualindikator_periode", "periode", PeriodeLapor, kosong=True),
        ]
        triggers = [terkunci("manualindikator_terkunci", LEWAT_IKI)]

    def __str__(self) -> str:
        return f"MIK {self.iki}"


class Strategi(models.Model):
    """How an RHK of a leader is to be reached (stage 4 of 5.2)."""

    rhk = models.ForeignKey(RHK, models.CASCADE, related_name="strategi")
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField()

    class Meta:
        ordering = ("urut", "id")
        triggers = [terkunci("strategi_terkunci", LEWAT_RHK)]

    def __str__(self) -> str:
        return self.uraian


class StandarUnggul(models.Model):
    """What would count as exceeding, written beforehand by leader or pegawai; it stands beside the evidence at evaluation."""

    rhk = models.ForeignKey(RHK, models.CASCADE, related_name="standar")
    penulis = models.CharField(max_length=10, choices=pilihan(Penulis))
    uraian = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rhk", "penulis"], name="standarunggul_sekali"),
            hanya("standarunggul_penulis", "penulis", Penulis),
        ]
        triggers = [terkunci("standarunggul_terkunci", LEWAT_RHK)]

    def __str__(self) -> str:
        return self.uraian


class PerilakuSKP(models.Model):
    """One BerAKHLAK value on the form, with the leader's Ekspektasi Khusus: one bullet per line."""

    versi = models.ForeignKey(VersiSKP, models.CASCADE, related_name="perilaku")
    nilai = models.CharField(max_length=25, choices=pilihan(NilaiBerAKHLAK))
    ekspektasi = models.TextField(blank=True)
    sunting = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["versi", "nilai"], name="perilakuskp_sekali"),
            hanya("perilakuskp_nilai", "nilai", NilaiBerAKHLAK),
        ]
        triggers = [terkunci("perilakuskp_terkunci", LEWAT_VERSI)]

    def __str__(self) -> str:
        return self.get_nilai_display()


class Lampiran(models.Model):
    """One row of the Lampiran SKP (5.8)."""

    versi = models.ForeignKey(VersiSKP, models.CASCADE, related_name="lampiran")
    jenis = models.CharField(max_length=30, choices=pilihan(JenisLampiran))
    urut = models.PositiveSmallIntegerField()
    uraian = models.TextField(blank=True)
    sunting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("jenis", "urut", "id")
        constraints = [hanya("lampiran_jenis", "jenis", JenisLampiran)]
        triggers = [terkunci("lampiran_terkunci", LEWAT_VERSI)]

    def __str__(self) -> str:
        return self.uraian


class Komentar(models.Model):
    """A remark on an RHK or IKI, in a version; whoever reads may mark it resolved. Never changed, never deleted."""

    versi = models.ForeignKey(VersiSKP, models.PROTECT, related_name="komentar")
    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, related_name="komentar")
    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, null=True, blank=True, related_name="komentar")
    penulis = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    isi = models.TextField()
    pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pada", "id")
        constraints = [
            models.CheckConstraint(name="komentar_berisi", condition=~Q(isi="")),
            models.CheckConstraint(
                name="komentar_selesai_berpelaku",
                condition=Q(selesai_pada__isnull=True, selesai_oleh__isnull=True)
                | Q(selesai_pada__isnull=False, selesai_oleh__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="komentar_tetap", fields=["versi", "lini_rhk", "lini_iki", "penulis", "oleh", "isi", "pada"]
            ),
            pgtrigger.Protect(name="komentar_tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.isi


class AbaikanSaran(models.Model):
    """A piece of advice of the SMART lint set aside, with the reason: shown to the penilai instead of the advice."""

    lini_rhk = models.ForeignKey(LiniRHK, models.PROTECT, related_name="abaikan")
    lini_iki = models.ForeignKey(LiniIKI, models.PROTECT, null=True, blank=True, related_name="abaikan")
    aturan = models.CharField(max_length=40)
    alasan = models.CharField(max_length=250)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lini_rhk", "lini_iki", "aturan"], name="abaikansaran_sekali", nulls_distinct=False
            ),
            models.CheckConstraint(name="abaikansaran_beralasan", condition=~Q(alasan="")),
        ]

    def __str__(self) -> str:
        return self.alasan
