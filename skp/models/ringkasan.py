"""What the worker counted of the planning stage: read by the pages of the kabupaten, written by ``skp/ringkasan.py`` alone."""

from django.db import models

from kinerja.organisasi.models import UnitKerja


class RingkasanPerencanaan(models.Model):
    """Counts of the kabupaten or of one perangkat daerah (its subtree) in a year. No text of any SKP.

    ``per``: state -> people. ``terlama``: [since, name for sorting, id] of those who wait longest, for asking again about them
    alone. ``merit``: only of the root, the figures of the merit row in the order of ``FaktaMerit``. ``bagian_belum`` (of those
    who must plan, 0 to 1) is there so that the page reads one page of units and no more.
    """

    unit = models.ForeignKey(UnitKerja, models.CASCADE, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    tanggal = models.DateField()
    dihitung_pada = models.DateTimeField()
    kedalaman = models.PositiveSmallIntegerField()
    per = models.JSONField(default=dict)
    wajib = models.PositiveIntegerField()
    berlaku = models.PositiveIntegerField()
    bagian_belum = models.FloatField()
    terlama = models.JSONField(default=list)
    merit = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "tahun"], name="ringkasanperencanaan_satu")]
        indexes = [models.Index(fields=["tahun", "kedalaman", "-bagian_belum", "unit"], name="ringkasanperencanaan_papan")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.tahun}"
