"""What people of the demo plan: recipes by unit and position, from ``skp/data/demo/resep.toml``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kinerja.organisasi.models import Penugasan
from skp.enums import Arah, Aspek, Perspektif

_BERKAS = Path(__file__).resolve().parent.parent / "data" / "demo" / "resep.toml"
_SINGKATAN: dict[str, dict[str, Aspek | Perspektif]] = {
    "K": {"aspek": Aspek.KUANTITAS},
    "L": {"aspek": Aspek.KUALITAS},
    "W": {"aspek": Aspek.WAKTU},
    "B": {"aspek": Aspek.BIAYA},
    "PL": {"perspektif": Perspektif.PENERIMA_LAYANAN},
    "PB": {"perspektif": Perspektif.PROSES_BISNIS},
    "PI": {"perspektif": Perspektif.PENGUATAN_INTERNAL},
    "AG": {"perspektif": Perspektif.ANGGARAN},
}
#: How a measure begins of which less is better.
_MAKIN_KECIL = (
    "Angka kematian", "Prevalensi", "Jumlah temuan", "Jumlah koreksi", "Persentase deviasi", "Persentase obat kedaluwarsa",
    "Lama ", "Waktu ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResepIKI:
    """A measure: what ``isi.tambah_iki`` takes."""

    isi: dict[str, str]


@dataclass(frozen=True, slots=True)
class ResepRHK:
    """A result; ``induk``: which of the leader's (its ``kunci``, ``*`` any)."""

    kunci: str
    induk: str
    uraian: str
    keluaran: str
    kendali: str
    iki: tuple[ResepIKI, ...]


@dataclass(frozen=True, slots=True)
class _Resep:
    unit: str
    jabatan: str
    rhk: tuple[ResepRHK, ...]

    def cocok(self, tugas: Penugasan) -> bool:
        kode = tugas.unit.kode
        di_sini = kode.startswith(self.unit[:-1]) if self.unit.endswith("*") else kode == self.unit
        return di_sini and tugas.jabatan.nama.startswith(self.jabatan)


@cache
def _semua() -> tuple[_Resep, ...]:
    with _BERKAS.open("rb") as berkas:
        return tuple(_urai(r) for r in tomllib.load(berkas)["resep"])


def _urai(r: dict[str, Any]) -> _Resep:
    rhk = tuple(
        ResepRHK(
            kunci=str(x.get("kunci", "")),
            induk=str(x.get("induk", "")),
            uraian=str(x["uraian"]),
            keluaran=str(x.get("keluaran", "")),
            kendali=str(x.get("kendali", "")),
            iki=tuple(_urai_iki(i) for i in x["iki"]),
        )
        for x in r["rhk"]
    )
    return _Resep(str(r["unit"]), str(r["jabatan"]), rhk)


def _urai_iki(i: list[str]) -> ResepIKI:
    jenis, uraian, target, satuan, *bukti = i
    isi = {"uraian": uraian, "target_teks": target, "satuan": satuan, "bukti_disepakati": bukti[0] if bukti else ""}
    isi["arah"] = Arah.TURUN if uraian.startswith(_MAKIN_KECIL) else Arah.NAIK
    return ResepIKI({**isi, **{k: v.value for k, v in _SINGKATAN[jenis].items()}})


def resep_untuk(tugas: Penugasan) -> Iterator[ResepRHK]:
    """Results for the holder of ``tugas``, with his unit's name in the sentences; the first recipe that fits is taken."""
    for r in _semua():
        if r.cocok(tugas):
            for x in r.rhk:
                yield ResepRHK(x.kunci, x.induk, x.uraian.format(unit=tugas.unit.nama_kini), x.keluaran, x.kendali, x.iki)
            return
