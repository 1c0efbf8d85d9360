"""Start a clock, move it to another desk, stop it. Called by the acts of later floors, in their transaction."""

import datetime as dt
from dataclasses import asdict

from django.db import models, transaction

from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.daftar import JENIS_TENGGAT
from kinerja.plumbing.galat import SudahBerubah
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.siklus import aturan, queries
from kinerja.siklus.models import Tenggat


@transaction.atomic
def buka_tenggat(
    objek: models.Model,
    jenis: str,
    *,
    mulai: dt.date | None = None,
    pemegang: Pegawai | None = None,
    pemegang_unit: UnitKerja | None = None,
    kantor: UnitKerja | int | None = None,
    tahun: int | None = None,
    parameter: str | None = None,
    by: Akun | None,
) -> Tenggat:
    """Start the clock ``jenis`` of ``objek`` on ``mulai`` (default: today); asked again, the first one stays as it is.

    ``kantor`` is the unit whose working days and own parameter values count (default: ``pemegang_unit``); ``tahun`` the
    cycle of a deadline that is a date; ``parameter`` overrides the kind's own (two candidate clocks). The desk is a
    person's or a unit's, exactly one. Raises ``LookupError`` for a kind nobody registered.
    """
    if (pemegang is None) == (pemegang_unit is None):
        raise TypeError("Tenggat berada di meja satu orang atau satu unit.")
    mulai = mulai or jam.hari_ini()
    kantor_id = _id(kantor if kantor is not None else pemegang_unit)
    p = queries.parameter(parameter or _parameter(jenis), mulai, kantor_id)
    pekan = queries.pekan_unit(kantor_id, mulai)
    putusan = aturan.hitung_batas(
        mulai,
        p.nilai,
        p.satuan,
        libur=queries.libur(),
        hari_kerja=aturan.hari_kerja_dari(pekan),
        tahun=tahun,
        dasar_hukum=p.dasar_hukum,
    )
    tenggat, _ = Tenggat.objects.get_or_create(
        objek_jenis=objek._meta.label_lower,
        objek_id=objek.pk,
        jenis=jenis,
        defaults={
            "mulai": mulai,
            "batas": putusan.nilai,
            "hari_kerja": pekan,
            "dasar": p.dasar_hukum,
            "alasan": [asdict(a) for a in _dengan_peringatan(putusan).alasan],
            "parameter_versi_id": p.versi_id,
            "pemegang": pemegang,
            "pemegang_unit": pemegang_unit,
            "di_meja_sejak": mulai,
            "dibuka_pada": jam.sekarang(),
        },
    )
    return tenggat


def _parameter(jenis: str) -> str:
    if jenis not in JENIS_TENGGAT:
        raise LookupError(f"Jenis tenggat {jenis} belum terdaftar.")
    return JENIS_TENGGAT[jenis].parameter


def _id(unit: UnitKerja | int | None) -> int | None:
    return unit.pk if isinstance(unit, UnitKerja) else unit


def _dengan_peringatan(putusan: Putusan[dt.date]) -> Putusan[dt.date]:
    """Say so when the calendar of the deadline's year is still empty: the date may then be too early."""
    if queries.libur(putusan.nilai.year):
        return putusan
    tahun, batas = putusan.nilai.year, tulisan.tanggal(putusan.nilai)
    kurang = Alasan(f"Kalender libur {tahun} belum terisi ketika tanggal {batas} dihitung.")
    return Putusan(putusan.nilai, (*putusan.alasan, kurang))


@transaction.atomic
def pindahkan_meja(
    objek: models.Model,
    jenis: str,
    *,
    pemegang: Pegawai | None = None,
    pemegang_unit: UnitKerja | None = None,
    by: Akun | None,
) -> Tenggat:
    """Somebody else must act now; the last day stays. Raises ``SudahBerubah`` when the clock has stopped."""
    if (pemegang is None) == (pemegang_unit is None):
        raise TypeError("Tenggat berada di meja satu orang atau satu unit.")
    tenggat = _berjalan(objek, jenis)
    if (tenggat.pemegang, tenggat.pemegang_unit) != (pemegang, pemegang_unit):
        tenggat.pemegang, tenggat.pemegang_unit = pemegang, pemegang_unit
        tenggat.di_meja_sejak = max(jam.hari_ini(), tenggat.mulai)
        tenggat.save(update_fields=["pemegang", "pemegang_unit", "di_meja_sejak"])
    return tenggat


@transaction.atomic
def selesaikan_tenggat(objek: models.Model, jenis: str, *, by: Akun | None) -> Tenggat:
    """Stop the clock: what was due is done. Raises ``SudahBerubah`` when it has stopped already."""
    tenggat = _berjalan(objek, jenis)
    tenggat.selesai_pada = jam.sekarang()
    tenggat.save(update_fields=["selesai_pada"])
    return tenggat


def _berjalan(objek: models.Model, jenis: str) -> Tenggat:
    cari = Tenggat.objects.select_for_update().filter(objek_jenis=objek._meta.label_lower, objek_id=objek.pk, jenis=jenis)
    tenggat = cari.first()
    if tenggat is None or tenggat.selesai_pada is not None:
        raise SudahBerubah("Tenggat ini sudah selesai atau belum dimulai. Muat ulang halaman, lalu periksa kembali.")
    return tenggat
