"""Remembers what the cycle reads over and over (parameters, holidays) for one request or one job, never longer.

Outside of a request or job, and outside ``with ingat():``, every read asks the database.
"""

import contextlib
import contextvars
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_isi: contextvars.ContextVar[dict[Any, Any] | None] = contextvars.ContextVar("ingatan_siklus", default=None)


def mulai(**_: Any) -> None:
    """Start with nothing remembered (signal ``request_started``, ``task_prerun``)."""
    _isi.set({})


def selesai(**_: Any) -> None:
    """Stop remembering (signal ``request_finished``, ``task_postrun``)."""
    _isi.set(None)


def lupakan() -> None:
    """After a write: what was remembered may be wrong now."""
    if (isi := _isi.get()) is not None:
        isi.clear()


def ambil(kunci: Any, baca: Callable[[], T]) -> T:
    """What ``baca`` returns, asked at most once while remembering."""
    isi = _isi.get()
    if isi is None:
        return baca()
    if kunci not in isi:
        isi[kunci] = baca()
    hasil: T = isi[kunci]
    return hasil


def mengingat() -> bool:
    """True inside a request, a job or ``ingat``."""
    return _isi.get() is not None


@contextlib.contextmanager
def ingat() -> Iterator[None]:
    """Remember inside the block: for commands and loops."""
    token = _isi.set({})
    try:
        yield
    finally:
        _isi.reset(token)
