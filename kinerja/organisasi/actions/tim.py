"""Teams across units: make one, add and remove members, end it. The ketua gives feedback and evidence; he does not rate."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from kinerja.organisasi.models import Akun, AnggotaTim, Pegawai, TimKerja, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.rules import pastikan_atas_unit
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal


@transaction.atomic
def bentuk_tim(
    unit: UnitKerja,
    nama: str,
    ketua: Pegawai,
    *,
    mulai: dt.date,
    sampai: dt.date | None,
    sk: str,
    anggota: Collection[Pegawai] = (),
    by: Akun | None,
) -> TimKerja:
    """Make a team of ``unit`` with its members, of whatever unit. Raises ``Ditolak``, ``TidakBoleh``."""
    _pastikan_boleh(by, unit)
    if not nama.strip() or not sk.strip():
        raise Ditolak("Tuliskan nama tim dan nomor surat tugas atau SK-nya.")
    if sampai is not None and sampai <= mulai:
        raise Ditolak("Tanggal akhir harus sesudah tanggal mulai.")
    _periksa_aktif([ketua, *anggota], mulai)
    tim = TimKerja.objects.create(unit=unit, nama=nama.strip(), ketua=ketua, sk=sk.strip(), berlaku=rentang(mulai, sampai))
    AnggotaTim.objects.bulk_create(
        AnggotaTim(tim=tim, pegawai=p, berlaku=tim.berlaku) for p in {p.pk: p for p in anggota}.values() if p != ketua
    )
    return tim


@transaction.atomic
def tambah_anggota(tim: TimKerja, anggota: Collection[Pegawai], *, mulai: dt.date, by: Akun | None) -> int:
    """Add members from ``mulai`` to the team's end; returns how many were new. Raises ``Ditolak``, ``SudahBerubah``."""
    tim = _kunci(tim)
    _pastikan_boleh(by, tim.unit)
    _periksa_berjalan(tim, mulai)
    _periksa_aktif(anggota, mulai)
    masa = rentang(max(mulai, tim.berlaku.lower), tim.berlaku.upper)
    sudah = set(AnggotaTim.objects.filter(tim=tim, berlaku__overlap=masa).values_list("pegawai_id", flat=True))
    baru = [AnggotaTim(tim=tim, pegawai=p, berlaku=masa) for p in anggota if p.pk not in sudah and p.pk != tim.ketua_id]
    AnggotaTim.objects.bulk_create(baru)
    return len(baru)


@transaction.atomic
def keluarkan_anggota(anggota: AnggotaTim, sejak: dt.date, *, by: Akun | None) -> AnggotaTim:
    """End a membership: ``sejak`` is the first day outside. Raises ``Ditolak``, ``SudahBerubah``."""
    baris = AnggotaTim.objects.select_for_update(of=("self",)).select_related("pegawai", "tim__unit")
    kini: AnggotaTim | None = baris.filter(pk=anggota.pk).first()
    if kini is None:
        raise SudahBerubah("Keanggotaan ini sudah dihapus bersama timnya. Muat ulang halaman.")
    _pastikan_boleh(by, kini.tim.unit)
    if kini.berlaku.upper is not None and kini.berlaku.upper <= sejak:
        raise SudahBerubah(f"Keanggotaan ini sudah berakhir {tanggal(kini.berlaku.upper)}. Muat ulang halaman.")
    _periksa_sesudah(kini.berlaku.lower, sejak)
    kini.berlaku = rentang(kini.berlaku.lower, sejak)
    kini.save(update_fields=["berlaku"])
    return kini


@transaction.atomic
def akhiri_tim(tim: TimKerja, sejak: dt.date, *, by: Akun | None) -> TimKerja:
    """End a team and every membership that still holds. Raises ``Ditolak``, ``SudahBerubah``."""
    tim = _kunci(tim)
    _pastikan_boleh(by, tim.unit)
    _periksa_berjalan(tim, sejak)
    _periksa_sesudah(tim.berlaku.lower, sejak)
    AnggotaTim.objects.filter(tim=tim, berlaku__startswith__gte=sejak).delete()
    berjalan = list(AnggotaTim.objects.filter(tim=tim, berlaku__overlap=rentang(sejak)))
    for a in berjalan:
        a.berlaku = rentang(a.berlaku.lower, sejak)
    AnggotaTim.objects.bulk_update(berjalan, ["berlaku"])
    tim.berlaku = rentang(tim.berlaku.lower, sejak)
    tim.save(update_fields=["berlaku"])
    return tim


def _pastikan_boleh(by: Akun | None, unit: UnitKerja) -> None:
    """Whoever leads the unit, or looks after it."""
    if by is None or unit.pk not in hak(by).data.memimpin_id:
        pastikan_atas_unit(by, unit)


def _kunci(tim: TimKerja) -> TimKerja:
    terkunci: TimKerja = TimKerja.objects.select_for_update().get(pk=tim.pk)
    return terkunci


def _periksa_berjalan(tim: TimKerja, pada: dt.date) -> None:
    if tim.berlaku.upper is not None and tim.berlaku.upper <= pada:
        raise SudahBerubah(f"Tim ini sudah berakhir {tanggal(tim.berlaku.upper)}. Bentuk tim baru bila masih diperlukan.")


def _periksa_sesudah(mulai: dt.date, sejak: dt.date) -> None:
    if sejak <= mulai:
        raise Ditolak(f"Mulainya {tanggal(mulai)}. Pilih tanggal akhir sesudahnya.")


def _periksa_aktif(orang: Collection[Pegawai], pada: dt.date) -> None:
    for p in orang:
        if p.berhenti_sejak and p.berhenti_sejak <= pada:
            raise Ditolak(f"{p} sudah berhenti sejak {tanggal(p.berhenti_sejak)}. Keluarkan dari daftar anggota.")
