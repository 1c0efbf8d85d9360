"""Celery beat's scheduler: the schedule in the database, with a sign of life on every round."""

from django_celery_beat.schedulers import DatabaseScheduler

from config import denyut


class Penjadwal(DatabaseScheduler):
    """Renews its sign whenever it looks what is due (at least every five seconds)."""

    def tick(self, *args: object, **kwargs: object) -> float:
        """One round."""
        denyut.catat(denyut.PENJADWAL)
        return float(super().tick(*args, **kwargs))
