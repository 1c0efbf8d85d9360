"""URLs of the ground's screens."""

from django.urls import URLPattern

app_name = "layanan"
urlpatterns: list[URLPattern] = []
