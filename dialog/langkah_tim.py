"""The next act of a leader per subordinate, as a registry: the first one that applies is the button of the row.

A later app adds its own: ``siapkan`` reads what it needs for all rows in one query, ``pilih`` decides for one row.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinerja.plumbing.daftar import Daftar

if TYPE_CHECKING:
    from dialog.queries_tim import BarisTim


@dataclass(frozen=True, slots=True)
class Tombol:
    """What the row offers, where it is done, and why (a few words)."""

    judul: str
    url: str
    sebab: str = ""


@dataclass(frozen=True, slots=True)
class LangkahTim:
    """An act on the team page. The lowest ``urut`` goes first; ``menunggu``: it waits for the leader, else it is merely there.

    ``siapkan(saya, pegawai_ids) -> {pegawai id: anything}``, one query at most, found again in ``BarisTim.tambahan[nama]``.
    ``selesai``: addresses (names) at which it is done; a POST there leads back to the next row of the team.
    """

    nama: str
    urut: int
    pilih: Callable[["BarisTim"], Tombol | None]
    menunggu: bool = True
    selesai: tuple[str, ...] = ()
    siapkan: Callable[[int, Collection[int]], Mapping[int, Any]] | None = None


LANGKAH_TIM: Daftar[LangkahTim] = Daftar("Langkah halaman tim")


def berurut() -> list[LangkahTim]:
    """The acts, the most urgent first."""
    return sorted(LANGKAH_TIM, key=lambda x: x.urut)
