"""What is typed about progress notes and rencana aksi. Autosaved fields of the realisasi page are read by ``skp.isian``."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from dialog.aturan import CATATAN_MAKS, TEKS_MAKS
from dialog.enums import KeadaanRealisasi
from dialog.models import Dialog
from kinerja.plumbing.isian import bidang_tanggal
from skp.aturan import urai_target

KEADAAN = tuple((k.value, k.label) for k in KeadaanRealisasi)


class CatatForm(forms.Form):
    """A progress note: a number, words, or both."""

    angka = forms.CharField(
        label="Angka",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    isi = forms.CharField(
        label="Apa yang selesai?",
        required=False,
        max_length=CATATAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Catatan paling panjang 1.000 huruf. Ringkas, lalu simpan lagi."},
    )
    tanggal = bidang_tanggal("Tanggal", required=False)
    kunci = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput())

    def clean_angka(self) -> Decimal | None:
        """The one number, in Indonesian spelling."""
        teks = str(self.cleaned_data["angka"]).strip()
        if not teks:
            return None
        hasil = urai_target(teks)
        if hasil is None:
            raise forms.ValidationError("Tulis satu angka, seperti 3 atau 12,5. Keterangan lain di kolom di bawahnya.")
        return hasil


class TarikForm(forms.Form):
    """Why a note is withdrawn."""

    alasan = forms.CharField(
        label="Mengapa ditarik?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tuliskan mengapa catatan ini ditarik."},
    )


class RencanaForm(forms.Form):
    """A step, its target and evidence; how far it is; the dialogue in which it was agreed."""

    uraian = forms.CharField(
        label="Langkah",
        max_length=TEKS_MAKS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tuliskan langkah yang akan dikerjakan."},
    )
    target = forms.CharField(label="Target periode ini", required=False, max_length=TEKS_MAKS)
    bukti_disepakati = forms.CharField(label="Bukti dukung yang disepakati", required=False, max_length=TEKS_MAKS)
    keadaan = forms.ChoiceField(label="Keadaan", choices=KEADAAN, required=False)
    dialog = forms.TypedChoiceField(label="Disepakati pada dialog", coerce=int, empty_value=None, required=False)
    sunting = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, dialog: Iterable[tuple[Dialog, str]], **lain: Any) -> None:
        super().__init__(*args, **lain)
        bidang: Any = self.fields["dialog"]
        bidang.choices = [("", "Pilih dialog"), *((d.pk, kata) for d, kata in dialog)]

    def isi(self) -> dict[str, Any]:
        """Fields of the row."""
        data = self.cleaned_data
        isi = {k: data[k] for k in ("uraian", "target", "bukti_disepakati")}
        return isi | ({"keadaan": data["keadaan"]} if data["keadaan"] else {})
