"""History of many new rows at once: the same events that the triggers would write, in one statement instead of row by row."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models


@contextlib.contextmanager
def riwayat_sekaligus(*tabel: type[models.Model]) -> Iterator[None]:
    """Rows inserted into ``tabel`` (tracked models) inside the block get their "insert" event at its end.

    For imports of thousands, in the caller's transaction: other writers of these tables wait until it ends.
    """
    awal = {m: _id_terakhir(m) for m in tabel}
    with pgtrigger.ignore(*(f"{m._meta.label}:insert_insert" for m in tabel)):
        yield
    for model, id_ in awal.items():
        _tulis_peristiwa(model, id_)


def _id_terakhir(model: type[models.Model]) -> int:
    with connection.cursor() as kursor:
        kursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        kursor.execute(f"SELECT coalesce(max(id), 0) FROM {model._meta.db_table}")
        return int(kursor.fetchone()[0])


def _tulis_peristiwa(model: type[models.Model], sesudah: int) -> None:
    peristiwa: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    kolom = [f.column for f in peristiwa._meta.concrete_fields if not f.column.startswith("pgh_")]
    nama = ", ".join(f'"{k}"' for k in kolom)
    with connection.cursor() as kursor:
        kursor.execute(
            f"""INSERT INTO {peristiwa._meta.db_table}
                    (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, {nama})
                SELECT kinerja_sekarang(), 'insert', id, (SELECT _pgh_attach_context()), {nama}
                FROM {model._meta.db_table} WHERE id > %s ORDER BY id""",
            [sesudah],
        )
