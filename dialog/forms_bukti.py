"""What is typed about an evidence."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from dialog.actions.bukti import IsiBukti
from dialog.aturan_bukti import ALASAN_MAKS, JUDUL_MAKS, NOMOR_MAKS
from dialog.enums import JenisBukti
from dialog.models import Unggahan
from kinerja.organisasi.models import Akun

TERIMA = ".jpg,.jpeg,.png,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,image/*"


class BuktiForm(forms.Form):
    """A new evidence: a file, else a link, else a number. What is wrong with it the action says, and the rest stays typed."""

    berkas = forms.FileField(
        label="Foto, PDF, atau dokumen Office",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": TERIMA}),
    )
    tautan = forms.CharField(label="Tautan", required=False, widget=forms.TextInput(attrs={"inputmode": "url"}))
    nomor = forms.CharField(label="Nomor dokumen", required=False, max_length=NOMOR_MAKS)
    judul = forms.CharField(
        label="Apa yang dibuktikannya", required=False, max_length=JUDUL_MAKS, widget=forms.Textarea(attrs={"rows": 2})
    )
    iki = forms.ChoiceField(label="Untuk IKI", required=False)
    tim = forms.TypedChoiceField(label="Milik", required=False, coerce=int, empty_value=None)
    unggahan = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    kunci = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, *args: Any, iki: list[tuple[str, str]], tim: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["iki"].choices = [("", "Nanti saja"), *iki]  # type: ignore[attr-defined]
        self.fields["tim"].choices = [("", "Saya sendiri"), *tim]  # type: ignore[attr-defined]

    def clean_berkas(self) -> UploadedFile | None:
        """The file as it was sent; a long name is no fault of its own."""
        berkas: UploadedFile | None = self.files.get("berkas")
        return berkas

    def clean(self) -> dict[str, Any]:
        """One evidence is one thing."""
        data = super().clean() or {}
        if (data.get("berkas") or data.get("unggahan")) and data.get("tautan", "").strip():
            self.add_error("tautan", "Satu bukti berisi satu berkas atau satu tautan. Kosongkan salah satunya.")
        return data

    def lupakan_yang_hilang(self, akun: Akun) -> None:
        """Do not name an upload again whose pieces went with its refusal."""
        if not Unggahan.objects.filter(pemilik=akun.pegawai_id, kunci=self.data.get("unggahan", "")[:36]).exists():
            data = cast(QueryDict, self.data).copy()
            data["unggahan"] = ""
            self.data = data

    def isi(self) -> IsiBukti:
        """For the action."""
        data = self.cleaned_data
        berkas: UploadedFile | None = data["berkas"]
        ada = berkas is not None or bool(data["unggahan"])
        lain = JenisBukti.TAUTAN if data["tautan"].strip() else JenisBukti.NOMOR if data["nomor"] else JenisBukti.BERKAS
        return IsiBukti(
            jenis=JenisBukti.BERKAS if ada else lain,
            judul=data["judul"],
            tautan=data["tautan"],
            nomor=data["nomor"],
            tim=data["tim"],
            unggahan=berkas,
            kunci_unggahan="" if berkas is not None else data["unggahan"],
            kunci=data["kunci"],
        )


class HapusForm(forms.Form):
    """Why."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=ALASAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan mengapa bukti ini dihapus."},
    )
