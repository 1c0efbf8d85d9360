"""Typing into a form: each act locks the version, refuses, writes, and counts the edit.

``by`` None is the application (jobs, imports). Whoever sends the same row or value twice changes nothing the second time.
"""

from skp.actions.isi.bawah import simpan_standar, simpan_strategi
from skp.actions.isi.dasar import periksa_muat
from skp.actions.isi.formulir import FIELD_VERSI, hapus_lampiran, tambah_lampiran, ubah_lampiran, ubah_perilaku, ubah_versi
from skp.actions.isi.iki import FIELD_IKI, FIELD_MANUAL, hapus_iki, simpan_manual, tambah_iki, ubah_iki
from skp.actions.isi.rhk import FIELD_RHK, ambil_calon, hapus_rhk, tambah_rhk, ubah_rhk, urutkan

__all__ = [
    "FIELD_IKI", "FIELD_MANUAL", "FIELD_RHK", "FIELD_VERSI", "ambil_calon", "hapus_iki", "hapus_lampiran", "hapus_rhk",
    "periksa_muat", "simpan_manual", "simpan_standar", "simpan_strategi", "tambah_iki", "tambah_lampiran", "tambah_rhk",
    "ubah_iki", "ubah_lampiran", "ubah_perilaku", "ubah_rhk", "ubah_versi", "urutkan",
]  # fmt: skip
