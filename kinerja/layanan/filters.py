"""Filters of the lists: forms by GET, so that the state is in the URL."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.layanan.privasi import TIDAK_BERTUGAS, kata_cari, keadaan_terlihat, wilayah_daftar
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Pegawai, Penugasan, UnitKerja
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
