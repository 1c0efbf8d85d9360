"""What documents register: the ground's two kinds, the job that prints many, who may download a stored PDF, the menu."""

from typing import Any

from kinerja.layanan.dokumen import actions, lembar_kode, queries, surat_pendelegasian
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_DOKUMEN,
    JENIS_PEKERJAAN,
    MENU,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisPekerjaan,
)


def _boleh_unduh(akun: Akun, berkas: Any) -> bool:
    return queries.visible_to(akun).filter(berkas=berkas).exists()


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_DOKUMEN.daftarkan(surat_pendelegasian.JENIS)
    JENIS_DOKUMEN.daftarkan(lembar_kode.JENIS)
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(actions.CETAK_BANYAK, "Cetak dokumen", actions.jalankan_cetak_banyak))
    JENIS_BERKAS.daftarkan(JenisBerkas(actions.UNTUK, _boleh_unduh))
    JADWAL.daftarkan(Jadwal("Cetak dokumen yang tertinggal", "layanan.sapu_cetak", "*", "*/5"))
    MENU.daftarkan(
        ButirMenu("dokumen", "Dokumen", "layanan:dokumen_daftar", "file-check", lambda akun: True, "/dokumen/", utama=False)
    )
