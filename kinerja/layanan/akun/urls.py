"""URLs of the account screens, in the namespace ``layanan``."""

from django.urls import path

from kinerja.layanan.views import akun, akun_saya

urlpatterns = [
    path("akun/", akun.daftar, name="akun_daftar"),
    path("akun/aktivasi/", akun_saya.aktivasi, name="aktivasi"),
    path("akun/aktivasi/<slug:kode>/", akun_saya.tautan_aktivasi, name="tautan_aktivasi"),
    path("akun/bantuan-masuk/", akun_saya.bantuan_masuk, name="bantuan_masuk"),
    path("akun/keamanan/", akun_saya.keamanan, name="keamanan"),
    path("akun/lembar/", akun.lembar, name="akun_lembar"),
    path("akun/luar/", akun.buat_luar, name="akun_luar"),
    path("akun/pegawai/<int:pk>/", akun.akun_pegawai, name="akun_pegawai"),
    path("akun/pegawai/<int:pk>/kode/", akun.kode_pegawai, name="akun_kode_pegawai"),
    path("akun/peran/<int:pk>/cabut/", akun.cabut_peran, name="akun_cabut_peran"),
    path("akun/<int:pk>/", akun.akun, name="akun"),
    path("akun/<int:pk>/kode/", akun.kode, name="akun_kode"),
    path("akun/<int:pk>/nonaktifkan/", akun.nonaktifkan, name="akun_nonaktifkan"),
    path("akun/<int:pk>/aktifkan/", akun.aktifkan, name="akun_aktifkan"),
    path("akun/<int:pk>/atur-ulang-faktor/", akun.atur_ulang_faktor, name="akun_atur_ulang_faktor"),
    path("akun/<int:pk>/peran/", akun.beri_peran, name="akun_beri_peran"),
]
