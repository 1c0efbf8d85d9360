"""Two at once: each in a thread and on a connection of its own, let go together. For tests whose rows are committed."""

import contextlib
import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat


def serentak(*kerja: Callable[[], Any], saat: dt.datetime | None = None) -> list[Any]:
    """What each returned, or the ``Galat`` that it met; any other error is raised here.

    ``saat``: the clock of all of them, else that of the thread that asks.
    """
    hasil: list[Any] = [None] * len(kerja)
    lain: list[BaseException] = []
    pagar = threading.Barrier(len(kerja))

    def jalan(i: int, fungsi: Callable[[], Any]) -> None:
        try:
            with jam.pada(saat) if saat else contextlib.nullcontext():
                pagar.wait(10)
                hasil[i] = fungsi()
        except Galat as galat:
            hasil[i] = galat
        except BaseException as galat:
            lain.append(galat)
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=x) for x in enumerate(kerja)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(60)
    assert not any(u.is_alive() for u in utas), "saling menunggu"
    if lain:
        raise lain[0]
    return hasil
