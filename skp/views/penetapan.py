"""Handing in, looking at, giving back and setting; the leader's list; a penetapan on paper; changes that must be confirmed."""

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import HubunganPenilai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Siklus
from skp import access
from skp.actions import penetapan, susun
from skp.actions.dasar import BelumLengkap
from skp.enums import StatusSKP
from skp.forms import CatatanForm, PenetapanForm
from skp.layar_skp import LayarSKP
from skp.models import SKP, VersiSKP
from skp.queries import penilai_kini
from skp.tampilan_skp import banding, konteks_lihat
from skp.tim import SEMUA, susun_tim
from skp.transitions import SKP as LANGKAH

_METODE = ["GET", "HEAD", "POST"]
_DIBACA = "skp_dibaca"
_INGAT_BACA = 300


def _untuk(request: Permintaan, versi: int, tindakan: str) -> VersiSKP:
    """The version for an act of ``transitions``. To whom it concerns a state that moved on is told as that."""
    v = access.get_versi(request.user, versi)
    if not access.boleh(request.user, tindakan, v):
        pihak = request.user.pegawai_id is not None and request.user.pegawai_id in (v.skp.pegawai_id, v.penilai_id)
        if pihak and tindakan not in {x.tindakan for x in LANGKAH.tindakan(v.status)}:
            kata = StatusSKP(v.status).label.lower()
            raise SudahBerubah(f"SKP ini {kata} sejak {tanggal(v.status_pada)}. Muat ulang halaman, lalu periksa kembali.")
        access.pastikan(request.user, tindakan, v)
    return v


# -- the owner


@izin("skp.ajukan", objek=True)
@require_http_methods(_METODE)
def ajukan(request: Permintaan, versi: int) -> HttpResponse:
    """Read once more what will be signed, then sign."""
    v = _untuk(request, versi, "ajukan")
    layar = LayarSKP(v)
    if request.method == "POST":
        try:
            penetapan.ajukan(v, by=request.user, sunting=_terbaca(request, v))
            messages.success(request, f"SKP diajukan kepada {layar.penilai}.")
            return redirect("skp:lihat", versi)
        except BelumLengkap as galat:
            konteks = {"layar": layar, "belum": galat.alasan}
            return tampilkan(request, "skp/ajukan.html", konteks, status=422)
    return tampilkan(request, "skp/ajukan.html", {"layar": layar, "belum": layar.kemajuan.kurang})


@izin("skp.tarik", objek=True)
@require_POST
def tarik(request: Permintaan, versi: int) -> HttpResponse:
    """Take it back before it is set."""
    v = _untuk(request, versi, "tarik")
    penetapan.tarik(v, by=request.user)
    messages.success(request, "SKP ditarik kembali menjadi draf. Tanda tangan Anda gugur.")
    return redirect("skp:sunting", versi)


@izin("skp.buka_versi", objek=True)
@require_http_methods(_METODE)
def buka_versi(request: Permintaan, versi: int) -> HttpResponse:
    """Begin a change of a set SKP."""
    v = access.get_versi(request.user, versi, "buka_versi")
    form = CatatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            baru = susun.buka_versi(v.skp, form.cleaned_data["catatan"], by=request.user)
            messages.success(request, f"Versi {baru.nomor} terbuka. Versi {v.nomor} tetap berlaku sampai yang baru ditetapkan.")
            return redirect("skp:sunting", baru.pk)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Ubah SKP",
        tombol="Buka versi perubahan",
        kembali=reverse("skp:lihat", args=[versi]),
        remah=[("SKP", reverse("skp:saya"))],
        penjelasan="Isi versi yang berlaku disalin. Alasan tercetak bersama versi baru dan dibaca penilai.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.batalkan", objek=True)
@require_http_methods(_METODE)
def batalkan(request: Permintaan, versi: int) -> HttpResponse:
    """Give up a draft."""
    v = _untuk(request, versi, "batalkan")
    form = CatatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            susun.batalkan(v, form.cleaned_data["catatan"], by=request.user)
            messages.success(request, f"Draf versi {v.nomor} dibatalkan.")
            return redirect("skp:lihat", versi)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul=f"Batalkan draf versi {v.nomor}",
        tombol="Batalkan draf",
        kembali=reverse("skp:sunting", args=[versi]),
        remah=[("SKP", reverse("skp:saya"))],
        penjelasan="Draf ini tidak dapat dilanjutkan lagi. Versi yang sudah ditetapkan, bila ada, tetap berlaku.",
        bahaya=True,
    )
    return tampilkan_formulir(request, halaman, form)


@izin("skp.konfirmasi_induk", objek=True)
@require_POST
def konfirmasi_induk(request: Permintaan, pk: int) -> HttpResponse:
    """I have read the leader's new text and stay with mine."""
    rhk = access.get_rhk(request.user, pk)
    penetapan.konfirmasi_induk(rhk, by=request.user)
    messages.success(request, "Perubahan RHK pimpinan dikonfirmasi. SKP Anda tidak berubah.")
    return redirect("skp:lihat", rhk.versi_id)


# -- the assessor


@izin("skp.tetapkan", objek=True)
@require_safe
def periksa(request: Permintaan, versi: int) -> HttpResponse:
    """The form beside the leader's RHK, with advice and remarks; set it, give it back, or take it into one's own hands."""
    v = access.get_versi(request.user, versi)
    if not access.boleh(request.user, "tetapkan", v):
        return redirect("skp:lihat", versi)
    _ingat_baca(request, v)
    return tampilkan(request, "skp/periksa.html", _konteks_periksa(request, v))


def _konteks_periksa(request: Permintaan, v: VersiSKP) -> dict[str, Any]:
    konteks = konteks_lihat(request.user, v)
    antre = list(_antrean(hak(request.user).pegawai_id, v.skp.siklus_id))
    tempat = antre.index(v.pk) if v.pk in antre else 0
    return {
        **konteks,
        "banding": banding(v, "", "", konteks["langkah"]),
        "nomor": tempat + 1,
        "antre": len(antre),
        "sebelum": antre[tempat - 1] if tempat else None,
        "sesudah": antre[tempat + 1] if tempat + 1 < len(antre) else None,
    }


def _antrean(saya: int | None, siklus_id: int) -> Any:
    """What waits for me, in the order in which it was handed in."""
    bawahan = HubunganPenilai.objects.pada(jam.hari_ini()).filter(penilai=saya).values("pegawai_id")
    semua = VersiSKP.objects.filter(skp__pegawai__in=bawahan, skp__siklus=siklus_id, status=StatusSKP.DIAJUKAN)
    return semua.order_by("diajukan_pada", "pk").values_list("pk", flat=True)


def _ingat_baca(request: Permintaan, v: VersiSKP) -> None:
    """In the session: the list says "sudah Anda baca" of exactly what was opened."""
    tanda = f"{v.pk}:{v.sunting}"
    dibaca = request.session.get(_DIBACA, [])
    if tanda not in dibaca:
        request.session[_DIBACA] = [*dibaca, tanda][-_INGAT_BACA:]


@izin("skp.kembalikan", objek=True)
@require_POST
def kembalikan(request: Permintaan, versi: int) -> HttpResponse:
    """Give it back with reasons: for the whole form, and per row (``baris.rhk:<lini>``)."""
    v = _untuk(request, versi, "kembalikan")
    per_baris = {k.removeprefix("baris."): str(t) for k, t in request.POST.items() if k.startswith("baris.")}
    try:
        penetapan.kembalikan(v, request.POST.get("catatan", ""), per_baris, by=request.user)
    except Ditolak as galat:
        konteks = {**_konteks_periksa(request, v), "kalimat": galat.kalimat, "catatan": request.POST.get("catatan", "")}
        konteks["layar"].ketikan = per_baris
        return tampilkan(request, "skp/periksa.html", konteks, status=422)
    messages.success(request, f"SKP {v.skp.pegawai} dikembalikan dengan catatan Anda.")
    return redirect(_berikutnya(request, v))


@izin("skp.sunting_penilai", objek=True)
@require_POST
def sunting_penilai(request: Permintaan, versi: int) -> HttpResponse:
    """Take it into one's own hands; the owner signs anew."""
    v = _untuk(request, versi, "sunting_penilai")
    penetapan.sunting_penilai(v, by=request.user, catatan=request.POST.get("catatan", ""))
    messages.success(request, "Tanda tangan pegawai gugur. Setelah Anda menyunting, ia melihat bedanya dan mengajukan lagi.")
    return redirect("skp:sunting", versi)


@izin("skp.tetapkan", objek=True)
@require_POST
def tetapkan(request: Permintaan, versi: int) -> HttpResponse:
    """Set it, exactly as it was read."""
    v = _untuk(request, versi, "tetapkan")
    penetapan.tetapkan(v, by=request.user, sunting=_terbaca(request, v))
    messages.success(request, f"SKP {v.skp.pegawai} ditetapkan. PDF-nya sedang dibuat.")
    return redirect(_berikutnya(request, v))


def _terbaca(request: Permintaan, v: VersiSKP) -> int | None:
    """The counter of what the page showed; what is no number was read of nothing."""
    teks = request.POST.get(f"s.{v.pk}", "")
    return (int(teks) if teks.isdecimal() and len(teks) < 10 else -1) if teks else None


def _berikutnya(request: Permintaan, v: VersiSKP) -> str:
    """The next that waits, else the list."""
    lain = _antrean(hak(request.user).pegawai_id, v.skp.siklus_id).exclude(pk=v.pk).first()
    return reverse("skp:periksa", args=[lain]) if lain and request.POST.get("lanjut") else reverse("skp:tim")


@izin("skp.lihat_tim")
@require_http_methods(_METODE)
def tim(request: Permintaan) -> HttpResponse:
    """The leader's list; POST sets those that are ticked, each by itself."""
    if request.method == "POST":
        return _tetapkan_banyak(request)
    saya = hak(request.user).pegawai_id or 0
    siklus = _siklus(request.GET.get("tahun", ""), saya)
    if siklus is None or not hak(request.user).menilai:
        return tampilkan(request, "skp/tim.html", {"tim": None, "siklus": siklus})
    t = susun_tim(saya, siklus, request.GET.get("saring", SEMUA), request.session.get(_DIBACA, ()))
    if request.GET.get("unduh") == "xlsx":
        return _unduh(request, t)
    return tampilkan(request, "skp/tim.html", {"tim": t, "siklus": siklus})


def _siklus(tahun: str, saya: int) -> Siklus | None:
    """The chosen year, else that of today, else the next one; with ``skp_saya``, whose matrix the leader may open."""
    kini = jam.hari_ini().year
    milik = SKP.objects.filter(pegawai=saya, siklus=OuterRef("pk")).order_by("-rentang").values("pk")
    semua = Siklus.objects.annotate(skp_saya=Subquery(milik[:1]))
    if tahun.isdecimal() and len(tahun) == 4:
        return semua.filter(tahun=int(tahun)).first()
    return semua.filter(tahun__in=[kini, kini + 1]).order_by("tahun").first()


def _unduh(request: Permintaan, t: Any) -> HttpResponse:
    kolom = ["Pegawai", "Jabatan", "SKP", "Di meja", "Sejak", "Batas"]
    baris = [
        [b.pegawai.nama_gelar, b.jabatan, b.keadaan.label, b.meja.siapa, tanggal(b.meja.sejak), tanggal(b.meja.batas)]
        for b in t.tampak
    ]
    return unduh_daftar(request, "skp-tim", f"SKP {t.tahun} tim saya", kolom, baris, [f"Keadaan {tanggal(jam.hari_ini())}."])


def _tetapkan_banyak(request: Permintaan) -> HttpResponse:
    dipilih = [int(x) for x in request.POST.getlist("versi") if x.isdecimal() and len(x) < 19]
    if not dipilih:
        raise Ditolak("Centang sedikitnya satu SKP, lalu tetapkan lagi.")
    ada = {v.pk: v for v in VersiSKP.objects.filter(pk__in=dipilih).select_related("skp__pegawai")}
    beda = {pk for pk, v in ada.items() if request.POST.get(f"s.{pk}", str(v.sunting)) != str(v.sunting)}
    hasil = penetapan.tetapkan_banyak([pk for pk in dipilih if pk not in beda], by=request.user)
    jadi = sum(sebab is None for _, sebab in hasil)
    if jadi:
        messages.success(request, f"{jadi} SKP ditetapkan. PDF-nya sedang dibuat.")
    for pk in beda:
        messages.error(request, f"{ada[pk].skp.pegawai}: isi SKP berubah sejak halaman ini dibuka. Baca lagi dahulu.")
    for v, sebab in hasil:
        if sebab:
            messages.error(request, f"{v.skp.pegawai}: {sebab}")
    return redirect("skp:tim")


# -- a penetapan on paper


@izin("skp.catat_penetapan", objek=True)
@require_http_methods(_METODE)
def catat_penetapan(request: Permintaan, versi: int) -> HttpResponse:
    """Record that a kepala daerah, who does not sign in, has set it on paper."""
    v = access.get_versi(request.user, versi, "catat_penetapan")
    pejabat = penilai_kini(v.skp.pegawai_id)
    if pejabat is None or pejabat.status != StatusPegawai.NON_ASN:
        raise Ditolak("Penilai pegawai ini masuk dengan akunnya sendiri, jadi ia menetapkan di sini tanpa pencatatan surat.")
    form = PenetapanForm(request.POST or None, request.FILES or None, initial={"tanggal": jam.hari_ini()})
    if request.method == "POST" and form.is_valid():
        isi = IsiKeputusan(pejabat, *form.isi())
        try:
            menurut_surat("tetapkan_skp", isi, request.user, lambda k: penetapan.tetapkan(v, by=request.user, berdasarkan=k))
            messages.success(request, f"Penetapan {pejabat} tercatat. SKP {v.skp.pegawai} ditetapkan.")
            return redirect("skp:lihat", versi)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul="Catat penetapan SKP",
        tombol="Catat penetapan",
        kembali=reverse("skp:lihat", args=[versi]),
        remah=[("SKP", reverse("skp:lihat", args=[versi]))],
        penjelasan="Yang memutus pejabat penilai; Anda mencatatnya. Nama keduanya tercetak pada formulir.",
        fakta=[
            ("Pegawai", v.skp.pegawai.nama_gelar),
            ("Pejabat penilai", pejabat.nama_gelar),
            ("SKP", f"{v.skp.siklus.tahun}"),
        ],
    )
    return tampilkan_formulir(request, halaman, form)
