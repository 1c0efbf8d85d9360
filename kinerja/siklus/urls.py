"""URLs of the cycle, below ``/siklus/``."""

from django.urls import path, register_converter

from kinerja.siklus.views import libur, parameter, siklus


class Tahun:
    """A year of this century: any other number is no page."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        """As int."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As written."""
        return str(value)


register_converter(Tahun, "tahun")

app_name = "siklus"
urlpatterns = [
    path("", siklus.kini, name="kini"),
    path("buka/", siklus.buka, name="buka"),
    path("<tahun:tahun>/", siklus.tahun, name="tahun"),
    path("periode/<int:pk>/buka/", siklus.buka_periode, name="buka_periode"),
    path("periode/<int:pk>/tutup/", siklus.tutup_periode, name="tutup_periode"),
    path("periode/<int:pk>/perpanjang/", siklus.perpanjang_periode, name="perpanjang"),
    path("tahap/<int:pk>/perpanjang/", siklus.perpanjang_tahap, name="perpanjang_tahap"),
    path("parameter/", parameter.daftar, name="parameter"),
    path("parameter/<slug:nama>/", parameter.rinci, name="parameter_rinci"),
    path("parameter/<slug:nama>/ubah/", parameter.ubah, name="parameter_ubah"),
    path("parameter/versi/<int:pk>/konfirmasi/", parameter.konfirmasi, name="parameter_konfirmasi"),
    path("libur/", libur.kini, name="libur_kini"),
    path("libur/<tahun:tahun>/", libur.daftar, name="libur"),
    path("libur/<tahun:tahun>/tambah/", libur.tambah, name="libur_tambah"),
    path("libur/<tahun:tahun>/muat/", libur.muat, name="libur_muat"),
    path("libur/hari/<int:pk>/ubah/", libur.ubah, name="libur_ubah"),
    path("libur/hari/<int:pk>/hapus/", libur.hapus, name="libur_hapus"),
    path("libur/hari/<int:pk>/pulihkan/", libur.pulihkan, name="libur_pulihkan"),
]
