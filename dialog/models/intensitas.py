"""The aggregate behind the kabupaten board of intensity: counted by the worker, its time shown."""

from django.db import models

from kinerja.organisasi.models import UnitKerja


class RingkasanIntensitas(models.Model):
    """Counts of one unit (its subtree) on a day. Never content, never names.

    ``jenjang``: tier of the leaders -> [leaders, silent ones, subordinates, of these within the rhythm]. ``kedalaman`` and
    ``bagian_lewat`` (of its people out of the rhythm, 0 to 1) are there so that the board reads a page and no more.
    """

    unit = models.ForeignKey(UnitKerja, models.CASCADE, related_name="+")
    tanggal = models.DateField()
    dihitung_pada = models.DateTimeField()
    pegawai = models.PositiveIntegerField()
    berdialog = models.PositiveIntegerField(help_text="Dialog terakhir masih dalam irama.")
    berumpan_balik = models.PositiveIntegerField()
    kesepakatan = models.PositiveIntegerField()
    kesepakatan_selesai = models.PositiveIntegerField()
    kesepakatan_lewat = models.PositiveIntegerField()
    berealisasi = models.PositiveIntegerField(help_text="Sekurang-kurangnya sekali tahun ini.")
    berealisasi_setiap = models.PositiveIntegerField(default=0, help_text="Setiap periode yang sudah lewat tahun ini.")
    diberi_umpan_balik = models.PositiveIntegerField(default=0, help_text="Sekurang-kurangnya sekali tahun ini.")
    bersepakat = models.PositiveIntegerField(default=0, help_text="Punya kesepakatan perbaikan tahun ini.")
    keempatnya = models.PositiveIntegerField(default=0, help_text="Memenuhi keempat syarat tangga merit.")
    ketiganya = models.PositiveIntegerField(default=0, help_text="Realisasi setiap periode dan umpan balik.")
    atasan = models.PositiveIntegerField()
    atasan_diam = models.PositiveIntegerField(help_text="Atasan yang seluruh bawahannya lewat irama.")
    jenjang = models.JSONField(default=dict)
    kedalaman = models.PositiveSmallIntegerField(default=0)
    bagian_lewat = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit"], name="ringkasanintensitas_satu")]
        indexes = [models.Index(fields=["kedalaman", "-bagian_lewat", "unit"], name="ringkasanintensitas_papan")]
