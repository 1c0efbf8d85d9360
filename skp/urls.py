"""URLs of planning, below ``/skp/``: one block per slice of it."""

from django.urls import URLPattern, path, register_converter

from skp.views import cetak

app_name = "skp"

#: Perjanjian Kinerja.
_pk: list[URLPattern] = []

#: Printed forms.
_cetak: list[URLPattern] = [
    path("versi/<int:versi>/cetak/<slug:formulir>/", cetak.cetak, name="cetak"),
]

urlpatterns = [
    *_cetak,
    *_pk,
]
