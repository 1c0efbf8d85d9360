"""The outbox: what happened, written in the transaction of the act; and who has taken note of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PERISTIWA, PENDENGAR

#: Called once after a transaction that wrote events has committed; ``layanan`` wakes its dispatcher here.
SETELAH_TERCATAT: list[Callable[[], None]] = []


class PeristiwaQuerySet(models.QuerySet["Peristiwa"]):
    """Writes events together with one open ``Konsumsi`` per listener, so that what is missed can be found by looking."""

    def bulk_create(self, objs: Iterable["Peristiwa"], *args: Any, **kwargs: Any) -> list["Peristiwa"]:
        """As Django's; the dispatcher is woken after commit."""
        with transaction.atomic(savepoint=False):
            baru = super().bulk_create(objs, *args, **kwargs)
            Konsumsi.objects.bulk_create(
                (Konsumsi(peristiwa=p, konsumen=x.nama) for p in baru for x in PENDENGAR if p.nama in x.peristiwa),
                batch_size=2000,
            )
            if baru:
                transaction.on_commit(_bangunkan, robust=True)
        return baru


def _bangunkan() -> None:
    for panggil in SETELAH_TERCATAT:
        panggil()


class Peristiwa(models.Model):
    """Something happened to an object. ``oleh_id`` is the account's id (no foreign key: this floor knows no people)."""

    nama = models.CharField(max_length=60)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    oleh_id = models.BigIntegerField(null=True, blank=True)
    terjadi_pada = models.DateTimeField()

    objects = PeristiwaQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["objek_jenis", "objek_id", "id"], name="peristiwa_objek")]

    def __str__(self) -> str:
        return f"{self.nama} {self.objek_jenis}:{self.objek_id}"


class Konsumsi(models.Model):
    """What one listener owes or has done for one event. Done is written in the listener's own transaction: once is once."""

    peristiwa = models.ForeignKey(Peristiwa, models.CASCADE, related_name="konsumsi")
    konsumen = models.CharField(max_length=80)
    percobaan = models.PositiveSmallIntegerField(default=0)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    coba_lagi_pada = models.DateTimeField(null=True, blank=True)
    galat = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peristiwa", "konsumen"], name="konsumsi_sekali")]
        indexes = [
            models.Index(fields=["coba_lagi_pada"], condition=models.Q(selesai_pada__isnull=True), name="konsumsi_tertunda")
        ]

    def __str__(self) -> str:
        return f"{self.konsumen}: {self.peristiwa_id}"


def susun_peristiwa(nama: str, model: type[models.Model], objek_id: int, *, by: Any = None, **data: Any) -> Peristiwa:
    """An event, not yet saved, for ``bulk_create``. ``data`` is JSON; ids rather than texts.

    Raises ``LookupError`` for a name that no app declared.
    """
    if nama not in JENIS_PERISTIWA:
        raise LookupError(f"Peristiwa {nama} belum terdaftar.")
    return Peristiwa(
        nama=nama,
        objek_jenis=model._meta.label_lower,
        objek_id=objek_id,
        data=data,
        oleh_id=getattr(by, "pk", None),
        terjadi_pada=jam.sekarang(),
    )


def catat_peristiwa(nama: str, objek: models.Model, *, by: Any = None, **data: Any) -> Peristiwa:
    """Write an event about ``objek`` in the caller's transaction."""
    peristiwa = susun_peristiwa(nama, type(objek), objek.pk, by=by, **data)
    Peristiwa.objects.bulk_create([peristiwa])
    return peristiwa
