"""Pieces of the planning pages."""

from django import template
from django.utils.safestring import SafeString

from kinerja.layanan.templatetags.kinerja import cip
from skp.enums import KeadaanPerencanaan as K

register = template.Library()

_CIP = {
    K.BELUM_ADA: ("Belum disusun", "awas", "circle-dashed"),
    K.DRAF: ("Draf", "", "pencil"),
    K.DIAJUKAN: ("Diajukan", "info", "send"),
    K.DIKEMBALIKAN: ("Dikembalikan", "awas", "arrow-back-up"),
    K.DITETAPKAN: ("Ditetapkan", "ok", "check"),
    K.DIKECUALIKAN: ("Dikecualikan", "", "circle-minus"),
    K.DI_RUANG_GTK: ("Di Ruang GTK", "", "school"),
}


@register.simple_tag
def cip_keadaan(keadaan: str) -> SafeString:
    """Where a person stands in planning, in words, colour and icon."""
    return cip(*_CIP[K(keadaan)])
