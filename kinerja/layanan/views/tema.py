"""The chosen theme is a cookie of the browser, not of the account: a shared computer keeps its own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kinerja.layanan.context_processors import KUKI_TEMA
from kinerja.plumbing.izin import cukup_masuk

SETAHUN = 365 * 24 * 3600


@cukup_masuk
@require_POST
def tema(request: HttpRequest) -> HttpResponse:
    """Set or forget the choice, then go back to where one was."""
    kembali = request.POST.get("kembali", "/")
    if not url_has_allowed_host_and_scheme(kembali, allowed_hosts={request.get_host()}):
        kembali = "/"
    response = HttpResponse(status=204) if getattr(request, "htmx", False) else HttpResponseRedirect(kembali)
    pilihan = request.POST.get("tema", "")
    if pilihan in {"terang", "gelap"}:
        response.set_cookie(KUKI_TEMA, pilihan, max_age=SETAHUN, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie(KUKI_TEMA)
    return response
