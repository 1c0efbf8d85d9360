"""When a deadline is reminded of: pure. The numbers are the parameters ``pengingat_hari`` and ``pengingat_lewat_irama``."""

import datetime as dt
from collections.abc import Collection, Sequence, Set

from kinerja.siklus.aturan import LIMA_HARI, adalah_hari_kerja, hari_kerja_antara


def langkah_pengingat(
    batas: dt.date,
    tanggal: dt.date,
    *,
    tangga: Sequence[int],
    irama_lewat: int,
    libur: Collection[dt.date],
    hari_kerja: Set[int] = LIMA_HARI,
) -> str | None:
    """The step reached on ``tanggal``: ``H-10`` … ``H-1``, ``H``, then ``L1``, ``L2`` … one each ``irama_lewat`` days.

    None before the first step, and on a day on which that office does not work. A step stays reached until the next one, so
    a day without a worker is made up for on the next; who was told of a step is not told again (``PengingatTerkirim``).
    """
    if not adalah_hari_kerja(tanggal, libur, hari_kerja):
        return None
    if tanggal > batas:
        pekan = (tanggal - batas).days // irama_lewat
        return f"L{pekan}" if pekan else "H"
    sisa = hari_kerja_antara(tanggal, batas, libur, hari_kerja)
    tercapai = [x for x in tangga if sisa <= x]
    if not tercapai:
        return None
    return f"H-{min(tercapai)}" if min(tercapai) else "H"


def naik_ke_atasan(langkah: str) -> bool:
    """The first reminder after the deadline goes once to the superior and the unit's admin as well."""
    return langkah == "L1"
