"""URLs of documents, objections and sessions, below ``/predikat/``."""

from django.urls import URLPattern, path

from predikat.views import dokumen, kalibrasi, keberatan, surat_sesi

#: ``pk`` is the document.
_dokumen: list[URLPattern] = [
    path("dokumen/", dokumen.daftar, name="dokumen_daftar"),
    path("dokumen/serahkan/", dokumen.serahkan_banyak, name="serahkan_banyak"),
    path("dokumen/buat/", dokumen.buat, name="buat_dokumen"),
    path("dokumen/<int:pk>/", dokumen.lihat, name="dokumen"),
    path("dokumen/<int:pk>/serahkan/", dokumen.serahkan, name="serahkan"),
    path("dokumen/<int:pk>/terima/", dokumen.terima, name="terima"),
    path("dokumen/<int:pk>/tanda-tangani/", dokumen.tanda_tangani, name="tanda_tangani"),
    path("dokumen/<int:pk>/sahkan/", dokumen.sahkan, name="sahkan"),
    path("dokumen/<int:pk>/keberatan/", dokumen.ajukan_keberatan, name="ajukan_keberatan"),
    path("dokumen/<int:pk>/buka-kembali/", dokumen.buka_kembali, name="buka_kembali_dokumen"),
    path("dokumen/<int:pk>/cetak/<slug:formulir>/", dokumen.cetak, name="cetak_dokumen"),
]

#: ``pk`` is the case.
_keberatan: list[URLPattern] = [
    path("keberatan/<int:pk>/", keberatan.lihat, name="keberatan"),
    path("keberatan/<int:pk>/jelaskan/", keberatan.jelaskan, name="jelaskan"),
    path("keberatan/<int:pk>/periksa/", keberatan.periksa, name="periksa_keberatan"),
    path("keberatan/<int:pk>/putus/", keberatan.putus, name="putus"),
    path("keberatan/<int:pk>/catat-putusan/", keberatan.catat_putusan, name="catat_putusan"),
    path("keberatan/<int:pk>/tarik/", keberatan.tarik, name="tarik_keberatan"),
    path("keberatan/<int:pk>/bukti/", keberatan.beri_bukti, name="beri_bukti"),
]

#: ``pk`` is the session; to open one, the unit; to answer, the move.
_sesi: list[URLPattern] = [
    path("sesi/", kalibrasi.daftar, name="sesi_daftar"),
    path("sesi/buka/<int:pk>/<int:periode>/", kalibrasi.buka, name="buka_sesi"),
    path("sesi/<int:pk>/", kalibrasi.lihat, name="sesi"),
    path("sesi/<int:pk>/jajak/", kalibrasi.jajak, name="jajak_sesi"),
    path("sesi/<int:pk>/geser/", kalibrasi.geser, name="geser"),
    path("sesi/<int:pk>/bahas/", kalibrasi.bahas, name="bahas"),
    path("sesi/<int:pk>/skenario/", kalibrasi.skenario, name="skenario_sesi"),
    path("sesi/<int:pk>/kunci/", kalibrasi.kunci, name="kunci_sesi"),
    path("sesi/<int:pk>/catat-kunci/", surat_sesi.catat_kunci, name="catat_kunci_sesi"),
    path("sesi/<int:pk>/buka-kembali/", kalibrasi.buka_kembali, name="buka_kembali_sesi"),
    path("sesi/<int:pk>/batalkan/", kalibrasi.batalkan, name="batalkan_sesi"),
    path("sesi/<int:pk>/peserta/", kalibrasi.peserta, name="peserta_sesi"),
    path("sesi/geseran/<int:pk>/", kalibrasi.jawab, name="jawab_geseran"),
]

urlpatterns: list[URLPattern] = [*_dokumen, *_keberatan, *_sesi]
