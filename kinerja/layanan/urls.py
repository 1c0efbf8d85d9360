"""URLs of the ground's screens."""

from django.urls import URLPattern, path

from kinerja.layanan.views import gaya, tema

app_name = "layanan"
urlpatterns: list[URLPattern] = [
    path("gaya/", gaya.gaya, name="gaya"),
    path("tema/", tema.tema, name="tema"),
]
