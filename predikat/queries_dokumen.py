"""The read side of documents and objections: who sees which, and what a page shows in a fixed number of queries."""

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from predikat.actions.dasar_dokumen import ISI
from predikat.enums import StatusDokumen
from predikat.models import BuktiKeberatan, DokumenEvaluasi, Keberatan, LangkahKeberatan, PredikatResmi, SesiKalibrasi


def dokumen_terlihat(akun: Akun) -> QuerySet[DokumenEvaluasi]:
    """One's own from the moment of hand-over, of people one assesses, as the superior named on it; BKPSDM: all, Inspektorat:
    those that are handed over.

    A unit's admin: those whose assessor does not sign in (``rules_dokumen.mengurus_dokumen``).
    """
    h = hak(akun)
    if not h.masuk:
        return DokumenEvaluasi.objects.none()
    tertutup = Q(status__in=[StatusDokumen.DISUSUN, StatusDokumen.DIBUKA_KEMBALI])
    belum = tertutup & Q(evaluasi__pegawai=h.pegawai_id)
    if h.admin_bkpsdm:
        return DokumenEvaluasi.objects.exclude(belum)
    boleh = Q(evaluasi__pegawai=h.pegawai_id) | Q(evaluasi__penilai=h.pegawai_id) | Q(atasan_penilai=h.pegawai_id)
    if h.pegawai_id is None:
        boleh = Q(pk__in=[])
    if h.auditor:
        boleh |= ~tertutup
    tanpa = Q(evaluasi__penilai__isnull=True) | Q(evaluasi__penilai__status=StatusPegawai.NON_ASN)
    tanpa |= Q(evaluasi__penilai__berhenti_sejak__lte=h.hari)
    for path in h.wilayah_admin:
        boleh |= Q(evaluasi__unit_hitung__path__startswith=path) & tanpa
    return DokumenEvaluasi.objects.filter(boleh).exclude(belum)


def keberatan_terlihat(akun: Akun) -> QuerySet[Keberatan]:
    """Cases of documents that one may see."""
    return Keberatan.objects.filter(dokumen__in=dokumen_terlihat(akun))


def lengkap(dokumen: QuerySet[DokumenEvaluasi]) -> QuerySet[DokumenEvaluasi]:
    """With person, period, unit, assessor and his superior."""
    return dokumen.select_related(*ISI, "dokumen__berkas")


def keberatan_lengkap(keberatan: QuerySet[Keberatan]) -> QuerySet[Keberatan]:
    """With the document and everything on it."""
    isi = [f"dokumen__{x}" for x in ISI]
    return keberatan.select_related(*isi, "pemutus", "keputusan__pejabat").prefetch_related(
        Prefetch("bukti", BuktiKeberatan.objects.select_related("berkas", "oleh__pegawai")),
        Prefetch("langkah", LangkahKeberatan.objects.select_related("oleh__pegawai")),
    )


def resmi_kini(pegawai_ids: list[int]) -> QuerySet[PredikatResmi]:
    """Official predikat that hold, the latest first."""
    semua = PredikatResmi.objects.filter(pegawai__in=pegawai_ids, pengganti__isnull=True)
    return semua.select_related("periode__siklus").order_by("-tahun", "-periode__rentang")


def tampil_sesi(pk: int) -> tuple[str, str]:
    """(words, URL) of a session, for the same page."""
    s = SesiKalibrasi.objects.select_related("unit", "periode__siklus").filter(pk=pk).first()
    return (f"Sesi kalibrasi {s.unit}, {s.periode}", reverse("predikat:sesi", args=[pk])) if s else ("", "")


def tampil_keberatan(pk: int) -> tuple[str, str]:
    """(words, URL) of a case, for the page of recorded decisions."""
    k = Keberatan.objects.select_related("dokumen__evaluasi__pegawai").filter(pk=pk).first()
    return (f"Keberatan {k.dokumen.evaluasi.pegawai}", reverse("predikat:keberatan", args=[pk])) if k else ("", "")
