"""URLs of planning, below ``/skp/``: one block per slice of it."""

from django.urls import URLPattern, path, register_converter

from skp.views import cetak, mpph, mpph_atur


class KunciKolom:
    """A column of a matrix by lineage: that of an RHK, or of one IKI of it."""

    regex = r"[0-9]{1,18}(?:-[0-9]{1,18})?"

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


register_converter(KunciKolom, "kolom")

app_name = "skp"

#: Perjanjian Kinerja.
_pk: list[URLPattern] = []

#: Printed forms.
_cetak: list[URLPattern] = [
    path("versi/<int:versi>/cetak/<slug:formulir>/", cetak.cetak, name="cetak"),
]

#: The matrix of a leader: ``pk`` is his SKP, below ``baris/`` a row.
_mpph: list[URLPattern] = [
    path("mpph/<int:pk>/", mpph.mpph, name="mpph"),
    path("mpph/<int:pk>/buka/", mpph.buka, name="mpph_buka"),
    path("mpph/<int:pk>/tempel/", mpph.tempel, name="mpph_tempel"),
    path("mpph/<int:pk>/unduh/", mpph.unduh, name="mpph_unduh"),
    path("mpph/<int:pk>/riwayat/", mpph.langkah, name="mpph_riwayat"),
    path("mpph/<int:pk>/baris/", mpph_atur.baris_baru, name="mpph_baris_baru"),
    path("mpph/<int:pk>/kolom/", mpph_atur.kolom_baru, name="mpph_kolom_baru"),
    path("mpph/<int:pk>/kolom/<kolom:kolom>/", mpph_atur.kolom, name="mpph_kolom"),
    path("mpph/<int:pk>/sepakati/", mpph_atur.sepakati, name="mpph_sepakati"),
    path("mpph/<int:pk>/finalkan/", mpph_atur.finalkan, name="mpph_finalkan"),
    path("mpph/<int:pk>/buka-kembali/", mpph_atur.buka_kembali, name="mpph_buka_kembali"),
    path("mpph/baris/<int:pk>/", mpph_atur.baris, name="mpph_baris"),
    path("mpph/baris/<int:pk>/anggota/", mpph_atur.anggota, name="mpph_anggota"),
    path("mpph/baris/<int:pk>/<kolom:kolom>/", mpph.sel, name="mpph_sel"),
]

urlpatterns = [
    *_cetak,
    *_mpph,
    *_pk,
]
