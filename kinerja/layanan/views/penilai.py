"""The repair list of assessors, and the posting of somebody who has none."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan import access
from kinerja.layanan.forms.penugasan import TempatkanForm
from kinerja.layanan.perbaikan import KOLOM_EXCEL, BarisPerbaikan, baris_excel, penilai_kosong, susun_baris
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import PER_HALAMAN, atur, dua_baris
from kinerja.layanan.templatetags.kinerja import cip, orang
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi import queries
from kinerja.organisasi.actions.penempatan import tempatkan_pegawai
from kinerja.organisasi.enums import JenisJabatan, MasalahPenilai
from kinerja.organisasi.models import PenilaiKosong
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.organisasi.peran import hak
from kinerja.organisasi.periksa import periksa_teringat
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal


class PenilaiKosongFilter(df.FilterSet):
    """By perangkat daerah, reason, name."""

    unit = df.ChoiceFilter(label="Unit", method="saring_unit", empty_label="Semua unit")
    masalah = df.ChoiceFilter(label="Sebab", choices=pilihan(MasalahPenilai), empty_label="Semua sebab")
    q = df.CharFilter(label="NIP atau nama", method="saring_q")

    class Meta:
        model = PenilaiKosong
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet[PenilaiKosong], unit: list[Any]) -> None:
        super().__init__(data, queryset)
        self._path = {str(u.pk): u.path for u in unit}
        self.filters["unit"].extra["choices"] = [(str(u.pk), u.nama_kini) for u in unit]

    def saring_unit(self, queryset: QuerySet[PenilaiKosong], nama: str, nilai: str) -> QuerySet[PenilaiKosong]:
        """The unit and everything below it."""
        return queryset.filter(unit__path__startswith=self._path[nilai])

    def saring_q(self, queryset: QuerySet[PenilaiKosong], nama: str, nilai: str) -> QuerySet[PenilaiKosong]:
        """By the person's NIP, name or position."""
        return queryset.filter(pegawai__in=queries.cari_pegawai(queries.pegawai_bekerja(jam.hari_ini()), nilai))


class TabelPerbaikan(tables.Table):
    """People to mend; a row is a ``PenilaiKosong`` whose ``perbaikan`` was put on it."""

    nama = tables.Column("Pegawai", order_by="pegawai__nama_urut", empty_values=())
    masalah = tables.Column("Sebab", attrs={"td": {"class": "pjg"}})
    sejak = tables.Column("Sejak", order_by="berlaku", empty_values=())
    meja = tables.Column("Di meja", orderable=False, empty_values=())
    langkah = tables.Column("Langkah berikutnya", orderable=False, empty_values=(), attrs={"td": {"tanpa_label": True}})

    caption = "Pegawai tanpa penilai"
    empty_text = "Semua pegawai punya tepat satu penilai"
    empty_kalimat = "Yang kehilangan penilai muncul di sini dengan sebabnya, sejak kapan, dan di meja siapa."
    empty_ikon = "user-check"

    def __init__(self, *args: Any, boleh_urus: bool, bkpsdm: bool = False, **kwargs: Any) -> None:
        self.boleh_urus, self.bkpsdm = boleh_urus, bkpsdm
        self._baris: dict[int, BarisPerbaikan] = {}
        super().__init__(*args, **kwargs)

    def siapkan(self) -> "TabelPerbaikan":
        """Fetch what the rows of this page show, all at once."""
        kosong = [r.record for r in self.paginated_rows]
        self._baris = {b.kosong.pk: b for b in susun_baris(kosong, jam.hari_ini())}
        return self

    def render_nama(self, record: PenilaiKosong) -> SafeString:
        """Name, NIP, position."""
        tugas = self._baris[record.pk].tugas
        jabatan = tugas.nama_jabatan if tugas else "Belum ada jabatan"
        bawah = f"{nip_berkelompok(record.pegawai.nip)} · {jabatan}"
        return orang(record.pegawai.nama_gelar, bawah, reverse("layanan:pegawai", args=[record.pegawai_id]))

    def render_masalah(self, record: PenilaiKosong) -> SafeString:
        """Why, and in which unit."""
        return dua_baris(record.get_masalah_display(), record.unit.nama_kini if record.unit else "tanpa unit")

    def render_sejak(self, record: PenilaiKosong) -> str:
        """Since when."""
        return tanggal(record.berlaku.lower)

    def render_meja(self, record: PenilaiKosong) -> str:
        """Whose task it is."""
        return self._baris[record.pk].di_meja

    def render_langkah(self, record: PenilaiKosong) -> SafeString:
        """The act as a button."""
        b = self._baris[record.pk]
        if not self.boleh_urus or (b.untuk_bkpsdm and not self.bkpsdm):
            return cip(b.tombol, "", "hourglass")
        return format_html(
            '<a class="tombol sempit" href="{}">{}<span class="senyap"> {}</span></a>', b.url, b.tombol, record.pegawai
        )


@izin("layanan.lihat_penilai_kosong")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """People without exactly one assessor; ``?unduh=xlsx`` exactly the filtered list."""
    access.pastikan(request.user, "lihat_penilai_kosong")
    hari = jam.hari_ini()
    unit = list(queries.unit_berlaku(hari).filter(depth=2))
    semua = penilai_kosong(request.user, hari).select_related("pegawai", "unit")
    saring = PenilaiKosongFilter(request.GET, semua.order_by("unit__path", "pegawai__nama_urut", "pk"), unit)
    if request.GET.get("unduh") == "xlsx":
        isi = baris_excel(susun_baris(saring.qs, hari))
        return unduh_daftar(request, "tanpa-penilai", "Pegawai tanpa penilai", KOLOM_EXCEL, isi, [f"Keadaan {tanggal(hari)}."])
    tabel = TabelPerbaikan(saring.qs, boleh_urus=bool(hak(request.user).wilayah_admin), bkpsdm=hak(request.user).admin_bkpsdm)
    konteks = {
        "saring": saring,
        "tabel": atur(tabel, request, PER_HALAMAN).siapkan(),
        "periksa": periksa_teringat(hari) if access.boleh(request.user, "lihat_peristiwa") else None,
        "boleh_delegasi": access.boleh(request.user, "delegasikan_penilai"),
    }
    return tampilkan(request, "layanan/penilai.html", konteks, bagian="daftar")


@izin("layanan.catat_masa_khusus", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def tempatkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a person into a unit."""
    pegawai = access.get_pegawai(request.user, pk, "catat_masa_khusus")
    awal = {"mulai": jam.hari_ini(), "jenis": JenisJabatan.PELAKSANA}
    form = TempatkanForm(request.POST or None, wilayah=hak(request.user).wilayah_admin, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            with transaction.atomic():
                jabatan = form.jabatan()
                baru = tempatkan_pegawai(pegawai, isi["unit"], jabatan, mulai=isi["mulai"], sk=isi["sk"], by=request.user)
            messages.success(request, f"{pegawai} tercatat sebagai {baru.jabatan} di {baru.unit}.")
            return redirect("layanan:pegawai", pegawai.pk)
        except Ditolak as galat:
            tolak(form, galat)
    kini = queries.jabatan_utama([pegawai.pk], jam.hari_ini()).get(pegawai.pk)
    sekarang = f"{kini.nama_jabatan}, {kini.unit}" if kini else "Belum ada jabatan"
    halaman = Halaman(
        judul="Catat penugasan",
        tombol="Simpan penugasan",
        kembali=reverse("layanan:pegawai", args=[pegawai.pk]),
        remah=[("Pegawai", reverse("layanan:pegawai_daftar")), (pegawai.nama, reverse("layanan:pegawai", args=[pegawai.pk]))],
        penjelasan="Jabatan definitif yang sekarang berakhir pada tanggal mulai. Penilainya dihitung ulang seketika.",
        fakta=[("Pegawai", pegawai.nama_gelar), ("Sekarang", sekarang)],
    )
    return tampilkan_formulir(request, halaman, form)
