"""Tables of the ground: units, people, positions, assessors, accounts. Hard cases are answered in ``docs/entitas.md``."""

from kinerja.organisasi.models.akun import Akun, KodeAktivasi, PeranAkun
from kinerja.organisasi.models.pegawai import MasaKhusus, Pegawai
from kinerja.organisasi.models.penilai import AnggotaPendelegasian, HubunganPenilai, Pendelegasian, PenilaiKosong
from kinerja.organisasi.models.penugasan import AnggotaTim, Jabatan, Penugasan, TimKerja
from kinerja.organisasi.models.unit import MasaUnit, UnitKerja

__all__ = [
    "Akun",
    "AnggotaPendelegasian",
    "AnggotaTim",
    "HubunganPenilai",
    "Jabatan",
    "KodeAktivasi",
    "MasaKhusus",
    "MasaUnit",
    "Pegawai",
    "Pendelegasian",
    "PenilaiKosong",
    "Penugasan",
    "PeranAkun",
    "TimKerja",
    "UnitKerja",
]
