"""URLs of monitoring, below ``/dialog/``: one block per part of it."""

from django.urls import URLPattern, path

from dialog.views import dialog, langkah

app_name = "dialog"

#: Dialogues: below ``orang/`` a person, else ``pk`` is the dialogue.
_dialog: list[URLPattern] = [
    path("", dialog.daftar, name="daftar"),
    path("orang/<int:pk>/", dialog.pegawai, name="pegawai"),
    path("orang/<int:pk>/rencanakan/", langkah.rencanakan, name="rencanakan"),
    path("orang/<int:pk>/mulai/", langkah.mulai_sekarang, name="mulai_sekarang"),
    path("<int:pk>/", dialog.ruang, name="ruang"),
    path("<int:pk>/jajak/", dialog.jajak, name="jajak"),
    path("<int:pk>/agenda/", dialog.agenda, name="agenda"),
    path("<int:pk>/agenda/<int:butir>/", dialog.butir, name="butir"),
    path("<int:pk>/catatan/", dialog.catatan, name="catatan"),
    path("<int:pk>/pribadi/", dialog.pribadi, name="pribadi"),
    path("<int:pk>/kesepakatan/", dialog.sepakati, name="sepakati"),
    path("<int:pk>/risalah/", dialog.cetak, name="cetak"),
    path("<int:pk>/mulai/", langkah.mulai, name="mulai"),
    path("<int:pk>/pindahkan/", langkah.pindahkan, name="pindahkan"),
    path("<int:pk>/tolak/", langkah.tolak, name="tolak"),
    path("<int:pk>/tidak-terlaksana/", langkah.nyatakan_tidak_terlaksana, name="nyatakan_tidak_terlaksana"),
    path("<int:pk>/akhiri/", langkah.akhiri, name="akhiri"),
    path("<int:pk>/lanjutkan/", langkah.lanjutkan, name="lanjutkan"),
    path("<int:pk>/konfirmasi/", langkah.konfirmasi, name="konfirmasi"),
    path("kesepakatan/<int:pk>/", dialog.kesepakatan, name="kesepakatan"),
    path("kesepakatan/<int:pk>/hapus/", dialog.hapus_kesepakatan, name="hapus_kesepakatan"),
    path("kesepakatan/<int:pk>/selesai/", dialog.selesaikan_kesepakatan, name="selesaikan_kesepakatan"),
    path("kesepakatan/<int:pk>/lepaskan/", dialog.lepaskan_kesepakatan, name="lepaskan_kesepakatan"),
]

urlpatterns: list[URLPattern] = [*_dialog]
