"""The list of evaluations whose predikat comes from elsewhere."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip, orang
from kinerja.organisasi.models import Akun
from predikat.access import boleh
from predikat.enums import StatusEvaluasi, SumberEvaluasi
from predikat.models import Evaluasi
from predikat.tampilan_organisasi import CIP_STATUS, label_predikat

_SUMBER = [(s.value, s.label) for s in SumberEvaluasi if s is not SumberEvaluasi.LOKAL]
_KEADAAN = [("belum", "Belum ada predikat"), ("ada", "Sudah ada")]


class LuarFilter(df.FilterSet):
    """By source, by whether it is there."""

    q = df.CharFilter(label="Cari", field_name="pegawai__nama", lookup_expr="icontains")
    sumber = df.ChoiceFilter(label="Sumber", choices=_SUMBER, empty_label="Semua sumber")
    keadaan = df.ChoiceFilter(label="Keadaan", choices=_KEADAAN, method="saring_keadaan", empty_label="Semua keadaan")

    class Meta:
        model = Evaluasi
        fields: tuple[str, ...] = ()

    def saring_keadaan(self, semua: QuerySet[Evaluasi], nama: str, nilai: str) -> QuerySet[Evaluasi]:
        """With or without a predikat."""
        return semua.filter(predikat__isnull=nilai == "belum")


class TabelLuar(tables.Table):
    """Person, where the predikat comes from, what it is, and the one step that can be done here."""

    nama = tables.Column(empty_values=(), verbose_name="Pegawai", order_by=("pegawai__nama_urut",))
    sumber = tables.Column(verbose_name="Sumber")
    keadaan = tables.Column(empty_values=(), verbose_name="Keadaan", orderable=False)
    langkah = tables.Column(empty_values=(), verbose_name="Langkah", orderable=False)

    caption = "Pegawai yang predikatnya dari luar"
    empty_text = "Tidak ada yang cocok"
    empty_kalimat = "Ubah saringannya, atau pilih periode lain."
    empty_ikon = "filter-off"

    def __init__(self, data: Any, akun: Akun) -> None:
        super().__init__(data)
        self.akun = akun

    def render_nama(self, record: Evaluasi) -> Any:
        """Person and unit."""
        return orang(record.pegawai.nama_gelar, str(record.unit_hitung), reverse("predikat:mengapa", args=[record.pk]))

    def render_sumber(self, record: Evaluasi) -> str:
        """Which system."""
        return record.get_sumber_display()

    def render_keadaan(self, record: Evaluasi) -> Any:
        """The predikat with its document, else how far it is. Never one's own."""
        if record.predikat and boleh(self.akun, "lihat_rating", record):
            return dua_baris(label_predikat(record.predikat), record.catatan)
        return cip(*CIP_STATUS[StatusEvaluasi(record.status)])

    def render_langkah(self, record: Evaluasi) -> Any:
        """Set or mend it by the transcript."""
        if not boleh(self.akun, "tetapkan_studi", record):
            return format_html('<span class="kecil pudar">{}</span>', "Lewat impor" if record.sumber == "RUANG_GTK" else "–")
        return format_html(
            '<a class="tombol sempit" href="{}">Menurut transkrip<span class="senyap"> {}</span></a>',
            reverse("predikat:tetapkan_studi", args=[record.pk]),
            record.pegawai.nama,
        )
