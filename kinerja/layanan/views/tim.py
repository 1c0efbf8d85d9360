"""Teams across units, and times away from the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan import access
from kinerja.layanan.forms.bidang import awal_tidak_berlaku
from kinerja.layanan.forms.penugasan import AkhiriForm, MasaKhususForm
from kinerja.layanan.forms.tim import AnggotaTimForm, TimForm
from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.views.formulir import Halaman, tampilkan_formulir, tolak
from kinerja.organisasi import queries
from kinerja.organisasi.actions.masa_khusus import akhiri_masa_khusus, catat_masa_khusus
from kinerja.organisasi.actions.tim import akhiri_tim, bentuk_tim, keluarkan_anggota, tambah_anggota
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

_METODE = ["GET", "HEAD", "POST"]


@izin("layanan.lihat_tim")
@require_safe
def daftar(request: HttpRequest, pk: int) -> HttpResponse:
    """Teams of a unit and below it: those that run, then those that ended."""
    unit = access.get_unit(request.user, pk, "lihat_tim")
    hari = jam.hari_ini()
    tim = TimKerja.objects.filter(unit__path__startswith=unit.path).select_related("unit", "ketua").prefetch_related("anggota")
    konteks = {
        **kerangka_unit(request.user, unit, "tim", hari),
        "tim": [(t, _berjalan(t), sum(hari in a.berlaku for a in t.anggota.all())) for t in tim.order_by("-berlaku", "pk")],
        "boleh": access.boleh(request.user, "bentuk_tim", unit),
    }
    return tampilkan(request, "layanan/tim_daftar.html", konteks)


def _berjalan(tim: TimKerja) -> bool:
    return tim.berlaku.upper is None or tim.berlaku.upper > jam.hari_ini()


@izin("layanan.bentuk_tim", objek=True)
@require_http_methods(_METODE)
def baru(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a team."""
    unit = access.get_unit(request.user, pk, "bentuk_tim")
    form = TimForm(request.POST or None, initial={"mulai": jam.hari_ini()})
    if request.method == "POST" and form.is_valid():
        isi = {**form.cleaned_data, "sampai": awal_tidak_berlaku(form.cleaned_data["sampai"])}
        try:
            tim = bentuk_tim(unit, **isi, by=request.user)
            messages.success(request, f"{tim} terbentuk.")
            return redirect("layanan:tim", tim.pk)
        except Ditolak as galat:
            tolak(form, galat)
    kembali = reverse("layanan:tim_daftar", args=[unit.pk])
    halaman = Halaman(
        judul="Bentuk tim kerja",
        tombol="Bentuk tim",
        kembali=kembali,
        remah=[("Unit", reverse("layanan:pohon_unit")), (unit.nama_kini, kembali)],
        penjelasan="Ketua tim memberi umpan balik dan bukti. Penilai setiap anggota tetap penilai di unit asalnya.",
    )
    return tampilkan_formulir(request, halaman, form)


@izin("layanan.lihat_tim")
@require_safe
def tim(request: HttpRequest, pk: int) -> HttpResponse:
    """One team with its members over time."""
    objek = access.get_tim(request.user, pk)
    hari = jam.hari_ini()
    anggota = list(objek.anggota.select_related("pegawai").order_by("-berlaku", "pegawai__nama_urut"))
    jabatan = queries.jabatan_utama([a.pegawai_id for a in anggota] + [objek.ketua_id], hari)
    konteks = {
        "tim": objek,
        "berjalan": _berjalan(objek),
        "jabatan_ketua": jabatan.get(objek.ketua_id),
        "anggota": [(a, jabatan.get(a.pegawai_id), a.berlaku.upper is None or a.berlaku.upper > hari) for a in anggota],
        "boleh": access.boleh(request.user, "bentuk_tim", objek.unit),
    }
    return tampilkan(request, "layanan/tim.html", konteks)


def _halaman_tim(tim: TimKerja, judul: str, tombol: str, penjelasan: str = "", *, bahaya: bool = False) -> Halaman:
    kembali = reverse("layanan:tim", args=[tim.pk])
    remah = [(tim.unit.nama_kini, reverse("layanan:tim_daftar", args=[tim.unit_id])), (tim.nama, kembali)]
    return Halaman(judul=judul, tombol=tombol, kembali=kembali, remah=remah, penjelasan=penjelasan, bahaya=bahaya)


@izin("layanan.bentuk_tim", objek=True)
@require_http_methods(_METODE)
def anggota_baru(request: HttpRequest, pk: int) -> HttpResponse:
    """Add members."""
    objek = access.get_tim(request.user, pk, "bentuk_tim")
    form = AnggotaTimForm(request.POST or None, initial={"mulai": jam.hari_ini()})
    if request.method == "POST" and form.is_valid():
        try:
            banyak = tambah_anggota(objek, form.cleaned_data["anggota"], mulai=form.cleaned_data["mulai"], by=request.user)
            messages.success(request, f"{banyak} anggota ditambahkan.")
            return redirect("layanan:tim", objek.pk)
        except Ditolak as galat:
            tolak(form, galat)
    return tampilkan_formulir(request, _halaman_tim(objek, "Tambah anggota", "Tambahkan"), form)


@izin("layanan.bentuk_tim", objek=True)
@require_POST
def keluarkan(request: HttpRequest, pk: int, anggota_pk: int) -> HttpResponse:
    """End a membership today."""
    anggota = access.get_anggota_tim(request.user, pk, anggota_pk)
    keluarkan_anggota(anggota, jam.hari_ini(), by=request.user)
    messages.success(request, f"{anggota.pegawai} tidak lagi anggota tim ini.")
    return redirect("layanan:tim", pk)


@izin("layanan.bentuk_tim", objek=True)
@require_http_methods(_METODE)
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """End a team."""
    objek = access.get_tim(request.user, pk, "bentuk_tim")
    form = AkhiriForm(request.POST or None, initial={"sejak": jam.hari_ini()})
    if request.method == "POST" and form.is_valid():
        try:
            akhiri_tim(objek, form.cleaned_data["sejak"], by=request.user)
            messages.success(request, f"{objek} berakhir.")
            return redirect("layanan:tim", objek.pk)
        except Ditolak as galat:
            tolak(form, galat)
    kalimat = "Keanggotaan semua orang di tim ini ikut berakhir pada tanggal itu."
    return tampilkan_formulir(request, _halaman_tim(objek, "Akhiri tim", "Akhiri tim", kalimat, bahaya=True), form)


@izin("layanan.catat_masa_khusus", objek=True)
@require_http_methods(_METODE)
def masa_khusus(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a time away, and see those that were recorded."""
    pegawai = access.get_pegawai(request.user, pk, "catat_masa_khusus")
    form = MasaKhususForm(request.POST or None, initial={"mulai": jam.hari_ini()})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        sampai = awal_tidak_berlaku(isi["sampai"])
        try:
            masa = catat_masa_khusus(
                pegawai, JenisMasaKhusus(isi["jenis"]), mulai=isi["mulai"], sampai=sampai, sk=isi["sk"], by=request.user
            )
            messages.success(request, f"{masa.get_jenis_display()} {pegawai} tercatat.")
            return redirect("layanan:masa_khusus", pegawai.pk)
        except Ditolak as galat:
            tolak(form, galat)
    hari = jam.hari_ini()
    baris = [(m, m.berlaku.upper is None or m.berlaku.upper > hari) for m in pegawai.masa_khusus.order_by("-berlaku")]
    konteks = {"pegawai": pegawai, "form": form, "baris": baris}
    return tampilkan(request, "layanan/masa_khusus.html", konteks, status=422 if form.errors else 200)


@izin("layanan.catat_masa_khusus", objek=True)
@require_http_methods(_METODE)
def akhiri_masa(request: HttpRequest, pk: int) -> HttpResponse:
    """End a time away."""
    masa = access.get_masa_khusus(request.user, pk, "catat_masa_khusus")
    form = AkhiriForm(request.POST or None, initial={"sejak": jam.hari_ini()})
    kembali = reverse("layanan:masa_khusus", args=[masa.pegawai_id])
    if request.method == "POST" and form.is_valid():
        try:
            akhiri_masa_khusus(masa, form.cleaned_data["sejak"], by=request.user)
            messages.success(request, f"{masa.get_jenis_display()} {masa.pegawai} berakhir.")
            return redirect(kembali)
        except Ditolak as galat:
            tolak(form, galat)
    halaman = Halaman(
        judul=f"Akhiri {masa.get_jenis_display().lower()}",
        tombol="Akhiri",
        kembali=kembali,
        remah=[(masa.pegawai.nama, kembali)],
        penjelasan="Isi hari pertama kembali bertugas. Penilai bawahannya dihitung ulang sejak hari itu.",
        fakta=[("Pegawai", masa.pegawai.nama_gelar), ("SK", masa.sk)],
    )
    return tampilkan_formulir(request, halaman, form)
