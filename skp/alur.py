"""The workflows as pictures: ``docs/alur.md``, written from the tables of all apps and held to them by a test."""

from collections import defaultdict
from collections.abc import Iterable

from kinerja.plumbing.transisi import ALUR, Alur, TabelTransisi
from skp.transitions import MPPH, PK, SKP

_SKP = (
    Alur("A version of an SKP", SKP, "Open are DRAF, DIAJUKAN, DIKEMBALIKAN. Its table and trigger: `skp.VersiSKP`."),
    Alur("The matrix of a leader", MPPH, "Its cells are typed only in DRAF. Its table and trigger: `skp.MPPH`."),
    Alur("A version of a Perjanjian Kinerja", PK, "Its table and trigger: `skp.PerjanjianKinerja`."),
)
_KEPALA = """# Workflows

Written by `manage.py gambar_alur` from the tables of each stage (`transitions.py`); a test fails when the two differ.
An asterisk: a note is required.
"""


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for alur in _SKP:
        ALUR.daftarkan(alur)


def teks() -> str:
    """The whole page."""
    return _KEPALA + "".join(f"\n## {x.judul}\n\n{x.kalimat}\n\n{diagram(x.tabel)}\n" for x in ALUR)


def diagram(tabel: TabelTransisi) -> str:
    """A Mermaid state diagram and the table of who may act."""
    dari, ke = {x.dari for x in tabel}, {x.ke for x in tabel}
    awal = next(x.dari for x in tabel)
    panah = [f"    [*] --> {awal}", *_panah(tabel), *(f"    {s} --> [*]" for s in sorted(ke - dari))]
    baris = [f"| {x.dari} | {x.tindakan}{'*' if x.wajib_catatan else ''} | {x.ke} | {x.siapa} |" for x in tabel]
    kepala = ["", "| from | act | to | who |", "| --- | --- | --- | --- |"]
    return "\n".join(["```mermaid", "stateDiagram-v2", *panah, "```", *kepala, *baris])


def _panah(tabel: TabelTransisi) -> Iterable[str]:
    """One arrow per pair of states, with all acts that lead along it."""
    tindakan: dict[tuple[str, str], list[str]] = defaultdict(list)
    for x in tabel:
        tindakan[x.dari, x.ke].append(x.tindakan + ("*" if x.wajib_catatan else ""))
    for (dari, ke), nama in tindakan.items():
        yield f"    {dari} --> {ke}: {', '.join(nama)}"
