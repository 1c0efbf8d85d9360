"""Shape of the list of accounts: its filter and its table."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kinerja.layanan.akun.queries import BERHENTI, KEADAAN, SARING, keadaan, orang_berhenti, orang_diurus
from kinerja.layanan.tables import dua_baris
from kinerja.layanan.templatetags.kinerja import cip, orang
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, PeranAkun
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.organisasi.queries import cari_pegawai
from kinerja.plumbing import jam


class AkunFilter(df.FilterSet):
    """By NIP, name or position; by state of the account; by role."""

    q = df.CharFilter(label="Cari", method="saring_q", widget=forms.SearchInput(attrs={"placeholder": "NIP, nama, jabatan"}))
    keadaan = df.ChoiceFilter(
        label="Keadaan akun",
        choices=[(k, judul) for k, (judul, _) in KEADAAN.items()],
        method="saring_keadaan",
        empty_label="Semua",
    )
    peran = df.ChoiceFilter(label="Peran", choices=pilihan(Peran), method="saring_peran", empty_label="Semua")

    class Meta:
        model = Pegawai
        fields: list[str] = []

    def __init__(self, data: Any, *, by: Akun) -> None:
        pilih = {BERHENTI: orang_berhenti}.get(data.get("keadaan"), orang_diurus)
        super().__init__(data, pilih(by))

    def saring_q(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """Every word begins a word of NIP, name or position."""
        return cari_pegawai(queryset, nilai)

    def saring_keadaan(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """In that state; those who have left were chosen at the start."""
        return queryset if nilai == BERHENTI else queryset.filter(SARING[nilai])

    def saring_peran(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """Holds that role today."""
        punya = PeranAkun.objects.pada(jam.hari_ini()).filter(akun__pegawai=OuterRef("pk"), peran=nilai)
        return queryset.filter(Exists(punya))


class TabelAkun(tables.Table):
    """People with ``queries.daftar_akun``."""

    nama = tables.Column("Pegawai", order_by=("nama_urut", "pk"))
    tempat = tables.Column("Jabatan dan unit", empty_values=(), orderable=False, attrs={"td": {"class": "pjg"}})
    keadaan = tables.Column("Akun", empty_values=(), order_by=("akun__aktif_sejak", "nama_urut", "pk"))
    peran = tables.Column("Peran", empty_values=(), orderable=False)

    caption = "Daftar akun"
    empty_text = "Tidak ada akun yang cocok"
    empty_kalimat = "Kurangi saringan, atau cari dengan potongan nama atau NIP yang lebih pendek."

    class Meta:
        order_by = "nama"

    def render_nama(self, record: Pegawai) -> SafeString:
        """Name and NIP, a link to the account's page."""
        return orang(record.nama_gelar, nip_berkelompok(record.nip), reverse("layanan:akun_pegawai", args=[record.pk]))

    def render_tempat(self, record: Any) -> SafeString | str:
        """The main posting."""
        if not record.penugasan_kini:
            return "–"
        utama = record.penugasan_kini[0]
        return dua_baris(utama.nama_jabatan, utama.unit.nama_kini)

    def render_keadaan(self, record: Any) -> SafeString:
        """The state as a chip."""
        judul, jenis = KEADAAN[keadaan(_akun(record))]
        return cip(judul, jenis)

    def render_peran(self, record: Any) -> SafeString | str:
        """Roles given by hand that hold today, with their unit."""
        akun = _akun(record)
        if akun is None or not akun.peran_kini:
            return "–"
        return format_html("{}", ", ".join(kata_peran(p) for p in akun.peran_kini))


def _akun(pegawai: Pegawai) -> Any:
    akun: Akun | None = getattr(pegawai, "akun", None)
    return akun


def kata_peran(baris: PeranAkun) -> str:
    """``Admin unit (kepegawaian), Dinas Kesehatan``."""
    label = Peran(baris.peran).label
    return f"{label}, {baris.unit}" if baris.unit else label
