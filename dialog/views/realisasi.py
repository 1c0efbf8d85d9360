"""Realisasi: my measures of a period on one page, the quick note, what a leader reads. Typing is sent field by field."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialog import access_realisasi as access
from dialog.actions import realisasi as aksi
from dialog.forms_realisasi import KEADAAN, CatatForm, TarikForm
from dialog.models import CatatanRealisasi
from dialog.queries_bukti import lampirkan
from dialog.queries_realisasi import (
    HalamanRealisasi,
    periode_kini,
    periode_siklus,
    realisasi_orang,
    rencana_periode,
)
from dialog.reports.realisasi import kunci_realisasi
from dialog.tampilan_realisasi import IKITampil, bawahan_tampil, susun, tab_periode
from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import pukul
from kinerja.siklus.enums import StatusPeriode
from kinerja.siklus.models import Periode, Siklus
from skp import isian
from skp.actions.dasar import BelumLengkap, Bentrok
from skp.models import LiniIKI

_METODE = ["GET", "HEAD", "POST"]
_LABEL = {"nilai_teks": "Realisasi", "cerita": "Cerita", "keadaan": "Keadaan", "alasan_tanpa_bukti": "Alasan tanpa bukti"}


def periode_dipilih(nomor: str | int | None) -> tuple[list[Periode], Periode | None]:
    """(periods of the year, the one that is asked for). Without a number: that of today. Raises ``Http404`` for a wrong one."""
    if nomor not in (None, ""):
        if not str(nomor).isdecimal() or len(str(nomor)) > 18:
            raise Http404
        pilih = get_object_or_404(Periode.objects.select_related("siklus"), pk=int(str(nomor)))
        semua = periode_siklus(pilih.siklus_id)
        return semua, next(p for p in semua if p.pk == pilih.pk)
    hari = jam.hari_ini()
    siklus = Siklus.objects.filter(tahun__lte=hari.year).order_by("-tahun").first() or Siklus.objects.order_by("tahun").first()
    semua = periode_siklus(siklus.pk) if siklus else []
    return semua, periode_kini(semua, hari)


def _konteks(akun: Akun, pegawai: Pegawai, semua: list[Periode], periode: Periode | None, *, mengisi: bool) -> dict[str, Any]:
    """The page of one person in a period."""
    if periode is None:
        return {"rhk": [], "periode": None, "h": None}
    h = realisasi_orang([pegawai.pk], periode, semua, catatan=True)[pegawai.pk]
    lampirkan(h.baris, akun.pegawai_id)
    rencana = rencana_periode([b.iki.rhk.lini_id for b in h.baris], periode)
    terbuka = periode.status != StatusPeriode.DITUTUP and periode.buka_tanggal <= jam.hari_ini()
    rhk = susun(h, rencana)
    return {
        "h": h,
        "periode": periode,
        "rhk": rhk,
        "ada_usul": sum(1 for r in rhk for t in r.iki if t.keadaan_kosong),
        "terbuka": terbuka,
        "boleh_isi": mengisi and terbuka,
        "tanda_kembar": akun.pegawai_id != pegawai.pk,
        "keadaan": KEADAAN,
        "dokumen": [(b.versi.skp, kunci_realisasi(b.versi.skp, periode)) for b in _satu_per_skp(h)] if h.terisi else [],
        "skp_lebih": len({b.iki.rhk.versi_id for b in h.baris}) > 1,
    }


def _satu_per_skp(h: HalamanRealisasi) -> list[Any]:
    """One RHK of each SKP."""
    return list({rhk.versi.skp_id: rhk for rhk, _ in h.per_rhk}.values())


# -- my page


@izin("dialog.realisasi")
@require_safe
def saya(request: Permintaan, periode: int | None = None) -> HttpResponse:
    """Every measure of mine in a period; ``?bagian=kemajuan`` for htmx what counts, and the sums of one RHK (``rhk``)."""
    pegawai = _pegawai(request)
    semua, pilih = periode_dipilih(periode)
    konteks = _konteks(request.user, pegawai, semua, pilih, mengisi=True)
    konteks |= {"tab": tab_periode(semua, pilih, _url_saya), "menilai": hak(request.user).menilai}
    if request.htmx and request.GET.get("bagian") == "kemajuan":
        konteks["tersentuh"] = [r for r in konteks["rhk"] if str(r.rhk.lini_id) == request.GET.get("rhk")]
        return tampilkan(request, "dialog/realisasi.html", konteks, bagian="kemajuan")
    return tampilkan(request, "dialog/realisasi.html", konteks)


def _url_saya(periode: int) -> str:
    return reverse("dialog:realisasi_periode", args=[periode])


def _pegawai(request: Permintaan) -> Pegawai:
    pegawai = request.user.pegawai
    if pegawai is None:
        raise Ditolak("Akun Anda tidak terhubung dengan pegawai, jadi tidak mempunyai realisasi.")
    return pegawai


@izin("dialog.realisasi")
@require_POST
def isi(request: Permintaan, periode: int) -> HttpResponse:
    """Write what was typed, then what the pressed button says (``aksi``)."""
    json = "application/json" in request.headers.get("Accept", "")
    p = get_object_or_404(Periode.objects.select_related("siklus"), pk=periode)
    baris = [b for b in isian.baca(request.POST) if b.jenis == "realisasi"]
    lini = {b.nama: access.get_lini_iki(request.user, b.pk, "isi_realisasi") for b in baris}
    hasil = _tulis(request, p, baris, lini)
    if json:
        return _jawab(hasil)
    if not hasil.utuh:
        return _selesaikan(request, p, baris, hasil)
    _lakukan(request, p, request.POST.get("aksi", ""))
    messages.success(request, f"Tersimpan {pukul(jam.sekarang())}.")
    jangkar = quote(request.POST.get("jangkar", "")[:60])
    return redirect(f"{_url_saya(p.pk)}#{jangkar}" if jangkar else _url_saya(p.pk))


def _tulis(request: Permintaan, p: Periode, baris: list[isian.Baris], lini: dict[str, LiniIKI]) -> isian.Hasil:
    """Each row in its own transaction: one that cannot be written does not hold back the others."""
    hasil = isian.Hasil()
    for b in baris:
        semula = {k: v for k, v in b.semula.items() if k in b.isi} if set(b.isi) <= set(b.semula) else None
        try:
            kini = aksi.isi_realisasi(lini[b.nama], p, b.isi, by=request.user, sunting=b.sunting, semula=semula)
        except Bentrok as bentrok:
            hasil.bentrok[b.nama] = bentrok
        except Ditolak as galat:
            hasil.tolak[b.nama] = galat.kalimat
        except KeyError as sebab:
            raise Http404 from sebab
        else:
            hasil.sunting[b.nama] = kini.sunting
    return hasil


def _jawab(hasil: isian.Hasil) -> JsonResponse:
    jawab: dict[str, Any] = {"pukul": pukul(jam.sekarang()), "sunting": hasil.sunting}
    if hasil.bentrok:
        jawab["bentrok"] = {n: {"sunting": b.sunting, "isi": b.milik_kini} for n, b in hasil.bentrok.items()}
    if hasil.tolak:
        jawab["tolak"] = hasil.tolak
    return JsonResponse(jawab, status=409 if hasil.bentrok else 422 if hasil.tolak else 200)


def _selesaikan(request: Permintaan, p: Periode, baris: list[isian.Baris], hasil: isian.Hasil) -> HttpResponse:
    """Both texts side by side, or why a text was refused; what was typed is in the form."""
    konteks = {"periode": p, "kolom": [k for b in baris for k in _kolom(b, hasil)]}
    return tampilkan(request, "dialog/realisasi_selesaikan.html", konteks, status=409 if hasil.bentrok else 422)


def _kolom(b: isian.Baris, hasil: isian.Hasil) -> list[dict[str, Any]]:
    bentrok, tolak = hasil.bentrok.get(b.nama), hasil.tolak.get(b.nama, "")
    if bentrok is None and not tolak:
        return []
    kini = bentrok.milik_kini if bentrok else {}
    return [
        {
            "nama": f"{b.nama}.{kolom}",
            "id": f"{b.nama}-{kolom}".replace(".", "-"),
            "label": _LABEL.get(kolom, kolom),
            "milik": teks,
            "tersimpan": kini.get(kolom),
            "kalimat": tolak if n == 0 else "",
            "pilihan": KEADAAN if kolom == "keadaan" else (),
        }
        for n, (kolom, teks) in enumerate(b.isi.items())
    ]


def _lakukan(request: Permintaan, p: Periode, perintah: str) -> None:
    nama, _, id = perintah.partition(":")
    match nama:
        case "":
            return
        case "usul":
            banyak = aksi.pakai_usul(_pegawai(request), p, by=request.user)
            messages.info(request, f"{banyak} keadaan diisi menurut angkanya.")
        case "jumlah" if id.isdecimal() and len(id) < 19:
            aksi.pakai_jumlah(access.get_lini_iki(request.user, int(id), "isi_realisasi"), p, by=request.user)
        case _:
            raise Http404


@izin("dialog.realisasi")
@require_POST
def lengkap(request: Permintaan, periode: int) -> HttpResponse:
    """I say that the period is complete."""
    pegawai = _pegawai(request)
    semua, pilih = periode_dipilih(periode)
    assert pilih is not None, "periode dicari menurut nomornya"
    try:
        aksi.nyatakan_lengkap(pegawai, pilih, by=request.user)
    except BelumLengkap as galat:
        konteks = _konteks(request.user, pegawai, semua, pilih, mengisi=True) | {"belum": galat.alasan}
        konteks["tab"] = tab_periode(semua, pilih, _url_saya)
        return tampilkan(request, "dialog/realisasi.html", konteks, status=422)
    messages.success(request, f"Realisasi {pilih} dinyatakan lengkap. Penilai Anda diberi tahu.")
    return redirect("dialog:realisasi_periode", periode)


# -- the quick note


@izin("dialog.realisasi")
@require_safe
def kemajuan(request: Permintaan) -> HttpResponse:
    """What was finished today? The measure that I note most often is open (or ``?iki=``); the others are one tap away."""
    return _halaman_catat(request, request.GET.get("iki", ""), None)


@izin("dialog.isi_realisasi", objek=True)
@require_http_methods(_METODE)
def catat(request: Permintaan, pk: int) -> HttpResponse:
    """A note on one measure (``pk``: its lineage)."""
    lini = access.get_lini_iki(request.user, pk, "isi_realisasi")
    if request.method != "POST":
        return _halaman_catat(request, str(pk), None)
    form = CatatForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            aksi.catat(lini, data["isi"], data["angka"], data["tanggal"], by=request.user, kunci=data["kunci"] or None)
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, "Catatan tersimpan.")
            return redirect("dialog:kemajuan")
    return _halaman_catat(request, str(pk), form)


def _halaman_catat(request: Permintaan, iki: str, form: CatatForm | None) -> HttpResponse:
    pegawai = _pegawai(request)
    semua, periode = periode_dipilih(None)
    h = realisasi_orang([pegawai.pk], periode, semua, catatan=True)[pegawai.pk] if periode else None
    semua_iki = [IKITampil(b) for b in h.baris] if h else []
    sering = sorted(semua_iki, key=lambda t: -len(t.b.catatan))
    pilih = next((t for t in semua_iki if str(t.lini) == iki), sering[0] if sering else None)
    konteks = {
        "form": form or CatatForm(initial={"tanggal": jam.hari_ini(), "kunci": uuid4().hex}),
        "pilih": pilih,
        "lain": [t for t in semua_iki if t is not pilih],
        "periode": periode,
        "hari_ini": _hari_ini(h),
    }
    return tampilkan(request, "dialog/kemajuan.html", konteks, status=422 if form is not None and form.errors else 200)


def _hari_ini(h: HalamanRealisasi | None) -> list[dict[str, Any]]:
    hari = jam.hari_ini()
    ada = [(b, c) for b in (h.baris if h else []) for c in b.catatan if c.tanggal == hari and c.ditarik_pada is None]
    return [
        {"ikon": "check", "judul": f"IKI {b.nomor} {b.iki.uraian}", "isi": c.isi, "waktu": pukul(c.pada)}
        for b, c in sorted(ada, key=lambda x: x[1].pada, reverse=True)
    ]


@izin("dialog.isi_realisasi", objek=True)
@require_http_methods(_METODE)
def tarik(request: Permintaan, pk: int) -> HttpResponse:
    """Withdraw a note."""
    c: CatatanRealisasi = access.get_catatan(request.user, pk)
    form = TarikForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            aksi.tarik_catatan(c, form.cleaned_data["alasan"], by=request.user)
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, "Catatan ditarik dan tidak dihitung lagi.")
            return redirect("dialog:realisasi")
    return tampilkan(request, "dialog/kemajuan_tarik.html", {"form": form, "c": c}, status=422 if form.errors else 200)


# -- what others read


@izin("dialog.lihat_realisasi", objek=True)
@require_safe
def orang(request: Permintaan, pk: int) -> HttpResponse:
    """The realisasi of one person: the tab on his page."""
    pegawai = access.get_orang(request.user, pk)
    semua, pilih = periode_dipilih(request.GET.get("periode"))
    konteks = kerangka_pegawai(request.user, pegawai, "realisasi", jam.hari_ini())
    konteks |= _konteks(request.user, pegawai, semua, pilih, mengisi=False)
    konteks["tab"] = tab_periode(semua, pilih, lambda p: f"{reverse('dialog:realisasi_orang', args=[pk])}?periode={p}")
    return tampilkan(request, "dialog/realisasi_orang.html", konteks)


@izin("dialog.realisasi_bawahan")
@require_safe
def bawahan(request: Permintaan) -> HttpResponse:
    """The end of a period for a leader: every subordinate with every measure."""
    pemimpin = _pegawai(request)
    semua, pilih = periode_dipilih(request.GET.get("periode"))
    orang = dinilai(pemimpin)
    isi = realisasi_orang([p.pk for p in orang], pilih, semua) if pilih and orang else {}
    baris = bawahan_tampil(orang, isi, pilih) if pilih and orang else []
    konteks = {
        "baris": baris,
        "periode": pilih,
        "tab": tab_periode(semua, pilih, lambda p: f"{reverse('dialog:realisasi_bawahan')}?periode={p}"),
        "lengkap": sum(1 for b in baris if b.halaman.dikirim),
        "ber_skp": sum(1 for b in baris if b.halaman.baris),
    }
    return tampilkan(request, "dialog/realisasi_bawahan.html", konteks)


def dinilai(pemimpin: Pegawai) -> list[Pegawai]:
    """Whom somebody assesses today."""
    hubungan: QuerySet[HubunganPenilai] = HubunganPenilai.objects.pada(jam.hari_ini()).filter(penilai=pemimpin)
    return [h.pegawai for h in hubungan.select_related("pegawai").order_by("pegawai__nama")]
