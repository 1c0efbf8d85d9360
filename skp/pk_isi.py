"""What a Perjanjian Kinerja says, as plain values: read from a file, a sheet or the database, compared, and written again.

Pure. Two contents are the same when they are equal; ``beda`` says in words what is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from kinerja.plumbing.tulisan import angka
from skp.enums import Arah, JenisRujukan, LevelSimpul, PolaUkur
from skp.kalimat import lipat

BELUM_DITETAPKAN = "belum ditetapkan"
#: Levels below a sasaran or program.
TINGKAT_MAKS = 20


@dataclass(frozen=True, slots=True)
class Indikator:
    """A measure with its target as written; an empty ``target`` is not set yet."""

    uraian: str
    target: str = ""
    satuan: str = ""
    arah: str = ""
    pola_ukur: str = ""
    cara_ukur: str = ""
    peran: str = ""
    keterangan: str = ""
    deret: Mapping[str, Any] = field(default_factory=dict)
    target_triwulan: Mapping[str, Any] = field(default_factory=dict)
    target_bulanan: Mapping[str, Any] = field(default_factory=dict)
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A sasaran strategis; ``kode``: its id in the source."""

    kode: str
    uraian: str
    tujuan: str = ""
    sasaran_daerah: str = ""
    indikator: tuple[Indikator, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its money; ``sasaran``: the ``kode`` of the sasaran it serves."""

    kode_sumber: str
    nama: str
    sasaran: str = ""
    kode: str = ""
    anggaran: Decimal | None = None
    realisasi_anggaran: Decimal | None = None
    indikator: tuple[Indikator, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Simpul:
    """A node below the head; ``induk``: the id of a sasaran, a program or another node."""

    kode_sumber: str
    level: str
    uraian: str
    induk: str = ""
    jabatan: str = ""
    anggaran: Decimal | None = None
    permasalahan: str = ""
    upaya: str = ""
    indikator: tuple[Indikator, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rujukan:
    """A document that it rests on."""

    jenis: str
    judul: str
    tautan: str = ""
    halaman: str = ""


@dataclass(frozen=True, slots=True)
class IsiPK:
    """All of it. ``unit``: as the source calls it; ``lain``: what the source says beyond the schema."""

    tahun: int
    unit: str = ""
    pemda: str = ""
    jenis_dokumen: str = ""
    jabatan_kepala: str = ""
    sumber: str = ""
    keyakinan: str = ""
    catatan: str = ""
    sasaran: tuple[Sasaran, ...] = ()
    program: tuple[Program, ...] = ()
    simpul: tuple[Simpul, ...] = ()
    rujukan: tuple[Rujukan, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)

    @property
    def jumlah(self) -> dict[str, int]:
        """Counts as the file has them; ``indikator`` are those of the sasaran."""
        return {
            "sasaran": len(self.sasaran),
            "indikator": sum(len(s.indikator) for s in self.sasaran),
            "program": len(self.program),
            "simpul": len(self.simpul),
        }

    @property
    def anggaran(self) -> Decimal | None:
        """Sum of what the programs say; None when none says anything."""
        ada = [p.anggaran for p in self.program if p.anggaran is not None]
        return sum(ada, Decimal()) if ada else None


def untuk_tahun(isi: IsiPK, tahun: int) -> IsiPK:
    """The same content for another year; the year of the source stays readable."""
    return isi if isi.tahun == tahun else replace(isi, tahun=tahun, lain={**isi.lain, "tahun_sumber": isi.tahun})


def rupiah(nilai: Decimal | int | None) -> str:
    """``Rp1.234.567.890``; cents only when there are some; ``belum terbaca`` without a number."""
    if nilai is None:
        return "belum terbaca"
    bulat = Decimal(nilai) == Decimal(nilai).to_integral_value()
    return f"Rp{angka(Decimal(nilai), 0 if bulat else 2)}"


def sebut_target(teks: str, satuan: str) -> str:
    """As people read it: value and unit, or that it is not set."""
    if not teks:
        return f"{BELUM_DITETAPKAN} ({satuan})" if satuan else BELUM_DITETAPKAN
    return f"{teks}{satuan}" if satuan == "%" else f"{teks} {satuan}".strip()


# -- the difference between two contents


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One difference: where, what it is called, before and after. ``kelas``: BARU, BERUBAH or HILANG."""

    kelas: str
    di: str
    kolom: str
    lama: str
    baru: str


_KOLOM = {
    "tahun": "Tahun", "unit": "Unit menurut sumber", "pemda": "Pemerintah daerah", "jenis_dokumen": "Jenis dokumen",
    "jabatan_kepala": "Jabatan kepala", "sumber": "Sumber", "keyakinan": "Keyakinan", "catatan": "Catatan", "uraian": "Uraian",
    "tujuan": "Tujuan", "sasaran_daerah": "Sasaran daerah", "target": "Target", "satuan": "Satuan", "arah": "Arah",
    "pola_ukur": "Pola ukur", "cara_ukur": "Cara ukur", "peran": "Peran", "keterangan": "Keterangan",
    "deret": "Target tahun lain", "target_triwulan": "Target triwulan", "target_bulanan": "Target bulanan",
    "nama": "Nama", "kode": "Kode", "sasaran": "Sasaran", "anggaran": "Anggaran", "realisasi_anggaran": "Realisasi anggaran",
    "level": "Tingkat", "induk": "Induk", "jabatan": "Jabatan", "permasalahan": "Permasalahan", "upaya": "Upaya",
    "lain": "Keterangan lain", "jenis": "Jenis", "judul": "Judul", "tautan": "Tautan", "halaman": "Halaman",
    "kode_sumber": "Kode menurut sumber",
}  # fmt: skip
_ENUM = {"arah": Arah, "pola_ukur": PolaUkur, "level": LevelSimpul}
_RUPIAH = ("anggaran", "realisasi_anggaran")


def beda(lama: IsiPK, baru: IsiPK) -> tuple[Perubahan, ...]:
    """What changed, top down: the head, then sasaran, program, nodes and references, each with its indicators."""
    hasil = list(_beda_kolom(lama, baru, "Perjanjian Kinerja", ("sasaran", "program", "simpul", "rujukan")))
    hasil += _beda_daftar(lama.sasaran, baru.sasaran, "Sasaran", "uraian", "kode")
    hasil += _beda_daftar(lama.program, baru.program, "Program", "nama", "kode_sumber")
    hasil += _beda_daftar(lama.simpul, baru.simpul, "Simpul", "uraian", "kode_sumber")
    hasil += _beda_daftar(lama.rujukan, baru.rujukan, "Rujukan", "judul", "")
    return tuple(hasil)


def _beda_kolom(lama: Any, baru: Any, di: str, kecuali: Sequence[str] = ()) -> Iterator[Perubahan]:
    for f in fields(baru):
        a, b = getattr(lama, f.name), getattr(baru, f.name)
        if f.name not in kecuali and f.name != "indikator" and a != b:
            yield Perubahan("BERUBAH", di, _KOLOM[f.name], tulis_nilai(f.name, a), tulis_nilai(f.name, b))


def _beda_daftar(lama: Sequence[Any], baru: Sequence[Any], sebutan: str, nama: str, kode: str) -> Iterator[Perubahan]:
    """Members matched by their words, then by the id in the source."""
    pasangan = pasangkan(lama, baru, nama, kode)
    for b in baru:
        di = f"{sebutan}: {_potong(getattr(b, nama))}"
        a = pasangan.get(id(b))
        if a is None:
            yield Perubahan("BARU", di, "Ditambahkan", "", _ringkas(b, nama))
            continue
        yield from _beda_kolom(a, b, di)
        if hasattr(b, "indikator"):
            yield from _beda_daftar(
                a.indikator, b.indikator, f"{sebutan} {_potong(getattr(b, nama), 40)}, indikator", "uraian", ""
            )
    letak = {id(a): i for i, a in enumerate(lama)}
    urut = [letak[id(pasangan[id(b)])] for b in baru if id(b) in pasangan]
    if urut != sorted(urut):
        sebut = [", ".join(_potong(getattr(x, nama), 40) for x in daftar) for daftar in (lama, baru)]
        yield Perubahan("BERUBAH", sebutan, "Urutan", *sebut)
    ada = {id(a) for a in pasangan.values()}
    for a in lama:
        if id(a) not in ada:
            yield Perubahan("HILANG", f"{sebutan}: {_potong(getattr(a, nama))}", "Dihapus", _ringkas(a, nama), "")


def pasangkan(lama: Iterable[Any], baru: Iterable[Any], nama: str, kode: str) -> dict[int, Any]:
    """``id(new) -> old``: equal in words and id of the source first, then in words (in order), then in the id alone."""
    bebas, semua = list(lama), list(baru)
    hasil: dict[int, Any] = {}
    for kunci in ((nama, kode), (nama,), (kode,)) if kode else ((nama,),):
        per: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for a in bebas:
            per[_kunci(a, kunci)].append(a)
        for b in semua:
            calon = per.get(_kunci(b, kunci)) if id(b) not in hasil and all(_kunci(b, kunci)) else None
            if calon:
                hasil[id(b)] = calon.pop(0)
        terpakai = {id(a) for a in hasil.values()}
        bebas = [a for a in bebas if id(a) not in terpakai]
    return hasil


def _kunci(benda: Any, kolom: Sequence[str]) -> tuple[str, ...]:
    return tuple(lipat(getattr(benda, k)) for k in kolom)


def tulis_nilai(kolom: str, nilai: Any) -> str:
    """A value of a field as people read it; empty for nothing."""
    if kolom in _RUPIAH:
        return rupiah(nilai)
    if kolom == "target":
        return str(nilai) or BELUM_DITETAPKAN
    if nilai and kolom in _ENUM:
        return str(_ENUM[kolom](nilai).label)
    if isinstance(nilai, Mapping):
        return "; ".join(f"{k}: {v}" for k, v in sebut_lain(nilai))
    return str(nilai) if nilai is not None else ""


def sebut_lain(lain: Mapping[str, Any], awalan: str = "") -> list[tuple[str, str]]:
    """Unknown keys as (words, text) lines, nested ones with their path: nothing of the source is hidden."""
    hasil: list[tuple[str, str]] = []
    for k, v in lain.items():
        nama = f"{awalan} › {sebut_kunci(k)}" if awalan else sebut_kunci(k)
        if isinstance(v, Mapping):
            hasil += sebut_lain(v, nama) or [(nama, "kosong")]
        elif isinstance(v, list) and any(isinstance(x, Mapping | list) for x in v):
            for i, x in enumerate(v, 1):
                hasil += sebut_lain({f"{i}": x}, nama)
        else:
            hasil.append((nama, sebut_isi(v)))
    return hasil


_KUNCI = {"unit": "Unit menurut sumber", "pemda": "Pemerintah daerah"}


def sebut_kunci(kunci: str) -> str:
    """A key of a file as words: ``target_5_tahun`` -> ``Target 5 tahun``; codes such as ``TW1`` stay."""
    if kunci in _KUNCI:
        return _KUNCI[kunci]
    kata = kunci.replace("_", " ").strip()
    return kata[:1].upper() + kata[1:]


def sebut_isi(nilai: Any) -> str:
    """A plain value as text."""
    if nilai is None:
        return "belum ada"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, list):
        return ", ".join(sebut_isi(x) for x in nilai) or "kosong"
    return str(nilai) if nilai != "" else "kosong"


def _ringkas(benda: Any, nama: str) -> str:
    if isinstance(benda, Indikator):
        return f"Target {sebut_target(benda.target, benda.satuan)}"
    if isinstance(benda, Rujukan):
        return JenisRujukan(benda.jenis).label
    jumlah = len(benda.indikator)
    return f"{jumlah} indikator" if jumlah else "tanpa indikator"


def _potong(teks: str, maks: int = 90) -> str:
    return teks if len(teks) <= maks else f"{teks[: maks - 1]}…"
