"""The one page per person and per unit, assembled: what every tab of it has in common.

A later app's tab is a view of its own whose template extends ``layanan/pegawai_kerangka.html`` or
``layanan/unit_kerangka.html`` and whose context starts with ``kerangka_pegawai`` or ``kerangka_unit``.
"""

import datetime as dt
from typing import Any

from kinerja.layanan.privasi import nip_terlihat
from kinerja.organisasi import queries
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.plumbing.daftar import TAB_PEGAWAI, TAB_UNIT, Daftar, Tab


def kerangka_pegawai(akun: Akun, pegawai: Pegawai, tab: str, tanggal: dt.date) -> dict[str, Any]:
    """``pegawai``, his postings of the date, and the tabs that ``akun`` may open; ``nip`` is empty for who may not read it."""
    penugasan = list(queries.penugasan_pada(tanggal).filter(pegawai=pegawai))
    return {
        "pegawai": pegawai,
        "nip": pegawai.nip if _boleh_nip(akun, pegawai) else "",
        "penugasan_kini": penugasan,
        "utama": penugasan[0] if penugasan else None,
        "diri_sendiri": akun.pegawai_id == pegawai.pk,
        "daftar_tab": _tab(TAB_PEGAWAI, akun, pegawai, tab),
    }


def _boleh_nip(akun: Akun, pegawai: Pegawai) -> bool:
    return akun.pegawai_id == pegawai.pk or Pegawai.objects.filter(nip_terlihat(akun), pk=pegawai.pk).exists()


def kerangka_unit(akun: Akun, unit: UnitKerja, tab: str, tanggal: dt.date) -> dict[str, Any]:
    """``unit``, the units above it, its leaders of the date, and the tabs. Two queries."""
    return {
        "unit": unit,
        "pimpinan": list(queries.pimpinan_pada(tanggal).filter(unit=unit)),
        "jalur": list(queries.unit_di_jalur(unit)),
        "daftar_tab": _tab(TAB_UNIT, akun, unit, tab),
    }


def _tab(daftar: Daftar[Tab], akun: Akun, objek: Any, kini: str) -> list[dict[str, Any]]:
    """Tabs as the component takes them; empty when there is only one, for one tab leads nowhere."""
    tampak = [{"judul": t.judul, "url": t.url(objek), "kini": t.nama == kini} for t in daftar if t.tampil(akun, objek)]
    return tampak if len(tampak) > 1 else []
