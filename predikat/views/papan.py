"""The kabupaten board of predikat, and statistics for the head of BKPSDM and Inspektorat: both read what the worker kept."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import atur
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import waktu
from predikat.access import boleh
from predikat.tables_papan import TabelPenilai
from predikat.tampilan_papan import (
    KOLOM,
    angka_papan,
    baris_excel,
    baris_papan,
    jumlahkan,
    kabupaten_terhitung,
    penilai_terhitung,
    pilih_periode,
    susun_telaah,
    susun_ubin,
)

PER_HALAMAN = 36
PENILAI_TAMPAK = 30


@izin("predikat.lihat_papan")
@require_safe
def kabupaten(request: Permintaan) -> HttpResponse:
    """All units as small curves, who is furthest from the pattern in front; ``?unduh=xlsx`` as Excel."""
    pilihan, p = pilih_periode(request.GET.get("periode"))
    if p is None:
        return tampilkan(request, "predikat/papan.html", {"periode": None})
    semua = baris_papan(request.user, p)
    if request.GET.get("unduh") == "xlsx":
        isi = [(baris_excel(r), r.dihitung_pada) for r in semua]
        keterangan = [f"{p}. Dihitung {waktu(isi[0][1])}." if isi else str(p), "Pola adalah pertimbangan, bukan jatah."]
        return unduh_daftar(request, "papan-predikat", "Papan predikat", KOLOM, [b for b, _ in isi], keterangan)
    jumlah = jumlahkan(semua)
    penghalaman = Paginator(semua, PER_HALAMAN)
    penghalaman.count = jumlah["unit"]
    halaman = penghalaman.get_page(request.GET.get("page"))
    ubin = [susun_ubin(r, terbuka=boleh(request.user, "buka_dari_papan", r.unit)) for r in halaman.object_list]
    konteks = {
        "periode": p,
        "pilihan": pilihan,
        "jumlah": jumlah,
        "angka": angka_papan(jumlah),
        "halaman": halaman,
        "ubin": [u for u in ubin if u.r.siap],
        "tertunda": [u for u in ubin if not u.r.siap],
        "semua": ubin,
        "boleh_telaah": boleh(request.user, "telaah"),
    }
    return tampilkan(request, "predikat/papan.html", konteks)


@izin("predikat.telaah")
@require_safe
def telaah(request: Permintaan) -> HttpResponse:
    """Predikat by groups of people, and how high assessors rate. Small groups are hidden."""
    pilihan, p = pilih_periode(request.GET.get("periode"))
    if p is None:
        return tampilkan(request, "predikat/telaah.html", {"periode": None})
    semua = kabupaten_terhitung(p)
    konteks = {
        "periode": p,
        "pilihan": pilihan,
        "tabel": susun_telaah(p),
        "semua": semua,
        "penilai": atur(TabelPenilai(penilai_terhitung(p), semua=semua), request, PENILAI_TAMPAK),
    }
    return tampilkan(request, "predikat/telaah.html", konteks)
