"""Evidence (section 7.1: *evaluasi berdasarkan bukti dukung*). Pure.

What may be handed in, what may be taken back, and when a file counts as used elsewhere.
"""

import re
import unicodedata
import urllib.parse
from collections.abc import Collection
from dataclasses import dataclass

from dialog.enums import JenisBukti

UKURAN_MAKS = 25 * 1024 * 1024
#: How much of a file one request brings.
POTONGAN_MAKS = 1024 * 1024
#: Uploads that one person may have under way: each holds room on the disk.
UNGGAHAN_MAKS = 20
JUDUL_MAKS, TAUTAN_MAKS, NOMOR_MAKS, NAMA_MAKS, ALASAN_MAKS = 250, 1000, 120, 200, 250
_KUNCI = re.compile(r"[0-9a-fA-F-]{8,36}")


def kunci_sah(kunci: str) -> bool:
    """Whether a browser's own name for an upload looks like one."""
    return bool(_KUNCI.fullmatch(kunci))


def nama_aman(nama: str) -> str:
    """What a person called a file: no path, nothing invisible, its ending kept when it is cut."""
    polos = re.split(r"[\\/]", nama)[-1]
    bersih = "".join(h for h in polos if unicodedata.category(h)[0] != "C").strip(" .")
    if len(bersih) <= NAMA_MAKS:
        return bersih or "berkas"
    inti, titik, akhiran = bersih.rpartition(".")
    return f"{inti[: NAMA_MAKS - len(akhiran) - 1]}.{akhiran}" if titik and len(akhiran) <= 10 else bersih[:NAMA_MAKS]


def judul_dari_nama(nama: str) -> str:
    """A title for a file that nobody gave one: its name without the ending, with spaces."""
    polos = nama_aman(nama)
    inti = polos.rpartition(".")[0] or polos
    return re.sub(r"[_\s]+", " ", inti).strip()[:JUDUL_MAKS] or "Bukti"


def tolak_tautan(tautan: str) -> str:
    """Why an address is not taken; empty for a good one. Only what a browser opens without doing anything else."""
    if not tautan:
        return "Tempel alamat tautannya, misalnya https://drive.google.com/…"
    if len(tautan) > TAUTAN_MAKS:
        return f"Tautan ini lebih dari {TAUTAN_MAKS} karakter. Pakai tautan berbagi yang lebih pendek."
    if any(unicodedata.category(h)[0] in "CZ" for h in tautan):
        return "Tautan tidak boleh berisi spasi. Salin ulang alamatnya."
    try:
        bagian = urllib.parse.urlsplit(tautan)
        tuan, _ = bagian.hostname, bagian.port
    except ValueError:
        return "Tautan ini tidak dapat dibaca. Salin ulang alamatnya dari peramban."
    if bagian.scheme.lower() not in {"http", "https"} or not tuan:
        return "Tautan harus diawali https:// atau http://. Salin ulang alamatnya dari peramban."
    if "@" in bagian.netloc:
        return "Tautan tidak boleh memuat nama masuk atau sandi. Pakai tautan berbagi."
    return ""


def tolak_ukuran(ukuran: int) -> str:
    """Why a file of so many bytes is not taken; empty when it is."""
    if ukuran <= 0:
        return "Berkasnya kosong. Pilih berkas lain."
    if ukuran > UKURAN_MAKS:
        return (
            f"Berkasnya lebih dari {UKURAN_MAKS // 1024 // 1024} MB. Perkecil, atau simpan di tempat lain dan pakai tautannya."
        )
    return ""


def kurang_isi(jenis: str, *, ada_berkas: bool, tautan: str, nomor: str) -> str:
    """What is missing of an evidence of this kind; empty when nothing is."""
    match jenis:
        case JenisBukti.BERKAS:
            return "" if ada_berkas else "Pilih berkasnya, atau pakai tautan atau nomor dokumen."
        case JenisBukti.TAUTAN:
            return tolak_tautan(tautan)
        case JenisBukti.NOMOR:
            return "" if nomor else "Tuliskan nomor dokumennya."
    return "Pilih jenis bukti yang tersedia."


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where one copy of a file stands. ``tim``: shared by a team, whose people all use the one copy."""

    bukti: int
    pemilik: int
    tim: int | None
    periode: frozenset[int] = frozenset()


def dipakai_di_tempat_lain(ini: Tempat, lain: Collection[Tempat]) -> bool:
    """Whether the same content serves elsewhere: handed in a second time, or in another period.

    One evidence for several IKI of a period, and one of a team for its people, are as the rule wants them.
    """
    return len(ini.periode) > 1 or any(t.bukti != ini.bukti and (t.tim is None or t.tim != ini.tim) for t in lain)


def isi_disimpan(periode_ditutup: bool) -> bool:
    """Whether the content stays, for the Inspektorat only, when an evidence is removed: an evaluation may rest upon it."""
    return periode_ditutup


def tolak_lepas(*, dikirim: bool, ditutup: bool) -> str:
    """Why an evidence may not quietly leave a measure; empty when it may."""
    if ditutup:
        return "Periode ini sudah ditutup, jadi buktinya tetap. Bila keliru, hapus buktinya dengan alasan."
    if dikirim:
        return "Realisasi ini sudah dinyatakan lengkap. Bila buktinya keliru, hapus dengan alasan supaya penilai membacanya."
    return ""
