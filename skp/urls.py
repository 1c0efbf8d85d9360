"""URLs of planning, below ``/skp/``: one block per slice of it."""

from django.urls import URLPattern, path, register_converter

from skp.views import (
    cetak,
    laporan,
    mpph,
    mpph_atur,
    penetapan,
    perencanaan,
    pindah,
    pk,
    pk_ubah,
    pk_unggah,
    pohon,
    pustaka,
    saya,
    skp,
    templat,
)


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
_pk: list[URLPattern] = [
    path("pk/", pk.daftar, name="pk_daftar"),
    path("pk/unggah/", pk_unggah.unggah, name="pk_unggah"),
    path("pk/templat.xlsx", pk_unggah.templat, name="pk_templat"),
    path("pk/unit/<int:pk>/", pk.unit, name="pk_unit"),
    path("pk/unit/<int:pk>/baru/", pk_ubah.baru, name="pk_baru"),
    path("pk/<int:pk>/", pk.lihat, name="pk"),
    path("pk/<int:pk>/beda/", pk.bandingkan, name="pk_beda"),
    path("pk/<int:pk>/unduh.json", pk.unduh, name="pk_unduh"),
    path("pk/<int:pk>/sunting/", pk_ubah.sunting, name="pk_sunting"),
    path("pk/<int:pk>/berlakukan/", pk_ubah.berlakukan, name="pk_berlakukan"),
    path("pk/<int:pk>/revisi/", pk_ubah.revisi, name="pk_revisi"),
    path("pk/<int:pk>/batalkan/", pk_ubah.batalkan, name="pk_batalkan"),
    path("pk/<int:pk>/kepala/", pk_ubah.kepala, name="pk_kepala"),
    path("pk/<int:pk>/tambah/<slug:jenis>/", pk_ubah.tambah, name="pk_tambah"),
    path("pk/<int:pk>/<slug:jenis>/<int:baris>/", pk_ubah.ubah, name="pk_ubah"),
    path("pk/<int:pk>/<slug:jenis>/<int:baris>/hapus/", pk_ubah.hapus, name="pk_hapus"),
    path("pk/<int:pk>/<slug:jenis>/<int:baris>/geser/", pk_ubah.geser, name="pk_geser"),
]

#: The SKP of a person: ``versi`` a version; ``pk`` below ``rhk/``, ``iki/``, ``komentar/`` such a row.
_skp: list[URLPattern] = [
    path("", saya.saya, name="saya"),
    path("mulai/", saya.mulai, name="mulai"),
    path("pegawai/<int:pk>/", saya.pegawai, name="pegawai"),
    path("versi/<int:versi>/", skp.lihat, name="lihat"),
    path("versi/<int:versi>/sunting/", skp.sunting, name="sunting"),
    path("versi/<int:versi>/isi/", skp.isi, name="isi"),
    path("versi/<int:versi>/calon/", skp.calon, name="calon"),
    path("versi/<int:versi>/komentar/", skp.komentar, name="komentar"),
    path("komentar/<int:pk>/selesai/", skp.komentar_selesai, name="komentar_selesai"),
    path("rhk/<int:pk>/", skp.rhk, name="rhk"),
    path("rhk/<int:pk>/konfirmasi/", penetapan.konfirmasi_induk, name="konfirmasi_induk"),
    path("iki/<int:pk>/", skp.iki, name="iki"),
    path("versi/<int:versi>/ajukan/", penetapan.ajukan, name="ajukan"),
    path("versi/<int:versi>/tarik/", penetapan.tarik, name="tarik"),
    path("versi/<int:versi>/ubah/", penetapan.buka_versi, name="buka_versi"),
    path("versi/<int:versi>/batalkan/", penetapan.batalkan, name="batalkan"),
    path("versi/<int:versi>/periksa/", penetapan.periksa, name="periksa"),
    path("versi/<int:versi>/kembalikan/", penetapan.kembalikan, name="kembalikan"),
    path("versi/<int:versi>/sunting-penilai/", penetapan.sunting_penilai, name="sunting_penilai"),
    path("versi/<int:versi>/tetapkan/", penetapan.tetapkan, name="tetapkan"),
    path("versi/<int:versi>/catat-penetapan/", penetapan.catat_penetapan, name="catat_penetapan"),
    path("tim/", penetapan.tim, name="tim"),
    path("buka/", pindah.buka_siklus, name="buka_siklus"),
    path("<int:pk>/berkas/", pindah.berkas, name="berkas"),
    path("versi/<int:versi>/plt/", pindah.plt, name="plt"),
    path("pegawai/<int:pk>/pengganti/", pindah.pengganti, name="pengganti"),
]

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

#: The tree of results, and how far the units are with planning.
_pohon: list[URLPattern] = [
    path("pohon/", pohon.pohon, name="pohon"),
    path("pohon/<int:pk>/", pohon.pohon_unit, name="pohon_unit"),
    path("perencanaan/", perencanaan.kabupaten, name="perencanaan"),
    path("perencanaan/<int:pk>/", perencanaan.unit, name="perencanaan_unit"),
    path("perencanaan/ingatkan/<int:pk>/", perencanaan.ingatkan_satu, name="ingatkan"),
    path("perencanaan/<int:pk>/cakupan/", laporan.cakupan, name="cakupan"),
    path("perencanaan/<int:pk>/mutu/", laporan.mutu, name="mutu"),
    path("perencanaan/<int:pk>/nama/", laporan.nama, name="nama"),
]

#: What fills a new SKP: the library per position, and the units' templates of the lampiran (``pk`` a unit, else a row).
_pustaka: list[URLPattern] = [
    path("pustaka/", pustaka.daftar, name="pustaka"),
    path("pustaka/baru/", pustaka.baru, name="pustaka_baru"),
    path("pustaka/<int:pk>/", pustaka.ubah, name="pustaka_ubah"),
    path("pustaka/<int:pk>/aktif/", pustaka.aktif, name="pustaka_aktif"),
    path("templat/unit/<int:pk>/", templat.templat, name="templat"),
    path("templat/unit/<int:pk>/tambah/<slug:jenis>/", templat.tambah, name="templat_tambah"),
    path("templat/<int:pk>/", templat.ubah, name="templat_ubah"),
    path("templat/<int:pk>/hapus/", templat.hapus, name="templat_hapus"),
]

urlpatterns = [
    *_skp,
    *_cetak,
    *_mpph,
    *_pk,
    *_pohon,
    *_pustaka,
]
