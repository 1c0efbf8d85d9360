"""URLs of the ground's screens."""

from django.urls import URLPattern, path

from kinerja.layanan.akun import urls as akun_urls
from kinerja.layanan.views import (
    beranda,
    berkas,
    cari,
    gaya,
    impor,
    kabupaten,
    pegawai,
    pekerjaan,
    pesan,
    riwayat,
    tema,
    unit,
)

app_name = "layanan"
urlpatterns: list[URLPattern] = [
    path("", beranda.beranda, name="beranda"),
    *akun_urls.urlpatterns,
    path("berkas/<int:pk>/", berkas.unduh, name="berkas"),
    path("cari/", cari.cari, name="cari"),
    path("impor/", impor.daftar, name="impor"),
    path("impor/<slug:jenis>/unggah/", impor.unggah, name="impor_unggah"),
    path("impor/<slug:jenis>/templat.xlsx", impor.templat, name="impor_templat"),
    path("impor/<int:pk>/", impor.lihat, name="impor_lihat"),
    path("impor/<int:pk>/terapkan/", impor.terapkan, name="impor_terapkan"),
    path("impor/<int:pk>/batalkan/", impor.batalkan, name="impor_batalkan"),
    path("impor/<int:pk>/baca-ulang/", impor.baca_ulang, name="impor_baca_ulang"),
    path("impor/<int:pk>/ditolak.xlsx", impor.ditolak, name="impor_ditolak"),
    path("impor/<int:pk>/<slug:kelas>/", impor.baris, name="impor_baris"),
    path("kabupaten/", kabupaten.kabupaten, name="kabupaten"),
    path("pekerjaan/", pekerjaan.daftar, name="pekerjaan_daftar"),
    path("pekerjaan/<int:pk>/", pekerjaan.lihat, name="pekerjaan"),
    path("pekerjaan/<int:pk>/hentikan/", pekerjaan.hentikan, name="pekerjaan_hentikan"),
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
