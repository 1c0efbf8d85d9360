"""Every view says who may open it; ``tests/test_hak_akses.py`` walks the URL table and fails for one that does not.

``@terbuka`` anybody, ``@cukup_masuk`` anybody who is signed in, ``@izin("app.act")`` whoever the rule of that name lets.
``@izin(..., objek=True)``: the rule needs the object, so the view's access function asks it. Without a session all but
``@terbuka`` lead to the sign-in form: ``LoginRequiredMiddleware`` refuses what no decorator mentions.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import rules
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from kinerja.plumbing.galat import TidakBoleh

F = TypeVar("F", bound=Callable[..., HttpResponse])

TERBUKA = "terbuka"
CUKUP_MASUK = "masuk"
_TEMPAT = "izin_dinyatakan"
_OBJEK = "izin_atas_objek"
KALIMAT = "Akun Anda tidak berwenang membuka ini. Bila seharusnya boleh, hubungi admin unit Anda."


def terbuka(view: F) -> F:
    """Anybody, without signing in."""
    return _tandai(login_not_required(view), TERBUKA)


def cukup_masuk(view: F) -> F:
    """Anybody who is signed in; what the page shows, its queries limit."""
    return _tandai(view, CUKUP_MASUK)


def izin(nama: str, *, objek: bool = False, kalimat: str = KALIMAT) -> Callable[[F], F]:
    """Whoever holds the permission ``nama`` (django-rules). With ``objek`` the access function asks, for it has the object."""

    def hias(view: F) -> F:
        if objek:
            setattr(view, _OBJEK, True)
            return _tandai(view, nama)

        @wraps(view)
        def periksa(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rules.has_perm(nama, getattr(request, "user", None)):
                raise TidakBoleh(kalimat)
            return view(request, *args, **kwargs)

        return _tandai(periksa, nama)  # type: ignore[arg-type, return-value]

    return hias


def dinyatakan(view: Any) -> str | None:
    """What ``view`` declared: ``terbuka``, ``masuk``, or the name of a permission; None: nothing."""
    hasil = getattr(view, _TEMPAT, None)
    return str(hasil) if hasil else None


def berobjek(view: Any) -> bool:
    """Whether ``view`` leaves the question to its access function (``objek=True``): a test then looks that it was asked."""
    return bool(getattr(view, _OBJEK, False))


def _tandai(view: F, nama: str) -> F:
    setattr(view, _TEMPAT, nama)
    return view
