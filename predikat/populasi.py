"""Who is evaluated in a period, in which unit he counts, and by whom: read as of the cut-off date, in sets.

Rules of 8.5 and ``[design]`` of 8.3: heads count one level up (parameter), Plt. where definitive, study leave and the like as
``aturan_populasi`` says.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef

from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import HubunganPenilai, MasaKhusus, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.queries import jalur, pegawai_bekerja, penugasan_pada
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.aturan_populasi import Bagian, FaktaPopulasi, Kedudukan, kedudukan, potong_bagian
from predikat.queries_organisasi import unit_organisasi
from skp.models import SKP

_MEMIMPIN_TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)


@dataclass(frozen=True, slots=True)
class Acuan:
    """What is the same for everybody of a period: the day, the units that are an organisasi (path -> id), the parameters."""

    periode: Periode
    hari: dt.date
    organisasi: Mapping[str, int]
    kepala_dihitung: bool
    guru_di_ruang_gtk: bool

    def organisasi_dari(self, path: str, *, di_atas: bool = False) -> int | None:
        """The nearest organisasi at ``path`` or above it; ``di_atas``: strictly above."""
        calon = jalur(path)[:-1] if di_atas else jalur(path)
        return next((self.organisasi[j] for j in reversed(calon) if j in self.organisasi), None)


def acuan(periode: Periode, hari: dt.date) -> Acuan:
    """Three queries."""
    return Acuan(
        periode,
        hari,
        dict(unit_organisasi(hari).values_list("path", "pk")),
        parameter("distribusi_kepala_dihitung", hari).ya,
        parameter("guru_dikelola_ruang_gtk", hari).ya,
    )


def orang_populasi(hari: dt.date) -> list[int]:
    """Everybody in service who holds a position on ``hari``. One query."""
    bertugas = Penugasan.objects.pada(hari).filter(pegawai=OuterRef("pk"))
    return list(pegawai_bekerja(hari).filter(Exists(bertugas)).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Calon:
    """One person of the population. ``bagian``: stretches of the period by SKP and penilai, the last one rates."""

    pegawai_id: int
    unit_hitung: int
    unit_dipimpin: int | None
    penilai_id: int | None
    kedudukan: Kedudukan
    bagian: tuple[Bagian, ...]


def susun_calon(ids: Sequence[int], a: Acuan) -> list[Calon]:
    """The people of one batch, in five queries. Whoever counts in no organisasi at all is left out."""
    orang = Pegawai.objects.in_bulk(list(ids))
    tugas: dict[int, list[Penugasan]] = defaultdict(list)
    for t in penugasan_pada(a.hari).filter(pegawai__in=ids):
        tugas[t.pegawai_id].append(t)
    masa: dict[int, list[str]] = defaultdict(list)
    for pk, jenis in MasaKhusus.objects.pada(a.hari).filter(pegawai__in=ids).values_list("pegawai_id", "jenis"):
        masa[pk].append(jenis)
    penilai = _rentang(
        HubunganPenilai.objects.filter(pegawai__in=ids, berlaku__overlap=a.periode.rentang), "berlaku", "penilai_id"
    )
    skp = _rentang(SKP.objects.filter(pegawai__in=ids, rentang__overlap=a.periode.rentang), "rentang", "pk")
    hasil = (_calon(orang[pk], tugas[pk], masa[pk], penilai[pk], skp[pk], a) for pk in ids if pk in orang and tugas.get(pk))
    return [c for c in hasil if c is not None]


def _rentang(baris: Iterable, kolom: str, nilai: str) -> dict[int, list[tuple[DateRange, int]]]:  # type: ignore[type-arg]
    hasil: dict[int, list[tuple[DateRange, int]]] = defaultdict(list)
    for pk, rentang, isi in baris.values_list("pegawai_id", kolom, nilai).order_by(kolom):  # type: ignore[attr-defined]
        hasil[pk].append((rentang, isi))
    return hasil


def _calon(
    orang: Pegawai,
    tugas: Sequence[Penugasan],
    masa: Sequence[str],
    penilai: Sequence[tuple[DateRange, int]],
    skp: Sequence[tuple[DateRange, int]],
    a: Acuan,
) -> Calon | None:
    dipimpin = next((t.unit for t in tugas if t.memimpin and t.sifat in _MEMIMPIN_TETAP and t.unit.path in a.organisasi), None)
    unit = _unit_hitung(tugas[0].unit, dipimpin, a)
    if unit is None:
        return None
    fakta = FaktaPopulasi(tuple(t.jabatan.nama for t in tugas), tuple(masa))
    kini = next((isi for rentang, isi in penilai if a.hari in rentang), None)
    periode = (a.periode.rentang.lower, a.periode.rentang.upper)
    bagian = potong_bagian(periode, _batas(skp), _batas(penilai))
    return Calon(
        orang.pk,
        unit,
        dipimpin.pk if dipimpin else None,
        kini,
        kedudukan(fakta, guru_di_ruang_gtk=a.guru_di_ruang_gtk),
        bagian,
    )


def _unit_hitung(utama: UnitKerja, dipimpin: UnitKerja | None, a: Acuan) -> int | None:
    if dipimpin is None:
        return a.organisasi_dari(utama.path)
    di_atas = a.organisasi_dari(dipimpin.path, di_atas=not a.kepala_dihitung)
    return di_atas or a.organisasi_dari(dipimpin.path)


def _batas(baris: Sequence[tuple[DateRange, int]]) -> list[tuple[dt.date, dt.date | None, int]]:
    return [(r.lower, r.upper, isi) for r, isi in baris]
