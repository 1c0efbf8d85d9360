"""The difference between two contents of a version, row by row and in words. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Literal

from skp.enums import (
    Arah,
    Aspek,
    JenisLampiran,
    JenisRHK,
    Keluaran,
    MetodeCascading,
    NilaiBerAKHLAK,
    Pendekatan,
    Penulis,
    PeriodeLapor,
    Perspektif,
    PolaUkur,
    TingkatKendali,
)

Konten = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Perubahan:
    """``di``: ``rhk:<lini>``, ``iki:<lini>``, ``perilaku:<NILAI>``, ``lampiran:<JENIS>`` or ``versi``; ``label``: what of it.

    ``tempat`` names the row for people. For ``tambah`` and ``hapus`` the row itself came or went.
    """

    di: str
    label: str
    lama: str
    baru: str
    jenis: Literal["ubah", "tambah", "hapus"] = "ubah"
    tempat: str = ""


#: Field -> what people call it, and the enumeration whose label is shown.
_FIELD_RHK: Mapping[str, tuple[str, type[StrEnum] | None]] = {
    "uraian": ("Rencana hasil kerja", None),
    "jenis": ("Jenis", JenisRHK),
    "rhk_pimpinan": ("RHK pimpinan yang diintervensi", None),
    "penugasan_dari": ("Penugasan dari", None),
    "metode": ("Metode", MetodeCascading),
    "keluaran": ("Keluaran", Keluaran),
    "kendali": ("Tingkat kendali", TingkatKendali),
    "untuk_plt": ("Tugas sebagai Plt.", None),
}
_FIELD_IKI: Mapping[str, tuple[str, type[StrEnum] | None]] = {
    "uraian": ("Indikator", None),
    "aspek": ("Aspek", Aspek),
    "perspektif": ("Perspektif", Perspektif),
    "target": ("Target", None),
    "arah": ("Arah", Arah),
    "pola_ukur": ("Cara mengukur", PolaUkur),
    "bukti_disepakati": ("Bukti yang disepakati", None),
}
_FIELD_MANUAL: Mapping[str, tuple[str, type[StrEnum] | None]] = {
    "tujuan": ("Manual: tujuan", None),
    "definisi": ("Manual: definisi", None),
    "formula": ("Manual: formula", None),
    "satuan": ("Manual: satuan", None),
    "kendali": ("Manual: kualitas dan tingkat kendali", TingkatKendali),
    "sumber_data": ("Manual: sumber data", None),
    "periode": ("Manual: periode pelaporan", PeriodeLapor),
    "unit_data": ("Manual: unit penyedia data", None),
}


def beda(lama: Konten, baru: Konten) -> list[Perubahan]:
    """What changed from ``lama`` to ``baru`` (``snapshot.isi_konten``), in the order of the form; empty when nothing did.

    Rows are matched by lineage, so a moved row is no new one. An empty ``lama`` makes everything new.
    """
    return [
        *_versi(lama, baru),
        *_rhk(_daftar(lama, "rhk"), _daftar(baru, "rhk")),
        *_perilaku(_daftar(lama, "perilaku"), _daftar(baru, "perilaku")),
        *_lampiran(_daftar(lama, "lampiran"), _daftar(baru, "lampiran")),
    ]


def _daftar(konten: Konten, kunci: str) -> Sequence[Konten]:
    return konten.get(kunci) or []


def _versi(lama: Konten, baru: Konten) -> list[Perubahan]:
    dari, ke = (str(k.get("pendekatan") or "") for k in (lama, baru))
    if dari == ke or not dari:
        return []
    return [Perubahan("versi", "Pendekatan", _tampil(dari, Pendekatan), _tampil(ke, Pendekatan), tempat="SKP")]


def _rhk(lama: Sequence[Konten], baru: Sequence[Konten]) -> list[Perubahan]:
    nomor = {r["lini"]: _sebutan_rhk(r, n) for sisi in (lama, baru) for r, n in _bernomor(sisi)}
    hasil = _baris(lama, baru, "rhk", "Rencana hasil kerja", lambda r: nomor[r["lini"]])
    dahulu = {r["lini"]: r for r in lama}
    for r in baru:
        if r["lini"] in dahulu:
            hasil += _isi_rhk(dahulu[r["lini"]], r, nomor[r["lini"]])
    return hasil


def _bernomor(rhk: Sequence[Konten]) -> Iterable[tuple[Konten, int]]:
    hitung: dict[str, int] = {}
    for r in rhk:
        hitung[r["jenis"]] = hitung.get(r["jenis"], 0) + 1
        yield r, hitung[r["jenis"]]


def _sebutan_rhk(r: Konten, nomor: int) -> str:
    return f"RHK {_tampil(r['jenis'], JenisRHK).lower()} {nomor}"


def _isi_rhk(lama: Konten, baru: Konten, tempat: str) -> list[Perubahan]:
    di = f"rhk:{baru['lini']}"
    hasil = _field(lama, baru, _FIELD_RHK, di, tempat)
    hasil += _teks(di, "Strategi", "\n".join(lama["strategi"]), "\n".join(baru["strategi"]), tempat)
    for p in Penulis:
        hasil += _teks(
            di, f"Standar melampaui menurut {p.label.lower()}", lama["standar"].get(p, ""), baru["standar"].get(p, ""), tempat
        )
    return hasil + _iki(lama["iki"], baru["iki"], di, tempat)


def _iki(lama: Sequence[Konten], baru: Sequence[Konten], di: str, induk: str) -> list[Perubahan]:
    nomor = {i["lini"]: f"{induk}, IKI {n}" for sisi in (lama, baru) for n, i in enumerate(sisi, 1)}
    hasil = _baris(lama, baru, "iki", "Indikator", lambda i: nomor[i["lini"]], di)
    dahulu = {i["lini"]: i for i in lama}
    for i in baru:
        if i["lini"] in dahulu:
            a, sini = dahulu[i["lini"]], f"iki:{i['lini']}"
            hasil += _field(a, i, _FIELD_IKI, sini, nomor[i["lini"]])
            hasil += _field(a["manual"] or {}, i["manual"] or {}, _FIELD_MANUAL, sini, nomor[i["lini"]])
    return hasil


def _baris(
    lama: Sequence[Konten],
    baru: Sequence[Konten],
    awalan: str,
    label: str,
    sebut: Callable[[Konten], str],
    induk: str = "versi",
) -> list[Perubahan]:
    """Rows that went, rows that came, and a new order of those that stayed (told at ``induk``)."""
    dahulu, kini = ([b["lini"] for b in sisi] for sisi in (lama, baru))
    hasil = [_ada(b, awalan, label, "hapus", sebut) for b in lama if b["lini"] not in kini]
    hasil += [_ada(b, awalan, label, "tambah", sebut) for b in baru if b["lini"] not in dahulu]
    tinggal, sesudah = [k for k in dahulu if k in kini], [k for k in kini if k in dahulu]
    if tinggal != sesudah:
        uraian = {b["lini"]: b["uraian"] for b in (*lama, *baru)}
        judul = f"Urutan {label.lower()}"
        hasil.append(Perubahan(induk, judul, _urut(tinggal, uraian), _urut(sesudah, uraian), tempat="SKP"))
    return hasil


def _ada(b: Konten, awalan: str, label: str, jenis: Literal["tambah", "hapus"], sebut: Callable[[Konten], str]) -> Perubahan:
    lama, baru = ("", b["uraian"]) if jenis == "tambah" else (b["uraian"], "")
    return Perubahan(f"{awalan}:{b['lini']}", label, lama, baru, jenis, sebut(b))


def _urut(lini: Sequence[int], uraian: Mapping[int, str]) -> str:
    return "; ".join(f"{n}. {uraian[k][:60]}" for n, k in enumerate(lini, 1))


def _perilaku(lama: Sequence[Konten], baru: Sequence[Konten]) -> list[Perubahan]:
    dahulu = {p["nilai"]: p["ekspektasi"] for p in lama}
    hasil: list[Perubahan] = []
    for p in baru:
        judul = _tampil(p["nilai"], NilaiBerAKHLAK)
        hasil += _teks(
            f"perilaku:{p['nilai']}", "Ekspektasi khusus pimpinan", dahulu.get(p["nilai"], ""), p["ekspektasi"], judul
        )
    return hasil


def _lampiran(lama: Sequence[Konten], baru: Sequence[Konten]) -> list[Perubahan]:
    hasil: list[Perubahan] = []
    for jenis in JenisLampiran:
        dari, ke = ([b["uraian"] for b in sisi if b["jenis"] == jenis] for sisi in (lama, baru))
        for langkah, a, z, c, d in SequenceMatcher(None, dari, ke, autojunk=False).get_opcodes():
            if langkah != "equal":
                hasil += _ganti(jenis, dari[a:z], ke[c:d])
    return hasil


def _ganti(jenis: JenisLampiran, dari: Sequence[str], ke: Sequence[str]) -> list[Perubahan]:
    """A stretch of rows that differ, pair by pair; what one side has more of came or went."""
    hasil: list[Perubahan] = []
    for n in range(max(len(dari), len(ke))):
        a, b = dari[n] if n < len(dari) else None, ke[n] if n < len(ke) else None
        macam: Literal["ubah", "tambah", "hapus"] = "tambah" if a is None else "hapus" if b is None else "ubah"
        hasil.append(Perubahan(f"lampiran:{jenis}", jenis.label, a or "", b or "", macam, "Lampiran"))
    return hasil


def _field(
    lama: Konten, baru: Konten, field: Mapping[str, tuple[str, type[StrEnum] | None]], di: str, tempat: str
) -> list[Perubahan]:
    hasil: list[Perubahan] = []
    for kunci, (label, macam) in field.items():
        hasil += _teks(di, label, _tampil(lama.get(kunci), macam), _tampil(baru.get(kunci), macam), tempat)
    return hasil


def _teks(di: str, label: str, lama: str, baru: str, tempat: str) -> list[Perubahan]:
    return [Perubahan(di, label, lama, baru, tempat=tempat)] if lama != baru else []


def _tampil(nilai: Any, macam: type[StrEnum] | None = None) -> str:
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if not nilai:
        return ""
    if macam is None:
        return str(nilai)
    try:
        return str(getattr(macam(nilai), "label", nilai))
    except ValueError:
        return str(nilai)
