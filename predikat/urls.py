"""URLs of evaluation, below ``/predikat/``: one block per part of it."""

from django.urls import URLPattern, path, re_path

from predikat import urls_dokumen
from predikat.views import evaluasi, laporan, luar, organisasi, papan

app_name = "predikat"

#: Periods, the predikat of units, the pattern.
_organisasi: list[URLPattern] = [
    path("periode/", organisasi.periode, name="periode"),
    path("periode/<int:pk>/buka/", organisasi.buka, name="buka"),
    re_path(r"^kriteria/(?P<kelompok>PIMPINAN|JF|PELAKSANA)/$", organisasi.kriteria, name="kriteria"),
    path("lembar/", organisasi.lembar_kini, name="lembar_kini"),
    path("lembar/<int:pk>/", organisasi.lembar, name="lembar"),
    path("lembar/<int:pk>/catat/", organisasi.catat_lembar, name="catat_lembar"),
    path("lembar/<int:pk>/rekomendasi/<int:unit>/", organisasi.rekomendasi, name="rekomendasi"),
    path("unit/<int:pk>/", organisasi.unit, name="unit"),
    path("papan/", papan.kabupaten, name="papan"),
    path("telaah/", papan.telaah, name="telaah"),
    path("unit/<int:pk>/tersendiri/", organisasi.jadikan_organisasi, name="jadikan_organisasi"),
    path("unit/<int:pk>/alasan/<int:periode>/", organisasi.alasan, name="alasan_pola"),
]

#: The evaluation of a person.
_evaluasi: list[URLPattern] = [
    path("", evaluasi.daftar, name="daftar"),
    path("tetapkan/", evaluasi.tetapkan, name="tetapkan"),
    path("<int:pk>/nilai/", evaluasi.nilai, name="nilai"),
    path("<int:pk>/mengapa/", evaluasi.mengapa, name="mengapa"),
    path("<int:pk>/refleksi/", evaluasi.refleksi, name="refleksi"),
    path("<int:pk>/buka-kembali/", evaluasi.buka_kembali, name="buka_kembali"),
    path("<int:pk>/tidak-dievaluasi/", evaluasi.tidak_dievaluasi, name="tidak_dievaluasi"),
    path("<int:pk>/evaluasi-juga/", evaluasi.evaluasi_juga, name="evaluasi_juga"),
    path("<int:pk>/ganti-penilai/", evaluasi.ganti_penilai, name="ganti_penilai"),
    path("<int:pk>/catat/", evaluasi.catat, name="catat_rating"),
    path("bagian/<int:pk>/", evaluasi.serah_terima, name="serah_terima"),
]

#: Predikat that are not judged here; ``pk`` is the period, of a study the evaluation.
_luar: list[URLPattern] = [
    path("luar/<int:pk>/", luar.daftar, name="luar"),
    path("luar/konversi-ipk/", luar.konversi, name="konversi_ipk"),
    path("<int:pk>/studi/", luar.studi, name="tetapkan_studi"),
]

#: Reports: ``pk`` is the unit, or the person.
_laporan: list[URLPattern] = [
    re_path(r"^unit/(?P<pk>[0-9]{1,18})/laporan/(?P<nama>rekap|peringkat|kepatuhan|tren)/$", laporan.unit, name="laporan"),
    path("tren/<int:pk>/", laporan.orang, name="tren_orang"),
]

urlpatterns: list[URLPattern] = [*_organisasi, *_evaluasi, *_luar, *_laporan, *urls_dokumen.urlpatterns]
