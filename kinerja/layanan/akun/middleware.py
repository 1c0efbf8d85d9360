"""Nobody opens a page without signing in, except what says ``@terbuka``; and some not without their second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

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
    """Whoever holds a role of ``PERAN_WAJIB_DUA_FAKTOR`` first sets up a second factor; demo accounts need none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """To the set-up page, as long as there is no factor."""
        if not request.user.is_authenticated or not hak(request.user).wajib_dua_faktor:
            return None
        if request.resolver_match is None or request.resolver_match.view_name in TANPA_FAKTOR or _berfaktor(request):
            return None
        messages.info(request, "Peran Anda memerlukan faktor kedua. Pasang sekarang, lalu lanjutkan pekerjaan.")
        response = redirect("mfa_activate_totp")
        if getattr(request, "htmx", None):
            response = HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_activate_totp")})
        return response


def _berfaktor(request: HttpRequest) -> bool:
    return Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
