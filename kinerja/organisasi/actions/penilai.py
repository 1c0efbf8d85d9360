"""Compute who assesses whom, and write only what changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from kinerja.organisasi.aturan_penilai import Hasil, Penilai, PetaOrganisasi, TanpaPenilai, berputar, rantai, tentukan_penilai
from kinerja.organisasi.enums import MasalahPenilai, SumberHubungan
from kinerja.organisasi.fakta_penilai import FaktaPenilai, kumpulkan
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, HubunganPenilai, Pegawai, PenilaiKosong, Penugasan, UnitKerja
from kinerja.organisasi.salin import sisipkan
from kinerja.plumbing.models import Peristiwa, susun_peristiwa
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.rentang import sejak as sejak_tanggal

PENILAI_BERUBAH = "penilai_berubah"


@dataclass(frozen=True, slots=True)
class _Isi:
    """What a row says of a stretch of time; two equal neighbours are one row."""

    penilai: int | None = None
    penugasan: int | None = None
    atasan: int | None = None
    dasar: str = ""
    surat: int | None = None
    masalah: str = ""
    unit: int | None = None


@dataclass(slots=True)
class _Masa:
    mulai: dt.date
    sampai: dt.date | None
    isi: _Isi
    alasan: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RingkasanPenilai:
    """What a computation changed: people whose row changed, who have nobody from now on, who assessed the changed before.

    ``semula``: person -> (from when on, assessor or None), as it was written until now.
    """

    berubah: frozenset[int]
    tanpa_penilai: frozenset[int]
    semula: Mapping[int, Sequence[tuple[dt.date, int | None]]] = field(default_factory=dict)


@transaction.atomic
def hitung_penilai(sejak: dt.date, pegawai_ids: Collection[int] | None = None, *, by: Akun | None) -> RingkasanPenilai:
    """Compute assessors from ``sejak`` on, for ``pegawai_ids`` or everybody, and write the differences.

    With ``pegawai_ids`` also for those whom they assess (their atasan penilai follows) and for all in a ring with them.
    Rows before ``sejak`` stay as they were. Writes one event ``penilai_berubah`` per person whose assessor changed.
    """
    _kunci_perhitungan()
    fakta, seharusnya = _hitung(sejak, None if pegawai_ids is None else _beserta_bawahan(pegawai_ids, sejak))
    sekarang = _yang_tertulis(sejak, None if pegawai_ids is None else fakta.sasaran)
    berubah = {p for p in fakta.sasaran if _sidik(seharusnya.get(p, ())) != _sidik(sekarang.get(p, ()))}
    berganti = {p for p in berubah if _siapa(seharusnya.get(p, ())) != _siapa(sekarang.get(p, ()))}
    _tulis(sejak, berubah, seharusnya)
    Peristiwa.objects.bulk_create(
        susun_peristiwa(PENILAI_BERUBAH, Pegawai, p, by=by, sejak=_sejak_beda(sekarang[p], seharusnya.get(p, ())).isoformat())
        for p in sorted(berganti)
        if p in sekarang
    )
    kosong = frozenset(p for p, baris in seharusnya.items() if baris and baris[-1].isi.masalah)
    return RingkasanPenilai(frozenset(berubah), kosong, {p: _siapa(sekarang.get(p, ())) for p in berubah})


def _kunci_perhitungan() -> None:
    """One computation at a time: a second one must see the facts and rows that the first one left.

    Without the key: a plain FOR UPDATE would hold up every insert that refers to the root.
    """
    list(UnitKerja.objects.select_for_update(no_key=True).filter(depth=1).values_list("pk"))


def _beserta_bawahan(pegawai_ids: Collection[int], sejak: dt.date) -> set[int]:
    """Also those whom they assess from ``sejak`` on, and whoever stands in a ring now: one of them may open it."""
    nanti = Q(berlaku__overlap=sejak_tanggal(sejak))
    bawahan = HubunganPenilai.objects.filter(nanti, penilai_id__in=pegawai_ids).order_by().values_list("pegawai_id", flat=True)
    putar = PenilaiKosong.objects.filter(nanti, masalah=MasalahPenilai.LINGKARAN).values_list("pegawai_id", flat=True)
    return {*pegawai_ids, *bawahan.union(putar)}


def _hitung(sejak: dt.date, pegawai_ids: Collection[int] | None) -> tuple[FaktaPenilai, dict[int, list[_Masa]]]:
    """Facts and timelines; a ring that closes takes its other members in."""
    fakta = kumpulkan(sejak, pegawai_ids)
    garis, lingkaran = _garis_waktu(fakta, sejak)
    if pegawai_ids is None or lingkaran <= set(pegawai_ids):
        return fakta, garis
    return _hitung(sejak, {*pegawai_ids, *lingkaran})


def hitung_penilai_unit(unit_ids: Collection[int], sejak: dt.date, *, by: Akun | None) -> RingkasanPenilai:
    """Compute anew for all who may be touched when the lead or place of ``unit_ids`` changes."""
    return hitung_penilai(sejak, terdampak(unit_ids, sejak), by=by)


def terdampak(unit_ids: Collection[int], sejak: dt.date) -> set[int]:
    """People below the units, people assessed (or whose assessor is assessed) by leaders there, people a letter sends there."""
    bawah = Q()
    for path in UnitKerja.objects.filter(pk__in=unit_ids).values_list("path", flat=True):
        bawah |= Q(unit__path__startswith=path)
    if not bawah:
        return set()
    nanti = Q(berlaku__overlap=sejak_tanggal(sejak))
    di_bawah = set(Penugasan.objects.filter(bawah, nanti).values_list("pegawai_id", flat=True))
    pemimpin = set(Penugasan.objects.filter(bawah, nanti, memimpin=True).values_list("pegawai_id", flat=True))
    terkait = HubunganPenilai.objects.filter(nanti, Q(penilai_id__in=pemimpin) | Q(atasan_penilai_id__in=pemimpin))
    # Also those whose letter leads to nobody just now: they have no row above.
    bersurat = AnggotaPendelegasian.objects.filter(nanti, pendelegasian__unit_penilai_id__in=unit_ids)
    kosong = PenilaiKosong.objects.filter(nanti, unit_id__in=unit_ids)
    return di_bawah.union(*(x.values_list("pegawai_id", flat=True) for x in (terkait, bersurat, kosong)))


def _garis_waktu(fakta: FaktaPenilai, sejak: dt.date) -> tuple[dict[int, list[_Masa]], set[int]]:
    """Per person the stretches of time from ``sejak`` on, equal neighbours joined; and everybody who stands in a ring."""
    garis: dict[int, list[_Masa]] = defaultdict(list)
    lingkaran = set[int]()
    titik = fakta.titik(sejak)
    for mulai, sampai in zip(titik, [*titik[1:], None], strict=True):
        for pegawai, isi, alasan in _pada_satu_tanggal(fakta, fakta.peta(mulai), mulai, lingkaran):
            baris = garis[pegawai]
            if baris and baris[-1].isi == isi and baris[-1].sampai == mulai:
                baris[-1].sampai = sampai
            else:
                baris.append(_Masa(mulai, sampai, isi, [asdict(a) for a in alasan]))
    return garis, lingkaran


def _pada_satu_tanggal(
    fakta: FaktaPenilai, peta: PetaOrganisasi, tanggal: dt.date, lingkaran: set[int]
) -> Iterable[tuple[int, _Isi, tuple[Alasan, ...]]]:
    putusan: dict[int, Hasil] = {}
    kepala_daerah = fakta.kepala_daerah_pada(tanggal)

    def penilai_dari(pegawai: int) -> int | None:
        if pegawai in kepala_daerah:
            return None
        if pegawai not in putusan:
            putusan[pegawai] = tentukan_penilai(peta, pegawai)
        nilai = putusan[pegawai].nilai
        return nilai.pegawai if isinstance(nilai, Penilai) else None

    for pegawai in fakta.sasaran:
        if fakta.berhenti.get(pegawai, dt.date.max) <= tanggal or pegawai in kepala_daerah:
            continue
        if penilai_dari(pegawai) is not None and berputar(penilai_dari, pegawai):
            lingkaran.update(rantai(penilai_dari, pegawai))
            putar = Alasan("Rantai penilainya kembali kepada dirinya sendiri; periksa surat pendelegasian di jalur ini.")
            isi = _kosong(TanpaPenilai(MasalahPenilai.LINGKARAN, peta.tempat.get(pegawai)))
            yield pegawai, isi, (*putusan[pegawai].alasan, putar)
            continue
        nilai = putusan[pegawai].nilai
        if isinstance(nilai, Penilai):
            surat = nilai.surat
            isi = _Isi(nilai.pegawai, nilai.penugasan, penilai_dari(nilai.pegawai), nilai.dasar.value, surat)
        else:
            isi = _kosong(nilai)
        yield pegawai, isi, putusan[pegawai].alasan


def _kosong(tanpa: TanpaPenilai) -> _Isi:
    return _Isi(masalah=tanpa.masalah.value, unit=tanpa.unit)


def _yang_tertulis(sejak: dt.date, pegawai_ids: Collection[int] | None) -> dict[int, list[_Masa]]:
    """The rows from ``sejak`` on, cut at ``sejak``, per person in order of time."""
    saring = Q(berlaku__overlap=sejak_tanggal(sejak))
    if pegawai_ids is not None:
        saring &= Q(pegawai_id__in=pegawai_ids)
    garis: dict[int, list[_Masa]] = defaultdict(list)
    for baris in (*HubunganPenilai.objects.filter(saring), *PenilaiKosong.objects.filter(saring)):
        garis[baris.pegawai_id].append(
            _Masa(max(baris.berlaku.lower, sejak), baris.berlaku.upper, _isi_baris(baris), baris.alasan)
        )
    for masa in garis.values():
        masa.sort(key=lambda m: m.mulai)
    return garis


def _isi_baris(baris: HubunganPenilai | PenilaiKosong) -> _Isi:
    if isinstance(baris, PenilaiKosong):
        return _Isi(masalah=baris.masalah, unit=baris.unit_id)
    return _Isi(baris.penilai_id, baris.atas_penugasan_id, baris.atasan_penilai_id, baris.dasar, baris.surat_id)


def _sidik(baris: Iterable[_Masa]) -> list[tuple[dt.date, dt.date | None, _Isi]]:
    return [(m.mulai, m.sampai, m.isi) for m in baris]


def _siapa(baris: Iterable[_Masa]) -> list[tuple[dt.date, int | None]]:
    """Who assesses from when on: the part a person is told about when it changes."""
    hasil: list[tuple[dt.date, int | None]] = []
    for m in baris:
        if not hasil or hasil[-1][1] != m.isi.penilai:
            hasil.append((m.mulai, m.isi.penilai))
    return hasil


def _sejak_beda(lama: Iterable[_Masa], baru: Iterable[_Masa]) -> dt.date:
    """The first day on which somebody else assesses: the one to tell the person."""
    dulu, nanti = _siapa(lama), _siapa(baru)
    hari = sorted({t for t, _ in (*dulu, *nanti)})
    return next((t for t in hari if yang_menilai(dulu, t) != yang_menilai(nanti, t)), hari[0])


def yang_menilai(baris: Iterable[tuple[dt.date, int | None]], pada: dt.date) -> int | None:
    """Who assesses on a day, of (from when on, who) in order of time."""
    return next((p for t, p in reversed(list(baris)) if t <= pada), None)


def _tulis(sejak: dt.date, pegawai_ids: Collection[int], garis: dict[int, list[_Masa]]) -> None:
    for model in (HubunganPenilai, PenilaiKosong):
        lama = model._default_manager.filter(pegawai_id__in=pegawai_ids, berlaku__overlap=sejak_tanggal(sejak))
        lama.filter(berlaku__startswith__gte=sejak).delete()
        terpotong = list(lama.filter(berlaku__startswith__lt=sejak))
        for baris in terpotong:
            baris.berlaku = sejak_tanggal(baris.berlaku.lower, _lanjut(baris, sejak, garis[baris.pegawai_id]))
        model._default_manager.bulk_update(terpotong, ["berlaku"], batch_size=500)
    milik = [(p, m) for p in pegawai_ids for m in garis.get(p, ())]
    PenilaiKosong.objects.bulk_create([_baris_kosong(p, m) for p, m in milik if m.isi.masalah], batch_size=2000)
    sisipkan(HubunganPenilai, [_baris_hubungan(p, m) for p, m in milik if not m.isi.masalah])


def _lanjut(baris: HubunganPenilai | PenilaiKosong, sejak: dt.date, masa: list[_Masa]) -> dt.date | None:
    """The end of a row that began before ``sejak``: it runs on when it still says the same, else it is cut."""
    if masa and masa[0].isi == _isi_baris(baris):
        return masa.pop(0).sampai
    return sejak


def _baris_kosong(pegawai: int, m: _Masa) -> PenilaiKosong:
    return PenilaiKosong(
        pegawai_id=pegawai, masalah=m.isi.masalah, unit_id=m.isi.unit, alasan=m.alasan, berlaku=sejak_tanggal(m.mulai, m.sampai)
    )


def _baris_hubungan(pegawai: int, m: _Masa) -> HubunganPenilai:
    if m.isi.penilai is None:
        raise ValueError(f"Pegawai {pegawai} tidak punya penilai sejak {m.mulai}.")
    return HubunganPenilai(
        pegawai_id=pegawai,
        penilai_id=m.isi.penilai,
        atas_penugasan_id=m.isi.penugasan,
        atasan_penilai_id=m.isi.atasan,
        dasar=m.isi.dasar,
        surat_id=m.isi.surat,
        sumber=SumberHubungan.PUTUSAN if m.isi.surat else SumberHubungan.HITUNG,
        alasan=m.alasan,
        berlaku=sejak_tanggal(m.mulai, m.sampai),
    )
