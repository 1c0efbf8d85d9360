"""Shape of the lists: columns, what a cell shows, by what a column sorts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from kinerja.layanan.actions.laporan import JENIS_TENGGAT
from kinerja.layanan.enums import StatusLaporan
from kinerja.layanan.meja import sebut_meja
from kinerja.layanan.models import LaporanData
from kinerja.layanan.privasi import TIDAK_BERTUGAS
from kinerja.layanan.templatetags.kinerja import cip, kata_sisa, orang
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import HubunganPenilai, Pegawai, Pendelegasian, Penugasan, UnitKerja
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.daftar import KolomUnit
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.queries import tenggat_untuk

PER_HALAMAN = 60
#: Working days from which on a clock is amber.
_DEKAT = 2


def atur(
    tabel: tables.Table, request: HttpRequest, per_halaman: int = PER_HALAMAN, *, jumlah: int | None = None
) -> tables.Table:
    """Sort and page ``tabel`` by the query string; a page that does not exist becomes the first or the last.

    ``jumlah``: how many rows there are, when the caller has counted them already.
    """
    tabel.request = request
    penghalaman = partial(_terhitung, jumlah)
    if urut := request.GET.getlist(tabel.prefixed_order_by_field):
        tabel.order_by = urut
    halaman = request.GET.get(tabel.prefixed_page_field, "1")
    try:
        tabel.paginate(penghalaman, page=halaman, per_page=per_halaman)
    except PageNotAnInteger:
        tabel.paginate(penghalaman, page=1, per_page=per_halaman)
    except EmptyPage:
        tabel.paginate(penghalaman, page=tabel.paginator.num_pages, per_page=per_halaman)
    return tabel


def _terhitung(jumlah: int | None, *args: Any, **kwargs: Any) -> Paginator:  # type: ignore[type-arg]
    penghalaman = Paginator(*args, **kwargs)
    if jumlah is not None:
        penghalaman.__dict__["count"] = jumlah
    return penghalaman


def dua_baris(atas: Any, bawah: Any = "") -> SafeString:
    """A cell of two lines: what counts, and one quiet line."""
    return format_html('{}<br><span class="pudar kecil">{}</span>', atas, bawah) if bawah else format_html("{}", atas)


def sebab_pergi(pegawai: Any) -> str:
    """Why a person with ``masa_kini`` and ``boleh_keadaan`` is away, or only that he is; empty when he is at work."""
    if not pegawai.masa_kini:
        return ""
    return ", ".join(JenisMasaKhusus(m.jenis).label for m in pegawai.masa_kini) if pegawai.boleh_keadaan else TIDAK_BERTUGAS


class TabelPegawai(tables.Table):
    """People with ``queries.dengan_keadaan`` and ``privasi.dengan_hak_baca``.

    ``nama_pd``: name of the perangkat daerah by path.
    """

    nama = tables.Column("Pegawai", order_by=("nama_urut", "pk"))
    jabatan = tables.Column("Jabatan", empty_values=(), attrs={"td": {"class": "pjg"}})
    unit = tables.Column("Unit", empty_values=(), attrs={"td": {"class": "pjg"}})
    penilai = tables.Column("Penilai", empty_values=())
    status = tables.Column("Status", order_by=("status", "nama_urut", "pk"))

    caption = "Daftar pegawai"
    empty_text = "Tidak ada pegawai yang cocok"
    empty_kalimat = "Kurangi saringan, atau cari dengan potongan nama atau NIP yang lebih pendek."

    class Meta:
        order_by = "nama"

    def __init__(self, *args: Any, tanggal: dt.date, nama_pd: Mapping[str, str], **kwargs: Any) -> None:
        self.tanggal = tanggal
        self.nama_pd = nama_pd
        super().__init__(*args, **kwargs)

    def render_nama(self, record: Any) -> SafeString:
        """Name, a link to the person; the NIP for those who may read it."""
        if not record.boleh_nip:
            return orang(record.nama_gelar, "", reverse("layanan:pegawai", args=[record.pk]))
        nip = format_html('<span class="nip utuh">{}</span>', nip_berkelompok(record.nip))
        return orang(record.nama_gelar, nip, reverse("layanan:pegawai", args=[record.pk]))

    def render_jabatan(self, record: Any) -> SafeString:
        """The main position, and others held at the same time."""
        if not record.penugasan_kini:
            return cip("Belum ada jabatan", "awas", "alert-circle")
        utama, *lain = record.penugasan_kini
        return dua_baris(utama.nama_jabatan, ", ".join(p.nama_jabatan for p in lain))

    def render_unit(self, record: Any) -> SafeString | str:
        """The unit, and its perangkat daerah when that is another."""
        if not record.penugasan_kini:
            return "–"
        unit = record.penugasan_kini[0].unit
        pd = self.nama_pd.get(perangkat_daerah(unit.path), "")
        tautan = format_html('<a href="{}">{}</a>', reverse("layanan:unit", args=[unit.pk]), unit.nama_kini)
        return dua_baris(tautan, pd if pd != unit.nama_kini else "")

    def render_penilai(self, record: Any) -> SafeString | str:
        """The assessor, or that one is missing."""
        if record.penilai_kini:
            return str(record.penilai_kini[0].penilai.nama_gelar)
        return cip("Belum ada", "awas", "alert-circle")

    def render_status(self, record: Any) -> SafeString:
        """Kind of employment, and that the person is away; why, for those who may know."""
        if record.masa_kini:
            return dua_baris(record.get_status_display(), sebab_pergi(record))
        if record.hilang_sejak and record.boleh_keadaan:
            return dua_baris(record.get_status_display(), "tidak ada di SIASN")
        return dua_baris(record.get_status_display())

    def order_jabatan(self, queryset: QuerySet[Pegawai], menurun: bool) -> tuple[QuerySet[Pegawai], bool]:
        """By name of the main position."""
        return self._urut(queryset, self._utama("jabatan__nama"), menurun)

    def order_unit(self, queryset: QuerySet[Pegawai], menurun: bool) -> tuple[QuerySet[Pegawai], bool]:
        """In the order of the unit tree."""
        return self._urut(queryset, self._utama("unit__path"), menurun)

    def order_penilai(self, queryset: QuerySet[Pegawai], menurun: bool) -> tuple[QuerySet[Pegawai], bool]:
        """By name of the assessor; those without one at the end."""
        penilai = HubunganPenilai.objects.pada(self.tanggal).filter(pegawai=OuterRef("pk"))
        return self._urut(queryset, Subquery(penilai.values("penilai__nama_urut")[:1]), menurun)

    def _utama(self, kolom: str) -> Subquery:
        tugas = Penugasan.objects.pada(self.tanggal).filter(pegawai=OuterRef("pk"))
        return Subquery(tugas.order_by(queries.URUT_SIFAT, "pk").values(kolom)[:1])

    def _urut(self, queryset: QuerySet[Pegawai], menurut: Subquery, menurun: bool) -> tuple[QuerySet[Pegawai], bool]:
        diurut = queryset.alias(urut_kolom=menurut)
        return diurut.order_by("-urut_kolom" if menurun else "urut_kolom", "nama_urut", "pk"), True


def perangkat_daerah(path: str) -> str:
    """Path of the unit one below the root that ``path`` belongs to."""
    return path[: 2 * UnitKerja.steplen]


class TabelUnit(tables.Table):
    """Units as rows of dictionaries: ``unit``, ``kepala`` and one value per registered column."""

    nama = tables.Column("Unit", order_by="nama_urut")

    empty_text = "Belum ada unit di sini"
    empty_kalimat = "Unit muncul setelah pohon unit diimpor."
    empty_ikon = "building"

    def render_nama(self, record: Mapping[str, Any]) -> SafeString:
        """Name as a link, and who leads."""
        tautan = format_html('<a href="{}">{}</a>', reverse("layanan:unit", args=[record["pk"]]), record["nama"])
        return dua_baris(tautan, record["kepala"] or "belum ada pimpinan")


class KolomAngka(tables.Column):
    """A number, written as people write it; amber when it asks for attention."""

    def __init__(self, judul: str, *, awas: bool) -> None:
        super().__init__(judul, attrs={"td": {"class": "n"}}, initial_sort_descending=True)
        self.awas = awas

    def render(self, value: Any) -> SafeString | str:
        """``1.234``."""
        if not self.awas:
            return angka(value)
        return cip(angka(value), "awas", "alert-circle") if value else format_html('<span class="pudar">{}</span>', "0")


def tabel_unit(baris: Sequence[Mapping[str, Any]], kolom: Sequence[KolomUnit], caption: str) -> TabelUnit:
    """The table of units with the registered columns."""
    tambahan = [(k.nama, KolomAngka(k.judul, awas=k.awas) if k.angka else tables.Column(k.judul)) for k in kolom]
    tabel = TabelUnit(list(baris), extra_columns=tambahan)
    tabel.caption = caption
    return tabel


class TabelDelegasi(tables.Table):
    """Letters of delegation with ``orang`` (people whom it holds today)."""

    nomor = tables.Column("Surat")
    penilai = tables.Column(
        "Penilai yang ditunjuk", order_by="penilai__nama_urut", empty_values=(), attrs={"td": {"class": "pjg"}}
    )
    orang = tables.Column("Orang", attrs={"td": {"class": "n"}}, initial_sort_descending=True)
    berlaku = tables.Column("Berlaku")
    keadaan = tables.Column("Keadaan", orderable=False, empty_values=())

    caption = "Surat pendelegasian penilai"
    empty_text = "Tidak ada surat pendelegasian di sini"
    empty_kalimat = "Tanpa surat, penilai ditentukan struktur: pimpinan unit terdekat ke atas."
    empty_ikon = "signature"

    def __init__(self, *args: Any, tanggal: dt.date, **kwargs: Any) -> None:
        self.tanggal = tanggal
        super().__init__(*args, **kwargs)

    def render_nomor(self, record: Pendelegasian) -> SafeString:
        """Number as a link; day and subject."""
        tautan = format_html('<a href="{}">{}</a>', reverse("layanan:delegasi", args=[record.pk]), record.nomor)
        return dua_baris(tautan, " · ".join(x for x in (tulisan.tanggal(record.tanggal), record.tentang) if x))

    def render_penilai(self, record: Pendelegasian) -> str:
        """A person, or whoever leads an office."""
        return sebut_penilai(record)

    def render_orang(self, value: int) -> str:
        """``1.234``."""
        return angka(value)

    def render_berlaku(self, record: Pendelegasian) -> str:
        """From when to when."""
        return tulisan.masa(record.berlaku)

    def render_keadaan(self, record: Pendelegasian) -> SafeString:
        """Withdrawn, to come, over, or in force."""
        return cip(*keadaan_surat(record, self.tanggal))


def sebut_penilai(surat: Pendelegasian) -> str:
    """Who assesses by a letter, in words."""
    return surat.penilai.nama_gelar if surat.penilai else f"Pimpinan {surat.unit_penilai}"


def keadaan_surat(surat: Pendelegasian, hari: dt.date) -> tuple[str, str, str]:
    """(words, kind, icon) of the state of a letter."""
    if surat.dicabut_pada:
        return "Dicabut", "", "circle-x"
    if surat.berlaku.lower > hari:
        return "Mendatang", "info", "calendar-event"
    if surat.berlaku.upper and surat.berlaku.upper <= hari:
        return "Berakhir", "", "archive"
    return "Berlaku", "ok", ""


class TabelLaporan(tables.Table):
    """Reports of wrong data; call ``siapkan`` after ``atur``, so that the clocks of the page are read together."""

    pegawai = tables.Column("Tentang", order_by=("pegawai__nama_urut", "pk"))
    uraian = tables.Column("Uraian", orderable=False, attrs={"td": {"class": "pjg"}})
    unit = tables.Column("Di meja", order_by=("unit__path", "pk"))
    dibuat_pada = tables.Column("Dikirim", order_by=("dibuat_pada", "pk"))
    keadaan = tables.Column("Keadaan", order_by=("status", "pk"), empty_values=())
    langkah = tables.Column("Langkah", orderable=False, empty_values=(), attrs={"td": {"tanpa_label": True}})

    caption = "Laporan data salah"
    empty_text = "Tidak ada laporan di sini"
    empty_kalimat = "Pegawai melaporkan data yang keliru dari halamannya; admin unit menjawab dalam batas waktu."
    empty_ikon = "message-report"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._tenggat: Mapping[Any, Any] = {}
        self._meja: Mapping[int, str] = {}
        super().__init__(*args, **kwargs)

    def siapkan(self) -> "TabelLaporan":
        """Read the clocks and desks of this page."""
        baris = [r.record for r in self.paginated_rows]
        ids = [x.pk for x in baris]
        self._tenggat = tenggat_untuk(LaporanData._meta.label_lower, ids, JENIS_TENGGAT) if ids else {}
        self._meja = sebut_meja((x.unit for x in baris if x.status == StatusLaporan.TERBUKA), jam.hari_ini())
        return self

    def render_pegawai(self, record: LaporanData) -> SafeString:
        """Whom, and which part."""
        return orang(record.pegawai.nama_gelar, record.get_bagian_display())

    def render_uraian(self, record: LaporanData) -> SafeString:
        """What is said, and who says it."""
        return dua_baris(Truncator(record.uraian).chars(110), record.pelapor.nama_tampil)

    def render_unit(self, record: LaporanData) -> str:
        """Whose task it is now; of one that is over, where it came to."""
        return self._meja.get(record.unit_id, f"Admin {record.unit}")

    def render_dibuat_pada(self, record: LaporanData) -> str:
        """The day."""
        return tulisan.tanggal(record.dibuat_pada)

    def render_keadaan(self, record: LaporanData) -> SafeString:
        """The clock of an open one, else how it ended."""
        if record.status != StatusLaporan.TERBUKA:
            return cip(
                record.get_status_display(), *(("ok",) if record.status == StatusLaporan.DIPERBAIKI else ("", "circle-x"))
            )
        t = self._tenggat.get((record.pk, JENIS_TENGGAT))
        if t is None:
            return cip(record.get_status_display(), "awas")
        segera = t.sisa is not None and t.sisa <= _DEKAT
        return cip(
            kata_sisa(t.sisa) if t.sisa is not None else tulisan.tanggal(t.tenggat.batas), "awas" if segera else "", "clock"
        )

    def render_langkah(self, record: LaporanData) -> SafeString:
        """Open it."""
        return format_html(
            '<a class="tombol sempit" href="{}">Buka<span class="senyap"> laporan tentang {}</span></a>',
            reverse("layanan:laporan", args=[record.pk]),
            record.pegawai,
        )
