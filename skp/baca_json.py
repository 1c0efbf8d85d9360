"""Read a JSON file that a stranger sent, and take values out of it without losing any.

Pure. What is wrong raises ``GalatBerkas`` (a ``ValueError``) with one sentence in Bahasa Indonesia that names the place.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

UKURAN_MAKS = 2 * 1024 * 1024
TEKS_MAKS = 20_000
BUTIR_MAKS = 3_000
DALAM_MAKS = 12
_HURUF_TERLARANG = "\x00"

TERLALU_BESAR = f"Berkas ini lebih besar daripada {UKURAN_MAKS // 1024 // 1024} MB. Bagi per unit, lalu impor lagi."
BUKAN_JSON = "Berkas ini bukan JSON yang utuh. Ekspor ulang dari sumbernya, lalu impor lagi."
KOSONG = "Berkas ini kosong. Pilih berkas yang berisi data, lalu impor lagi."


class GalatBerkas(ValueError):
    """The file cannot be taken; ``kalimat`` says why and what to do."""

    def __init__(self, kalimat: str) -> None:
        super().__init__(kalimat)
        self.kalimat = kalimat


@dataclass(frozen=True, slots=True)
class Catatan:
    """A part that cannot be taken: where it stands, what it is called there, and why."""

    di: str
    kunci: str
    alasan: str


class Angka(float):
    """A number that remembers how it was written: a target is kept as written."""

    __slots__ = ("teks",)
    teks: str

    def __new__(cls, teks: str) -> "Angka":
        """From the literal. Raises ``GalatBerkas`` for what is no finite number."""
        baru = super().__new__(cls, teks)
        if not math.isfinite(baru):
            raise GalatBerkas(f"Angka {teks[:40]} di luar batas. Perbaiki, lalu impor lagi.")
        baru.teks = teks
        return baru


def baca(isi: bytes, skema: str) -> dict[str, Any]:
    """The top object of a file that says it is of ``skema``. Raises ``GalatBerkas`` for everything else."""
    if len(isi) > UKURAN_MAKS:
        raise GalatBerkas(TERLALU_BESAR)
    if not isi.strip():
        raise GalatBerkas(KOSONG)
    akar = _urai(isi)
    if not isinstance(akar, dict):
        raise GalatBerkas(f"Berkas ini tidak berisi satu objek JSON. Pakai skema {skema}, satu berkas satu dokumen.")
    if akar.get("skema") != skema:
        tertulis = akar.get("skema")
        ada = f"bertanda skema {str(tertulis)[:40]}" if tertulis else "tanpa tanda skema"
        raise GalatBerkas(f'Berkas ini {ada}, yang diterima {skema}. Tambahkan "skema": "{skema}" bila memang itu isinya.')
    _periksa(akar, "berkas", 0)
    return akar


def _urai(isi: bytes) -> Any:
    try:
        return json.loads(
            isi.decode("utf-8-sig"), parse_float=Angka, parse_constant=_bukan_angka, object_pairs_hook=_tanpa_kembar
        )
    except GalatBerkas:
        raise
    except UnicodeDecodeError as galat:
        raise GalatBerkas(
            "Berkas ini bukan teks UTF-8, jadi bukan JSON. Ekspor ulang dari sumbernya, lalu impor lagi."
        ) from galat
    except (ValueError, RecursionError) as galat:
        raise GalatBerkas(BUKAN_JSON) from galat


def _bukan_angka(teks: str) -> None:
    raise GalatBerkas(f"Nilai {teks} bukan angka. Ganti dengan null atau angka yang benar, lalu impor lagi.")


def _tanpa_kembar(pasangan: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice would lose one of its values."""
    hasil = dict(pasangan)
    if len(hasil) != len(pasangan):
        kembar = next(k for k, _ in pasangan if sum(1 for x, _ in pasangan if x == k) > 1)
        raise GalatBerkas(f"Kunci {kembar[:60]} tertulis dua kali di tempat yang sama. Sisakan satu, lalu impor lagi.")
    return hasil


def _periksa(nilai: Any, di: str, dalam: int) -> None:
    """What the database could not keep: depth, length, characters."""
    if dalam > DALAM_MAKS:
        raise GalatBerkas(f"Isi {di} bersarang terlalu dalam. Ratakan, lalu impor lagi.")
    if isinstance(nilai, str):
        _periksa_teks(nilai, di)
    elif isinstance(nilai, Mapping):
        for k, v in nilai.items():
            _periksa_teks(k, di)
            _periksa(v, f"{di}.{k[:40]}" if dalam else k[:40], dalam + 1)
    elif isinstance(nilai, list):
        if len(nilai) > BUTIR_MAKS:
            raise GalatBerkas(f"{di} memuat lebih dari {BUTIR_MAKS} butir. Bagi menjadi beberapa berkas, lalu impor lagi.")
        for i, v in enumerate(nilai, 1):
            _periksa(v, f"{di} ke-{i}", dalam + 1)
    elif isinstance(nilai, int) and not isinstance(nilai, bool) and abs(nilai) > 10**30:
        raise GalatBerkas(f"Angka pada {di} di luar batas. Perbaiki, lalu impor lagi.")


def _periksa_teks(teks: str, di: str) -> None:
    if len(teks) > TEKS_MAKS:
        raise GalatBerkas(f"Teks pada {di} lebih dari 20.000 huruf. Ringkas, lalu impor lagi.")
    if _HURUF_TERLARANG in teks or any("\ud800" <= h <= "\udfff" for h in teks):
        raise GalatBerkas(f"Teks pada {di} memuat huruf yang tidak dapat disimpan. Hapus huruf itu, lalu impor lagi.")


@dataclass(slots=True)
class Benda:
    """One object of the file, emptied key by key: what nobody asked for stays in ``sisa`` and is kept as *lain*."""

    di: str
    sisa: dict[str, Any]
    ditolak: list[Catatan] = field(default_factory=list)

    def teks(self, kunci: str, maks: int = TEKS_MAKS) -> str:
        """Text, trimmed; empty for null or a missing key. Raises ``GalatBerkas`` for another type."""
        nilai = self.sisa.pop(kunci, None)
        teks = teks_dari(nilai)
        if teks is None:
            raise GalatBerkas(f"{self.di}: {kunci} harus teks. Perbaiki, lalu impor lagi.")
        if len(teks) > maks:
            self.tolak(f"{kunci} lebih dari {maks} huruf. Ringkas dahulu.")
            return teks[:maks]
        return teks

    def teks_lunak(self, kunci: str, maks: int = TEKS_MAKS) -> str:
        """Text when it is text that fits; anything else stays in ``sisa`` as it is, so that nothing is lost."""
        nilai = self.sisa.get(kunci)
        if (isinstance(nilai, str) and len(nilai.strip()) <= maks) or nilai is None:
            self.sisa.pop(kunci, None)
            return (nilai or "").strip()
        return ""

    def pilihan(self, kunci: str, boleh: Mapping[str, str]) -> str:
        """One of ``boleh`` (upper-cased text -> value); a word of another list stays in ``sisa``."""
        nilai = self.sisa.get(kunci)
        if nilai is None or nilai == "":
            self.sisa.pop(kunci, None)
            return ""
        cocok = boleh.get(ringkas(nilai)) if isinstance(nilai, str) else None
        if cocok is not None:
            self.sisa.pop(kunci)
        return cocok or ""

    def rupiah(self, kunci: str) -> Decimal | None:
        """Money; None when the source cannot be read. What is no amount stays in ``sisa`` (a realisasi per quarter)."""
        nilai = self.sisa.get(kunci)
        if nilai is None:
            self.sisa.pop(kunci, None)
            return None
        angka = uang(nilai)
        if angka is not None:
            self.sisa.pop(kunci)
        return angka

    def peta(self, kunci: str) -> dict[str, Any]:
        """An object of plain values; another shape stays in ``sisa``."""
        nilai = self.sisa.get(kunci)
        if isinstance(nilai, dict):
            self.sisa.pop(kunci)
            return nilai
        if nilai is None:
            self.sisa.pop(kunci, None)
        return {}

    def daftar(self, kunci: str) -> list[Any]:
        """A list; empty for null or a missing key. Raises ``GalatBerkas`` for another type."""
        nilai = self.sisa.pop(kunci, None)
        if nilai is None:
            return []
        if not isinstance(nilai, list):
            raise GalatBerkas(f"{self.di}: {kunci} harus daftar. Perbaiki, lalu impor lagi.")
        return nilai

    def anak(self, kunci: str, sebutan: str) -> Iterator["Benda"]:
        """The objects of a list, each with its place in words. Raises ``GalatBerkas`` for one that is no object."""
        awalan = f"{self.di}, " if self.di else ""
        for i, nilai in enumerate(self.daftar(kunci), 1):
            if not isinstance(nilai, dict):
                raise GalatBerkas(f"{awalan}{sebutan} ke-{i} harus objek. Perbaiki, lalu impor lagi.")
            yield Benda(f"{awalan}{sebutan} ke-{i}", dict(nilai), self.ditolak)

    def tolak(self, alasan: str, kunci: str = "") -> None:
        """Write down that this object cannot be taken as it is."""
        self.ditolak.append(Catatan(self.di, kunci, alasan))


def teks_dari(nilai: Any) -> str | None:
    """Text of a text or a number, as written; empty for null; None for another type."""
    if nilai is None:
        return ""
    if isinstance(nilai, str):
        return nilai.strip()
    if isinstance(nilai, Angka):
        return nilai.teks
    return str(nilai) if isinstance(nilai, int) and not isinstance(nilai, bool) else None


def ringkas(teks: str) -> str:
    """As compared: upper case, words joined by one underscore."""
    return "_".join(teks.upper().replace("-", " ").replace("_", " ").split())


def uang(nilai: Any) -> Decimal | None:
    """A non-negative amount below 10^15 with at most two decimals; None for anything else."""
    if isinstance(nilai, bool) or not isinstance(nilai, int | float):
        return None
    angka = Decimal(nilai.teks if isinstance(nilai, Angka) else str(nilai))
    if not 0 <= angka < 10**15 or angka != round(angka, 2):
        return None
    return angka


def tanpa_kembar(benda: Sequence[tuple[str, str]], sebutan: Callable[[str], str]) -> None:
    """Raises ``GalatBerkas`` for the first of the (id, place) pairs whose id was there before; empty ids are nobody's."""
    dilihat: dict[str, str] = {}
    for kunci, di in benda:
        if kunci and kunci in dilihat:
            raise GalatBerkas(
                f"{sebutan(kunci)} dipakai dua kali: {dilihat[kunci]} dan {di}. Beri id yang berbeda, lalu impor lagi."
            )
        dilihat[kunci] = di
