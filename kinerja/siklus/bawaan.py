"""Reads ``parameter_bawaan.toml``: every number of the regulation with its basis, in one file an officer can read."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinerja.siklus.aturan_parameter import bentuk_simpan, periksa_nilai
from kinerja.siklus.enums import JenisNilai, Keyakinan, Satuan

BERKAS = Path(__file__).with_name("parameter_bawaan.toml")


@dataclass(frozen=True, slots=True)
class Bawaan:
    """One entry of the file; ``nilai`` already as it is stored."""

    nama: str
    judul: str
    kelompok: str
    urut: int
    jenis: JenisNilai
    isi: str
    pilihan: tuple[tuple[str, str], ...]
    kunci: tuple[str, ...]
    minimum: Decimal | None
    maksimum: Decimal | None
    nilai: Any
    satuan: Satuan
    dasar_hukum: str
    keyakinan: Keyakinan
    sejak: dt.date
    penjelasan: str
    mengapa: str


def baca_bawaan(berkas: Path = BERKAS) -> list[Bawaan]:
    """All entries in the order of the file. Raises ``ValueError`` naming the entry that does not fit its own declaration."""
    with berkas.open("rb") as f:
        isi = tomllib.load(f, parse_float=Decimal)
    return [_uraikan(nama, urut, dict(x)) for urut, (nama, x) in enumerate(isi.items(), start=1)]


def _uraikan(nama: str, urut: int, x: dict[str, Any]) -> Bawaan:
    pilihan = tuple(x.pop("pilihan", {}).items())
    minimum, maksimum = (Decimal(x.pop(k)) if k in x else None for k in ("minimum", "maksimum"))
    jenis, isi = JenisNilai(x.pop("jenis")), x.pop("isi", "")
    keyakinan, mengapa = Keyakinan(x.pop("keyakinan")), x.pop("mengapa", "")
    if (keyakinan is Keyakinan.TIDAK_PASTI) != bool(mengapa):
        raise ValueError(f"{nama}: 'mengapa' diisi bila dan hanya bila TIDAK_PASTI.")
    kunci = tuple(x["nilai"]) if jenis is JenisNilai.PETA else ()
    try:
        nilai = periksa_nilai(x.pop("nilai"), jenis, isi=isi, pilihan=pilihan, kunci=kunci, minimum=minimum, maksimum=maksimum)
    except ValueError as galat:
        raise ValueError(f"{nama}: {galat}") from galat
    return Bawaan(
        nama=nama,
        urut=urut,
        jenis=jenis,
        isi=isi,
        pilihan=pilihan,
        kunci=kunci,
        nilai=bentuk_simpan(nilai),
        satuan=Satuan(x.pop("satuan")),
        keyakinan=keyakinan,
        mengapa=mengapa,
        minimum=minimum,
        maksimum=maksimum,
        **x,
    )
