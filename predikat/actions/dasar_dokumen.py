"""What all acts on a document and its objection share: the lock, who may, the step, the event."""

from typing import Any

from django.db.models import F

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from predikat.models import DokumenEvaluasi, Evaluasi, Keberatan, LangkahEvaluasi, LangkahKeberatan
from predikat.rules_dokumen import IZIN
from skp.actions.dasar import periksa_panjang, rapikan

ALASAN_MAKS = 10_000
ISI = (
    "evaluasi__pegawai", "evaluasi__penilai", "evaluasi__periode__siklus", "evaluasi__unit_hitung", "atasan_penilai",
)  # fmt: skip


def kunci_dokumen(pk: int) -> DokumenEvaluasi:
    """The document as it is now, locked until the transaction ends: its acts stand in one queue."""
    baris = DokumenEvaluasi.objects.select_for_update(of=("self",), no_key=True).select_related(*ISI)
    terkunci: DokumenEvaluasi = baris.get(pk=pk)
    return terkunci


def kunci_keberatan(pk: int) -> Keberatan:
    """The case with its document, both locked, the document first."""
    dokumen_id = Keberatan.objects.values_list("dokumen_id", flat=True).get(pk=pk)
    dokumen = kunci_dokumen(dokumen_id)
    terkunci: Keberatan = Keberatan.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    terkunci.dokumen = dokumen
    return terkunci


def kunci_evaluasi(pk: int) -> Evaluasi:
    """The evaluation, locked last."""
    terkunci: Evaluasi = Evaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return terkunci


def pastikan(by: Akun | None, izin: str, objek: object, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat``; ``by`` None is the application itself."""
    if by is not None and not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)


def teks_wajib(teks: Any, kosong: str, nama: str = "Alasan", maks: int = ALASAN_MAKS) -> str:
    """Tidied text. Raises ``Ditolak`` when it is empty (``kosong``) or too long."""
    isi = periksa_panjang(nama, rapikan(teks), maks)
    if not isi:
        raise Ditolak(kosong)
    return isi


def nama_pelaku(by: Akun | None) -> str:
    """As a step keeps it."""
    return by.nama_tampil if by else "Aplikasi"


def langkah_evaluasi(evaluasi: Evaluasi, dari: str, tindakan: str, *, by: Akun | None, catatan: str = "") -> LangkahEvaluasi:
    """A step of an evaluation, not saved."""
    return LangkahEvaluasi(
        evaluasi=evaluasi,
        dari=dari,
        tindakan=tindakan,
        ke=evaluasi.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=nama_pelaku(by),
        catatan=catatan,
    )


def langkah_keberatan(keberatan: Keberatan, tindakan: str, *, by: Akun | None, catatan: str = "") -> LangkahKeberatan:
    """The row of a step of a case."""
    return LangkahKeberatan.objects.create(
        keberatan=keberatan, tindakan=tindakan, catatan=catatan, oleh=by, nama_oleh=nama_pelaku(by), pada=jam.sekarang()
    )


def naikkan(evaluasi: Evaluasi) -> None:
    """Count the change: an open page of the evaluation learns of it."""
    Evaluasi.objects.filter(pk=evaluasi.pk).update(sunting=F("sunting") + 1)


def umumkan(nama: str, dokumen: DokumenEvaluasi, by: Akun | None, **data: Any) -> None:
    """Write the event of a document: ids only."""
    e = dokumen.evaluasi
    catat_peristiwa(nama, dokumen, by=by, evaluasi=e.pk, pegawai=e.pegawai_id, **data)


def sebagai(k: KeputusanTercatat | None) -> str:
    """In whose name a recorded decision was taken."""
    return f"Mencatat keputusan {k.pejabat}, surat {k.nomor}. " if k else ""
