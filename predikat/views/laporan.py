"""Reports of a unit on the screen and as Excel; the years of one person."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinerja.layanan.halaman import kerangka_pegawai, kerangka_unit
from kinerja.layanan.reports.excel import Lembar
from kinerja.layanan.reports.unduhan import unduh_buku
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from predikat import access
from predikat.queries import periode_dinilai
from predikat.reports import laporan as susun
from predikat.tampilan_evaluasi import PERIODE_TAMPAK
from predikat.views.organisasi import periode_kini

#: Name in the address -> (its title, right to the unit, what makes its sheets).
LAPORAN: dict[str, tuple[str, str, Callable[..., list[Lembar]]]] = {
    "rekap": ("Rekap", "lihat_pola", susun.rekap),
    "peringkat": ("Pemeringkatan", "lihat_rating_unit", susun.peringkat),
    "kepatuhan": ("Kepatuhan", "lihat_unit", susun.kepatuhan),
    "tren": ("Tren", "lihat_rating_unit", susun.tren),
}
BARIS_TAMPAK = 100
_KOSONG = {
    "rekap": "Di unit ini dan di bawahnya tidak ada yang dinilai tersendiri.",
    "peringkat": "Predikat tampak di sini sesudah dokumennya diserahkan kepada pegawai.",
    "kepatuhan": "Semua yang dinilai sudah menerima dokumennya, atau evaluasi periode ini belum dibuka.",
    "tren": "Predikat menjadi resmi sesudah dokumennya ditandatangani atau batasnya lewat.",
}


@izin("predikat.lihat_unit", objek=True)
@require_safe
def unit(request: Permintaan, pk: int, nama: str) -> HttpResponse:
    """One report; ``unduh=xlsx`` gives all rows of it."""
    judul, hak, buat = LAPORAN[nama]
    u = access.get_unit(request.user, pk)
    access.pastikan(request.user, hak, u)
    pilihan = list(periode_dinilai()[:PERIODE_TAMPAK])
    p = next((x for x in pilihan if str(x.pk) == request.GET.get("periode")), None) or periode_kini()
    konteks: dict[str, Any] = {
        **kerangka_unit(request.user, u, "penilaian", jam.hari_ini()), "judul": judul, "nama": nama, "periode": p,
        "pilihan": [] if nama == "tren" else pilihan,
    }  # fmt: skip
    if p is None:
        return tampilkan(request, "predikat/laporan.html", konteks)
    lembar = buat(u, p, request.user)
    if request.GET.get("unduh") == "xlsx":
        return unduh_buku(request, f"penilaian-{nama}-{u.pk}", lembar)
    konteks["lembar"] = [(x, list(x.baris)[:BARIS_TAMPAK], len(list(x.baris))) for x in lembar]
    konteks["kosong"] = _KOSONG[nama]
    konteks["lain"] = [
        {"judul": j, "url": f"{reverse('predikat:laporan', args=[u.pk, n])}?periode={p.pk}", "kini": n == nama}
        for n, (j, h, _) in LAPORAN.items()
        if access.boleh(request.user, h, u)
    ]
    return tampilkan(request, "predikat/laporan.html", konteks)


@izin("predikat.lihat_tren", objek=True)
@require_safe
def orang(request: Permintaan, pk: int) -> HttpResponse:
    """The official predikat of a person over the years."""
    pegawai = access.get_pegawai_tren(request.user, pk)
    konteks = {**kerangka_pegawai(request.user, pegawai, "predikat", jam.hari_ini()), "baris": susun.tren_orang(pegawai.pk)}
    return tampilkan(request, "predikat/tren_orang.html", konteks)
