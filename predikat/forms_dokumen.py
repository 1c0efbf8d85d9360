"""What is typed about documents and objections."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from kinerja.layanan.forms.bidang import BidangPegawai
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing.isian import bidang_tanggal
from predikat.enums import PeranSesi, Rating

_RATING = [(r.value, r.label) for r in Rating]


def _teks(label: str, kosong: str, rows: int = 4, bantu: str = "", maks: int = 10_000) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=maks,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": kosong},
        help_text=bantu,
    )


class KeberatanForm(forms.Form):
    """Why, and one exhibit; more are added to the case."""

    alasan = _teks("Alasan", "Tuliskan alasan keberatan Anda.", 6, "Sebut fakta, waktu, dan akibatnya.")
    bukti = forms.FileField(label="Bukti (boleh kosong)", required=False, help_text="PDF, JPG, atau PNG, paling besar 5 MB.")
    keterangan = forms.CharField(label="Bukti itu menunjukkan", required=False, max_length=250)


class BuktiForm(forms.Form):
    """One more exhibit."""

    bukti = forms.FileField(label="Berkas", help_text="PDF, JPG, atau PNG, paling besar 5 MB.")
    keterangan = forms.CharField(label="Bukti itu menunjukkan", max_length=250)


class TeksForm(forms.Form):
    """One text: an explanation, a note of a hearing."""

    isi = _teks("Isi", "Tuliskan isinya.", 5)


class PutusanForm(forms.Form):
    """Ratings and the reasons; the predikat follows."""

    hasil = forms.ChoiceField(label="Rating hasil kerja", choices=_RATING)
    perilaku = forms.ChoiceField(label="Rating perilaku kerja", choices=_RATING)
    putusan = _teks("Pertimbangan putusan", "Tuliskan pertimbangan putusan.", 5, "Tercetak pada Dokumen Evaluasi.")


class CatatPutusanForm(PutusanForm):
    """The same from a signed paper."""

    nomor = forms.CharField(label="Nomor surat yang ditandatangani", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat itu")
    berkas = forms.FileField(label="Surat yang sudah ditandatangani", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")

    def surat(self) -> tuple[str, dt.date, Any]:
        """Number, date, upload."""
        return self.cleaned_data["nomor"], self.cleaned_data["tanggal"], self.cleaned_data["berkas"]


class KunciSuratForm(forms.Form):
    """A session locked on paper: who signed, a reason per broken line (``baris``: (name, words beside it)), the paper."""

    pejabat = forms.ModelChoiceField(label="Pengunci yang menandatangani", queryset=Pegawai.objects.none(), empty_label=None)
    nomor = forms.CharField(label="Nomor surat", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat")
    berkas = forms.FileField(label="Lembar bertanda tangan", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")

    def __init__(self, *args: Any, pengunci: QuerySet[Pegawai], baris: Sequence[tuple[str, str]], tanpa_setuju: bool,
                 **lain: Any) -> None:  # fmt: skip
        super().__init__(*args, **lain)
        pejabat: Any = self.fields["pejabat"]
        pejabat.queryset = pengunci
        self.baris = [nama for nama, _ in baris]
        for n, (nama, bantu) in enumerate(baris):
            kosong = "Tuliskan alasannya seperti pada lembar itu."
            self.fields[f"baris_{n}"] = _teks(f"Alasan melewati: {nama}", kosong, 3, bantu, maks=2000)
        if tanpa_setuju:
            self.fields["alasan"] = _teks("Alasan mengunci sebelum penilai setuju", "Tuliskan alasannya.", 3, maks=2000)

    def alasan_baris(self) -> dict[str, str]:
        """Line -> reason."""
        return {nama: self.cleaned_data[f"baris_{n}"] for n, nama in enumerate(self.baris)}

    def surat(self) -> tuple[str, dt.date, Any]:
        """Number, date, upload."""
        return self.cleaned_data["nomor"], self.cleaned_data["tanggal"], self.cleaned_data["berkas"]


class BukaKembaliForm(forms.Form):
    """Why, by which letter."""

    alasan = _teks("Alasan", "Tuliskan mengapa dibuka kembali.")
    surat = forms.CharField(label="Nomor surat", max_length=80, error_messages={"required": "Tuliskan nomor suratnya."})


class AlasanForm(forms.Form):
    """Why."""

    alasan = _teks("Alasan", "Tuliskan alasannya.", maks=2000)


class PesertaForm(forms.Form):
    """Who, as what, in or out."""

    orang = BidangPegawai(label="Pegawai")
    peran = forms.ChoiceField(label="Sebagai", choices=[(p.value, p.label) for p in PeranSesi])
    tindakan = forms.ChoiceField(label="Tindakan", choices=[("masuk", "Tambahkan"), ("keluar", "Keluarkan")])
