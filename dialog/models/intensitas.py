"""The aggregate behind the kabupaten board of intensity: counted by the worker, its time shown."""

from django.db import models

from kinerja.organisasi.models import UnitKerja


class RingkasanIntensitas(models.Model):
    """Counts of one unit (its subtree) on a day. Never content, never names."""

    unit = models.ForeignKey(UnitKerja, models.CASCADE, related_name="+")
    tanggal = models.DateField()
    dihitung_pada = models.DateTimeField()
    pegawai = models.PositiveIntegerField()
    berdialog = models.PositiveIntegerField(help_text="Dialog terakhir masih dalam irama.")
    berumpan_balik = models.PositiveIntegerField()
    kesepakatan = models.PositiveIntegerField()
    kesepakatan_selesai = models.PositiveIntegerField()
    kesepakatan_lewat = models.PositiveIntegerField()
    berealisasi = models.PositiveIntegerField()
    atasan = models.PositiveIntegerField()
    atasan_diam = models.PositiveIntegerField(help_text="Atasan yang seluruh bawahannya lewat irama.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit"], name="ringkasanintensitas_satu")]
