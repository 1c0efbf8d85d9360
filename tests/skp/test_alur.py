"""The page of workflows says what the tables say."""

from pathlib import Path

from kinerja.plumbing.transisi import ALUR
from skp import alur

HALAMAN = Path(__file__).resolve().parents[2] / "docs" / "alur.md"


def test_halaman_alur_sama_dengan_tabel_transisi():
    assert HALAMAN.read_text(encoding="utf-8") == alur.teks(), "Jalankan manage.py gambar_alur."


def test_setiap_langkah_setiap_tabel_tergambar():
    teks = alur.teks()
    for x in (langkah for a in ALUR for langkah in a.tabel):
        assert f"| {x.dari} | {x.tindakan}{'*' if x.wajib_catatan else ''} | {x.ke} | {x.siapa} |" in teks
        assert any(x.tindakan in baris for baris in teks.splitlines() if baris.startswith(f"    {x.dari} --> {x.ke}: "))
