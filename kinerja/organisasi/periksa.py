"""Proof that assessors are whole on a date: everybody has exactly one, or stands on the list with a reason; no chain turns."""

import datetime as dt
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import BigIntegerField, CharField, Value
from redis import RedisError

from kinerja.organisasi.models import HubunganPenilai, PenilaiKosong
from kinerja.organisasi.queries import pegawai_bekerja

_DIINGAT = 3600
_TERAKHIR = """
    SELECT (SELECT coalesce(max(pgh_id), 0) FROM organisasi_pegawaievent),
           (SELECT coalesce(max(pgh_id), 0) FROM organisasi_hubunganpenilaievent),
           (SELECT coalesce(max(id), 0) FROM organisasi_penilaikosong),
           (SELECT coalesce(max(id), 0) FROM organisasi_pegawai),
           (SELECT coalesce(max(id), 0) FROM organisasi_hubunganpenilai)
"""


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """Ids of people at fault: ``ganda`` more than one row, ``celah`` none at all, ``lingkaran`` a chain that comes back."""

    tanggal: dt.date
    pegawai: int
    berpenilai: int
    tanpa_penilai: int
    masalah: dict[str, int] = field(default_factory=dict)
    ganda: tuple[int, ...] = ()
    celah: tuple[int, ...] = ()
    lingkaran: tuple[int, ...] = ()

    @property
    def utuh(self) -> bool:
        """Nothing at fault; people on the list with a reason are no fault."""
        return not (self.ganda or self.celah or self.lingkaran)

    def sebagai_json(self) -> dict[str, Any]:
        """For the command."""
        return {**asdict(self), "tanggal": self.tanggal.isoformat(), "utuh": self.utuh}


def periksa_penilai(tanggal: dt.date) -> HasilPeriksa:
    """Look at everybody who works on ``tanggal``: two queries, whatever the number."""
    orang = set(pegawai_bekerja(tanggal).values_list("pk", flat=True))
    hubungan, kosong = _baris_pada(tanggal)
    baris = Counter([p for p, _ in hubungan] + [p for p, _ in kosong])
    return HasilPeriksa(
        tanggal=tanggal,
        pegawai=len(orang),
        berpenilai=len(orang & {p for p, _ in hubungan}),
        tanpa_penilai=len(orang & {p for p, _ in kosong}),
        masalah=dict(sorted(Counter(m for p, m in kosong if p in orang).items())),
        ganda=tuple(sorted(p for p, banyak in baris.items() if banyak > 1)),
        celah=tuple(sorted(orang - set(baris))),
        lingkaran=tuple(sorted(yang_berputar(dict(hubungan)))),
    )


def periksa_teringat(tanggal: dt.date) -> HasilPeriksa:
    """For a screen: as ``periksa_penilai``, looked at again only after people, assessors or reasons were written. One query."""
    kunci = f"periksa:{tanggal}:{_sidik_data()}"
    try:
        tersimpan = cache.get(kunci)
    except RedisError:
        return periksa_penilai(tanggal)
    if tersimpan is None:
        hasil = periksa_penilai(tanggal)
        with suppress(RedisError):
            cache.set(kunci, asdict(hasil) | {"tanggal": tanggal.isoformat()}, _DIINGAT)
        return hasil
    daftar = {k: tuple(tersimpan[k]) for k in ("ganda", "celah", "lingkaran")}
    return HasilPeriksa(**{**tersimpan, **daftar, "tanggal": tanggal})


def _sidik_data() -> str:
    """What was written last of all that counts; numbers of a sequence, so that nothing written later has the same."""
    with connection.cursor() as kursor:
        kursor.execute(_TERAKHIR)
        return "-".join(str(x) for x in kursor.fetchone())


def _baris_pada(tanggal: dt.date) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """(person, assessor) and (person, reason) rows of a date, in one query."""
    tak_ada = Value(None, output_field=BigIntegerField())
    ada = HubunganPenilai.objects.pada(tanggal).values_list("pegawai_id", "penilai_id", Value("", CharField()))
    belum = PenilaiKosong.objects.pada(tanggal).values_list("pegawai_id", tak_ada, "masalah")
    semua = list(ada.union(belum, all=True))
    return [(p, n) for p, n, _ in semua if n is not None], [(p, m) for p, n, m in semua if n is None]


def yang_berputar(penilai: dict[int, int]) -> set[int]:
    """People whose chain of assessors comes back to them: every member of every ring, each link walked once."""
    selesai: set[int] = set()
    berputar: set[int] = set()
    for awal in penilai:
        jalan: dict[int, int] = {}
        sini = awal
        while sini in penilai and sini not in selesai and sini not in jalan:
            jalan[sini] = len(jalan)
            sini = penilai[sini]
        if sini in jalan:
            berputar |= {p for p, urut in jalan.items() if urut >= jalan[sini]}
        selesai |= set(jalan)
    return berputar
