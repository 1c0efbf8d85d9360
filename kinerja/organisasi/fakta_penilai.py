"""The facts that the assessor rule needs, read from the database for a set of people and a stretch of time.

Reading follows the people: their units, the units above, who leads those, the letters, and the leaders' own postings, until
nobody new appears. So the cost of one change does not grow with the kabupaten.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from kinerja.organisasi.aturan_penilai import Delegasi, Pemimpin, PetaOrganisasi
from kinerja.organisasi.enums import TIDAK_MEMIMPIN, JenisJabatan, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import AnggotaPendelegasian, MasaKhusus, MasaUnit, Pegawai, Penugasan
from kinerja.plumbing.rentang import sejak as sejak_tanggal

#: Which posting tells whose subordinate somebody is: tugas tambahan (which always leads a unit) before the definitive one.
#: A doctor of the hospital who leads a Puskesmas works there and is assessed above it. His formal position, which
#: ``queries`` shows first, stays the definitive one (docs/keputusan/0002).
_URUT_TEMPAT = {s: i for i, s in enumerate(("TUGAS_TAMBAHAN", "DEFINITIF", "PJ", "PLT", "PLH"))}


class _Masa(NamedTuple):
    mulai: dt.date
    sampai: dt.date | None

    def memuat(self, tanggal: dt.date) -> bool:
        return self.mulai <= tanggal and (self.sampai is None or tanggal < self.sampai)


@dataclass(slots=True)
class FaktaPenilai:
    """Dated rows around a set of people; ``peta(tanggal)`` cuts them at one date. ``sasaran``: who is asked about."""

    sasaran: frozenset[int]
    masa_unit: dict[int, list[tuple[_Masa, int | None, str]]] = field(default_factory=lambda: defaultdict(list))
    pemimpin: dict[int, list[tuple[_Masa, Pemimpin]]] = field(default_factory=lambda: defaultdict(list))
    tempat: dict[int, list[tuple[_Masa, int, int]]] = field(default_factory=lambda: defaultdict(list))
    delegasi: dict[int, list[tuple[_Masa, Delegasi]]] = field(default_factory=lambda: defaultdict(list))
    absen: dict[int, list[_Masa]] = field(default_factory=lambda: defaultdict(list))
    kepala_daerah: dict[int, list[_Masa]] = field(default_factory=lambda: defaultdict(list))
    berhenti: dict[int, dt.date] = field(default_factory=dict)

    def titik(self, sejak: dt.date) -> list[dt.date]:
        """``sejak`` and every later date on which some fact begins or ends, in order."""
        masa = [
            *(m for baris in self.masa_unit.values() for m, _, _ in baris),
            *(m for baris in self.pemimpin.values() for m, _ in baris),
            *(m for baris in self.tempat.values() for m, _, _ in baris),
            *(m for baris in self.delegasi.values() for m, _ in baris),
            *(m for baris in self.absen.values() for m in baris),
        ]
        tanggal = {t for m in masa for t in m if t is not None} | set(self.berhenti.values())
        return [sejak, *sorted(t for t in tanggal if t > sejak)]

    def peta(self, tanggal: dt.date) -> PetaOrganisasi:
        """The organisation of ``tanggal`` around the people."""
        absen = {p for p, masa in self.absen.items() if any(m.memuat(tanggal) for m in masa)}
        tidak_aktif = frozenset(absen | {p for p, t in self.berhenti.items() if t <= tanggal})
        unit = {u: (induk, nama) for u, baris in self.masa_unit.items() for m, induk, nama in baris if m.memuat(tanggal)}
        return PetaOrganisasi(
            induk={u: isi[0] for u, isi in unit.items()},
            nama_unit={u: isi[1] for u, isi in unit.items()},
            pemimpin={u: tuple(_aktifkan(baris, tanggal, tidak_aktif)) for u, baris in self.pemimpin.items()},
            tempat=dict(self._tempat(tanggal)),
            delegasi={p: d for p, baris in self.delegasi.items() for m, d in baris if m.memuat(tanggal)},
            tidak_aktif=tidak_aktif,
        )

    def kepala_daerah_pada(self, tanggal: dt.date) -> frozenset[int]:
        """Whoever is Kepala Daerah on ``tanggal``: nobody in the kabupaten assesses him then."""
        return frozenset(p for p, masa in self.kepala_daerah.items() if any(m.memuat(tanggal) for m in masa))

    def _tempat(self, tanggal: dt.date) -> Iterator[tuple[int, int]]:
        for pegawai, baris in self.tempat.items():
            kini = [(urut, unit) for m, urut, unit in baris if m.memuat(tanggal)]
            if kini:
                yield pegawai, min(kini)[1]


def _aktifkan(baris: Iterable[tuple[_Masa, Pemimpin]], tanggal: dt.date, tidak_aktif: frozenset[int]) -> Iterator[Pemimpin]:
    for masa, p in baris:
        if masa.memuat(tanggal):
            aktif = p.pegawai not in tidak_aktif
            yield p if aktif else Pemimpin(p.pegawai, p.penugasan, p.sifat, p.jenis_jabatan, aktif=False)


def kumpulkan(sejak: dt.date, pegawai_ids: Collection[int] | None = None) -> FaktaPenilai:
    """Facts from ``sejak`` on about ``pegawai_ids`` (None: everybody who is an ASN). About ten queries, whatever the number."""
    asn = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    semua = pegawai_ids is None
    sasaran = frozenset(
        asn.values_list("pk", flat=True) if pegawai_ids is None else asn.filter(pk__in=pegawai_ids).values_list("pk", flat=True)
    )
    fakta = FaktaPenilai(sasaran=sasaran)
    orang_baru, unit_baru = set(sasaran), set[int]()
    orang, unit = set[int](), set[int]()
    while orang_baru or unit_baru:
        orang |= orang_baru
        unit_dari_orang = _baca_orang(fakta, sejak, None if semua else orang_baru)
        unit_baru = (unit_baru | unit_dari_orang) - unit
        pemimpin = set[int]()
        while unit_baru:
            unit |= unit_baru
            induk, memimpin = _baca_unit(fakta, sejak, None if semua else unit_baru)
            pemimpin |= memimpin
            unit_baru = set() if semua else induk - unit
        ditunjuk = {d.penilai for p in orang_baru for _, d in fakta.delegasi.get(p, ()) if d.penilai}
        orang_baru = set() if semua else (pemimpin | ditunjuk) - orang
    return fakta


def _disaring(kolom: str, ids: Collection[int] | None) -> Q:
    return Q() if ids is None else Q(**{f"{kolom}__in": ids})


def _baca_orang(fakta: FaktaPenilai, sejak: dt.date, ids: Collection[int] | None) -> set[int]:
    """Postings, letters and absences of people; returns the units they lead to."""
    nanti = Q(berlaku__overlap=sejak_tanggal(sejak))
    unit = set[int]()
    penugasan = Penugasan.objects.filter(nanti, _disaring("pegawai_id", ids))
    for p, u, sifat, b in penugasan.values_list("pegawai_id", "unit_id", "sifat", "berlaku"):
        fakta.tempat[p].append((_Masa(b.lower, b.upper), _URUT_TEMPAT[sifat], u))
        unit.add(u)
    surat = AnggotaPendelegasian.objects.filter(nanti, _disaring("pegawai_id", ids)).select_related("pendelegasian")
    for a in surat:
        s = a.pendelegasian
        isi = Delegasi(s.pk, s.nomor, s.penilai_id, s.unit_penilai_id)
        fakta.delegasi[a.pegawai_id].append((_Masa(a.berlaku.lower, a.berlaku.upper), isi))
        unit |= {s.unit_penilai_id} - {None}
    absen = MasaKhusus.objects.filter(nanti, _disaring("pegawai_id", ids), jenis__in=TIDAK_MEMIMPIN)
    for p, b in absen.values_list("pegawai_id", "berlaku"):
        fakta.absen[p].append(_Masa(b.lower, b.upper))
    for p, t in Pegawai.objects.filter(_disaring("pk", ids), berhenti_sejak__isnull=False).values_list("pk", "berhenti_sejak"):
        if t is not None:
            fakta.berhenti[p] = t
    return unit


def _baca_unit(fakta: FaktaPenilai, sejak: dt.date, ids: Collection[int] | None) -> tuple[set[int], set[int]]:
    """Names, parents and leaders of units; returns the parents and the people who lead."""
    nanti = Q(berlaku__overlap=sejak_tanggal(sejak))
    induk, orang = set[int](), set[int]()
    for u, i, nama, b in MasaUnit.objects.filter(nanti, _disaring("unit_id", ids)).values_list(
        "unit_id", "induk_id", "nama", "berlaku"
    ):
        fakta.masa_unit[u].append((_Masa(b.lower, b.upper), i, nama))
        induk |= {i} - {None}
    memimpin = Penugasan.objects.filter(nanti, _disaring("unit_id", ids), memimpin=True)
    for pk, p, u, sifat, jenis, b in memimpin.values_list("pk", "pegawai_id", "unit_id", "sifat", "jabatan__jenis", "berlaku"):
        isi = Pemimpin(p, pk, SifatPenugasan(sifat), JenisJabatan(jenis))
        fakta.pemimpin[u].append((_Masa(b.lower, b.upper), isi))
        orang.add(p)
        if isi.jenis_jabatan is JenisJabatan.KEPALA_DAERAH:
            fakta.kepala_daerah[p].append(_Masa(b.lower, b.upper))
    return induk, orang
