"""What evaluation does by itself when something was announced: documents are made, predikat become official. In the worker."""

from django.db.models import QuerySet

from kinerja.organisasi.models import Akun
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.queries import parameter
from predikat.actions import resmi
from predikat.actions.dokumen import PER_KELOMPOK, buat_dokumen, siap_didokumenkan
from predikat.aturan_jangka import resmi as menjadi_resmi
from predikat.enums import StatusDokumen, SumberEvaluasi
from predikat.models import DokumenEvaluasi, Evaluasi

_KETERANGAN = {
    StatusDokumen.DITANDATANGANI: "Dokumen Evaluasi ditandatangani.",
    StatusDokumen.DIAM: "Batas tanda tangan dan masa keberatan lewat.",
    StatusDokumen.DIPUTUS: "Putusan keberatan.",
}


def _pelaku(p: Peristiwa) -> Akun | None:
    return Akun.objects.filter(pk=p.oleh_id).first() if p.oleh_id else None


def dokumenkan(p: Peristiwa) -> None:
    """A predikat was set: documents for all of that unit and period that have none, so of many events one does the work.

    What comes set from elsewhere (Ruang GTK, another instansi, tugas belajar) has no document here: it is official at once.
    """
    e = Evaluasi.objects.select_related("pegawai", "periode__siklus").filter(pk=p.objek_id).first()
    if e is None:
        return
    if e.sumber != SumberEvaluasi.LOKAL:
        resmi.dari_evaluasi(e, by=_pelaku(p), keterangan=f"{e.get_sumber_display()}. {e.catatan}".strip())
        return
    semua: QuerySet[Evaluasi] = Evaluasi.objects.filter(periode=e.periode_id, unit_hitung=e.unit_hitung_id)
    ids = list(siap_didokumenkan(semua).values_list("pk", flat=True)[:PER_KELOMPOK])
    if ids:
        buat_dokumen(ids, by=_pelaku(p))


def resmikan(p: Peristiwa) -> None:
    """A document was signed, left in silence, or decided upon: its predikat becomes official (``aturan_jangka.resmi``).

    The decision of an objection supersedes what the signature had made official.
    """
    ada = DokumenEvaluasi.objects.select_related("evaluasi__pegawai", "evaluasi__periode__siklus").filter(pk=p.objek_id)
    d = ada.first()
    if d is None:
        return
    status = StatusDokumen(d.status)
    menerima = bool(p.data.get("disahkan")) or parameter("diam_dianggap_menerima").ya
    if menjadi_resmi(status, masa_keberatan_lewat=d.selesai_pada is not None, dianggap_menerima=menerima).nilai:
        resmi.dari_evaluasi(d.evaluasi, by=_pelaku(p), keterangan=_KETERANGAN[status])
