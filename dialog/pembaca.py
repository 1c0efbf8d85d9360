"""Whom a later app lets read results for a task of his: who rates a period that is over, who decides on an objection.

Everybody else is found in ``rules_realisasi``: the owner, and whoever stands above him today.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from kinerja.plumbing.daftar import Daftar

#: A person and the cycle of which his results are read.
Milik = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pembaca:
    """``milik(saya, pegawai)``: for which of ``pegawai`` (ids), and of which cycles, ``saya`` has the task. One query."""

    nama: str
    milik: Callable[[int, Collection[int]], set[Milik]]


PEMBACA: Daftar[Pembaca] = Daftar("Pembaca hasil kerja menurut tugasnya")


def tugas_membaca(saya: int, pegawai: Collection[int]) -> set[Milik]:
    """What all of them say together."""
    return {m for p in PEMBACA for m in p.milik(saya, pegawai)}
