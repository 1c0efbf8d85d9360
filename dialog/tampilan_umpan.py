"""Feedback as screens and the sheet show it: who is named, about what, its words unless they were withdrawn or hidden."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dialog.enums import JenisUmpanBalik, PeranPemberi
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.enums import StatusPeriode
from skp.enums import NilaiBerAKHLAK

_CIP = {
    JenisUmpanBalik.APRESIASI: ("ok", "heart-handshake"),
    JenisUmpanBalik.KOREKSI: ("info", "pencil"),
    JenisUmpanBalik.HARAPAN: ("merek", "star"),
}
TAK_DISEBUT = "Pemberi tidak disebut"


@dataclass(frozen=True, slots=True)
class BarisUmpan:
    """One feedback. ``siapa``: what its giver allows; ``bagian``: label and words, empty when they are not shown."""

    u: UmpanBalik
    siapa: str
    tentang: str
    cip: tuple[str, str, str]
    bagian: tuple[tuple[str, str], ...]
    catatan: str

    @property
    def terbaca(self) -> bool:
        """Its words are shown."""
        return not self.u.ditarik and not self.u.disembunyikan


def siapa(u: UmpanBalik) -> str:
    """The giver, no more than he allows."""
    peran = PeranPemberi(u.peran).label if u.peran else ""
    if u.nama_tampil:
        return f"{u.nama_tampil}, {peran.lower()}" if peran else u.nama_tampil
    return f"{peran} (tanpa nama)" if peran else TAK_DISEBUT


def tentang(objek: Any) -> str:
    """The RHK or the value of a feedback or a request; ``uraian_rhk`` was read with it."""
    if objek.nilai:
        return f"Nilai {NilaiBerAKHLAK(objek.nilai).label}"
    return f"RHK {getattr(objek, 'uraian_rhk', '') or ''}"


def bagian(u: UmpanBalik) -> tuple[tuple[str, str], ...]:
    """Its words by prompt."""
    semua = (("Situasi", u.situasi), ("Perilaku", u.perilaku), ("Dampak", u.dampak), ("Saran atau harapan", u.harapan))
    return tuple((label, teks) for label, teks in semua if teks)


def baris_umpan(umpan: Iterable[UmpanBalik], *, penerima: bool = True) -> list[BarisUmpan]:
    """For lists of what was received. That somebody reported a feedback is told to himself (``penerima``) only."""
    return [_baris(u, penerima) for u in umpan]


def _baris(u: UmpanBalik, penerima: bool) -> BarisUmpan:
    jenis = JenisUmpanBalik(u.jenis)
    tampil = not u.ditarik and not u.disembunyikan
    return BarisUmpan(u, siapa(u), tentang(u), (jenis.label, *_CIP[jenis]), bagian(u) if tampil else (), _catatan(u, penerima))


def _catatan(u: UmpanBalik, penerima: bool) -> str:
    if u.ditarik:
        return f"Ditarik pemberinya: {u.alasan_tarik}"
    if u.disembunyikan:
        return f"Disembunyikan BKPSDM: {u.alasan_putusan}"
    if not penerima:
        return ""
    if u.diputus_pada:
        return f"Laporan Anda tidak dikabulkan BKPSDM: {u.alasan_putusan}"
    return f"Anda laporkan {tanggal(u.dilaporkan_pada)}, menunggu keputusan BKPSDM." if u.dilaporkan_pada else ""


@dataclass(frozen=True, slots=True)
class BarisDiberikan:
    """One feedback as its giver sees it: he always reads his own words."""

    u: UmpanBalik
    tentang: str
    cip: tuple[str, str, str]
    sebagai: str
    keadaan: str
    boleh_tarik: bool


def baris_diberikan(umpan: Iterable[UmpanBalik]) -> list[BarisDiberikan]:
    """For the giver's own list."""
    hari = jam.hari_ini()
    hasil = []
    for u in umpan:
        jenis = JenisUmpanBalik(u.jenis)
        sebagai = "dengan nama Anda" if u.nama_tampil else ("tanpa nama" if u.peran else "tanpa nama dan peran")
        boleh = not u.ditarik and u.periode.status != StatusPeriode.DITUTUP
        hasil.append(BarisDiberikan(u, tentang(u), (jenis.label, *_CIP[jenis]), sebagai, _keadaan(u, hari), boleh))
    return hasil


def _keadaan(u: UmpanBalik, hari: dt.date) -> str:
    if u.ditarik:
        return f"Anda tarik: {u.alasan_tarik}"
    if u.tanggal > hari:
        return f"Terbit {tanggal(u.tanggal)}"
    return "Disembunyikan BKPSDM" if u.disembunyikan else f"Terbit {tanggal(u.tanggal)}"


@dataclass(frozen=True, slots=True)
class BarisPermintaan:
    """One request as the one who asked sees it: what became of it only when it was answered by name."""

    p: PermintaanUmpanBalik
    kepada: str
    tentang: str
    keadaan: tuple[str, str]
    tautan: bool
    berlaku: bool


def baris_permintaan(semua: Iterable[Any]) -> list[BarisPermintaan]:
    """For the list of what one asked for."""
    kini = jam.sekarang()
    hasil = []
    for p in semua:
        berlaku = p.berlaku_sampai > kini
        keadaan = ("Dijawab", "ok") if p.bernama else (("Menunggu", "") if berlaku else ("Berakhir", ""))
        nama = p.kepada.nama if p.kepada else "Penerima layanan, lewat tautan"
        hasil.append(BarisPermintaan(p, nama, tentang(p), keadaan, p.kepada_id is None, berlaku))
    return hasil
