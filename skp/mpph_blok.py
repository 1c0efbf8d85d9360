"""What people type or paste into the matrix, taken apart: lines of a crossing, and a block from Excel."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinerja.plumbing.tulisan import angka
from skp.mpph import Isi, Kolom, Matriks, Silang

URAIAN_MAKS = 2_000
PERAN_MAKS = 20
BLOK_MAKS = 200_000
BLOK_BARIS_MAKS = 500
BLOK_KOLOM_MAKS = 100
#: A list typed as text: "1. ", "2) ", "- ", "• ". The number may not run on ("2.500 berkas" is no list).
_BUTIR = re.compile(r"^(?:[-*•–]\s+|\d{1,2}[.)]\s+)")


class BlokSalah(ValueError):
    """A pasted block that cannot be placed; the text says why and what to do."""


def pecah(teks: str) -> tuple[str, ...]:
    """The results in a typed or pasted text: one per line, blanks and list marks left out."""
    baris = (_BUTIR.sub("", " ".join(x.split())) for x in teks.replace("\x00", "").splitlines())
    return tuple(b for b in baris if b)


def gabung(isi: Iterable[Isi]) -> str:
    """The text that ``pecah`` takes apart again."""
    return "\n".join(i.uraian for i in isi)


@dataclass(frozen=True, slots=True)
class Perbedaan:
    """From stored results to typed lines. ``tetap`` and ``ubah``: (position, stored, text); ``tambah``: (position, text)."""

    tetap: tuple[tuple[int, Isi], ...] = ()
    ubah: tuple[tuple[int, Isi, str], ...] = ()
    tambah: tuple[tuple[int, str], ...] = ()
    hapus: tuple[Isi, ...] = ()

    @property
    def kosong(self) -> bool:
        """Nothing to write, not even the order."""
        urut = [i for i, _ in self.tetap]
        return not (self.ubah or self.tambah or self.hapus) and urut == sorted(urut)


def cocokkan(lama: Sequence[Isi], teks: Sequence[str]) -> Perbedaan:
    """Which stored result each line is: the same text first, then what is left over in its order.

    An RHK may hang on a result, so an edited line keeps its identity instead of becoming another one.
    """
    sisa = list(lama)
    cocok: dict[int, Isi] = {}
    for i, t in enumerate(teks):
        sama = next((x for x in sisa if x.uraian == t), None)
        if sama is not None:
            cocok[i] = sama
            sisa.remove(sama)
    ubah, tambah = [], []
    for i, t in enumerate(teks):
        if i in cocok:
            continue
        if sisa:
            ubah.append((i, sisa.pop(0), t))
        else:
            tambah.append((i, t))
    return Perbedaan(tuple(sorted(cocok.items(), key=lambda x: lama.index(x[1]))), tuple(ubah), tuple(tambah), tuple(sisa))


def periksa_teks(teks: Sequence[str]) -> str:
    """Why these lines cannot be a crossing; empty: they can."""
    if len(teks) > PERAN_MAKS:
        return f"Satu sel memuat paling banyak {PERAN_MAKS} peran, satu baris satu peran. Ringkas atau bagi ke orang lain."
    if any(len(t) > URAIAN_MAKS for t in teks):
        return f"Satu peran paling panjang {angka(URAIAN_MAKS)} huruf. Ringkas kalimatnya."
    return ""


# -- a block from Excel


def urai_blok(teks: str) -> tuple[tuple[str, ...], ...]:
    """Rows of cells of what Excel puts on the clipboard: tabs and line ends, cells with either in double quotes.

    Excel quotes a cell only when it must; one that merely begins with a quote mark is not quoted. Raises ``BlokSalah``.
    """
    if len(teks) > BLOK_MAKS:
        raise BlokSalah(f"Blok ini lebih dari {angka(BLOK_MAKS)} huruf. Salin sebagian tabel saja, lalu ulangi.")
    teks = teks.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not teks.strip():
        raise BlokSalah("Belum ada yang ditempel. Salin sel di Excel, lalu tempel di sini.")
    baris: list[tuple[str, ...]] = []
    sel: list[str] = []
    i, akhir = 0, len(teks)
    while True:
        isi, i = _satu_sel(teks, i)
        sel.append(isi)
        if i < akhir and teks[i] == "\t":
            i += 1
            continue
        baris.append(tuple(sel))
        sel = []
        if i >= akhir:
            break
        i += 1
    if len(baris) > BLOK_BARIS_MAKS or max(map(len, baris)) > BLOK_KOLOM_MAKS:
        raise BlokSalah(
            f"Blok ini lebih besar dari {BLOK_BARIS_MAKS} baris atau {BLOK_KOLOM_MAKS} kolom. Salin sebagian tabel saja."
        )
    return tuple(baris)


def _satu_sel(teks: str, i: int) -> tuple[str, int]:
    """The cell that begins at ``i``, and where it ends."""
    if teks.startswith('"', i):
        berkutip = _sel_berkutip(teks, i)
        if berkutip is not None:
            return berkutip
    j = i
    while j < len(teks) and teks[j] not in "\t\n":
        j += 1
    return teks[i:j], j


def _sel_berkutip(teks: str, i: int) -> tuple[str, int] | None:
    """None when the quote mark is part of the text: no closing one stands before a tab, a line end or the end."""
    j, bagian = i + 1, []
    while (tutup := teks.find('"', j)) >= 0:
        bagian.append(teks[j:tutup])
        if teks.startswith('""', tutup):
            bagian.append('"')
            j = tutup + 2
            continue
        if tutup + 1 == len(teks) or teks[tutup + 1] in "\t\n":
            return "".join(bagian), tutup + 1
        return None
    return None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """What a block means for one crossing."""

    silang: Silang
    teks: tuple[str, ...]


def tempatkan(m: Matriks, baris: int, kolom: str, blok: Sequence[Sequence[str]]) -> tuple[Perubahan, ...]:
    """The crossings that ``blok`` fills from (``baris``, ``kolom``) to the right and down, as the page shows them.

    An empty cell of the block leaves a crossing as it is: a block copied with gaps must not wipe what others wrote. Raises
    ``BlokSalah`` when it does not fit, reaches a removed column, or a cell is too long.
    """
    urut_b, urut_k = [b.id for b in m.baris], [k.kunci for k in m.kolom]
    if baris not in urut_b or kolom not in urut_k:
        raise BlokSalah("Sel awalnya tidak ada lagi di matriks. Muat ulang halaman, lalu tempel lagi.")
    b0, k0 = urut_b.index(baris), urut_k.index(kolom)
    lebar = max((len(_tanpa_ekor(x)) for x in blok), default=0)
    tinggi = max((i + 1 for i, x in enumerate(blok) if _tanpa_ekor(x)), default=0)
    _periksa_muat(tinggi, lebar, len(urut_b) - b0, len(urut_k) - k0)
    hasil = []
    for i, sel in enumerate(blok):
        for j, isi in enumerate(sel):
            if teks := pecah(isi):
                hasil.append(_satu_perubahan(m, urut_b[b0 + i], m.kolom[k0 + j], teks))
    if not hasil:
        raise BlokSalah("Blok ini tidak berisi teks. Salin sel yang terisi di Excel, lalu tempel lagi.")
    return tuple(hasil)


def _tanpa_ekor(sel: Sequence[str]) -> Sequence[str]:
    panjang = max((i + 1 for i, x in enumerate(sel) if pecah(x)), default=0)
    return sel[:panjang]


def _periksa_muat(tinggi: int, lebar: int, sisa_baris: int, sisa_kolom: int) -> None:
    if tinggi > sisa_baris:
        raise BlokSalah(f"Blok ini {tinggi} baris, padahal dari sel itu ke bawah hanya {sisa_baris}. Tidak ada yang diubah.")
    if lebar > sisa_kolom:
        raise BlokSalah(f"Blok ini {lebar} kolom, padahal dari sel itu ke kanan hanya {sisa_kolom}. Tidak ada yang diubah.")


def _satu_perubahan(m: Matriks, baris: int, kolom: Kolom, teks: tuple[str, ...]) -> Perubahan:
    if kolom.hilang:
        raise BlokSalah(f"{kolom.nomor} sudah tidak ada di SKP, jadi tidak dapat diisi lagi. Tidak ada yang diubah.")
    if galat := periksa_teks(teks):
        siapa = m.baris_dari(baris)
        raise BlokSalah(f"{siapa.nama if siapa else 'Sel'}, {kolom.nomor}: {galat} Tidak ada yang diubah.")
    return Perubahan((baris, kolom.kunci), teks)
