"""Facts that many forms print, frozen as plain values: kop, a person with rank and position, a signature block."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from kinerja.organisasi.models import MasaUnit, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.queries import jalur
from kinerja.organisasi.rujukan import pangkat


def kop(unit: UnitKerja | None, pada: dt.date) -> dict[str, Any]:
    """Kop of the perangkat daerah of ``unit`` as it was named on ``pada``; without one that of the kabupaten."""
    induk = perangkat_daerah(unit) if unit else None
    return {"instansi": settings.NAMA_INSTANSI, "unit": nama_unit(induk, pada), "alamat": settings.KOP_ALAMAT}


def perangkat_daerah(unit: UnitKerja) -> UnitKerja | None:
    """The unit directly below the kabupaten in whose tree ``unit`` stands."""
    atas = jalur(unit.path)
    return UnitKerja.objects.filter(path=atas[1]).first() if len(atas) > 1 else None


def nama_unit(unit: UnitKerja | None, pada: dt.date) -> str:
    """The name that held on ``pada``, else today's."""
    if unit is None:
        return ""
    masa = MasaUnit.objects.pada(pada).filter(unit=unit).values_list("nama", flat=True).first()
    return masa or unit.nama_kini


def orang(pegawai: Pegawai, tugas: Penugasan | None, nama_unit_: str = "") -> dict[str, Any]:
    """A person as printed. ``tugas``: the posting that counts here; its unit's name is given, for it is dated."""
    return {
        "nama": pegawai.nama_gelar,
        "nip": pegawai.nip or "",
        "pangkat": pangkat().get(pegawai.golongan, ""),
        "golongan": pegawai.golongan,
        "jabatan": tugas.nama_jabatan if tugas else "",
        "unit": nama_unit_,
    }


def tanda_tangan(siapa: Mapping[str, Any], pada: dt.date, catatan: str = "") -> dict[str, Any]:
    """The block at the end, for ``siapa`` as made by ``orang``."""
    return {
        "tempat": settings.KOP_TEMPAT,
        "tanggal": pada,
        "jabatan": siapa["jabatan"],
        "nama": siapa["nama"],
        "pangkat": siapa["pangkat"],
        "nip": siapa["nip"],
        "catatan": catatan,
    }
