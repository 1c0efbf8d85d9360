"""Put the parts of a first migration together: every model whole, in an order in which each knows those before it.

What ``makemigrations`` writes for models that point at each other adds fields, indexes and constraints one by one, and Django
renders every linked model again for each: with a hundred of them a new database took a minute of CPU.
"""

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

from kinerja.plumbing.migrasi import BuatTabel


def rapatkan(label: str, operasi: Sequence[Operation]) -> list[Operation]:
    """The same tables in one operation, the rest after it; unchanged when models point at each other in a circle."""
    satuan = [x for o in operasi for x in (o.model if isinstance(o, BuatTabel) else [o])]
    model = {o.name_lower: _salin(o) for o in satuan if isinstance(o, CreateModel)}
    sisa = [o for o in satuan if not isinstance(o, CreateModel) and not _masuk(model, o)]
    grafik = {nama: set(_acuan(label, o)) & set(model) - {nama} for nama, o in model.items()}
    try:
        urut = list(TopologicalSorter(grafik).static_order())
    except CycleError:
        return list(operasi)
    return [BuatTabel([model[nama] for nama in urut]), *sisa]


def _salin(o: CreateModel) -> CreateModel:
    pilihan = {k: list(v) if isinstance(v, list) else v for k, v in o.options.items()}
    return CreateModel(o.name, list(o.fields), pilihan, o.bases, o.managers)


def _masuk(model: dict[str, CreateModel], o: Operation) -> bool:
    """Whether ``o`` could be put into the model it belongs to."""
    tuan = model.get(getattr(o, "model_name_lower", ""))
    if tuan is None:
        return False
    if isinstance(o, AddField):
        tuan.fields.append((o.name, o.field))
    elif isinstance(o, AddConstraint):
        tuan.options.setdefault("constraints", []).append(o.constraint)
    elif isinstance(o, AddIndex):
        tuan.options.setdefault("indexes", []).append(o.index)
    else:
        return False
    return True


def _acuan(label: str, o: CreateModel) -> Iterator[str]:
    """Names of the models of this app that ``o`` points at."""
    for _, field in o.fields:
        jauh: Any = getattr(field, "remote_field", None)
        yield from _nama(label, [getattr(jauh, "model", None), getattr(jauh, "through", None)])
    yield from _nama(label, o.bases or ())


def _nama(label: str, acuan: Iterable[Any]) -> Iterator[str]:
    for x in acuan:
        if isinstance(x, str) and x.lower().startswith(f"{label}."):
            yield x.lower().partition(".")[2]
