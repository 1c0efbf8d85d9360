"""Helpers of the import tests: small exports written as sheets, and the synthetic kabupaten of ``tests/data/siasn``."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kinerja.layanan.impor import mesin
from kinerja.organisasi.siasn.uraikan import PohonUnit, UnitFakta
from kinerja.plumbing.daftar import JENIS_IMPOR

DATA = Path(__file__).resolve().parent / "data" / "siasn"
AKAR = DATA.parent.parent.parent
DEMO = AKAR / "kinerja" / "layanan" / "data" / "demo"
UNIT = "A" * 32

#: A row that is taken as it stands.
SAH: dict[str, Any] = {
    "PNS ID": "P1",
    "NIP BARU": "199003172014021001",
    "NAMA": "Siti Contoh",
    "TANGGAL LAHIR": "17-03-1990",
    "STATUS CPNS PNS": "P",
    "KEDUDUKAN HUKUM ID": "01",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "GOL AKHIR ID": "33",
    "GOL AKHIR NAMA": "III/c",
    "TMT GOLONGAN": "01-04-2023",
    "JENIS JABATAN ID": "4",
    "JABATAN ID": "J1",
    "JABATAN NAMA": "Pengadministrasi Perkantoran",
    "TMT JABATAN": "01-01-2022",
    "UNOR ID": UNIT,
    "UNOR NAMA": "Dinas Contoh",
}


def orang(n: int, **lain: Any) -> dict[str, Any]:
    """A valid row of the ``n``-th person."""
    isi = {"PNS ID": f"P{n}", "NIP BARU": f"19900317201402{1 + n % 2}{n:03d}", "NAMA": f"Pegawai Contoh {n}"}
    return SAH | isi | lain


def tulis_xlsx(tempat: Path, baris: list[dict[str, Any]], *, kolom: list[str] | None = None, judul: int = 0) -> Path:
    """A sheet with ``judul`` title rows, the headings, and ``baris``."""
    kolom = kolom or list(dict.fromkeys(k for b in baris for k in b)) or list(SAH)
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Data Utama")
    for i in range(judul):
        lembar.append([f"Judul {i}"])
    lembar.append(kolom)
    for b in baris:
        lembar.append([b.get(k) for k in kolom])
    buku.save(tempat)
    return tempat


def tulis_csv(tempat: Path, baris: list[dict[str, Any]], pemisah: str = ",") -> Path:
    """The same as CSV."""
    kolom = list(dict.fromkeys(k for b in baris for k in b))
    with tempat.open("w", newline="", encoding="utf-8") as f:
        tulis = csv.DictWriter(f, kolom, delimiter=pemisah)
        tulis.writeheader()
        tulis.writerows(baris)
    return tempat


def pohon_dari_csv(berkas: Path) -> PohonUnit:
    """The units of a ref_unor.csv without a database."""
    with berkas.open(encoding="utf-8", newline="") as f:
        baris = list(csv.DictReader(f))
    return PohonUnit.dari((b["Id"], UnitFakta(i, b["Kode"], b["NamaUnor"], b["NamaJabatan"])) for i, b in enumerate(baris, 1))


def buat_kabupaten(tempat: Path, n: int, seed: int = 7) -> dict[str, Any]:
    """Run the generator; returns its truth."""
    opd = AKAR / "kinerja" / "organisasi" / "data" / "opd_balangan.csv"
    perintah = [
        sys.executable,
        str(DATA / "gen_siasn.py"),
        "--n",
        str(n),
        "--seed",
        str(seed),
        "--opd",
        str(opd),
        "--out",
        str(tempat),
    ]
    subprocess.run(perintah, check=True, capture_output=True)
    kebenaran: dict[str, Any] = json.loads((tempat / "truth.json").read_text(encoding="utf-8"))
    return kebenaran


def impor(jenis: str, berkas: Path, acuan: Any, *, terapkan: bool = True) -> Any:
    """Preview and, unless told otherwise, apply a file; returns the ``HasilBanding``."""
    macam = JENIS_IMPOR[jenis]
    hasil = mesin.pratinjau(macam, mesin.baca(macam, berkas), acuan)
    if terapkan:
        mesin.terapkan(macam, hasil, acuan, None)
    return hasil
