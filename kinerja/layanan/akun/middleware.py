"""Nobody opens a page without signing in, except what says ``@terbuka``; and some not without their second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kinerja.layanan.akun import listeners  # noqa: F401  (signals of sign-in are sent where this middleware runs)
from kinerja.organisasi.peran import hak

#: What somebody who still has to set up his second factor may open.
TANPA_FAKTOR = frozenset(
    {"mfa_activate_totp", "mfa_reauthenticate", "account_reauthenticate", "account_logout", "healthz", "readyz", "layanan:tema"}
)


class WajibMasuk(LoginRequiredMiddleware):
    """Django's middleware; for htmx the whole page goes to the sign-in form, not the form into a fragment of it."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:
        """To the form, and back here afterwards."""
        htmx = getattr(request, "htmx", None)
        if not htmx:
            return super().handle_no_permission(request, view_func)
        response = HttpResponse(status=204)
        kembali = htmx.current_url_abs_path or "/"
        response["HX-Redirect"] = reverse("account_login", query={"next": kembali})
        return response


class WajibDuaFaktor:
    """Whoever holds a role of ``PERAN_WAJIB_DUA_FAKTOR`` shows his second factor in this very session; demo accounts need none.

    An account with a factor is not enough: a session may be older than the factor, or than the role.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """To the set-up page without a factor, to the question for a code with one."""
        if not request.user.is_authenticated or not hak(request.user).wajib_dua_faktor:
            return None
        if request.resolver_match is None or request.resolver_match.view_name in TANPA_FAKTOR or _lewat_faktor(request):
            return None
        tujuan = self._tujuan(request)
        if getattr(request, "htmx", None):
            return HttpResponse(status=204, headers={"HX-Redirect": tujuan})
        return redirect(tujuan)

    def _tujuan(self, request: HttpRequest) -> str:
        if _berfaktor(request):
            kembali = request.get_full_path() if request.method == "GET" and not getattr(request, "htmx", None) else "/"
            return reverse("mfa_reauthenticate", query={"next": kembali})
        messages.info(request, "Peran Anda memerlukan faktor kedua. Pasang sekarang, lalu lanjutkan pekerjaan.")
        return reverse("mfa_activate_totp")


def _lewat_faktor(request: HttpRequest) -> bool:
    return any(catatan.get("method") == "mfa" for catatan in get_authentication_records(request, request.user))


def _berfaktor(request: HttpRequest) -> bool:
    return Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
