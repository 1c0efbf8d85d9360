"""What is typed about a tugas belajar: a semester's results, a note, an extension, its SK."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from dialog.actions.studi import IsiLaporan
from dialog.aturan_studi import ALASAN_MAKS, CATATAN_MAKS, Semester
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing.isian import bidang_tanggal

_NILAI: dict[str, Any] = {"min_value": 0, "max_value": 4, "max_digits": 4, "decimal_places": 2}
_BERKAS = "PDF atau foto (JPG, PNG), paling besar 5 MB."


def _panjang(label: str, maks: int, bantu: str = "", *, wajib: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=maks, required=wajib, help_text=bantu, widget=forms.Textarea(attrs={"rows": 4})
    )


class Bersunting(forms.Form):
    """A form that says which state of its row was shown."""

    sunting = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def pakai_sunting(self, kini: int) -> None:
        """Shown again beside what was stored meanwhile: sent once more, it is meant."""
        self.data = {**self.data.dict(), "sunting": kini}  # type: ignore[attr-defined]


class LaporanForm(Bersunting):
    """The results of one semester."""

    ipk = forms.DecimalField(label="IPK (kumulatif)", **_NILAI)
    ips = forms.DecimalField(
        label="IPS semester ini", required=False, help_text="Kosongkan bila KHS tidak memuatnya.", **_NILAI
    )
    sks = forms.IntegerField(label="SKS yang ditempuh", required=False, min_value=1, max_value=40)
    tahun_ajaran = forms.CharField(label="Tahun ajaran", max_length=20, required=False)
    khs = forms.FileField(label="KHS atau transkrip", help_text=_BERKAS)
    catatan_kampus = _panjang(
        "Catatan perguruan tinggi", CATATAN_MAKS, "Dari dosen wali atau program studi, bila ada.", wajib=False
    )

    def __init__(self, *args: Any, semester: Sequence[Semester] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if semester:
            pilihan = [(s.nomor, f"Semester {s.nomor} ({s.tahun_ajaran})") for s in semester]
            self.fields["semester"] = forms.TypedChoiceField(label="Semester", choices=pilihan, coerce=int)
            self.order_fields(["semester"])
        else:
            self.fields["khs"].required = False
            self.fields["khs"].help_text = f"Kosongkan bila berkasnya tetap. {_BERKAS}"

    def isi(self) -> IsiLaporan:
        """What the action takes."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("semester", "sunting")}
        return IsiLaporan(**data)


class CatatanUnitForm(Bersunting):
    """The home unit's word."""

    catatan = _panjang("Catatan unit asal", CATATAN_MAKS, "Misalnya kesesuaian bidang studi dan rencana lulus tepat waktu.")


class MintaForm(forms.Form):
    """More time, and why."""

    sampai = bidang_tanggal("Sampai hari terakhir")
    alasan = _panjang("Alasan", ALASAN_MAKS)
    berkas = forms.FileField(label="Surat keterangan perguruan tinggi", required=False, help_text=f"Bila ada. {_BERKAS}")


class MintaLagiForm(forms.Form):
    """The mended request."""

    sampai = bidang_tanggal("Sampai hari terakhir")
    catatan = _panjang("Alasan yang sudah dilengkapi", ALASAN_MAKS)


class CatatanForm(forms.Form):
    """The note or reason of a step."""

    catatan = _panjang("Catatan", ALASAN_MAKS)

    def __init__(self, *args: Any, label: str, wajib: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].label, self.fields["catatan"].required = label, wajib


class SKForm(forms.Form):
    """The signed SK: who signed, number, date, file, and until when."""

    sampai = bidang_tanggal("Diperpanjang sampai hari terakhir")
    pejabat = forms.ModelChoiceField(Pegawai.objects.none(), label="Pejabat yang menandatangani", empty_label="Pilih pejabat")
    nomor = forms.CharField(label="Nomor SK", max_length=80)
    tanggal = bidang_tanggal("Tanggal SK")
    berkas = forms.FileField(label="SK yang sudah ditandatangani", help_text=_BERKAS)

    def __init__(self, *args: Any, pejabat: QuerySet[Pegawai], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pejabat"].queryset = pejabat  # type: ignore[attr-defined]
