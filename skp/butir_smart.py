"""What one IKI says: its measure, its time, what it counts. The words are in ``data/kata_smart.toml``. Pure."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from skp.enums import Aspek
from skp.kalimat import angka_dalam, kata, rentang

_DAFTAR: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "kata_smart.toml").read_text(encoding="utf-8"))
PENGALI: dict[str, int] = _DAFTAR["angka"]["pengali"]
#: The word that begins an activity -> how the same begins as a result.
BENTUK_HASIL: dict[str, str] = _DAFTAR["kegiatan"]["hasil"]


def _himpunan(bagian: str, nama: str = "kata") -> frozenset[str]:
    return frozenset(_DAFTAR[bagian][nama])


_KEGIATAN, _BUKAN_KEGIATAN = _himpunan("kegiatan"), _himpunan("kegiatan", "bukan")
_AKHIRAN = tuple(_DAFTAR["kegiatan"]["akhiran"])
_KATA_KERJA = re.compile(r"me(m|n|ng|ny|l|r|w|y|d)\w{3,}")
_KATA_BENDA_KERJA = re.compile(r"pe(m|n|ng|ny|l|r|w|y)?\w{3,}an")
_KABUR, _FRASA_KABUR = _himpunan("kabur"), tuple(_DAFTAR["kabur"]["frasa"])
_ISTILAH = {k: frozenset(v) for k, v in _DAFTAR["kabur"]["istilah"].items()}
_KURUNG = re.compile(r"\([^()]*\)")
_BILANGAN, _PENGIRING, _PREDIKAT = _himpunan("angka"), _himpunan("angka", "pengiring"), _himpunan("angka", "predikat")
PERSEN, _RUPIAH, _INDEKS = (_himpunan("satuan", x) for x in ("persen", "rupiah", "indeks"))
_SATUAN_PREDIKAT, _SATUAN_WAKTU = _himpunan("satuan", "predikat"), _himpunan("satuan", "waktu")
_BUKAN_WAKTU = _himpunan("satuan", "bukan_waktu")
_WAKTU, _PERIODE, _PENGANTAR = _himpunan("waktu"), _himpunan("waktu", "periode"), _himpunan("waktu", "pengantar")
_JANJI, _PERSEN_WAKTU = tuple(_DAFTAR["waktu"]["janji"]), _himpunan("waktu", "persen")
_KERTAS, _LAYANAN, _GUNA = _himpunan("dokumen"), _himpunan("dokumen", "layanan"), _himpunan("dokumen", "mutu")
_BARANG, _PERISTIWA = _himpunan("dokumen", "barang"), _himpunan("dokumen", "peristiwa")
_MUTU, _CACAT = _himpunan("mutu"), _himpunan("mutu", "cacat")
_TAK_DIJUMLAH, _DIJUMLAH = _himpunan("jumlah", "tidak"), _himpunan("jumlah", "boleh")
_BATAS_ATAS = _himpunan("jumlah", "batas_atas")
_TANDA_RUPIAH = re.compile(r"\brp\.?\s?\d")
SERATUS = Decimal(100)


class Ukuran(StrEnum):
    """What kind of measure a target with its unit is."""

    PERSEN = "PERSEN"
    RUPIAH = "RUPIAH"
    WAKTU = "WAKTU"
    INDEKS = "INDEKS"
    CACAH = "CACAH"


@dataclass(frozen=True)
class Butir:
    """One IKI as written, taken apart once. ``aspek_lain``: aspects of the other IKI of the same RHK."""

    rhk: str
    iki: str
    target: str
    satuan: str
    aspek: str
    aspek_lain: frozenset[str] = frozenset()

    @cached_property
    def kosong(self) -> bool:
        """No IKI yet: only the RHK can be judged."""
        return not (self.iki or self.target or self.satuan)

    @cached_property
    def narasi(self) -> bool:
        """The qualitative form: measure and target stand together in the sentence."""
        return bool(self.iki) and not (self.target or self.satuan or self.aspek)

    @cached_property
    def kata_rhk(self) -> list[str]:
        """Words of the RHK."""
        return kata(self.rhk)

    @cached_property
    def kata_iki(self) -> list[str]:
        """Words of the IKI."""
        return kata(self.iki)

    @cached_property
    def kata_target(self) -> list[str]:
        """Words of the target, or of the sentence that carries it."""
        return self.kata_iki if self.narasi else kata(self.target)

    @cached_property
    def kata_satuan(self) -> list[str]:
        """Words of the unit."""
        return kata(self.satuan)

    @cached_property
    def mencacah(self) -> bool:
        """The IKI begins with "Jumlah"."""
        return self.kata_iki[:1] in (["jumlah"], ["jml"], ["banyaknya"])

    @cached_property
    def inti_iki(self) -> list[str]:
        """What the IKI counts or measures: without "Jumlah"."""
        return self.kata_iki[1:] if self.mencacah else self.kata_iki

    @cached_property
    def berangka(self) -> bool:
        """The target carries digits."""
        return any(True for _ in angka_dalam(self.iki if self.narasi else self.target))

    @cached_property
    def terukur(self) -> bool:
        """The target is a number, a grade or a date."""
        if self.berangka or _BILANGAN & set(self.kata_target) or menyebut_waktu(self.kata_target):
            return True
        return bool(self.target) and (self.target.strip(" .") in _PREDIKAT or self.berpredikat)

    @cached_property
    def berpredikat(self) -> bool:
        """The unit says that a grade is meant."""
        return bool(_SATUAN_PREDIKAT & set(self.kata_satuan))

    @cached_property
    def bersatuan(self) -> bool:
        """A unit stands in its column or beside the number; money and dates are their own."""
        if self.kata_satuan or "%" in self.target + self.satuan or _TANDA_RUPIAH.search(self.target.lower()):
            return True
        return menyebut_waktu(self.kata_target) or any(_kata_lain(x) for x in self.kata_target)

    @cached_property
    def ukuran(self) -> Ukuran | None:
        """Kind of measure; None where unit or number are missing."""
        satuan, target = set(self.kata_satuan), set(self.kata_target)
        if "%" in self.target + self.satuan or PERSEN & (satuan | target):
            return Ukuran.PERSEN
        if _RUPIAH & (satuan | target) or _TANDA_RUPIAH.search(self.target.lower()):
            return Ukuran.RUPIAH
        if self._lama_atau_tanggal:
            return None if "/" in self.satuan else Ukuran.WAKTU
        if self.target and (_INDEKS & (satuan | target) or self.target in _PREDIKAT):
            return Ukuran.INDEKS
        return Ukuran.CACAH if self.berangka and self.bersatuan else None

    @cached_property
    def _lama_atau_tanggal(self) -> bool:
        if _BUKAN_WAKTU & set(self.kata_satuan):
            return False
        return bool(_SATUAN_WAKTU & set(self.kata_satuan[:2])) or menyebut_waktu(self.kata_target)

    @cached_property
    def berwaktu(self) -> bool:
        """RHK, IKI, target or unit says by when, how long or how often."""
        satuan_waktu = _SATUAN_WAKTU & set(self.kata_satuan) and not _BUKAN_WAKTU & set(self.kata_satuan)
        return bool(satuan_waktu) or any(
            map(menyebut_waktu, (self.kata_rhk, self.kata_iki, self.kata_target, self.kata_satuan))
        )

    @cached_property
    def janji_waktu(self) -> str | None:
        """A promise of punctuality, as "tepat waktu"."""
        teks = " ".join([*self.kata_rhk, *self.kata_iki, *self.kata_target])
        return next((x for x in _JANJI if x in teks), None)

    @cached_property
    def mengukur_ketepatan(self) -> bool:
        """As a percentage it measures how much came in time."""
        return bool(_PERSEN_WAKTU & {*self.kata_iki, *self.kata_rhk}) or menyebut_waktu(self.kata_iki)

    @cached_property
    def bersyarat_mutu(self) -> bool:
        """The IKI names a condition that every case must meet."""
        return bool(_MUTU & set(self.kata_iki)) or menyebut_waktu(self.kata_iki)

    @cached_property
    def mencacah_cacat(self) -> bool:
        """Fewer is better: errors, complaints, or a target of nothing."""
        return bool(_CACAT & {*self.kata_iki, *self.kata_satuan}) or rentang(self.target) == (0, 0)

    @cached_property
    def mengukur_mutu(self) -> bool:
        """A vague word of the RHK is given a measure, here or in another IKI; a target not set yet is no reproach."""
        if Aspek.KUALITAS in self.aspek_lain or not self.kata_target or (self.berangka and self.mencacah_cacat):
            return True
        return (self.narasi and self.berangka) or self.ukuran not in (Ukuran.CACAH, None)

    @cached_property
    def mencacah_kertas(self) -> bool:
        """Counts paper that somebody writes himself, not paper he handles for others."""
        if self.narasi or self.ukuran not in (Ukuran.CACAH, None) or _LAYANAN & set(self.inti_iki[:3]):
            return False
        if self.inti_iki[:1] == ["berkas"] and _LAYANAN & set(self.kata_rhk):
            return False
        satuan = (set(self.kata_satuan) or set(self.kata_target)) if self.mencacah else set()
        return bool(_KERTAS & {*self.inti_iki[:1], *satuan})

    @cached_property
    def menyebut_guna(self) -> bool:
        """Says what the paper is good for."""
        return bool(_GUNA & set(self.kata_iki))

    @cached_property
    def sekali_jadi(self) -> bool:
        """Something that is finished once: a paper, a building, a system, a rule, a single event."""
        if self.narasi:
            return bool((_BARANG | _KERTAS) & set(self.kata_rhk[1:3]))
        if self.ukuran not in (Ukuran.CACAH, None):
            return False
        if self.mencacah_kertas or (_BARANG & set(self.inti_iki[:1]) and self.berangka):
            return True
        return rentang(self.target) == (1, 1) and bool(_PERISTIWA & {*self.kata_satuan, *self.kata_target})


def menyebut_waktu(daftar: Sequence[str]) -> bool:
    """A month, a quarter, "H-3", or a period beside a number or beside such a word as "setiap"."""
    if _WAKTU & set(daftar):
        return True
    for n, x in enumerate(daftar):
        tetangga = {*daftar[max(0, n - 1) : n], *daftar[n + 1 : n + 2]}
        angka = any(y[0].isdigit() or y in _BILANGAN for y in tetangga)
        if (x == "h" and angka) or (x in _PERIODE and (angka or _PENGANTAR & tetangga) and not _BUKAN_WAKTU & tetangga):
            return True
    return False


def kata_kegiatan(rhk: str) -> str | None:
    """The word that makes an RHK an activity or a role: its first one, past the number or letter of a list."""
    pertama = next((x for x in kata(rhk) if len(x) > 1 and not x.isdigit()), "")
    if pertama.endswith("nya") or pertama in _BUKAN_KEGIATAN:
        return None
    if pertama in _KEGIATAN or pertama.endswith(_AKHIRAN):
        return pertama
    return pertama if _KATA_KERJA.fullmatch(pertama) or _KATA_BENDA_KERJA.fullmatch(pertama) else None


def kata_kabur(teks: str, *, predikat: bool = False) -> str | None:
    """The first word that everyone may read differently; names such as "predikat Baik" and what stands in brackets are not.

    ``predikat``: the text is a grade, so "Baik" is one.
    """
    daftar = kata(_KURUNG.sub(" ", teks))
    rangkai = f" {' '.join(daftar)} "
    frasa = next((x for x in _FRASA_KABUR if f" {x} " in rangkai), None)
    return frasa or next((x for n, x in enumerate(daftar) if _kabur(daftar, n, predikat)), None)


def bernama_indeks(iki: str) -> bool:
    """The IKI is the name of an index or score, whatever words are in it."""
    return bool(_INDEKS & set(kata(iki)[:1]))


def batas_nilai(target: str | Decimal | None) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest value of a target, None if it cannot be told."""
    if isinstance(target, Decimal):
        return (target, target) if target.is_finite() else None
    return rentang(target, PENGALI) if target else None


def dapat_dijumlah(iki: str, satuan: str, target: Sequence[str | Decimal | None]) -> bool:
    """Whether the targets are amounts: no share, index, time or upper limit."""
    teks = [satuan, *(x for x in target if isinstance(x, str))]
    if any(set("%<≤") & set(x) for x in teks) or _BATAS_ATAS & {y for x in teks for y in kata(x)}:
        return False
    if (PERSEN | _INDEKS | _SATUAN_WAKTU) & set(kata(satuan)) and not _BUKAN_WAKTU & set(kata(satuan)):
        return False
    awal = set(kata(iki)[:2])
    return bool(_DIJUMLAH & awal) or not _TAK_DIJUMLAH & awal


def _kata_lain(x: str) -> bool:
    return not x[0].isdigit() and x not in _PENGIRING


def _kabur(daftar: list[str], n: int, predikat: bool) -> bool:
    x = daftar[n].removesuffix("nya")
    if x not in _KABUR or (n and daftar[n - 1] in _ISTILAH.get(x, ())):
        return False
    if x == "baik":
        return not predikat and daftar[n + 1 : n + 3] != ["ke", "atas"]
    return x != "maksimal" or not any(y[0].isdigit() or y in _BILANGAN for y in daftar[max(0, n - 2) : n + 3])
