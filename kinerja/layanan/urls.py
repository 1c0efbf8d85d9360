"""URLs of the ground's screens."""

from django.urls import URLPattern, path

from kinerja.layanan.views import beranda, cari, gaya, kabupaten, pegawai, pesan, riwayat, tema, unit

app_name = "layanan"
urlpatterns: list[URLPattern] = [
    path("", beranda.beranda, name="beranda"),
    path("cari/", cari.cari, name="cari"),
    path("kabupaten/", kabupaten.kabupaten, name="kabupaten"),
    path("pegawai/", pegawai.daftar, name="pegawai_daftar"),
    path("pegawai/<int:pk>/", pegawai.pegawai, name="pegawai"),
    path("pegawai/<int:pk>/riwayat/", riwayat.riwayat, name="riwayat_pegawai"),
    path("pesan/", pesan.kotak_masuk, name="kotak_masuk"),
    path("pesan/baca-semua/", pesan.baca_semua, name="baca_semua"),
    path("pesan/<int:pk>/buka/", pesan.buka_pesan, name="buka_pesan"),
    path("saya/", pegawai.profil, name="profil"),
    path("unit/", unit.pohon, name="pohon_unit"),
    path("unit/<int:pk>/", unit.unit, name="unit"),
    path("gaya/", gaya.gaya, name="gaya"),
    path("tema/", tema.tema, name="tema"),
]
