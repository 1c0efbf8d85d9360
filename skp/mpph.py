"""The matrix as plain values: rows, columns, what each delivers, coverage, what is missing and what can be seen.

Rules are those of 5.4 of the regulation reference: every RHK utama of the leader has a cell or is *dikerjakan sendiri*, every
person has a cell. A crossing holds several results, one per line; an identity (``SelMPPH``) survives when its line is edited.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.tulisan import angka
from skp.kalimat import bentuk_baku

#: The matrix is the circular's; that nobody and no RHK stays without a cell is this application's own check (5.4).
DASAR = "Matriks Pembagian Peran dan Hasil: SE Kepala BKN 16/2024; kelengkapannya pilihan aplikasi"
_DISEBUT = 3
#: A result begins with "Ter…" or carries "-nya" ("Meningkatnya"); an activity does not (2.1 of the supporting rules).
_HASIL = re.compile(r"^(?:ter\w+|\w+nya)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Isi:
    """One result in a crossing. ``sunting``: how often it was changed; ``dipakai``: an RHK was made of it."""

    id: int
    uraian: str
    keluaran: str = ""
    sunting: int = 0
    dipakai: bool = False


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: an RHK utama of the leader, or an IKI of it (``lini_iki``). ``id`` None: nothing stored about it yet.

    ``hilang``: the leader's SKP has it no longer, its cells wait for his decision. ``berubah``: its text is newer than the
    agreement.
    """

    lini_rhk: int
    judul: str
    nomor: str
    id: int | None = None
    lini_iki: int | None = None
    keluaran: str = ""
    dikerjakan_sendiri: bool = False
    hilang: bool = False
    berubah: bool = False

    @property
    def kunci(self) -> str:
        """How pages name it: the lineage, so that a column has a name before anything is stored."""
        return f"{self.lini_rhk}-{self.lini_iki}" if self.lini_iki else str(self.lini_rhk)

    @property
    def diharapkan(self) -> bool:
        """Whether somebody must deliver something to it: an RHK utama that the leader does not do himself."""
        return not (self.hilang or self.dikerjakan_sendiri or self.lini_iki)


@dataclass(frozen=True, slots=True)
class Baris:
    """A row: a person, or a team through its ketua. ``orang``: whose; ``induk``: the team's row, for the second level."""

    id: int
    nama: str
    jabatan: str = ""
    orang: int | None = None
    tim: str = ""
    induk: int | None = None
    lintas_unit: bool = False
    pergi: bool = False

    @property
    def tingkat(self) -> int:
        """1, or 2 below a team."""
        return 2 if self.induk else 1


Silang = tuple[int, str]


@dataclass(frozen=True)
class Matriks:
    """The whole table. ``isi``: (row id, column key) -> results, in order."""

    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    isi: Mapping[Silang, tuple[Isi, ...]] = field(default_factory=dict)

    def sel(self, baris: int, kolom: str) -> tuple[Isi, ...]:
        """The results in a crossing."""
        return self.isi.get((baris, kolom), ())

    def kolom_dari(self, kunci: str) -> Kolom | None:
        """The column of that key."""
        return next((k for k in self.kolom if k.kunci == kunci), None)

    def baris_dari(self, pk: int) -> Baris | None:
        """The row of that id."""
        return next((b for b in self.baris if b.id == pk), None)

    @cached_property
    def peran_baris(self) -> dict[int, int]:
        """Row id -> number of results in it."""
        jumlah: Counter[int] = Counter()
        for (baris, _), isi in self.isi.items():
            jumlah[baris] += len(isi)
        return {b.id: jumlah[b.id] for b in self.baris}

    @cached_property
    def pendukung(self) -> dict[str, int]:
        """Column key -> number of rows that deliver something to it; a person in two rows counts once."""
        siapa: defaultdict[str, set[object]] = defaultdict(set)
        milik = {b.id: _pemilik(b) for b in self.baris}
        for (baris, kolom), isi in self.isi.items():
            if isi and baris in milik:
                siapa[kolom].add(milik[baris])
        return {k.kunci: len(siapa[k.kunci]) for k in self.kolom}

    @cached_property
    def beban(self) -> dict[object, int]:
        """Owner -> results in all his rows: whoever also sits in a team is covered by either row."""
        jumlah: dict[object, int] = {}
        for b in self.baris:
            jumlah[_pemilik(b)] = jumlah.get(_pemilik(b), 0) + self.peran_baris[b.id]
        return jumlah

    @cached_property
    def kosong(self) -> tuple[Baris, ...]:
        """Rows of people without any result, each person once."""
        sudah: dict[object, Baris] = {}
        for b in self.baris:
            if not self.beban[_pemilik(b)] and not b.pergi:
                sudah.setdefault(_pemilik(b), b)
        return tuple(sudah.values())

    @cached_property
    def tanpa_pendukung(self) -> tuple[Kolom, ...]:
        """RHK utama that nobody delivers to; an IKI column of it counts for it."""
        didukung = {k.lini_rhk for k in self.kolom if self.pendukung[k.kunci]}
        return tuple(k for k in self.kolom if k.diharapkan and k.lini_rhk not in didukung)

    @cached_property
    def menunggu(self) -> tuple[Kolom, ...]:
        """Columns that the leader's SKP has no longer, with cells."""
        return tuple(k for k in self.kolom if k.hilang)

    @property
    def jumlah_orang(self) -> int:
        """Owners of rows, each once."""
        return len(self.beban)

    @property
    def satuan(self) -> str:
        """What coverage counts: people, or rows where some of them are teams."""
        return "baris" if any(b.tim for b in self.baris) else "orang"

    @property
    def berperan(self) -> int:
        """Owners with at least one result."""
        return sum(n > 0 for n in self.beban.values())

    def ganti(self, silang: Silang, isi: Sequence[Isi]) -> "Matriks":
        """The same matrix with another content of one crossing."""
        return replace(self, isi={**self.isi, silang: tuple(isi)})


def _pemilik(b: Baris) -> object:
    return ("orang", b.orang) if b.orang is not None and not b.tim else ("baris", b.id)


def jejak(isi: Iterable[Isi]) -> str:
    """What a page knew of a crossing: ``12.0,15.3``; another text later means that somebody changed it meanwhile."""
    return ",".join(f"{i.id}.{i.sunting}" for i in isi)


# -- what is missing, what can be seen


def kekurangan(m: Matriks) -> tuple[Alasan, ...]:
    """What must be done before *sepakati*, each with its next step; empty: the matrix may be agreed."""
    hasil: list[Alasan] = []
    if not any(k.lini_iki is None and not k.hilang for k in m.kolom):
        hasil.append(Alasan("Belum ada kolom. Isi RHK utama di SKP Anda lebih dahulu.", DASAR))
    if not m.baris:
        hasil.append(Alasan("Belum ada baris. Tambahkan pegawai atau tim kerja.", DASAR))
    for k in m.menunggu:
        hasil.append(
            Alasan(
                f"{k.nomor} sudah tidak ada di SKP Anda, tetapi masih berisi peran. Pindahkan isinya ke RHK lain atau hapus.",
                DASAR,
                {"RHK": k.judul},
            )
        )
    for k in m.tanpa_pendukung:
        hasil.append(
            Alasan(f"{k.nomor} belum didukung siapa pun. Isi satu sel atau tandai dikerjakan sendiri.", DASAR, {"RHK": k.judul})
        )
    if m.kosong:
        nama = _sebut([b.nama for b in m.kosong])
        hasil.append(Alasan(f"{nama} belum punya peran. Isi sedikitnya satu sel, atau keluarkan dari matriks.", DASAR))
    return tuple(hasil)


@dataclass(frozen=True, slots=True)
class Temuan:
    """A thing to be seen in the matrix; never a block. ``awas``: worth a second look."""

    ikon: str
    kalimat: str
    awas: bool = False


def temuan(m: Matriks) -> tuple[Temuan, ...]:
    """Support, load, repeated sentences, activities instead of results."""
    return tuple(x for x in (_dukungan(m), _beban(m), *_kembar(m), *_sama_dengan_pimpinan(m), _kegiatan(m)) if x)


def _dukungan(m: Matriks) -> Temuan | None:
    utama = [m.pendukung[k.kunci] for k in m.kolom if k.diharapkan]
    if not utama or m.tanpa_pendukung:
        return None
    return Temuan("circle-check", f"Semua RHK utama Anda didukung, paling sedikit {angka(max(min(utama), 1))} {m.satuan}.")


def _beban(m: Matriks) -> Temuan | None:
    if m.jumlah_orang < 2 or not m.berperan:
        return None
    nama = {_pemilik(b): b.nama for b in reversed(m.baris)}
    siapa, banyak = max(m.beban.items(), key=lambda x: x[1])
    rata = sum(m.beban.values()) / m.jumlah_orang
    return Temuan("users", f"{nama[siapa]} memegang {banyak} peran, terbanyak di tim. Rata-rata {angka(rata, 1)} peran.")


def _kembar(m: Matriks) -> Iterable[Temuan]:
    siapa: defaultdict[str, list[int]] = defaultdict(list)
    asli: dict[str, str] = {}
    for (baris, _), isi in m.isi.items():
        for i in isi:
            siapa[bentuk_baku(i.uraian)].append(baris)
            asli.setdefault(bentuk_baku(i.uraian), i.uraian)
    nama = {b.id: b.nama for b in m.baris}
    for kunci, semua in siapa.items():
        orang = [nama[b] for b in dict.fromkeys(semua) if b in nama]
        if len(orang) > 1:
            kalimat = f"“{_potong(asli[kunci])}” tertulis untuk {_sebut(orang)}. Bedakan bagian masing-masing."
            yield Temuan("copy", kalimat, True)


def _sama_dengan_pimpinan(m: Matriks) -> Iterable[Temuan]:
    judul = {k.kunci: bentuk_baku(k.judul) for k in m.kolom}
    nama = {b.id: b.nama for b in m.baris}
    for (baris, kolom), isi in m.isi.items():
        if baris in nama and any(bentuk_baku(i.uraian) == judul.get(kolom) for i in isi):
            kalimat = f"Peran {nama[baris]} sama persis dengan RHK Anda. Tulis bagian yang ia hasilkan."
            yield Temuan("copy", kalimat, True)


def _kegiatan(m: Matriks) -> Temuan | None:
    banyak = sum(not berbunyi_hasil(i.uraian) for isi in m.isi.values() for i in isi)
    if not banyak:
        return None
    kalimat = f"{banyak} peran belum berbunyi hasil. Awali dengan kata hasil, misalnya Tersusunnya atau Meningkatnya."
    return Temuan("bulb", kalimat, True)


def berbunyi_hasil(uraian: str) -> bool:
    """Whether a sentence begins as a result does, not as an activity."""
    kata = uraian.split()
    return bool(kata) and bool(_HASIL.match(kata[0].strip(".,;:()\"'")))


def _potong(teks: str) -> str:
    return teks if len(teks) <= 80 else f"{teks[:77].rstrip()}…"


def _sebut(nama: Sequence[str]) -> str:
    sisa = len(nama) - _DISEBUT
    if sisa > 0:
        return f"{', '.join(nama[:_DISEBUT])}, dan {sisa} lagi"
    return nama[0] if len(nama) == 1 else f"{', '.join(nama[:-1])} dan {nama[-1]}"


# -- suggestions


@dataclass(frozen=True, slots=True)
class Calon:
    """A sentence of the Perjanjian Kinerja that may fill a crossing. ``jabatan``: for whom it was written."""

    uraian: str
    jabatan: str = ""
    level: str = ""


def urutkan_calon(calon: Iterable[Calon], jabatan: str, sudah: Iterable[str] = ()) -> tuple[Calon, ...]:
    """Without what the matrix has already, those written for ``jabatan`` first, each sentence once."""
    ada = {bentuk_baku(x) for x in sudah}
    unik: dict[str, Calon] = {}
    for c in calon:
        kunci = bentuk_baku(c.uraian)
        if kunci and kunci not in ada:
            unik.setdefault(kunci, c)
    return tuple(sorted(unik.values(), key=lambda c: -_kemiripan(c.jabatan, jabatan)))


def _kemiripan(a: str, b: str) -> float:
    kata_a, kata_b = set(bentuk_baku(a).split()), set(bentuk_baku(b).split())
    return len(kata_a & kata_b) / len(kata_a | kata_b) if kata_a and kata_b else 0.0


def bagian(m: Matriks, orang: int) -> Matriks:
    """What ``orang`` may see before the matrix is agreed: his own rows, and those of the teams that he leads."""
    tim = {b.id for b in m.baris if b.tim and b.orang == orang}
    baris = tuple(b for b in m.baris if b.orang == orang or b.induk in tim)
    tampak = {b.id for b in baris}
    return replace(m, baris=baris, isi={s: i for s, i in m.isi.items() if s[0] in tampak})
