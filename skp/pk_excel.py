"""A sheet of Perjanjian Kinerja: one row per indikator, or per program; merged cells mean "as above".

Pure. Reading goes from left to right: UNIT, TAHUN, SASARAN, PROGRAM, KEGIATAN, SUB KEGIATAN. A cell that says something begins
a new one and forgets what stood to the right of it; an empty cell goes on with the one above. The indikator of a row belongs
to the rightmost one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from kinerja.plumbing.daftar import KolomImpor
from kinerja.plumbing.impor import BarisLembar, Tertahan, baris_data
from kinerja.plumbing.lembar import Lembar
from skp.baca_json import TEKS_MAKS, ringkas
from skp.enums import Arah, PolaUkur
from skp.kalimat import lipat
from skp.pk_isi import Indikator, IsiPK, Program, Sasaran, Simpul

KOLOM = (
    KolomImpor(
        "UNIT", ("UNIT KERJA", "PERANGKAT DAERAH", "OPD"), bantu="Nama atau kode unit. Kosong: seperti baris di atasnya."
    ),
    KolomImpor("TAHUN", bantu="Misalnya 2026. Kosong: seperti baris di atasnya."),
    KolomImpor("SASARAN", ("SASARAN STRATEGIS", "SASARAN KINERJA"), wajib=True, bantu="Kosong: seperti baris di atasnya."),
    KolomImpor("PROGRAM", ("NAMA PROGRAM",), bantu="Program yang melayani sasaran itu."),
    KolomImpor("KEGIATAN", bantu="Kegiatan di bawah program."),
    KolomImpor("SUB KEGIATAN", ("SUBKEGIATAN",), bantu="Subkegiatan di bawah kegiatan."),
    KolomImpor("KODE", ("KODE REKENING", "KODE PROGRAM"), bantu="Kode program atau kegiatan."),
    KolomImpor("ANGGARAN", ("PAGU", "ANGGARAN (RP)", "PAGU ANGGARAN"), bantu="Rupiah, tanpa satuan lain."),
    KolomImpor("JABATAN", ("PENANGGUNG JAWAB",), bantu="Jabatan penanggung jawab kegiatan, tanpa nama orang."),
    KolomImpor("INDIKATOR", ("INDIKATOR KINERJA", "INDIKATOR KINERJA UTAMA"), wajib=True, bantu="Satu baris satu indikator."),
    KolomImpor("TARGET", ("TARGET KINERJA",), bantu="Seperti tertulis: angka, rentang, atau predikat. Boleh kosong."),
    KolomImpor("SATUAN", bantu="Misalnya %, indeks, dokumen."),
    KolomImpor("ARAH", pilihan=tuple(x.value for x in Arah), bantu="NAIK: makin tinggi makin baik."),
    KolomImpor("POLA UKUR", pilihan=tuple(x.value for x in PolaUkur), bantu="HITUNGAN, POSISI, atau RILIS."),
    KolomImpor("CARA UKUR", ("FORMULA", "FORMULASI"), bantu="Cara menghitungnya."),
)
_TINGKAT = ("SASARAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
_PANJANG = (("SATUAN", 120), ("JABATAN", 250), ("KODE", 60), ("UNIT", 250), *((k, TEKS_MAKS) for k in (*_TINGKAT, "INDIKATOR")))
_ARAH = {"NAIK", "TURUN"}
_POLA = {x.value for x in PolaUkur}


@dataclass(slots=True)
class _Sasaran:
    uraian: str
    indikator: list[Indikator] = field(default_factory=list)


@dataclass(slots=True)
class _Bawah:
    """A program, kegiatan or sub kegiatan; ``induk``: its id."""

    kode_sumber: str
    nama: str
    induk: str
    level: str = ""
    kode: str = ""
    jabatan: str = ""
    anggaran: Decimal | None = None
    indikator: list[Indikator] = field(default_factory=list)


@dataclass(slots=True)
class _Naskah:
    """One Perjanjian Kinerja while its rows are read. ``baris``: the first row."""

    unit: str
    tahun: int
    baris: int
    sasaran: list[_Sasaran] = field(default_factory=list)
    program: list[_Bawah] = field(default_factory=list)
    simpul: list[_Bawah] = field(default_factory=list)

    def isi(self) -> IsiPK:
        """As plain values; ids as the JSON files have them."""
        return IsiPK(
            self.tahun,
            unit=self.unit,
            sasaran=tuple(Sasaran(f"S{i}", s.uraian, indikator=tuple(s.indikator)) for i, s in enumerate(self.sasaran, 1)),
            program=tuple(
                Program(p.kode_sumber, p.nama, p.induk, p.kode, p.anggaran, indikator=tuple(p.indikator)) for p in self.program
            ),
            simpul=tuple(
                Simpul(
                    s.kode_sumber,
                    s.level,
                    s.nama,
                    s.induk,
                    s.jabatan,
                    s.anggaran,
                    indikator=tuple(s.indikator),
                    lain={"kode": s.kode} if s.kode else {},
                )
                for s in self.simpul
            ),
        )


@dataclass(slots=True)
class Uraian:
    """What a sheet says: documents by (unit as written, year), each with its first row, and what cannot be taken."""

    data: int = 0
    dokumen: list[tuple[int, IsiPK]] = field(default_factory=list)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)


def urai(lembar: Lembar, *, unit: str = "", tahun: int | None = None) -> Uraian:
    """Read a sheet. ``unit``, ``tahun``: where the sheet says nothing. Raises ``Ditolak`` for missing columns."""
    hasil = Uraian()
    naskah: dict[tuple[str, int], _Naskah] = {}
    kini = _Kini(unit, str(tahun or ""))
    for baris in baris_data(lembar, KOLOM):
        hasil.data += 1
        isi = {k.nama: baris.teks(k.nama) for k in KOLOM}
        alasan = _ambil(baris, isi, kini, naskah)
        if alasan:
            nama = isi["INDIKATOR"] or isi["SASARAN"]
            hasil.ditolak.append(Tertahan(baris.baris, isi["UNIT"] or kini.unit, alasan, nama, isi))
    hasil.dokumen = [(n.baris, n.isi()) for n in naskah.values()]
    return hasil


@dataclass(slots=True)
class _Kini:
    """What empty cells mean in the row at hand."""

    unit: str
    tahun: str
    tingkat: dict[str, Any] = field(default_factory=dict)

    def baca(self, isi: Mapping[str, str]) -> None:
        """Take over unit and year; a new one forgets everything to the right."""
        for kolom in ("UNIT", "TAHUN"):
            baru = isi[kolom]
            if baru and lipat(baru) != lipat(getattr(self, kolom.lower())):
                setattr(self, kolom.lower(), baru)
                self.tingkat.clear()


def _ambil(baris: BarisLembar, isi: Mapping[str, str], kini: _Kini, naskah: dict[tuple[str, int], _Naskah]) -> str:
    """Put one row where it belongs; why not, when it cannot be taken."""
    kini.baca(isi)
    if not kini.unit:
        return "Unit belum disebut. Isi kolom UNIT."
    if not kini.tahun.isdecimal() or not 2015 <= int(kini.tahun[:9]) <= 2100:
        return "Tahun belum disebut atau di luar 2015 sampai 2100. Isi kolom TAHUN."
    if panjang := next((f"{k} lebih dari {maks} huruf. Ringkas dahulu." for k, maks in _PANJANG if len(isi[k]) > maks), ""):
        return panjang
    anggaran, salah = _anggaran(isi["ANGGARAN"])
    indikator, tolak = _indikator(isi)
    if salah or tolak:
        return salah or tolak
    kunci = (lipat(kini.unit), int(kini.tahun))
    n = naskah.setdefault(kunci, _Naskah(kini.unit, kunci[1], baris.baris))
    pemilik = _pemilik(n, isi, kini)
    if isinstance(pemilik, str):
        return pemilik
    if isinstance(pemilik, _Bawah):
        pemilik.anggaran = anggaran if anggaran is not None else pemilik.anggaran
        pemilik.kode, pemilik.jabatan = isi["KODE"] or pemilik.kode, isi["JABATAN"] or pemilik.jabatan
    elif anggaran is not None:
        return "Anggaran tercantum tanpa program. Isi kolom PROGRAM pada baris ini."
    if indikator is not None:
        pemilik.indikator.append(indikator)
    return ""


def _pemilik(n: _Naskah, isi: Mapping[str, str], kini: _Kini) -> _Sasaran | _Bawah | str:
    """To whom the row belongs: the rightmost level that is open."""
    for i, kolom in enumerate(_TINGKAT):
        if not isi[kolom]:
            continue
        ada = kini.tingkat.get(kolom)
        if ada is not None and lipat(ada[0]) == lipat(isi[kolom]):
            for kanan in _TINGKAT[i + 1 :]:
                kini.tingkat.pop(kanan, None)
            continue
        for kanan in _TINGKAT[i:]:
            kini.tingkat.pop(kanan, None)
        baru = _baru(n, kolom, isi[kolom], kini)
        if isinstance(baru, str):
            return baru
        kini.tingkat[kolom] = (isi[kolom], baru)
    terdalam = next((kini.tingkat[k][1] for k in reversed(_TINGKAT) if k in kini.tingkat), None)
    return terdalam if terdalam is not None else "Sasaran belum disebut. Isi kolom SASARAN."


def _baru(n: _Naskah, kolom: str, teks: str, kini: _Kini) -> _Sasaran | _Bawah | str:
    if kolom == "SASARAN":
        ada = next((s for s in n.sasaran if lipat(s.uraian) == lipat(teks)), None)
        if ada is None:
            n.sasaran.append(ada := _Sasaran(teks))
        return ada
    if "SASARAN" not in kini.tingkat:
        return f"{kolom.capitalize()} tercantum tanpa sasaran. Isi kolom SASARAN."
    if kolom == "PROGRAM":
        induk = f"S{n.sasaran.index(kini.tingkat['SASARAN'][1]) + 1}"
        program = next((p for p in n.program if (p.induk, lipat(p.nama)) == (induk, lipat(teks))), None)
        if program is None:
            n.program.append(program := _Bawah(f"P{len(n.program) + 1}", teks, induk))
        return program
    atas = kini.tingkat.get("KEGIATAN") if kolom == "SUB KEGIATAN" else kini.tingkat.get("PROGRAM")
    if atas is None:
        return f"{kolom.capitalize()} tercantum tanpa {'kegiatan' if kolom == 'SUB KEGIATAN' else 'program'}. Isi kolomnya."
    level = ringkas(kolom)
    simpul = next((s for s in n.simpul if (s.induk, lipat(s.nama)) == (atas[1].kode_sumber, lipat(teks))), None)
    if simpul is None:
        n.simpul.append(simpul := _Bawah(f"K{len(n.simpul) + 1}", teks, atas[1].kode_sumber, level))
    return simpul


def _indikator(isi: Mapping[str, str]) -> tuple[Indikator | None, str]:
    arah, pola = ringkas(isi["ARAH"]), ringkas(isi["POLA UKUR"])
    if not isi["INDIKATOR"]:
        return None, "Target tercantum tanpa indikator. Isi kolom INDIKATOR." if isi["TARGET"] else ""
    if arah and arah not in _ARAH:
        return None, f"Arah {isi['ARAH']} tidak dikenal. Pilih NAIK atau TURUN."
    if pola and pola not in _POLA:
        return None, f"Pola ukur {isi['POLA UKUR']} tidak dikenal. Pilih HITUNGAN, POSISI, atau RILIS."
    return Indikator(isi["INDIKATOR"], isi["TARGET"], isi["SATUAN"], arah, pola, isi["CARA UKUR"]), ""


def _anggaran(teks: str) -> tuple[Decimal | None, str]:
    """A number cell, or ``Rp 1.595.757.500,00``, or the American ``1,595,757,500.00``."""
    bersih = teks.lower().removeprefix("rp").strip(" .")
    if not bersih or bersih == "-":
        return None, ""
    for ribuan, koma in ((".", ","), (",", ".")):
        if (ribuan not in bersih or koma not in bersih or bersih.rindex(ribuan) < bersih.index(koma)) and bersih.count(
            koma
        ) <= 1:
            try:
                hasil = Decimal(_tanpa_ribuan(bersih, ribuan).replace(koma, "."))
            except InvalidOperation:
                continue
            if 0 <= hasil < 10**15:
                return round(hasil, 2), ""
    return None, f"Anggaran “{teks[:40]}” bukan jumlah rupiah. Tulis angkanya saja."


def _tanpa_ribuan(teks: str, ribuan: str) -> str:
    """Without separators, which stand before three digits; one before fewer is a decimal point."""
    utuh, *lain = teks.split(ribuan)
    if lain and all(len(x.split(",")[0].split(".")[0]) == 3 for x in lain):
        return "".join((utuh, *lain))
    return teks
