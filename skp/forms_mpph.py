"""Shape of what is sent to a matrix. What is allowed is decided in ``actions``."""

from typing import Any

from django import forms

from kinerja.layanan.forms.bidang import BidangBanyakPegawai
from kinerja.organisasi.models import TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.isian import bidang_tanggal
from skp.enums import Keluaran
from skp.models import IKI
from skp.mpph import Isi, Matriks

_KELUARAN = [("", "Belum dipilih"), *((k.value, k.label) for k in Keluaran if k is not Keluaran.OUTCOME)]


class SelForm(forms.Form):
    """A crossing: one result per line, and for each stored one its kind of output."""

    teks = forms.CharField(
        label="Peran dan hasil",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        help_text="Satu baris satu peran. Kosongkan untuk menghapus.",
    )
    dikenal = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, isi: tuple[Isi, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for i in isi:
            self.fields[f"keluaran_{i.id}"] = forms.ChoiceField(
                label=f"Jenis keluaran “{i.uraian[:60]}”", choices=_KELUARAN, required=False, initial=i.keluaran
            )

    def keluaran(self) -> dict[int, str]:
        """Result id -> chosen kind."""
        awalan = "keluaran_"
        return {int(k.removeprefix(awalan)): v for k, v in self.cleaned_data.items() if k.startswith(awalan)}


class TempelForm(forms.Form):
    """A block, and the crossing where its upper left cell goes."""

    baris = forms.TypedChoiceField(label="Mulai dari baris", coerce=int)
    kolom = forms.ChoiceField(label="Mulai dari kolom")
    blok = forms.CharField(
        label="Salinan dari Excel",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Salin sel di Excel (Ctrl+C), lalu tempel di sini (Ctrl+V). Sel kosong di blok tidak menghapus isi matriks.",
    )
    dikenal = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, matriks: Matriks, boleh: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["baris"].choices = [(b.id, b.nama) for b in matriks.baris if boleh(b)]  # type: ignore[attr-defined]
        kolom = [(k.kunci, f"{k.nomor}: {k.judul[:80]}") for k in matriks.kolom if not k.hilang]
        self.fields["kolom"].choices = kolom  # type: ignore[attr-defined]


class BarisForm(forms.Form):
    """People of any unit, or a team."""

    orang = BidangBanyakPegawai(
        label="Pegawai",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu NIP atau nama lengkap tiap baris. Pegawai dari unit lain ditandai lintas unit.",
    )
    tim = forms.ModelChoiceField(label="Atau tim kerja", queryset=TimKerja.objects.none(), required=False)

    def __init__(self, *args: Any, tim: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].queryset = tim  # type: ignore[attr-defined]
        if not tim.exists():
            del self.fields["tim"]

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        isi: dict[str, Any] = super().clean() or {}
        if not self.errors and not isi.get("orang") and not isi.get("tim"):
            raise forms.ValidationError("Tulis pegawainya, atau pilih tim kerja.")
        return isi


class AnggotaForm(forms.Form):
    """Members below a team."""

    orang = BidangBanyakPegawai(label="Anggota", help_text="Satu NIP atau nama lengkap tiap baris.")


class KolomIkiForm(forms.Form):
    """An IKI of the leader's RHK utama."""

    iki = forms.ModelChoiceField(label="IKI", queryset=IKI.objects.none(), empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, iki: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["iki"].queryset = iki  # type: ignore[attr-defined]


class PindahForm(forms.Form):
    """Where the cells of a removed column go."""

    ke = forms.ChoiceField(label="Pindahkan isinya ke")

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ke"].choices = pilihan  # type: ignore[attr-defined]


class SepakatiForm(forms.Form):
    """The day of the dialog."""

    tanggal_dialog = bidang_tanggal("Tanggal dialog pembagian peran", initial=jam.hari_ini)
    catatan = forms.CharField(label="Catatan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CatatanForm(forms.Form):
    """A remark with a step."""

    catatan = forms.CharField(label="Catatan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AlasanForm(forms.Form):
    """Why it is opened again."""

    catatan = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
