"""The one clock. All code takes now and today from here.

Demo and tests live through a year by shifting it: ``with jam.pada(waktu): ...``. ``tests/test_lint.py`` proves that nobody
asks another clock, so a rule can never depend on the machine's time behind the caller's back.
"""

import contextlib
import contextvars
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

WITA = ZoneInfo("Asia/Makassar")

_geseran: contextvars.ContextVar[dt.timedelta] = contextvars.ContextVar("geseran", default=dt.timedelta())


def sekarang() -> dt.datetime:
    """The aware moment, in WITA, shifted when a demo or a test shifted it."""
    return dt.datetime.now(WITA) + _geseran.get()


def hari_ini() -> dt.date:
    """The date in WITA."""
    return sekarang().date()


def geseran() -> dt.timedelta:
    """How far the clock is shifted: nothing outside the demo and the tests."""
    return _geseran.get()


@contextlib.contextmanager
def pada(waktu: dt.datetime | dt.date) -> Iterator[None]:
    """Inside the block the clock starts at ``waktu`` (a date means 08.00 WITA) and runs on."""
    if not isinstance(waktu, dt.datetime):
        waktu = dt.datetime.combine(waktu, dt.time(8), WITA)
    elif waktu.tzinfo is None:
        waktu = waktu.replace(tzinfo=WITA)
    token = _geseran.set(waktu - dt.datetime.now(WITA))
    try:
        yield
    finally:
        _geseran.reset(token)
