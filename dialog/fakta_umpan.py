"""Feedback as a fact of the room: what came in since the last talk and waits to be talked about. Counts only.

The leader of a team sits in the room, too, and does not read feedback of its members: so no words and no roles here.
"""

from collections import Counter
from typing import Any

from dialog.enums import JenisUmpanBalik
from dialog.fakta import Fakta, KonteksFakta, Saran, SumberFakta
from dialog.queries_umpan import dengan_objek, terbaca
from kinerja.plumbing.tulisan import angka
from skp.enums import NilaiBerAKHLAK

PALING_BANYAK = 5


def baca(k: KonteksFakta) -> Fakta:
    """One suggestion per RHK or value, the one with most feedback first. One query."""
    baru = dengan_objek(terbaca().filter(penerima=k.dialog.pegawai_id, tanggal__gte=k.sejak))
    per: dict[tuple[int | None, str], list[Any]] = {}
    for u in baru:
        per.setdefault((u.lini_rhk_id, u.nilai), []).append(u)
    urut = sorted(per.items(), key=lambda x: (-len(x[1]), x[0][1], x[0][0] or 0))
    return Fakta(saran=[_saran(lini, nilai, umpan) for (lini, nilai), umpan in urut[:PALING_BANYAK]])


def _saran(lini: int | None, nilai: str, umpan: list[Any]) -> Saran:
    banyak = Counter(u.jenis for u in umpan)
    rinci = ", ".join(f"{angka(banyak[j])} {j.label.lower()}" for j in JenisUmpanBalik if banyak[j])
    tentang = f"nilai {NilaiBerAKHLAK(nilai).label}" if nilai else f"RHK {umpan[0].uraian_rhk or ''}"
    return Saran(f"umpan-{lini or nilai}", f"Umpan balik baru ({rinci}) tentang {tentang}"[:500], lini_rhk=lini)


SUMBER = SumberFakta("umpan_balik", baca)
