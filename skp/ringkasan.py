"""The planning stage as the worker counted it: what the pages of the kabupaten read, so that they cost the same at any size.

A unit below a perangkat daerah, and the page of any one unit, are counted anew when they are opened (``perencanaan.py``).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.aturan_merit import FaktaMerit
from skp.merit import fakta_merit
from skp.models import RingkasanPerencanaan
from skp.perencanaan import TERTAHAN, BarisOrang, DaftarOrang, Rekap, Saring, rekap_per_path, rekap_perencanaan, siapkan_keadaan
from skp.temuan import hari_acuan

#: The root and the perangkat daerah.
DALAM = 2
#: Kept by name per unit: more than a page shows, for some are done before it is opened.
_DISIMPAN = 30
_TERLAMA = """SELECT induk, sejak, nama_urut, pegawai_id FROM (
    SELECT left(k.path, %(panjang)s) AS induk, k.sejak, p.nama_urut, k.pegawai_id,
        row_number() OVER (PARTITION BY left(k.path, %(panjang)s) ORDER BY k.sejak, p.nama_urut, k.pegawai_id) AS urut
    FROM keadaan k JOIN organisasi_pegawai p ON p.id = k.pegawai_id WHERE k.keadaan = ANY(%(tertahan)s)
) x WHERE urut <= %(simpan)s"""


# -- the worker


def ringkas_semua() -> int:
    """Count this year and later ones anew, an earlier one once. Returns the rows written."""
    kini, ada = jam.hari_ini().year, set(RingkasanPerencanaan.objects.values_list("tahun", flat=True).distinct())
    return sum(ringkas(s) for s in Siklus.objects.order_by("tahun") if s.tahun >= kini or s.tahun not in ada)


def ringkas(siklus: Siklus) -> int:
    """Count the whole kabupaten for a year and keep it, replacing what was kept. Returns how many rows."""
    hari, kini = hari_acuan(siklus), jam.sekarang()
    unit = list(UnitKerja.objects.filter(depth__lte=DALAM))
    akar = [str(u.path) for u in unit if u.is_root()]
    with transaction.atomic():
        with connection.cursor() as kursor:
            # Compiling so long a query takes longer than running it.
            kursor.execute("SET LOCAL jit = off")
        jumlah = rekap_per_path(hari, akar)
        terlama = _terlama(hari, akar)
        merit = {p: fakta_merit(siklus, hari, jumlah[p]) for p in akar[:1]}
        baris = [_baris(u, siklus, hari, kini, jumlah[str(u.path)], terlama, merit) for u in unit]
        RingkasanPerencanaan.objects.filter(tahun=siklus.tahun).exclude(unit__in=unit).delete()
        RingkasanPerencanaan.objects.bulk_create(
            baris, update_conflicts=True, unique_fields=["unit", "tahun"], update_fields=_UBAH, batch_size=500
        )
    return len(baris)


_UBAH = ["tanggal", "dihitung_pada", "kedalaman", "per", "wajib", "berlaku", "bagian_belum", "terlama", "merit"]


def _terlama(hari: dt.date, akar: Iterable[str]) -> dict[str, list[list[Any]]]:
    """Per perangkat daerah, and per root of all below it, who waits longest."""
    sql, isi = siapkan_keadaan(hari, akar)
    isi |= {"panjang": DALAM * UnitKerja.steplen, "tertahan": [k.value for k in TERTAHAN], "simpan": _DISIMPAN}
    hasil: dict[str, list[list[Any]]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(sql + _TERLAMA, isi)
        for induk, sejak, nama, pk in kursor.fetchall():
            satu = [sejak.isoformat(), nama, pk]
            for tempat in {induk, induk[: UnitKerja.steplen]}:
                hasil[tempat].append(satu)
    return {p: sorted(daftar)[:_DISIMPAN] for p, daftar in hasil.items()}


def _baris(
    u: UnitKerja,
    siklus: Siklus,
    hari: dt.date,
    kini: dt.datetime,
    r: Rekap,
    terlama: Mapping[str, list[list[Any]]],
    merit: Mapping[str, FaktaMerit],
) -> RingkasanPerencanaan:
    f = merit.get(str(u.path))
    return RingkasanPerencanaan(
        unit=u,
        tahun=siklus.tahun,
        tanggal=hari,
        dihitung_pada=kini,
        kedalaman=u.depth,
        per={str(k): n for k, n in r.per.items() if n},
        wajib=r.wajib,
        berlaku=r.berlaku,
        bagian_belum=r.belum / r.wajib if r.wajib else 0,
        terlama=terlama.get(str(u.path), []),
        merit=[f.wajib, f.berlaku, f.tepat_waktu, f.berjenjang, f.berekspektasi, f.ketiganya] if f else [],
    )


# -- the readers


def dari_ringkasan(r: RingkasanPerencanaan) -> Rekap:
    """What was kept, as it was counted."""
    return Rekap(Counter(r.per), r.berlaku)


def merit_dari(r: RingkasanPerencanaan) -> FaktaMerit | None:
    """The figures of the merit row, where they were counted."""
    return FaktaMerit(*r.merit) if r.merit else None


def ringkasan_kabupaten(tahun: int) -> RingkasanPerencanaan | None:
    """The whole: the root."""
    return RingkasanPerencanaan.objects.filter(tahun=tahun, kedalaman=1).order_by("unit").first()


def papan(tahun: int) -> QuerySet[RingkasanPerencanaan]:
    """Perangkat daerah with people who must plan, the one with the largest part still to be set first."""
    baris = RingkasanPerencanaan.objects.filter(tahun=tahun, kedalaman=DALAM, wajib__gt=0).select_related("unit")
    return baris.defer("terlama").order_by("-bagian_belum", "unit_id")


def rekap_kolom(hari: dt.date, unit_ids: Collection[int]) -> dict[int, Rekap]:
    """For lists of units: perangkat daerah as the worker counted them, units below them anew. At most two queries."""
    path = dict(UnitKerja.objects.filter(pk__in=unit_ids).values_list("pk", "path"))
    if all(len(p) > DALAM * UnitKerja.steplen for p in path.values()):
        return rekap_perencanaan(hari, path)
    simpan = {r.unit_id: r for r in RingkasanPerencanaan.objects.filter(tahun=hari.year, unit__in=list(path)).defer("terlama")}
    return {pk: dari_ringkasan(simpan[pk]) if pk in simpan else Rekap() for pk in path}


def terlama_di(wilayah: Collection[str], tahun: int, hari: dt.date, batas: int) -> tuple[list[BarisOrang], int]:
    """Who waits longest below these paths, by name and as it is now, and how many wait at all.

    Whoever stood in front when the worker counted is asked about again; whoever is done since then is left out.
    """
    puncak = [p for p in sorted(set(wilayah)) if not any(p != q and p.startswith(q) for q in wilayah)]
    dangkal = [p for p in puncak if len(p) <= DALAM * UnitKerja.steplen]
    di = Q(kedalaman=1) if SELURUH_KABUPATEN in dangkal else Q(unit__path__in=dangkal)
    simpan = list(RingkasanPerencanaan.objects.filter(di, tahun=tahun)) if dangkal else []
    dalam = DaftarOrang(Saring(tuple(p for p in puncak if p not in dangkal)), hari)
    depan = sorted(x for r in simpan for x in r.terlama)[:_DISIMPAN]
    siapa = (*(pk for _, _, pk in depan), *(b.pegawai.pk for b in dalam[:batas]))
    banyak = len(dalam) + sum(r.per.get(k.value, 0) for r in simpan for k in TERTAHAN)
    return (DaftarOrang(Saring(tuple(puncak), siapa=siapa), hari)[:batas] if siapa else []), banyak
