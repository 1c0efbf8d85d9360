"""The repair list: people without an assessor today, why, since when, on whose desk, and the act that mends it."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from kinerja.layanan.meja import meja_per_unit
from kinerja.layanan.rules import wilayah_baca
from kinerja.organisasi.enums import MasalahPenilai
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, PenilaiKosong, Penugasan, UnitKerja
from kinerja.organisasi.queries import jabatan_utama

_M = MasalahPenilai


@dataclass(frozen=True, slots=True)
class BarisPerbaikan:
    """One person to mend, with everything a row shows. ``meja`` None: BKPSDM. ``lewat_surat``: that letter is the cause."""

    kosong: PenilaiKosong
    tugas: Penugasan | None
    meja: UnitKerja | None
    tombol: str
    url: str

    @property
    def untuk_bkpsdm(self) -> bool:
        """Only BKPSDM can do this: the seat at the top."""
        return _kepala_daerah(self.kosong)

    @property
    def di_meja(self) -> str:
        """On whose desk, in words."""
        return f"Admin {self.meja}" if self.meja else "BKPSDM"


def penilai_kosong(akun: Akun, hari: dt.date) -> QuerySet[PenilaiKosong]:
    """People without an assessor today where ``akun`` may read: who works there, or whose vacant unit lies there."""
    wilayah = wilayah_baca(akun)
    di_sana = di_wilayah(wilayah, hari)
    if "" in wilayah:
        return di_sana
    tugas = Penugasan.objects.pada(hari).filter(_di_bawah(wilayah), pegawai=OuterRef("pegawai"))
    return PenilaiKosong.objects.pada(hari).filter(Q(pk__in=di_sana.values("pk")) | Exists(tugas))


def di_wilayah(wilayah: Collection[str], hari: dt.date) -> QuerySet[PenilaiKosong]:
    """Those who can be mended in ``wilayah``; a person without a unit only where it is the whole kabupaten."""
    semua = PenilaiKosong.objects.pada(hari)
    return semua if "" in wilayah else semua.filter(_di_bawah(wilayah))


def _di_bawah(wilayah: Collection[str]) -> Q:
    syarat = Q(pk__in=[])
    for path in wilayah:
        syarat |= Q(unit__path__startswith=path)
    return syarat


def susun_baris(kosong: Iterable[PenilaiKosong], hari: dt.date) -> list[BarisPerbaikan]:
    """Rows in the order given: three queries, whatever the number (``pegawai`` and ``unit`` must be loaded)."""
    daftar = list(kosong)
    ids = [k.pegawai_id for k in daftar]
    tugas = jabatan_utama(ids, hari)
    # The seat at the top is BKPSDM's to fill, whoever administers the units below.
    meja = meja_per_unit([k.unit for k in daftar if k.unit and not _kepala_daerah(k)], hari)
    surat = dict(
        AnggotaPendelegasian.objects.pada(hari).filter(pegawai_id__in=ids).values_list("pegawai_id", "pendelegasian_id")
    )
    return [
        BarisPerbaikan(k, tugas.get(k.pegawai_id), meja.get(k.unit_id or 0), *_langkah(k, surat.get(k.pegawai_id)))
        for k in daftar
    ]


def _kepala_daerah(kosong: PenilaiKosong) -> bool:
    return kosong.masalah == _M.PIMPINAN_KOSONG and kosong.unit is not None and kosong.unit.is_root()


def _langkah(kosong: PenilaiKosong, surat: int | None) -> tuple[str, str]:
    """The next act: its words and its place."""
    if surat is not None and kosong.masalah in (_M.LINGKARAN, _M.PENILAI_TIDAK_AKTIF):
        return "Periksa surat", reverse("layanan:delegasi", args=[surat])
    if kosong.masalah in (_M.TANPA_PENUGASAN, _M.UNIT_TAK_BERLAKU):
        return "Catat penugasan", reverse("layanan:tempatkan", args=[kosong.pegawai_id])
    if _kepala_daerah(kosong):
        return "Tetapkan kepala daerah", reverse("layanan:kepala_daerah", args=[kosong.unit_id])
    if kosong.masalah == _M.PIMPINAN_KOSONG and kosong.unit_id:
        return "Tetapkan pimpinan", reverse("layanan:pimpin", args=[kosong.unit_id])
    return "Delegasikan penilai", f"{reverse('layanan:delegasi_baru')}?pegawai={kosong.pegawai_id}"


def baris_excel(baris: Sequence[BarisPerbaikan]) -> list[list[object]]:
    """Rows of the Excel file."""
    return [
        [
            b.kosong.pegawai.nip,
            b.kosong.pegawai.nama_gelar,
            b.tugas.nama_jabatan if b.tugas else "",
            b.tugas.unit.nama_kini if b.tugas else "",
            b.kosong.unit.nama_kini if b.kosong.masalah == _M.PIMPINAN_KOSONG and b.kosong.unit else "",
            b.kosong.get_masalah_display(),
            b.kosong.berlaku.lower,
            b.di_meja,
            b.tombol,
        ]
        for b in baris
    ]


KOLOM_EXCEL = ("NIP", "Nama", "Jabatan", "Unit", "Unit tanpa pimpinan", "Sebab", "Sejak", "Di meja", "Langkah berikutnya")
