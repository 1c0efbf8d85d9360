"""What the forms of evaluation ask of the snapshot while they are printed, and the curve of the pattern."""

from collections.abc import Mapping
from typing import Any

from django import template

from predikat import kurva as gambar
from predikat.enums import Predikat, PredikatOrganisasi, Rating
from predikat.reports import potongan
from skp.enums import BentukSKP, Pendekatan

register = template.Library()


@register.simple_tag
def hasil_evaluasi(isi: Mapping[str, Any]) -> potongan.Tabel:
    """Columns and pieces of HASIL KERJA."""
    return potongan.hasil_evaluasi(isi["konten"])


@register.simple_tag
def perilaku_evaluasi(isi: Mapping[str, Any]) -> list[potongan.PerilakuEvaluasi]:
    """Pieces of PERILAKU KERJA."""
    return potongan.perilaku_evaluasi(isi)


@register.simple_tag
def judul_evaluasi(isi: Mapping[str, Any]) -> tuple[str, str]:
    """Second and third line of the title (6.10 to 6.12)."""
    konten = isi["konten"]
    bagi = "PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
    if konten["bentuk"] != BentukSKP.JPT:
        bagi = "PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
    return f"PENDEKATAN HASIL KERJA {Pendekatan(konten['pendekatan'])}", f"BAGI {bagi}"


@register.inclusion_tag("predikat/kurva.html")
def kurva(organisasi: str | None, jumlah: Mapping[Predikat, int] | None = None, cetak: bool = False) -> dict[str, Any]:
    """The pattern as SVG: the curve of the unit's predikat, and bars when people are counted."""
    return {"k": gambar.kurva(organisasi or None, jumlah), "cetak": cetak, "kelas": "kurva-cetak" if cetak else "kurva"}


@register.simple_tag
def pilihan_rating(terpilih: str) -> list[tuple[str, bool]]:
    """The three ratings of the form, the chosen one marked."""
    return [(r.label.upper(), r == terpilih) for r in Rating]


@register.simple_tag
def pilihan_predikat(terpilih: str) -> list[tuple[str, bool]]:
    """The five predikat of the form."""
    kata = {Predikat.KURANG_MISCONDUCT: "KURANG"}
    return [(kata.get(p, p.label.upper()), p == terpilih) for p in Predikat]


@register.simple_tag
def pilihan_organisasi(terpilih: str) -> list[tuple[str, bool]]:
    """The five of a unit."""
    return [(p.label.upper(), p == terpilih) for p in PredikatOrganisasi]


@register.filter
def label_predikat(nilai: str) -> str:
    """``SANGAT_BAIK`` → ``Sangat Baik``; a dash for none."""
    return Predikat(nilai).label if nilai else "-"


@register.filter
def label_organisasi(nilai: str) -> str:
    """``BAIK`` → ``Baik``."""
    return PredikatOrganisasi(nilai).label if nilai else "-"


@register.filter
def label_rating(nilai: str) -> str:
    """``SESUAI_EKSPEKTASI`` → ``Sesuai ekspektasi``."""
    return Rating(nilai).label if nilai else "-"
