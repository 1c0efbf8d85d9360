"""The Perjanjian Kinerja of a unit and year: begun, imported, put into force, revised, dropped.

Typing is in ``pk_baris``. Whoever leads the unit puts it into force by signing in; an admin records it on the strength of the
signed paper. The Bupati, who signs as the second party, is named by that paper.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from kinerja.organisasi.keputusan import DasarKeputusan
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import jalur, pimpinan_pada
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.tulisan import tanggal as tulis_tanggal
from skp.enums import StatusPK
from skp.models import PerjanjianKinerja, Sasaran
from skp.pk_isi import IsiPK
from skp.pk_simpan import kepala_dari, kosongkan, tulis_isi
from skp.queries_pk import baca_isi, rincian
from skp.rules import IZIN
from skp.transitions import PK

BERLAKU = "pk.berlaku"


def _pastikan(by: Akun | None, izin: str, objek: PerjanjianKinerja | UnitKerja) -> None:
    if by is not None and not IZIN[izin].test(by, objek):
        raise TidakBoleh("Perjanjian Kinerja diurus oleh pimpinan unitnya, admin unit, atau BKPSDM.")


def _kunci(pk: PerjanjianKinerja) -> PerjanjianKinerja:
    kini: PerjanjianKinerja = (
        PerjanjianKinerja.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=pk.pk)
    )
    return kini


def kunci_draf(pk: PerjanjianKinerja, by: Akun | None) -> PerjanjianKinerja:
    """The document, locked, while it may still be typed. Raises ``TidakBoleh``, ``SudahBerubah``."""
    kini = _kunci(pk)
    if kini.status != StatusPK.DRAF:
        raise SudahBerubah(
            f"Perjanjian Kinerja ini sudah {StatusPK(kini.status).label.lower()}. Buat revisi untuk mengubahnya."
        )
    _pastikan(by, "isi_pk", kini)
    return kini


# -- begin


@transaction.atomic
def buat_pk(unit: UnitKerja, tahun: int, *, by: Akun | None, alasan: str = "", **kepala: Any) -> PerjanjianKinerja:
    """An empty draft. Raises ``Ditolak`` while one of that year is a draft or in force, ``TidakBoleh``."""
    unit = _kunci_unit(unit)
    _pastikan(by, "isi_pk", unit)
    ada = PerjanjianKinerja.objects.filter(unit=unit, tahun=tahun)
    if ada.filter(status=StatusPK.DRAF).exists():
        raise Ditolak(f"Draf Perjanjian Kinerja {unit} {tahun} sudah ada. Lanjutkan draf itu.")
    if ada.filter(status=StatusPK.BERLAKU).exists():
        raise Ditolak(f"Perjanjian Kinerja {unit} {tahun} sudah berlaku. Buat revisi untuk mengubahnya.")
    return _baru(unit, tahun, by, alasan or "Disusun kembali: yang sebelumnya dibatalkan.", kepala)


def _kunci_unit(unit: UnitKerja) -> UnitKerja:
    """Two people who begin at once stand in a queue."""
    kini: UnitKerja = UnitKerja.objects.select_for_update(no_key=True).get(pk=unit.pk)
    return kini


def _baru(unit: UnitKerja, tahun: int, by: Akun | None, alasan: str, kepala: Mapping[str, Any]) -> PerjanjianKinerja:
    terakhir = PerjanjianKinerja.objects.filter(unit=unit, tahun=tahun).aggregate(n=Max("versi"))["n"] or 0
    isi = {"jabatan_kepala": unit.jabatan_kepala[:200], **kepala}
    return PerjanjianKinerja.objects.create(
        unit=unit,
        tahun=tahun,
        versi=terakhir + 1,
        alasan=alasan if terakhir else "",
        dibuat_oleh=by,
        dibuat_pada=jam.sekarang(),
        **isi,
    )


@transaction.atomic
def revisi_pk(pk: PerjanjianKinerja, alasan: str, *, by: Akun | None) -> PerjanjianKinerja:
    """A draft with the whole content of the one in force, each sasaran and indikator in the same lineage.

    Raises ``Ditolak`` without a reason or while a draft is open, ``SudahBerubah`` when it does not hold, ``TidakBoleh``.
    """
    _kunci_unit(pk.unit)
    kini = _kunci(pk)
    _pastikan(by, "berlakukan_pk", kini)
    if kini.status != StatusPK.BERLAKU:
        raise SudahBerubah("Hanya Perjanjian Kinerja yang berlaku yang dapat direvisi. Muat ulang halaman.")
    if not alasan.strip():
        raise Ditolak("Tuliskan alasan revisi, misalnya perubahan anggaran atau target, lalu kirim lagi.")
    draf = PerjanjianKinerja.objects.filter(unit=kini.unit_id, tahun=kini.tahun, status=StatusPK.DRAF).first()
    if draf is not None:
        raise Ditolak(f"Draf revisi (versi {draf.versi}) sudah ada. Lanjutkan atau batalkan draf itu dahulu.")
    return _salin(kini, alasan.strip(), by)


def _salin(asal: PerjanjianKinerja, alasan: str, by: Akun | None) -> PerjanjianKinerja:
    kepala = {k: getattr(asal, k) for k in ("jenis_dokumen", "jabatan_kepala", "sumber", "keyakinan", "catatan", "lain")}
    baru = _baru(asal.unit, asal.tahun, by, alasan, kepala)
    r = rincian(asal)
    tulis_isi(baru, baca_isi(r), r)
    return baru


# -- import


@transaction.atomic
def terapkan_isi(
    isi: IsiPK, unit: UnitKerja, tahun: int, *, by: Akun | None, alasan: str = "Impor berkas."
) -> tuple[PerjanjianKinerja, bool]:
    """Take ``isi`` as the draft of the unit's year; (document, whether anything was written).

    Equal to the open draft, or to the one in force when no draft is open: nothing is written. An open draft gets this content;
    else a new version begins. What is worded as before keeps its lineage. Raises ``TidakBoleh``.
    """
    unit = _kunci_unit(unit)
    _pastikan(by, "isi_pk", unit)
    semua = PerjanjianKinerja.objects.filter(unit=unit, tahun=tahun).select_related("unit")
    draf = semua.filter(status=StatusPK.DRAF).first()
    acuan = draf or semua.filter(status=StatusPK.BERLAKU).first()
    lama = rincian(acuan) if acuan else None
    if acuan is not None and lama is not None and baca_isi(lama) == _tahunkan(isi, tahun):
        return acuan, False
    if draf is None:
        draf = _baru(unit, tahun, by, alasan, kepala_dari(isi))
        tulis_isi(draf, isi, lama)
        return draf, True
    draf = kunci_draf(draf, by)
    kosongkan(draf)
    for k, v in kepala_dari(isi).items():
        setattr(draf, k, v)
    draf.save()
    tulis_isi(draf, isi, lama)
    return draf, True


def _tahunkan(isi: IsiPK, tahun: int) -> IsiPK:
    return dataclasses.replace(isi, tahun=tahun)


# -- decide


@transaction.atomic
def berlakukan_pk(
    pk: PerjanjianKinerja,
    *,
    by: Akun | None,
    nomor: str = "",
    tanggal: dt.date | None = None,
    berdasarkan: DasarKeputusan | None = None,
) -> PerjanjianKinerja:
    """Put a draft into force; the older one is replaced in the same transaction. A target may be missing, it is only listed.

    ``nomor``, ``tanggal``: of the signed document. Raises ``Ditolak`` without a sasaran that has an indikator, or when an admin
    brings no paper; ``TidakBoleh``, ``SudahBerubah``.
    """
    _kunci_unit(pk.unit)
    kini = _kunci(pk)
    _pastikan(by, "berlakukan_pk", kini)
    status = PK.berikut(kini.status, "berlakukan")
    _pastikan_bertanda_tangan(kini, by, berdasarkan)
    _pastikan_berisi(kini)
    if tanggal is not None and tanggal > jam.hari_ini():
        raise Ditolak(f"Tanggal dokumen {tulis_tanggal(tanggal)} belum tiba. Isi tanggal yang tertulis pada dokumen.")
    _gantikan(kini, by)
    kini.status, kini.berlaku_sejak = status, jam.sekarang()
    kini.nomor = nomor.strip() or kini.nomor
    kini.tanggal = tanggal or kini.tanggal
    kini.save(update_fields=["status", "berlaku_sejak", "nomor", "tanggal"])
    if berdasarkan is not None:
        berdasarkan.tautkan(kini)
    catat_peristiwa(BERLAKU, kini, by=by, unit=kini.unit_id, tahun=kini.tahun, versi=kini.versi)
    return kini


def _pastikan_bertanda_tangan(pk: PerjanjianKinerja, by: Akun | None, berdasarkan: DasarKeputusan | None) -> None:
    """By his own sign-in whoever leads the unit; else a paper of one who led it, or a unit above it, on the paper's day."""
    if berdasarkan is not None:
        memimpin = pimpinan_pada(berdasarkan.tanggal).filter(pegawai=berdasarkan.pejabat_id, unit__path__in=jalur(pk.unit.path))
        if not memimpin.exists():
            raise Ditolak(f"Pejabat itu tidak memimpin {pk.unit} atau unit di atasnya pada tanggal surat. Periksa suratnya.")
    elif by is not None and pk.unit_id not in hak(by).data.memimpin_id:
        raise Ditolak("Anda tidak memimpin unit ini. Lampirkan Perjanjian Kinerja yang sudah ditandatangani sebagai dasarnya.")


def _pastikan_berisi(pk: PerjanjianKinerja) -> None:
    kosong = [s.uraian for s in Sasaran.objects.filter(pk_unit=pk, indikator__isnull=True)]
    if not Sasaran.objects.filter(pk_unit=pk).exists():
        raise Ditolak("Belum ada sasaran. Tambahkan sedikitnya satu sasaran dengan satu indikator, lalu berlakukan.")
    if kosong:
        raise Ditolak(f"Sasaran “{kosong[0][:80]}” belum punya indikator. Tambahkan sedikitnya satu, lalu berlakukan.")


def _gantikan(pk: PerjanjianKinerja, by: Akun | None) -> None:
    lama = PerjanjianKinerja.objects.select_for_update(no_key=True).filter(
        unit=pk.unit_id, tahun=pk.tahun, status=StatusPK.BERLAKU
    )
    for x in lama:
        x.status = PK.berikut(x.status, "gantikan")
        x.save(update_fields=["status"])


@transaction.atomic
def batalkan_pk(pk: PerjanjianKinerja, catatan: str, *, by: Akun | None) -> PerjanjianKinerja:
    """Drop a draft; its content stays readable. Raises ``Ditolak`` without a reason, ``TidakBoleh``, ``SudahBerubah``."""
    kini = _kunci(pk)
    _pastikan(by, "berlakukan_pk", kini)
    kini.status = PK.berikut(kini.status, "batalkan", catatan)
    kini.alasan = catatan.strip()
    kini.save(update_fields=["status", "alasan"])
    return kini
