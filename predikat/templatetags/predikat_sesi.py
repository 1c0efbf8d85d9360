"""Names in the nine cells of a session: hundreds of them, so each is one piece of text instead of a walk through a template."""

from collections.abc import Iterable
from html import escape
from typing import ClassVar

from django import template
from django.utils.safestring import SafeString, mark_safe

from kinerja.layanan.templatetags.kinerja import ikon
from predikat.queries_kalibrasi import Orang

register = template.Library()


@register.simple_tag
def nama_sesi(orang: Iterable[Orang], url: str, boleh_geser: bool) -> SafeString:
    """The people of one cell as links that open them in the panel; with ``boleh_geser`` they can be dragged."""
    alamat, seret = escape(url), ' draggable="true"' if boleh_geser else ""
    tanda = _Tanda()
    return mark_safe("".join(_satu(o, alamat, seret, tanda) for o in orang))


class _Tanda(dict[str, SafeString]):
    """Icons, each drawn once, and only when somebody has it."""

    _BUNYI: ClassVar = {"arrow-up": "dinaikkan", "switch-horizontal": "dipindahkan", "message-2": "dibahas"}

    def __missing__(self, nama: str) -> SafeString:
        self[nama] = ikon(nama, kecil=True, label=self._BUNYI[nama])
        return self[nama]


_POLA = '<span class="pola" title="Dipindahkan demi pola">pola</span>'


def _satu(o: Orang, alamat: str, seret: str, tanda: _Tanda) -> str:
    pk, isi, pindah, kelas = o.e.pk, escape(o.nama), o.pindah, "nama-kal"
    if pindah:
        kelas += " tunggu" if o.menunggu else ""
        isi += tanda["arrow-up" if o.naik else "switch-horizontal"]
        isi += _POLA if o.geser is not None and o.geser.demi_pola else ""
    if o.dibahas:
        isi += tanda["message-2"]
    return (
        f'<li><a class="{kelas}" href="{alamat}?orang={pk}#panel" data-orang="{pk}"'
        f' hx-get="{alamat}?orang={pk}&amp;bagian=panel"{seret}>{isi}</a></li>'
    )
