"""Periods, the sheet of units, recommendations, the pattern of a unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.tables import atur
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.actions.unit import atur_organisasi
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.siklus.models import Periode
from predikat import access
from predikat.actions import kriteria as aksi_kriteria
from predikat.actions import organisasi as aksi
from predikat.actions import populasi
from predikat.actions.organisasi import LembarDitolak, PutusanUnit
from predikat.enums import AspekKriteria, CapaianOrganisasi, KelompokKriteria
from predikat.forms_evaluasi import AlasanForm, BukaForm, KriteriaForm, PejabatForm, RekomendasiForm
from predikat.kriteria import Kriteria, kriteria_untuk
from predikat.models import Evaluasi, PembekuanPopulasi, RekomendasiUnit
from predikat.queries import dengan_usulan, dokumen_diserahkan, lengkap, periode_dinilai
from predikat.queries_organisasi import unit_organisasi
from predikat.tables_orang import TabelOrangUnit
from predikat.tampilan_evaluasi import PERIODE_TAMPAK
from predikat.tampilan_organisasi import EKSPEKTASI, susun_lembar, susun_periode, susun_pola

_METODE = ["GET", "HEAD", "POST"]


# -- periods


@izin("predikat.atur_periode")
@require_safe
def periode(request: HttpRequest) -> HttpResponse:
    """Every period that can be judged: frozen when, how far it is."""
    return tampilkan(request, "predikat/periode.html", {"baris": susun_periode(), "kelompok": list(KelompokKriteria)})


@izin("predikat.atur_periode")
@require_http_methods(_METODE)
def buka(request: Permintaan, pk: int) -> HttpResponse:
    """Freeze the population and open the evaluations, as a job."""
    p = access.get_periode(pk)
    beku = PembekuanPopulasi.objects.filter(periode=p).first()
    awal = {"hari": beku.tanggal if beku else min(p.sampai, jam.hari_ini())}
    form = BukaForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            aksi.periksa_waktu(p)
            pekerjaan = populasi.minta_buka(p, form.cleaned_data["hari"], by=request.user)
            return redirect("layanan:pekerjaan", pekerjaan.pk)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul=f"Buka evaluasi {p}",
        tombol="Bekukan dan buka",
        kembali=reverse("predikat:periode"),
        remah=[("Penilaian", reverse("predikat:daftar")), ("Periode", reverse("predikat:periode"))],
        penjelasan="Evaluasi dibuka untuk semua yang bertugas pada tanggal acuan. Dijalankan lagi, hanya yang terlewat.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("predikat.atur_periode")
@require_http_methods(_METODE)
def jadikan_organisasi(request: Permintaan, pk: int) -> HttpResponse:
    """Whether a puskesmas or the RSUD gets a predikat of its own from today on."""
    unit = access.get_unit(request.user, pk)
    kini = unit_organisasi(jam.hari_ini()).filter(pk=pk).exists()
    form = AlasanForm(request.POST or None)
    del form.fields["alasan"]
    if request.method == "POST":
        atur_organisasi(unit, not kini, jam.hari_ini(), by=request.user)
        messages.success(request, f"{unit} {'tidak lagi ' if kini else ''}dinilai tersendiri sejak hari ini.")
        return redirect("predikat:unit", pk)
    halaman = Halaman(
        judul="Gabungkan penilaian ke unit di atasnya" if kini else "Nilai unit ini tersendiri",
        tombol="Gabungkan" if kini else "Nilai tersendiri",
        kembali=reverse("predikat:unit", args=[pk]),
        remah=[(str(unit), reverse("predikat:unit", args=[pk]))],
        penjelasan="Berlaku untuk populasi yang dibekukan sejak hari ini; evaluasi yang sudah terbuka tidak berubah.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("predikat.atur_periode")
@require_http_methods(_METODE)
def kriteria(request: Permintaan, kelompok: str) -> HttpResponse:
    """The criteria of "di atas ekspektasi" for a kind of position."""
    k = KelompokKriteria(kelompok)
    kini = kriteria_untuk(k)
    awal = {a.value.lower(): "\n".join(_tulis(x) for x in kini if x.aspek is a) for a in AspekKriteria}
    form = KriteriaForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            baris = {a: form.cleaned_data[a.value.lower()].splitlines() for a in AspekKriteria}
            aksi_kriteria.atur_kriteria(k, baris, by=request.user)
            messages.success(request, f"Kriteria {k.label.lower()} tersimpan; berlaku untuk rating berikutnya.")
            return redirect("predikat:periode")
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul=f"Kriteria di atas ekspektasi: {k.label.lower()}",
        tombol="Simpan kriteria",
        kembali=reverse("predikat:periode"),
        remah=[("Penilaian", reverse("predikat:daftar")), ("Periode", reverse("predikat:periode"))],
        penjelasan="Dicentang penilai dengan buktinya. Rating yang sudah diberikan menyimpan kata-katanya sendiri.",
    )
    return tampilkan_formulir(request, halaman, form)


def _tulis(k: Kriteria) -> str:
    return f"{k.uraian} | {k.bantuan}" if k.bantuan else k.uraian


# -- the sheet


@izin("predikat.lembar")
@require_safe
def lembar_kini(request: HttpRequest) -> HttpResponse:
    """To the sheet of the period that ended last."""
    p = periode_kini()
    if p is None:
        return tampilkan(request, "predikat/lembar.html", {"lembar": None})
    return redirect("predikat:lembar", p.pk)


def periode_kini() -> Periode | None:
    """The latest whose population is frozen; without one the latest that can be judged."""
    semua = periode_dinilai()
    return semua.filter(pembekuan__isnull=False).first() or semua.first()


@izin("predikat.lembar")
@require_http_methods(_METODE)
def lembar(request: Permintaan, pk: int) -> HttpResponse:
    """All units of a setter on one list; POST sets what was chosen, all or none."""
    p = access.get_periode(pk)
    if request.method != "POST":
        return tampilkan(request, "predikat/lembar.html", _konteks_lembar(request, p))
    kiriman = {k: str(v) for k, v in request.POST.items()}
    isi = susun_lembar(request.user, p)
    milik = {b.unit.pk: b for b in isi.baris if b.milik_saya}
    if "setujui" in kiriman:
        putusan = [PutusanUnit(k, b.usulan.nilai) for k, b in milik.items() if not b.tetap and b.usulan.nilai]
    else:
        putusan = _putusan(kiriman, list(milik))
    return _simpan_lembar(request, p, putusan, kiriman)


def _putusan(kiriman: dict[str, str], unit: list[int]) -> list[PutusanUnit]:
    return [
        PutusanUnit(pk, nilai, kiriman.get(f"a.{pk}", ""), kiriman.get(f"e.{pk}", CapaianOrganisasi.SESUAI))
        for pk in unit
        if (nilai := kiriman.get(f"n.{pk}", ""))
    ]


def _simpan_lembar(request: Permintaan, p: Periode, putusan: list[PutusanUnit], kiriman: dict[str, str]) -> HttpResponse:
    try:
        hasil = aksi.tetapkan_lembar(putusan, p, by=request.user)
    except Ditolak as galat:
        konteks = _konteks_lembar(request, p, kiriman)
        konteks["kalimat"] = galat.kalimat
        for b in konteks["lembar"].baris:
            b.salah = galat.per_unit.get(b.unit.pk, "") if isinstance(galat, LembarDitolak) else ""
        return tampilkan(request, "predikat/lembar.html", konteks, status=422)
    kata = f"{len(hasil)} predikat organisasi ditetapkan." if hasil else "Tidak ada yang berubah."
    messages.success(request, kata)
    return redirect("predikat:lembar", p.pk)


def _konteks_lembar(request: Permintaan, p: Periode, kiriman: dict[str, str] | None = None) -> dict[str, Any]:
    return {
        "lembar": susun_lembar(request.user, p, request.GET.get("saring", "semua"), kiriman),
        "periode": p,
        "pilihan": list(periode_dinilai()[:PERIODE_TAMPAK]),
        "ekspektasi": EKSPEKTASI,
        "boleh_catat": access.boleh(request.user, "catat_lembar"),
        "boleh_rekomendasi": access.boleh(request.user, "rekomendasi"),
    }


@izin("predikat.catat_lembar")
@require_http_methods(_METODE)
def catat_lembar(request: Permintaan, pk: int) -> HttpResponse:
    """One recording screen for a signed list: whose, by which letter, which predikat. The named official decides."""
    p = access.get_periode(pk)
    isi = susun_lembar(request.user, p)
    penetap = list({b.penetap.pk: b.penetap for b in isi.baris if b.penetap}.values())
    urut: list[Pegawai] = sorted(penetap, key=lambda x: (x.status != "NON_ASN", x.nama))
    dipilih = request.GET.get("pejabat") or request.POST.get("pejabat") or (str(urut[0].pk) if urut else "")
    pejabat = next((x for x in urut if str(x.pk) == dipilih), None)
    baris = [b for b in isi.baris if b.penetap == pejabat]
    form = PejabatForm(
        request.POST or None, request.FILES or None, pejabat=urut, initial={"tanggal": jam.hari_ini(), "pejabat": pejabat}
    )
    kiriman = {k: str(v) for k, v in request.POST.items()}
    konteks = {"form": form, "baris": baris, "periode": p, "pejabat": pejabat, "lembar": isi, "ekspektasi": EKSPEKTASI,
               "semua_pejabat": urut}  # fmt: skip
    for b in baris if request.method == "POST" else ():
        b.terpilih, b.alasan = kiriman.get(f"n.{b.unit.pk}", ""), kiriman.get(f"a.{b.unit.pk}", "")
    if request.method == "POST" and form.is_valid() and pejabat is not None:
        putusan = _putusan(kiriman, [b.unit.pk for b in baris])
        keputusan = IsiKeputusan(pejabat, *form.surat())
        try:
            hasil = menurut_surat(
                "tetapkan_predikat_organisasi", keputusan, request.user,
                lambda k: aksi.tetapkan_lembar(putusan, p, by=request.user, berdasarkan=k),
            )  # fmt: skip
            messages.success(request, f"Keputusan {pejabat} atas {len(hasil)} unit tercatat.")
            return redirect("predikat:lembar", p.pk)
        except Ditolak as galat:
            tolak(form, galat)
    return tampilkan(request, "predikat/catat_lembar.html", konteks, status=422 if form.errors else 200)


@izin("predikat.rekomendasi")
@require_http_methods(_METODE)
def rekomendasi(request: Permintaan, pk: int, unit: int) -> HttpResponse:
    """What the planning, personnel or inspectorate unit says about a unit."""
    p, u = access.get_periode(pk), access.get_unit_bebas(unit)
    bidang = aksi.bidang_rekomendasi(hak(request.user))
    lama = RekomendasiUnit.objects.filter(periode=p, unit=u, bidang=bidang or "").first()
    awal = {"nilai": lama.nilai, "isi": lama.isi} if lama else None
    form = RekomendasiForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            aksi.rekomendasikan(u, p, form.cleaned_data["isi"], nilai=form.cleaned_data["nilai"], by=request.user)
            messages.success(request, f"Rekomendasi atas {u} tersimpan.")
            return redirect("predikat:lembar", p.pk)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul=f"Rekomendasi {bidang.label.lower() if bidang else ''}",
        tombol="Simpan rekomendasi",
        kembali=reverse("predikat:lembar", args=[p.pk]),
        remah=[("Lembar keputusan", reverse("predikat:lembar", args=[p.pk]))],
        penjelasan="Dipertimbangkan pimpinan yang menetapkan; keputusan tetap padanya.",
        fakta=[("Unit", u), ("Periode", p)],
    )
    return tampilkan_formulir(request, halaman, form)


# -- a unit


@izin("predikat.lihat_unit", objek=True)
@require_safe
def unit(request: Permintaan, pk: int) -> HttpResponse:
    """The tab of a unit: its predikat, its pattern, its people."""
    u = access.get_unit(request.user, pk)
    pilihan = list(periode_dinilai()[:PERIODE_TAMPAK])
    p = next((x for x in pilihan if str(x.pk) == request.GET.get("periode")), None) or periode_kini()
    konteks: dict[str, Any] = {**kerangka_unit(request.user, u, "penilaian", jam.hari_ini()), "periode": p, "pilihan": pilihan}
    konteks["organisasi"] = unit_organisasi(jam.hari_ini()).filter(pk=u.pk).exists()
    konteks["boleh_atur"] = access.boleh(request.user, "atur_periode") and not u.is_root() and u.depth > 2
    if p is not None:
        konteks |= _isi_unit(request, u, p)
    return tampilkan(request, "predikat/unit.html", konteks)


def _isi_unit(request: Permintaan, u: UnitKerja, p: Periode) -> dict[str, Any]:
    lihat_pola = access.boleh(request.user, "lihat_pola", u)
    orang = dengan_usulan(lengkap(Evaluasi.objects.filter(periode=p, unit_hitung__path__startswith=u.path)))
    orang = orang.annotate(diserahkan=dokumen_diserahkan()).order_by("status", "pegawai__nama_urut", "pk")
    lihat_rating = access.boleh(request.user, "lihat_rating_unit", u)
    tabel = TabelOrangUnit(orang, lihat_rating=lihat_rating, saya=request.user.pegawai_id)
    return {
        "pola": susun_pola([u], p, request.user.pegawai_id)[0] if lihat_pola else None,
        "tabel": atur(tabel, request),
        "boleh_alasan": access.boleh(request.user, "alasan_pola", u),
    }


@izin("predikat.alasan_pola", objek=True)
@require_POST
def alasan(request: Permintaan, pk: int, periode: int) -> HttpResponse:
    """Why lines of the pattern are broken, by the head of the unit."""
    u, p = access.get_unit(request.user, pk, "alasan_pola"), access.get_periode(periode)
    isi = {k.removeprefix("b."): str(v) for k, v in request.POST.items() if k.startswith("b.")}
    if not any(v.strip() for v in isi.values()):
        raise Ditolak("Tuliskan alasan untuk paling sedikit satu baris pola.")
    baru = aksi.tulis_alasan_pola(u, p, isi, by=request.user)
    messages.success(request, f"{len(baru)} alasan tersimpan." if baru else "Tidak ada yang berubah.")
    return redirect(f"{reverse('predikat:unit', args=[pk])}?periode={p.pk}")
