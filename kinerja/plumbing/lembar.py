"""Read a sheet (xlsx or CSV) that a stranger sent: judged by content, checked before it is unpacked, never trusted.

The limits are about memory: a sheet becomes a dense block of cells, so two cells far apart could ask for gigabytes.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from kinerja.plumbing.galat import Ditolak

Sel = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

UKURAN_MAKS = 40 * 1024 * 1024
BUTIR_MAKS = 2_000
BONGKAR_MAKS = 300 * 1024 * 1024
RASIO_MAKS = 200
RASIO_BERLAKU_DI_ATAS = 5 * 1024 * 1024
KOLOM_MAKS = 156
BARIS_MAKS = 49_999
_BARIS_CARI_JUDUL = 60
_POTONG = 1 << 20
#: A tag or a text that is longer is none of Excel's: a cell holds 32.767 characters, at most six bytes each.
_TAG_MAKS = 1 << 18
_BARIS_JAUH = rb"0*(?:[5-9]\d{4}|[1-9]\d{5})"
#: A reference beyond EZ49999, or one that hides itself in character references, however it is spaced and quoted.
_SEL_JAUH = re.compile(rb"""r\s*=\s*["']\s*(?:[A-Za-z]{3,}\d|[F-Zf-z][A-Za-z]\d|[A-Za-z]{1,2}%b|[^"'<>\s]*&)""" % _BARIS_JAUH)
_NOMOR_JAUH = re.compile(rb"""r\s*=\s*["']\s*%b""" % _BARIS_JAUH)
#: What may stand before the name of an attribute.
_SEBELUM_NAMA = frozenset(b" \t\r\n\x0b\x0c\"'/")
_UNSUR = re.compile(rb"<(?:[\w.-]+:)?(row|c)[\s/>]")
_PENYANDIAN = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)""")
_BUKAN_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00\xfe\xff")
#: Other workbooks that the reader would open too; nothing here has measured those.
_BUKU_LAIN = frozenset({"xl/workbook.bin", "content.xml"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PEMISAH = ",;\t|"
#: Within one row of CSV; a text in quotes may hold some, too.
_PEMISAH_MAKS = 100_000

BUKAN_EXCEL = "Berkas ini bukan buku kerja Excel (.xlsx) atau CSV. Simpan ulang sebagai .xlsx dari Excel, lalu unggah lagi."
TERKUNCI = (
    "Berkas ini terkunci kata sandi atau berformat Excel lama (.xls). Buka di Excel, hapus kata sandinya, "
    "simpan sebagai .xlsx, lalu unggah lagi."
)
BERMAKRO = "Berkas ini memuat makro (.xlsm). Simpan ulang sebagai .xlsx biasa tanpa makro, lalu unggah lagi."
RUSAK = "Berkas ini rusak atau tidak utuh. Unduh lagi dari sumbernya, lalu unggah ulang."
KOSONG = "Berkas ini kosong. Pilih berkas yang berisi data, lalu unggah lagi."
TERLALU_BESAR = (
    f"Berkas ini lebih besar daripada {UKURAN_MAKS // 1024 // 1024} MB. Hapus lembar yang tidak perlu, lalu unggah lagi."
)
BOM = "Isi berkas ini mengembang jauh melebihi ukuran wajar, jadi tidak dibuka. Simpan ulang dari Excel, lalu unggah lagi."
BUKAN_UTF8 = "Berkas ini ditulis dengan sandi huruf yang tidak lazim. Simpan ulang dari Excel, lalu unggah lagi."
TERLALU_LUAS = (
    "Lembar ini berisi sel di luar kolom EZ atau di bawah baris 49.999. Hapus kolom dan baris kosong berlebih di Excel, "
    "lalu unggah lagi."
)


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet below its heading row. ``kepala``: headings as written; ``nomor_kepala``: its 1-based row."""

    nama: str
    kepala: tuple[str, ...]
    nomor_kepala: int
    isi: Sequence[Sequence[Sel]]

    def __iter__(self) -> Iterator[tuple[int, Sequence[Sel]]]:
        """(1-based sheet row, cells) of every row below the headings, blank ones included."""
        return enumerate(self.isi, self.nomor_kepala + 1)


def ringkas_judul(judul: object) -> str:
    """A heading as compared: upper case, underscores and runs of blanks as one blank."""
    return " ".join(str("" if judul is None else judul).replace("_", " ").upper().split())


def baca_lembar(berkas: Path, dikenal: Callable[[str], bool], paling_sedikit: int = 3) -> Lembar:
    """The first sheet that has a row with at least ``paling_sedikit`` known headings.

    ``dikenal`` gets a heading as ``ringkas_judul`` makes it. Raises ``Ditolak`` with one sentence for a wrong file.
    """
    lembar: Iterator[tuple[str, Sequence[Sequence[Sel]]]]
    lembar = _lembar_xlsx(berkas) if _jenis(berkas) == "xlsx" else iter([("CSV", _baris_csv(berkas))])
    kosong = True
    for nama, baris in lembar:
        kosong = kosong and not baris
        for i, sel in enumerate(baris[:_BARIS_CARI_JUDUL]):
            if len({j for x in sel if dikenal(j := ringkas_judul(x))}) >= paling_sedikit:
                return Lembar(nama, tuple(str(x) for x in sel), i + 1, baris[i + 1 :])
    if kosong:
        raise Ditolak(KOSONG)
    raise Ditolak(
        "Baris judul kolom tidak ditemukan. Pastikan berkas ini ekspor yang benar dan judul kolomnya tidak diubah, "
        "lalu unggah lagi."
    )


def _jenis(berkas: Path) -> str:
    ukuran = berkas.stat().st_size
    if ukuran == 0:
        raise Ditolak(KOSONG)
    if ukuran > UKURAN_MAKS:
        raise Ditolak(TERLALU_BESAR)
    with berkas.open("rb") as f:
        awal = f.read(4096)
    if awal.startswith(_OLE):
        raise Ditolak(TERKUNCI)
    if awal.startswith(_ZIP):
        _periksa_zip(berkas)
        return "xlsx"
    if awal.startswith(b"PK") or b"\x00" in awal or awal.lstrip().startswith((b"<", b"%PDF", b"{")):
        raise Ditolak(BUKAN_EXCEL)
    return "csv"


def _periksa_zip(berkas: Path) -> None:
    """Entry count, sizes and ratios first; then every entry is unpacked once, in pieces, against its checksum."""
    try:
        with zipfile.ZipFile(berkas) as z:
            _periksa_butir(z.infolist())
            for butir in z.infolist():
                _periksa_isi(z, butir)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as galat:
        raise Ditolak(RUSAK) from galat


def _periksa_butir(butir: list[zipfile.ZipInfo]) -> None:
    nama = {b.filename.lower().replace("\\", "/") for b in butir}
    if any(b.flag_bits & 0x1 for b in butir):
        raise Ditolak(TERKUNCI)
    if len(butir) > BUTIR_MAKS or sum(b.file_size for b in butir) > BONGKAR_MAKS:
        raise Ditolak(BOM)
    if any(b.file_size > RASIO_BERLAKU_DI_ATAS and b.file_size > RASIO_MAKS * max(1, b.compress_size) for b in butir):
        raise Ditolak(BOM)
    if any(n.endswith("vbaproject.bin") for n in nama):
        raise Ditolak(BERMAKRO)
    if "[content_types].xml" not in nama or "xl/workbook.xml" not in nama or nama & _BUKU_LAIN:
        raise Ditolak(BUKAN_EXCEL)


def _periksa_isi(z: zipfile.ZipFile, butir: zipfile.ZipInfo) -> None:
    """Every part, whatever it is called: a workbook may keep its sheets anywhere and declare their kind as it likes."""
    penjaga = _Penjaga(jenis=butir.filename.lower() == "[content_types].xml")
    with z.open(butir) as f:
        sisa = f.read(256)
        if sisa.startswith(_BUKAN_UTF8) or _sandi_lain(sisa):
            raise Ditolak(BUKAN_UTF8)
        while potong := f.read(_POTONG):
            # A tag is looked at whole: the rest of a cut one is kept for the next piece.
            potong = sisa + potong
            batas = potong.rfind(b"<", max(0, len(potong) - _TAG_MAKS))
            penjaga.lihat(potong[:batas] if batas > 0 else potong)
            if batas < 0 and penjaga.berlembar and len(potong) >= _TAG_MAKS:
                raise Ditolak(TERLALU_LUAS)
            sisa = potong[batas:] if batas > 0 else b""
        penjaga.lihat(sisa)


def _sandi_lain(awal: bytes) -> bool:
    """Whether an XML part says that it is not UTF-8: the bytes looked at here would not be those that are read."""
    cocok = _PENYANDIAN.match(awal.removeprefix(b"\xef\xbb\xbf"))
    return cocok is not None and cocok[1].strip().lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


def _berujuk(pola: re.Pattern[bytes], potong: bytes) -> bool:
    """Whether an attribute ``r`` is like ``pola``; asking afterwards what stands before is faster than a longer pattern."""
    return any(potong[m.start() - 1] in _SEBELUM_NAMA for m in pola.finditer(potong) if m.start())


@dataclass(slots=True)
class _Penjaga:
    """Looks at one part in pieces and refuses macros and what would make a block of cells too large."""

    jenis: bool
    berlembar: bool = False
    baris: int = 0
    kolom: int = 0

    def lihat(self, potong: bytes) -> None:
        """Raises ``Ditolak``. Rows and cells without a reference count on by themselves, so they are counted, too."""
        if self.jenis and b"macroenabled" in potong.lower():
            raise Ditolak(BERMAKRO)
        self.berlembar = self.berlembar or b"sheetData" in potong
        if not self.berlembar:
            return
        if _berujuk(_SEL_JAUH, potong) or _berujuk(_NOMOR_JAUH, potong):
            raise Ditolak(TERLALU_LUAS)
        for unsur in _UNSUR.finditer(potong):
            if unsur[1] == b"row":
                self.baris, self.kolom = self.baris + 1, 0
            else:
                self.kolom += 1
            if self.baris > BARIS_MAKS or self.kolom > KOLOM_MAKS:
                raise Ditolak(TERLALU_LUAS)


def _lembar_xlsx(berkas: Path) -> Iterator[tuple[str, Sequence[Sequence[Sel]]]]:
    try:
        buku = python_calamine.CalamineWorkbook.from_path(str(berkas))
        for nama in buku.sheet_names:
            yield nama, buku.get_sheet_by_name(nama).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as galat:
        raise Ditolak(RUSAK) from galat


def _baris_csv(berkas: Path) -> Sequence[Sequence[Sel]]:
    mentah = berkas.read_bytes()
    if b"\x00" in mentah:
        raise Ditolak(BUKAN_EXCEL)
    try:
        teks = mentah.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = mentah.decode("cp1252", errors="replace")
    try:
        return _baris_teks(teks, _pemisah(teks))
    except csv.Error as galat:
        raise Ditolak(RUSAK) from galat


def _baris_teks(teks: str, pemisah: str) -> list[list[str]]:
    """Counted while they are read: a file of nothing but line ends or separators would become gigabytes of empty cells."""
    belum_sebaris = 0

    def garis() -> Iterator[str]:
        nonlocal belum_sebaris
        for satu in io.StringIO(teks, newline=""):
            belum_sebaris += satu.count(pemisah)
            if belum_sebaris > _PEMISAH_MAKS:
                raise Ditolak(TERLALU_LUAS)
            yield satu

    baris: list[list[str]] = []
    for sel in csv.reader(garis(), delimiter=pemisah):
        belum_sebaris = 0
        if len(baris) == BARIS_MAKS or len(sel) > KOLOM_MAKS:
            raise Ditolak(TERLALU_LUAS)
        baris.append(sel)
    return baris


def _pemisah(teks: str) -> str:
    """The separator seen most in the first lines; the sniffer of the standard library guesses too freely."""
    awal = "\n".join(teks.splitlines()[:_BARIS_CARI_JUDUL]) if len(teks) < 1_000_000 else teks[:200_000]
    return max(_PEMISAH, key=awal.count)
