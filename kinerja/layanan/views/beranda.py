"""Beranda: what to do, where the year stands, what is new."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan import beranda as isi
from kinerja.organisasi import queries
from kinerja.plumbing import jam
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk
from kinerja.siklus.queries import kalimat_berikut


@cukup_masuk
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """The page after sign-in."""
    akun, kini = request.user, jam.sekarang()
    hari = kini.date()
    tahun, tahap = isi.perjalanan_kini(hari)
    konteks = {
        "hari": hari,
        "salam": isi.salam(kini),
        "tugas": isi.tugas_saya(akun, hari),
        "tahun": tahun,
        "tahap": tahap,
        "berikut": kalimat_berikut(tahap, hari),
        "kabar": isi.kabar(akun),
    }
    if isi.menyiapkan(akun):
        langkah = isi.langkah_awal()
        selesai = sum(x.keadaan == "selesai" for x in langkah)
        konteks |= {"langkah": langkah if selesai < len(langkah) else [], "langkah_selesai": selesai}
    if akun.pegawai_id:
        konteks["saya"] = isi.kartu_saya(akun.pegawai, hari)
        # With few tasks the wide column has room for it.
        konteks["saya_di_kiri"] = len(konteks["tugas"]) < 3 and not konteks.get("langkah")
        konteks |= {"tim": queries.dinilai_oleh(akun.pegawai, hari), "url_tim": isi.alamat_menu("tim")}
    return tampilkan(request, "layanan/beranda.html", konteks)
