"""Start-up check: every act of every workflow has a rule, an action of its name, and a URL where it is done.

A button that leads nowhere, or an act nobody may do, is found before the first request and not by a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import get_resolver

from kinerja.plumbing.transisi import TabelTransisi
from skp.rules import IZIN
from skp.transitions import MPPH, PK, SISTEM, SKP


@dataclass(frozen=True, slots=True)
class Milik:
    """A workflow with where its actions live and how rule, action and URL are named; ``{}`` stands for the act."""

    tabel: TabelTransisi
    modul: Sequence[str]
    nama: str = "{}"
    url: str = "{}"


TABEL = (
    Milik(SKP, ("skp.actions.penetapan", "skp.actions.susun")),
    Milik(MPPH, ("skp.actions.mpph",), url="mpph_{}"),
    Milik(PK, ("skp.actions.pk",), nama="{}_pk", url="pk_{}"),
)


def periksa_transisi(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E001: no rule; E002: no action; E003: no URL. What the application does by itself has neither."""
    return [galat for milik in TABEL for galat in _periksa(milik)]


def _periksa(milik: Milik) -> Iterable[CheckMessage]:
    alamat = {str(nama) for nama in get_resolver("skp.urls").reverse_dict if isinstance(nama, str)}
    for tindakan in sorted({x.tindakan for x in milik.tabel if x.siapa != SISTEM}):
        nama, sebut = milik.nama.format(tindakan), f"{milik.tabel.nama}: {tindakan}"
        if nama not in IZIN:
            yield Error(f"{sebut} has no rule {nama!r} in skp.rules.IZIN.", id="skp.E001")
        if not any(callable(getattr(import_module(m), nama, None)) for m in milik.modul):
            yield Error(f"{sebut} has no action {nama!r} in {', '.join(milik.modul)}.", id="skp.E002")
        if milik.url.format(tindakan) not in alamat:
            yield Error(f"{sebut} has no URL {milik.url.format(tindakan)!r}.", id="skp.E003")
