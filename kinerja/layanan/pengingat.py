"""Reminders of deadlines, and nudges: one digest per person and day.

*Pengingat* belong to a stored deadline and stop when it is done; *ajakan* are invitations without a clock (registered by
later stages), of a kind at most one in ``ajakan_irama`` days. Two steps, each of which may be repeated: first the lines are
written, once per deadline, step and person; then the lines without a digest are put into one. A killed worker leaves lines
for the next run.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from kinerja.layanan.aturan_pengingat import langkah_pengingat, naik_ke_atasan
from kinerja.layanan.meja import admin_terdekat
from kinerja.layanan.models import BarisPengingat, Pesan
from kinerja.layanan.pesan import kirim_pesan_masing
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Akun, HubunganPenilai, Penugasan
from kinerja.plumbing import tulisan
from kinerja.plumbing.daftar import JENIS_TENGGAT, Daftar
from kinerja.plumbing.titik_gagal import titik
from kinerja.siklus.aturan import hari_kerja_dari, sisa_hari_kerja
from kinerja.siklus.ingatan import ingat
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import libur, parameter

SEKALI = 500
_KUNCI_RINGKASAN = 0x70656E67
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ajakan:
    """A kind of nudge: ``ambil(tanggal, akun_ids) -> (akun id, objek id, sentence, url)`` for many people at once."""

    nama: str
    judul: str
    ambil: Callable[[dt.date, Collection[int]], Iterable[tuple[int, int, str, str]]]


AJAKAN: Daftar[Ajakan] = Daftar("Ajakan")


def kirim(tanggal: dt.date) -> int:
    """Write the lines of ``tanggal`` and send the digests; returns how many people were told. Twice tells nobody twice."""
    with ingat():
        catat(tanggal)
        titik("pengingat_setelah_dicatat")
        return sampaikan(tanggal)


def catat(tanggal: dt.date) -> None:
    """Write the lines that are due, deadline by deadline, then the nudges. About six queries per 500."""
    for tenggat in _potong(_terbuka(tanggal).order_by("pk").iterator(chunk_size=SEKALI)):
        BarisPengingat.objects.bulk_create(list(_baris_tenggat(tenggat, tanggal)), ignore_conflicts=True)
    for ajakan in AJAKAN:
        for orang in _potong(Akun.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)):
            BarisPengingat.objects.bulk_create(list(_baris_ajakan(ajakan, orang, tanggal)), ignore_conflicts=True)


def sampaikan(tanggal: dt.date) -> int:
    """Put every line without a digest into today's digest of its receiver; whoever had one today gets it tomorrow."""
    kunci, orang_banyak = f"ringkasan:{tanggal.isoformat()}", 0
    belum = BarisPengingat.objects.filter(pesan__isnull=True)
    sudah = Pesan.objects.filter(kunci=kunci, penerima=OuterRef("penerima"))
    penerima = belum.exclude(penerima__in=Pesan.objects.filter(kunci=kunci).values("penerima")).order_by("penerima")
    for orang in _potong(penerima.values_list("penerima", flat=True).distinct()):
        with transaction.atomic():
            # One digest at a time: a second run must see who has today's already, or it would count lines as said in it.
            _satu_per_satu()
            tanpa = penerima.filter(penerima__in=orang).order_by().values("penerima")
            baris = belum.filter(penerima__in=tanpa).select_related("tenggat").select_for_update(of=("self",))
            per_orang: dict[int, list[BarisPengingat]] = defaultdict(list)
            for b in baris:
                per_orang[b.penerima_id].append(b)
            kirim_pesan_masing(kunci, {akun: _susun(isi, tanggal) for akun, isi in per_orang.items()}, ikon="calendar-event")
            # Only the lines that were read: one written meanwhile has not been said.
            tersampaikan = [b.pk for isi in per_orang.values() for b in isi]
            belum.filter(pk__in=tersampaikan).update(pesan=Subquery(sudah.values("pk")[:1]))
        orang_banyak += len(per_orang)
    return orang_banyak


def _satu_per_satu() -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI_RINGKASAN])


def pratinjau(tanggal: dt.date) -> Iterator[tuple[str, str, str]]:
    """(name, title, text) of what would be sent, written nowhere."""
    with transaction.atomic():
        kirim(tanggal)
        pesan = Pesan.objects.filter(kunci=f"ringkasan:{tanggal.isoformat()}").select_related("penerima__pegawai")
        isi = [(p.penerima.nama_tampil, p.judul, p.isi) for p in pesan.order_by("pk")]
        transaction.set_rollback(True)
    yield from isi


def _potong(isi: Iterable[T]) -> Iterator[list[T]]:
    """Pieces of ``SEKALI``; read wholly before the first is worked on, so that later pieces do not see its writes."""
    semua = list(isi)
    return (semua[i : i + SEKALI] for i in range(0, len(semua), SEKALI))


# --- lines of deadlines ---------------------------------------------------------------------------------------------


def _terbuka(tanggal: dt.date) -> QuerySet[Tenggat]:
    """Open deadlines that can have reached a step: three calendar weeks cover ten working days even around Lebaran."""
    jauh = max(parameter("pengingat_hari", tanggal).daftar, default=0)
    return Tenggat.objects.filter(selesai_pada__isnull=True, batas__lte=tanggal + dt.timedelta(days=14 + 2 * jauh))


def _baris_tenggat(tenggat: Sequence[Tenggat], tanggal: dt.date) -> Iterator[BarisPengingat]:
    langkah = {x.pk: s for x in tenggat if (s := _langkah(x, tanggal)) is not None}
    kena = [x for x in tenggat if x.pk in langkah]
    meja = _meja(kena, tanggal)
    naik = _atasan([x for x in kena if naik_ke_atasan(langkah[x.pk])], tanggal)
    for x in kena:
        for akun in meja[x.pk]:
            yield BarisPengingat(penerima_id=akun, tenggat=x, langkah=langkah[x.pk], tanggal=tanggal)
        for akun in naik.get(x.pk, set()) - meja[x.pk]:
            yield BarisPengingat(penerima_id=akun, tenggat=x, langkah=langkah[x.pk], diteruskan=True, tanggal=tanggal)


def _langkah(x: Tenggat, tanggal: dt.date) -> str | None:
    return langkah_pengingat(
        x.batas,
        tanggal,
        tangga=parameter("pengingat_hari", tanggal).daftar,
        irama_lewat=parameter("pengingat_lewat_irama", tanggal).bulat,
        libur=libur(),
        hari_kerja=hari_kerja_dari(x.hari_kerja),
    )


def _meja(tenggat: Sequence[Tenggat], tanggal: dt.date) -> dict[int, Set[int]]:
    """Accounts at whose desk each deadline lies: the person's, or the admins nearest to the unit."""
    akun = _akun({x.pemegang_id for x in tenggat if x.pemegang_id})
    admin = admin_terdekat({x.pemegang_unit_id for x in tenggat if x.pemegang_unit_id}, tanggal)
    return {
        x.pk: ({akun[x.pemegang_id]} if x.pemegang_id in akun else set()) if x.pemegang_id else admin[x.pemegang_unit_id or 0]
        for x in tenggat
    }


def _atasan(tenggat: Sequence[Tenggat], tanggal: dt.date) -> dict[int, set[int]]:
    """The assessor of each holder and the admins nearest to his unit, as accounts."""
    orang = {x.pemegang_id for x in tenggat if x.pemegang_id}
    if not orang:
        return {}
    hubungan = HubunganPenilai.objects.filter(pegawai__in=orang, berlaku__contains=tanggal)
    penilai = dict(hubungan.values_list("pegawai_id", "penilai_id"))
    tugas = Penugasan.objects.pada(tanggal).filter(pegawai__in=orang, sifat=SifatPenugasan.DEFINITIF)
    unit = dict(tugas.values_list("pegawai_id", "unit_id"))
    akun, admin = _akun(set(penilai.values())), admin_terdekat(set(unit.values()), tanggal)
    return {
        x.pk: {akun[p] for p in [penilai.get(x.pemegang_id)] if p is not None and p in akun}
        | admin.get(unit.get(x.pemegang_id, 0), set())
        for x in tenggat
        if x.pemegang_id
    }


def _akun(pegawai_ids: Collection[int]) -> Mapping[int, int]:
    aktif = Akun.objects.filter(pegawai__in=pegawai_ids, is_active=True)
    return dict(aktif.values_list("pegawai_id", "pk")) if pegawai_ids else {}


# --- lines of nudges ------------------------------------------------------------------------------------------------


def _baris_ajakan(ajakan: Ajakan, orang: Sequence[int], tanggal: dt.date) -> Iterator[BarisPengingat]:
    sejak = tanggal - dt.timedelta(days=parameter("ajakan_irama", tanggal).bulat)
    baru_saja = BarisPengingat.objects.filter(ajakan=ajakan.nama, penerima__in=orang, tanggal__gt=sejak)
    sudah = set(baru_saja.values_list("penerima_id", flat=True))
    for akun, objek, kalimat, url in ajakan.ambil(tanggal, orang):
        if akun not in sudah:
            yield BarisPengingat(
                penerima_id=akun, ajakan=ajakan.nama, objek_id=objek, kalimat=kalimat, url=url, tanggal=tanggal
            )


# --- words ----------------------------------------------------------------------------------------------------------


def _susun(baris: Sequence[BarisPengingat], tanggal: dt.date) -> tuple[str, str, str]:
    """(title, text, url) of a digest: the nearest deadline first, then nudges. A deadline is named once, whatever its steps."""
    satu = {b.tenggat_id or -b.pk: b for b in baris}.values()
    urut = sorted(satu, key=lambda b: (b.tenggat is None, b.tenggat.batas if b.tenggat else tanggal, b.pk))
    kalimat = [_kalimat(b, tanggal) for b in urut]
    judul = kalimat[0] if len(kalimat) == 1 else f"{len(kalimat)} hal menunggu Anda"
    return judul[:200], "\n".join(kalimat), _tempat(urut[0]) if len(urut) == 1 else reverse("layanan:beranda")


def _kalimat(b: BarisPengingat, tanggal: dt.date) -> str:
    if b.tenggat is None:
        return b.kalimat
    x = b.tenggat
    apa = f"Untuk diketahui: {_judul(x)}" if b.diteruskan else _judul(x)
    sisa = sisa_hari_kerja(x.batas, tanggal, libur(), hari_kerja_dari(x.hari_kerja))
    if tanggal > x.batas:
        return f"{apa} sudah lewat {-sisa} hari kerja, batasnya {tulisan.tanggal(x.batas)}."
    kapan = "hari ini" if tanggal == x.batas else f"{sisa} hari kerja lagi, {tulisan.tanggal(x.batas)}"
    return f"{apa}: {kapan}."


def _judul(x: Tenggat) -> str:
    return JENIS_TENGGAT[x.jenis].judul if x.jenis in JENIS_TENGGAT else "Sebuah tenggat"


def _tempat(b: BarisPengingat) -> str:
    if b.tenggat is None:
        return b.url
    tempat = JENIS_TENGGAT[b.tenggat.jenis].url if b.tenggat.jenis in JENIS_TENGGAT else None
    return tempat(b.tenggat.objek_id) if tempat else reverse("layanan:beranda")
