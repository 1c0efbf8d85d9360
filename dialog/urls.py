"""URLs of monitoring, below ``/dialog/``: one block per part of it."""

from django.urls import URLPattern, path

from dialog.views import bukti, dialog, intensitas, langkah, realisasi, rencana, studi, tim, umpan_balik, umpan_publik

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
    path("<int:pk>/pendamping/", dialog.pendamping, name="pendamping"),
    path("<int:pk>/pendamping/<int:peserta>/", dialog.ubah_pendamping, name="ubah_pendamping"),
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

#: Tugas belajar: ``pk`` is the time of study, below ``laporan/`` a report, below ``perpanjangan/`` an extension.
_studi: list[URLPattern] = [
    path("studi/", studi.daftar, name="studi_daftar"),
    path("studi/orang/<int:pk>/", studi.pegawai, name="studi_pegawai"),
    path("studi/<int:pk>/", studi.lihat, name="studi"),
    path("studi/<int:pk>/lapor/", studi.lapor, name="studi_lapor"),
    path("studi/<int:pk>/perpanjangan/", studi.minta, name="studi_minta"),
    path("studi/laporan/<int:pk>/", studi.ubah_laporan, name="studi_ubah"),
    path("studi/laporan/<int:pk>/catatan/", studi.catat_laporan, name="studi_catat"),
    path("studi/perpanjangan/<int:pk>/<slug:tindakan>/", studi.langkah, name="studi_langkah"),
]

#: The team of a leader, and how intense the talks of a unit are.
_tim: list[URLPattern] = [
    path("tim/", tim.tim, name="tim"),
    path("tim/<int:pk>/", tim.langkah, name="tim_langkah"),
    path("intensitas/", intensitas.kabupaten, name="intensitas"),
    path("intensitas/<int:pk>/", intensitas.unit, name="intensitas_unit"),
]

#: Feedback. Whom somebody gives to, and which of his own he takes back, stands in the query: addresses are logged.
_umpan: list[URLPattern] = [
    path("umpan-balik/", umpan_balik.saya, name="umpan_saya"),
    path("umpan-balik/orang/<int:pk>/", umpan_balik.pegawai, name="umpan_pegawai"),
    path("umpan-balik/beri/", umpan_balik.beri, name="umpan_beri"),
    path("umpan-balik/tarik/", umpan_balik.tarik, name="umpan_tarik"),
    path("umpan-balik/minta/", umpan_balik.minta, name="umpan_minta"),
    path("umpan-balik/tautan/", umpan_balik.tautan, name="umpan_tautan"),
    path("umpan-balik/tolak/", umpan_balik.tolak, name="umpan_tolak"),
    path("umpan-balik/permintaan/<int:pk>/batalkan/", umpan_balik.batalkan, name="umpan_batal"),
    path("umpan-balik/laporan/", umpan_publik.laporan, name="umpan_laporan"),
    path("umpan-balik/laporan/<int:pk>/", umpan_publik.putuskan, name="umpan_putuskan"),
    path("umpan-balik/<int:pk>/tanggapi/", umpan_balik.tanggapi, name="umpan_tanggapi"),
    path("umpan-balik/<int:pk>/laporkan/", umpan_balik.laporkan, name="umpan_laporkan"),
    path("umpan/<slug:kode>/", umpan_publik.publik, name="umpan_publik"),
]

#: Evidence: below ``unggah/`` uploads in pieces, by the browser's own name; below ``taut/`` an attachment.
_bukti: list[URLPattern] = [
    path("bukti/", bukti.daftar, name="bukti_daftar"),
    path("bukti/tambah/", bukti.tambah, name="bukti_tambah"),
    path("bukti/kembar/", bukti.kembar, name="bukti_kembar"),
    path("bukti/unggah/", bukti.mulai_unggahan, name="bukti_unggah"),
    path("bukti/unggah/<slug:kunci>/batal/", bukti.batalkan, name="bukti_batal"),
    path("bukti/unggah/<slug:kunci>/<int:dari>/", bukti.potongan, name="bukti_potongan"),
    path("bukti/taut/<int:pk>/lepas/", bukti.lepas, name="bukti_lepas"),
    path("bukti/<int:pk>/", bukti.lihat, name="bukti"),
    path("bukti/<int:pk>/isi/", bukti.isi, name="bukti_isi"),
    path("bukti/<int:pk>/gambar/<slug:sisi>/", bukti.gambar, name="bukti_gambar"),
    path("bukti/<int:pk>/taut/", bukti.taut, name="bukti_taut"),
    path("bukti/<int:pk>/hapus/", bukti.hapus, name="bukti_hapus"),
]

#: Realisasi: ``pk`` of a note form is the lineage of an IKI, below ``orang/`` a person.
_realisasi: list[URLPattern] = [
    path("realisasi/", realisasi.saya, name="realisasi"),
    path("realisasi/<int:periode>/", realisasi.saya, name="realisasi_periode"),
    path("realisasi/<int:periode>/isi/", realisasi.isi, name="realisasi_isi"),
    path("realisasi/<int:periode>/lengkap/", realisasi.lengkap, name="realisasi_lengkap"),
    path("realisasi/catat/", realisasi.kemajuan, name="kemajuan"),
    path("realisasi/catat/<int:pk>/", realisasi.catat, name="catat"),
    path("realisasi/catatan/<int:pk>/tarik/", realisasi.tarik, name="tarik_catatan"),
    path("realisasi/orang/<int:pk>/", realisasi.orang, name="realisasi_orang"),
    path("realisasi/bawahan/", realisasi.bawahan, name="realisasi_bawahan"),
]

#: Rencana aksi: ``pk`` is a person, the lineage of an RHK, or a step.
_rencana: list[URLPattern] = [
    path("realisasi/rencana/", rencana.saya, name="rencana"),
    path("realisasi/rencana/orang/<int:pk>/", rencana.orang, name="rencana_orang"),
    path("realisasi/rencana/rhk/<int:pk>/tambah/", rencana.tambah, name="rencana_tambah"),
    path("realisasi/rencana/<int:pk>/", rencana.ubah, name="rencana_ubah"),
    path("realisasi/rencana/<int:pk>/hapus/", rencana.hapus, name="rencana_hapus"),
]

urlpatterns: list[URLPattern] = [*_realisasi, *_rencana, *_dialog, *_studi, *_tim, *_umpan, *_bukti]
