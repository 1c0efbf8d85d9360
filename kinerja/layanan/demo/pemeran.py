"""Who plays which part. Found by unit code and position in the synthetic export, so no name or NIP is written here."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from kinerja.organisasi.models import Pegawai, Penugasan, UnitKerja
from kinerja.plumbing import jam

DINAS = "05"
SEKRETARIAT = "05.1"
KEPEGAWAIAN = "05.1.1"
PERENCANAAN = "05.1.2"


@dataclass(frozen=True, slots=True)
class Peran:
    """A part: the unit by its code; the head of it, or the first who works there in a position of that name."""

    nama: str
    kode: str
    jabatan: str = ""


#: The first seven are one chain of superior and subordinate in one Dinas, up to the Sekda.
PERAN = (
    Peran("pegawai", PERENCANAAN, "Penata Kelola Sistem"),
    Peran("jf", DINAS, "Perencana Ahli Muda"),
    Peran("pengawas", PERENCANAAN),
    Peran("administrator", SEKRETARIAT),
    Peran("kepala_dinas", DINAS),
    Peran("sekda", "01"),
    Peran("admin_unit", KEPEGAWAIAN),
    Peran("kepala_sekolah", "04.SD001"),
    Peran("kepala_puskesmas", "05.P11"),
    Peran("camat", "31"),
    Peran("admin_bkpsdm", "20.5"),
    Peran("tim_penilai", "20.3"),
    Peran("auditor", "03", "Auditor Ahli Muda"),
)


def unit(kode: str) -> UnitKerja:
    """The unit with that code."""
    return UnitKerja.objects.get(kode=kode)


def _tugas(tanggal: dt.date | None) -> QuerySet[Penugasan]:
    return Penugasan.objects.pada(tanggal or jam.hari_ini()).select_related("pegawai", "jabatan", "unit")


def kepala(kode: str, tanggal: dt.date | None = None) -> Pegawai:
    """Who leads the unit on ``tanggal`` (default: today)."""
    return _tugas(tanggal).filter(unit__kode=kode, memimpin=True).order_by("pk")[0].pegawai


def pekerja(kode: str, jabatan: str = "", tanggal: dt.date | None = None) -> list[Pegawai]:
    """People of the unit who lead nothing there, by NIP; with ``jabatan`` those whose position begins so."""
    tugas = _tugas(tanggal).filter(unit__kode=kode, memimpin=False, jabatan__nama__startswith=jabatan)
    return [t.pegawai for t in tugas.exclude(pegawai__status="PPPK").order_by("pegawai__nip")]


def pemain(peran: Peran, tanggal: dt.date | None = None) -> Pegawai:
    """The person who plays ``peran``."""
    return pekerja(peran.kode, peran.jabatan, tanggal)[0] if peran.jabatan else kepala(peran.kode, tanggal)
