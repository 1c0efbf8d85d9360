"""The read side of units and people: current positions, counts per unit, chains of assessors."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from kinerja.organisasi.enums import TIDAK_MEMIMPIN, StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, MasaUnit, Pegawai, PenilaiKosong, Penugasan, UnitKerja

#: Which posting is the main one, by decree: the definitive one, else tugas tambahan, else a temporary one. The assessor rule
#: asks another question and puts tugas tambahan first (docs/keputusan/0002).
_URUTAN = ("DEFINITIF", "TUGAS_TAMBAHAN", "PJ", "PLT", "PLH")
URUT_SIFAT = Case(*(When(sifat=s, then=Value(i)) for i, s in enumerate(_URUTAN)))
_URUT_SQL = "CASE sifat " + " ".join(f"WHEN '{s}' THEN {i}" for i, s in enumerate(_URUTAN)) + " END"
_LANGKAH = UnitKerja.steplen


def pegawai_bekerja(tanggal: dt.date) -> QuerySet[Pegawai]:
    """ASN who have not left on ``tanggal``."""
    belum_berhenti = Q(berhenti_sejak__isnull=True) | Q(berhenti_sejak__gt=tanggal)
    return Pegawai.objects.filter(belum_berhenti).exclude(status=StatusPegawai.NON_ASN)


def pegawai_terlihat(akun: Akun) -> QuerySet[Pegawai]:
    """The directory is open to everyone who is signed in; what else of a person is shown, rules decide."""
    return Pegawai.objects.all() if akun.is_authenticated else Pegawai.objects.none()


def unit_terlihat(akun: Akun) -> QuerySet[UnitKerja]:
    """The structure of the kabupaten is no secret among its people."""
    return UnitKerja.objects.all() if akun.is_authenticated else UnitKerja.objects.none()


def bertugas_di_bawah(path: str, tanggal: dt.date) -> Exists:
    """Whether a person holds a position on ``tanggal`` in the unit of ``path`` or below it."""
    return Exists(Penugasan.objects.pada(tanggal).filter(pegawai=OuterRef("pk"), unit__path__startswith=path))


def kueri_cari(kata: str) -> str:
    """A prefix query for ``to_tsquery('simple', ...)``: every word must begin a word; empty when nothing can be sought.

    A NIP may be typed in groups, as it is printed: ``19890101 201401 1 903``.
    """
    if re.fullmatch(r"[\d\s.\-]+", kata):
        kata = re.sub(r"\D", "", kata)
    return " & ".join(f"{k}:*" for k in re.findall(r"[^\W_]+", kata.lower()))


def cari_pegawai(pegawai: QuerySet[Pegawai], kata: str) -> QuerySet[Pegawai]:
    """Those whose NIP, name or position begins with every word of ``kata``; nobody when nothing can be sought."""
    kueri = kueri_cari(kata)
    return pegawai.filter(cari=SearchQuery(kueri, search_type="raw", config="simple")) if kueri else pegawai.none()


def dengan_keadaan(pegawai: QuerySet[Pegawai], tanggal: dt.date) -> QuerySet[Pegawai]:
    """With ``penugasan_kini`` (main one first), ``penilai_kini`` and ``masa_kini`` as lists: three queries."""
    penilai = HubunganPenilai.objects.pada(tanggal).select_related("penilai")
    return _dengan_tugas(pegawai, tanggal).prefetch_related(Prefetch("hubungan_penilai", penilai, to_attr="penilai_kini"))


def _dengan_tugas(pegawai: QuerySet[Pegawai], tanggal: dt.date) -> QuerySet[Pegawai]:
    return pegawai.prefetch_related(
        Prefetch("penugasan", penugasan_pada(tanggal), to_attr="penugasan_kini"),
        Prefetch("masa_khusus", MasaKhusus.objects.pada(tanggal), to_attr="masa_kini"),
    )


def penugasan_pada(tanggal: dt.date) -> QuerySet[Penugasan]:
    """Postings that hold on ``tanggal``, the main one of a person first, with position and unit."""
    return Penugasan.objects.pada(tanggal).select_related("jabatan", "unit").order_by(URUT_SIFAT, "pk")


def dengan_nama_jabatan(pegawai: QuerySet[Pegawai], tanggal: dt.date) -> QuerySet[Pegawai]:
    """With ``nama_jabatan`` and ``nama_unit`` of the main posting, in the same query."""
    utama = Penugasan.objects.pada(tanggal).filter(pegawai=OuterRef("pk")).order_by(URUT_SIFAT, "pk")
    return pegawai.annotate(
        nama_jabatan=Subquery(utama.values("jabatan__nama")[:1]), nama_unit=Subquery(utama.values("unit__nama_kini")[:1])
    )


def jabatan_utama(pegawai: Iterable[int], tanggal: dt.date) -> dict[int, Penugasan]:
    """The main posting of each of the people, in one query."""
    hasil: dict[int, Penugasan] = {}
    for p in penugasan_pada(tanggal).filter(pegawai_id__in=list(pegawai)):
        hasil.setdefault(p.pegawai_id, p)
    return hasil


def dengan_pimpinan(unit: QuerySet[UnitKerja], tanggal: dt.date) -> QuerySet[UnitKerja]:
    """With ``pimpinan_kini``, a list of who lead, as ``pimpinan_pada`` gives them."""
    return unit.prefetch_related(Prefetch("penugasan", pimpinan_pada(tanggal), to_attr="pimpinan_kini"))


def pimpinan_pada(tanggal: dt.date) -> QuerySet[Penugasan]:
    """Postings that lead a unit on ``tanggal``, with person and position: who is at work first, then the definitive one.

    Whoever has left leads no more. ``pergi`` says that a head is away from his office (empty: he is there), never
    why: these lists are open to everybody.
    """
    masa = MasaKhusus.objects.pada(tanggal).filter(pegawai=OuterRef("pegawai"), jenis__in=TIDAK_MEMIMPIN)
    memimpin = penugasan_pada(tanggal).filter(_memimpin(tanggal)).select_related("pegawai", "jabatan")
    memimpin = memimpin.annotate(pergi=Case(When(Exists(masa), then=Value("tidak bertugas")), default=Value("")))
    return memimpin.order_by(Case(When(pergi="", then=0), default=1), URUT_SIFAT, "pk")


def _memimpin(tanggal: dt.date) -> Q:
    tinggal = Q(pegawai__berhenti_sejak__isnull=True) | Q(pegawai__berhenti_sejak__gt=tanggal)
    return tinggal & Q(memimpin=True)


def unit_berlaku(tanggal: dt.date) -> QuerySet[UnitKerja]:
    """Units that hold on ``tanggal``, in the order of the tree."""
    return UnitKerja.objects.filter(Exists(MasaUnit.objects.pada(tanggal).filter(unit=OuterRef("pk"))))


def anak_unit(induk: UnitKerja) -> Q:
    """The units directly below ``induk`` in the tree of today."""
    return Q(path__startswith=induk.path, depth=induk.depth + 1)


def jalur(path: str) -> list[str]:
    """Paths from the root down to ``path``, both included."""
    return [path[:n] for n in range(_LANGKAH, len(path) + 1, _LANGKAH)]


def unit_di_jalur(unit: UnitKerja) -> QuerySet[UnitKerja]:
    """The units above ``unit``, the root first."""
    return UnitKerja.objects.filter(path__in=jalur(unit.path)[:-1])


@dataclass(slots=True)
class RekapUnit:
    """Counts of a unit and everything below it. ``tanpa_kepala`` counts units without anybody who leads them."""

    orang: int = 0
    berpenilai: int = 0
    akun_aktif: int = 0
    unit: int = 0
    tanpa_kepala: int = 0

    @property
    def tanpa_penilai(self) -> int:
        """People who still need an assessor."""
        return self.orang - self.berpenilai

    def tambah(self, lain: "RekapUnit") -> None:
        """Add the counts of a unit below."""
        for kolom in self.__slots__:
            setattr(self, kolom, getattr(self, kolom) + getattr(lain, kolom))


_REKAP_ORANG = f"""
    SELECT u.path, count(*), count(h.id), count(a.id) FILTER (WHERE a.is_active AND a.aktif_sejak IS NOT NULL)
    FROM (
        SELECT DISTINCT ON (pegawai_id) pegawai_id, unit_id FROM organisasi_penugasan
        WHERE berlaku @> %(tanggal)s::date AND {{orang}} ORDER BY pegawai_id, {_URUT_SQL}, id
    ) t
    JOIN organisasi_pegawai p ON p.id = t.pegawai_id AND p.status <> 'NON_ASN'
        AND (p.berhenti_sejak IS NULL OR p.berhenti_sejak > %(tanggal)s)
    JOIN organisasi_unitkerja u ON u.id = t.unit_id AND {{cabang}}
    LEFT JOIN organisasi_hubunganpenilai h ON h.pegawai_id = p.id AND h.berlaku @> %(tanggal)s::date
    LEFT JOIN organisasi_akun a ON a.pegawai_id = p.id
    GROUP BY u.path
"""


def rekap_unit(tanggal: dt.date, unit_ids: Collection[int]) -> dict[int, RekapUnit]:
    """Counts per unit, subtree included, in three queries: counted per leaf, then added to what stands above.

    Only the branches asked for are read, so the page of a unit costs what that unit is, not what the kabupaten is.
    """
    cabang = _cabang(UnitKerja.objects.filter(pk__in=unit_ids).values_list("path", flat=True))
    per_path: dict[str, RekapUnit] = defaultdict(RekapUnit)
    diminta = dict[int, str]()
    ada_kepala = Exists(Penugasan.objects.pada(tanggal).filter(_memimpin(tanggal), unit=OuterRef("pk")))
    for pk, path, berkepala in (
        unit_berlaku(tanggal).filter(_di_cabang("path", cabang)).annotate(k=ada_kepala).values_list("pk", "path", "k")
    ):
        per_path[path] = RekapUnit(unit=1, tanpa_kepala=0 if berkepala else 1)
        if pk in unit_ids:
            diminta[pk] = path
    with connection.cursor() as kursor:
        kursor.execute(*_sql_rekap(cabang, tanggal))
        for path, orang, berpenilai, akun in kursor:
            per_path[path].tambah(RekapUnit(orang, berpenilai, akun))
    jumlah = _ke_atas(per_path)
    return {pk: jumlah[path] for pk, path in diminta.items()}


def _cabang(path: Iterable[str]) -> list[str]:
    """The topmost of the paths: none of them lies below another."""
    puncak: list[str] = []
    for p in sorted(path):
        if not puncak or not p.startswith(puncak[-1]):
            puncak.append(p)
    return puncak


def _di_cabang(kolom: str, cabang: Iterable[str]) -> Q:
    syarat = Q(pk__in=[])
    for path in cabang:
        syarat |= Q(**{f"{kolom}__startswith": path})
    return syarat


def _sql_rekap(cabang: Sequence[str], tanggal: dt.date) -> tuple[str, dict[str, Any]]:
    """The count of people of these branches. From the root on nothing is filtered: everybody is below it."""
    if any(len(p) == _LANGKAH for p in cabang):
        return _REKAP_ORANG.format(orang="true", cabang="true"), {"tanggal": tanggal}
    kunci = {f"cabang{i}": f"{p}%" for i, p in enumerate(cabang)}
    di_cabang = " OR ".join(f"{{u}}.path LIKE %({k})s" for k in kunci) or "false"
    # Whoever holds any posting there; his main one, which decides, may be elsewhere.
    orang = f"""pegawai_id IN (
        SELECT g.pegawai_id FROM organisasi_penugasan g JOIN organisasi_unitkerja v ON v.id = g.unit_id
        WHERE g.berlaku @> %(tanggal)s::date AND ({di_cabang.format(u="v")}))"""
    return _REKAP_ORANG.format(orang=orang, cabang=f"({di_cabang.format(u='u')})"), {"tanggal": tanggal, **kunci}


def _ke_atas(per_path: Mapping[str, RekapUnit]) -> dict[str, RekapUnit]:
    jumlah: dict[str, RekapUnit] = defaultdict(RekapUnit)
    for path, rekap in per_path.items():
        for atas in jalur(path):
            jumlah[atas].tambah(rekap)
    return jumlah


@dataclass(frozen=True, slots=True)
class MataRantai:
    """One link of the chain of assessors: who, in which main posting, since when he assesses the one below."""

    pegawai: Pegawai
    penugasan: Penugasan | None
    sejak: dt.date | None = None


_RANTAI = """
    WITH RECURSIVE atas AS (
        SELECT h.pegawai_id, h.penilai_id, lower(h.berlaku) AS sejak, 1 AS tingkat, ARRAY[h.pegawai_id] AS dilalui
        FROM organisasi_hubunganpenilai h WHERE h.pegawai_id = %(pegawai)s AND h.berlaku @> %(tanggal)s::date
        UNION ALL
        SELECT h.pegawai_id, h.penilai_id, lower(h.berlaku), a.tingkat + 1, a.dilalui || h.pegawai_id
        FROM atas a JOIN organisasi_hubunganpenilai h ON h.pegawai_id = a.penilai_id AND h.berlaku @> %(tanggal)s::date
        WHERE NOT h.pegawai_id = ANY(a.dilalui)
    )
    SELECT penilai_id, sejak FROM atas ORDER BY tingkat
"""


def rantai_penilai(pegawai: Pegawai, tanggal: dt.date) -> list[MataRantai]:
    """Assessors of ``pegawai`` upward to the top, in three queries. Empty when he has none."""
    with connection.cursor() as kursor:
        kursor.execute(_RANTAI, {"pegawai": pegawai.pk, "tanggal": tanggal})
        urut: Sequence[tuple[int, dt.date]] = kursor.fetchall()
    orang = Pegawai.objects.in_bulk([p for p, _ in urut])
    jabatan = jabatan_utama(orang, tanggal)
    return [MataRantai(orang[p], jabatan.get(p), sejak) for p, sejak in urut]


_DI_BAWAH = """
    WITH RECURSIVE atas AS (
        SELECT h.pegawai_id AS asal, h.penilai_id, ARRAY[h.pegawai_id] AS dilalui
        FROM organisasi_hubunganpenilai h WHERE h.pegawai_id = ANY(%(orang)s) AND h.berlaku @> %(tanggal)s::date
        UNION ALL
        SELECT a.asal, h.penilai_id, a.dilalui || h.pegawai_id
        FROM atas a JOIN organisasi_hubunganpenilai h ON h.pegawai_id = a.penilai_id AND h.berlaku @> %(tanggal)s::date
        WHERE a.penilai_id <> %(saya)s AND NOT h.pegawai_id = ANY(a.dilalui)
    )
    SELECT DISTINCT asal FROM atas WHERE penilai_id = %(saya)s
"""


def di_bawah(saya: int, orang: Collection[int], tanggal: dt.date) -> set[int]:
    """Which of ``orang`` the person ``saya`` assesses, or stands above in the chain of assessors. One query, however many."""
    if not orang:
        return set()
    with connection.cursor() as kursor:
        kursor.execute(_DI_BAWAH, {"saya": saya, "orang": list(orang), "tanggal": tanggal})
        return {baris[0] for baris in kursor.fetchall()}


def hubungan_pada(pegawai: Pegawai, tanggal: dt.date) -> HubunganPenilai | PenilaiKosong | None:
    """The row that says who assesses ``pegawai`` on ``tanggal``, or why nobody does; None before anything was computed."""
    hubungan = HubunganPenilai.objects.pada(tanggal).filter(pegawai=pegawai)
    ada: HubunganPenilai | None = hubungan.select_related("surat", "penilai", "atasan_penilai").first()
    if ada is not None:
        return ada
    kosong: PenilaiKosong | None = PenilaiKosong.objects.pada(tanggal).filter(pegawai=pegawai).select_related("unit").first()
    return kosong


def dinilai_oleh(pegawai: Pegawai, tanggal: dt.date) -> list[Pegawai]:
    """Whom ``pegawai`` assesses on ``tanggal``, by name, with ``penugasan_kini`` and ``masa_kini``: three queries."""
    bawahan = HubunganPenilai.objects.pada(tanggal).filter(penilai=pegawai).values("pegawai_id")
    return list(_dengan_tugas(Pegawai.objects.filter(pk__in=bawahan), tanggal))


def berpenilai(tanggal: dt.date) -> Exists:
    """Whether a person has an assessor on ``tanggal``."""
    return Exists(HubunganPenilai.objects.pada(tanggal).filter(pegawai=OuterRef("pk")))


def cari_unit(kata: str, tanggal: dt.date) -> QuerySet[UnitKerja]:
    """Units of ``tanggal`` whose name holds every word, the highest first; none when nothing can be sought."""
    kata_kata = re.findall(r"[^\W_]+", kata)
    unit = unit_berlaku(tanggal).order_by("depth", "nama_kini")
    for k in kata_kata:
        unit = unit.filter(nama_kini__icontains=k)
    return unit if kata_kata else unit.none()


def nama_pada(masa: Iterable[MasaUnit], tanggal: dt.date) -> str:
    """The name a unit had on ``tanggal``, from its loaded ``masa``; an empty text when it did not exist."""
    return next((m.nama for m in masa if tanggal in m.berlaku), "")
