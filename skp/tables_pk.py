"""Shape of the list of Perjanjian Kinerja."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip
from kinerja.plumbing.tulisan import angka, tanggal_pendek
from skp.enums import StatusPK
from skp.models import PerjanjianKinerja

_CIP = {
    StatusPK.DRAF: ("awas", "pencil"),
    StatusPK.BERLAKU: ("ok", "circle-check"),
    StatusPK.DIGANTI: ("", "archive"),
    StatusPK.BATAL: ("", "circle-x"),
}


def cip_pk(pk: PerjanjianKinerja) -> SafeString:
    """The state with its icon."""
    status = StatusPK(pk.status)
    return cip(status.label, *_CIP[status])


class TabelPK(tables.Table):
    """Rows of ``queries_pk.daftar_pk``."""

    unit = tables.Column("Unit", order_by=("unit__nama_kini", "tahun", "versi"))
    tahun = tables.Column("Tahun", order_by=("tahun", "unit__nama_kini"))
    status = tables.Column("Keadaan", attrs={"td": {"class": "pjg"}})
    banyak_sasaran = tables.Column("Sasaran", attrs={"td": {"class": "n"}})
    banyak_indikator = tables.Column("Indikator", attrs={"td": {"class": "n"}})
    banyak_program = tables.Column("Program", attrs={"td": {"class": "n"}})
    dibuat_pada = tables.Column("Dibuat")

    caption = "Daftar Perjanjian Kinerja"
    empty_text = "Belum ada Perjanjian Kinerja"
    empty_kalimat = "Kurangi saringan, atau mulai dari halaman unit yang Anda pimpin atau urus."
    empty_ikon = "target"

    def render_unit(self, record: Any) -> SafeString:
        """The unit; what kind of document it is, in a quiet line."""
        url = reverse("skp:pk", args=[record.pk])
        return dua_baris(format_html('<a href="{}">{}</a>', url, record.unit.nama_kini), record.jenis_dokumen)

    def render_status(self, record: Any) -> SafeString:
        """State and version, and how many targets are still missing."""
        kurang = f"{angka(record.tanpa_target)} target belum ditetapkan" if record.tanpa_target else ""
        return dua_baris(format_html('{} <span class="utuh">versi {}</span>', cip_pk(record), record.versi), kurang)

    def render_dibuat_pada(self, value: Any) -> str:
        """The day."""
        return tanggal_pendek(value)
