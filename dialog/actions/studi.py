"""Tugas belajar: the report of a semester, and the note of the home unit beside it. The extension: ``perpanjangan``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction

from dialog.actions.dasar import pastikan, teks_wajib
from dialog.aturan_studi import CATATAN_MAKS, periksa_nilai, semester_berjalan
from dialog.models import LaporanStudi
from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from skp.actions.dasar import Bentrok, periksa_panjang, rapikan

UNTUK = "dialog.studi"
DILAPORKAN, DICATAT = "studi.dilaporkan", "studi.dicatat_unit"
#: What a report says in numbers and words.
ISI = ("ipk", "ips", "sks", "tahun_ajaran", "catatan_kampus")


@dataclass(frozen=True, slots=True)
class IsiLaporan:
    """What a KHS says, and what the university wrote. ``khs``: the file; None keeps the one that is there."""

    ipk: Decimal | None
    ips: Decimal | None = None
    sks: int | None = None
    tahun_ajaran: str = ""
    catatan_kampus: str = ""
    khs: "File[Any] | None" = None


@contextmanager
def dengan_berkas(unggahan: "File[Any] | None", by: Akun) -> Iterator[Berkas | None]:
    """The stored upload (or None) in a transaction; when the act fails nothing of it remains."""
    if unggahan is None:
        with transaction.atomic():
            yield None
        return
    with simpan_berkas(unggahan, untuk=UNTUK, by=by) as berkas, transaction.atomic():
        berkas.save()
        yield berkas


def laporkan_semester(masa: MasaKhusus, semester: int, isi: IsiLaporan, *, by: Akun) -> LaporanStudi:
    """The results of one semester with their KHS.

    Raises ``Ditolak`` for wrong marks, a semester to come, or without a KHS; ``SudahBerubah`` when it was reported already.
    """
    pastikan(by, "lapor_studi", masa, "Laporan semester ditulis oleh pegawai yang tugas belajar, atau unit asalnya.")
    _periksa(isi)
    if isi.khs is None:
        raise Ditolak("Unggah KHS atau transkrip semester ini: nilainya dibaca dari sana.")
    with dengan_berkas(isi.khs, by) as berkas:
        kini = MasaKhusus.objects.select_for_update(no_key=True).get(pk=masa.pk)
        if semester not in {s.nomor for s in semester_berjalan(kini.berlaku.lower, jam.hari_ini())}:
            raise Ditolak("Semester itu belum berjalan. Pilih semester yang sudah dijalani.")
        if LaporanStudi.objects.filter(masa_khusus=kini, semester=semester).exists():
            raise SudahBerubah(f"Laporan semester {semester} sudah ada. Buka laporan itu untuk memperbaikinya.")
        laporan = LaporanStudi(masa_khusus=masa, semester=semester)
        _isikan(laporan, isi, berkas, by)
        catat_peristiwa(DILAPORKAN, laporan, by=by, pegawai=masa.pegawai_id, semester=semester)
    return laporan


def ubah_laporan(laporan: LaporanStudi, isi: IsiLaporan, *, by: Akun, sunting: int | None = None) -> LaporanStudi:
    """Mend a report: by its owner until the home unit has written its note, later by the unit. History keeps the old one.

    ``sunting``: the counter of the report that was shown; raises ``Bentrok`` when it was changed since.
    """
    _periksa(isi)
    with dengan_berkas(isi.khs, by) as berkas:
        kini = _kunci(laporan)
        pastikan(by, "ubah_laporan_studi", kini, "Unit asal sudah mencatat laporan ini. Mintalah unit asal memperbaikinya.")
        _pastikan_belum_berubah(kini, sunting, {n: getattr(isi, n) for n in ISI})
        _isikan(kini, isi, berkas, by)
        catat_peristiwa(DILAPORKAN, kini, by=by, pegawai=kini.masa_khusus.pegawai_id, semester=kini.semester)
    return kini


def _periksa(isi: IsiLaporan) -> None:
    if keliru := periksa_nilai(isi.ips, isi.ipk):
        raise Ditolak(keliru)
    if isi.sks is not None and not 0 < isi.sks <= 40:
        raise Ditolak("SKS satu semester antara 1 dan 40. Periksa kembali KHS-nya.")


def _isikan(laporan: LaporanStudi, isi: IsiLaporan, berkas: Berkas | None, by: Akun) -> None:
    assert isi.ipk is not None, "diperiksa lebih dahulu"
    laporan.ipk, laporan.ips, laporan.sks = isi.ipk, isi.ips, isi.sks
    laporan.tahun_ajaran = periksa_panjang("Tahun ajaran", rapikan(isi.tahun_ajaran), 20)
    laporan.catatan_kampus = periksa_panjang("Catatan perguruan tinggi", rapikan(isi.catatan_kampus), CATATAN_MAKS)
    laporan.khs = berkas or laporan.khs
    laporan.oleh, laporan.pada = by, jam.sekarang()
    laporan.sunting += 1
    laporan.save()
    if berkas is not None:
        berkas.untuk_id = laporan.pk
        berkas.save(update_fields=["untuk_id"])


@transaction.atomic
def catat_unit(laporan: LaporanStudi, catatan: str, *, by: Akun, sunting: int | None = None) -> LaporanStudi:
    """The home unit's word on the semester. Raises ``Ditolak`` without one, ``Bentrok`` when the report was changed since."""
    kini = _kunci(laporan)
    pastikan(by, "catat_laporan_studi", kini, "Catatan ini ditulis oleh unit asal.")
    _pastikan_belum_berubah(kini, sunting, {"catatan_unit": catatan})
    kini.catatan_unit = teks_wajib(catatan, "Tuliskan catatan unit asal.", "Catatan", CATATAN_MAKS)
    kini.dicatat_unit_oleh = by
    kini.sunting += 1
    kini.save(update_fields=["catatan_unit", "dicatat_unit_oleh", "sunting"])
    catat_peristiwa(DICATAT, kini, by=by, pegawai=kini.masa_khusus.pegawai_id, semester=kini.semester)
    return kini


def _pastikan_belum_berubah(kini: LaporanStudi, sunting: int | None, kiriman: Mapping[str, Any]) -> None:
    if sunting is not None and sunting != kini.sunting:
        raise Bentrok({n: getattr(kini, n) for n in (*ISI, "catatan_unit")}, kiriman, kini.sunting)


def _kunci(laporan: LaporanStudi) -> LaporanStudi:
    baris = LaporanStudi.objects.select_for_update(of=("self",)).select_related("masa_khusus__pegawai", "khs")
    terkunci: LaporanStudi = baris.get(pk=laporan.pk)
    return terkunci
