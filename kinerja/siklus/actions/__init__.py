"""What people and the schedule do to the cycle. Each act is one transaction: lock, refuse, write, record."""

from kinerja.siklus.actions.libur import hapus_libur, muat_libur, pulihkan_libur, tambah_libur, ubah_libur
from kinerja.siklus.actions.parameter import konfirmasi_parameter, muat_parameter, ubah_parameter
from kinerja.siklus.actions.siklus import (
    buka_periode,
    buka_siklus,
    jalankan_jadwal,
    perpanjang,
    perpanjang_tahap,
    tutup_periode,
)
from kinerja.siklus.actions.tenggat import buka_tenggat, pindahkan_meja, selesaikan_tenggat

__all__ = [
    "buka_periode",
    "buka_siklus",
    "buka_tenggat",
    "hapus_libur",
    "jalankan_jadwal",
    "konfirmasi_parameter",
    "muat_libur",
    "muat_parameter",
    "perpanjang",
    "perpanjang_tahap",
    "pindahkan_meja",
    "pulihkan_libur",
    "selesaikan_tenggat",
    "tambah_libur",
    "tutup_periode",
    "ubah_libur",
    "ubah_parameter",
]
