"""The three ``impor_*`` commands: one JSON object alone on stdout, notes on stderr."""

import dataclasses
import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kinerja.layanan.impor import mesin
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.galat import Galat
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG, HasilBanding, Tertahan


class PerintahImpor(BaseCommand):
    """Preview a file, or apply it with ``--terapkan``: all of it in one transaction, or nothing."""

    requires_system_checks = ()
    jenis = ""
    dengan_acuan = False

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, --terapkan, and --acuan where the kind looks at dates."""
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument("--terapkan", action="store_true", help="Tulis perubahannya; tanpa ini hanya pratinjau.")
        if self.dengan_acuan:
            parser.add_argument(
                "--acuan", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="Tanggal acuan (bawaan: hari ini)."
            )

    def handle(self, *args: Any, berkas: Path, terapkan: bool, acuan: dt.date | None = None, **options: Any) -> None:
        """Print the result. Raises ``CommandError`` with one sentence for a wrong file."""
        mulai = time.perf_counter()
        jenis = JENIS_IMPOR[self.jenis]
        acuan = acuan or jam.hari_ini()
        if not berkas.is_file():
            raise CommandError(f"Berkas {berkas} tidak ditemukan.")
        try:
            lembar = mesin.baca(jenis, berkas)
            with transaction.atomic():
                if terapkan:
                    mesin.kunci_impor()
                hasil = mesin.pratinjau(jenis, lembar, acuan)
                if terapkan:
                    mesin.terapkan(jenis, hasil, acuan, None)
        except Galat as galat:
            raise CommandError(galat.kalimat) from galat
        for catatan in hasil.catatan:
            self.stderr.write(catatan)
        self.stdout.write(json.dumps(ringkas(hasil, time.perf_counter() - mulai), ensure_ascii=False, indent=1))


def ringkas(hasil: HasilBanding, detik: float) -> dict[str, Any]:
    """The JSON object of the commands."""
    return {
        "data": hasil.data,
        "baru": hasil.jumlah(BARU),
        "berubah": hasil.jumlah(BERUBAH),
        "tetap": hasil.tetap,
        "hilang": hasil.jumlah(HILANG),
        "ditolak": [_tertahan(t) for t in hasil.ditolak],
        "ganda": [_tertahan(t) for t in hasil.ganda],
        "detik": round(detik, 3),
    }


def _tertahan(t: Tertahan) -> dict[str, Any]:
    isi = dataclasses.asdict(t)
    return {"baris": isi["baris"], "nip": isi["kunci"], "alasan": isi["alasan"]}
