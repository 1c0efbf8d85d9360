"""The clocks of evaluation, defined in one place: what starts each, which parameter gives its length, and what silence means.

Lengths, and whether "14 hari" are calendar or working days, are dated parameters of the cycle. Basis: PermenPANRB 6/2022
Pasal 28-29, PP 30/2019 Pasal 59, SE MenPANRB 3/2023 (8.2, 8.6, 8.7 of the reference).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.plumbing.putusan import Alasan, Putusan
from predikat.enums import Jangka, StatusDokumen

PASAL_28 = "PermenPANRB 6/2022 Pasal 28"
PASAL_29 = "PermenPANRB 6/2022 Pasal 29; PP 30/2019 Pasal 59"
SE_3_2023 = "SE MenPANRB 3/2023"


@dataclass(frozen=True, slots=True)
class AturanJangka:
    """One clock. ``mulai``: the event that starts it, in words; ``parameter``: its length and kind of day; ``diam``: what
    follows when nobody acts; ``pemegang``: on whose desk it lies.
    """

    mulai: str
    parameter: str
    pemegang: str
    diam: str
    dasar_hukum: str


JANGKA: Mapping[Jangka, AturanJangka] = {
    Jangka.PREDIKAT_ORGANISASI: AturanJangka(
        mulai="hari terakhir periode",
        parameter="predikat_organisasi_batas",
        pemegang="pimpinan satu tingkat di atas unit",
        diam="Predikat pegawai unit itu belum dapat ditetapkan; keterlambatan tampak pada lembar keputusan.",
        dasar_hukum=SE_3_2023,
    ),
    Jangka.PERIODIK: AturanJangka(
        mulai="hari terakhir periode",
        parameter="evaluasi_periodik_batas",
        pemegang="pejabat penilai kinerja",
        diam="Evaluasi tercatat terlambat dan tetap dapat diselesaikan: pegawai tidak kehilangan predikatnya.",
        dasar_hukum="PermenPANRB 6/2022 Pasal 24",
    ),
    Jangka.TAHUNAN: AturanJangka(
        mulai="siklus",
        parameter="evaluasi_tahunan_batas",
        pemegang="pejabat penilai kinerja",
        diam="Evaluasi tercatat terlambat dan tetap dapat diselesaikan: pegawai tidak kehilangan predikatnya.",
        dasar_hukum="PermenPANRB 6/2022 Pasal 24",
    ),
    Jangka.SERAH_DOKUMEN: AturanJangka(
        mulai="predikat pegawai ditetapkan",
        parameter="dokumen_serah_batas",
        pemegang="pejabat penilai kinerja",
        diam="Tercatat terlambat; dokumen tetap harus diserahkan, dan masa keberatan baru berjalan sesudahnya.",
        dasar_hukum=PASAL_28,
    ),
    Jangka.TANDA_TANGAN: AturanJangka(
        mulai="Dokumen Evaluasi diserahkan",
        parameter="dokumen_tanda_tangan_batas",
        pemegang="pegawai yang dinilai",
        diam="Menurut parameter diam_dianggap_menerima: dianggap menerima, atau menunggu atasan pejabat penilai.",
        dasar_hukum=PASAL_28,
    ),
    Jangka.KEBERATAN_HARI: AturanJangka(
        mulai="Dokumen Evaluasi diserahkan",
        parameter="keberatan_batas_hari",
        pemegang="pegawai yang dinilai",
        diam="Predikat menjadi tetap.",
        dasar_hukum=PASAL_29,
    ),
    Jangka.KEBERATAN_HARI_KERJA: AturanJangka(
        mulai="Dokumen Evaluasi diserahkan",
        parameter="keberatan_batas_hari_kerja",
        pemegang="pegawai yang dinilai",
        diam="Predikat menjadi tetap.",
        dasar_hukum=PASAL_29,
    ),
    Jangka.PENJELASAN: AturanJangka(
        mulai="keberatan diajukan",
        parameter="keberatan_penjelasan_batas",
        pemegang="pejabat penilai kinerja",
        diam="Atasan pejabat penilai dapat memeriksa tanpa penjelasan itu.",
        dasar_hukum=PASAL_29,
    ),
    Jangka.PUTUSAN: AturanJangka(
        mulai="penjelasan penilai diterima, atau batasnya lewat",
        parameter="keberatan_putusan_batas",
        pemegang="atasan pejabat penilai",
        diam="Tercatat terlambat; predikat semula berlaku sementara dan dilaporkan dengan tanda keberatan.",
        dasar_hukum=PASAL_29,
    ),
    Jangka.PELAPORAN: AturanJangka(
        mulai="siklus",
        parameter="pelaporan_batas",
        pemegang="pimpinan unit",
        diam="Tercatat terlambat pada laporan berjenjang.",
        dasar_hukum="PP 30/2019",
    ),
}

#: From the moment a document is handed over it lies in the pegawai's account: that is its receipt, opened or not.
_TERBUKA_UNTUK_KEBERATAN = frozenset({StatusDokumen.DISERAHKAN, StatusDokumen.DITERIMA, StatusDokumen.DITANDATANGANI})


def jangka_keberatan(jenis_hari: str) -> Jangka:
    """Which of the two candidates counts: ``hari_kalender`` or ``hari_kerja`` (parameter ``keberatan_jenis_hari``)."""
    return {"hari_kalender": Jangka.KEBERATAN_HARI, "hari_kerja": Jangka.KEBERATAN_HARI_KERJA}[jenis_hari]


def boleh_keberatan(
    status: StatusDokumen, *, periodik: bool, atas_periodik: bool, masih_masa: bool, pernah: bool = False
) -> Putusan[bool]:
    """Whether an objection may be lodged now. Source: Pasal 29; that a signature does not take the right away is our reading.

    ``masih_masa``: the clock of the objection has not run out; ``pernah``: this document was objected to before.
    """
    if periodik and not atas_periodik:
        return Putusan(False, (Alasan("Keberatan hanya atas predikat tahunan (parameter kabupaten).", PASAL_29),))
    if pernah:
        return Putusan(False, (Alasan("Keberatan atas dokumen ini sudah pernah diajukan; putusannya final.", PASAL_29),))
    if status not in _TERBUKA_UNTUK_KEBERATAN:
        return Putusan(False, (Alasan(f"Dokumen ini {status.label.lower()}.", PASAL_29),))
    if not masih_masa:
        return Putusan(False, (Alasan("Masa keberatan sudah lewat, jadi predikatnya tetap.", PASAL_29),))
    if status is StatusDokumen.DITANDATANGANI:
        kalimat = "Tanda tangan menyatakan dokumen diterima; hak keberatan tetap ada sampai masanya lewat."
        return Putusan(True, (Alasan(kalimat, PASAL_29),))
    return Putusan(True, (Alasan("Masa keberatan masih berjalan.", PASAL_29),))


def akibat_diam(*, dianggap_menerima: bool) -> Putusan[bool]:
    """What an unsigned document means when its clock has run out: True, it stands; False, it waits for the atasan."""
    if dianggap_menerima:
        kalimat = "Tidak ditandatangani sampai batas: dianggap menerima, menurut parameter kabupaten."
        return Putusan(True, (Alasan(kalimat, "PP 30/2019 (belum pasti)"),))
    return Putusan(False, (Alasan("Menunggu tanda tangan atasan pejabat penilai.", "PP 30/2019"),))


def resmi(status: StatusDokumen, *, masa_keberatan_lewat: bool, dianggap_menerima: bool) -> Putusan[bool]:
    """Whether the predikat of a document is official: what follow-up reads. Source: 8.6, 8.7.

    Signed: at once, for a signature is acceptance; a later objection makes another official predikat. Silent: when both clocks
    have run out. Decided: by the decision. While an objection runs nothing new becomes official.
    """
    if status is StatusDokumen.DIPUTUS:
        return Putusan(True, (Alasan("Keberatan sudah diputus; putusannya final.", PASAL_29),))
    if status is StatusDokumen.DITANDATANGANI:
        return Putusan(True, (Alasan("Dokumen ditandatangani kedua pihak.", PASAL_28),))
    if status is StatusDokumen.DIAM and dianggap_menerima and masa_keberatan_lewat:
        return Putusan(True, (Alasan("Batas tanda tangan dan masa keberatan lewat tanpa tanggapan.", PASAL_28),))
    return Putusan(False, (Alasan("Dokumen belum selesai.", PASAL_28),))


def boleh_dilaporkan(status: StatusDokumen) -> Putusan[str]:
    """How a person appears in the report upward: the report waits for nobody. Source: 8.6.

    Empty: as he is; else the mark beside the first predikat ("dalam keberatan"), replaced by the decision later.
    """
    if status is StatusDokumen.KEBERATAN:
        kalimat = "Predikat semula dilaporkan dengan tanda; putusan keberatan menggantinya kemudian."
        return Putusan("dalam keberatan", (Alasan(kalimat, PASAL_29),))
    if status in (StatusDokumen.DISUSUN, StatusDokumen.DIBUKA_KEMBALI):
        return Putusan("belum diserahkan", (Alasan("Dokumen belum diserahkan kepada pegawai.", PASAL_28),))
    return Putusan("", (Alasan("Dilaporkan apa adanya.", PASAL_28),))
