"""Shape of the list of assessors in the statistics."""

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip
from kinerja.plumbing.tulisan import angka
from predikat.models import RingkasanPenilai

_ANGKA = {"td": {"class": "n"}}


class TabelPenilai(tables.Table):
    """Rows of ``tampilan_papan.penilai_terhitung``; ``semua``: the whole kabupaten, to compare with."""

    penilai = tables.Column("Penilai", order_by=("penilai__nama_urut",))
    dinilai = tables.Column("Dinilai", attrs=_ANGKA)
    tinggi = tables.Column("Rating tinggi", attrs=_ANGKA)
    selisih = tables.Column("Dari kabupaten", attrs=_ANGKA)
    ditelaah = tables.Column("Telaah", attrs={"td": {"class": "pjg"}})

    caption = "Penilai dan bagian rating tinggi"
    empty_text = "Belum ada penilai yang dapat dibandingkan"
    empty_kalimat = "Penilai tampil setelah mengusulkan rating sedikitnya lima orang."
    empty_ikon = "scale"

    def __init__(self, *args: Any, semua: RingkasanPenilai | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.semua = semua

    def render_penilai(self, record: RingkasanPenilai) -> SafeString:
        """The name, and where those count whom he rates."""
        return dua_baris(str(record.penilai), str(record.unit))

    def render_tinggi(self, record: RingkasanPenilai) -> str:
        """Share and number."""
        return f"{angka(round(100 * record.tinggi / record.dinilai))}% ({angka(record.tinggi)})"

    def render_selisih(self, value: int) -> str:
        """``+12 poin``."""
        return f"{'+' if value > 0 else ''}{value} poin".replace("-", "−")

    def render_ditelaah(self, value: bool) -> SafeString:
        """Never an accusation: where to look."""
        return cip("Perlu ditelaah", "awas", "search") if value else cip("Sejalan", "ok")
