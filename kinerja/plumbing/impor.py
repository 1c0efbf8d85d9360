"""What an import says about a file: rows parsed, rows held back with their reason, and what would change.

Pure data, shared by every kind of import, the preview screen and the commands.
"""

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kinerja.plumbing.daftar import KolomImpor
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.lembar import Lembar, Sel, ringkas_judul

B = TypeVar("B")
BARU, BERUBAH, HILANG = "BARU", "BERUBAH", "HILANG"


@dataclass(frozen=True, slots=True)
class Tertahan:
    """A row that is not taken. ``baris``: 1-based sheet row; ``kunci``: NIP or id as written; ``isi``: whitelisted cells."""

    baris: int
    kunci: str
    alasan: str
    nama: str = ""
    isi: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ubah:
    """One field: what it is called, what stands now, what it becomes, and what follows from it."""

    kolom: str
    lama: str
    baru: str
    akibat: str = ""


@dataclass(frozen=True, slots=True)
class Beda:
    """A row that would be new, changed or gone (``baris`` 0: it is not in the file)."""

    kelas: str
    baris: int
    kunci: str
    nama: str
    ubah: tuple[Ubah, ...] = ()


@dataclass(slots=True)
class HasilBanding:
    """What the file would do. ``rencana`` is what the kind's ``terapkan`` needs; nobody else looks into it."""

    data: int
    tetap: int = 0
    beda: list[Beda] = field(default_factory=list)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    rencana: Any = None

    def jumlah(self, kelas: str) -> int:
        """How many rows of that kind."""
        return sum(1 for b in self.beda if b.kelas == kelas)

    @property
    def sidik(self) -> str:
        """Equal for equal differences: what is applied must be what was previewed."""
        isi = [[b.kelas, b.baris, b.kunci, [(u.kolom, u.lama, u.baru) for u in b.ubah]] for b in self.beda]
        tahan = [[t.baris, t.alasan] for t in (*self.ditolak, *self.ganda)]
        return hashlib.sha256(json.dumps([isi, tahan]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BarisLembar:
    """A data row: cells by column name, cleaned to text where they are text."""

    baris: int
    sel: Mapping[str, Sel]

    def teks(self, kolom: str) -> str:
        """The cell as a person reads it; empty for a missing column."""
        return teks_sel(self.sel.get(kolom))


#: Excel counts days from here (its 1900 had a 29 February, so 1 January 1900 is day 1 only on paper).
_HARI_NOL = dt.date(1899, 12, 30)
_TANGGAL_TEKS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_TANGGAL_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?Z?")
_SERIAL_TEKS = re.compile(r"\d{4,5}(?:\.0+)?")

#: A cell that says "nothing".
_HAMPA = frozenset({"", "null", "none", "nan", "-", "#n/a"})
_PETIK = "'’‘`"


def bersihkan(sel: Sel) -> Sel:
    """A cell without the export's quirks: leading apostrophe, ``null``, doubled blanks, control characters. None when empty."""
    if not isinstance(sel, str):
        return sel
    teks = sel if sel.isprintable() else "".join(x if x.isprintable() else " " for x in sel)
    teks = " ".join(teks.split())
    if teks[:1] in _PETIK:
        teks = teks.lstrip(_PETIK).lstrip()
    return None if teks.lower() in _HAMPA else teks


def teks_sel(sel: Sel) -> str:
    """A cell as text: whole numbers without ``.0``, unless they are too long to be exact."""
    if sel is None:
        return ""
    if isinstance(sel, float) and sel.is_integer() and abs(sel) < 1e15:
        return str(int(sel))
    return str(sel)


def baca_tanggal(sel: Sel) -> dt.date | None:
    """A cleaned cell as a date: date cell, Excel serial, dd-mm-yyyy or yyyy-mm-dd text; None when empty.

    Raises ``ValueError`` for what is no date between 1900 and 2100.
    """
    if sel is None:
        return None
    hasil = _tanggal(sel)
    if not 1900 <= hasil.year <= 2100:
        raise ValueError(str(sel))
    return hasil


def _tanggal(sel: Sel) -> dt.date:
    if isinstance(sel, dt.datetime):
        return sel.date()
    if isinstance(sel, dt.date):
        return sel
    if isinstance(sel, str):
        if cocok := _TANGGAL_TEKS.fullmatch(sel):
            return dt.date(int(cocok[3]), int(cocok[2]), int(cocok[1]))
        if cocok := _TANGGAL_ISO.fullmatch(sel):
            return dt.date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
        if _SERIAL_TEKS.fullmatch(sel):
            return _dari_serial(float(sel))
    if isinstance(sel, int | float) and not isinstance(sel, bool):
        return _dari_serial(float(sel))
    raise ValueError(str(sel))


def _dari_serial(hari: float) -> dt.date:
    if not 1 <= hari < 80_000:
        raise ValueError(f"{hari:g}")
    return _HARI_NOL + dt.timedelta(days=int(hari))


def petakan(lembar: Lembar, kolom: Sequence[KolomImpor]) -> dict[str, int]:
    """Column name -> place; an exact heading goes before another accepted one.

    Raises ``Ditolak`` for a missing required column, or one that stands twice.
    """
    letak: dict[str, int] = {}
    for ketat in (True, False):
        nama = {ringkas_judul(j): k.nama for k in kolom for j in ((k.nama,) if ketat else k.judul)}
        tersedia = {k: v for k, v in nama.items() if v not in letak}
        for i, judul in enumerate(lembar.kepala):
            dikenal = tersedia.get(ringkas_judul(judul))
            if dikenal in letak:
                raise Ditolak(f"Kolom {dikenal} muncul dua kali di baris judul. Sisakan satu, lalu unggah lagi.")
            if dikenal:
                letak[dikenal] = i
    hilang = [k.nama for k in kolom if k.wajib and k.nama not in letak]
    if hilang:
        raise Ditolak(f"Kolom {', '.join(hilang)} tidak ada di baris judul. Lengkapi kolomnya, lalu unggah lagi.")
    return letak


def baris_data(lembar: Lembar, kolom: Sequence[KolomImpor]) -> Iterator[BarisLembar]:
    """Rows that hold data: not blank and not the foot (JUMLAH). Columns outside ``kolom`` are dropped here, unread."""
    letak = petakan(lembar, kolom)
    for nomor, sel in lembar:
        isi = {nama: bersihkan(sel[i]) if i < len(sel) else None for nama, i in letak.items()}
        if all(x is None for x in isi.values()) and all(bersihkan(x) is None for x in sel):
            continue
        if _kaki(sel, isi):
            continue
        yield BarisLembar(nomor, isi)


def _kaki(sel: Sequence[Sel], isi: Mapping[str, Sel]) -> bool:
    """The row of totals: JUMLAH in front, and hardly anything beside it."""
    awal = next((y for x in sel if (y := bersihkan(x)) is not None), None)
    if not isinstance(awal, str) or not awal.upper().startswith(("JUMLAH", "TOTAL")):
        return False
    return sum(1 for x in isi.values() if x is not None) <= 3


def pengenal(kolom: Iterable[KolomImpor]) -> frozenset[str]:
    """Every accepted heading, as compared."""
    return frozenset(ringkas_judul(j) for k in kolom for j in (k.nama, *k.judul))


def kelompokkan(butir: Sequence[B], kunci: Callable[[B], Iterable[Hashable]]) -> list[list[B]]:
    """Items joined when they share any of their keys, also through a third; groups and items in the order given."""
    induk = list(range(len(butir)))
    wakil: dict[Hashable, int] = {}

    def akar(i: int) -> int:
        while induk[i] != i:
            induk[i] = i = induk[induk[i]]
        return i

    for i, b in enumerate(butir):
        for k in kunci(b):
            kecil, besar = sorted((akar(i), akar(wakil.setdefault(k, i))))
            induk[besar] = kecil
    hasil: dict[int, list[B]] = defaultdict(list)
    for i, b in enumerate(butir):
        hasil[akar(i)].append(b)
    return list(hasil.values())


def daftar_baris(nomor: Iterable[int]) -> str:
    """``2.210 dan 2.874``."""
    return " dan ".join(f"{n:,}".replace(",", ".") for n in nomor)
