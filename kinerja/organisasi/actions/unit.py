"""The structure over time: a unit ends, or gets another name. Its identity and its past stay."""

import datetime as dt
from typing import Any

from django.db import transaction

from kinerja.organisasi.actions.penilai import hitung_penilai_unit
from kinerja.organisasi.models import Akun, MasaUnit, Penugasan, UnitKerja
from kinerja.organisasi.rules import pastikan_bkpsdm
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import angka, tanggal

#: A refusal names so many; the rest is a number.
_DISEBUT = 5


@transaction.atomic
def akhiri_unit(unit: UnitKerja, sejak: dt.date, *, by: Akun | None) -> MasaUnit:
    """End a unit: ``sejak`` is the first day on which it is no more.

    Raises ``Ditolak`` for the topmost unit, and while people work there or units stand below it on that day or later;
    ``SudahBerubah`` when it has ended; ``TidakBoleh`` for everybody but BKPSDM.
    """
    pastikan_bkpsdm(by, "Unit diakhiri oleh BKPSDM.")
    unit = _kunci(unit)
    masa = _masa_pada(unit, sejak)
    if unit.is_root():
        raise Ditolak("Unit teratas tidak dapat diakhiri.")
    _tolak_bila_masih_berisi(unit, sejak)
    if masa.berlaku.lower == sejak:
        raise Ditolak(f"Nama terakhir unit ini baru mulai {tanggal(sejak)}. Pilih tanggal sesudahnya.")
    MasaUnit.objects.filter(unit=unit, berlaku__startswith__gte=sejak).delete()
    masa.berlaku = rentang(masa.berlaku.lower, sejak)
    masa.save(update_fields=["berlaku"])
    hitung_penilai_unit([unit.pk], sejak, by=by)
    return masa


@transaction.atomic
def ubah_nama_unit(unit: UnitKerja, nama: str, sejak: dt.date, *, by: Akun | None) -> MasaUnit:
    """Another name from ``sejak`` on (not after today: the tree shows the name of today); a name of that very day is corrected.

    Raises ``Ditolak``, ``SudahBerubah`` when the unit has ended, ``TidakBoleh`` for everybody but BKPSDM.
    """
    pastikan_bkpsdm(by, "Nama unit diubah oleh BKPSDM.")
    unit = _kunci(unit)
    nama = " ".join(nama.split())
    masa = _masa_pada(unit, sejak)
    if not nama:
        raise Ditolak("Tuliskan nama barunya.")
    if sejak > jam.hari_ini():
        raise Ditolak("Nama baru dicatat pada hari berlakunya. Pilih tanggal hari ini atau sebelumnya.")
    if masa.nama == nama:
        raise Ditolak(f"Unit ini sudah bernama {nama} sejak {tanggal(masa.berlaku.lower)}.")
    if masa.berlaku.upper is None:
        UnitKerja.objects.filter(pk=unit.pk).update(nama_kini=nama)
    return _ganti(masa, sejak, nama=nama, singkatan="")


@transaction.atomic
def atur_organisasi(unit: UnitKerja, ya: bool, sejak: dt.date, *, by: Akun | None) -> MasaUnit:
    """From ``sejak`` on the unit gets a predikat of its own, or none any more: a puskesmas, the RSUD.

    Raises ``Ditolak`` for a day to come or when it is so already, ``SudahBerubah`` when the unit has ended, ``TidakBoleh``
    for everybody but BKPSDM.
    """
    pastikan_bkpsdm(by, "Unit yang dinilai tersendiri diatur oleh BKPSDM.")
    unit = _kunci(unit)
    masa = _masa_pada(unit, sejak)
    if sejak > jam.hari_ini():
        raise Ditolak("Pilih tanggal hari ini atau sebelumnya.")
    if masa.organisasi == ya:
        raise Ditolak(f"{unit} memang {'' if ya else 'tidak '}dinilai tersendiri pada {tanggal(sejak)}.")
    return _ganti(masa, sejak, organisasi=ya)


def _ganti(masa: MasaUnit, sejak: dt.date, **isi: Any) -> MasaUnit:
    """The dated row ends and another begins; on its first day it is corrected in place."""
    if masa.berlaku.lower == sejak:
        for nama, nilai in isi.items():
            setattr(masa, nama, nilai)
        masa.save(update_fields=list(isi))
        return masa
    sampai = masa.berlaku.upper
    masa.berlaku = rentang(masa.berlaku.lower, sejak)
    masa.save(update_fields=["berlaku"])
    tetap = {k: getattr(masa, k) for k in ("unit_id", "nama", "singkatan", "jenis", "induk_id", "organisasi", "hari_kerja")}
    return MasaUnit.objects.create(**{**tetap, **isi}, berlaku=rentang(sejak, sampai))


def _kunci(unit: UnitKerja) -> UnitKerja:
    """Against every new posting or unit that refers to it, until the end of the transaction."""
    kini: UnitKerja = UnitKerja.objects.select_for_update().get(pk=unit.pk)
    return kini


def _masa_pada(unit: UnitKerja, pada: dt.date) -> MasaUnit:
    masa: MasaUnit | None = MasaUnit.objects.pada(pada).filter(unit=unit).first()
    if masa is None:
        raise SudahBerubah(f"{unit} tidak berlaku pada {tanggal(pada)}. Pilih tanggal lain, atau muat ulang halaman.")
    return masa


def _tolak_bila_masih_berisi(unit: UnitKerja, sejak: dt.date) -> None:
    nanti = rentang(sejak)
    anak = MasaUnit.objects.filter(induk=unit, berlaku__overlap=nanti).order_by("nama").values_list("nama", flat=True)
    if anak:
        raise Ditolak(f"Masih ada unit di bawahnya: {_sebut(list(anak))}. Akhiri atau pindahkan lebih dahulu.")
    tugas = Penugasan.objects.filter(unit=unit, berlaku__overlap=nanti).select_related("pegawai").order_by("pegawai__nama_urut")
    orang = list(dict.fromkeys(str(p.pegawai) for p in tugas))
    if orang:
        raise Ditolak(f"Masih ada yang bertugas di sini: {_sebut(orang)}. Pindahkan atau akhiri penugasannya lebih dahulu.")


def _sebut(nama: list[str]) -> str:
    lebih = len(nama) - _DISEBUT
    return ", ".join(nama[:_DISEBUT]) + (f", dan {angka(lebih)} lagi" if lebih > 0 else "")
