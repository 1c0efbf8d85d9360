"""What a view demands of the person who calls it: declared on the view, so that a test can walk the URL table.

``@terbuka`` asks nobody who he is; ``@masuk`` any signed-in account (the object decides the rest, in ``access.py``);
``@izin("app.act")`` a permission of ``rules.py`` without an object. A view without one of them fails ``tests/test_hak_akses.py``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from kinerja.plumbing.galat import TidakBoleh

View = Callable[..., HttpResponse]
_KALIMAT = "Halaman ini bukan bagian dari tugas Anda. Kembali ke Beranda, atau minta hak aksesnya kepada admin unit Anda."


def terbuka(view: View) -> View:
    """Public: sign-in, verification, health."""
    view.izin = "TERBUKA"  # type: ignore[attr-defined]
    return view


def masuk(view: View) -> View:
    """Any signed-in account."""
    dibungkus = login_required(view)
    dibungkus.izin = "MASUK"  # type: ignore[attr-defined]
    return dibungkus


def izin(nama: str) -> Callable[[View], View]:
    """The permission ``nama`` without an object; ``TidakBoleh`` (403) for a signed-in account without it."""

    def hias(view: View) -> View:
        @login_required
        @wraps(view)
        def dibungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(nama):
                raise TidakBoleh(_KALIMAT)
            return view(request, *args, **kwargs)

        dibungkus.izin = nama  # type: ignore[attr-defined]
        return dibungkus

    return hias
