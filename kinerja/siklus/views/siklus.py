"""The year: its river, stages and periods, and BKPSDM's acts on them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.siklus import access, actions, aturan, queries, rules
from kinerja.siklus.enums import KeadaanTahap, StatusPeriode
from kinerja.siklus.forms import BukaSiklusForm, PerpanjangForm, TutupPeriodeForm, kiriman
from kinerja.siklus.models import Periode, Siklus, Tahap
from kinerja.siklus.perjalanan import susun_perjalanan
from kinerja.siklus.transitions import PERIODE

_CIP = {
    StatusPeriode.BELUM: ("", "circle-dashed"),
    StatusPeriode.TERBUKA: ("info", "lock-open"),
    StatusPeriode.DITUTUP: ("ok", "lock"),
}
_CIP_TAHAP = {
    KeadaanTahap.AKAN_DATANG: ("", "circle-dashed"),
    KeadaanTahap.BERJALAN: ("info", "map-pin"),
    KeadaanTahap.LEWAT: ("ok", "check"),
}


@cukup_masuk
@require_safe
def kini(request: Permintaan) -> HttpResponse:
    """This year's cycle, else the latest one, else what to do first."""
    tahun = list(queries.visible_to(request.user).order_by("-tahun").values_list("tahun", flat=True))
    if not tahun:
        konteks = {"boleh_ubah": access.boleh(request.user, rules.UBAH_SIKLUS), "tahun_kini": jam.hari_ini().year}
        return tampilkan(request, "siklus/belum.html", konteks)
    hari = jam.hari_ini().year
    return redirect("siklus:tahun", hari if hari in tahun else tahun[0])


@cukup_masuk
@require_safe
def tahun(request: Permintaan, tahun: int) -> HttpResponse:
    """One year."""
    siklus = access.get_siklus(request.user, tahun)
    boleh = access.boleh(request.user, rules.UBAH_SIKLUS)
    hari = jam.hari_ini()
    batu = susun_perjalanan(siklus, hari)
    konteks = {
        "siklus": siklus,
        "tahun_lain": queries.visible_to(request.user).order_by("-tahun").values_list("tahun", flat=True),
        "batu": batu,
        "berikut": queries.kalimat_berikut(batu, hari),
        "tahap": [_baris_tahap(t) for t in siklus.tahap.all()],
        "periode": [_baris_periode(p, boleh) for p in siklus.periode.all()],
        "surat": _surat(siklus),
        "boleh_ubah": boleh,
        "boleh_parameter": access.boleh(request.user, rules.LIHAT_PARAMETER),
    }
    return tampilkan(request, "siklus/tahun.html", konteks)


def _baris_tahap(t: Tahap) -> dict[str, Any]:
    keadaan = aturan.keadaan_tahap(t.mulai, t.sampai, jam.hari_ini())
    cip, ikon = _CIP_TAHAP[keadaan]
    return {"tahap": t, "keadaan": keadaan.label, "cip": cip, "ikon": ikon}


def _baris_periode(p: Periode, boleh: bool) -> dict[str, Any]:
    hari = jam.hari_ini()
    status = StatusPeriode(p.status)
    sisa = aturan.sisa_hari_kerja(p.tutup_tanggal, hari, queries.libur()) if p.terbuka else None
    tindakan = {langkah.tindakan for langkah in PERIODE.tindakan(p.status)} if boleh else set()
    if hari <= p.sampai:
        tindakan.discard("tutup_periode")
    if p.tutup_tanggal < hari:
        tindakan.discard("buka_periode")
    cip, ikon = _CIP[status]
    return {"periode": p, "keadaan": status.label, "cip": cip, "ikon": ikon, "sisa": sisa, "tindakan": tindakan}


def _surat(siklus: Siklus) -> list[dict[str, Any]]:
    """Letters as a timeline, the latest first; one letter that moved a period and its stage is shown once."""
    objek = {(s.nomor, s.batas_baru): (s, p.nama) for p in siklus.periode.all() for s in p.perpanjangan.all()}
    for t in siklus.tahap.all():
        for s in t.perpanjangan.all():
            objek.setdefault((s.nomor, s.batas_baru), (s, t.get_jenis_display()))
    urut = sorted(objek.values(), key=lambda x: x[0].pk, reverse=True)
    return [
        {
            "ikon": "calendar-event",
            "judul": f"{nama} diperpanjang sampai {tulisan.tanggal(s.batas_baru)}",
            "isi": f"Surat {s.nomor} tanggal {tulisan.tanggal(s.tanggal)}. {s.alasan}",
            "waktu": f"Semula {tulisan.tanggal(s.batas_lama)}",
        }
        for s, nama in urut
    ]


def _formulir(request: Permintaan, judul: str, form: Any, tahun: int | None, tombol: str, penjelasan: str) -> HttpResponse:
    """The form page; 422 when what was sent is refused."""
    kembali = reverse("siklus:tahun", args=[tahun]) if tahun else reverse("siklus:kini")
    konteks = {"judul_form": judul, "form": form, "kembali": kembali, "tombol": tombol, "penjelasan": penjelasan}
    return tampilkan(request, "siklus/formulir.html", konteks, bagian="formulir", status=422 if form.errors else 200)


@izin(rules.UBAH_SIKLUS)
@require_http_methods(["GET", "HEAD", "POST"])
def buka(request: Permintaan) -> HttpResponse:
    """Open a year."""
    form = BukaSiklusForm(kiriman(request), initial={"tahun": _tahun_usul()})
    if form.is_valid():
        try:
            siklus = actions.buka_siklus(tahun=form.cleaned_data["tahun"], by=request.user)
        except Ditolak as galat:
            form.add_error("tahun", galat.kalimat)
        else:
            messages.success(request, f"Siklus {siklus.tahun} dibuka. Periksa hari libur yang masih perkiraan.")
            return redirect("siklus:tahun", siklus.tahun)
    return _formulir(request, "Buka siklus", form, None, "Buka siklus", _RENCANA)


_RENCANA = (
    "Kalender libur nasional dan cuti bersama tahun itu dan Januari berikutnya dimuat, lalu tahap dan periode dibuat menurut "
    "parameter. Periode dibuka dan ditutup otomatis pada tanggalnya."
)


def _tahun_usul() -> int:
    """This year when it is not open yet, else the next."""
    tahun = jam.hari_ini().year
    return tahun + 1 if Siklus.objects.filter(tahun=tahun).exists() else tahun


@izin(rules.UBAH_SIKLUS)
@require_http_methods(["GET", "HEAD", "POST"])
def buka_periode(request: Permintaan, pk: int) -> HttpResponse:
    """Open a period before its day."""
    periode = access.get_periode(request.user, pk, rules.UBAH_SIKLUS)
    if request.method == "POST":
        actions.buka_periode(periode, by=request.user)
        messages.success(request, f"{periode} dibuka.")
        return redirect("siklus:tahun", periode.siklus.tahun)
    konteks = {
        "judul": f"Buka {periode} sekarang?",
        "kalimat": f"Menurut jadwal dibuka {tulisan.tanggal(periode.buka_tanggal)}.",
        "tombol": "Buka periode",
        "url": request.path,
        "kembali": reverse("siklus:tahun", args=[periode.siklus.tahun]),
    }
    return tampilkan(request, "komponen/konfirmasi_halaman.html", konteks)


@izin(rules.UBAH_SIKLUS)
@require_http_methods(["GET", "HEAD", "POST"])
def tutup_periode(request: Permintaan, pk: int) -> HttpResponse:
    """Close a period."""
    periode = access.get_periode(request.user, pk, rules.UBAH_SIKLUS)
    form = TutupPeriodeForm(kiriman(request))
    if form.is_valid():
        try:
            actions.tutup_periode(periode, alasan=form.cleaned_data["alasan"], by=request.user)
        except Ditolak as galat:
            form.add_error("alasan", galat.kalimat)
        else:
            messages.success(request, f"{periode} ditutup.")
            return redirect("siklus:tahun", periode.siklus.tahun)
    penjelasan = (
        f"Terbuka sampai {tulisan.tanggal(periode.tutup_tanggal)}. Sesudah ditutup hanya dapat dibuka lagi dengan surat."
    )
    return _formulir(request, f"Tutup {periode}", form, periode.siklus.tahun, "Tutup periode", penjelasan)


@izin(rules.UBAH_SIKLUS)
@require_http_methods(["GET", "HEAD", "POST"])
def perpanjang_periode(request: Permintaan, pk: int) -> HttpResponse:
    """Extend a period by a letter."""
    periode = access.get_periode(request.user, pk, rules.UBAH_SIKLUS)
    return _perpanjang(request, periode, f"Perpanjang {periode}", periode.tutup_tanggal, actions.perpanjang)


@izin(rules.UBAH_SIKLUS)
@require_http_methods(["GET", "HEAD", "POST"])
def perpanjang_tahap(request: Permintaan, pk: int) -> HttpResponse:
    """Extend a stage by a letter."""
    tahap = access.get_tahap(request.user, pk, rules.UBAH_SIKLUS)
    judul = f"Perpanjang tahap {tahap.get_jenis_display().lower()} {tahap.siklus.tahun}"
    return _perpanjang(request, tahap, judul, tahap.sampai, actions.perpanjang_tahap)


def _perpanjang(request: Permintaan, objek: Any, judul: str, batas: Any, tindakan: Any) -> HttpResponse:
    form = PerpanjangForm(kiriman(request))
    tahun = objek.siklus.tahun
    if form.is_valid():
        try:
            surat = tindakan(objek, **form.cleaned_data, by=request.user)
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, f"Diperpanjang sampai {tulisan.tanggal(surat.batas_baru)}.")
            return redirect("siklus:tahun", tahun)
    penjelasan = f"Batas sekarang {tulisan.tanggal(batas)}. Suratnya tercatat dan tampil pada halaman siklus."
    return _formulir(request, judul, form, tahun, "Perpanjang", penjelasan)
