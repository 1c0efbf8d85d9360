"""The definitive posting of a person: kept, corrected in place, or closed at the new TMT with a new one behind it."""

import datetime as dt
from collections.abc import Sequence

from kinerja.organisasi.siasn.fakta import Fakta, TugasFakta
from kinerja.organisasi.siasn.rencana import Rencana, TugasBaru
from kinerja.organisasi.siasn.uraikan import OrangSiasn
from kinerja.plumbing.tulisan import tanggal as tulis

PERKIRAAN_AKIBAT = {
    "Jabatan": "Jabatan lama ditutup per {tmt}, penilai dihitung ulang",
    "Unit": "Penilai dihitung ulang sejak {tmt}",
    "TMT jabatan": "",
    "Memimpin unit": "Penilai di unit itu dihitung ulang",
}


def langkah_tugas(o: OrangSiasn, pegawai: int | None, fakta: Fakta, acuan: dt.date, rencana: Rencana) -> str:
    """Put into ``rencana`` what the row means for the person's postings; returns a reason to refuse, or "".

    Whether he leads the unit is decided afterwards for all rows together (``pimpinan.tetapkan_pimpinan``).
    """
    daftar = fakta.definitif.get(pegawai, []) if pegawai else []
    kini = next((t for t in daftar if t.memuat(acuan)), None)
    if o.berhenti:
        if kini and kini.mulai < acuan:
            rencana.ubah(kini).sampai = acuan
        return ""
    if kini is None:
        return _buka(o, daftar, acuan, rencana)
    tetap = _sama_jabatan(o, kini) and kini.unit == o.unit
    mulai = o.tmt_jabatan or (kini.mulai if tetap else acuan)
    if mulai > kini.mulai and not tetap:
        rencana.ubah(kini).sampai = mulai
        rencana.tugas_baru[o.baris] = TugasBaru(o.baris, o.jabatan, o.unit, mulai, kini.sampai)
        return ""
    if mulai < kini.mulai and not tetap:
        return f"Jabatan yang tercatat lebih baru (sejak {tulis(kini.mulai)}); perbaiki di SIASN atau di halaman pegawai."
    return _koreksi(o, kini, mulai, daftar, rencana)


def _buka(o: OrangSiasn, daftar: Sequence[TugasFakta], acuan: dt.date, rencana: Rencana) -> str:
    mulai = o.tmt_jabatan or acuan
    sampai = min((t.mulai for t in daftar if t.mulai > acuan), default=None)
    if alasan := _geser_sebelumnya(mulai, [t for t in daftar if t.mulai <= acuan], rencana):
        return alasan
    rencana.tugas_baru[o.baris] = TugasBaru(o.baris, o.jabatan, o.unit, mulai, sampai)
    return ""


def _koreksi(o: OrangSiasn, kini: TugasFakta, mulai: dt.date, daftar: Sequence[TugasFakta], rencana: Rencana) -> str:
    if alasan := _geser_sebelumnya(mulai, [t for t in daftar if t.mulai < kini.mulai], rencana):
        return alasan
    ubah = rencana.ubah(kini)
    ubah.unit, ubah.mulai = o.unit, mulai
    if not _sama_jabatan(o, kini):
        ubah.jabatan = o.jabatan
    return ""


def _sama_jabatan(o: OrangSiasn, kini: TugasFakta) -> bool:
    """An export without ESELON says less than what is stored, not something else."""
    return o.jabatan.kunci == kini.jabatan or (not o.jabatan.eselon and o.jabatan.kunci[:2] == kini.jabatan[:2])


def _geser_sebelumnya(mulai: dt.date, lama: Sequence[TugasFakta], rencana: Rencana) -> str:
    """Earlier postings end at ``mulai`` at the latest; one that began later contradicts the row."""
    for t in lama:
        if t.mulai >= mulai:
            return f"TMT JABATAN mendahului jabatan lain yang tercatat sejak {tulis(t.mulai)}; periksa di halaman pegawai."
    for t in lama:
        if t.sampai is None or t.sampai > mulai:
            rencana.ubah(t).sampai = mulai
    return ""
