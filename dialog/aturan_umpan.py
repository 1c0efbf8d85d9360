"""Feedback (7.2): who is told of its giver, on which day it comes to light, and gentle advice on its wording.

A feedback is worth something when it says what happened and what could be done; nobody is forced to. How small a group may be
before naming it names its only member is a parameter (``umpan_balik_kelompok_minimum``), marked uncertain: no regulation says.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dialog.enums import JenisUmpanBalik, PeranPemberi

TEKS_MAKS = 2000
ALASAN_MAKS = 500
PESAN_MAKS = 500
NAMA_MAKS = 150


class Sebutan(StrEnum):
    """What the receiver learns of the giver."""

    NAMA = "NAMA"
    PERAN = "PERAN"
    TANPA = "TANPA"


#: A leader stands by his word (the forms print "Pimpinan: …"), and there is one of him: without a name he is known anyway.
SELALU_BERNAMA = frozenset({PeranPemberi.PIMPINAN, PeranPemberi.KETUA_TIM})


def sebutan_tersedia(
    peran: PeranPemberi, kelompok: int, minimum: int, diminta_kepada: int | None = None
) -> tuple[Sebutan, ...]:
    """What a giver may choose.

    ``kelompok``: how many people could give in that role. ``diminta_kepada``: for an answer, how many people were asked the
    same thing; of an answer no role is told, for the one who asked knows whom he asked in which role.
    """
    if peran in SELALU_BERNAMA:
        return (Sebutan.NAMA,)
    if diminta_kepada is not None:
        return (Sebutan.NAMA, Sebutan.TANPA) if diminta_kepada >= minimum else (Sebutan.NAMA,)
    return (Sebutan.NAMA, Sebutan.PERAN, Sebutan.TANPA) if kelompok >= minimum else (Sebutan.NAMA, Sebutan.TANPA)


def tanggal_terbit(hari: dt.date, *, bernama: bool) -> dt.date:
    """The day on which it comes to light, the only one that is stored: at once with a name, else on the next Monday.

    So all without a name come together, in no order, and neither hour nor day tells who wrote.
    """
    return hari if bernama else hari + dt.timedelta(days=8 - hari.isoweekday())


# -- advice on the wording


@dataclass(frozen=True, slots=True)
class SaranUmpan:
    """Advice: which rule, and what to do."""

    kunci: str
    kalimat: str


_KATA = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_WAKTU = re.compile(
    r"\d|\b(?:saat|ketika|waktu|sewaktu|selama|setelah|sebelum|kemarin|tadi|hari|pekan|minggu|bulan|tanggal|senin|selasa|rabu|"
    r"kamis|jumat|sabtu|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|rapat|apel|"
    r"laporan|kegiatan|acara|loket|posyandu|kunjungan|pelayanan)\b",
    re.IGNORECASE,
)
_SARAN = re.compile(
    r"\b(?:sebaiknya|saran(?:nya|kan|ku)?|menyarankan|usul(?:kan|an)?|harap(?:an|kan|annya|kan)?|berharap|mohon|semoga|coba|"
    r"agar|supaya|perlu|hendaknya|alangkah|lain kali|berikutnya|ke depan|kedepan|bisa lebih|dapat lebih|akan lebih|"
    r"ditingkatkan|diperbaiki|dipertahankan)\b",
    re.IGNORECASE,
)
_CAP = re.compile(
    r"\b(?:malas|pemalas|bodoh|goblok|tolol|payah|sombong|egois|tidak becus|gak becus|tak becus|tidak kompeten|lelet|jutek|"
    r"cari muka|penjilat|brengsek|sialan|bego|dungu)\b",
    re.IGNORECASE,
)
_MUTLAK = re.compile(r"\b(?:selalu|tidak pernah|tak pernah|gak pernah|setiap saat|semuanya)\b", re.IGNORECASE)
_NOMOR = re.compile(r"(?<!\d)(?:\d{16}|\d{18}|(?:\+?62|0)8\d{7,11})(?!\d)")
SEDIKIT = 5
HURUF_BESAR = 20


def periksa_umpan(
    jenis: str, perilaku: str, *, situasi: str = "", dampak: str = "", harapan: str = "", nama: str = ""
) -> list[SaranUmpan]:
    """Advice, the most useful first; empty when there is none. ``nama``: the giver's own, when he does not want to be named."""
    return list(_saran(jenis, perilaku.strip(), situasi.strip(), dampak.strip(), harapan.strip(), nama))


def _saran(jenis: str, perilaku: str, situasi: str, dampak: str, harapan: str, nama: str) -> Iterator[SaranUmpan]:
    semua = " ".join(x for x in (situasi, perilaku, dampak, harapan) if x)
    if nama and _menyebut(semua, nama):
        yield SaranUmpan("nama", "Tulisan ini memuat nama Anda sendiri. Hapus bila Anda tidak ingin dikenali.")
    if _NOMOR.search(semua):
        yield SaranUmpan("nomor", "Tulisan ini memuat nomor telepon, NIK, atau NIP. Hapus, karena tidak diperlukan di sini.")
    if _CAP.search(semua):
        yield SaranUmpan("cap", "Ganti penilaian atas orangnya dengan yang terlihat: apa yang ia lakukan atau katakan.")
    if not situasi and (len(_KATA.findall(perilaku)) < SEDIKIT or not _WAKTU.search(perilaku)):
        yield SaranUmpan("fakta", "Tambahkan satu fakta: kapan atau di kegiatan apa ini terjadi.")
    if jenis != JenisUmpanBalik.APRESIASI and not harapan and not _SARAN.search(semua):
        yield SaranUmpan("saran", "Tambahkan satu saran: apa yang sebaiknya dilakukan lain kali.")
    if jenis == JenisUmpanBalik.KOREKSI and _MUTLAK.search(semua):
        yield SaranUmpan("mutlak", "Kata seperti selalu atau tidak pernah mudah dibantah. Sebutkan satu kejadian.")
    if _teriak(semua):
        yield SaranUmpan("huruf", "Huruf besar semua terbaca seperti membentak. Tulis dengan huruf biasa.")


def _menyebut(teks: str, nama: str) -> bool:
    kata = {k.lower() for k in _KATA.findall(teks)}
    return any(len(k) > 3 and k.lower() in kata for k in _KATA.findall(nama))


def _teriak(teks: str) -> bool:
    huruf = [c for c in teks if c.isalpha()]
    return len(huruf) >= HURUF_BESAR and sum(c.isupper() for c in huruf) > len(huruf) * 0.7
