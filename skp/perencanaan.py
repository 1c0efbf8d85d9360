"""How far the units are with planning: where each person stands, counted for many units at once, and by name where it lies.

The state is ``aturan.wajib_skp`` in SQL, for whole kabupaten; a test holds the two together.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from django.db import connection

from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.queries import jalur
from kinerja.plumbing.tulisan import angka
from kinerja.plumbing.tulisan import tanggal as tulis_tanggal
from kinerja.siklus.aturan import hari_kerja_antara
from kinerja.siklus.enums import JenisTahap
from kinerja.siklus.models import Tahap
from kinerja.siklus.queries import libur, parameter
from skp.aturan import DIKECUALIKAN
from skp.enums import KeadaanPerencanaan as K

#: Still to be done by somebody.
TERTAHAN = (K.BELUM_ADA, K.DRAF, K.DIAJUKAN, K.DIKEMBALIKAN)
#: Need no SKP here.
BEBAS = (K.DIKECUALIKAN, K.DI_RUANG_GTK)
_URUT = "CASE t.sifat WHEN 'DEFINITIF' THEN 0 WHEN 'TUGAS_TAMBAHAN' THEN 1 WHEN 'PJ' THEN 2 WHEN 'PLT' THEN 3 ELSE 4 END"

_KEADAAN = f"""
WITH tugas AS (
    SELECT DISTINCT ON (t.pegawai_id) t.pegawai_id, t.unit_id, t.jabatan_id, lower(t.berlaku) AS sejak
    FROM organisasi_penugasan t WHERE t.berlaku @> %(hari)s::date AND {{orang}}
    ORDER BY t.pegawai_id, {_URUT}, t.id
), pendidik AS (
    SELECT DISTINCT t.pegawai_id FROM organisasi_penugasan t JOIN organisasi_jabatan j ON j.id = t.jabatan_id
    WHERE %(ruang_gtk)s AND t.berlaku @> %(hari)s::date AND {{orang}}
        AND j.nama ~* '^\\s*(guru|kepala sekolah|pengawas sekolah)\\y'
), kecuali AS (
    SELECT t.pegawai_id, min(t.jenis) AS masa FROM organisasi_masakhusus t
    WHERE t.berlaku @> %(hari)s::date AND t.jenis = ANY(%(dikecualikan)s) GROUP BY t.pegawai_id
), versi AS (
    SELECT DISTINCT ON (t.pegawai_id) t.pegawai_id, t.id AS skp_id, v.id AS versi_id, v.status, v.nomor, v.sementara,
        (v.status_pada AT TIME ZONE 'Asia/Makassar')::date AS status_sejak
    FROM skp_skp t JOIN siklus_siklus c ON c.id = t.siklus_id AND c.tahun = %(tahun)s
    JOIN skp_versiskp v ON v.skp_id = t.id AND v.status IN ('DRAF', 'DIAJUKAN', 'DIKEMBALIKAN', 'DITETAPKAN')
    WHERE {{orang}}
    ORDER BY t.pegawai_id, NOT (t.rentang @> %(hari)s::date), t.rentang DESC, v.status = 'DITETAPKAN', v.nomor DESC
), keadaan AS (
    SELECT t.pegawai_id, t.unit_id, t.jabatan_id, u.path, k.masa, v.versi_id, v.nomor, v.sementara,
        CASE WHEN k.pegawai_id IS NOT NULL THEN 'DIKECUALIKAN' WHEN g.pegawai_id IS NOT NULL THEN 'DI_RUANG_GTK'
            ELSE coalesce(v.status, 'BELUM_ADA') END AS keadaan,
        coalesce(v.status_sejak, greatest(t.sejak, %(awal)s)) AS sejak,
        d.id IS NOT NULL AS berlaku
    FROM tugas t
    JOIN organisasi_pegawai p ON p.id = t.pegawai_id AND p.status <> 'NON_ASN'
        AND (p.berhenti_sejak IS NULL OR p.berhenti_sejak > %(hari)s)
    JOIN organisasi_jabatan j ON j.id = t.jabatan_id AND j.jenis <> 'KEPALA_DAERAH'
    JOIN organisasi_unitkerja u ON u.id = t.unit_id AND {{cabang}}
    LEFT JOIN kecuali k ON k.pegawai_id = t.pegawai_id
    LEFT JOIN pendidik g ON g.pegawai_id = t.pegawai_id
    LEFT JOIN versi v ON v.pegawai_id = t.pegawai_id
    LEFT JOIN skp_versiskp d ON d.skp_id = v.skp_id AND d.status = 'DITETAPKAN'
)
"""


@dataclass(slots=True)
class Rekap:
    """Counts of a unit and everything below. ``berlaku``: of those who must plan, whose SKP holds, also while they revise."""

    per: Counter[str] = field(default_factory=Counter)
    berlaku: int = 0

    @property
    def wajib(self) -> int:
        """Who must have an SKP here."""
        return sum(n for k, n in self.per.items() if k not in BEBAS)

    @property
    def belum(self) -> int:
        """Who must and has none that holds."""
        return self.wajib - self.berlaku

    @property
    def bebas(self) -> int:
        """Exempt, or in Ruang GTK."""
        return sum(self.per[k] for k in BEBAS)

    def tambah(self, lain: "Rekap") -> None:
        """Add the counts of a unit below."""
        self.per.update(lain.per)
        self.berlaku += lain.berlaku


def rekap_perencanaan(hari: dt.date, unit_ids: Collection[int]) -> dict[int, Rekap]:
    """Per unit (subtree included) how many stand where, in two queries for any number of units (and the parameter).

    ``unit_ids``: ids, or ids with their paths (then one query less). Counted per unit where people work, then added to what
    stands above. The year is that of ``hari``.
    """
    if not isinstance(unit_ids, Mapping):
        unit_ids = dict(UnitKerja.objects.filter(pk__in=unit_ids).values_list("pk", "path"))
    path: Mapping[int, str] = unit_ids
    if not path:
        return {}
    jumlah = rekap_per_path(hari, path.values())
    return {pk: jumlah[p] for pk, p in path.items()}


def rekap_per_path(hari: dt.date, path: Iterable[str]) -> dict[str, Rekap]:
    """Per path of every unit below ``path``, and of all that stands above it; one query (and the parameter)."""
    jumlah: dict[str, Rekap] = defaultdict(Rekap)
    sql, isi = siapkan_keadaan(hari, path)
    with connection.cursor() as kursor:
        kursor.execute(
            sql + "SELECT path, keadaan, count(*), count(*) FILTER (WHERE berlaku) FROM keadaan GROUP BY path, keadaan", isi
        )
        for tempat, keadaan, banyak, berlaku in kursor.fetchall():
            satu = Rekap(Counter({keadaan: banyak}), 0 if keadaan in BEBAS else berlaku)
            for atas in jalur(tempat):
                jumlah[atas].tambah(satu)
    return jumlah


def siapkan_keadaan(hari: dt.date, path: Iterable[str], siapa: Collection[int] = ()) -> tuple[str, dict[str, Any]]:
    """The query of states for these branches (``siapa``: only of these people), and its values.

    From the root on nothing is filtered.
    """
    cabang = [p for p in sorted(set(path)) if not any(p != q and p.startswith(q) for q in set(path))]
    isi: dict[str, Any] = {
        "hari": hari,
        "tahun": hari.year,
        "awal": dt.date(hari.year, 1, 1),
        "dikecualikan": [m.value for m in DIKECUALIKAN],
        "ruang_gtk": parameter("guru_dikelola_ruang_gtk", hari).ya,
    }
    hanya = "t.pegawai_id = ANY(%(siapa)s)" if siapa else ""
    isi["siapa"] = list(siapa)
    if any(len(p) <= UnitKerja.steplen for p in cabang):
        return _KEADAAN.format(orang=hanya or "true", cabang="true"), isi
    isi |= {f"c{n}": f"{p}%" for n, p in enumerate(cabang)}
    di = " OR ".join(f"{{u}}.path LIKE %(c{n})s" for n in range(len(cabang))) or "false"
    # Whoever holds any posting there; his main one, which decides, may be elsewhere.
    orang = f"""t.pegawai_id IN (SELECT x.pegawai_id FROM organisasi_penugasan x JOIN organisasi_unitkerja y ON y.id = x.unit_id
        WHERE x.berlaku @> %(hari)s::date AND ({di.format(u="y")}))"""
    return _KEADAAN.format(orang=hanya or orang, cabang=f"({di.format(u='u')})"), isi


# -- by name


@dataclass(frozen=True, slots=True)
class Saring:
    """Which people: below ``path``, in one of ``keadaan``, whose name holds ``kata``. ``terlama``: who waits longest first.

    ``siapa``: of these people only.
    """

    path: tuple[str, ...]
    keadaan: tuple[K, ...] = TERTAHAN
    kata: str = ""
    terlama: bool = True
    siapa: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """One person: his state, why, on whose desk it lies and since when, and how many working days that is."""

    pegawai: Pegawai
    jabatan: str
    unit: str
    unit_id: int
    keadaan: K
    sebab: str
    di_meja: str
    sejak: dt.date | None
    menunggu: int
    versi_id: int | None
    penanggung: Pegawai | None


_ORANG = """
SELECT k.pegawai_id, k.keadaan, k.masa, k.versi_id, k.nomor, k.sementara, k.sejak, k.berlaku, j.nama, u.nama_kini, u.id,
    h.penilai_id, lower(h.berlaku), pv.status, pv.sejak, count(*) OVER ()
FROM keadaan k
JOIN organisasi_pegawai p ON p.id = k.pegawai_id
JOIN organisasi_jabatan j ON j.id = k.jabatan_id
JOIN organisasi_unitkerja u ON u.id = k.unit_id
LEFT JOIN organisasi_hubunganpenilai h ON h.pegawai_id = k.pegawai_id AND h.berlaku @> %(hari)s::date
LEFT JOIN LATERAL (
    SELECT v.status, (v.status_pada AT TIME ZONE 'Asia/Makassar')::date AS sejak
    FROM skp_skp s JOIN siklus_siklus c ON c.id = s.siklus_id AND c.tahun = %(tahun)s
    JOIN skp_versiskp v ON v.skp_id = s.id AND v.status <> 'BATAL'
    WHERE s.pegawai_id = h.penilai_id AND k.sementara ORDER BY v.status = 'DITETAPKAN' DESC, v.nomor DESC LIMIT 1
) pv ON true
WHERE k.keadaan = ANY(%(keadaan)s)
    AND (%(kata)s = '' OR p.nama_urut LIKE '%%' || %(kata)s || '%%')
ORDER BY {urut} LIMIT %(batas)s OFFSET %(lewat)s
"""


class DaftarOrang(Sequence[BarisOrang]):
    """The people of a ``Saring``, read page by page: what a paginator slices. A slice costs two queries.

    ``banyak``: how many, where that was counted already.
    """

    def __init__(self, saring: Saring, hari: dt.date, banyak: int | None = None) -> None:
        self.saring, self.hari = saring, hari
        self._banyak = banyak

    def __len__(self) -> int:
        if self._banyak is None:
            self._banyak = self._baca(0, 1)[1]
        return self._banyak

    @overload
    def __getitem__(self, indeks: int) -> BarisOrang: ...
    @overload
    def __getitem__(self, indeks: slice) -> list[BarisOrang]: ...
    def __getitem__(self, indeks: int | slice) -> BarisOrang | list[BarisOrang]:
        if isinstance(indeks, int):
            return self[indeks : indeks + 1][0]
        awal = indeks.start or 0
        batas = None if indeks.stop is None else max(0, indeks.stop - awal)
        baris, banyak = self._baca(awal, batas)
        if baris or not awal:
            self._banyak = banyak
        return self._susun(baris)

    def _baca(self, awal: int, batas: int | None) -> tuple[list[tuple[Any, ...]], int]:
        if not self.saring.path:
            return [], 0
        sql, isi = siapkan_keadaan(self.hari, self.saring.path, self.saring.siapa)
        urut = "k.sejak, p.nama_urut, p.id" if self.saring.terlama else "p.nama_urut, p.id"
        lain = {
            "keadaan": [k.value for k in self.saring.keadaan],
            "kata": _suka(self.saring.kata),
            "batas": batas,
            "lewat": awal,
        }
        with connection.cursor() as kursor:
            kursor.execute(sql + _ORANG.format(urut=urut), isi | lain)
            baris = kursor.fetchall()
        return baris, baris[0][-1] if baris else 0

    def _susun(self, baris: Sequence[tuple[Any, ...]]) -> list[BarisOrang]:
        orang = Pegawai.objects.in_bulk({b[0] for b in baris} | {b[11] for b in baris if b[11]})
        kalender = libur()
        return [_baris(b, orang, self.hari, kalender) for b in baris]


def _suka(kata: str) -> str:
    """The words as LIKE takes them, as ``nama_urut`` is written."""
    return " ".join(kata.lower().split()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _baris(b: tuple[Any, ...], orang: Mapping[int, Pegawai], hari: dt.date, kalender: frozenset[dt.date]) -> BarisOrang:
    (
        pegawai_id,
        keadaan,
        masa,
        versi,
        nomor,
        sementara,
        sejak,
        berlaku,
        jabatan,
        unit,
        unit_id,
        penilai,
        penilai_sejak,
        *atas,
    ) = b
    k, pegawai, atasan = K(keadaan), orang[pegawai_id], orang.get(penilai or 0)
    status_atas, sejak_atas = atas[0], atas[1]
    menyusun = k in (K.BELUM_ADA, K.DRAF, K.DIKEMBALIKAN)
    perubahan = f"Perubahan versi {nomor}: " if berlaku and k in TERTAHAN else ""
    if k in BEBAS or k == K.DITETAPKAN:
        sebab = JenisMasaKhusus(masa).label if masa else ""
        return BarisOrang(pegawai, jabatan, unit, unit_id, k, sebab, "", sejak if k == K.DITETAPKAN else None, 0, versi, None)
    if atasan is None:
        sebab, meja, siapa = f"{perubahan}belum punya penilai", "Admin unit", None
    elif menyusun and sementara and status_atas not in ("DIAJUKAN", "DITETAPKAN") and atasan.status != "NON_ASN":
        kata = f"masih {K(status_atas).label.lower()}" if status_atas in ("DRAF", "DIKEMBALIKAN") else "belum ada"
        sebab, meja, siapa = f"{perubahan}SKP {atasan} {kata}", str(atasan), atasan
        sejak = sejak_atas or max(dt.date(hari.year, 1, 1), penilai_sejak)
    else:
        sebab, meja, siapa = (
            f"{perubahan}{_SEBAB[k]}",
            "Pegawai sendiri" if menyusun else str(atasan),
            None if menyusun else atasan,
        )
    sebab = sebab[:1].upper() + sebab[1:]
    lama = hari_kerja_antara(sejak, hari, kalender) if sejak < hari else 0
    return BarisOrang(pegawai, jabatan, unit, unit_id, k, sebab, meja, sejak, lama, versi, siapa or pegawai)


_SEBAB = {
    K.BELUM_ADA: "SKP belum disusun",
    K.DRAF: "SKP masih draf",
    K.DIAJUKAN: "menunggu penetapan",
    K.DIKEMBALIKAN: "dikembalikan dengan catatan",
}


# -- words to send on


def batas_penetapan(tahun: int, hari: dt.date) -> dt.date:
    """The last day for setting SKP: of the planning stage, extensions by letter included; else of the parameter."""
    tahap = Tahap.objects.filter(siklus__tahun=tahun, jenis=JenisTahap.PERENCANAAN).values_list("sampai", flat=True).first()
    return tahap or parameter("skp_penetapan_batas", hari).tanggal(tahun)


def teks_wa(unit: str, rekap: Rekap, hari: dt.date) -> str:
    """A text for a group: no name of anybody, only counts and the last day."""
    per, tahun = rekap.per, hari.year
    bagian = [
        f"{angka(per[k])} {kata}"
        for k, kata in (
            (K.DIAJUKAN, "menunggu penetapan"),
            (K.DIKEMBALIKAN, "dikembalikan"),
            (K.DRAF, "masih draf"),
            (K.BELUM_ADA, "belum disusun"),
        )
        if per[k]
    ]
    batas = batas_penetapan(tahun, hari)
    sisa = f"{', '.join(bagian)}." if bagian else "Semua sudah selesai, terima kasih."
    lewat = "Batas penetapan" if hari <= batas else "Batas penetapan sudah lewat,"
    return (
        f"Yth. Bapak/Ibu, SKP {tahun} {unit}: {angka(rekap.berlaku)} dari {angka(rekap.wajib)} sudah ditetapkan.\n{sisa}\n"
        f"{lewat} {tulis_tanggal(batas)}. Rinciannya ada di Kinerja, menu SKP.\nBila terkendala sinyal, balas pesan ini."
    )
