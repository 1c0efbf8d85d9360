"""The row "Perencanaan" of the merit-system evaluation 2026 as figures; its score is the system's proposal, no judgement.

Source: the working paper of the merit-system evaluation 2026 (2.6 of the supporting rules), sub-aspect Pengelolaan Kinerja.
"""

from dataclasses import dataclass

from kinerja.plumbing.putusan import Alasan, Putusan

DASAR = "Kertas kerja evaluasi sistem merit 2026, subaspek Perencanaan (usulan sistem)"


@dataclass(frozen=True, slots=True)
class FaktaMerit:
    """``wajib``: who must plan; ``berlaku``: whose SKP holds; of these: set in time, linked upward, with ekspektasi."""

    wajib: int
    berlaku: int
    tepat_waktu: int
    berjenjang: int
    berekspektasi: int
    ketiganya: int


def persen(bagian: int, dari: int) -> float:
    """0 when there is no whole."""
    return 100 * bagian / dari if dari else 0.0


def skor_perencanaan(f: FaktaMerit) -> Putusan[int]:
    """0 to 3: 70-90 % =1, above 90 % =2, and above 80 % in time, linked upward and with ekspektasi khusus =3.

    4 asks for milestones per period, which planning does not record, so it is never proposed.
    """
    ada = persen(f.berlaku, f.wajib)
    if ada < 70:
        return Putusan(0, (Alasan(f"SKP berlaku {ada:.0f} %, kurang dari 70 %.", DASAR),))
    if ada <= 90:
        return Putusan(1, (Alasan(f"SKP berlaku {ada:.0f} %, antara 70 dan 90 %.", DASAR),))
    mutu = persen(f.ketiganya, f.berlaku)
    if mutu <= 80:
        kalimat = f"SKP berlaku {ada:.0f} %, tetapi yang tepat waktu, berjenjang, dan berekspektasi khusus baru {mutu:.0f} %."
        return Putusan(2, (Alasan(kalimat, DASAR),))
    kalimat = "Skor 4 memerlukan target per periode, yang tidak dicatat pada tahap perencanaan."
    return Putusan(3, (Alasan(f"SKP berlaku {ada:.0f} %; {mutu:.0f} % memenuhi ketiga syarat mutu. {kalimat}", DASAR),))
