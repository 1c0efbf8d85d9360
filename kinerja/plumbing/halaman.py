"""A page, or for htmx only the named part of it, at the same URL."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def tampilkan(
    request: HttpRequest, template: str, konteks: Mapping[str, Any] | None = None, bagian: str | None = None, status: int = 200
) -> HttpResponse:
    """Render ``template``; when htmx asks and ``bagian`` names a ``{% partialdef %}`` of it, render only that part."""
    htmx = getattr(request, "htmx", None)
    nama = f"{template}#{bagian}" if bagian and htmx and not htmx.boosted else template
    response = render(request, nama, dict(konteks or {}), status=status)
    if bagian:
        patch_vary_headers(response, ["HX-Request"])
    return response
