"""Forms around people who move, and around the opening of a year."""

from typing import Any

from django import forms

from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Penugasan
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.aturan import TEKS_MAKS
from skp.enums import SebabSKP
from skp.models import SKP, VersiSKP

_SEMENTARA = (SifatPenugasan.PLT, SifatPenugasan.PLH, SifatPenugasan.PJ)


class _PilihSiklus(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """The year."""
        return str(obj.tahun)


class SiklusForm(forms.Form):
    """Of which year: this one or one to come."""

    siklus = _PilihSiklus(Siklus.objects.none(), label="Siklus tahun", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        siklus: Any = self.fields["siklus"]
        siklus.queryset = Siklus.objects.filter(tahun__gte=jam.hari_ini().year).order_by("tahun")


class BerkasForm(forms.Form):
    """A paper that stays with an SKP."""

    keterangan = forms.CharField(
        label="Berkas apa ini", max_length=250, help_text="Misalnya: Dokumen Evaluasi dari instansi asal."
    )
    berkas = forms.FileField(label="Berkas", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")
    pindah_instansi = forms.BooleanField(label="Pegawai ini pindahan dari instansi lain", required=False)

    def __init__(self, skp: SKP, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if skp.sebab != SebabSKP.MASUK:
            del self.fields["pindah_instansi"]


def penugasan_sementara(versi: VersiSKP) -> Any:
    """Duties as Plt., Plh. or Pj. of the owner within the SKP."""
    milik = Penugasan.objects.filter(pegawai=versi.skp.pegawai_id, sifat__in=_SEMENTARA)
    return milik.filter(berlaku__overlap=versi.skp.rentang).select_related("jabatan", "unit")


class _PilihPenugasan(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """Position and unit."""
        return f"{obj.nama_jabatan} di {obj.unit}"


class PltForm(forms.Form):
    """A temporary duty of the owner, and the result that it brings."""

    penugasan = _PilihPenugasan(Penugasan.objects.none(), label="Tugas sementara", empty_label=None)
    uraian = forms.CharField(label="Rencana hasil kerja", max_length=TEKS_MAKS, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, versi: VersiSKP, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        penugasan: Any = self.fields["penugasan"]
        penugasan.queryset = penugasan_sementara(versi)
