"""``manage.py impor_skp FILE --nip NIP [--tahun N] [--terapkan]``: take an SKP (schema skp-1) into a person's draft."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.organisasi.models import Pegawai
from kinerja.plumbing.galat import Galat
from skp import skp_json
from skp.actions.impor_skp import sama, terapkan_skp, versi_impor
from skp.baca_berkas import baca_berkas
from skp.baca_json import GalatBerkas


class Command(BaseCommand):
    """One JSON object alone on stdout, notes on stderr."""

    help = "Impor SKP: pratinjau sebagai JSON, atau tulis sebagai draf dengan --terapkan."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, whose SKP it is, and whether to write."""
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument("--nip", default="", help="NIP pemilik SKP.")
        parser.add_argument("--tahun", type=int, metavar="N", help="Tahun (bawaan: menurut berkas).")
        parser.add_argument("--terapkan", action="store_true", help="Tulis sebagai draf; tanpa ini hanya pratinjau.")

    def handle(self, *args: Any, berkas: Path, nip: str, tahun: int | None, terapkan: bool, **options: Any) -> None:
        """Print the result. Raises ``CommandError`` with one sentence for a wrong file, or an unknown person to apply to."""
        try:
            hasil = skp_json.urai(baca_berkas(berkas))
        except GalatBerkas as galat:
            raise CommandError(galat.kalimat) from galat
        hasil = dataclasses.replace(hasil, isi=skp_json.untuk_tahun(hasil.isi, tahun or hasil.isi.tahun))
        pegawai = Pegawai.objects.filter(nip="".join(nip.split())).first() if nip else None
        ringkas: dict[str, Any] = {
            **hasil.isi.jumlah,
            "tahun": hasil.isi.tahun,
            "pegawai": None if pegawai is None else {"id": pegawai.pk, "nama": str(pegawai)},
            "ditolak": [dataclasses.asdict(c) for c in hasil.ditolak],
        }
        if pegawai is None:
            if terapkan:
                raise CommandError("NIP tidak ditemukan. Pilih pemiliknya dengan --nip NIP. Belum ada yang ditulis.")
            self.stderr.write("NIP tidak ditemukan. Untuk menerapkan, pilih pemiliknya dengan --nip NIP.")
        else:
            ringkas |= self._jalankan(hasil, pegawai, berkas.name, terapkan)
        self.stdout.write(json.dumps(ringkas, ensure_ascii=False, indent=1))

    def _jalankan(self, hasil: skp_json.HasilBaca, pegawai: Pegawai, nama: str, terapkan: bool) -> dict[str, Any]:
        nomor = skp_json.nomor_berkas(nama)
        if not terapkan:
            ada = versi_impor(pegawai, hasil.isi.tahun)
            return {"berubah": ada is None or not sama(hasil.isi, nomor, ada), "diterapkan": False}
        if hasil.ditolak:
            raise CommandError(
                f"{len(hasil.ditolak)} bagian ditolak, jadi belum ada yang ditulis. Pertama: {hasil.ditolak[0].di}, "
                f"{hasil.ditolak[0].alasan}"
            )
        try:
            versi, tertulis = terapkan_skp(hasil.isi, nomor, pegawai, by=None, alasan=f"Impor berkas {nama}."[:500])
        except Galat as galat:
            raise CommandError(galat.kalimat) from galat
        if not tertulis:
            self.stderr.write("Tidak ada yang berubah: isinya sama dengan yang tersimpan.")
        return {"berubah": tertulis, "diterapkan": tertulis, "versi": versi.nomor, "status": versi.status}
