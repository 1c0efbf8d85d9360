"""Acts on the calendar. Deadlines that are already stored keep their date; only clocks opened later see the change."""

import datetime as dt

import holidays
from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import tulisan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.siklus import ingatan
from kinerja.siklus.enums import JenisLibur
from kinerja.siklus.models import HariLibur

LIBUR_DIUBAH = "libur_diubah"
_TANDA_PERKIRAAN = " (perkiraan)"
_SUMBER = "Daftar nasional bawaan aplikasi"


def muat_libur(tahun: int, *, by: Akun | None) -> int:
    """Load national holidays and cuti bersama of ``tahun`` and of January after it; returns how many were new.

    A date that is known already, also one taken off by hand, stays as it is.
    """
    baru = [x for x in _terbitan(tahun) if x.tanggal.year == tahun or x.tanggal.month == 1]
    with transaction.atomic():
        ada = set(HariLibur.objects.filter(tanggal__in=[x.tanggal for x in baru]).values_list("tanggal", flat=True))
        dibuat = HariLibur.objects.bulk_create([x for x in baru if x.tanggal not in ada], ignore_conflicts=True)
        ingatan.lupakan()
    return len(dibuat)


def _terbitan(tahun: int) -> list[HariLibur]:
    """Public holidays win over cuti bersama on the same date."""
    hasil: dict[dt.date, HariLibur] = {}
    for kategori, jenis in (("government", JenisLibur.CUTI_BERSAMA), ("public", JenisLibur.LIBUR_NASIONAL)):
        terbit = holidays.country_holidays("ID", years=(tahun, tahun + 1), language="id", categories=(kategori,))
        for tanggal, nama in terbit.items():
            perkiraan = _TANDA_PERKIRAAN in nama
            hasil[tanggal] = HariLibur(
                tanggal=tanggal,
                nama=nama.replace(_TANDA_PERKIRAAN, "")[:150],
                jenis=jenis,
                perkiraan=perkiraan,
                sumber=_SUMBER,
            )
    return sorted(hasil.values(), key=lambda x: x.tanggal)


@transaction.atomic
def tambah_libur(
    *, tanggal: dt.date, nama: str, jenis: JenisLibur, sumber: str, perkiraan: bool = False, by: Akun
) -> HariLibur:
    """A day off that is not in the list yet, for example one set by the Bupati."""
    lama = HariLibur.objects.select_for_update().filter(tanggal=tanggal).first()
    if lama is not None:
        lanjut = "Pulihkan dari daftar bila berlaku lagi." if lama.batal else "Ubah baris itu bila namanya berbeda."
        raise Ditolak(f"{tulisan.tanggal(tanggal)} sudah ada dalam kalender: {lama.nama}. {lanjut}")
    baru = HariLibur.objects.create(tanggal=tanggal, nama=nama, jenis=jenis, sumber=sumber, perkiraan=perkiraan)
    return _catat(baru, "tambah", by)


@transaction.atomic
def ubah_libur(
    libur: HariLibur, *, tanggal: dt.date, nama: str, jenis: JenisLibur, sumber: str, perkiraan: bool, by: Akun
) -> HariLibur:
    """Correct a row, or move it when the SKB sets another date."""
    libur = _kunci(libur)
    if libur.batal:
        raise SudahBerubah("Hari libur ini sudah dihapus dari kalender. Pulihkan dahulu sebelum mengubahnya.")
    if HariLibur.objects.filter(tanggal=tanggal).exclude(pk=libur.pk).exists():
        raise Ditolak(f"{tulisan.tanggal(tanggal)} sudah ada dalam kalender. Pilih tanggal lain atau ubah baris itu.")
    libur.tanggal, libur.nama, libur.jenis, libur.sumber, libur.perkiraan = tanggal, nama, jenis, sumber, perkiraan
    libur.save()
    return _catat(libur, "ubah", by)


@transaction.atomic
def hapus_libur(libur: HariLibur, *, alasan: str, by: Akun) -> HariLibur:
    """Take a day off the calendar: people work on it. The row stays, so that loading the year again does not bring it back."""
    libur = _kunci(libur)
    if libur.batal:
        raise SudahBerubah("Hari libur ini sudah dihapus dari kalender.")
    if not alasan.strip():
        raise Ditolak("Tuliskan alasannya, misalnya nomor SKB yang membatalkan hari libur ini.")
    libur.batal, libur.alasan = True, alasan.strip()
    libur.save()
    return _catat(libur, "hapus", by)


@transaction.atomic
def pulihkan_libur(libur: HariLibur, *, by: Akun) -> HariLibur:
    """Put a day back that was taken off."""
    libur = _kunci(libur)
    if not libur.batal:
        raise SudahBerubah("Hari libur ini masih berlaku, jadi tidak ada yang perlu dipulihkan.")
    libur.batal, libur.alasan = False, ""
    libur.save()
    return _catat(libur, "pulihkan", by)


def _kunci(libur: HariLibur) -> HariLibur:
    return HariLibur.objects.select_for_update().get(pk=libur.pk)


def _catat(libur: HariLibur, tindakan: str, by: Akun) -> HariLibur:
    catat_peristiwa(LIBUR_DIUBAH, libur, by=by, tindakan=tindakan, tanggal=libur.tanggal.isoformat())
    ingatan.lupakan()
    return libur
