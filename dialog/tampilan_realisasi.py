"""What the pages of realisasi and rencana aksi show, computed once per row."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse

from dialog.aturan import Ringkasan, perlu_dialog, ringkas_catatan
from dialog.aturan_capaian import Tren
from dialog.aturan_dialog import sebutan
from dialog.enums import KeadaanRealisasi
from dialog.models import Dialog, Realisasi, RencanaAksi
from dialog.queries_realisasi import BarisIKI, HalamanRealisasi, catatan_hari_dari
from dialog.tampilan_dialog import periode_dialog
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from skp.enums import PolaUkur

CIP = {
    KeadaanRealisasi.BELUM: "",
    KeadaanRealisasi.SEBAGIAN: "info",
    KeadaanRealisasi.SESUAI: "ok",
    KeadaanRealisasi.MELAMPAUI: "merek",
}
_TREN_HITUNGAN = {
    Tren.MEMBAIK: "Lebih banyak dari periode lalu",
    Tren.MEMBURUK: "Lebih sedikit dari periode lalu",
    Tren.TETAP: "Sama dengan periode lalu",
}
_LEBAR, _TINGGI, _TEPI = 96, 28, 3


@dataclass(frozen=True, slots=True)
class Kurva:
    """A small line of one measure: points for the SVG, the same in words. ``titik``: the last one."""

    garis: str
    titik: tuple[str, str]
    kata: str


def kurva(nilai: Sequence[tuple[str, Decimal | None]]) -> Kurva | None:
    """(period, number) oldest first; None with fewer than two numbers."""
    ada = [(n, x) for n, x in nilai if x is not None]
    if len(ada) < 2:
        return None
    bawah, atas = min(x for _, x in ada), max(x for _, x in ada)
    tinggi = atas - bawah or Decimal(1)
    langkah = Decimal(_LEBAR - 2 * _TEPI) / (len(ada) - 1)
    xy = [
        (f"{_TEPI + i * langkah:.1f}", f"{_TINGGI - _TEPI - (x - bawah) / tinggi * (_TINGGI - 2 * _TEPI):.1f}")
        for i, (_, x) in enumerate(ada)
    ]
    return Kurva(" ".join(",".join(p) for p in xy), xy[-1], ", ".join(f"{n} {angka(x)}" for n, x in ada))


class IKITampil:
    """A measure on a page."""

    def __init__(self, b: BarisIKI) -> None:
        self.b = b
        self.iki = b.iki
        self.lini = b.lini
        self.nomor = b.nomor
        self.persen = b.persen
        self.usul = b.usul
        self.kurang = b.kurang

    @property
    def isi(self) -> Realisasi:
        """The stored row, or an empty one."""
        return self.b.realisasi or Realisasi()

    @property
    def lampiran(self) -> list[Any]:
        """Its evidence (``queries_bukti.lampirkan``)."""
        return self.b.lampiran

    @property
    def keadaan(self) -> KeadaanRealisasi:
        """As the pegawai said."""
        return KeadaanRealisasi(self.isi.keadaan)

    @property
    def cip(self) -> str:
        """Kind of the chip."""
        return CIP[self.keadaan]

    @property
    def hitungan(self) -> bool:
        """Counts add up: the field asks for what this period brought."""
        return self.b.ukuran.cara is PolaUkur.HITUNGAN

    @property
    def label_nilai(self) -> str:
        """Above the field."""
        if not self.hitungan:
            return "Capaian akhir periode"
        return "Jumlah setahun" if self.b.periode.jenis == JenisPeriode.AKHIR else "Bertambah pada periode ini"

    @property
    def kini(self) -> str:
        """``9 dari 12 laporan``; empty where there is no number."""
        jumlah = self.b.kini
        if jumlah is None:
            return ""
        satuan = self.iki.satuan.strip()
        lekat = "%" if satuan == "%" else ""
        return f"{angka(jumlah)}{lekat} dari {self.iki.target}"

    @property
    def bagian(self) -> int | None:
        """For the bar, 0 to 100."""
        return None if self.persen.nilai is None else int(min(max(self.persen.nilai, Decimal(0)), Decimal(100)))

    @property
    def keadaan_kosong(self) -> bool:
        """Nobody chose a state, and the numbers suggest one."""
        return self.usul_beda and self.keadaan is KeadaanRealisasi.BELUM

    @property
    def usul_beda(self) -> bool:
        """The numbers suggest another state than the one that was chosen."""
        return self.usul.nilai is not None and self.b.terisi and self.usul.nilai != self.keadaan

    @cached_property
    def tren(self) -> str:
        """In words: a count that grows by less than before is no worse for it."""
        nilai = self.b.tren.nilai
        return _TREN_HITUNGAN.get(nilai, nilai.label) if self.hitungan else nilai.label

    @cached_property
    def kurva(self) -> Kurva | None:
        """The line over the periods."""
        return kurva(self.b.langkah)

    @cached_property
    def sebelumnya(self) -> list[tuple[str, str]]:
        """(period, what was told) of earlier periods."""
        return [(p.nama, r.nilai_teks or "diceritakan") for p, r in self.b.riwayat[:-1] if r and (r.nilai_teks or r.cerita)]

    @property
    def standar(self) -> list[tuple[str, str]]:
        """(who, what) would count as exceeding, written beforehand."""
        return [("Pimpinan" if s["penulis"] == "PIMPINAN" else "Pegawai", s["uraian"]) for s in self.iki.standar]

    @property
    def ringkas(self) -> Ringkasan:
        """What the notes come to."""
        return ringkas_catatan(self.b.ukuran.cara, catatan_hari_dari(self.b.catatan))

    @property
    def jumlah_catatan(self) -> str:
        """The sum of the notes, where it is a number that somebody did not take over; never for the review of the year."""
        teks = self.ringkas.teks
        return teks if teks and teks != self.isi.nilai_teks and self.b.periode.jenis != JenisPeriode.AKHIR else ""


@dataclass(slots=True)
class RHKTampil:
    """A result with its measures and the steps of the period."""

    rhk: Any
    nomor: int
    iki: list[IKITampil]
    rencana: list[RencanaAksi]

    @property
    def standar(self) -> list[tuple[str, str]]:
        """What would count as exceeding."""
        return self.iki[0].standar if self.iki else []


def susun(h: HalamanRealisasi, rencana: dict[int, list[RencanaAksi]]) -> list[RHKTampil]:
    """The page by RHK."""
    return [
        RHKTampil(rhk, n, [IKITampil(b) for b in baris], rencana.get(rhk.lini_id, []))
        for n, (rhk, baris) in enumerate(h.per_rhk, 1)
    ]


def tab_periode(semua: Iterable[Periode], kini: Periode | None, url: Callable[[int], str]) -> list[dict[str, Any]]:
    """Periods as tabs; ``url`` of the number of one."""
    return [{"judul": p.nama, "url": url(p.pk), "kini": kini is not None and p.pk == kini.pk} for p in semua]


@dataclass(frozen=True, slots=True)
class BawahanTampil:
    """A subordinate at the end of a period."""

    pegawai: Pegawai
    halaman: HalamanRealisasi
    iki: list[IKITampil]
    url: str

    @property
    def keadaan(self) -> tuple[str, str]:
        """(kind of chip, words)."""
        h = self.halaman
        if not h.baris:
            return "", "Tanpa SKP pada periode ini"
        if h.dikirim is not None:
            return "ok", f"Lengkap {tanggal(h.dikirim)}"
        return ("awas" if h.terisi < len(h.baris) else "info"), f"{angka(h.terisi)} dari {angka(len(h.baris))} terisi"

    @property
    def urut(self) -> tuple[int, str]:
        """Who is furthest behind first."""
        h = self.halaman
        return (2 if not h.baris else 1 if h.dikirim else 0), self.pegawai.nama


def bawahan_tampil(orang: Iterable[Pegawai], isi: dict[int, HalamanRealisasi], periode: Periode) -> list[BawahanTampil]:
    """Each with his measures."""
    hasil = []
    for p in orang:
        url = f"{reverse('dialog:realisasi_orang', args=[p.pk])}?periode={periode.pk}"
        hasil.append(BawahanTampil(p, isi[p.pk], [IKITampil(b) for b in isi[p.pk].baris], url))
    return sorted(hasil, key=lambda b: b.urut)


# -- rencana aksi


@dataclass(slots=True)
class RencanaRHK:
    """An RHK with its steps by period."""

    rhk: Any
    nomor: int
    periode: list[tuple[Periode, list[RencanaAksi], bool]]

    @property
    def ada(self) -> bool:
        """Anything planned."""
        return any(baris for _, baris, _ in self.periode)


def susun_rencana(rhk: Iterable[Any], rencana: Iterable[RencanaAksi], semua: Sequence[Periode]) -> list[RencanaRHK]:
    """By RHK and period; the flag says whether steps may still be added."""
    isi: dict[tuple[int, int], list[RencanaAksi]] = {}
    for r in rencana:
        isi.setdefault((r.lini_rhk_id, r.periode_id), []).append(r)
    hasil = []
    for n, r in enumerate(rhk, 1):
        skp = r.versi.skp
        mulai, sampai = skp.rentang.lower, skp.rentang.upper
        cakup = [p for p in semua if p.mulai < sampai and p.sampai >= mulai]
        hasil.append(RencanaRHK(r, n, [(p, isi.get((r.lini_id, p.pk), []), p.status != "DITUTUP") for p in cakup]))
    return hasil


def pilihan_dialog(semua: Iterable[Dialog]) -> list[tuple[Dialog, str]]:
    """Talks to choose from, in words."""
    return [
        (d, f"{sebutan(d.jenis, periode_dialog(d))} dengan {d.pimpinan}, {tanggal(d.mulai_pada)}")
        for d in semua
        if d.mulai_pada
    ]


def riwayat_rencana(r: RencanaAksi) -> list[dict[str, Any]]:
    """Every wording of a step, the latest first, for the component ``linimasa``. One query."""
    hasil = []
    for e in r.events.order_by("-pgh_id"):  # type: ignore[attr-defined]
        hasil.append(
            {
                "ikon": "pencil" if e.pgh_label == "update" else "plus",
                "judul": e.uraian,
                "isi": " · ".join(x for x in (e.target, e.bukti_disepakati, KeadaanRealisasi(e.keadaan).label) if x),
                "waktu": tanggal(e.pgh_created_at.astimezone(jam.WITA)),
                "cip": ("Lewat dialog", "info") if e.dialog_id else None,
            }
        )
    return hasil


def lewat_dialog(r: RencanaAksi, hari: dt.date) -> bool:
    """Whether a change of the step names a dialogue."""
    return perlu_dialog(r.periode.buka_tanggal, hari)
