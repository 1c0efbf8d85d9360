"""What the sheet of units and the page of a unit show, put together from the queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.access import boleh
from predikat.actions.organisasi import alasan_tertulis
from predikat.aturan_papan import BENTUK
from predikat.enums import CapaianOrganisasi, Predikat, PredikatOrganisasi, Rating, StatusEvaluasi
from predikat.models import Evaluasi, PembekuanPopulasi, PredikatUnit, RekomendasiUnit
from predikat.queries import Pola, periode_dinilai, pola_unit
from predikat.queries_organisasi import UsulanUnit, penetap_unit, unit_organisasi, usulan_unit

EKSPEKTASI = (
    (CapaianOrganisasi.DI_ATAS, "di atas"),
    (CapaianOrganisasi.SESUAI, "sesuai"),
    (CapaianOrganisasi.DI_BAWAH, "di bawah"),
)


@dataclass(slots=True)
class BarisLembar:
    """One unit on the sheet. ``milik_saya``: the reader sets it; ``terpilih``: what the form shows; ``salah``: why refused."""

    unit: UnitKerja
    usulan: UsulanUnit
    penetap: Pegawai | None
    tetap: PredikatUnit | None
    orang: int
    milik_saya: bool
    rekomendasi: list[RekomendasiUnit] = field(default_factory=list)
    terpilih: str = ""
    alasan: str = ""
    ekspektasi: str = CapaianOrganisasi.SESUAI.value
    salah: str = ""

    @property
    def pilihan(self) -> list[dict[str, Any]]:
        """The five values: chosen, proposed."""
        return [
            {"nilai": p.value, "label": p.label, "kini": p.value == self.terpilih, "usul": p is self.usulan.nilai}
            for p in PredikatOrganisasi
        ]

    @property
    def tercapai(self) -> int:
        """Rencana aksi, or indicators, that met their target."""
        return self.usulan.rencana.sesuai_target + self.usulan.rencana.melampaui_target

    @property
    def berbeda(self) -> bool:
        """The choice differs from the proposal, so a reason is due."""
        return bool(self.terpilih and self.usulan.nilai and self.terpilih != self.usulan.nilai)


SARING = (
    ("semua", "Semua"),
    ("belum", "Belum diputuskan"),
    ("beda", "Berbeda dari usulan"),
    ("bukan_baik", "Usulan bukan Baik"),
)


@dataclass(slots=True)
class Lembar:
    """The sheet of a period as one person sees it: what he sets, or all for overseers."""

    periode: Periode
    baris: list[BarisLembar]
    saring: str = "semua"
    tahunan: bool = False

    @property
    def tampak(self) -> list[BarisLembar]:
        """Rows of the chosen filter; undecided ones first."""
        return sorted((b for b in self.baris if _cocok(b, self.saring)), key=lambda b: (b.tetap is not None, b.unit.path))

    @property
    def milik_saya(self) -> int:
        """Rows that the reader sets."""
        return sum(1 for b in self.baris if b.milik_saya)

    @property
    def diputuskan(self) -> int:
        """Of these, decided ones."""
        return sum(1 for b in self.baris if b.milik_saya and b.tetap)

    @property
    def siap_usulan(self) -> int:
        """Undecided ones with a proposal: what "setujui usulan" takes."""
        return sum(1 for b in self.baris if b.milik_saya and not b.tetap and b.usulan.nilai)

    @property
    def saringan(self) -> list[dict[str, Any]]:
        """The pills."""
        return [
            {"nama": n, "judul": j, "kini": n == self.saring, "jumlah": sum(_cocok(b, n) for b in self.baris)}
            for n, j in SARING
        ]


def _cocok(b: BarisLembar, saring: str) -> bool:
    match saring:
        case "belum":
            return b.tetap is None
        case "beda":
            return b.tetap is not None and bool(b.tetap.usulan) and b.tetap.usulan != b.tetap.nilai
        case "bukan_baik":
            return b.usulan.nilai is not None and b.usulan.nilai is not PredikatOrganisasi.BAIK
    return True


def susun_lembar(akun: Akun, periode: Periode, saring: str = "semua", kiriman: Mapping[str, str] | None = None) -> Lembar:
    """At most nine queries, however many units. ``kiriman``: what was sent and refused, shown again."""
    hari, saya = jam.hari_ini(), hak(akun).pegawai_id
    semua = list(unit_organisasi(hari))
    penetap = penetap_unit(semua, hari)
    awas = boleh(akun, "catat_lembar") or hak(akun).auditor or hak(akun).tim_penilai or hak(akun).pyb
    unit = [u for u in semua if awas or (penetap[u.pk] is not None and penetap[u.pk].pk == saya)]  # type: ignore[union-attr]
    ids = [u.pk for u in unit]
    tetap = {p.unit_id: p for p in PredikatUnit.objects.filter(periode=periode, unit__in=ids).select_related("penetap")}
    orang = dict(
        Evaluasi.objects.filter(periode=periode, unit_hitung__in=ids)
        .values_list("unit_hitung")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rekomendasi: dict[int, list[RekomendasiUnit]] = {}
    for r in RekomendasiUnit.objects.filter(periode=periode, unit__in=ids).select_related("oleh__pegawai"):
        rekomendasi.setdefault(r.unit_id, []).append(r)
    tahunan = periode.jenis == JenisPeriode.AKHIR
    harapan = _harapan(ids, kiriman or {}) if tahunan else {}
    usulan = usulan_unit(ids, periode, harapan)
    baris = [
        BarisLembar(
            u, usulan[u.pk], penetap[u.pk], tetap.get(u.pk), orang.get(u.pk, 0),
            milik_saya=penetap[u.pk] is not None and penetap[u.pk].pk == saya,  # type: ignore[union-attr]
            rekomendasi=rekomendasi.get(u.pk, []),
        )
        for u in unit
    ]  # fmt: skip
    for b in baris:
        _isi_pilihan(b, kiriman)
    return Lembar(periode, baris, saring if saring in dict(SARING) else "semua", tahunan)


def _harapan(ids: list[int], kiriman: Mapping[str, str]) -> dict[int, CapaianOrganisasi]:
    return {pk: CapaianOrganisasi(x) for pk in ids if (x := kiriman.get(f"e.{pk}", "")) in set(CapaianOrganisasi)}


def _isi_pilihan(b: BarisLembar, kiriman: Mapping[str, str] | None) -> None:
    pk = b.unit.pk
    b.terpilih = (kiriman or {}).get(f"n.{pk}") or (b.tetap.nilai if b.tetap else "")
    b.alasan = (kiriman or {}).get(f"a.{pk}") or (b.tetap.alasan if b.tetap else "")
    b.ekspektasi = (kiriman or {}).get(f"e.{pk}") or b.ekspektasi


# -- the pattern of a unit


@dataclass(slots=True)
class PolaTampil:
    """The pattern of a unit as a card: bars beside the official curve, lines that hold or not, reasons given so far."""

    unit: UnitKerja
    periode: Periode
    pola: Pola
    tetap: PredikatUnit | None
    alasan: dict[str, str]

    @property
    def batang(self) -> list[tuple[str, int, int | None]]:
        """(label, people, pattern): the curve scaled to the people of the unit."""
        kurva = BENTUK.get(self.pola.organisasi) if self.pola.organisasi else None
        n = self.pola.n
        return [
            (
                p.label,
                self.pola.sementara.get(p, 0),
                round(kurva[i] * n / 24) if kurva and n else None,
            )
            for i, p in enumerate(Predikat)
        ]

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Lines with icon, colour and the reason written."""
        return [
            {
                "b": b,
                "ikon": "info-circle" if b.informasi else ("check" if b.dipenuhi else "alert-circle"),
                "kelas": "" if b.informasi else ("ok" if b.dipenuhi else ("awas" if b.nasihat else "galat")),
                "perlu": not b.dipenuhi and not b.nasihat,
                "alasan": self.alasan.get(b.nama, ""),
            }
            for b in self.pola.baris
        ]

    @property
    def kunci(self) -> str:
        """The unit, as part of a field's name."""
        return str(self.unit.pk)

    @property
    def belum_beralasan(self) -> int:
        """Broken lines without a reason."""
        return sum(1 for b in self.pola.dilanggar if b.nama not in self.alasan)


def susun_pola(unit: list[UnitKerja], periode: Periode, tanpa: int | None = None) -> list[PolaTampil]:
    """Cards of units for the reader ``tanpa``: four queries and the parameters, and one per unit with broken lines."""
    semua = pola_unit([u.pk for u in unit], periode, tanpa=tanpa)
    tetap = {p.unit_id: p for p in PredikatUnit.objects.filter(unit__in=unit, periode=periode).select_related("penetap")}
    return [
        PolaTampil(u, periode, semua[u.pk], tetap.get(u.pk), alasan_tertulis(u.pk, periode) if semua[u.pk].dilanggar else {})
        for u in unit
    ]


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """One person on the page of his unit. ``predikat`` is empty for a reader who may not see ratings."""

    e: Evaluasi
    cip: tuple[str, str]
    predikat: str
    url: str = ""


CIP_STATUS = {
    StatusEvaluasi.BELUM: ("Belum dinilai", "awas"),
    StatusEvaluasi.DIUSULKAN: ("Rating diusulkan", "info"),
    StatusEvaluasi.DITETAPKAN: ("Predikat ditetapkan", "ok"),
    StatusEvaluasi.DIDOKUMENKAN: ("Dokumen dibuat", "ok"),
    StatusEvaluasi.TIDAK_DIEVALUASI: ("Tidak dievaluasi", ""),
}


def label_rating(nilai: str | None) -> str:
    """``Di atas ekspektasi``; a dash without one."""
    return Rating(nilai).label if nilai else "–"


def label_predikat(nilai: str | None) -> str:
    """As the forms print it."""
    return Predikat(nilai).label if nilai else ""


# -- periods


@dataclass(frozen=True, slots=True)
class BarisPeriode:
    """A period with its population and how far it is."""

    periode: Periode
    beku: PembekuanPopulasi | None
    hitung: Mapping[str, int]
    unit: int

    @property
    def jumlah(self) -> int:
        """Evaluations that are open."""
        return sum(self.hitung.values())

    @property
    def tetap(self) -> int:
        """Set or further."""
        return self.hitung.get(StatusEvaluasi.DITETAPKAN, 0) + self.hitung.get(StatusEvaluasi.DIDOKUMENKAN, 0)


def susun_periode() -> list[BarisPeriode]:
    """Four queries, however many periods."""
    semua = list(periode_dinilai())
    beku = {b.periode_id: b for b in PembekuanPopulasi.objects.filter(periode__in=semua)}
    hitung: dict[int, dict[str, int]] = {}
    baris = Evaluasi.objects.filter(periode__in=semua).order_by().values_list("periode", "status").annotate(n=Count("pk"))
    for pk, status, n in baris:
        hitung.setdefault(pk, {})[status] = n
    unit = dict(PredikatUnit.objects.filter(periode__in=semua).order_by().values_list("periode").annotate(n=Count("pk")))
    return [BarisPeriode(p, beku.get(p.pk), hitung.get(p.pk, {}), unit.get(p.pk, 0)) for p in semua]
