"""Filters of the account screens."""

from django import template

register = template.Library()

_PERAMBAN = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"))
_PERAMBAN_LAIN = (("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SISTEM = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))


@register.filter
def peramban(user_agent: str) -> str:
    """``Chrome di Android``: what a person recognises in a browser's long name."""
    nama = next((n for tanda, n in _PERAMBAN + _PERAMBAN_LAIN if tanda in user_agent), "Peramban lain")
    sistem = next((n for tanda, n in _SISTEM if tanda in user_agent), "Linux" if "Linux" in user_agent else "")
    return f"{nama} di {sistem}" if sistem else nama
