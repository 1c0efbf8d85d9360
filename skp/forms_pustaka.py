"""Shape of what is typed into the library of a position and into a unit's template; ``actions`` decides what is allowed."""

from typing import Any

from django import forms

from kinerja.organisasi.models.pilihan import pilihan
from skp.aturan import IKI_MAKS, TEKS_MAKS
from skp.enums import Aspek, Keluaran, Perspektif, TingkatKendali

_BELUM = [("", "Belum dipilih")]


def _teks(label: str, baris: int = 2, **lain: Any) -> forms.CharField:
    lain.setdefault("required", False)
    return forms.CharField(label=label, max_length=TEKS_MAKS, widget=forms.Textarea(attrs={"rows": baris}), **lain)


class PustakaForm(forms.Form):
    """A model RHK."""

    jabatan = forms.CharField(
        label="Nama jabatan",
        max_length=200,
        help_text="Seperti di SIASN, misalnya Perawat Ahli Muda.",
    )
    uraian = _teks("RHK", 3, required=True, help_text="Hasil, bukan kegiatan: apa yang menjadi lebih baik, dan bagi siapa.")
    keluaran = forms.ChoiceField(label="Keluaran", choices=[*_BELUM, *pilihan(Keluaran)], required=False)
    kendali = forms.ChoiceField(label="Tingkat kendali", choices=[*_BELUM, *pilihan(TingkatKendali)], required=False)
    sumber = forms.CharField(
        label="Sumber", max_length=250, required=False, help_text="Dari peraturan atau dokumen mana. Pegawai membacanya."
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def isi(self) -> dict[str, Any]:
        """As the action takes it."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("jabatan", "sidik")}


class PustakaIKIForm(forms.Form):
    """A model IKI; a row without anything in it is none."""

    uraian = _teks("Kalimat indikator")
    target_teks = forms.CharField(label="Target", max_length=250, required=False)
    satuan = forms.CharField(label="Satuan", max_length=120, required=False)
    aspek = forms.ChoiceField(
        label="Aspek", choices=[*_BELUM, *pilihan(Aspek)], required=False, help_text="Bagi pejabat administrasi dan fungsional."
    )
    perspektif = forms.ChoiceField(
        label="Perspektif", choices=[*_BELUM, *pilihan(Perspektif)], required=False, help_text="Bagi JPT."
    )
    bukti = _teks("Bukti dukung", 1)

    def clean(self) -> dict[str, Any]:
        """Whoever gave a target has not finished the row."""
        isi = super().clean() or {}
        if not self.errors and not isi.get("uraian") and any(isi.values()):
            self.add_error("uraian", "Tulis indikatornya, atau kosongkan seluruh isian baris ini.")
        return isi


BarisIKI = forms.formset_factory(PustakaIKIForm, extra=0, max_num=IKI_MAKS, validate_max=True)


class TemplatForm(forms.Form):
    """A row of a unit's template; ``semula``: what the page showed."""

    uraian = _teks("Kalimat", 3, required=True)
    semula = forms.CharField(widget=forms.HiddenInput, required=False, max_length=TEKS_MAKS)
