"""How intense the talks are, counted for many units at once; and who leads and is silent, by name.

Counted where people work and where leaders lead, then added to what stands above. A page of a unit counts its own branch
anew; the board of the kabupaten reads what the worker counted (``ringkas``).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from dialog.aturan_intensitas import FaktaPelaksanaan, HitungJenjang, Jenjang, berhenti_di, jenjang
from dialog.enums import StatusDialog
from dialog.models import RingkasanIntensitas
from kinerja.organisasi.enums import TIDAK_MEMIMPIN
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.queries import jalur
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Putusan
from kinerja.siklus.queries import parameter
from skp.aturan import DIKECUALIKAN

#: A talk counts once it was held and closed, whether or not the minutes are confirmed.
TERLAKSANA = (StatusDialog.MENUNGGU_KONFIRMASI, StatusDialog.SELESAI)
_URUT = "CASE t.sifat WHEN 'DEFINITIF' THEN 0 WHEN 'TUGAS_TAMBAHAN' THEN 1 WHEN 'PJ' THEN 2 WHEN 'PLT' THEN 3 ELSE 4 END"
SEKALI = 2000

_DASAR = f"""
WITH orang AS MATERIALIZED (
    SELECT x.pegawai_id, u.id AS unit_id, u.path, j.jenis, j.nama AS jabatan FROM (
        SELECT DISTINCT ON (t.pegawai_id) t.pegawai_id, t.unit_id, t.jabatan_id FROM organisasi_penugasan t
        WHERE t.berlaku @> %(hari)s::date AND {{orang}} ORDER BY t.pegawai_id, {_URUT}, t.id
    ) x
    JOIN organisasi_unitkerja u ON u.id = x.unit_id AND {{cabang}}
    JOIN organisasi_jabatan j ON j.id = x.jabatan_id
), hub AS MATERIALIZED (
    SELECT h.pegawai_id, h.penilai_id, lower(h.berlaku) AS sejak FROM organisasi_hubunganpenilai h
    JOIN organisasi_pegawai p ON p.id = h.pegawai_id AND p.status <> 'NON_ASN'
        AND (p.berhenti_sejak IS NULL OR p.berhenti_sejak > %(hari)s)
    WHERE h.berlaku @> %(hari)s::date AND {{terkait}}
        AND NOT EXISTS (
            SELECT 1 FROM organisasi_masakhusus m
            WHERE m.pegawai_id = h.pegawai_id AND m.berlaku @> %(hari)s::date AND m.jenis = ANY(%(dikecualikan)s))
), temu AS (
    SELECT h.pegawai_id, max(d.berakhir_pada AT TIME ZONE 'Asia/Makassar')::date AS akhir FROM hub h
    JOIN dialog_dialog d ON d.pegawai_id = h.pegawai_id AND d.pimpinan_id = h.penilai_id AND d.status = ANY(%(terlaksana)s)
    GROUP BY h.pegawai_id
)
"""

_HITUNG = (
    _DASAR
    + """, umpan AS (
    SELECT h.pegawai_id, max(b.tanggal) AS akhir FROM hub h
    JOIN dialog_umpanbalik b ON b.penerima_id = h.pegawai_id AND NOT b.ditarik AND NOT b.disembunyikan
        AND b.tanggal <= %(hari)s
    GROUP BY h.pegawai_id
), sepakat AS (
    SELECT h.pegawai_id, count(*) AS semua, count(k.selesai_pada) AS selesai,
        count(*) FILTER (WHERE k.selesai_pada IS NULL AND k.batas < %(hari)s) AS lewat
    FROM hub h
    JOIN dialog_dialog d ON d.pegawai_id = h.pegawai_id AND d.status = ANY(%(terlaksana)s)
        AND d.siklus_id = (SELECT c.id FROM siklus_siklus c WHERE c.tahun = %(tahun)s)
    JOIN dialog_kesepakatan k ON k.dialog_id = d.id AND k.dilepas_pada IS NULL
    GROUP BY h.pegawai_id
), terisi AS (
    SELECT s.pegawai_id, count(DISTINCT r.periode_id) FILTER (WHERE upper(p.rentang) <= %(hari)s AND p.jenis <> 'AKHIR') AS lalu
    FROM hub h
    JOIN skp_skp s ON s.pegawai_id = h.pegawai_id AND s.siklus_id = (SELECT c.id FROM siklus_siklus c WHERE c.tahun = %(tahun)s)
    JOIN skp_linirhk lr ON lr.skp_id = s.id JOIN skp_liniiki li ON li.lini_rhk_id = lr.id
    JOIN dialog_realisasi r ON r.lini_iki_id = li.id
        AND (r.nilai_teks <> '' OR r.cerita <> '' OR r.nilai_angka IS NOT NULL)
    JOIN siklus_periode p ON p.id = r.periode_id
    GROUP BY s.pegawai_id
), wajib AS (
    SELECT s.pegawai_id, count(DISTINCT p.id) AS lalu FROM hub h
    JOIN skp_skp s ON s.pegawai_id = h.pegawai_id AND s.siklus_id = (SELECT c.id FROM siklus_siklus c WHERE c.tahun = %(tahun)s)
    JOIN siklus_periode p ON p.siklus_id = s.siklus_id AND p.jenis <> 'AKHIR' AND p.rentang && s.rentang
        AND upper(p.rentang) <= %(hari)s
    GROUP BY s.pegawai_id
), satu AS MATERIALIZED (
    SELECT h.pegawai_id, h.penilai_id, %(hari)s::date - coalesce(t.akhir, h.sejak) <= %(irama)s AS bicara,
        %(hari)s::date - coalesce(b.akhir, h.sejak) <= %(irama_umpan)s AS umpan, b.akhir >= %(awal)s AS diberi,
        coalesce(k.semua, 0) AS semua, coalesce(k.selesai, 0) AS selesai, coalesce(k.lewat, 0) AS lewat,
        r.pegawai_id IS NOT NULL AS isi, r.pegawai_id IS NOT NULL AND r.lalu >= coalesce(w.lalu, 0) AS setiap
    FROM hub h
    LEFT JOIN temu t USING (pegawai_id) LEFT JOIN umpan b USING (pegawai_id) LEFT JOIN sepakat k USING (pegawai_id)
    LEFT JOIN terisi r USING (pegawai_id) LEFT JOIN wajib w USING (pegawai_id)
)
SELECT o.path, NULL, count(*), count(*) FILTER (WHERE s.bicara), count(*) FILTER (WHERE s.umpan), sum(s.semua), sum(s.selesai),
    sum(s.lewat), count(*) FILTER (WHERE s.isi), count(*) FILTER (WHERE s.setiap), count(*) FILTER (WHERE s.diberi),
    count(*) FILTER (WHERE s.semua > 0), count(*) FILTER (WHERE s.setiap AND s.diberi),
    count(*) FILTER (WHERE s.setiap AND s.diberi AND s.semua > 0)
FROM satu s JOIN orang o ON o.pegawai_id = s.pegawai_id GROUP BY o.path
UNION ALL
SELECT o.path, o.jenis, count(*), count(*) FILTER (WHERE a.berdialog = 0), sum(a.bawahan), sum(a.berdialog),
    0, 0, 0, 0, 0, 0, 0, 0
FROM (
    SELECT penilai_id, count(*) AS bawahan, count(*) FILTER (WHERE bicara) AS berdialog FROM satu GROUP BY penilai_id
) a
JOIN orang o ON o.pegawai_id = a.penilai_id JOIN organisasi_pegawai p ON p.id = a.penilai_id AND p.status <> 'NON_ASN'
WHERE NOT EXISTS (
    SELECT 1 FROM organisasi_masakhusus m
    WHERE m.pegawai_id = a.penilai_id AND m.berlaku @> %(hari)s::date AND m.jenis = ANY(%(tak_memimpin)s))
GROUP BY o.path, o.jenis
"""
)

_DIAM = (
    _DASAR
    + """SELECT a.penilai_id, o.jabatan, o.jenis, u.nama_kini, u.id, a.bawahan, a.sejak, a.akhir FROM (
    SELECT h.penilai_id, count(*) AS bawahan, min(h.sejak) AS sejak, max(t.akhir) AS akhir,
        count(*) FILTER (WHERE %(hari)s::date - coalesce(t.akhir, h.sejak) <= %(irama)s) AS berdialog
    FROM hub h LEFT JOIN temu t USING (pegawai_id) GROUP BY h.penilai_id
) a
JOIN orang o ON o.pegawai_id = a.penilai_id JOIN organisasi_unitkerja u ON u.id = o.unit_id
JOIN organisasi_pegawai p ON p.id = a.penilai_id AND p.status <> 'NON_ASN'
WHERE a.berdialog = 0 AND NOT EXISTS (
    SELECT 1 FROM organisasi_masakhusus m
    WHERE m.pegawai_id = a.penilai_id AND m.berlaku @> %(hari)s::date AND m.jenis = ANY(%(tak_memimpin)s))
ORDER BY coalesce(a.akhir, a.sejak), a.penilai_id LIMIT %(batas)s
"""
)


@dataclass(slots=True)
class Intensitas:
    """Counts of a unit and everything below. ``jenjang``: where its leaders stand, and how many of theirs they talk with."""

    pegawai: int = 0
    berdialog: int = 0
    berumpan_balik: int = 0
    kesepakatan: int = 0
    kesepakatan_selesai: int = 0
    kesepakatan_lewat: int = 0
    berealisasi: int = 0
    berealisasi_setiap: int = 0
    diberi_umpan_balik: int = 0
    bersepakat: int = 0
    ketiganya: int = 0
    keempatnya: int = 0
    jenjang: dict[Jenjang, HitungJenjang] = field(default_factory=dict)

    @property
    def lewat(self) -> int:
        """People whose last talk is out of the rhythm."""
        return self.pegawai - self.berdialog

    @property
    def atasan(self) -> int:
        """Who leads somebody here."""
        return sum(h.atasan for h in self.jenjang.values())

    @property
    def atasan_diam(self) -> int:
        """Of these who talk with nobody within the rhythm."""
        return sum(h.diam for h in self.jenjang.values())

    @property
    def fakta(self) -> FaktaPelaksanaan:
        """For the merit row."""
        return FaktaPelaksanaan(self.pegawai, self.berealisasi, self.berealisasi_setiap, self.ketiganya, self.keempatnya)

    def tambah(self, lain: "Intensitas") -> None:
        """Add the counts of a unit below."""
        for kolom in KOLOM:
            setattr(self, kolom, getattr(self, kolom) + getattr(lain, kolom))
        for j, h in lain.jenjang.items():
            self.jenjang[j] = self.jenjang.get(j, HitungJenjang()) + h

    def berhenti(self, irama: int) -> Putusan[Jenjang | None]:
        """At which tier the talks stopped."""
        return berhenti_di(self.jenjang, irama)


#: The plain counts, as the query gives them and the table keeps them.
KOLOM = tuple(k for k in Intensitas.__slots__ if k != "jenjang")


def _dari_angka(angka: Iterable[Any]) -> Intensitas:
    """Counts in the order of ``KOLOM``."""
    isi: dict[str, Any] = dict(zip(KOLOM, map(int, angka), strict=True))
    return Intensitas(**isi)


@dataclass(frozen=True, slots=True)
class AtasanDiam:
    """A leader who let everybody wait: of what tier, how many wait, and since when nobody was talked with."""

    pegawai: Pegawai
    jabatan: str
    jenjang: Jenjang
    unit: str
    unit_id: int
    bawahan: int
    terakhir: dt.date | None
    sejak: dt.date


def hitung_intensitas(hari: dt.date, path: Collection[str]) -> dict[str, Intensitas]:
    """Per path of a unit (subtree included), in one query for any number of them (and the parameters)."""
    jumlah = _per_path(hari, path)
    return {p: jumlah.get(p, Intensitas()) for p in path}


def _per_path(hari: dt.date, path: Iterable[str]) -> dict[str, Intensitas]:
    jumlah: dict[str, Intensitas] = defaultdict(Intensitas)
    cabang, nilai = _cabang(path), _nilai(hari)
    for tempat, satu in _baca(cabang, nilai):
        for atas in jalur(tempat):
            jumlah[atas].tambah(satu)
    return jumlah


def _baca(cabang: list[str], nilai: dict[str, Any]) -> Iterator[tuple[str, Intensitas]]:
    sql, isi = _di_cabang(_HITUNG, cabang)
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai | isi)
        for path, jenis, *angka in kursor.fetchall():
            if jenis is None:
                yield path, _dari_angka(angka)
            else:
                yield path, Intensitas(jenjang={jenjang(jenis): HitungJenjang(*map(int, angka[:4]))})


def atasan_diam(hari: dt.date, path: Collection[str], batas: int = 20) -> list[AtasanDiam]:
    """Leaders below ``path`` who talk with nobody within the rhythm, who waits longest first. Two queries, and parameters."""
    sql, isi = _di_cabang(_DIAM, _cabang(path))
    return _diam(sql, _nilai(hari) | isi | {"batas": batas})


def diam_dari(hari: dt.date, pegawai_ids: Collection[int]) -> list[AtasanDiam]:
    """Who of these people is silent. Two queries, and parameters."""
    orang, terkait = "t.pegawai_id = ANY(%(orang)s)", "h.penilai_id = ANY(%(orang)s)"
    sql = _DIAM.format(orang=orang, cabang="true", terkait=terkait)
    return _diam(sql, _nilai(hari) | {"orang": list(pegawai_ids), "batas": None})


def _diam(sql: str, nilai: dict[str, Any]) -> list[AtasanDiam]:
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        baris = kursor.fetchall()
    orang = Pegawai.objects.in_bulk([b[0] for b in baris])
    return [
        AtasanDiam(orang[pk], jabatan, jenjang(jenis), unit, unit_id, bawahan, akhir, sejak)
        for pk, jabatan, jenis, unit, unit_id, bawahan, sejak, akhir in baris
    ]


def _cabang(path: Iterable[str]) -> list[str]:
    """The topmost of the paths."""
    puncak: list[str] = []
    for p in sorted(set(path)):
        if not puncak or not p.startswith(puncak[-1]):
            puncak.append(p)
    return puncak


def _di_cabang(sql: str, cabang: list[str]) -> tuple[str, dict[str, Any]]:
    """The query for these branches; from the root on nothing is filtered."""
    if any(len(p) <= UnitKerja.steplen for p in cabang):
        return sql.format(orang="true", cabang="true", terkait="true"), {}
    isi = {f"c{n}": f"{p}%" for n, p in enumerate(cabang)}
    di = " OR ".join(f"{{u}}.path LIKE %({k})s" for k in isi) or "false"
    # Whoever holds any posting there; his main one, which decides, may be elsewhere.
    orang = f"""t.pegawai_id IN (SELECT g.pegawai_id FROM organisasi_penugasan g JOIN organisasi_unitkerja y ON y.id = g.unit_id
        WHERE g.berlaku @> %(hari)s::date AND ({di.format(u="y")}))"""
    # Two searches put together, not one with OR: for that the planner would expect nearly everybody.
    terkait = """h.id IN (
        SELECT b.id FROM orang o JOIN organisasi_hubunganpenilai b ON b.pegawai_id = o.pegawai_id
        UNION SELECT b.id FROM orang o JOIN organisasi_hubunganpenilai b ON b.penilai_id = o.pegawai_id)"""
    return sql.format(orang=orang, cabang=f"({di.format(u='u')})", terkait=terkait), isi


def _nilai(hari: dt.date) -> dict[str, Any]:
    return {
        "hari": hari,
        "awal": dt.date(hari.year, 1, 1),
        "tahun": hari.year,
        "irama": parameter("dialog_irama", hari).bulat,
        "irama_umpan": parameter("umpan_balik_irama", hari).bulat,
        "terlaksana": [s.value for s in TERLAKSANA],
        "dikecualikan": [m.value for m in DIKECUALIKAN],
        "tak_memimpin": [m.value for m in TIDAK_MEMIMPIN],
    }


# -- what the worker keeps


def ringkas(hari: dt.date) -> int:
    """Count the whole kabupaten and keep it per unit, replacing what was kept. Returns how many units."""
    kini = jam.sekarang()
    with transaction.atomic():
        with connection.cursor() as kursor:
            # Compiling so long a query takes longer than running it.
            kursor.execute("SET LOCAL jit = off")
        jumlah = _per_path(hari, [a.path for a in UnitKerja.objects.filter(depth=1)])
    unit = UnitKerja.objects.filter(path__in=list(jumlah)) if len(jumlah) < SEKALI else UnitKerja.objects.all()
    baris = [
        _ringkasan(pk, depth, jumlah[path], hari, kini)
        for pk, path, depth in unit.values_list("pk", "path", "depth")
        if path in jumlah
    ]
    with transaction.atomic():
        RingkasanIntensitas.objects.all().delete()
        RingkasanIntensitas.objects.bulk_create(baris, batch_size=SEKALI)
    return len(baris)


def _ringkasan(unit_id: int, depth: int, i: Intensitas, hari: dt.date, kini: dt.datetime) -> RingkasanIntensitas:
    return RingkasanIntensitas(
        unit_id=unit_id,
        tanggal=hari,
        dihitung_pada=kini,
        atasan=i.atasan,
        atasan_diam=i.atasan_diam,
        jenjang={j.value: [h.atasan, h.diam, h.bawahan, h.berdialog] for j, h in i.jenjang.items()},
        kedalaman=depth,
        bagian_lewat=i.lewat / i.pegawai if i.pegawai else 0,
        **{k: getattr(i, k) for k in KOLOM},
    )


def dari_ringkasan(r: RingkasanIntensitas) -> Intensitas:
    """What was kept, as it was counted."""
    tingkat = {Jenjang(j): HitungJenjang(*h) for j, h in r.jenjang.items()}
    hasil = _dari_angka([getattr(r, k) for k in KOLOM])
    hasil.jenjang = tingkat
    return hasil


def papan() -> QuerySet[RingkasanIntensitas]:
    """Perangkat daerah, the one with the largest part out of the rhythm first."""
    baris = RingkasanIntensitas.objects.filter(kedalaman=2).select_related("unit")
    return baris.order_by("-bagian_lewat", "unit")


def ringkasan_kabupaten() -> RingkasanIntensitas | None:
    """The whole: the root."""
    return RingkasanIntensitas.objects.filter(kedalaman=1).order_by("unit").first()


def hitung_kolom(hari: dt.date, unit_ids: Collection[int]) -> Mapping[int, Intensitas]:
    """For lists of units: perangkat daerah as the worker counted them, units below them anew. At most two queries."""
    path = dict(UnitKerja.objects.filter(pk__in=unit_ids).values_list("pk", "path"))
    if path and all(len(p) > 2 * UnitKerja.steplen for p in path.values()):
        hitung = hitung_intensitas(hari, list(path.values()))
        return {pk: hitung[p] for pk, p in path.items()}
    simpan = {r.unit_id: dari_ringkasan(r) for r in RingkasanIntensitas.objects.filter(unit__in=list(path))}
    return {pk: simpan.get(pk, Intensitas()) for pk in path}
