"""``manage.py impor_pk FILE [--unit KODE] [--tahun N] [--terapkan]``: take in a Perjanjian Kinerja (schema pk-1)."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.organisasi.models import UnitKerja
from kinerja.plumbing.galat import Galat
from skp import pk_json
from skp.actions.pk import terapkan_isi
from skp.baca_berkas import baca_berkas
from skp.baca_json import GalatBerkas
from skp.models import PerjanjianKinerja
from skp.pk_isi import IsiPK, untuk_tahun
from skp.queries_pk import cari_unit, perubahan_impor


class Command(BaseCommand):
    """One JSON object alone on stdout, notes on stderr."""

    help = "Impor Perjanjian Kinerja: pratinjau sebagai JSON, atau tulis sebagai draf dengan --terapkan."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, whose unit and year it is, and whether to write."""
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument(
            "--unit", metavar="KODE", default="", help="Kode, id SIASN, atau nama unit (bawaan: menurut berkas)."
        )
        parser.add_argument("--tahun", type=int, metavar="N", help="Tahun (bawaan: menurut berkas).")
        parser.add_argument("--terapkan", action="store_true", help="Tulis sebagai draf; tanpa ini hanya pratinjau.")

    def handle(self, *args: Any, berkas: Path, unit: str, tahun: int | None, terapkan: bool, **options: Any) -> None:
        """Print the result. Raises ``CommandError`` with one sentence for a wrong file, or an unknown unit to apply to."""
        try:
            hasil = pk_json.urai(baca_berkas(berkas))
        except GalatBerkas as galat:
            raise CommandError(galat.kalimat) from galat
        tahun = hasil.isi.tahun if tahun is None else tahun
        if not 2015 <= tahun <= 2100:
            raise CommandError("Tahun harus antara 2015 dan 2100.")
        tujuan = cari_unit(unit or hasil.isi.unit)
        ringkas: dict[str, Any] = {
            **hasil.isi.jumlah,
            "tahun": tahun,
            "unit": _sebut(tujuan),
            "ditolak": [dataclasses.asdict(c) for c in hasil.ditolak],
        }
        if tujuan is None:
            self._tanpa_unit(unit, hasil.isi, terapkan)
        else:
            ringkas |= self._jalankan(hasil, tujuan, tahun, berkas.name, terapkan)
        self.stdout.write(json.dumps(ringkas, ensure_ascii=False, indent=1))

    def _tanpa_unit(self, kode: str, isi: IsiPK, terapkan: bool) -> None:
        apa = f"Unit {kode or isi.unit!r} tidak ditemukan, atau lebih dari satu yang cocok."
        if terapkan:
            raise CommandError(f"{apa} Pilih unitnya dengan --unit KODE, lalu jalankan lagi. Belum ada yang ditulis.")
        self.stderr.write(f"{apa} Untuk menerapkan, pilih dengan --unit KODE.")

    def _jalankan(self, hasil: pk_json.HasilBaca, unit: UnitKerja, tahun: int, nama: str, terapkan: bool) -> dict[str, Any]:
        isi = untuk_tahun(hasil.isi, tahun)
        beda = perubahan_impor(isi, unit, tahun)
        if not beda.berubah:
            self.stderr.write("Tidak ada yang berubah: isinya sama dengan yang tersimpan.")
        ringkas: dict[str, Any] = {"berubah": beda.berubah, "perubahan": len(beda.perubahan), "diterapkan": False}
        if not terapkan:
            return ringkas
        if hasil.ditolak:
            raise CommandError(
                f"{len(hasil.ditolak)} bagian ditolak, jadi belum ada yang ditulis. Pertama: {hasil.ditolak[0].di}, "
                f"{hasil.ditolak[0].alasan}"
            )
        try:
            pk, tertulis = terapkan_isi(isi, unit, tahun, by=None, alasan=f"Impor berkas {nama}."[:500])
        except Galat as galat:
            raise CommandError(galat.kalimat) from galat
        return ringkas | {"diterapkan": tertulis, **_sebut_pk(pk)}


def _sebut(unit: UnitKerja | None) -> dict[str, Any] | None:
    return None if unit is None else {"id": unit.pk, "kode": unit.kode, "nama": unit.nama_kini}


def _sebut_pk(pk: PerjanjianKinerja) -> dict[str, Any]:
    return {"pk": pk.pk, "versi": pk.versi, "status": pk.status}
