"""COPY into a temporary table: the quick way in for an import's rows."""

import contextlib
from collections.abc import Iterable, Sequence

from django.db import connection, models

from kinerja.plumbing.riwayat_massal import riwayat_sekaligus

_BANYAK = 500


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


def sisipkan(model: type[models.Model], baris: Sequence[models.Model], *, berriwayat: bool = True) -> None:
    """Insert new rows: a few by ``bulk_create``, many by COPY, with the history of a tracked table in one statement."""
    if len(baris) < _BANYAK:
        model._default_manager.bulk_create(baris)
        return
    with riwayat_sekaligus(model) if berriwayat else contextlib.nullcontext():
        _salin(model, baris)


def _salin(model: type[models.Model], baris: Sequence[models.Model]) -> None:
    kolom = [f for f in model._meta.concrete_fields if not f.primary_key and not f.generated]
    nama = ", ".join(f'"{f.column}"' for f in kolom)
    tabel, sementara = model._meta.db_table, f"salin_{model._meta.model_name}"
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TABLE IF EXISTS pg_temp.{sementara}")
        kursor.execute(f"CREATE TEMPORARY TABLE {sementara} ON COMMIT DROP AS SELECT {nama} FROM {tabel} LIMIT 0")
        with kursor.copy(f"COPY {sementara} ({nama}) FROM STDIN") as salin:
            for b in baris:
                salin.write_row([f.get_db_prep_save(getattr(b, f.attname), connection) for f in kolom])
        kursor.execute(f"INSERT INTO {tabel} ({nama}) SELECT {nama} FROM {sementara}")
