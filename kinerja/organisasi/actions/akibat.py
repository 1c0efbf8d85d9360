"""What an act would do to assessors: the act itself is run and rolled back, so the preview can never differ from the deed."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import connection, transaction

from kinerja.organisasi.actions.penilai import RingkasanPenilai, yang_menilai
from kinerja.organisasi.models import HubunganPenilai, Pegawai, PenilaiKosong, Penugasan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pergantian:
    """One person whose assessor is another one from ``sejak`` on; None: nobody."""

    pegawai: Pegawai
    lama: Pegawai | None
    baru: Pegawai | None
    sejak: dt.date
    masalah: str = ""


@dataclass(frozen=True, slots=True)
class Akibat:
    """Postings that an act ends, and people whose assessor it changes (without those who merely get another atasan penilai)."""

    ditutup: tuple[Penugasan, ...] = ()
    berganti: tuple[Pergantian, ...] = ()

    @property
    def tanpa_penilai(self) -> int:
        """How many are left without an assessor."""
        return sum(p.baru is None for p in self.berganti)

    @property
    def sidik(self) -> str:
        """A fingerprint: what was confirmed must be what is done."""
        isi = [(p.pk, str(p.berlaku.upper)) for p in self.ditutup]
        # By name and NIP: a person whom the act itself makes (a Kepala Daerah) has another number each time it is tried.
        ganti = [(g.pegawai.pk, g.baru and (g.baru.nip, g.baru.nama), g.sejak.isoformat()) for g in self.berganti]
        return hashlib.sha256(repr((isi, ganti)).encode()).hexdigest()[:32]


@dataclass(slots=True)
class Catatan:
    """What an act notes down while it runs: the postings it ended, and who assessed those it changed."""

    ditutup: list[Penugasan] = field(default_factory=list)
    semula: dict[int, Sequence[tuple[dt.date, int | None]]] = field(default_factory=dict)

    @property
    def berubah(self) -> frozenset[int]:
        """People whose assessor row changed."""
        return frozenset(self.semula)

    def catat(self, ringkasan: RingkasanPenilai) -> None:
        """After each computation of the act; what the first one found is how it was before the act."""
        self.semula = {**ringkasan.semula, **self.semula}


@dataclass(frozen=True, slots=True)
class Pratinjau(Generic[T]):
    """The result an act would have, and its consequence."""

    hasil: T
    akibat: Akibat


def susun_akibat(catatan: Catatan, sejak: dt.date) -> Akibat:
    """Compare assessors on ``sejak`` before and after, for the people of ``catatan`` only."""
    sebelum = {p: yang_menilai(baris, sejak) for p, baris in catatan.semula.items()}
    sesudah = _penilai_pada(catatan.berubah, sejak)
    beda = [p for p in sorted(catatan.berubah) if sebelum.get(p) != sesudah.get(p)]
    ids = {x for p in beda for x in (p, sebelum.get(p), sesudah.get(p)) if x}
    orang = Pegawai.objects.in_bulk(ids)
    masalah = dict(PenilaiKosong.objects.pada(sejak).filter(pegawai_id__in=beda).values_list("pegawai_id", "masalah"))
    ganti = [
        Pergantian(orang[p], orang.get(sebelum.get(p) or 0), orang.get(sesudah.get(p) or 0), sejak, masalah.get(p, ""))
        for p in beda
    ]
    ganti.sort(key=lambda g: (g.baru is not None, g.pegawai.nama_urut))
    return Akibat(tuple(catatan.ditutup), tuple(ganti))


def _penilai_pada(pegawai_ids: Collection[int], tanggal: dt.date) -> dict[int, int | None]:
    baris = HubunganPenilai.objects.pada(tanggal).filter(pegawai_id__in=pegawai_ids)
    return dict(baris.values_list("pegawai_id", "penilai_id"))


def jalankan_semu(tindakan: Callable[[Catatan], T], sejak: dt.date) -> Pratinjau[T]:
    """Run ``tindakan`` in a transaction that is taken back, and tell what it would have changed.

    Raises what the act raises: a preview refuses for the same reasons.
    """
    with transaction.atomic():
        catatan = Catatan()
        hasil = tindakan(catatan)
        # Exclusion constraints speak at once, foreign keys at commit: ask them too, or a preview would promise too much.
        connection.check_constraints()
        akibat = susun_akibat(catatan, sejak)
        transaction.set_rollback(True)
    return Pratinjau(hasil, akibat)
