"""A lock on a number that belongs to the database connection: a killed process frees it at once."""

import contextlib
from collections.abc import Iterator

from django.db import connection


@contextlib.contextmanager
def memegang(kelas: int, nomor: int, *, tunggu: bool = False) -> Iterator[bool]:
    """Whether this process now holds the lock ``(kelas, nomor)``; with ``tunggu`` it waits until it does.

    ``kelas`` keeps the numbers of different tables apart. The lock outlives transactions and ends with the block.
    """
    with connection.cursor() as kursor:
        if tunggu:
            kursor.execute("SELECT pg_advisory_lock(%s, %s)", [kelas, nomor])
            dapat = True
        else:
            kursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kelas, nomor])
            dapat = bool(kursor.fetchone()[0])
    try:
        yield dapat
    finally:
        if dapat:
            # A broken connection has freed it already.
            with contextlib.suppress(Exception), connection.cursor() as kursor:
                kursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kelas, nomor])
