"""A cheapest flow through a handful of nodes: successive cheapest paths, found by Bellman-Ford. Exact, on integers.

Each path fills some edge completely, so the work depends on the shape of the network, not on how much flows through it.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Sisi:
    """A directed edge; ``balik`` is its twin, which undoes it."""

    dari: Hashable
    ke: Hashable
    kapasitas: int
    biaya: int
    isi: int = 0
    balik: "Sisi | None" = None

    @property
    def sisa(self) -> int:
        """How much more it takes."""
        return self.kapasitas - self.isi


class Jaringan:
    """Edges are added, then ``alirkan`` sends as much as possible as cheaply as possible."""

    def __init__(self) -> None:
        self._sisi: list[Sisi] = []

    def sisi(self, dari: Hashable, ke: Hashable, kapasitas: int, biaya: int = 0) -> None:
        """Add an edge that takes ``kapasitas`` (below one: nothing) at ``biaya`` each."""
        maju, mundur = Sisi(dari, ke, kapasitas, biaya), Sisi(ke, dari, 0, -biaya)
        maju.balik, mundur.balik = mundur, maju
        self._sisi += [maju, mundur]

    def semua(self) -> Iterator[Sisi]:
        """The edges as added."""
        return iter(self._sisi[::2])

    def antara(self, pasangan: Iterable[tuple[Hashable, Hashable]]) -> Iterator[Sisi]:
        """The first edge of each (from, to) pair."""
        cari = {(x.dari, x.ke): x for x in reversed(list(self.semua()))}
        return (cari[p] for p in pasangan)

    def alirkan(self, asal: Hashable, akhir: Hashable) -> int:
        """Send all that fits from ``asal`` to ``akhir``; returns the cost."""
        total = 0
        while jalan := self._termurah(asal, akhir):
            banyak = min(x.sisa for x in jalan)
            for x in jalan:
                x.isi += banyak
                if x.balik:
                    x.balik.isi -= banyak
                total += banyak * x.biaya
        return total

    def _termurah(self, asal: Hashable, akhir: Hashable) -> list[Sisi]:
        jarak: dict[Hashable, int] = {asal: 0}
        lewat: dict[Hashable, Sisi] = {}
        berubah = True
        while berubah:
            berubah = False
            for x in self._sisi:
                if x.sisa > 0 and x.dari in jarak and jarak[x.dari] + x.biaya < jarak.get(x.ke, jarak[x.dari] + x.biaya + 1):
                    jarak[x.ke] = jarak[x.dari] + x.biaya
                    lewat[x.ke] = x
                    berubah = True
        jalan: list[Sisi] = []
        sini = akhir
        while sini != asal:
            if sini not in lewat:
                return []
            jalan.append(lewat[sini])
            sini = lewat[sini].dari
        return jalan
