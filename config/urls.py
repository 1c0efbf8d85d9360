"""URL tree: the sign-in, then each floor and app below its own prefix."""

from django.urls import include, path

from config import kesehatan

urlpatterns = [
    path("healthz", kesehatan.healthz, name="healthz"),
    path("readyz", kesehatan.readyz, name="readyz"),
    path("akun/", include("kinerja.layanan.akun.urls_masuk")),
    path("siklus/", include("kinerja.siklus.urls")),
    path("skp/", include("skp.urls")),
    path("dialog/", include("dialog.urls")),
    path("predikat/", include("predikat.urls")),
    path("", include("kinerja.layanan.urls")),
]
