"""Jobs: a document for every evaluation of a period, and handing over many. Both may run again from the start."""

from collections.abc import Callable

from django.db import transaction

from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka
from kinerja.siklus import ingatan
from kinerja.siklus.models import Periode
from predikat.actions.dasar_dokumen import pastikan
from predikat.actions.dokumen import PER_KELOMPOK, buat_dokumen, serahkan_banyak, siap_didokumenkan
from predikat.enums import StatusDokumen
from predikat.models import DokumenEvaluasi, Evaluasi

BUKA, SERAHKAN = "predikat.buka_dokumen", "predikat.serahkan_dokumen"
Laporkan = Callable[..., None]


@transaction.atomic
def antrekan_buka(periode: Periode, *, by: Akun) -> Pekerjaan:
    """BKPSDM: documents for all of a period whose predikat is set. A second press while it runs gives the same job."""
    pastikan(by, "buat_dokumen", None, "Dokumen satu periode dibuat sekaligus oleh BKPSDM.")
    return buat_pekerjaan(BUKA, {"periode": periode.pk}, by=by, kunci=f"{BUKA}:{periode.pk}")


def jalankan_buka(pekerjaan: Pekerjaan, laporkan: Laporkan) -> None:
    """By 500, each in its own transaction; what has a document is passed over."""
    semua = siap_didokumenkan(Evaluasi.objects.filter(periode=pekerjaan.masukan["periode"]))
    ids = list(semua.order_by("unit_hitung_id", "pk").values_list("pk", flat=True))
    laporkan(0, len(ids), f"{angka(len(ids))} evaluasi siap dibuatkan dokumen.")
    with ingatan.ingat():
        for i in range(0, len(ids), PER_KELOMPOK):
            buat_dokumen(ids[i : i + PER_KELOMPOK], by=pekerjaan.pemilik)
            laporkan(min(i + PER_KELOMPOK, len(ids)), len(ids))


@transaction.atomic
def antrekan_serahkan(dokumen_ids: list[int], *, by: Akun) -> Pekerjaan:
    """The assessor hands over what he chose. Raises ``Ditolak`` for none."""
    if not dokumen_ids:
        raise Ditolak("Pilih sedikitnya satu dokumen untuk diserahkan.")
    return buat_pekerjaan(SERAHKAN, {"dokumen": sorted(set(dokumen_ids))}, by=by)


def jalankan_serahkan(pekerjaan: Pekerjaan, laporkan: Laporkan) -> None:
    """By 500. Whoever's turn it is not, and what was handed over meanwhile, is passed over."""
    ids, by = pekerjaan.masukan["dokumen"], pekerjaan.pemilik
    if by is None:
        return
    laporkan(0, len(ids))
    banyak = 0
    for i in range(0, len(ids), PER_KELOMPOK):
        banyak += serahkan_banyak(ids[i : i + PER_KELOMPOK], by=by)
        laporkan(min(i + PER_KELOMPOK, len(ids)), len(ids))
    sisa = DokumenEvaluasi.objects.filter(pk__in=ids, status=StatusDokumen.DISUSUN).count()
    laporkan(len(ids), len(ids), f"{angka(banyak)} diserahkan, {angka(sisa)} tidak dapat Anda serahkan.")
