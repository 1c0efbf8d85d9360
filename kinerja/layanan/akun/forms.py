"""Forms of sign-in and of the account screens: labels, help and errors in Indonesian."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateFaktorForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest, HttpResponse

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.masuk import rapikan_login
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import unit_berlaku
from kinerja.plumbing import jam
from kinerja.plumbing.isian import bidang_tanggal

BANTU_SANDI = "Sedikitnya 12 tanda. Beberapa kata yang mudah Anda ingat lebih kuat daripada satu kata yang rumit."
_SANDI_BEDA = "Kedua kata sandi tidak sama. Ketik lagi yang kedua."
_INDEN = "\u2003"


def _kolom_sandi(label: str, pengisi: str, bantu: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, help_text=bantu, widget=forms.PasswordInput(attrs={"autocomplete": pengisi})
    )


def _kolom_kode(label: str, bantu: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True})
    return forms.CharField(label=label, help_text=bantu, widget=widget, max_length=20)


class MasukForm(LoginForm):
    """NIP or e-mail and password. ``bersama``: the session ends with the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        self.fields = {
            "login": forms.CharField(
                label="NIP atau surel", max_length=254, help_text="NIP 18 angka, spasi boleh ditulis", widget=widget
            ),
            "password": _kolom_sandi("Kata sandi", "current-password"),
            "bersama": forms.BooleanField(
                label="Komputer ini dipakai bersama. Keluarkan saya saat peramban ditutup.", required=False
            ),
        }

    def clean_login(self) -> str:
        """As it is looked up, so that the rate limit counts every spelling of one account together."""
        return rapikan_login(self.cleaned_data["login"])

    def user_credentials(self) -> dict[str, str]:
        """What the backend takes."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data.get("password", "")}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; on a shared computer for this browser window only."""
        hasil: HttpResponse = super().login(request, redirect_url=redirect_url)
        if self.cleaned_data["bersama"]:
            request.session.set_expiry(0)
        return hasil


class KonfirmasiSandiForm(ReauthenticateForm):
    """Password once more before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _kolom_sandi("Kata sandi", "current-password")


class UbahSandiForm(ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, label, bantu in (
            ("oldpassword", "Kata sandi sekarang", ""),
            ("password1", "Kata sandi baru", BANTU_SANDI),
            ("password2", "Kata sandi baru, sekali lagi", ""),
        ):
            self.fields[nama].label, self.fields[nama].help_text = label, bantu
            self.fields[nama].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """The house's sentence when the two differ."""
        isi: dict[str, Any] = super().clean()
        if "password2" in self.errors and isi.get("password1"):
            self.errors["password2"] = self.error_class([_SANDI_BEDA])
        return isi


class KodeMasukForm(AuthenticateForm):
    """The second step of sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _kolom_kode("Kode", "6 angka dari aplikasi autentikator, atau satu kode cadangan")


class KodeKonfirmasiForm(ReauthenticateFaktorForm):
    """A code once more before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _kolom_kode("Kode", "6 angka dari aplikasi autentikator, atau satu kode cadangan")


class PasangForm(ActivateTOTPForm):
    """The first code of a new authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _kolom_kode("Kode 6 angka", "Kode yang sekarang tampil di aplikasi autentikator Anda")


class AktivasiForm(forms.Form):
    """NIP and code from the sheet, and the password of one's own choice."""

    login = forms.CharField(
        label="NIP atau surel",
        max_length=254,
        help_text="NIP 18 angka, spasi boleh ditulis",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    kode = forms.CharField(
        label="Kode aktivasi",
        max_length=30,
        help_text="12 tanda pada lembar kode; huruf kecil dan tanda hubung tidak berpengaruh",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    password1 = _kolom_sandi("Kata sandi baru", "new-password", BANTU_SANDI)
    password2 = _kolom_sandi("Kata sandi baru, sekali lagi", "new-password")

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("password1") and isi.get("password2") and isi["password1"] != isi["password2"]:
            self.add_error("password2", _SANDI_BEDA)
        return isi


class AlasanForm(forms.Form):
    """Why an account is switched off or its factor taken away; the owner reads it."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=250,
        help_text="Dibaca pemilik akun dan tercatat dalam riwayat, misalnya “Ponsel hilang, lapor langsung ke kepegawaian.”",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AkunLuarForm(forms.Form):
    """Somebody from outside who needs an account."""

    nama = forms.CharField(label="Nama", max_length=150)
    email = forms.EmailField(label="Surel", max_length=254, help_text="Dipakai untuk masuk")


class BeriPeranForm(forms.Form):
    """A role for a time. Only what ``by`` may give is offered; the action refuses the rest all the same."""

    peran = forms.ChoiceField(label="Peran")
    unit = forms.ModelChoiceField(
        label="Unit",
        queryset=UnitKerja.objects.none(),
        required=False,
        empty_label="Seluruh kabupaten",
        help_text="Peran berlaku untuk unit ini dan semua unit di bawahnya",
    )
    mulai = bidang_tanggal("Mulai")
    sampai = bidang_tanggal("Sampai dengan", required=False, help_text="Hari terakhir; kosongkan bila berlaku terus")

    def __init__(self, *args: Any, by: Akun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        h = hak(by)
        unit = unit_berlaku(h.hari)
        if h.admin_bkpsdm:
            self.fields["peran"].choices = [("", "Pilih peran"), *pilihan(Peran)]
        else:
            self.fields["peran"].choices = [(Peran.ADMIN_UNIT.value, Peran.ADMIN_UNIT.label)]
            self.fields["unit"].empty_label = "Pilih unit"
            unit = _di_bawah(unit, h.unit_admin)
        self.fields["unit"].queryset = unit
        self.fields["unit"].label_from_instance = _label_unit
        self.fields["mulai"].initial = jam.hari_ini()


def _di_bawah(unit: Any, wilayah: tuple[str, ...]) -> Any:
    """Units strictly below one of the paths."""
    hasil = unit.none()
    for path in wilayah:
        hasil |= unit.filter(path__startswith=path).exclude(path=path)
    return hasil


def _label_unit(unit: UnitKerja) -> str:
    return f"{_INDEN * (unit.depth - 1)}{unit.nama_kini}"


class LembarForm(forms.Form):
    """For whom a sheet of codes is printed."""

    unit = forms.ModelChoiceField(
        label="Unit", queryset=UnitKerja.objects.none(), empty_label="Pilih unit", help_text="Termasuk semua unit di bawahnya"
    )
    semua = forms.BooleanField(
        label="Cetak juga untuk yang sudah aktif (kode dipakai untuk mengganti kata sandi)", required=False
    )

    def __init__(self, *args: Any, by: Akun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        h = hak(by)
        unit = unit_berlaku(h.hari)
        boleh = unit.none()
        for path in h.wilayah_admin:
            boleh |= unit.filter(path__startswith=path)
        self.fields["unit"].queryset = boleh
        self.fields["unit"].label_from_instance = _label_unit
