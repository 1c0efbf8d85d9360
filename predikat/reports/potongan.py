"""Rows of F10 to F12 in pieces that no page cuts, by the cutting of the forms of planning. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skp.enums import Aspek, BentukSKP, JenisRHK, Perspektif
from skp.reports.potongan import Kolom, Potongan, huruf, pecah, potong

_KOSONG = "-"
NO = Kolom("NO", 4, True)
_REALISASI = "REALISASI BERDASARKAN BUKTI DUKUNG"
_UMPAN = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
KOLOM_JPT = (
    NO,
    Kolom("RENCANA HASIL KERJA", 18, True),
    Kolom("INDIKATOR KINERJA INDIVIDU", 18),
    Kolom("TARGET", 9),
    Kolom("PERSPEKTIF", 11),
    Kolom(_REALISASI, 20),
    Kolom(_UMPAN, 20, True),
)
KOLOM_JA = (
    NO,
    Kolom("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", 15, True),
    Kolom("RENCANA HASIL KERJA", 15, True),
    Kolom("ASPEK", 8),
    Kolom("INDIKATOR KINERJA INDIVIDU", 15),
    Kolom("TARGET", 8),
    Kolom(_REALISASI, 18),
    Kolom(_UMPAN, 17, True),
)
KOLOM_KUALITATIF = (NO, Kolom("RENCANA HASIL KERJA", 38, True), Kolom(_REALISASI, 29), Kolom(_UMPAN, 29, True))
_GOLONGAN = ((JenisRHK.UTAMA, "A. UTAMA"), (JenisRHK.TAMBAHAN, "B. TAMBAHAN"))


@dataclass(frozen=True, slots=True)
class Tabel:
    """Columns and pieces; of ``kepala`` the last one stands at the right of the rows."""

    kolom: tuple[Kolom, ...]
    potongan: tuple[Potongan, ...]


def hasil_evaluasi(konten: Mapping[str, Any]) -> Tabel:
    """The table HASIL KERJA of F10 (JPT), F11 (JA/JF) or F12 (kualitatif)."""
    kolom = _kolom(konten)
    lebar_kepala = [huruf(k.persen) for k in kolom if k.rentang][1:]
    lebar = [huruf(k.persen) for k in kolom if not k.rentang]
    hasil: list[Potongan] = []
    for jenis, judul in _GOLONGAN:
        for no, r in enumerate((r for r in konten["rhk"] if r["jenis"] == jenis), 1):
            kepala = [*_kepala(r, konten), "\n".join(r["umpan"]) or _KOSONG]
            for n, p in enumerate(pecah(kepala, lebar_kepala, _baris(r, konten), lebar)):
                hasil.append(Potongan(p.kepala, p.baris, p.lanjutan, judul if n == 0 else "", str(no)))
            judul = ""
        if judul:
            kosong = (_KOSONG,) * len(lebar_kepala), ((_KOSONG,) * len(lebar),)
            hasil.append(Potongan(*kosong, judul=judul, no=_KOSONG))
    return Tabel(kolom, tuple(hasil))


def _kolom(konten: Mapping[str, Any]) -> tuple[Kolom, ...]:
    if konten["pendekatan"] == "KUALITATIF":
        return KOLOM_KUALITATIF
    return KOLOM_JPT if konten["bentuk"] == BentukSKP.JPT else KOLOM_JA


def _rhk(r: Mapping[str, Any]) -> str:
    dari = f"(penugasan dari {r['penugasan_dari']})" if r.get("penugasan_dari") else ""
    return " ".join(x for x in (r["uraian"], dari) if x)


def _kepala(r: Mapping[str, Any], konten: Mapping[str, Any]) -> list[str]:
    if konten["pendekatan"] == "KUALITATIF":
        return ["\n".join([_rhk(r), "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:", *_butir(r)])]
    if konten["bentuk"] == BentukSKP.JPT:
        return [_rhk(r)]
    return [r.get("rhk_pimpinan") or _KOSONG, _rhk(r)]


def _butir(r: Mapping[str, Any]) -> Iterator[str]:
    for i in r["iki"]:
        yield f"– {'; '.join(x for x in (i['uraian'], i['target'] if i['target_teks'] else '') if x)}"


def _baris(r: Mapping[str, Any], konten: Mapping[str, Any]) -> list[tuple[str, ...]]:
    if konten["pendekatan"] == "KUALITATIF":
        semua = [f"– {i['realisasi']}" for i in r["iki"] if i["realisasi"]]
        return [("\n".join(semua) or _KOSONG,)]
    jpt = konten["bentuk"] == BentukSKP.JPT
    return [_iki(i, jpt=jpt) for i in r["iki"]]


def _iki(i: Mapping[str, Any], *, jpt: bool) -> tuple[str, ...]:
    capai = i["realisasi"] or _KOSONG
    if jpt:
        return (i["uraian"], i["target"], Perspektif(i["perspektif"]).label if i["perspektif"] else "", capai)
    return (Aspek(i["aspek"]).label if i["aspek"] else "", i["uraian"], i["target"], capai)


@dataclass(frozen=True, slots=True)
class PerilakuEvaluasi:
    """A value: guide, expectation, feedback; or what of them did not fit."""

    no: str
    judul: str
    panduan: Sequence[str]
    ekspektasi: str
    umpan: str
    lanjutan: bool = False


def perilaku_evaluasi(isi: Mapping[str, Any]) -> list[PerilakuEvaluasi]:
    """The seven values with their feedback (F11, F12)."""
    per = {p["nilai"]: p for p in isi["konten"]["perilaku"]}
    hasil = []
    for no, nilai in enumerate(isi["panduan"], 1):
        p = per.get(nilai["nilai"], {"ekspektasi": "", "umpan": []})
        kiri = potong(p["ekspektasi"] or _KOSONG, huruf(26))
        kanan = potong("\n".join(p["umpan"]) or _KOSONG, huruf(30))
        for n in range(max(len(kiri), len(kanan))):
            a, b = (kiri[n] if n < len(kiri) else ""), (kanan[n] if n < len(kanan) else "")
            hasil.append(PerilakuEvaluasi(str(no), nilai["judul"], [] if n else nilai["panduan"], a, b, n > 0))
    return hasil
