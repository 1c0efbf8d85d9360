"""What BKPSDM's library and a unit's template of the lampiran show."""

from typing import Any

from django.db.models import Count, QuerySet

from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.queries import jalur
from skp.enums import JenisLampiran
from skp.models import PustakaRHK, TemplatLampiran

#: The list as a sheet: a row per measure.
KOLOM_EXCEL = (
    "JABATAN", "RHK", "KELUARAN", "KENDALI", "SUMBER", "INDIKATOR", "ASPEK", "PERSPEKTIF", "TARGET", "SATUAN", "BUKTI",
)  # fmt: skip


def daftar_pustaka() -> QuerySet[PustakaRHK]:
    """Every model RHK, by position, with ``banyak_iki``."""
    hasil: QuerySet[PustakaRHK] = PustakaRHK.objects.annotate(banyak_iki=Count("iki")).order_by("nama_urut", "urut", "pk")
    return hasil


def blok_templat(unit: UnitKerja) -> list[dict[str, Any]]:
    """The three blocks of the lampiran with the rows of this very unit: ``jenis``, ``judul``, ``baris``. One query."""
    baris = list(TemplatLampiran.objects.filter(unit=unit).order_by("urut", "pk"))
    return [{"jenis": j.value, "judul": j.label, "baris": [b for b in baris if b.jenis == j]} for j in JenisLampiran]


def templat_atasan(unit: UnitKerja) -> UnitKerja | None:
    """The nearest unit above that has a template: what new SKP take as long as ``unit`` has none of its own."""
    atas = [p for p in jalur(str(unit.path)) if p != str(unit.path)]
    punya = TemplatLampiran.objects.filter(unit__path__in=atas).select_related("unit").order_by("-unit__depth", "pk").first()
    return punya.unit if punya else None


def baris_excel(pustaka: PustakaRHK) -> list[list[str]]:
    """A row per measure (one when there is none) in the columns of ``KOLOM_EXCEL``; ``iki`` is prefetched."""
    p = pustaka
    kepala = [p.nama_jabatan, p.uraian, p.keluaran, p.kendali, p.sumber]
    iki = [[i.uraian, i.aspek, i.perspektif, i.target_teks, i.satuan, i.bukti] for i in p.iki.all()]
    return [[*kepala, *i] for i in iki or [[""] * 6]]
