"""Paket salin: an SKP as rows to paste into e-Kinerja BKN, one indicator per row and every cell filled.

No cell is merged and none refers to another, so that a row can be copied as it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kinerja.layanan.reports.excel import tulis_excel
from skp.enums import Aspek, BentukSKP, JenisRHK, Perspektif

_KETERANGAN = (
    "Salin kolom demi kolom ke e-Kinerja BKN. Satu baris untuk satu indikator; RHK ditulis ulang pada setiap barisnya.",
    "Ekspektasi khusus pimpinan dan lampiran menyusul di bawah tabel, dengan jenisnya di kolom pertama.",
)


def kolom(bentuk: str) -> tuple[str, ...]:
    """Heads, in the order in which e-Kinerja asks."""
    segi = "Perspektif" if bentuk == BentukSKP.JPT else "Aspek"
    return ("Jenis", "No.", "RHK pimpinan", "RHK", segi, "IKI", "Target", "Satuan")


def baris(isi: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Rows of the form; then expectations and lampiran under the same heads."""
    hitung: dict[str, int] = {}
    for r in isi["konten"]["rhk"]:
        hitung[r["jenis"]] = no = hitung.get(r["jenis"], 0) + 1
        for i in r["iki"] or [None]:
            yield (JenisRHK(r["jenis"]).label, str(no), r["rhk_pimpinan"], _rhk(r), *(_iki(i) if i else ("",) * 4))
    judul = {p["nilai"]: p["judul"] for p in isi["panduan"]}
    for p in isi["konten"]["perilaku"]:
        for n, teks in enumerate((x for x in p["ekspektasi"].splitlines() if x.strip()), 1):
            yield ("Ekspektasi khusus", str(n), "", f"{judul[p['nilai']]}: {teks.strip()}", "", "", "", "")
    for n, x in enumerate(isi["konten"]["lampiran"], 1):
        yield (x["jenis"].replace("_", " ").capitalize(), str(n), "", x["uraian"], "", "", "", "")


def _rhk(r: Mapping[str, Any]) -> str:
    dari = f"(penugasan dari {r['penugasan_dari']})" if r["penugasan_dari"] else ""
    return " ".join(x for x in (r["uraian"], dari) if x)


def _iki(i: Mapping[str, Any]) -> tuple[str, str, str, str]:
    segi = Perspektif(i["perspektif"]).label if i["perspektif"] else Aspek(i["aspek"]).label if i["aspek"] else ""
    return segi, i["uraian"], i["target_teks"], i["satuan"]


def paket_salin(isi: Mapping[str, Any]) -> bytes:
    """The workbook."""
    judul = f"SKP {isi['tahun']} {isi['pegawai']['nama']}"
    return tulis_excel(judul, kolom(isi["konten"]["bentuk"]), baris(isi), _KETERANGAN)
