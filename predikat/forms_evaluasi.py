"""Shapes of what is typed around units and evaluations."""

import datetime as dt
from typing import Any

from django import forms

from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.plumbing.isian import bidang_tanggal
from predikat.enums import PredikatOrganisasi, Rating

_PILIH = [("", "Pilih")]
_KOSONG = [("", "Tanpa usulan")]


class AlasanForm(forms.Form):
    """A reason."""

    alasan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class RefleksiForm(forms.Form):
    """The person's own look at the period."""

    isi = forms.CharField(
        label="Refleksi Anda",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        help_text="Apa yang paling berhasil, apa kendalanya, apa yang akan Anda ubah. Dibaca penilai sebelum ia menilai.",
    )


class SerahTerimaForm(forms.Form):
    """What the outgoing penilai passes on."""

    catatan = forms.CharField(label="Catatan serah terima", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)
    hasil = forms.ChoiceField(label="Usulan rating hasil kerja", choices=_KOSONG + pilihan(Rating), required=False)
    perilaku = forms.ChoiceField(label="Usulan rating perilaku kerja", choices=_KOSONG + pilihan(Rating), required=False)


class RekomendasiForm(forms.Form):
    """What a unit of the kabupaten recommends about another."""

    nilai = forms.ChoiceField(label="Predikat yang disarankan", choices=_KOSONG + pilihan(PredikatOrganisasi), required=False)
    isi = forms.CharField(label="Rekomendasi", widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)


class BukaForm(forms.Form):
    """The cut-off date of a period."""

    hari = bidang_tanggal(
        "Tanggal acuan populasi", help_text="Pegawai dihitung di unit tempat ia bertugas pada tanggal ini. Tidak dapat diubah."
    )


class KriteriaForm(forms.Form):
    """One criterion per line; help after a bar."""

    hasil = forms.CharField(label="Menguatkan rating hasil kerja", widget=forms.Textarea(attrs={"rows": 6}), required=False)
    perilaku = forms.CharField(
        label="Menguatkan rating perilaku kerja", widget=forms.Textarea(attrs={"rows": 5}), required=False,
        help_text="Satu kriteria tiap baris, penjelasannya sesudah tanda |. Kosongkan keduanya untuk memakai bawaan.",
    )  # fmt: skip


class SuratForm(forms.Form):
    """A signed paper."""

    nomor = forms.CharField(label="Nomor surat", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat")
    berkas = forms.FileField(label="Lembar bertanda tangan", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")

    def surat(self) -> tuple[str, dt.date, Any]:
        """Number, date, upload."""
        return self.cleaned_data["nomor"], self.cleaned_data["tanggal"], self.cleaned_data["berkas"]


class PejabatForm(SuratForm):
    """Whose signed list it is."""

    pejabat = forms.ModelChoiceField(label="Pejabat yang memutuskan", queryset=Pegawai.objects.none(), empty_label=None)
    field_order = ["pejabat", "nomor", "tanggal", "berkas"]

    def __init__(self, *args: Any, pejabat: list[Pegawai], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["pejabat"]
        bidang.queryset = Pegawai.objects.filter(pk__in=[p.pk for p in pejabat])


class RatingSuratForm(SuratForm):
    """A rating by the signed paper of a penilai who does not sign in."""

    hasil = forms.ChoiceField(label="Rating hasil kerja", choices=_PILIH + pilihan(Rating), required=False)
    perilaku = forms.ChoiceField(label="Rating perilaku kerja", choices=_PILIH + pilihan(Rating))
    sandaran = forms.CharField(
        label="Yang menguatkan “di atas ekspektasi”", required=False, max_length=1000,
        help_text="Diisi bila salah satu rating di atas ekspektasi.",
    )  # fmt: skip
    alasan_tanpa_bukti = forms.CharField(label="Alasan bila tanpa bukti dukung", required=False, max_length=1000)
    field_order = ["hasil", "perilaku", "sandaran", "alasan_tanpa_bukti", "nomor", "tanggal", "berkas"]
