"""Registries: what a floor or an app brings is declared here as plain data; ``kinerja.layanan`` executes it.

An app declares in ``AppConfig.ready``. Order of registration is order of the apps, which is the order of the river.
"""

import datetime as dt
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Bernama(Protocol):
    """Whatever a registry holds has a unique name."""

    @property
    def nama(self) -> str:
        """The name, unique in its registry."""


T = TypeVar("T", bound=Bernama)


class Daftar(Generic[T]):
    """Insertion-ordered registry by name."""

    def __init__(self, judul: str) -> None:
        self.judul = judul
        self._isi: dict[str, T] = {}

    def daftarkan(self, butir: T) -> T:
        """Add ``butir``. Raises ``ValueError`` for a second one of the same name."""
        if butir.nama in self._isi:
            raise ValueError(f"{self.judul}: {butir.nama} sudah terdaftar.")
        self._isi[butir.nama] = butir
        return butir

    def __iter__(self) -> Iterator[T]:
        return iter(self._isi.values())

    def __getitem__(self, nama: str) -> T:
        return self._isi[nama]

    def __contains__(self, nama: object) -> bool:
        return nama in self._isi

    def __len__(self) -> int:
        return len(self._isi)


@dataclass(frozen=True, slots=True)
class Tugas:
    """One task on Beranda: a button to the exact place. ``batas`` orders the list; None comes last.

    ``hari_kerja`` says how many days a week the office of the one who must act works (5 or 6), as its deadline stores it; None:
    the week of the viewer's own office.
    """

    judul: str
    keterangan: str
    tombol: str
    url: str
    batas: dt.date | None = None
    dasar: str = ""
    di_meja_sejak: dt.date | None = None
    hari_kerja: int | None = None


@dataclass(frozen=True, slots=True)
class SumberTugas:
    """An app's tasks for one person: ``ambil(akun)`` yields ``Tugas``.

    Where it needs rows it yields the queryset and is given them (``plumbing.serempak``): what all sources ask goes to the
    database together. At most two questions, one after the other.
    """

    nama: str
    ambil: Callable[[Any], Generator[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class ButirMenu:
    """A menu entry, shown when ``tampil(akun)`` holds. ``ikon``: a symbol of the sprite; ``awalan`` marks the current place.

    The lowest ``urut`` comes first, equal ones as registered: what has to be at hand on a phone's bar of five.
    """

    nama: str
    judul: str
    url_name: str
    ikon: str
    tampil: Callable[[Any], bool]
    awalan: str
    utama: bool = True
    urut: int = 50


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the employee, unit or kabupaten page: ``url(objek) -> str``, shown when ``tampil(akun, objek)`` holds."""

    nama: str
    judul: str
    url: Callable[[Any], str]
    tampil: Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class KolomUnit:
    """A column of the kabupaten page and of the list of sub-units.

    ``hitung(tanggal, unit_ids) -> {unit_id: row}`` in at most two queries for all rows; columns that share ``hitung`` are
    counted in one go. ``nilai(row)`` is what the column shows; ``awas``: a number above nought asks for attention.
    """

    nama: str
    judul: str
    hitung: Callable[[dt.date, Sequence[int]], Mapping[int, Any]]
    nilai: Callable[[Any], Any]
    angka: bool = True
    awas: bool = False


@dataclass(frozen=True, slots=True)
class JenisPekerjaan:
    """A kind of job: ``jalankan(pekerjaan, laporkan)`` runs in the worker and may be run again from the start (idempotent).

    ``laporkan(selesai, jumlah, catatan="")`` saves progress and raises ``Dibatalkan`` when the owner cancelled.
    ``url(pekerjaan)``: where its result is looked at; empty: the job's own page.
    """

    nama: str
    judul: str
    jalankan: Callable[[Any, Callable[..., None]], None]
    url: Callable[[Any], str] = lambda pekerjaan: ""


@dataclass(frozen=True, slots=True)
class JenisBerkas:
    """Files of one owner (``Berkas.untuk``): who may download one, ``boleh(akun, berkas)``."""

    nama: str
    boleh: Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class KolomImpor:
    """A column of an import: its name, other accepted headings, whether it must be there, and help for the template."""

    nama: str
    judul: tuple[str, ...] = ()
    wajib: bool = False
    pilihan: tuple[str, ...] = ()
    bantu: str = ""


@dataclass(frozen=True, slots=True)
class JenisImpor:
    """A kind of import as a declaration; the frame in ``layanan`` uploads, reads, previews and applies.

    ``rujukan()`` reads what parsing needs to know; ``uraikan(lembar, acuan, rujukan)`` gives parsed and held rows without
    touching the database; ``bandingkan(uraian, acuan)`` gives a ``plumbing.impor.HasilBanding``; ``terapkan`` (same, ``by=``,
    ``terbuka_sejak=``: what lies before is closed) writes it in the caller's transaction. Only ``kolom`` is ever stored.
    ``boleh(akun)``: who may do it. ``kepala``: what a row is about, its key, its name, as headings; ``bantu_acuan``: what the
    date is for.
    """

    nama: str
    judul: str
    bantu: str
    kolom: tuple[KolomImpor, ...]
    rujukan: Callable[[], Any]
    uraikan: Callable[..., Any]
    bandingkan: Callable[..., Any]
    terapkan: Callable[..., Any]
    boleh: Callable[[Any], bool]
    tak_disimpan: str = ""
    kepala: tuple[str, str, str] = ("Pegawai", "NIP", "Nama")
    bantu_acuan: str = "Keadaan data pada tanggal ini. TMT sesudahnya ditolak."


@dataclass(frozen=True, slots=True)
class JenisTenggat:
    """A kind of deadline: the clock's parameter, the words on the component, ``url(objek_id)`` of the place to act."""

    nama: str
    judul: str
    parameter: str
    url: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class Jadwal:
    """A task of beat at ``jam``:``menit`` WITA, each in cron's words (``*``, ``*/5``)."""

    nama: str
    task: str
    jam: str
    menit: str


@dataclass(frozen=True, slots=True)
class JenisPeristiwa:
    """An event name and what its ``data`` holds, so that listeners and their tests agree."""

    nama: str
    arti: str
    isi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pendengar:
    """A listener of events: ``dengar(peristiwa)`` runs in the worker in a transaction of its own, exactly once per event."""

    nama: str
    peristiwa: tuple[str, ...]
    dengar: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class LangkahAwal:
    """A step of BKPSDM's first-run checklist: ``keadaan() -> (done, sentence)`` in one query."""

    nama: str
    judul: str
    keadaan: Callable[[], tuple[bool, str]]
    url_name: str


@dataclass(frozen=True, slots=True)
class SumberCari:
    """A source of the search box: ``cari(akun, kata) -> rows of (title, subtitle, url)``, at most one query."""

    nama: str
    judul: str
    cari: Callable[[Any, str], Iterable[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Rakitan:
    """What a kind of document puts together about its object at the moment of issue. ``isi`` is JSON: the whole snapshot.

    ``pihak``: (pegawai id, as what): they may read the document. ``unit_id``: whose admins may.
    """

    judul: str
    isi: Mapping[str, Any]
    nomor: str = ""
    tanggal: dt.date | None = None
    unit_id: int | None = None
    pihak: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class JenisDokumen:
    """A kind of document; the frame in ``layanan`` stores, prints, seals, verifies. ``docs/dokumen.md`` is the recipe.

    ``rakit(kunci) -> Rakitan`` reads live rows once, at issue; everything later reads the snapshot. ``template``: schema number
    -> template, so that an old snapshot is always printed by its own form. ``publik(isi)``: (label, text) for the public page,
    nothing for a ``rahasia`` kind. ``boleh_terbit(akun, kunci)``; ``terlihat(akun)`` -> Q over ``Dokumen`` (None: the parties,
    the unit's admins, BKPSDM). ``docx(isi)`` fills an editable letter.
    ``gugur(kunci)``: why it no longer holds, empty when it does. ``sekali``: template of a sheet with secrets
    beside the snapshot, streamed once and never stored; what is archived is the snapshot, which has none.
    """

    nama: str
    judul: str
    template: Mapping[int, str]
    rakit: Callable[[str], Rakitan]
    publik: Callable[[Mapping[str, Any]], Sequence[tuple[str, str]]]
    boleh_terbit: Callable[[Any, str], bool]
    terlihat: Callable[[Any], Any] | None = None
    docx: Callable[[Mapping[str, Any]], Any] | None = None
    gugur: Callable[[str], str] | None = None
    rahasia: bool = False
    lanskap: bool = False
    sekali: str = ""

    @property
    def skema(self) -> int:
        """The schema that ``rakit`` writes today."""
        return max(self.template)


@dataclass(frozen=True, slots=True)
class LangkahDemo:
    """A step of the demo of an app (``tahap``): by real actions, passed over when its traces are there.

    ``sekaligus``: in one transaction. A long step is not: it commits act by act and goes on where it was killed.
    """

    nama: str
    tahap: str
    jalankan: Callable[[], None]
    sekaligus: bool = True


@dataclass(frozen=True, slots=True)
class TahapSkala:
    """What a stage adds to the made-up kabupaten of ``isi_skala``, at a fixed volume per person.

    ``isi(hari) -> {table: rows}`` writes for everybody who has none yet, inside the caller's transaction, past the triggers.
    ``halaman(pegawai_id)``: what ``ukur`` measures of this stage, as (name, address, whether BKPSDM looks at it; else that
    leader of a perangkat daerah).
    """

    nama: str
    isi: Callable[[dt.date], Mapping[str, int]]
    halaman: Callable[[int], Iterable[tuple[str, str, bool]]] = lambda pegawai_id: ()


SUMBER_TUGAS: Daftar[SumberTugas] = Daftar("Sumber tugas")
MENU: Daftar[ButirMenu] = Daftar("Menu")
TAB_PEGAWAI: Daftar[Tab] = Daftar("Tab halaman pegawai")
TAB_UNIT: Daftar[Tab] = Daftar("Tab halaman unit")
KOLOM_UNIT: Daftar[KolomUnit] = Daftar("Kolom halaman kabupaten")
JENIS_PEKERJAAN: Daftar[JenisPekerjaan] = Daftar("Jenis pekerjaan")
JENIS_BERKAS: Daftar[JenisBerkas] = Daftar("Jenis berkas")
JENIS_IMPOR: Daftar[JenisImpor] = Daftar("Jenis impor")
JADWAL: Daftar[Jadwal] = Daftar("Jadwal")
JENIS_TENGGAT: Daftar[JenisTenggat] = Daftar("Jenis tenggat")
JENIS_PERISTIWA: Daftar[JenisPeristiwa] = Daftar("Jenis peristiwa")
PENDENGAR: Daftar[Pendengar] = Daftar("Pendengar")
LANGKAH_AWAL: Daftar[LangkahAwal] = Daftar("Langkah awal")
SUMBER_CARI: Daftar[SumberCari] = Daftar("Sumber pencarian")
JENIS_DOKUMEN: Daftar[JenisDokumen] = Daftar("Jenis dokumen")
LANGKAH_DEMO: Daftar[LangkahDemo] = Daftar("Langkah data contoh")
TAHAP_SKALA: Daftar[TahapSkala] = Daftar("Tahap data skala")
