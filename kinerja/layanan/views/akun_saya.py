"""One's own account: activation before there is a session, help at the door, and the security page."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan.akun import actions, batas
from kinerja.layanan.akun.forms import AktivasiForm
from kinerja.layanan.akun.kode import PANJANG, TEMPAT_KODE, rapikan_kode
from kinerja.organisasi.peran import hak
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, terbuka


@terbuka
@sensitive_post_parameters("kode", "password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aktivasi(request: HttpRequest) -> HttpResponse:
    """Set the first password, or a forgotten one, with a code."""
    # Shown once: who sits down at a shared computer next finds no code in the session.
    form = AktivasiForm(request.POST or None, initial={"kode": request.session.pop(TEMPAT_KODE, "")})
    if request.method == "POST" and form.is_valid() and _aktifkan(request, form):
        messages.success(request, "Kata sandi tersimpan. Masuklah dengan kata sandi itu.")
        return redirect("account_login")
    return tampilkan(request, "account/aktivasi.html", {"form": form}, status=422 if form.errors else 200)


def _aktifkan(request: HttpRequest, form: AktivasiForm) -> bool:
    isi = form.cleaned_data
    if not batas.boleh_coba(request, "aktivasi", isi["login"]):
        form.add_error(None, "Terlalu banyak percobaan. Tunggu sepuluh menit, lalu coba lagi.")
        return False
    try:
        actions.aktifkan(isi["login"], isi["kode"], isi["password1"])
    except Ditolak as e:
        form.add_error(None, e.kalimat)
        return False
    except ValidationError as e:
        form.add_error("password1", e)
        return False
    return True


@terbuka
@never_cache
@require_safe
def tautan_aktivasi(request: HttpRequest, kode: str) -> HttpResponse:
    """A link with the code: kept in the session, so that it stands in no address, history or referrer."""
    kode = rapikan_kode(kode)
    if len(kode) == PANJANG:
        request.session[TEMPAT_KODE] = kode
    return redirect("layanan:aktivasi")


@terbuka
@require_safe
def bantuan_masuk(request: HttpRequest) -> HttpResponse:
    """What to do when one cannot sign in."""
    return tampilkan(request, "account/bantuan_masuk.html")


@cukup_masuk
@require_safe
def keamanan(request: HttpRequest) -> HttpResponse:
    """Password, second factor, sessions of the person who is signed in."""
    faktor = {a.type: a for a in Authenticator.objects.filter(user=request.user)}
    cadangan = faktor.get(Authenticator.Type.RECOVERY_CODES)
    konteks = {
        "totp": faktor.get(Authenticator.Type.TOTP),
        "sisa_cadangan": len(cadangan.wrap().get_unused_codes()) if cadangan else None,
        "wajib": hak(request.user).wajib_dua_faktor,
        "jumlah_sesi": UserSession.objects.filter(user=request.user).count(),
        "peran": sorted(p.label for p in hak(request.user).nama_peran),
    }
    return tampilkan(request, "account/keamanan.html", konteks)


class UbahSandi(PasswordChangeView):
    """allauth's page; it knows no way on for whoever has no password yet."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a password the first one is made with a code."""
        if not request.user.has_usable_password():
            messages.info(request, "Akun ini belum berkata sandi. Mintalah kode kepada admin unit Anda, lalu buat di sini.")
            return redirect("layanan:aktivasi")
        jawaban: HttpResponse = super().dispatch(request, *args, **kwargs)
        return jawaban


ubah_sandi = cukup_masuk(UbahSandi.as_view())


class PasangFaktor(ActivateTOTPView):
    """allauth's set-up page; whoever typed the first code has shown his factor in this session."""

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        """Set up, and record it as a step of sign-in (``akun.middleware`` asks for it)."""
        jawaban: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP.value)
        return jawaban


pasang_faktor = cukup_masuk(PasangFaktor.as_view())


@cukup_masuk
@require_safe
def faktor_saya(request: HttpRequest) -> HttpResponse:
    """Where allauth returns to after a change of the second factor."""
    return redirect("layanan:keamanan")
