"""The way back: whoever left the team page for an act comes back to it, at the next row, once the act is done.

What is kept in the session: where he went for whom, and who is next. Any other act, or the same on another object, leaves
him where it leads to.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from dialog.langkah_tim import LANGKAH_TIM
from dialog.queries_tim import BarisTim

KUNCI = "tim_pulang"


def ingat_tempat(request: HttpRequest, baris: BarisTim, berikut: BarisTim | None, saring: str) -> None:
    """Before leaving for the act of ``baris``."""
    assert baris.langkah is not None and baris.tombol is not None, "baris tanpa langkah tidak bertombol"
    request.session[KUNCI] = {
        "langkah": baris.langkah.nama,
        "url": baris.tombol.url,
        "berikut": berikut.pegawai.pk if berikut else None,
        "saring": saring,
    }


def alamat_tim(saring: str = "", pk: int | None = None) -> str:
    """The team page, at a row."""
    kueri = f"?{urlencode({'saring': saring})}" if saring and saring != "semua" else ""
    return f"{reverse('dialog:tim')}{kueri}{f'#p-{pk}' if pk else ''}"


def pulang(request: HttpRequest) -> str:
    """Where to go after a POST that succeeded: the next row of the team, or empty when he did not come from there."""
    isi: dict[str, Any] | None = request.session.get(KUNCI)
    kini = request.resolver_match
    if not isi or kini is None or "lanjut" in request.POST or isi["langkah"] not in LANGKAH_TIM:
        return ""
    tujuan = QueryDict(urlsplit(isi["url"]).query)
    sama = _objek(kini, request.GET) == _objek(_tujuan(isi["url"]), tujuan)
    if kini.view_name not in LANGKAH_TIM[isi["langkah"]].selesai or not sama:
        return ""
    del request.session[KUNCI]
    return alamat_tim(isi["saring"], isi["berikut"])


def _tujuan(url: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(url).path)
    except Resolver404:
        return None


def _objek(tempat: ResolverMatch | None, kueri: QueryDict) -> Any:
    """The first part of the address that names an object; of a form about a person the person."""
    return next(iter(tempat.kwargs.values()), kueri.get("untuk")) if tempat else None
