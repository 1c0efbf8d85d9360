"""The clock of the process and of its database connection, shifted together: for the demo and for tests of history."""

import contextlib
import datetime as dt
from collections.abc import Iterator

from django.db import connection

from kinerja.plumbing import jam


@contextlib.contextmanager
def pada(waktu: dt.datetime | dt.date) -> Iterator[None]:
    """Inside the block ``jam`` and ``kinerja_sekarang()`` start at ``waktu`` and run on."""
    with jam.pada(waktu), _geseran(jam.geseran()):
        yield


@contextlib.contextmanager
def _geseran(geseran: dt.timedelta) -> Iterator[None]:
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_setting('kinerja.geseran', true)")
        sebelum = kursor.fetchone()[0] or ""
        kursor.execute("SELECT set_config('kinerja.geseran', %s, false)", [f"{geseran.total_seconds()} seconds"])
    try:
        yield
    finally:
        with connection.cursor() as kursor:
            kursor.execute("SELECT set_config('kinerja.geseran', %s, false)", [sebelum])
