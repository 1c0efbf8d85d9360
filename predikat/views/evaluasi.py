"""The evaluation of a person: my desk, the rating page, setting many at once, why, and the steps around them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.models import KeputusanTercatat
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from predikat import access
from predikat.actions import evaluasi as aksi
from predikat.actions import penetapan
from predikat.actions.evaluasi import BelumBerdasar, IsiRating
from predikat.actions.penetapan import PolaDilanggar
from predikat.aturan_rating import Dicentang
from predikat.enums import AspekKriteria, Rating, StatusEvaluasi
from predikat.forms_evaluasi import AlasanForm, RatingSuratForm, RefleksiForm, SerahTerimaForm
from predikat.models import Evaluasi
from predikat.tampilan_evaluasi import HalamanNilai, susun_meja, susun_mengapa, susun_nilai

_METODE = ["GET", "HEAD", "POST"]


@izin("predikat.daftar")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """My desk: whom I rate, the lines of their units, my own evaluation."""
    return tampilkan(request, "predikat/daftar.html", {"m": susun_meja(request.user, request.GET.get("periode", ""))})


@izin("predikat.daftar")
@require_POST
def tetapkan(request: Permintaan) -> HttpResponse:
    """Set the predikat of those that are ticked: all or none."""
    ids = [int(x) for x in request.POST.getlist("evaluasi") if x.isdecimal() and len(x) < 19]
    alasan: dict[int, dict[str, str]] = {}
    for kunci, nilai in request.POST.items():
        bagian = kunci.split("|", 2)
        if len(bagian) == 3 and bagian[0] == "b" and bagian[1].isdecimal():
            alasan.setdefault(int(bagian[1]), {})[bagian[2]] = str(nilai)
    try:
        hasil = penetapan.tetapkan_predikat(ids, by=request.user, alasan_pola=alasan)
    except Ditolak as galat:
        m = susun_meja(request.user, request.POST.get("periode", ""))
        konteks = {"m": m, "kalimat": galat.kalimat, "dicentang": ids, "kiriman": alasan,
                   "dilanggar": galat.baris if isinstance(galat, PolaDilanggar) else ()}  # fmt: skip
        return tampilkan(request, "predikat/daftar.html", konteks, status=422)
    messages.success(request, f"{len(hasil)} predikat ditetapkan. Pegawai melihatnya setelah dokumennya diserahkan.")
    return redirect(f"{reverse('predikat:daftar')}?periode={hasil[0].periode_id}")


# -- the rating page


@izin("predikat.buka_nilai", objek=True)
@require_http_methods(_METODE)
def nilai(request: Permintaan, pk: int) -> HttpResponse:
    """The facts left, the ratings right. htmx asks with ``?hasil=&perilaku=`` what they would give."""
    e = access.get_evaluasi(request.user, pk, "buka_nilai")
    if request.method != "POST":
        if e.status not in (StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN):
            return redirect("predikat:mengapa", pk)
        coba = {k: str(v) for k, v in request.GET.items()} if "perilaku" in request.GET else None
        return tampilkan(request, "predikat/nilai.html", {"h": susun_nilai(e, coba)}, bagian="hasilnya")
    kiriman = {k: str(v) for k, v in request.POST.items()}
    h = susun_nilai(e, kiriman)
    try:
        aksi.usulkan_rating(e, _isi_rating(kiriman, h), by=request.user)
    except Ditolak as galat:
        konteks = {"h": h, "kalimat": galat.kalimat, "kurang": galat.alasan if isinstance(galat, BelumBerdasar) else ()}
        return tampilkan(request, "predikat/nilai.html", konteks, status=422)
    messages.success(request, f"Rating {e.pegawai.nama} tersimpan sebagai usulan. Ia belum melihat apa pun.")
    if "berikut" in kiriman and h.berikut:
        return redirect("predikat:nilai", h.berikut.pk)
    return redirect(f"{reverse('predikat:daftar')}?periode={e.periode_id}")


def _isi_rating(kiriman: dict[str, str], h: HalamanNilai) -> IsiRating:
    centang = tuple(
        Dicentang(k.aspek, k.uraian, kiriman.get(f"s.{k.kode}", "")) for k in h.kriteria if f"k.{k.kode}" in kiriman
    )
    return IsiRating(
        hasil=kiriman.get("hasil", ""),
        perilaku=kiriman.get("perilaku", ""),
        kriteria=centang,
        alasan=kiriman.get("alasan", ""),
        alasan_tanpa_bukti=kiriman.get("alasan_tanpa_bukti", ""),
        catatan=kiriman.get("catatan", ""),
    )


@izin("predikat.lihat", objek=True)
@require_safe
def mengapa(request: Permintaan, pk: int) -> HttpResponse:
    """Why this predikat; before the document is handed over the subject sees the facts of the process."""
    e = access.get_evaluasi(request.user, pk)
    konteks = {
        "m": susun_mengapa(request.user, e),
        "e": e,
        "milik_saya": e.pegawai_id == request.user.pegawai_id,
        "baca": access.boleh(request.user, "baca_umpan", e),
        "boleh": {n: access.boleh(request.user, n, e) for n in ("refleksi", "buka_kembali", "nilai", "ganti_penilai",
                                                                "nyatakan_tidak_dievaluasi", "evaluasi_juga", "catat_rating")},
    }  # fmt: skip
    return tampilkan(request, "predikat/mengapa.html", konteks)


# -- steps with a form of their own


def _halaman(e: Evaluasi, judul: str, tombol: str, penjelasan: str = "", *, bahaya: bool = False) -> Halaman:
    return Halaman(
        judul=judul,
        tombol=tombol,
        kembali=reverse("predikat:mengapa", args=[e.pk]),
        remah=[("Penilaian", reverse("predikat:daftar")), (e.pegawai.nama, reverse("predikat:mengapa", args=[e.pk]))],
        penjelasan=penjelasan,
        fakta=[("Pegawai", e.pegawai.nama_gelar), ("Periode", e.periode)],
        bahaya=bahaya,
    )


@izin("predikat.refleksi", objek=True)
@require_http_methods(_METODE)
def refleksi(request: Permintaan, pk: int) -> HttpResponse:
    """My own look at the period, before I am rated."""
    e = access.get_evaluasi(request.user, pk, "refleksi")
    form = RefleksiForm(request.POST or None, initial={"isi": e.refleksi})
    halaman = _halaman(e, "Refleksi diri", "Simpan refleksi", "Dapat diperbaiki sampai predikat ditetapkan.")

    def lakukan(isi: dict[str, Any]) -> None:
        aksi.tulis_refleksi(e, isi["isi"], by=request.user)

    return formulir_tindakan(request, halaman, form, lakukan, "Refleksi tersimpan.")


@izin("predikat.serah_terima", objek=True)
@require_http_methods(_METODE)
def serah_terima(request: Permintaan, pk: int) -> HttpResponse:
    """The outgoing penilai tells the next one."""
    b = access.get_bagian(request.user, pk)
    awal = {"catatan": b.catatan_serah_terima, "hasil": b.usulan_hasil, "perilaku": b.usulan_perilaku}
    form = SerahTerimaForm(request.POST or None, initial=awal)
    kalimat = f"Dibaca {b.evaluasi.penilai or 'penilai berikutnya'}, yang memberi rating untuk seluruh periode."
    halaman = _halaman(b.evaluasi, "Catatan serah terima", "Serahkan catatan", kalimat)

    def lakukan(isi: dict[str, Any]) -> None:
        aksi.serahkan_catatan(b, isi["catatan"], hasil=isi["hasil"], perilaku=isi["perilaku"], by=request.user)

    kembali = f"{reverse('predikat:daftar')}?periode={b.evaluasi.periode_id}"
    return formulir_tindakan(request, halaman, form, lakukan, "Catatan serah terima tersimpan.", kembali)


def _beralasan(
    request: Permintaan, pk: int, lakukan_: Callable[..., Evaluasi], judul: str, kabar: str, penjelasan: str = ""
) -> HttpResponse:
    nama = lakukan_.__name__
    e = access.get_evaluasi(request.user, pk, nama)
    form = AlasanForm(request.POST or None)
    halaman = _halaman(e, judul, judul, penjelasan, bahaya=nama == "buka_kembali")

    def lakukan(isi: dict[str, Any]) -> None:
        lakukan_(e, isi["alasan"], by=request.user)

    return formulir_tindakan(request, halaman, form, lakukan, kabar)


@izin("predikat.buka_kembali", objek=True)
@require_http_methods(_METODE)
def buka_kembali(request: Permintaan, pk: int) -> HttpResponse:
    """Take a predikat back before its document exists."""
    return _beralasan(
        request, pk, penetapan.buka_kembali, "Buka kembali", "Predikat dibuka kembali; rating semula tetap tercatat."
    )


@izin("predikat.nyatakan_tidak_dievaluasi", objek=True)
@require_http_methods(_METODE)
def tidak_dievaluasi(request: Permintaan, pk: int) -> HttpResponse:
    """Not evaluated in this period, and why."""
    judul = "Nyatakan tidak dievaluasi"
    return _beralasan(request, pk, aksi.nyatakan_tidak_dievaluasi, judul, "Tercatat tidak dievaluasi.", "Tampak di laporan.")


@izin("predikat.evaluasi_juga", objek=True)
@require_http_methods(_METODE)
def evaluasi_juga(request: Permintaan, pk: int) -> HttpResponse:
    """Evaluated after all."""
    return _beralasan(request, pk, aksi.evaluasi_juga, "Evaluasi juga", "Pegawai ini kembali dievaluasi.")


@izin("predikat.ganti_penilai", objek=True)
@require_http_methods(_METODE)
def ganti_penilai(request: Permintaan, pk: int) -> HttpResponse:
    """Who assesses him today rates him."""
    kalimat = "Penilai pada tanggal acuan diganti dengan penilai hari ini. Rating yang sudah diberikan tetap tercatat."
    return _beralasan(request, pk, aksi.ganti_penilai, "Ganti penilai", "Penilai diganti.", kalimat)


@izin("predikat.catat_rating", objek=True)
@require_http_methods(_METODE)
def catat(request: Permintaan, pk: int) -> HttpResponse:
    """The rating of somebody whose penilai never signs in: by his signed paper, recorded by BKPSDM, set at once."""
    e = access.get_evaluasi(request.user, pk, "catat_rating")
    form = RatingSuratForm(request.POST or None, request.FILES or None, initial={"tanggal": jam.hari_ini()})
    if e.unit_dipimpin_id:
        del form.fields["hasil"]
    kalimat = f"Yang menilai {e.penilai}; Anda mencatatnya. Rating hasil kerja pimpinan mengikuti predikat unitnya."
    halaman = _halaman(e, "Catat penilaian dengan surat", "Catat dan tetapkan", kalimat)

    def lakukan(isi: dict[str, Any]) -> None:
        assert e.penilai is not None, "catat_rating: penilai ada"
        rating = _rating_surat(isi)

        def tulis(k: KeputusanTercatat | None) -> None:
            aksi.usulkan_rating(e, rating, by=request.user, berdasarkan=k)
            penetapan.tetapkan_predikat([e.pk], by=request.user, berdasarkan=k)

        menurut_surat("nilai_pegawai", IsiKeputusan(e.penilai, *form.surat()), request.user, tulis)

    return formulir_tindakan(request, halaman, form, lakukan, f"Penilaian atas {e.pegawai} tercatat.")


def _rating_surat(isi: dict[str, Any]) -> IsiRating:
    atas = {a for a, n in ((AspekKriteria.HASIL, isi.get("hasil")), (AspekKriteria.PERILAKU, isi["perilaku"]))
            if n == Rating.DI_ATAS_EKSPEKTASI}  # fmt: skip
    kriteria = tuple(Dicentang(a, "Menurut surat penilaian", isi["sandaran"]) for a in sorted(atas))
    return IsiRating(
        isi.get("hasil", ""), isi["perilaku"], kriteria, alasan_tanpa_bukti=isi["alasan_tanpa_bukti"] or "Menurut surat."
    )
