"""URLs of planning, below ``/skp/``: one block per slice of it."""

from django.urls import URLPattern

app_name = "skp"

#: Perjanjian Kinerja.
_pk: list[URLPattern] = []

urlpatterns = [
    *_pk,
]
