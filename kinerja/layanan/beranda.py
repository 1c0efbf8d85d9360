"""What Beranda shows: tasks of all apps in one order, the year, news, the team, the first steps of BKPSDM."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from kinerja.layanan.models import Pesan
from kinerja.organisasi import queries
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import LANGKAH_AWAL, MENU, SUMBER_TUGAS, Tugas
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus import aturan as aturan_siklus
from kinerja.siklus.queries import hari_kerja_unit, libur, perjalanan

KABAR = 4


@dataclass(frozen=True, slots=True)
class TugasTampil:
    """A task with the working days left in the week of the office that must act (None: no deadline)."""

    tugas: Tugas
    sisa: int | None


@dataclass(frozen=True, slots=True)
class LangkahTampil:
    """A step of the first-run checklist. ``keadaan``: selesai, kini (the next ones to do) or nanti."""

    judul: str
    kalimat: str
    keadaan: str
    url: str


@dataclass(frozen=True, slots=True)
class KartuSaya:
    """Who assesses me, from where, and why."""

    penugasan: Penugasan | None
    penilai: Pegawai | None
    atasan: Pegawai | None
    jabatan_penilai: str
    alasan: list[Alasan]
    masalah: str = ""


def salam(kini: dt.datetime) -> str:
    """The greeting of the hour."""
    batas = ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"))
    return next((kata for sampai, kata in batas if kini.hour < sampai), "Selamat malam")


def tugas_saya(akun: Akun, hari: dt.date) -> list[TugasTampil]:
    """Tasks of all registered sources, the nearest deadline first, those without one last."""
    semua: list[Tugas] = kumpulkan(sumber.ambil(akun) for sumber in SUMBER_TUGAS)
    if not semua:
        return []
    semua.sort(key=lambda t: (t.batas is None, t.batas or hari))
    return [TugasTampil(t, sisa) for t, sisa in zip(semua, _sisa(akun, semua, hari), strict=True)]


def _sisa(akun: Akun, tugas: Sequence[Tugas], hari: dt.date) -> list[int | None]:
    """Counted in the week that the reminder counts in, too; the viewer's own only for a task that brings none."""
    sendiri: frozenset[int] = frozenset()
    if any(t.batas and t.hari_kerja is None for t in tugas):
        sendiri = hari_kerja_unit(_unit_saya(akun, hari), hari)
    return [None if t.batas is None else _sisa_satu(t, t.batas, hari, sendiri) for t in tugas]


def _sisa_satu(tugas: Tugas, batas: dt.date, hari: dt.date, sendiri: frozenset[int]) -> int:
    pekan = sendiri if tugas.hari_kerja is None else aturan_siklus.hari_kerja_dari(tugas.hari_kerja)
    return aturan_siklus.sisa_hari_kerja(batas, hari, libur(), pekan)


def _unit_saya(akun: Akun, hari: dt.date) -> int | None:
    if akun.pegawai_id is None:
        return None
    utama = queries.penugasan_pada(hari).filter(pegawai_id=akun.pegawai_id).first()
    return utama.unit_id if utama else None


def perjalanan_kini(hari: dt.date) -> tuple[int, list[Any]]:
    """The river of this year; of last year as long as this year's cycle is not open."""
    for tahun in (hari.year, hari.year - 1):
        if tahap := perjalanan(tahun, hari):
            return tahun, list(tahap)
    return hari.year, []


def kabar(akun: Akun) -> list[Pesan]:
    """The newest messages."""
    return list(Pesan.objects.filter(penerima=akun).order_by("-dibuat_pada", "-pk")[:KABAR])


def kartu_saya(pegawai: Pegawai, hari: dt.date) -> KartuSaya:
    """In three queries: my position, my assessor, his position."""
    penugasan = queries.penugasan_pada(hari).filter(pegawai=pegawai).first()
    baris = queries.hubungan_pada(pegawai, hari)
    if isinstance(baris, HubunganPenilai):
        jabatan = queries.jabatan_utama([baris.penilai_id], hari).get(baris.penilai_id)
        nama = jabatan.nama_jabatan if jabatan else ""
        return KartuSaya(penugasan, baris.penilai, baris.atasan_penilai, nama, alasan_tampil(baris.alasan))
    masalah = baris.get_masalah_display() if baris else ""
    return KartuSaya(penugasan, None, None, "", alasan_tampil(baris.alasan if baris else []), masalah)


def alasan_tampil(alasan: Iterable[dict[str, Any]]) -> list[Alasan]:
    """Stored reasons as the component takes them; ids among the facts are for programs, not for people."""
    return [
        Alasan(
            a["kalimat"],
            a.get("dasar_hukum", ""),
            {k: v for k, v in (a.get("fakta") or {}).items() if isinstance(v, str) and v not in a["kalimat"]},
        )
        for a in alasan
    ]


def menyiapkan(akun: Akun) -> bool:
    """Whether the first-run checklist is for this person: an admin of BKPSDM."""
    return hak(akun).admin_bkpsdm


def langkah_awal() -> list[LangkahTampil]:
    """The first-run checklist of BKPSDM, one query per step; a later step waits until the one before it is done."""
    hasil, menunggu = [], False
    for langkah in LANGKAH_AWAL:
        selesai, kalimat = langkah.keadaan()
        keadaan = "selesai" if selesai else ("nanti" if menunggu else "kini")
        menunggu = menunggu or not selesai
        hasil.append(LangkahTampil(langkah.judul, kalimat, keadaan, alamat(langkah.url_name)))
    return hasil


def alamat(url_name: str, *args: Any) -> str:
    """The URL of a screen, or an empty text when no installed app has it."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def alamat_menu(nama: str) -> str:
    """The URL of the menu entry of that name, which a later app brings; empty when none does."""
    return alamat(MENU[nama].url_name) if nama in MENU else ""
