"""Rows of an SKP as the screens show them: with advice, remarks, and why they were given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja.plumbing.putusan import Alasan
from skp.aturan_smart import AturanSmart
from skp.enums import NilaiBerAKHLAK, Penulis
from skp.models import IKI, RHK, PerilakuSKP
from skp.queries_isi import BarisRHK

#: Which letter of SMART a piece of advice is about.
HURUF = {
    AturanSmart.KEGIATAN: "R",
    AturanSmart.TANPA_ANGKA: "M",
    AturanSmart.TANPA_SATUAN: "M",
    AturanSmart.KATA_KABUR: "S",
    AturanSmart.TANPA_WAKTU: "T",
    AturanSmart.ASPEK_TIDAK_COCOK: "M",
    AturanSmart.SERATUS_PERSEN: "A",
    AturanSmart.HITUNG_DOKUMEN: "R",
    AturanSmart.SAMA_DENGAN_INDUK: "S",
    AturanSmart.ANAK_KURANG: "A",
}
#: (remarks, of these open).
TANPA_KOMENTAR = (0, 0)


@dataclass(frozen=True, slots=True)
class Saran:
    """A piece of advice. ``alasan``: why it was set aside; empty: it stands."""

    aturan: str
    label: str
    kalimat: str
    bagian: str
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Nasihat:
    """All advice on one row."""

    saran: tuple[Saran, ...] = ()

    @property
    def berdiri(self) -> tuple[Saran, ...]:
        """What stands."""
        return tuple(s for s in self.saran if not s.alasan)

    @property
    def diabaikan(self) -> tuple[Saran, ...]:
        """What was set aside, with the reason."""
        return tuple(s for s in self.saran if s.alasan)

    @property
    def huruf(self) -> list[tuple[str, bool]]:
        """S, M, A, R, T: whether something is missing there."""
        kurang = {HURUF[AturanSmart(s.aturan)] for s in self.berdiri}
        return [(h, h in kurang) for h in "SMART"]

    @property
    def kurang(self) -> str:
        """The letters that miss something, for screen readers."""
        return "".join(h for h, x in self.huruf if x)

    @property
    def bagian(self) -> frozenset[str]:
        """The fields it is about: rhk, iki, target, satuan."""
        return frozenset(s.bagian for s in self.berdiri)


@dataclass(frozen=True, slots=True)
class LayarIKI:
    """An IKI on the screen."""

    iki: IKI
    nomor: str
    nasihat: Nasihat
    komentar: tuple[int, int] = TANPA_KOMENTAR
    catatan: str = ""

    @property
    def id(self) -> str:
        """Its place in the names of fields."""
        return str(self.iki.pk)


@dataclass(frozen=True, slots=True)
class LayarRHK:
    """An RHK on the screen. ``catatan``: why the assessor gave this row back."""

    baris: BarisRHK
    iki: tuple[LayarIKI, ...]
    nasihat: Nasihat
    komentar: tuple[int, int] = TANPA_KOMENTAR
    catatan: str = ""
    pertama: bool = False
    terakhir: bool = False
    ketikan: str = ""

    @property
    def jangkar(self) -> str:
        """Its place on the page."""
        return str(self.baris.rhk.lini_id)

    @property
    def strategi(self) -> str:
        """One per line."""
        return "\n".join(self.baris.strategi)

    @property
    def standar(self) -> list[tuple[str, str]]:
        """(whose hand, what would count as exceeding)."""
        return [(Penulis(p).label.lower(), t) for p, t in sorted(self.baris.standar.items())]

    @property
    def rhk(self) -> RHK:
        """The row."""
        return self.baris.rhk

    @property
    def id(self) -> str:
        """Its place in the names of fields."""
        return str(self.baris.rhk.pk)

    @property
    def standar_pegawai(self) -> str:
        """What the owner wrote would count as exceeding."""
        return self.baris.standar.get(Penulis.PEGAWAI, "")

    @property
    def standar_pimpinan(self) -> str:
        """What the leader wrote would count as exceeding."""
        return self.baris.standar.get(Penulis.PIMPINAN, "")


@dataclass(frozen=True, slots=True)
class RHKPimpinan:
    """An RHK of a leader that may be supported, with how many rows of this form do.

    ``bermatriks``: the owner of the form stands in the leader's matrix.
    """

    rhk: RHK
    dukungan: int
    bermatriks: bool = False

    @property
    def kata(self) -> str:
        """How many rows support it."""
        return f"{self.dukungan} RHK"


@dataclass(frozen=True, slots=True)
class LayarPerilaku:
    """One value with its three panduan."""

    perilaku: PerilakuSKP
    panduan: Sequence[str]

    @property
    def judul(self) -> str:
        """Its name."""
        return NilaiBerAKHLAK(self.perilaku.nilai).label


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """What is missing before the form may be handed in."""

    kurang: tuple[Alasan, ...]
    persen: int

    @property
    def depan(self) -> list[tuple[str, str]]:
        """The first three things missing: (sentence, anchor)."""
        return [(a.kalimat, jangkar(a)) for a in self.kurang[:3]]

    @property
    def sisanya(self) -> list[tuple[str, str]]:
        """All others."""
        return [(a.kalimat, jangkar(a)) for a in self.kurang[3:]]


def jangkar(alasan: Alasan) -> str:
    """Where on the page a sentence leads to: ``rhk-<lini>`` or ``iki-<lini>``; empty for the whole form."""
    return str(alasan.fakta.get("di", "")).replace(":", "-")


def susun_saran(a: Alasan, abaikan: Mapping[str, str]) -> Saran:
    """A piece of advice of a rule, with why it was set aside."""
    aturan = AturanSmart(a.fakta["aturan"])
    return Saran(aturan.value, aturan.label, a.kalimat, a.fakta["bagian"], abaikan.get(aturan.value, ""))
