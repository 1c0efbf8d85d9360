"""Freeze who is counted where, and open the evaluations of a period: in batches, as a job, as often as one likes."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.siklus.models import Periode
from predikat.actions.dasar import pastikan
from predikat.enums import StatusEvaluasi
from predikat.models import BagianEvaluasi, Evaluasi, PembekuanPopulasi
from predikat.populasi import Acuan, Calon, acuan, orang_populasi, susun_calon

JENIS = "predikat_buka_evaluasi"
PER_GELOMBANG = 500
_BKPSDM = "Periode evaluasi diatur oleh BKPSDM."


@transaction.atomic
def bekukan(periode: Periode, hari: dt.date, *, by: Akun | None) -> PembekuanPopulasi:
    """People count in the unit in which they work on ``hari``: once per period, never changed.

    Raises ``TidakBoleh`` for everybody but BKPSDM, ``Ditolak`` for a day outside the period or to come, ``SudahBerubah`` when
    it was done on another day.
    """
    pastikan(by, "atur_periode", None, _BKPSDM)
    Periode.objects.select_for_update(no_key=True).get(pk=periode.pk)
    lama = PembekuanPopulasi.objects.filter(periode=periode).first()
    if lama is not None:
        if lama.tanggal != hari:
            raise SudahBerubah(f"Populasi {periode} sudah dibekukan menurut keadaan {tanggal(lama.tanggal)}.")
        return lama
    if hari not in periode.rentang:
        raise Ditolak(f"Pilih tanggal dalam {periode}: {tanggal(periode.mulai)} sampai {tanggal(periode.sampai)}.")
    if hari > jam.hari_ini():
        raise Ditolak("Tanggal acuan belum tiba. Pilih hari ini atau sebelumnya.")
    beku = PembekuanPopulasi.objects.create(
        periode=periode, tanggal=hari, jumlah=len(orang_populasi(hari)), oleh=by, pada=jam.sekarang()
    )
    catat_peristiwa("predikat.populasi_dibekukan", beku, by=by, periode=periode.pk)
    return beku


@transaction.atomic
def minta_buka(periode: Periode, hari: dt.date, *, by: Akun) -> Pekerjaan:
    """Freeze when it has not been done, and queue the job that opens the evaluations; asked twice, it is the same job."""
    bekukan(periode, hari, by=by)
    return buat_pekerjaan(JENIS, {"periode": periode.pk}, by=by, kunci=f"{JENIS}:{periode.pk}")


def jalankan(pekerjaan: Pekerjaan, laporkan: Callable[..., None]) -> None:
    """The job. A right that was lost meanwhile stops it."""
    pastikan(pekerjaan.pemilik, "atur_periode", None, _BKPSDM)
    periode = Periode.objects.select_related("siklus").get(pk=pekerjaan.masukan["periode"])
    buka_evaluasi(periode, by=pekerjaan.pemilik, laporkan=laporkan)


def buka_evaluasi(periode: Periode, *, by: Akun | None, laporkan: Callable[..., None] = lambda *_: None) -> int:
    """An evaluation with its parts for everybody of the frozen population; returns how many are new.

    Batches of ``PER_GELOMBANG``, each in its own transaction: a job that was killed goes on where it stopped, and run again it
    opens nothing twice. Raises ``Ditolak`` before the population is frozen.
    """
    beku = PembekuanPopulasi.objects.filter(periode=periode).first()
    if beku is None:
        raise Ditolak(f"Bekukan populasi {periode} lebih dahulu.")
    a, semua = acuan(periode, beku.tanggal), orang_populasi(beku.tanggal)
    baru = selesai = 0
    for ids in _gelombang(semua):
        baru += buka_gelombang(ids, a)
        selesai += len(ids)
        laporkan(selesai, len(semua))
    with transaction.atomic():
        catat_peristiwa("predikat.dibuka", beku, by=by, periode=periode.pk, jumlah=baru)
    laporkan(len(semua), len(semua), f"{angka(baru)} evaluasi dibuka, {angka(len(semua) - baru)} sudah ada atau tak berunit.")
    return baru


def _gelombang(ids: Sequence[int]) -> Iterator[list[int]]:
    alir = iter(ids)
    while bagian := list(islice(alir, PER_GELOMBANG)):
        yield bagian


@transaction.atomic
def buka_gelombang(ids: Sequence[int], a: Acuan) -> int:
    """One batch: those who have none get one. At most ten queries, whatever the number."""
    # Two workers of one period stand in a queue here, so nobody is opened twice.
    PembekuanPopulasi.objects.select_for_update(no_key=True).get(periode=a.periode)
    ada = set(Evaluasi.objects.filter(periode=a.periode, pegawai__in=ids).values_list("pegawai_id", flat=True))
    kurang = [pk for pk in ids if pk not in ada]
    if not kurang:
        return 0
    calon = susun_calon(kurang, a)
    evaluasi = Evaluasi.objects.bulk_create([_evaluasi(c, a.periode) for c in calon])
    BagianEvaluasi.objects.bulk_create(
        [
            BagianEvaluasi(evaluasi=e, skp_id=b.skp, penilai_id=b.penilai, rentang=sejak(b.mulai, b.sampai))
            for e, c in zip(evaluasi, calon, strict=True)
            for b in c.bagian
        ]
    )
    return len(evaluasi)


def _evaluasi(c: Calon, periode: Periode) -> Evaluasi:
    dikecualikan = c.kedudukan.dikecualikan
    return Evaluasi(
        pegawai_id=c.pegawai_id,
        periode=periode,
        sumber=c.kedudukan.sumber,
        unit_hitung_id=c.unit_hitung,
        unit_dipimpin_id=c.unit_dipimpin,
        penilai_id=c.penilai_id,
        status=StatusEvaluasi.TIDAK_DIEVALUASI if dikecualikan else StatusEvaluasi.BELUM,
        alasan_tidak_dievaluasi=dikecualikan,
    )
