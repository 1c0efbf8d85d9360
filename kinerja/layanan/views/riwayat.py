"""The history tab of a person."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.layanan.riwayat import riwayat_pegawai
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.rules import lihat_data_pribadi
from kinerja.plumbing import jam
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

PER_HALAMAN = 25


@izin("organisasi.lihat_riwayat", objek=True)
@require_safe
def riwayat(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed about a person, by whom and when: only fields that the page itself would show this viewer."""
    orang = get_pegawai(request.user, pk, "lihat_riwayat")
    catatan = riwayat_pegawai(orang, pribadi=lihat_data_pribadi(request.user, orang))
    konteks = {
        **kerangka_pegawai(request.user, orang, "riwayat", jam.hari_ini()),
        "halaman": Paginator(catatan, PER_HALAMAN).get_page(request.GET.get("page")),
    }
    return tampilkan(request, "layanan/pegawai_riwayat.html", konteks, bagian="daftar")
