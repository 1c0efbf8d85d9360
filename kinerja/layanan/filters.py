"""Filters of the lists: forms by GET, so that the state is in the URL."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.layanan.models import LaporanData
from kinerja.layanan.privasi import TIDAK_BERTUGAS, kata_cari, keadaan_terlihat, wilayah_daftar
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Pegawai, Pendelegasian, Penugasan, UnitKerja
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.organisasi.peran import hak

_TANPA_KEPALA_DAERAH = [p for p in pilihan(JenisJabatan) if p[0] != JenisJabatan.KEPALA_DAERAH]
_STATUS = [p for p in pilihan(StatusPegawai) if p[0] != StatusPegawai.NON_ASN]


class PegawaiFilter(df.FilterSet):
    """Filter of the employee list. ``unit_pilihan``: the units offered; ``tanggal``: the date the list speaks of.

    Kinds of special times are offered to those who may know them of somebody, and find only people of whom they may.
    """

    q = df.CharFilter(label="Cari", method="saring_q", widget=forms.SearchInput(attrs={"placeholder": "Nama, jabatan, NIP"}))
    unit = df.ChoiceFilter(label="Unit", method="saring_unit", empty_label="Semua unit")
    status = df.ChoiceFilter(label="Status", choices=_STATUS, empty_label="Semua status")
    jenis = df.ChoiceFilter(
        label="Jenis jabatan", choices=_TANPA_KEPALA_DAERAH, method="saring_jenis", empty_label="Semua jenis"
    )
    penilai = df.ChoiceFilter(
        label="Penilai",
        choices=[("ada", "Punya penilai"), ("belum", "Belum punya penilai"), ("saya", "Saya yang menilai")],
        method="saring_penilai",
        empty_label="Semua",
    )
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[
            ("khusus", TIDAK_BERTUGAS),
            ("berhenti", "Sudah berhenti"),
        ],
        method="saring_keadaan",
        empty_label="Semua yang bekerja",
    )

    class Meta:
        model = Pegawai
        fields: Sequence[str] = []

    def __init__(
        self, data: Any, queryset: QuerySet[Pegawai], *, tanggal: dt.date, unit_pilihan: Sequence[UnitKerja], akun: Akun
    ) -> None:
        super().__init__(data, queryset)
        self.tanggal = tanggal
        self.akun = akun
        if wilayah_daftar(akun) or hak(akun).menilai:
            keadaan = self.filters["keadaan"].extra
            keadaan["choices"] = [*keadaan["choices"], *pilihan(JenisMasaKhusus), ("hilang", "Tidak ada di SIASN")]
        self._path = {str(u.pk): u.path for u in unit_pilihan}
        self.filters["unit"].extra["choices"] = [(str(u.pk), u.nama_kini) for u in unit_pilihan]

    def filter_queryset(self, queryset: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
        """ASN only; people who have left are shown only when they are asked for."""
        queryset = queryset.exclude(status=StatusPegawai.NON_ASN)
        if self.form.cleaned_data.get("keadaan") != "berhenti":
            queryset = queryset.filter(Q(berhenti_sejak__isnull=True) | Q(berhenti_sejak__gt=self.tanggal))
        return super().filter_queryset(queryset)

    def saring_q(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """By NIP, name, position; a part of a NIP only for those who read NIPs."""
        return queries.cari_pegawai(queryset, kata_cari(self.akun, nilai))

    def saring_unit(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """The unit and everything below it."""
        return queryset.filter(queries.bertugas_di_bawah(self._path[nilai], self.tanggal))

    def saring_jenis(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """Holds a position of that kind."""
        tugas = Penugasan.objects.pada(self.tanggal).filter(pegawai=OuterRef("pk"), jabatan__jenis=nilai)
        return queryset.filter(Exists(tugas))

    def saring_penilai(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """Has an assessor, has none, or is assessed by the one who looks."""
        hubungan = HubunganPenilai.objects.pada(self.tanggal).filter(pegawai=OuterRef("pk"))
        if nilai == "saya":
            return queryset.filter(Exists(hubungan.filter(penilai=self.akun.pegawai_id)))
        return queryset.filter(Exists(hubungan) if nilai == "ada" else ~Exists(hubungan))

    def saring_keadaan(self, queryset: QuerySet[Pegawai], nama: str, nilai: str) -> QuerySet[Pegawai]:
        """In a special time, gone, or missing from the last export."""
        if nilai == "berhenti":
            return queryset.filter(berhenti_sejak__lte=self.tanggal)
        masa = MasaKhusus.objects.pada(self.tanggal).filter(pegawai=OuterRef("pk"))
        if nilai == "khusus":
            return queryset.filter(Exists(masa))
        boleh = queryset.filter(keadaan_terlihat(self.akun))
        return boleh.filter(hilang_sejak__isnull=False) if nilai == "hilang" else boleh.filter(Exists(masa.filter(jenis=nilai)))


class DelegasiFilter(df.FilterSet):
    """Letters of delegation by words and by whether they still hold; without a choice those that hold or are to come."""

    q = df.CharFilter(
        label="Cari", method="saring_q", widget=forms.SearchInput(attrs={"placeholder": "Nomor, tentang, penilai"})
    )
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("berlaku", "Berlaku atau mendatang"), ("selesai", "Dicabut atau berakhir")],
        method="saring_keadaan",
        empty_label="Semua",
    )

    class Meta:
        model = Pendelegasian
        fields: Sequence[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Pendelegasian], *, tanggal: dt.date) -> None:
        data = data.copy()
        data.setdefault("keadaan", "berlaku")
        super().__init__(data, queryset)
        self.tanggal = tanggal

    def saring_q(self, queryset: QuerySet[Pendelegasian], nama: str, nilai: str) -> QuerySet[Pendelegasian]:
        """By number, subject, the assessor's name or the office."""
        orang = Q(penilai__nama__icontains=nilai) | Q(unit_penilai__nama_kini__icontains=nilai)
        return queryset.filter(Q(nomor__icontains=nilai) | Q(tentang__icontains=nilai) | orang)

    def saring_keadaan(self, queryset: QuerySet[Pendelegasian], nama: str, nilai: str) -> QuerySet[Pendelegasian]:
        """Still in force or to come, or over."""
        belum_lewat = Q(berlaku__endswith__isnull=True) | Q(berlaku__endswith__gt=self.tanggal)
        berjalan = Q(dicabut_pada__isnull=True) & belum_lewat
        return queryset.filter(berjalan if nilai == "berlaku" else ~berjalan)


class LaporanFilter(df.FilterSet):
    """Reports of wrong data: whose, in which state, about what. ``meja``: those on one's own desks, the first choice if any."""

    lingkup = df.ChoiceFilter(
        label="Lingkup",
        choices=[("meja", "Di meja saya"), ("saya", "Yang saya kirim"), ("semua", "Semua")],
        method="saring_lingkup",
        empty_label=None,
    )
    status = df.ChoiceFilter(label="Keadaan", choices=pilihan(StatusLaporan), empty_label="Semua keadaan")
    bagian = df.ChoiceFilter(label="Yang keliru", choices=pilihan(BagianLaporan), empty_label="Semua bagian")

    class Meta:
        model = LaporanData
        fields: Sequence[str] = []

    def __init__(
        self, data: QueryDict, queryset: QuerySet[LaporanData], *, akun: Akun, meja: QuerySet[LaporanData], ada_di_meja: bool
    ) -> None:
        data = data.copy()
        data.setdefault("lingkup", "meja" if ada_di_meja else "semua")
        super().__init__(data, queryset)
        self.akun = akun
        self.meja = meja

    def saring_lingkup(self, queryset: QuerySet[LaporanData], nama: str, nilai: str) -> QuerySet[LaporanData]:
        """On one's desk, sent by oneself, or all that one may see."""
        if nilai == "meja":
            return queryset.filter(pk__in=self.meja.values("pk"))
        return queryset.filter(pelapor=self.akun) if nilai == "saya" else queryset
