"""The JSON of an SKP, schema skp-1: to values and back, without loss.

Pure. Raises nothing but ``GalatBerkas``. What the schema does not know, and what belongs to later stages (``evaluasi``), is
kept in ``lain`` where it stood. ``rhk_pimpinan_id`` has the form ``NN:ID``: the RHK with that id in the file of that number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skp.baca_json import Benda, Catatan, GalatBerkas, baca, ringkas, tanpa_kembar
from skp.enums import Aspek, JenisLampiran, JenisRHK, Keluaran, MetodeCascading, NilaiBerAKHLAK, Pendekatan, Perspektif

SKEMA = "skp-1"
_INDUK = re.compile(r"(\w{1,10}):(\S{1,60})")
_NOMOR = re.compile(r"(\d{1,4})[_\-. ]")


def _pilihan(enum: Any) -> dict[str, str]:
    return {x.value: x.value for x in enum}


_JENIS, _KELUARAN, _METODE = _pilihan(JenisRHK), _pilihan(Keluaran), _pilihan(MetodeCascading)
_ASPEK, _PERSPEKTIF, _PENDEKATAN = _pilihan(Aspek), _pilihan(Perspektif), _pilihan(Pendekatan)
_NILAI = _pilihan(NilaiBerAKHLAK)


@dataclass(frozen=True, slots=True)
class IsiIKI:
    """A measure; ``aspek`` or ``perspektif``, never both."""

    uraian: str
    target: str = ""
    satuan: str = ""
    aspek: str = ""
    perspektif: str = ""
    bukti_disepakati: str = ""
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IsiRHK:
    """A result; ``rhk_pimpinan``: the leader's as written; ``induk``: (number of the file, id) of it."""

    kode: str
    jenis: str
    uraian: str
    rhk_pimpinan: str = ""
    induk: tuple[str, str] | None = None
    keluaran: str = ""
    metode: str = ""
    iki: tuple[IsiIKI, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IsiPerilaku:
    """A value and the leader's special expectations, one sentence each."""

    nilai: str
    ekspektasi: tuple[str, ...] = ()
    lain: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BerkasSKP:
    """A whole file. ``lampiran``: kind -> rows."""

    tahun: int
    pendekatan: str
    jenis_jabatan: str = ""
    jabatan: str = ""
    periode: str = ""
    unit_contoh: str = ""
    penilai_jabatan: str = ""
    sumber: str = ""
    keyakinan: str = ""
    catatan: str = ""
    rhk: tuple[IsiRHK, ...] = ()
    perilaku: tuple[IsiPerilaku, ...] = ()
    lampiran: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lain: Mapping[str, Any] = field(default_factory=dict)

    @property
    def jumlah(self) -> dict[str, int]:
        """Counts as the file has them; ``lampiran`` counts rows of all blocks."""
        return {
            "rhk": len(self.rhk),
            "iki": sum(len(r.iki) for r in self.rhk),
            "perilaku": len(self.perilaku),
            "lampiran": sum(len(x) for x in self.lampiran.values()),
        }


@dataclass(frozen=True, slots=True)
class HasilBaca:
    """What a file says, and the parts of it that cannot be taken."""

    isi: BerkasSKP
    ditolak: tuple[Catatan, ...] = ()


def untuk_tahun(isi: BerkasSKP, tahun: int) -> BerkasSKP:
    """The same content for another year; the year of the source stays readable."""
    return isi if isi.tahun == tahun else replace(isi, tahun=tahun, lain={**isi.lain, "tahun_sumber": isi.tahun})


def nomor_berkas(nama: str) -> str:
    """``01`` of ``01_jpt_kepala_bkpsdm.json``: what ``rhk_pimpinan_id`` of other files refers to; empty without a number."""
    cocok = _NOMOR.match(nama)
    return cocok[1] if cocok else ""


def urai(isi: bytes) -> HasilBaca:
    """Parse a file. Raises ``GalatBerkas``: not JSON, another schema, wrong types, an id or a value twice."""
    akar = baca(isi, SKEMA)
    b = Benda("", {k: v for k, v in akar.items() if k != "skema"})
    for wajib in ("tahun", "rhk"):
        if wajib not in b.sisa:
            raise GalatBerkas(f"Kunci {wajib} tidak ada. Lengkapi menurut skema {SKEMA}, lalu impor lagi.")
    tahun = _tahun(b)
    rhk = tuple(_rhk(r) for r in b.anak("rhk", "RHK"))
    tanpa_kembar([(r.kode, f"RHK ke-{i}") for i, r in enumerate(rhk, 1)], lambda k: f"Id {k}")
    perilaku = tuple(p for x in b.anak("perilaku", "perilaku") if (p := _perilaku(x)))
    tanpa_kembar([(p.nilai, f"perilaku ke-{i}") for i, p in enumerate(perilaku, 1)], lambda k: f"Nilai {k}")
    lampiran = _lampiran(b)
    b.di = "SKP"
    pendekatan = b.pilihan("pendekatan", _PENDEKATAN)
    if not pendekatan:
        raise GalatBerkas("Pendekatan harus KUANTITATIF atau KUALITATIF. Lengkapi, lalu impor lagi.")
    teks = {
        k: b.teks(k)
        for k in ("jenis_jabatan", "jabatan", "periode", "unit_contoh", "penilai_jabatan", "sumber", "keyakinan", "catatan")
    }
    return HasilBaca(
        BerkasSKP(tahun, pendekatan, **teks, rhk=rhk, perilaku=perilaku, lampiran=lampiran, lain=b.sisa), tuple(b.ditolak)
    )


def _tahun(b: Benda) -> int:
    tahun = b.sisa.pop("tahun")
    if isinstance(tahun, bool) or not isinstance(tahun, int) or not 2015 <= tahun <= 2100:
        raise GalatBerkas("Tahun harus angka antara 2015 dan 2100. Perbaiki, lalu impor lagi.")
    return tahun


def _rhk(b: Benda) -> IsiRHK:
    kode = b.teks("id", 60)
    jenis = b.pilihan("jenis", _JENIS)
    if not jenis:
        b.tolak("jenis RHK harus UTAMA atau TAMBAHAN. Perbaiki dahulu.", kode)
    uraian = b.teks("uraian")
    if not uraian:
        b.tolak("uraian kosong. Isi dahulu.", kode)
    return IsiRHK(
        kode=kode,
        jenis=jenis,
        uraian=uraian,
        rhk_pimpinan=b.teks("rhk_pimpinan"),
        induk=_induk(b, kode),
        keluaran=b.pilihan("jenis_keluaran", _KELUARAN),
        metode=b.pilihan("metode_cascading", _METODE),
        iki=tuple(_iki(i) for i in b.anak("iki", "IKI")),
        lain=b.sisa,
    )


def _induk(b: Benda, kode: str) -> tuple[str, str] | None:
    teks = b.teks("rhk_pimpinan_id", 80)
    if not teks:
        return None
    cocok = _INDUK.fullmatch(teks)
    if cocok is None:
        b.tolak(f"rhk_pimpinan_id {teks} tidak berbentuk NN:ID. Perbaiki dahulu.", kode)
        return None
    return cocok[1], cocok[2]


def _iki(b: Benda) -> IsiIKI:
    aspek, perspektif = b.pilihan("aspek", _ASPEK), b.pilihan("perspektif", _PERSPEKTIF)
    if aspek and perspektif:
        b.tolak("IKI memakai aspek dan perspektif sekaligus. Sisakan satu.")
    uraian = b.teks("uraian")
    if not uraian:
        b.tolak("uraian kosong. Isi dahulu.")
    return IsiIKI(
        uraian=uraian,
        target=b.teks("target"),
        satuan=b.teks("satuan", 120),
        aspek=aspek,
        perspektif=perspektif,
        bukti_disepakati=b.teks_lunak("bukti_dukung"),
        lain=b.sisa,
    )


def _perilaku(b: Benda) -> IsiPerilaku | None:
    tertulis = b.sisa.get("nilai")
    nilai = b.pilihan("nilai", _NILAI)
    if not nilai:
        b.tolak(f"nilai {str(tertulis)[:40]} bukan nilai BerAKHLAK. Perbaiki dahulu.")
        return None
    return IsiPerilaku(nilai, _kalimat(b, "ekspektasi_khusus"), b.sisa)


def _kalimat(b: Benda, kunci: str) -> tuple[str, ...]:
    hasil = b.daftar(kunci)
    if not all(isinstance(x, str) for x in hasil):
        raise GalatBerkas(f"{b.di}: {kunci} harus daftar kalimat. Perbaiki, lalu impor lagi.")
    return tuple(x.strip() for x in hasil if x.strip())


def _lampiran(b: Benda) -> dict[str, tuple[str, ...]]:
    """Three blocks; what else stands beside them is kept in ``lain``."""
    isi = b.sisa.pop("lampiran", None)
    if isi is None:
        return {}
    if not isinstance(isi, dict):
        raise GalatBerkas("lampiran harus objek berisi tiga blok. Perbaiki, lalu impor lagi.")
    blok = {ringkas(k): k for k in isi}
    dalam = Benda("lampiran", dict(isi), b.ditolak)
    hasil: dict[str, tuple[str, ...]] = {j.value: _kalimat(dalam, blok[j.value]) for j in JenisLampiran if j.value in blok}
    if dalam.sisa:
        b.sisa["lampiran"] = dalam.sisa
    return hasil


# -- and back


def susun(isi: BerkasSKP) -> dict[str, Any]:
    """The file again: equal to what was read, but for keys that said nothing."""
    kepala = ("tahun", "periode", "jenis_jabatan", "jabatan", "unit_contoh", "pendekatan", "penilai_jabatan")
    lain = dict(isi.lain)
    lampiran = {k.lower(): list(v) for k, v in isi.lampiran.items()} | lain.pop("lampiran", {})
    return {
        "skema": SKEMA,
        **{k: getattr(isi, k) for k in (*kepala, "sumber", "keyakinan", "catatan")},
        "rhk": [_susun_rhk(r) for r in isi.rhk],
        "perilaku": [{"nilai": p.nilai, "ekspektasi_khusus": list(p.ekspektasi), **p.lain} for p in isi.perilaku],
        "lampiran": lampiran,
        **lain,
    }


def _susun_rhk(r: IsiRHK) -> dict[str, Any]:
    pilih = {"jenis_keluaran": r.keluaran, "metode_cascading": r.metode.lower()}
    return {
        "id": r.kode,
        "jenis": r.jenis,
        "rhk_pimpinan": r.rhk_pimpinan or None,
        **({"rhk_pimpinan_id": ":".join(r.induk)} if r.induk else {}),
        "uraian": r.uraian,
        "iki": [_susun_iki(i) for i in r.iki],
        **{k: v for k, v in pilih.items() if v},
        **r.lain,
    }


def _susun_iki(i: IsiIKI) -> dict[str, Any]:
    isi = {"aspek": i.aspek, "perspektif": i.perspektif, "bukti_dukung": i.bukti_disepakati}
    return {
        "uraian": i.uraian,
        "target": i.target or None,
        "satuan": i.satuan or None,
        **{k: v for k, v in isi.items() if v},
        **i.lain,
    }
