"""The path of an RHK up to the Perjanjian Kinerja: one line on its page, and where it breaks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Case, Prefetch, When

from kinerja.plumbing.tulisan import tanggal
from skp.enums import DAPAT_DISUNTING, JenisRHK, StatusPK, StatusSKP
from skp.models import IKI, RHK, Sasaran
from skp.temuan import hari_acuan


@dataclass(frozen=True, slots=True)
class Mata:
    """One link, the RHK itself first, the sasaran of the Perjanjian Kinerja last (then ``rhk`` is None)."""

    judul: str
    siapa: str
    jabatan: str
    keterangan: str
    ikon: str
    rhk: RHK | None = None


@dataclass(frozen=True, slots=True)
class Jalur:
    """``utuh``: it reaches a Perjanjian Kinerja; else ``kalimat`` says where it breaks and what comes next."""

    mata: tuple[Mata, ...]
    utuh: bool
    kalimat: str

    @property
    def satu_baris(self) -> str:
        """``RHK ← RHK pimpinan ← sasaran``: texts only, from the RHK upward."""
        return " → ".join(m.judul for m in self.mata)


def jalur_ke_pk(rhk: RHK, *, dari_bawah: bool = False) -> Jalur:
    """The path of one RHK, in four queries. ``dari_bawah``: what those above still type is not read, only that it is there."""
    jalur = jalur_banyak([rhk])[rhk.pk]
    if not dari_bawah:
        return jalur
    return replace(jalur, mata=(*jalur.mata[:1], *(_tutup_draf(m) for m in jalur.mata[1:])))


def _tutup_draf(m: Mata) -> Mata:
    if m.rhk is None or m.rhk.versi.status not in DAPAT_DISUNTING:
        return m
    return replace(m, judul="RHK yang belum diajukan", keterangan="kalimatnya terbaca setelah diajukan")


def jalur_banyak(rhk: Sequence[RHK]) -> dict[int, Jalur]:
    """The paths of many RHK (of one form) by id, in four queries however many there are and however far they go."""
    urutan = _ke_atas([r.pk for r in rhk])
    rinci = _rinci({pk for daftar in urutan.values() for pk in daftar})
    sasaran = _sasaran({r.sasaran_id for r in rinci.values() if r.sasaran_id})
    return {r.pk: _susun([rinci[pk] for pk in urutan[r.pk]], sasaran) for r in rhk}


#: Upward by the version that holds, else the open one. A head's RHK ends it: his sasaran is his unit's.
_NAIK = """
    WITH RECURSIVE naik AS (
        SELECT r.id AS asal, r.id, r.lini_id, 1 AS tingkat, ARRAY[r.lini_id] AS dilalui,
            r.induk_lini_id, (r.sasaran_id IS NOT NULL AND t.memimpin AND l.unit_id = t.unit_id) AS puncak
        FROM skp_rhk r JOIN skp_versiskp v ON v.id = r.versi_id JOIN skp_skp s ON s.id = v.skp_id
        JOIN organisasi_penugasan t ON t.id = s.penugasan_id LEFT JOIN skp_linisasaran l ON l.id = r.sasaran_id
        WHERE r.id = ANY(%s)
        UNION ALL
        SELECT n.asal, a.id, a.lini_id, n.tingkat + 1, n.dilalui || a.lini_id, a.induk_lini_id, a.puncak
        FROM naik n CROSS JOIN LATERAL (
            SELECT r.id, r.lini_id, r.induk_lini_id,
                (r.sasaran_id IS NOT NULL AND t.memimpin AND l.unit_id = t.unit_id) AS puncak
            FROM skp_rhk r JOIN skp_versiskp v ON v.id = r.versi_id JOIN skp_skp s ON s.id = v.skp_id
            JOIN organisasi_penugasan t ON t.id = s.penugasan_id LEFT JOIN skp_linisasaran l ON l.id = r.sasaran_id
            WHERE r.lini_id = n.induk_lini_id AND v.status IN ('DITETAPKAN', 'DIAJUKAN', 'DIKEMBALIKAN', 'DRAF')
            ORDER BY v.status <> 'DITETAPKAN', v.nomor DESC LIMIT 1
        ) a
        WHERE NOT n.puncak AND NOT a.lini_id = ANY(n.dilalui) AND n.tingkat < 12
    ) SELECT asal, id FROM naik ORDER BY asal, tingkat
"""


def _ke_atas(pk: Sequence[int]) -> dict[int, list[int]]:
    hasil: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(_NAIK, [list(pk)])
        for asal, rhk in kursor.fetchall():
            hasil[asal].append(rhk)
    return hasil


def _rinci(pk: set[int]) -> dict[int, Any]:
    semua = RHK.objects.filter(pk__in=pk).select_related(
        "versi__skp__pegawai", "versi__skp__siklus", "versi__skp__penugasan__jabatan", "versi__skp__penugasan__unit"
    )
    return {r.pk: r for r in semua.prefetch_related(Prefetch("iki", IKI.objects.order_by("urut", "pk")))}


def _sasaran(lini: set[int]) -> dict[int, Sasaran]:
    """The wording in force, else that of the draft."""
    semua = Sasaran.objects.filter(lini__in=lini, pk_unit__status__in=[StatusPK.BERLAKU, StatusPK.DRAF])
    urut = semua.select_related("pk_unit__unit").order_by(Case(When(pk_unit__status=StatusPK.BERLAKU, then=0), default=1))
    hasil: dict[int, Sasaran] = {}
    for s in urut if lini else ():
        hasil.setdefault(s.lini_id, s)
    return hasil


def _susun(jalan: Sequence[Any], sasaran: dict[int, Sasaran]) -> Jalur:
    mata = [_mata(r, jalan[n - 1] if n else None) for n, r in enumerate(jalan)]
    akhir = jalan[-1]
    s = sasaran.get(akhir.sasaran_id or 0)
    putus = next((k for n, r in enumerate(jalan) if n and (k := _berakhir(r))), "")
    if s is None:
        return Jalur(tuple(mata), False, putus or _kurang(akhir, len(jalan)))
    mata.append(Mata(s.uraian, str(s.pk_unit.unit), f"Perjanjian Kinerja {s.pk_unit.tahun}", "", "target"))
    return Jalur(tuple(mata), not putus, putus or f"Jalur utuh, {len(mata)} tingkat.")


def _berakhir(r: Any) -> str:
    skp = r.versi.skp
    if hari_acuan(skp.siklus) <= skp.sampai:
        return ""
    return f"SKP {skp.pegawai} yang diintervensi berakhir {tanggal(skp.sampai)}. Pilih RHK pimpinan yang sekarang."


def _kurang(akhir: Any, banyak: int) -> str:
    if akhir.jenis == JenisRHK.TAMBAHAN:
        return "RHK tambahan tidak harus terhubung dengan Perjanjian Kinerja."
    siapa = "RHK ini" if banyak == 1 else f"RHK {akhir.versi.skp.pegawai}"
    return f"Jalur terputus: {siapa} belum menyebut RHK pimpinan atau sasaran Perjanjian Kinerja."


def _mata(r: Any, bawah: Any) -> Mata:
    skp = r.versi.skp
    disebut = [i for i in r.iki.all() if bawah is not None and i.lini_id == bawah.induk_iki_id]
    iki = (disebut or list(r.iki.all()))[:1]
    keadaan = "" if r.versi.status == StatusSKP.DITETAPKAN else f" · {StatusSKP(r.versi.status).label.lower()}"
    ikon = "user" if bawah is None else "building" if skp.penugasan.memimpin and skp.penugasan.unit.depth <= 2 else "users"
    keterangan = f"{iki[0].uraian}: {iki[0].target}" if iki else "belum ada indikator"
    return Mata(
        r.uraian or "RHK yang masih kosong", skp.pegawai.nama, skp.penugasan.nama_jabatan, keterangan + keadaan, ikon, r
    )
