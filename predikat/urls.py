"""URLs of evaluation, below ``/predikat/``: one block per part of it."""

from django.urls import URLPattern

app_name = "predikat"

#: Periods, the predikat of units, the pattern.
_organisasi: list[URLPattern] = []

#: The evaluation of a person.
_evaluasi: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*_organisasi, *_evaluasi]
