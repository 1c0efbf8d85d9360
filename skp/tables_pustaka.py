"""Shape of the library's list."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip
from skp.models import PustakaRHK


class TabelPustaka(tables.Table):
    """Rows of ``queries_pustaka.daftar_pustaka``."""

    nama_jabatan = tables.Column("Jabatan", order_by=("nama_urut", "urut", "pk"))
    uraian = tables.Column("RHK", orderable=False, attrs={"td": {"class": "pjg"}})
    banyak_iki = tables.Column("Indikator", attrs={"td": {"class": "n"}})
    aktif = tables.Column("Keadaan", order_by=("aktif", "nama_urut", "urut"))

    caption = "Pustaka RHK per jabatan"
    empty_text = "Belum ada RHK di pustaka"
    empty_kalimat = "Kurangi saringan, atau tambahkan RHK pertama untuk sebuah jabatan."
    empty_ikon = "list-check"

    def render_uraian(self, record: PustakaRHK) -> SafeString:
        """The sentence leads to its form; where it comes from, in a quiet line."""
        url = reverse("skp:pustaka_ubah", args=[record.pk])
        return dua_baris(format_html('<a href="{}">{}</a>', url, record.uraian), record.sumber)

    def render_aktif(self, value: Any) -> SafeString:
        """Whether it is offered."""
        return cip("Aktif", "ok", "circle-check") if value else cip("Nonaktif", "", "archive")
