"""What Perjanjian Kinerja registers: its event, menu entry, tab of the unit page; the kinds of import of planning."""

from typing import Any

from django.urls import reverse

from kinerja.plumbing.daftar import JENIS_IMPOR, JENIS_PERISTIWA, MENU, TAB_UNIT, ButirMenu, JenisPeristiwa, Tab
from skp.actions.pk import BERLAKU
from skp.impor_pk import PERJANJIAN_KINERJA
from skp.impor_pustaka import PUSTAKA


def _selalu(*_: Any) -> bool:
    """Those in force are open to everybody; what else is listed, the query limits."""
    return True


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_PERISTIWA.daftarkan(JenisPeristiwa(BERLAKU, "Perjanjian Kinerja satu unit berlaku.", ("unit", "tahun", "versi")))
    MENU.daftarkan(ButirMenu("pk", "Perjanjian Kinerja", "skp:pk_daftar", "target", _selalu, "/skp/pk/", utama=False))
    TAB_UNIT.daftarkan(Tab("pk", "Perjanjian Kinerja", lambda u: reverse("skp:pk_unit", args=[u.pk]), _selalu))
    JENIS_IMPOR.daftarkan(PERJANJIAN_KINERJA)
    JENIS_IMPOR.daftarkan(PUSTAKA)
