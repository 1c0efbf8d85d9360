"""Steps of a dialogue, each at its own address: plan, begin, move, refuse, not held, close, confirm, take up again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from dialog import access
from dialog.actions import dialog as aksi
from dialog.forms_dialog import AlasanForm, PindahForm, RencanaForm, jadwal_awal
from dialog.models import Dialog
from dialog.queries import pasangan
from dialog.tampilan_dialog import Ruang
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin

_METODE = ["GET", "HEAD", "POST"]


def _peran(request: Permintaan, lawan: Pegawai) -> tuple[Pegawai, Pegawai]:
    """(pegawai, pimpinan): who leads the talk follows from who assesses whom."""
    saya = request.user.pegawai
    assert saya is not None, "aturan rencanakan: hanya pegawai"
    return (lawan, saya) if saya.pk in pasangan(lawan.pk, jam.hari_ini()) else (saya, lawan)


@izin("dialog.rencanakan", objek=True)
@require_http_methods(_METODE)
def rencanakan(request: Permintaan, pk: int) -> HttpResponse:
    """Invite ``pk`` (a person) to a dialogue."""
    lawan = access.get_lawan(request.user, pk)
    form = RencanaForm(request.POST if request.method == "POST" else None, initial=jadwal_awal(jam.hari_ini()))
    if form.is_valid():
        pegawai, pimpinan = _peran(request, lawan)
        data = form.cleaned_data
        try:
            d = aksi.rencanakan(pegawai, pimpinan, data["jenis"], form.jadwal(), by=request.user, tempat=data["tempat"])
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, f"Undangan terkirim kepada {lawan}. Siapkan agendanya.")
            return redirect("dialog:ruang", d.pk)
    konteks = {"form": form, "lawan": lawan}
    return tampilkan(request, "dialog/rencanakan.html", konteks, status=422 if form.errors else 200)


@izin("dialog.rencanakan", objek=True)
@require_POST
def mulai_sekarang(request: Permintaan, pk: int) -> HttpResponse:
    """The unplanned talk with ``pk`` (a person): the second of two clicks."""
    lawan = access.get_lawan(request.user, pk)
    pegawai, pimpinan = _peran(request, lawan)
    d = aksi.mulai_sekarang(pegawai, pimpinan, by=request.user)
    return redirect("dialog:ruang", d.pk)


@izin("dialog.mulai", objek=True)
@require_POST
def mulai(request: Permintaan, pk: int) -> HttpResponse:
    """They sit down."""
    d = access.get_dialog(request.user, pk, "mulai")
    aksi.mulai(d, by=request.user)
    return redirect("dialog:ruang", pk)


@izin("dialog.pindahkan", objek=True)
@require_http_methods(_METODE)
def pindahkan(request: Permintaan, pk: int) -> HttpResponse:
    """Another moment, and why."""
    d = access.get_dialog(request.user, pk, "pindahkan")
    kini = d.jadwal.astimezone(jam.WITA)
    awal = {"tanggal": kini.date(), "pukul": kini.time(), "tempat": d.tempat}
    form = PindahForm(request.POST if request.method == "POST" else None, initial=awal)

    def lakukan() -> None:
        data = form.cleaned_data
        aksi.pindahkan(d, form.jadwal(), data["alasan"], by=request.user, tempat=data["tempat"])

    return _beralasan(request, d, form, "Pindahkan jadwal", "Pindahkan", lakukan, "Jadwal dialog dipindahkan.")


@izin("dialog.tolak", objek=True)
@require_http_methods(_METODE)
def tolak(request: Permintaan, pk: int) -> HttpResponse:
    """The one who was invited says no, and why."""
    d = access.get_dialog(request.user, pk, "tolak")
    form = AlasanForm(request.POST if request.method == "POST" else None)

    def lakukan() -> None:
        aksi.tolak(d, form.cleaned_data["alasan"], by=request.user)

    return _beralasan(request, d, form, "Tolak undangan", "Tolak undangan", lakukan, "Undangan ditolak.")


@izin("dialog.nyatakan_tidak_terlaksana", objek=True)
@require_http_methods(_METODE)
def nyatakan_tidak_terlaksana(request: Permintaan, pk: int) -> HttpResponse:
    """It was not held, and why."""
    d = access.get_dialog(request.user, pk, "nyatakan_tidak_terlaksana")
    form = AlasanForm(request.POST if request.method == "POST" else None)

    def lakukan() -> None:
        aksi.nyatakan_tidak_terlaksana(d, form.cleaned_data["alasan"], by=request.user)

    judul = "Dialog tidak terlaksana"
    return _beralasan(
        request, d, form, judul, "Nyatakan tidak terlaksana", lakukan, "Tercatat. Agendanya dibawa ke dialog berikut."
    )


@izin("dialog.lanjutkan", objek=True)
@require_http_methods(_METODE)
def lanjutkan(request: Permintaan, pk: int) -> HttpResponse:
    """Open it again, and why."""
    d = access.get_dialog(request.user, pk, "lanjutkan")
    form = AlasanForm(request.POST if request.method == "POST" else None)

    def lakukan() -> None:
        aksi.lanjutkan(d, form.cleaned_data["alasan"], by=request.user)

    return _beralasan(
        request, d, form, "Buka dialog lagi", "Buka lagi", lakukan, "Dialog dibuka lagi; konfirmasi diulang nanti."
    )


def _beralasan(
    request: Permintaan,
    d: Dialog,
    form: AlasanForm | PindahForm,
    judul: str,
    tombol: str,
    lakukan: Callable[[], None],
    kabar: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            lakukan()
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, kabar)
            return redirect("dialog:ruang", d.pk)
    r = Ruang(d, request.user.pegawai_id or 0)
    konteks = {"form": form, "d": d, "r": r, "judul_langkah": judul, "tombol": tombol}
    return tampilkan(request, "dialog/langkah.html", konteks, status=422 if form.errors else 200)


@izin("dialog.akhiri", objek=True)
@require_POST
def akhiri(request: Permintaan, pk: int) -> HttpResponse:
    """Close the talk and say: so it was."""
    d = access.get_dialog(request.user, pk, "akhiri")
    aksi.akhiri(d, by=request.user, tanggapan=request.POST.get("tanggapan", ""))
    messages.success(request, "Dialog ditutup dan Anda konfirmasi. Sekarang menunggu konfirmasi pihak lain.")
    return redirect("dialog:ruang", pk)


@izin("dialog.konfirmasi", objek=True)
@require_POST
def konfirmasi(request: Permintaan, pk: int) -> HttpResponse:
    """So it was; the pegawai may add a remark."""
    d = access.get_dialog(request.user, pk, "konfirmasi")
    d = aksi.konfirmasi(d, by=request.user, tanggapan=request.POST.get("tanggapan", ""))
    kabar = "Dialog selesai. Risalahnya terbit sebentar lagi." if d.status == "SELESAI" else "Tersimpan. Menunggu pihak lain."
    messages.success(request, kabar)
    return redirect("dialog:ruang", pk)
