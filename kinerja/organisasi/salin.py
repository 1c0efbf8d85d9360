"""COPY into a temporary table: the quick way in for an import's rows."""

from collections.abc import Iterable, Sequence

from django.db import connection


def salin_sementara(tabel: str, kolom: Sequence[str], baris: Iterable[Sequence[object]]) -> int:
    """A temporary table (``"name type"`` columns) with ``baris``, gone at the end of the transaction. Returns the count."""
    jumlah = 0
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TABLE IF EXISTS pg_temp.{tabel}")
        kursor.execute(f"CREATE TEMPORARY TABLE {tabel} ({', '.join(kolom)}) ON COMMIT DROP")
        nama = ", ".join(k.split()[0] for k in kolom)
        with kursor.copy(f"COPY {tabel} ({nama}) FROM STDIN") as salin:
            for b in baris:
                salin.write_row(b)
                jumlah += 1
        kursor.execute(f"ANALYZE {tabel}")
    return jumlah
