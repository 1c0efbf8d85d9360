"""Shape of the people of a unit: how far each evaluation is, and the predikat for whoever may see it."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip
from predikat.tampilan_evaluasi import BarisTim


class TabelOrangUnit(tables.Table):
    """Evaluations of ``dengan_usulan`` with ``diserahkan``. ``lihat_rating``: the reader sees them; ``saya``: himself not."""

    pegawai = tables.Column("Pegawai", order_by=("pegawai__nama_urut", "pk"))
    penilai = tables.Column("Penilai", empty_values=(), order_by=("penilai__nama_urut", "pk"))
    status = tables.Column("Keadaan", order_by=("status", "pegawai__nama_urut"), attrs={"td": {"class": "pjg"}})
    predikat = tables.Column("Predikat", empty_values=(), orderable=False)
    langkah = tables.Column("", empty_values=(), orderable=False)

    caption = "Pegawai yang dihitung di sini"
    empty_text = "Belum ada evaluasi pada periode ini"
    empty_kalimat = "BKPSDM membukanya setelah populasi dibekukan."
    empty_ikon = "users"

    def __init__(self, *args: Any, lihat_rating: bool, saya: int | None, **kwargs: Any) -> None:
        super().__init__(*args, exclude=() if lihat_rating else ("predikat",), **kwargs)
        self.saya = saya

    def baris(self, e: Any) -> BarisTim:
        """As one of a desk."""
        return BarisTim(e, None, e.pegawai_id == self.saya and not e.diserahkan)

    def render_pegawai(self, record: Any) -> str:
        """With titles."""
        return str(record.pegawai)

    def render_penilai(self, record: Any) -> str:
        """Who rates him."""
        return str(record.penilai or "belum ada")

    def render_status(self, record: Any) -> SafeString:
        """How far, and why not."""
        return dua_baris(cip(*self.baris(record).cip), record.alasan_tidak_dievaluasi)

    def render_predikat(self, record: Any) -> SafeString | str:
        """Set, or as proposed."""
        b = self.baris(record)
        if not b.predikat:
            return "–"
        return dua_baris(format_html("<b>{}</b>", b.predikat), "usulan" if b.diusulkan else "")

    def render_langkah(self, record: Any) -> SafeString:
        """To the facts behind it."""
        url = reverse("predikat:mengapa", args=[record.pk])
        return format_html('<a class="tombol sempit" href="{}">Lihat<span class="senyap"> {}</span></a>', url, record.pegawai)
