"""What the import frame and the job frame register: kinds of job and file, schedules, the menu entry."""

from typing import Any

from django.urls import reverse

from kinerja.layanan.actions import impor
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_PEKERJAAN,
    MENU,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisPekerjaan,
)


def _url(pekerjaan: Any) -> str:
    return reverse("layanan:impor_lihat", args=[pekerjaan.masukan["impor"]])


def _boleh(akun: Any, berkas: Any = None) -> bool:
    return bool(akun.has_perm("layanan.impor"))


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(impor.BACA, "Membaca berkas impor", impor.baca_impor, _url))
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(impor.TERAPKAN, "Menerapkan impor", impor.jalankan_terapkan, _url))
    JENIS_BERKAS.daftarkan(JenisBerkas(impor.UNTUK, _boleh))
    JADWAL.daftarkan(Jadwal("Layanan: lanjutkan pekerjaan yang terhenti", "layanan.sapu_pekerjaan", "*", "*"))
    JADWAL.daftarkan(Jadwal("Layanan: hapus berkas impor yang lewat waktunya", "layanan.hapus_berkas_impor", "2", "15"))
    JADWAL.daftarkan(Jadwal("Layanan: sapu unggahan yang terputus", "layanan.sapu_gudang", "2", "30"))
    MENU.daftarkan(ButirMenu("impor", "Impor data", "layanan:impor", "database-import", _boleh, "/impor/", utama=False))
