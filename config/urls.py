"""URL tree: the sign-in of allauth, then each floor and app below its own prefix."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("", include("kinerja.layanan.urls")),
]
