"""The JSON of a Perjanjian Kinerja, schema pk-1: to values and back, without loss.

Pure. Raises nothing but ``GalatBerkas``. Keys beyond the schema, and keys whose value has another shape than a column can hold,
are kept in ``lain`` where they stood.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from skp.baca_json import Benda, Catatan, GalatBerkas, baca, ringkas, tanpa_kembar
from skp.enums import Arah, JenisRujukan, LevelSimpul, PolaUkur
from skp.pk_isi import TINGKAT_MAKS, Indikator, IsiPK, Program, Rujukan, Sasaran, Simpul

SKEMA = "pk-1"
_ARAH = {x.value: x.value for x in Arah}
_POLA = {x.value: x.value for x in PolaUkur}
_LEVEL = {x.value: x.value for x in LevelSimpul}
_RUJUKAN = {x.value: x.value for x in JenisRujukan}


@dataclass(frozen=True, slots=True)
class HasilBaca:
    """What a file says, and the parts of it that cannot be taken."""

    isi: IsiPK
    ditolak: tuple[Catatan, ...] = ()


def urai(isi: bytes) -> HasilBaca:
    """Parse a file. Raises ``GalatBerkas``: not JSON, another schema, wrong types, an id twice, a circle of ``induk_id``."""
    return urai_objek(baca(isi, SKEMA))


def urai_objek(akar: Mapping[str, Any]) -> HasilBaca:
    """The top object, as ``baca_json.baca`` gives it."""
    b = Benda("", {k: v for k, v in akar.items() if k != "skema"})
    for wajib in ("tahun", "sasaran_strategis"):
        if wajib not in b.sisa:
            raise GalatBerkas(f"Kunci {wajib} tidak ada. Lengkapi menurut skema {SKEMA}, lalu impor lagi.")
    tahun = _tahun(b)
    sasaran = tuple(_sasaran(s) for s in b.anak("sasaran_strategis", "sasaran"))
    program = tuple(_program(p) for p in b.anak("program", "program"))
    simpul = tuple(_simpul(s) for s in b.anak("simpul_bawah", "simpul"))
    rujukan = tuple(r for x in b.anak("rujukan", "rujukan") if (r := _rujukan(x)))
    _periksa_id(sasaran, program, simpul)
    b.di = "Perjanjian Kinerja"
    _periksa_tautan(b, sasaran, program, simpul)
    kepala = {k: b.teks(k, n) for k, n in (("unit", 250), ("pemda", 250), ("jenis_dokumen", 200), ("jabatan_kepala", 200))}
    uraian = {k: b.teks(k) for k in ("sumber", "keyakinan", "catatan")}
    hasil = IsiPK(tahun, **kepala, **uraian, sasaran=sasaran, program=program, simpul=simpul, rujukan=rujukan, lain=b.sisa)
    return HasilBaca(hasil, tuple(b.ditolak))


def _tahun(b: Benda) -> int:
    tahun = b.sisa.pop("tahun")
    if isinstance(tahun, str) and tahun.isascii() and tahun.isdecimal() and len(tahun) == 4:
        tahun = int(tahun)
    if isinstance(tahun, bool) or not isinstance(tahun, int) or not 2015 <= tahun <= 2100:
        raise GalatBerkas("Tahun harus angka antara 2015 dan 2100. Perbaiki, lalu impor lagi.")
    return tahun


def _id(b: Benda, kunci: str = "id") -> str:
    return b.teks(kunci, 60)


def _wajib(b: Benda, kunci: str, kode: str = "") -> str:
    teks = b.teks(kunci)
    if not teks:
        b.tolak(f"{kunci} kosong. Isi dahulu.", kode)
    return teks


def _indikator(induk: Benda) -> tuple[Indikator, ...]:
    return tuple(_satu_indikator(i) for i in induk.anak("indikator", "indikator"))


def _satu_indikator(b: Benda) -> Indikator:
    return Indikator(
        uraian=_wajib(b, "uraian"),
        target=b.teks("target"),
        satuan=b.teks("satuan", 120),
        arah=b.pilihan("arah", _ARAH),
        pola_ukur=b.pilihan("pola_ukur", _POLA),
        cara_ukur=b.teks_lunak("cara_ukur"),
        peran=b.teks_lunak("peran", 60),
        keterangan=b.teks_lunak("keterangan"),
        deret=b.peta("deret"),
        target_triwulan=b.peta("target_triwulan"),
        target_bulanan=b.peta("target_bulanan"),
        lain=b.sisa,
    )


def _sasaran(b: Benda) -> Sasaran:
    kode = _id(b)
    return Sasaran(
        kode=kode,
        uraian=_wajib(b, "uraian", kode),
        indikator=_indikator(b),
        tujuan=b.teks_lunak("tujuan"),
        sasaran_daerah=b.teks_lunak("sasaran_daerah"),
        lain=b.sisa,
    )


def _program(b: Benda) -> Program:
    kode = _id(b)
    return Program(
        kode_sumber=kode,
        sasaran=_id(b, "sasaran_id"),
        nama=_wajib(b, "nama", kode),
        kode=b.teks_lunak("kode", 60),
        anggaran=_anggaran(b, kode),
        realisasi_anggaran=b.rupiah("realisasi_anggaran"),
        indikator=_indikator(b),
        lain=b.sisa,
    )


def _anggaran(b: Benda, kode: str) -> Decimal | None:
    """Money of a program or node. What is no amount is held back: a wrong sum is worse than none."""
    tertulis = b.sisa.get("anggaran")
    if tertulis is not None and (isinstance(tertulis, bool) or not isinstance(tertulis, int | float)):
        raise GalatBerkas(f"{b.di}: anggaran harus angka rupiah atau null. Perbaiki, lalu impor lagi.")
    hasil = b.rupiah("anggaran")
    if tertulis is not None and hasil is None:
        b.sisa.pop("anggaran")
        b.tolak("anggaran bukan jumlah rupiah yang wajar. Perbaiki dahulu.", kode)
    return hasil


def _simpul(b: Benda) -> Simpul:
    kode = _id(b)
    tertulis = b.sisa.get("level")
    if tertulis is not None and not isinstance(tertulis, str):
        raise GalatBerkas(f"{b.di}: level harus teks. Perbaiki, lalu impor lagi.")
    level = b.pilihan("level", _LEVEL)
    if not level:
        b.tolak(f"level {tertulis or 'kosong'} tidak dikenal. Pilih {', '.join(_LEVEL)}.", kode)
    return Simpul(
        kode_sumber=kode,
        level=level,
        induk=_id(b, "induk_id"),
        uraian=_wajib(b, "uraian", kode),
        jabatan=b.teks("jabatan", 250),
        anggaran=_anggaran(b, kode),
        permasalahan=b.teks_lunak("permasalahan"),
        upaya=b.teks_lunak("upaya"),
        indikator=_indikator(b),
        lain=b.sisa,
    )


def _rujukan(b: Benda) -> Rujukan | None:
    jenis, judul = b.teks("jenis", 40), b.teks("judul", 250)
    if ringkas(jenis) not in _RUJUKAN or not judul:
        b.tolak("rujukan perlu jenis yang dikenal dan judul.")
        return None
    return Rujukan(_RUJUKAN[ringkas(jenis)], judul, b.teks("tautan", 500), b.teks("halaman", 60))


def _periksa_id(sasaran: tuple[Sasaran, ...], program: tuple[Program, ...], simpul: tuple[Simpul, ...]) -> None:
    """Every id once in its list; one that is an ``induk`` means one thing only."""
    s, p, n = [x.kode for x in sasaran], [x.kode_sumber for x in program], [x.kode_sumber for x in simpul]
    for kunci, sebutan in ((s, "sasaran"), (p, "program"), (n, "simpul")):
        tanpa_kembar([(k, f"{sebutan} ke-{i}") for i, k in enumerate(kunci, 1)], lambda k: f"Id {k}")
    induk = {x.induk for x in simpul} - {""}
    tanpa_kembar(
        [(k, d) for ks, d in ((s, "sasaran"), (p, "program"), (n, "simpul")) for k in ks if k in induk], lambda k: f"Id {k}"
    )
    lingkar = cari_lingkar({x.kode_sumber: x.induk for x in simpul if x.kode_sumber})
    if lingkar:
        raise GalatBerkas(f"induk_id berputar: {' → '.join(lingkar)}. Putuskan lingkarannya, lalu impor lagi.")
    _periksa_dalam({x.kode_sumber: x.induk for x in simpul if x.kode_sumber})


def _periksa_dalam(induk: Mapping[str, str]) -> None:
    """No tree of a real unit is that deep, and no screen draws one that is."""
    dalam: dict[str, int] = {}
    for awal in induk:
        jalan = []
        kini = awal
        while kini in induk and kini not in dalam:
            jalan.append(kini)
            kini = induk[kini]
        for n, simpul in enumerate(reversed(jalan), dalam.get(kini, 0) + 1):
            dalam[simpul] = n
    if max(dalam.values(), default=0) > TINGKAT_MAKS:
        raise GalatBerkas(f"Simpul bersarang lebih dari {TINGKAT_MAKS} tingkat. Ratakan, lalu impor lagi.")


def cari_lingkar(induk: Mapping[str, str]) -> tuple[str, ...]:
    """A circle among child -> parent, from a member back to itself; empty when there is none."""
    aman: set[str] = set()
    for awal in induk:
        jalan: dict[str, None] = {}
        kini = awal
        while kini in induk and kini not in aman:
            if kini in jalan:
                urut = list(jalan)
                return (*urut[urut.index(kini) :], kini)
            jalan[kini] = None
            kini = induk[kini]
        aman.update(jalan)
    return ()


def _periksa_tautan(b: Benda, sasaran: Iterable[Sasaran], program: Iterable[Program], simpul: Iterable[Simpul]) -> None:
    """A link to an id that is not in the file holds the row back."""
    kode = {x.kode for x in sasaran}
    semua = kode | {x.kode_sumber for x in program} | {x.kode_sumber for x in simpul}
    for i, p in enumerate(program, 1):
        if p.sasaran and p.sasaran not in kode:
            b.ditolak.append(Catatan(f"program ke-{i}", p.kode_sumber, f"sasaran_id {p.sasaran} tidak ada di berkas."))
    for i, s in enumerate(simpul, 1):
        if s.induk and s.induk not in semua:
            b.ditolak.append(Catatan(f"simpul ke-{i}", s.kode_sumber, f"induk_id {s.induk} tidak ada di berkas."))


# -- and back


def susun(isi: IsiPK) -> dict[str, Any]:
    """The file again: equal to what was read, but for keys that said nothing."""
    kepala = {k: getattr(isi, k) for k in ("tahun", "pemda", "unit", "jenis_dokumen", "jabatan_kepala", "sumber", "keyakinan")}
    rujukan = [{"jenis": r.jenis, "judul": r.judul, "tautan": r.tautan, "halaman": r.halaman} for r in isi.rujukan]
    return {
        "skema": SKEMA,
        **kepala,
        "catatan": isi.catatan,
        **isi.lain,
        "sasaran_strategis": [_susun_sasaran(s) for s in isi.sasaran],
        "program": [_susun_program(p) for p in isi.program],
        "simpul_bawah": [_susun_simpul(s) for s in isi.simpul],
        **({"rujukan": [_padat(r) for r in rujukan]} if rujukan else {}),
    }


def _padat(isi: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in isi.items() if v not in ("", None) and v != {}}


def _susun_indikator(i: Indikator) -> dict[str, Any]:
    peta = {"deret": i.deret, "target_triwulan": i.target_triwulan, "target_bulanan": i.target_bulanan}
    teks = {"cara_ukur": i.cara_ukur, "peran": i.peran, "keterangan": i.keterangan}
    pilih = {"arah": i.arah.lower(), "pola_ukur": i.pola_ukur.lower()}
    return {
        "uraian": i.uraian,
        "target": i.target or None,
        "satuan": i.satuan or None,
        **_padat({**pilih, **teks, **peta}),
        **i.lain,
    }


def _susun_sasaran(s: Sasaran) -> dict[str, Any]:
    return {
        "id": s.kode,
        "uraian": s.uraian,
        "indikator": [_susun_indikator(i) for i in s.indikator],
        **_padat({"tujuan": s.tujuan, "sasaran_daerah": s.sasaran_daerah}),
        **s.lain,
    }


def _susun_program(p: Program) -> dict[str, Any]:
    return {
        "id": p.kode_sumber,
        "sasaran_id": p.sasaran or None,
        "nama": p.nama,
        "anggaran": _bilangan(p.anggaran),
        "indikator": [_susun_indikator(i) for i in p.indikator],
        **_padat({"kode": p.kode, "realisasi_anggaran": _bilangan(p.realisasi_anggaran)}),
        **p.lain,
    }


def _susun_simpul(s: Simpul) -> dict[str, Any]:
    uang = {"anggaran": _bilangan(s.anggaran)}
    return {
        "id": s.kode_sumber,
        "induk_id": s.induk or None,
        "level": s.level,
        "jabatan": s.jabatan,
        "uraian": s.uraian,
        "indikator": [_susun_indikator(i) for i in s.indikator],
        **_padat({**uang, "permasalahan": s.permasalahan, "upaya": s.upaya}),
        **s.lain,
    }


def _bilangan(nilai: Decimal | None) -> int | float | None:
    if nilai is None:
        return None
    return int(nilai) if nilai == nilai.to_integral_value() else float(nilai)
