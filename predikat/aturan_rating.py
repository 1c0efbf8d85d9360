"""What a rating must rest on before it counts, and what would change the predikat: pure, on plain values.

Basis: PermenPANRB 6/2022, evaluation "berdasarkan bukti dukung" (section 8.4 and 10.3 of the reference).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kinerja.plumbing.putusan import Alasan
from predikat.aturan import KUADRAN, KUADRAN_DASAR
from predikat.enums import AspekKriteria, Predikat, Rating

BUKTI_DASAR = "PermenPANRB 6/2022: evaluasi berdasarkan bukti dukung"
_ATAS = Rating.DI_ATAS_EKSPEKTASI


@dataclass(frozen=True, slots=True)
class Dicentang:
    """A criterion that the penilai ticked; ``sandaran``: the evidence or the words beside it."""

    aspek: AspekKriteria
    uraian: str
    sandaran: str


def kurang_usulan(
    hasil: Rating, perilaku: Rating, *, bukti: int, alasan_tanpa_bukti: str, kriteria: Sequence[Dicentang], kepala: bool = False
) -> tuple[Alasan, ...]:
    """Everything that is still missing before a rating may be saved; empty when nothing is.

    No rating without evidence or a written reason. "Di atas ekspektasi" needs a ticked criterion with something beside it; for
    the head of a unit the rating hasil follows from his unit and needs none.
    """
    kurang = []
    if not bukti and not alasan_tanpa_bukti.strip():
        kalimat = (
            "Belum ada bukti dukung pada periode ini. Mintalah buktinya, atau tuliskan mengapa rating diberikan tanpa bukti."
        )
        kurang.append(Alasan(kalimat, BUKTI_DASAR, {"di": "alasan_tanpa_bukti"}))
    for k in kriteria:
        if not k.sandaran.strip():
            kurang.append(Alasan(f"Tuliskan bukti untuk “{k.uraian}”, atau hapus centangnya.", "", {"di": k.aspek}))
    for aspek, rating, kata in ((AspekKriteria.HASIL, hasil, "Hasil kerja"), (AspekKriteria.PERILAKU, perilaku, "Perilaku")):
        if rating is not _ATAS or (kepala and aspek is AspekKriteria.HASIL):
            continue
        if not any(k.aspek is aspek for k in kriteria):
            kalimat = f"{kata} di atas ekspektasi: centang paling sedikit satu kriteria yang menguatkannya, dengan buktinya."
            kurang.append(Alasan(kalimat, BUKTI_DASAR, {"di": aspek}))
    return tuple(kurang)


@dataclass(frozen=True, slots=True)
class BilaMaka:
    """One rating one step up or down, and the predikat that would follow."""

    aspek: AspekKriteria
    rating: Rating
    predikat: Predikat
    naik: bool
    berubah: bool
    dasar_hukum: str = KUADRAN_DASAR


def bila_maka(hasil: Rating, perilaku: Rating, *, kepala: bool = False) -> tuple[BilaMaka, ...]:
    """The neighbours of a cell, those that change the predikat first, upward before downward. A head's hasil is not his."""
    kini = KUADRAN[hasil, perilaku]
    semua = []
    for aspek in AspekKriteria:
        if kepala and aspek is AspekKriteria.HASIL:
            continue
        asal = hasil if aspek is AspekKriteria.HASIL else perilaku
        for ke, naik in _tetangga(asal):
            nilai = KUADRAN[(ke, perilaku) if aspek is AspekKriteria.HASIL else (hasil, ke)]
            semua.append(BilaMaka(aspek, ke, nilai, naik, nilai is not kini))
    return tuple(sorted(semua, key=lambda b: (not b.berubah, not b.naik)))


def _tetangga(asal: Rating) -> list[tuple[Rating, bool]]:
    """The ratings one step away, with whether that is upward."""
    berdampingan = list(pairwise(Rating))
    return [(a, True) for a, b in berdampingan if b is asal] + [(b, False) for a, b in berdampingan if a is asal]
