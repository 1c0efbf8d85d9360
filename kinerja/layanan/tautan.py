"""Buttons that the acts of this floor put on the pages of a person and of a unit, each only for whom it is."""

from typing import Any

from django.urls import reverse

from kinerja.layanan.access import boleh, laporan_terlihat
from kinerja.layanan.actions.laporan import JENIS_TENGGAT
from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.layanan.models import LaporanData
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.siklus.queries import tenggat_untuk


def tautan_pegawai(akun: Akun, pegawai: Pegawai) -> dict[str, Any]:
    """URLs for the page of a person; a missing one hides its button."""
    tautan: dict[str, Any] = {}
    if boleh(akun, "laporkan_data", pegawai):
        lapor = reverse("layanan:laporkan", args=[pegawai.pk])
        tautan["url_lapor"] = lapor
        tautan["url_lapor_penilai"] = f"{lapor}?bagian={BagianLaporan.PENILAI.value}"
        tautan["laporan_terbuka"] = laporan_terbuka(akun, pegawai)
    if boleh(akun, "catat_masa_khusus", pegawai):
        tautan["url_masa_khusus"] = reverse("layanan:masa_khusus", args=[pegawai.pk])
        tautan["url_tempatkan"] = reverse("layanan:tempatkan", args=[pegawai.pk])
    return tautan


def laporan_terbuka(akun: Akun, pegawai: Pegawai) -> list[tuple[LaporanData, Any]]:
    """Open reports about a person that ``akun`` may see, each with its clock."""
    baris = list(laporan_terlihat(akun).filter(pegawai=pegawai, status=StatusLaporan.TERBUKA).select_related("unit"))
    jam_ = tenggat_untuk(LaporanData._meta.label_lower, [x.pk for x in baris], JENIS_TENGGAT) if baris else {}
    return [(x, jam_.get((x.pk, JENIS_TENGGAT))) for x in baris]


def tautan_unit(akun: Akun, unit: UnitKerja) -> dict[str, Any]:
    """URLs for the page of a unit."""
    tautan: dict[str, Any] = {}
    if boleh(akun, "ubah_unit", unit):
        tautan["url_nama_unit"] = reverse("layanan:nama_unit", args=[unit.pk])
        if not unit.is_root():
            tautan["url_akhiri_unit"] = reverse("layanan:akhiri_unit", args=[unit.pk])
    if unit.is_root():
        if boleh(akun, "angkat_kepala_daerah"):
            tautan["url_pimpin"] = reverse("layanan:kepala_daerah", args=[unit.pk])
    elif boleh(akun, "pimpin_unit", unit):
        tautan["url_pimpin"] = reverse("layanan:pimpin", args=[unit.pk])
    return tautan
