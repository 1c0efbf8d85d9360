"""People, and the times in which they are away from their office."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from kinerja.organisasi.enums import JenisKelamin, JenisMasaKhusus, StatusPegawai
from kinerja.organisasi.models.pilihan import hanya, pilihan
from kinerja.plumbing.rentang import BerlakuQuerySet, RentangTanggal, tak_bertumpuk, tak_kosong


@pghistory.track(exclude=["cari", "nama_urut"])
class Pegawai(models.Model):
    """A person who is assessed or who assesses. Only what the work needs: no NIK, religion, address, telephone."""

    pns_id = models.CharField(max_length=36, unique=True, null=True, blank=True)
    nip = models.CharField(max_length=18, unique=True, null=True, blank=True)
    nama = models.CharField(max_length=150)
    gelar_depan = models.CharField(max_length=40, blank=True)
    gelar_belakang = models.CharField(max_length=60, blank=True)
    nama_urut = models.GeneratedField(
        expression=models.functions.Lower("nama"), output_field=models.CharField(max_length=150), db_persist=True
    )
    lahir = models.DateField(null=True, blank=True)
    jk = models.CharField(max_length=1, choices=pilihan(JenisKelamin), blank=True)
    status = models.CharField(max_length=20, choices=pilihan(StatusPegawai))
    golongan = models.CharField(max_length=8, blank=True)
    tmt_golongan = models.DateField(null=True, blank=True)
    kedudukan_hukum = models.CharField(max_length=80, blank=True)
    berhenti_sejak = models.DateField(null=True, blank=True, help_text="Pensiun, meninggal, pindah instansi, diberhentikan.")
    hilang_sejak = models.DateField(
        null=True, blank=True, help_text="Tidak ada pada ekspor SIASN terakhir; ditandai, tidak dihapus."
    )
    cari = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ("nama_urut", "pk")
        indexes = [
            GinIndex(fields=["cari"], name="pegawai_cari"),
            models.Index(fields=["nama_urut", "id"], name="pegawai_nama_urut"),
        ]
        constraints = [
            hanya("pegawai_status", "status", StatusPegawai),
            models.CheckConstraint(
                name="pegawai_nip_kecuali_non_asn",
                condition=Q(status=StatusPegawai.NON_ASN, nip__isnull=True)
                # NULL matches no pattern and refuses none: it must be named.
                | (~Q(status=StatusPegawai.NON_ASN) & Q(nip__isnull=False, nip__regex=r"^[0-9]{18}$")),
            ),
            models.CheckConstraint(name="pegawai_bernama", condition=~Q(nama="")),
        ]

    def __str__(self) -> str:
        return self.nama_gelar

    @property
    def nama_gelar(self) -> str:
        """Name with titles, as printed: ``dr. Siti Rahmah, M.Si``."""
        nama = f"{self.gelar_depan} {self.nama}".strip()
        return f"{nama}, {self.gelar_belakang}" if self.gelar_belakang else nama


@pghistory.track()
class MasaKhusus(models.Model):
    """Tugas belajar, CLTN, MPP and the like, with their letter."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="masa_khusus")
    jenis = models.CharField(max_length=30, choices=pilihan(JenisMasaKhusus))
    sk = models.CharField(max_length=80, blank=True)
    berlaku = RentangTanggal()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        constraints = [
            hanya("masakhusus_jenis", "jenis", JenisMasaKhusus),
            tak_kosong("masakhusus_berlaku_berisi"),
            *(
                tak_bertumpuk(f"masakhusus_satu_{x.value.lower()}", ["pegawai_id"], syarat=Q(jenis=x.value))
                for x in JenisMasaKhusus
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_jenis_display()}"
