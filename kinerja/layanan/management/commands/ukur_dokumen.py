"""Measure what a document costs: against bare WeasyPrint for the same HTML, the seal against the print, memory."""

import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from weasyprint import HTML

from kinerja.layanan.dokumen import cetak, segel, susun
from kinerja.layanan.dokumen.cetak import PengambilNihil

_ORANG = {"nip": "198503172010012002", "pangkat": "Penata Muda", "golongan": "III/a", "jabatan": "Perawat Ahli Pertama"}
_BARIS_TIGA_HALAMAN = 40


class Command(BaseCommand):
    """CPU seconds, median of ``--ulang`` runs that alternate, so that a busy machine disturbs both alike."""

    help = "Mengukur biaya cetak, segel, dan memori satu proses."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--ulang``: how many runs; ``--banyak``: documents in one go for the memory figure."""
        parser.add_argument("--ulang", type=int, default=9)
        parser.add_argument("--banyak", type=int, default=100)

    def handle(self, *args: Any, ulang: int, banyak: int, **options: Any) -> None:
        """Print the figures."""
        html = _html()
        pdf = cetak.cetak(html)
        penyegel = segel.penyegel()
        bersegel = penyegel.segel(pdf.isi, alasan="ukur")
        kerja: dict[str, Callable[[], object]] = {
            "cetak": lambda: cetak.cetak(html),
            "telanjang": lambda: _telanjang(html),
            "segel": lambda: penyegel.segel(pdf.isi, alasan="ukur"),
            "periksa": lambda: segel.periksa(bersegel),
        }
        waktu: dict[str, list[float]] = {k: [] for k in kerja}
        for _ in range(ulang):
            for nama, lakukan in kerja.items():
                waktu[nama].append(_cpu(lakukan))
        t = {k: statistics.median(v) for k, v in waktu.items()}
        self.stdout.write(f"{pdf.halaman} halaman, {len(bersegel) / 1024:.0f} KiB bersegel")
        self.stdout.write(f"cetak {t['cetak'] * 1000:.0f} ms, WeasyPrint telanjang {t['telanjang'] * 1000:.0f} ms")
        self.stdout.write(f"nisbah cetak : telanjang {t['cetak'] / t['telanjang']:.2f} (batas 1,2)")
        self.stdout.write(f"segel {t['segel'] * 1000:.0f} ms, nisbah segel : cetak {t['segel'] / t['cetak']:.2f} (batas 0,25)")
        self.stdout.write(f"periksa segel {t['periksa'] * 1000:.0f} ms")
        for _ in range(banyak):
            penyegel.segel(cetak.cetak(html).isi, alasan="ukur")
        puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"puncak memori sesudah {banyak} dokumen {puncak:.0f} MB (batas 350)")


def _cpu(lakukan: Callable[[], object]) -> float:
    mulai = time.process_time()
    lakukan()
    return time.process_time() - mulai


def _telanjang(html: str) -> bytes:
    """The same page as WeasyPrint alone would make it: stylesheet and fonts read for each document."""
    gaya, huruf = cetak._gaya.__wrapped__()
    return HTML(string=html, url_fetcher=PengambilNihil()).write_pdf(stylesheets=[gaya], font_config=huruf)


def _html() -> str:
    orang = [{"nama": f"Pegawai Contoh {i}", "unit": "Puskesmas Contoh", **_ORANG} for i in range(_BARIS_TIGA_HALAMAN)]
    isi = {
        "kop": {"instansi": "Pemerintah Kabupaten Contoh", "unit": "Dinas Kesehatan", "alamat": "Jalan Contoh 1"},
        "nomor": "800/1/2026",
        "dasar": ["Peraturan Menteri PANRB Nomor 6 Tahun 2022."],
        "pemutus": orang[0],
        "penilai": orang[1],
        "mulai": "2026-12-01",
        "pegawai": orang,
        "ttd": {"tempat": "Paringin", "tanggal": "2026-11-24", **orang[0]},
    }
    kode = susun.kode_baru()
    alamat = f"https://kinerja.contoh.test/verifikasi/{kode}/"
    ket = cetak.KetCetak("Surat pendelegasian 800/1/2026", kode=susun.kelompok(kode), alamat=alamat)
    return cetak.susun_html("cetak/surat_pendelegasian.html", isi, ket)
