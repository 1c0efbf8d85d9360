"""What the screens of the SKP register: the menu, and the tab on the page of a person."""

from typing import Any

from django.urls import reverse

from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import MENU, TAB_PEGAWAI, ButirMenu, Tab
from skp.access import boleh


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    MENU.daftarkan(ButirMenu("skp", "SKP", "skp:saya", "file-text", _pegawai, "/skp/"))
    TAB_PEGAWAI.daftarkan(Tab("skp", "SKP", lambda p: reverse("skp:pegawai", args=[p.pk]), _lihat_daftar))


def _pegawai(akun: Any) -> bool:
    return hak(akun).pegawai_id is not None


def _lihat_daftar(akun: Any, pegawai: Any) -> bool:
    return boleh(akun, "lihat_daftar", pegawai)
