"""How intense the talks are, pure: the rhythm, who is silent, at which tier they stopped, the merit row of carrying out.

Sources: 7.2 of the regulation reference and the Forum's four wishes (intense, tiered, two-way, continuous); the ladder of the
merit-system evaluation 2026 (2.6 of the supporting rules), sub-aspect Pengelolaan Kinerja. Scores are the system's proposal.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kinerja.plumbing.putusan import Alasan, Putusan

DASAR_DIALOG = "PermenPANRB 6/2022: dialog kinerja yang intens; berjenjang dan berkelanjutan menurut irama yang ditetapkan"
DASAR_MERIT = "Kertas kerja evaluasi sistem merit 2026, subaspek Pelaksanaan, pemantauan, dan pembinaan (usulan sistem)"
#: The ladder names no share for this row; the system proposes a step when so many percent of the people reach it.
AMBANG_MERIT = 80


class Jenjang(StrEnum):
    """Tiers of those who lead a talk, from the top. A kepala daerah, who does not sign in, belongs to none."""

    JPT = "JPT"
    ADMINISTRATOR = "ADMINISTRATOR"
    PENGAWAS = "PENGAWAS"
    FUNGSIONAL = "FUNGSIONAL"

    @property
    def label(self) -> str:
        """What the screen says."""
        return _LABEL[self.value]


_LABEL = {
    "JPT": "Pimpinan tinggi",
    "ADMINISTRATOR": "Administrator",
    "PENGAWAS": "Pengawas",
    "FUNGSIONAL": "Fungsional yang memimpin",
}
#: Kind of position -> tier; functional officials and staff lead by an additional duty (kepala sekolah, kepala puskesmas).
JENJANG: Mapping[str, Jenjang] = {
    "KEPALA_DAERAH": Jenjang.JPT,
    "JPT_UTAMA": Jenjang.JPT,
    "JPT_MADYA": Jenjang.JPT,
    "JPT_PRATAMA": Jenjang.JPT,
    "PIMPINAN_UNIT_MANDIRI": Jenjang.JPT,
    "ADMINISTRATOR": Jenjang.ADMINISTRATOR,
    "PENGAWAS": Jenjang.PENGAWAS,
}


def jenjang(jenis_jabatan: str) -> Jenjang:
    """The tier of a leader by the kind of his main position."""
    return JENJANG.get(jenis_jabatan, Jenjang.FUNGSIONAL)


def hari_diam(terakhir: dt.date | None, sejak: dt.date, hari: dt.date) -> int:
    """Days since the last one; without any, since they are to talk with each other (``sejak``). Never below 0."""
    return max(0, (hari - (terakhir or sejak)).days)


def lewat_irama(terakhir: dt.date | None, sejak: dt.date, hari: dt.date, irama: int) -> bool:
    """Whether it is overdue; the last day of the rhythm itself still counts."""
    return hari_diam(terakhir, sejak, hari) > irama


@dataclass(frozen=True, slots=True)
class HitungJenjang:
    """Leaders of one tier, those of them who are silent, their subordinates, and of these who talked within the rhythm."""

    atasan: int = 0
    diam: int = 0
    bawahan: int = 0
    berdialog: int = 0

    def __add__(self, lain: "HitungJenjang") -> "HitungJenjang":
        return HitungJenjang(
            self.atasan + lain.atasan, self.diam + lain.diam, self.bawahan + lain.bawahan, self.berdialog + lain.berdialog
        )

    @property
    def berhenti(self) -> bool:
        """Fewer than half of the subordinates talked within the rhythm."""
        return 2 * self.berdialog < self.bawahan


def diam(bawahan: int, berdialog: int) -> bool:
    """A leader is silent when he has somebody to talk with and nobody of them is within the rhythm."""
    return bool(bawahan) and not berdialog


def berhenti_di(rantai: Mapping[Jenjang, HitungJenjang], irama: int) -> Putusan[Jenjang | None]:
    """The first tier from the top at which fewer than half are talked with; None: it goes through, or nobody leads here."""
    ada = [(j, rantai[j]) for j in Jenjang if j in rantai and rantai[j].bawahan]
    alasan = tuple(Alasan(_kalimat(j, h, irama), DASAR_DIALOG) for j, h in ada)
    tempat = next((j for j, h in ada if h.berhenti), None)
    if not ada:
        return Putusan(None, (Alasan("Tidak ada yang memimpin orang di sini.", DASAR_DIALOG),))
    return Putusan(tempat, alasan)


def _kalimat(j: Jenjang, h: HitungJenjang, irama: int) -> str:
    diam_ = f" {h.diam} dari {h.atasan} atasan diam." if h.diam else ""
    return f"{j.label}: {h.berdialog} dari {h.bawahan} bawahan berdialog dalam {irama} hari terakhir.{diam_}"


# -- the merit-system evaluation


@dataclass(frozen=True, slots=True)
class FaktaPelaksanaan:
    """Of ``pegawai``: with any realisasi this year, in every period that is over, that and feedback, that and agreements."""

    pegawai: int
    sekali: int
    setiap: int
    berumpan: int
    bersepakat: int


def persen(bagian: int, dari: int) -> float:
    """0 when there is no whole."""
    return 100 * bagian / dari if dari else 0.0


def skor_pelaksanaan(f: FaktaPelaksanaan) -> Putusan[int]:
    """0 to 4: realisasi once a year =1; every period =2; with documented feedback =3; with an agreed improvement plan =4."""
    tangga = (
        (f.sekali, "mengisi realisasi sekurang-kurangnya sekali tahun ini"),
        (f.setiap, "mengisi realisasi pada setiap periode yang sudah lewat"),
        (f.berumpan, "juga menerima umpan balik tercatat atas RHK atau perilaku"),
        (f.bersepakat, "juga punya kesepakatan perbaikan dari dialog"),
    )
    alasan: list[Alasan] = []
    for skor, (banyak, kata) in enumerate(tangga):
        bagian = persen(banyak, f.pegawai)
        cukup = bagian >= AMBANG_MERIT
        kurang = "" if cukup else f", kurang dari ambang usulan {AMBANG_MERIT} %"
        alasan.append(Alasan(f"{bagian:.0f} % pegawai {kata}{kurang}.", DASAR_MERIT))
        if not cukup:
            return Putusan(skor, tuple(alasan))
    return Putusan(len(tangga), tuple(alasan))
