"""What the ground's own screens register: menu, tabs, columns of units, sources of search."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kinerja.layanan import kolom
from kinerja.layanan.reports.unduhan import PERISTIWA
from kinerja.plumbing.daftar import (
    JENIS_PERISTIWA,
    KOLOM_UNIT,
    MENU,
    SUMBER_CARI,
    TAB_PEGAWAI,
    TAB_UNIT,
    ButirMenu,
    Daftar,
    JenisPeristiwa,
    SumberCari,
    T,
    Tab,
)


def _lihat_kabupaten(akun: Any) -> bool:
    return bool(akun.has_perm("organisasi.lihat_kabupaten"))


def _lihat_akun(akun: Any) -> bool:
    return bool(akun.has_perm("organisasi.lihat_akun"))


def _lihat_riwayat(akun: Any, pegawai: Any) -> bool:
    return bool(akun.has_perm("organisasi.lihat_riwayat", pegawai))


_MENU = (
    ButirMenu("beranda", "Beranda", "layanan:beranda", "home", lambda akun: True, "/", urut=0),
    ButirMenu("kabupaten", "Kabupaten", "layanan:kabupaten", "building-community", _lihat_kabupaten, "/kabupaten/"),
    ButirMenu("unit", "Unit", "layanan:pohon_unit", "list-tree", lambda akun: True, "/unit/", utama=False),
    ButirMenu("pegawai", "Pegawai", "layanan:pegawai_daftar", "users", lambda akun: True, "/pegawai/", utama=False),
    ButirMenu("akun", "Akun", "layanan:akun_daftar", "key", _lihat_akun, "/akun/", utama=False),
)
_TAB_PEGAWAI = (
    Tab("profil", "Profil", lambda p: reverse("layanan:pegawai", args=[p.pk]), lambda akun, p: True),
    Tab("riwayat", "Riwayat perubahan", lambda p: reverse("layanan:riwayat_pegawai", args=[p.pk]), _lihat_riwayat),
)
_TAB_UNIT = (Tab("ringkasan", "Ringkasan", lambda u: reverse("layanan:unit", args=[u.pk]), lambda akun, u: True),)
_CARI = (
    SumberCari("pegawai", "Pegawai", kolom.cari_orang),
    SumberCari("unit", "Unit", kolom.cari_unit),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    _semua(MENU, _MENU)
    _semua(TAB_PEGAWAI, _TAB_PEGAWAI)
    _semua(TAB_UNIT, _TAB_UNIT)
    _semua(KOLOM_UNIT, kolom.KOLOM)
    _semua(SUMBER_CARI, _CARI)
    JENIS_PERISTIWA.daftarkan(JenisPeristiwa(PERISTIWA, "Seseorang mengunduh daftar.", ("daftar", "saringan", "baris")))


def _semua(daftar: Daftar[T], isi: Iterable[T]) -> None:
    for butir in isi:
        daftar.daftarkan(butir)
