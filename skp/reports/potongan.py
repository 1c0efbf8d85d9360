"""Rows of a form in pieces that no page cuts: a ``tbody`` that stays whole, and says *lanjutan* when it goes on. Pure.

A row-spanned cell that crosses a page would print its words once and leave the next page without them. So what belongs
together and is short stays together, and what is longer is cut here, between words, with the name repeated.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from skp.enums import Aspek, BentukSKP, JenisLampiran, JenisRHK, Pendekatan, PeriodeLapor, Perspektif, TingkatKendali

#: Lines of 9 pt. Up to ``UTUH`` a piece is left whole; a longer one is cut into pieces of ``PECAHAN``.
UTUH, PECAHAN = 20, 14
_LANJUTAN = "(lanjutan)"
#: What a row needs beside its lines: padding and rule.
_JARAK = 0.6
#: Width of the type area in mm, padding of a cell, and a mean letter at 9 pt.
_LANSKAP, _POTRET, _ISI_SEL, _HURUF = 267.0, 165.0, 3.4, 1.62
_PUTUS = re.compile(r"[\s\u200b]")


def huruf(persen: float, *, lanskap: bool = True) -> int:
    """How many letters a line of a column of ``persen`` per cent holds."""
    return max(4, int(((_LANSKAP if lanskap else _POTRET) * persen / 100 - _ISI_SEL) / _HURUF))


def tinggi(teks: str, lebar: int) -> int:
    """Lines that ``teks`` takes in a column of ``lebar`` letters."""
    return sum(max(1, -(-len(baris) // lebar)) for baris in teks.split("\n"))


def potong(teks: str, lebar: int, baris: int = PECAHAN) -> list[str]:
    """``teks`` in parts of at most ``baris`` lines, cut between words where there are any; one part when it is short."""
    if tinggi(teks, lebar) <= UTUH:
        return [teks]
    hasil, kini = [], ""
    for sepotong in _kata(teks, lebar):
        if kini and tinggi(kini + sepotong, lebar) > baris:
            hasil.append(kini.strip())
            kini = ""
        kini += sepotong
    return [*hasil, kini.strip()]


def _kata(teks: str, lebar: int) -> Iterator[str]:
    """Words with the blank that follows; one without end in pieces of a line."""
    awal = 0
    for akhir in [*(m.end() for m in _PUTUS.finditer(teks)), len(teks)]:
        yield from (teks[i : min(i + lebar, akhir)] for i in range(awal, akhir, lebar))
        awal = akhir


@dataclass(frozen=True, slots=True)
class Potongan:
    """``kepala``: the row-spanned cells; ``baris``: the rows beside them. ``judul``: the heading row before it."""

    kepala: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    lanjutan: bool = False
    judul: str = ""
    no: str = ""


def pecah(
    kepala: Sequence[str], lebar_kepala: Sequence[int], baris: Sequence[Sequence[str]], lebar: Sequence[int]
) -> list[Potongan]:
    """One group of the table: short, one piece; long, several, each with the head's words or what is left of them."""
    bagian = [potong(t, w) for t, w in zip(kepala, lebar_kepala, strict=True)]
    semua = [b for satu in baris for b in _pecah_baris(satu, lebar)] or [("",) * len(lebar)]
    tinggi_kepala = max((tinggi(t, w) for t, w in zip(kepala, lebar_kepala, strict=True)), default=0)
    if max(tinggi_kepala, sum(_tinggi_baris(b, lebar) for b in semua)) <= UTUH:
        return [Potongan(tuple(kepala), tuple(semua))]
    lembar = list(_kumpulkan(semua, lebar))
    banyak = max(len(lembar), *(len(b) for b in bagian)) if bagian else len(lembar)
    lembar += [[("",) * len(lebar)]] * (banyak - len(lembar))
    return [Potongan(tuple(_kepala(b, n) for b in bagian), tuple(lembar[n]), lanjutan=n > 0) for n in range(banyak)]


def _kepala(bagian: Sequence[str], n: int) -> str:
    """The part of piece ``n``; when all is said, the beginning again."""
    if n == 0:
        return bagian[0]
    if n < len(bagian):
        return f"{_LANJUTAN} {bagian[n]}"
    return f"{ringkas(bagian[0])} {_LANJUTAN}" if bagian[0] else ""


def ringkas(teks: str, paling: int = 160) -> str:
    """The beginning, to the end of a word."""
    return teks if len(teks) <= paling else f"{_PUTUS.split(teks[:paling][::-1], maxsplit=1)[-1][::-1]} …"


def _pecah_baris(satu: Sequence[str], lebar: Sequence[int]) -> Iterator[tuple[str, ...]]:
    bagian = [potong(t, w) for t, w in zip(satu, lebar, strict=True)]
    for n in range(max(len(b) for b in bagian)):
        yield tuple(_lanjut(b[n], n) if n < len(b) else "" for b in bagian)


def _lanjut(teks: str, n: int) -> str:
    return f"{_LANJUTAN} {teks}" if n else teks


def _tinggi_baris(satu: Sequence[str], lebar: Sequence[int]) -> float:
    return max(tinggi(t, w) for t, w in zip(satu, lebar, strict=True)) + _JARAK


def _kumpulkan(baris: Sequence[tuple[str, ...]], lebar: Sequence[int]) -> Iterator[list[tuple[str, ...]]]:
    kini: list[tuple[str, ...]] = []
    isi = 0.0
    for b in baris:
        t = _tinggi_baris(b, lebar)
        if kini and isi + t > PECAHAN + 2:
            yield kini
            kini, isi = [], 0.0
        kini.append(b)
        isi += t
    yield kini


# -- HASIL KERJA, F1 to F4


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: head, per cent of the width, and whether its cell spans the rows of an RHK."""

    judul: str
    persen: int
    rentang: bool = False


NO = Kolom("NO", 4, True)
KOLOM_JPT = (
    NO,
    Kolom("RENCANA HASIL KERJA", 31, True),
    Kolom("INDIKATOR KINERJA INDIVIDU", 37),
    Kolom("TARGET", 14),
    Kolom("PERSPEKTIF", 14),
)
KOLOM_JA = (
    NO,
    Kolom("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", 25, True),
    Kolom("RENCANA HASIL KERJA", 26, True),
    Kolom("ASPEK", 9),
    Kolom("INDIKATOR KINERJA INDIVIDU", 25),
    Kolom("TARGET", 11),
)
_GOLONGAN = ((JenisRHK.UTAMA, "A. UTAMA"), (JenisRHK.TAMBAHAN, "B. TAMBAHAN"))
_KOSONG = "-"


def hasil_kuantitatif(konten: Mapping[str, Any]) -> tuple[tuple[Kolom, ...], list[Potongan]]:
    """Columns and pieces of F1 (JPT) or F3; both headings always stand, an empty group says so."""
    jpt = konten["bentuk"] == BentukSKP.JPT
    kolom = KOLOM_JPT if jpt else KOLOM_JA
    rentang = [huruf(k.persen) for k in kolom if k.rentang][1:]
    lebar = [huruf(k.persen) for k in kolom if not k.rentang]
    hasil: list[Potongan] = []
    for jenis, judul in _GOLONGAN:
        for no, r in _bernomor(konten, jenis):
            kepala = [_rhk(r)] if jpt else [_pimpinan(r), r["uraian"]]
            hasil += _berjudul(pecah(kepala, rentang, [_iki(i, jpt=jpt) for i in r["iki"]], lebar), judul, no)
            judul = ""
        if judul:
            kosong = Potongan((_KOSONG,) * len(rentang), ((_KOSONG,) * len(lebar),))
            hasil += _berjudul([kosong], judul, _KOSONG)
    return kolom, hasil


def _bernomor(konten: Mapping[str, Any], jenis: JenisRHK) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for n, r in enumerate((r for r in konten["rhk"] if r["jenis"] == jenis), 1):
        yield str(n), r


def _berjudul(potongan: Sequence[Potongan], judul: str, no: str) -> list[Potongan]:
    return [Potongan(p.kepala, p.baris, p.lanjutan, judul if n == 0 else "", no) for n, p in enumerate(potongan)]


def _penugasan(r: Mapping[str, Any]) -> str:
    """Where an assignment comes from in brackets (5.5), and whether it is a duty as Plt. (5.11)."""
    dari = f"penugasan dari {r['penugasan_dari']}" if r["penugasan_dari"] else ""
    teks = "; ".join(x for x in ("tugas sebagai Plt." if r.get("untuk_plt") else "", dari) if x)
    return f"({teks})" if teks else ""


def _rhk(r: Mapping[str, Any]) -> str:
    return " ".join(x for x in (r["uraian"], _penugasan(r)) if x)


def _pimpinan(r: Mapping[str, Any]) -> str:
    return "\n".join(x for x in (r["rhk_pimpinan"], _penugasan(r)) if x) or _KOSONG


def _iki(i: Mapping[str, Any], *, jpt: bool) -> tuple[str, ...]:
    if jpt:
        return (i["uraian"], i["target"], Perspektif(i["perspektif"]).label if i["perspektif"] else "")
    return (Aspek(i["aspek"]).label if i["aspek"] else "", i["uraian"], i["target"])


@dataclass(frozen=True, slots=True)
class Narasi:
    """A piece of F2 or F4: paragraphs in one cell, each (class, text)."""

    paragraf: tuple[tuple[str, str], ...]
    lanjutan: bool = False
    judul: str = ""
    no: str = ""


_LABEL_JPT = "Ukuran keberhasilan/Indikator Kinerja Individu, Target, dan Perspektif:"
_LABEL_JA = "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:"


def hasil_kualitatif(konten: Mapping[str, Any]) -> list[Narasi]:
    """Pieces of F2 (JPT) or F4."""
    jpt = konten["bentuk"] == BentukSKP.JPT
    hasil: list[Narasi] = []
    for jenis, judul in _GOLONGAN:
        for no, r in _bernomor(konten, jenis):
            for n, paragraf in enumerate(_pecah_paragraf(list(_paragraf(r, jpt=jpt)), huruf(94))):
                lanjut = (("lanjut", _LANJUTAN),) if n else ()
                hasil.append(Narasi((*lanjut, *paragraf), n > 0, judul, no))
                judul = ""
        if judul:
            hasil.append(Narasi((("rhk", _KOSONG),), judul=judul, no=_KOSONG))
    return hasil


def _paragraf(r: Mapping[str, Any], *, jpt: bool) -> Iterator[tuple[str, str]]:
    yield "rhk", _rhk(r)
    if not jpt and r["rhk_pimpinan"]:
        yield "pimpinan", f"(RHK Pimpinan yang diintervensi: {r['rhk_pimpinan']})"
    yield "label", _LABEL_JPT if jpt else _LABEL_JA
    for i in r["iki"]:
        sasaran = i["target"] if i["target_teks"] else ""
        perspektif = Perspektif(i["perspektif"]).label if jpt and i["perspektif"] else ""
        yield "butir", "; ".join(x for x in (i["uraian"], sasaran, perspektif) if x)


def _pecah_paragraf(paragraf: Sequence[tuple[str, str]], lebar: int) -> Iterator[list[tuple[str, str]]]:
    """Paragraphs piece by piece; a long one goes on in the next."""
    kini: list[tuple[str, str]] = []
    isi = 0
    utuh = sum(tinggi(t, lebar) for _, t in paragraf) <= UTUH
    for kelas, teks in ((k, b) for k, t in paragraf for b in ([t] if utuh else potong(t, lebar))):
        t = tinggi(teks, lebar)
        if kini and not utuh and isi + t > PECAHAN + 2:
            yield kini
            kini, isi = [], 0
        kini.append((kelas, teks))
        isi += t
    yield kini


# -- PERILAKU KERJA (6.5), Lampiran (6.6), MIK (5.9)


@dataclass(frozen=True, slots=True)
class Perilaku:
    """One value, or what of its Ekspektasi Khusus did not fit."""

    no: str
    judul: str
    panduan: Sequence[str]
    ekspektasi: tuple[str, ...]
    lanjutan: bool = False


def perilaku(isi: Mapping[str, Any]) -> list[Perilaku]:
    """Seven values in order; bullets of an expectation are its lines."""
    harapan = {p["nilai"]: p["ekspektasi"] for p in isi["konten"]["perilaku"]}
    hasil = []
    for no, nilai in enumerate(isi["panduan"], 1):
        butir = [("butir", b.strip()) for b in harapan.get(nilai["nilai"], "").splitlines() if b.strip()]
        for n, sepotong in enumerate(_pecah_paragraf(butir, huruf(38))):
            teks = tuple(t for _, t in sepotong)
            hasil.append(Perilaku(str(no), nilai["judul"], [] if n else nilai["panduan"], teks, n > 0))
    return hasil


def lampiran(konten: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, numbered rows) of the three blocks; a long row goes on under the same number."""
    hasil = []
    for jenis in JenisLampiran:
        teks = [x["uraian"] for x in konten["lampiran"] if x["jenis"] == jenis]
        baris = [
            (str(n), _lanjut(b, k)) for n, t in enumerate(teks, 1) for k, b in enumerate(potong(t, huruf(93, lanskap=False)))
        ]
        hasil.append((jenis.label.upper(), baris or [(_KOSONG, _KOSONG)]))
    return hasil


@dataclass(frozen=True, slots=True)
class BarisManual:
    """A field of a Manual Indikator: text in parts, or a choice of (label, taken)."""

    label: str
    bagian: tuple[str, ...] = ()
    pilihan: tuple[tuple[str, bool], ...] = field(default=())


_KENDALI = (TingkatKendali.OUTCOME, TingkatKendali.OUTCOME_ANTARA, TingkatKendali.OUTPUT_KENDALI_RENDAH)
_ISIAN_MANUAL = (("Tujuan", "tujuan"), ("Deskripsi: Definisi", "definisi"), ("Deskripsi: Formula", "formula"))


def manual(konten: Mapping[str, Any]) -> list[list[BarisManual]]:
    """The nine fields of each IKI in the order of the form, and who provides the data where that was said."""
    return [_manual(r, i) for r in konten["rhk"] for i in r["iki"]]


def _manual(r: Mapping[str, Any], i: Mapping[str, Any]) -> list[BarisManual]:
    m = i["manual"] or {}
    kendali = list(_KENDALI)
    if m.get("kendali") and TingkatKendali(m["kendali"]) not in kendali:
        kendali.append(TingkatKendali(m["kendali"]))
    ukuran = "\n".join(x for x in (i["uraian"], f"Target: {i['target']}" if i["target_teks"] else "") if x)
    return [
        _isian("Rencana Hasil Kerja", _rhk(r)),
        _isian("Ukuran Keberhasilan/Indikator Kinerja dan Target", ukuran),
        *(_isian(label, m.get(kunci, "")) for label, kunci in _ISIAN_MANUAL),
        _isian("Satuan Pengukuran", m.get("satuan") or i["satuan"]),
        BarisManual("Kualitas dan Tingkat Kendali", pilihan=_pilihan(kendali, m.get("kendali"))),
        _isian("Sumber Data", m.get("sumber_data", "")),
        BarisManual("Periode Pelaporan", pilihan=_pilihan(PeriodeLapor, m.get("periode"))),
        *([_isian("Unit Penyedia Data", m["unit_data"])] if m.get("unit_data") else []),
    ]


def _isian(label: str, teks: str) -> BarisManual:
    return BarisManual(label, tuple(_lanjut(b, n) for n, b in enumerate(potong(teks or _KOSONG, huruf(67, lanskap=False)))))


def _pilihan(semua: Any, terpilih: str | None) -> tuple[tuple[str, bool], ...]:
    return tuple((x.label, x == terpilih) for x in semua)


def judul_formulir(konten: Mapping[str, Any]) -> tuple[str, str]:
    """Second and third line of the title (6.1 to 6.4)."""
    bagi = "PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
    if konten["bentuk"] != BentukSKP.JPT:
        bagi = "PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
    return f"PENDEKATAN HASIL KERJA {Pendekatan(konten['pendekatan'])}", f"BAGI {bagi}"


# -- F7: MPPH (5.4)

#: Columns of results beside each other; more go into a further table with the names again.
KOLOM_MPPH = 5
_PERSEN_NAMA = 15


@dataclass(frozen=True, slots=True)
class BlokMPPH:
    """Some columns of the matrix with all its rows. ``persen``: width of one; the first piece is the leader's."""

    nomor: tuple[str, ...]
    persen: int
    potongan: tuple[Potongan, ...]
    pertama: int = 1


def blok_mpph(isi: Mapping[str, Any]) -> list[BlokMPPH]:
    """The matrix in tables that fit the page; several results of a crossing become sub-rows under one name."""
    semua = range(len(isi["kolom"]))
    bagian = [semua[i : i + KOLOM_MPPH] for i in range(0, len(semua), KOLOM_MPPH)]
    return [_satu_blok(isi, b) for b in bagian]


def _satu_blok(isi: Mapping[str, Any], kolom: Sequence[int]) -> BlokMPPH:
    persen = (100 - 2 * _PERSEN_NAMA) // len(kolom)
    nama, sel = [huruf(_PERSEN_NAMA)] * 2, [huruf(persen)] * len(kolom)
    judul = [isi["kolom"][k] for k in kolom]
    pimpinan = [f"{k['judul']}{' (dikerjakan sendiri)' if k['sendiri'] else ''}" for k in judul]
    potongan = pecah([isi["pegawai"]["nama"], isi["pegawai"]["jabatan"]], nama, [pimpinan], sel)
    for b in isi["baris"]:
        potongan += pecah([_nama_mpph(b), b["jabatan"] or _KOSONG], nama, _sub_baris([b["sel"][k] for k in kolom]), sel)
    return BlokMPPH(tuple(k["nomor"] for k in judul), persen, tuple(potongan), kolom[0] + 1)


def _nama_mpph(b: Mapping[str, Any]) -> str:
    awal = "Tim kerja " if b["tim"] and not b["nama"].lower().startswith("tim") else ""
    akhir = " (dari unit lain)" if b["lintas_unit"] else ""
    return f"{'– ' if b['tingkat'] > 1 else ''}{awal}{b['nama']}{akhir}"


def _sub_baris(sel: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    banyak = max(1, *(len(s) for s in sel))
    return [tuple(s[n] if n < len(s) else "" for s in sel) for n in range(banyak)]
