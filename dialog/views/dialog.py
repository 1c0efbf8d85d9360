"""Dialogues: the list, the room, what is written in it, its steps. From the room's page htmx asks only for what changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dialog import access
from dialog.actions import agenda as aksi_agenda
from dialog.actions import catatan as aksi_catatan
from dialog.actions import kesepakatan as aksi_kesepakatan
from dialog.actions import pendamping as aksi_pendamping
from dialog.aturan_dialog import ISI_MAKS
from dialog.forms_dialog import KesepakatanForm, PendampingForm
from dialog.lanjutan import aksi_lanjutan
from dialog.models import Dialog
from dialog.queries import antara, kesepakatan_terbuka, lawan_bicara, terbuka
from dialog.tampilan_dialog import Ruang, baris_dialog, hadir, sepakat_tampil, tandai_hadir
from kinerja.layanan.berkas import kirim_berkas
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import pukul
from kinerja.siklus.queries import parameter
from skp.actions.dasar import Bentrok

SELESAI_TAMPIL = 20


@izin("dialog.daftar")
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """My dialogues: open ones, people to talk with, agreements, the past."""
    saya = request.user.pegawai_id
    assert saya is not None, "aturan daftar: hanya pegawai"
    semua = antara(saya, saya)
    buka = list(terbuka(semua))
    lama = list(semua.exclude(pk__in=[d.pk for d in buka])[: SELESAI_TAMPIL + 1])
    konteks = {
        "buka": baris_dialog(buka, saya),
        "lama": baris_dialog(lama[:SELESAI_TAMPIL], saya),
        "lebih": len(lama) > SELESAI_TAMPIL,
        "lawan": lawan_bicara(saya, jam.hari_ini()),
        "irama": parameter("dialog_irama").bulat,
        "kesepakatan": [sepakat_tampil(k, saya) for k in kesepakatan_terbuka(saya)],
    }
    return tampilkan(request, "dialog/daftar.html", konteks)


@izin("dialog.lihat_tab", objek=True)
@require_safe
def pegawai(request: Permintaan, pk: int) -> HttpResponse:
    """The tab on the page of a person: talks in which both took part."""
    orang = get_pegawai(request.user, pk)
    access.pastikan(request.user, "lihat_tab", orang)
    saya = request.user.pegawai_id or 0
    konteks = kerangka_pegawai(request.user, orang, "dialog", jam.hari_ini())
    konteks["baris"] = baris_dialog(antara(orang.pk, saya)[:50], saya)
    konteks["boleh_mulai"] = orang.pk != saya
    return tampilkan(request, "dialog/pegawai.html", konteks)


# -- the room


@izin("dialog.lihat", objek=True)
@require_safe
def ruang(request: Permintaan, pk: int) -> HttpResponse:
    """The room; for htmx with ``?bagian=langsung`` only what others may have changed."""
    d = access.get_dialog(request.user, pk)
    saya = request.user.pegawai_id or 0
    tandai_hadir(d.pk, saya)
    if request.htmx and request.GET.get("bagian") == "langsung":
        return _langsung(request, d)
    r = Ruang(d, saya)
    konteks = {"r": r, "d": d, "lanjutan": list(aksi_lanjutan(request.user, d))}
    return tampilkan(request, "dialog/ruang.html", konteks)


def _langsung(request: Permintaan, d: Dialog, status: int = 200) -> HttpResponse:
    return tampilkan(
        request, "dialog/ruang_langsung.html", {"r": Ruang(d, request.user.pegawai_id or 0), "d": d}, status=status
    )


@izin("dialog.lihat", objek=True)
@require_safe
def jajak(request: Permintaan, pk: int) -> HttpResponse:
    """204 while nothing changed since ``sunting``; else an element that asks for the changed parts. One query of its own."""
    kini, lawan = access.sunting_dialog(request.user, pk)
    tandai_hadir(pk, request.user.pegawai_id or 0)
    ada = "1" if hadir(pk, lawan) else "0"
    if request.GET.get("sunting") == str(kini) and request.GET.get("hadir", ada) == ada:
        return HttpResponse(status=204)
    return tampilkan(request, "dialog/ruang_ambil.html", {"pk": pk})


def _usai(request: Permintaan, d: Dialog, jangkar: str) -> HttpResponse:
    """The changed parts for htmx, else back to the place in the room."""
    if request.htmx:
        return _langsung(request, access.get_dialog(request.user, d.pk))
    return redirect(f"{reverse('dialog:ruang', args=[d.pk])}#{jangkar}")


@izin("dialog.isi", objek=True)
@require_POST
def agenda(request: Permintaan, pk: int) -> HttpResponse:
    """A new point: typed, or a suggestion (``saran`` names it)."""
    d = access.get_dialog(request.user, pk, "isi")
    kunci = request.POST.get("saran", "")
    pribadi = request.POST.get("pribadi") == "ya"
    if kunci:
        cocok = [s for s in Ruang(d, request.user.pegawai_id or 0).saran if s.kunci == kunci]
        if not cocok:
            raise Ditolak("Saran ini sudah ada di agenda, atau tidak berlaku lagi. Muat ulang halaman.")
        s = cocok[0]
        aksi_agenda.tambah_agenda(
            d, s.isi[:ISI_MAKS], by=request.user, sumber=s.sumber, lini_rhk=s.lini_rhk, lini_iki=s.lini_iki
        )
    else:
        aksi_agenda.tambah_agenda(d, request.POST.get("isi", ""), by=request.user, pribadi=pribadi)
    return _usai(request, d, "agenda")


_BUTIR: dict[str, tuple[str, Any]] = {
    "centang": ("ubah_agenda", lambda a, by: aksi_agenda.centang(a, True, by=by)),
    "batal_centang": ("ubah_agenda", lambda a, by: aksi_agenda.centang(a, False, by=by)),
    "sembunyikan": ("ubah_butir_sendiri", lambda a, by: aksi_agenda.atur_pribadi(a, True, by=by)),
    "tampilkan": ("ubah_butir_sendiri", lambda a, by: aksi_agenda.atur_pribadi(a, False, by=by)),
    "hapus": ("ubah_butir_sendiri", lambda a, by: aksi_agenda.hapus_agenda(a, by=by)),
}


@izin("dialog.ubah_agenda", objek=True)
@require_POST
def butir(request: Permintaan, pk: int, butir: int) -> HttpResponse:
    """Tick, eye, delete: what the pressed button says (``aksi``)."""
    nama, lakukan = _BUTIR.get(request.POST.get("aksi", ""), ("ubah_agenda", None))
    a = access.get_agenda(request.user, pk, butir, nama)
    if lakukan is None:
        raise Ditolak("Pilih yang hendak dilakukan dengan butir ini.")
    lakukan(a, request.user)
    return _usai(request, a.dialog, "agenda")


@izin("dialog.isi", objek=True)
@require_POST
def catatan(request: Permintaan, pk: int) -> HttpResponse:
    """My page of the notes, as typed (JSON) or sent whole."""
    d = access.get_dialog(request.user, pk)

    def simpan() -> int:
        return aksi_catatan.simpan_catatan(d, request.POST.get("isi", ""), by=request.user, sunting=_sunting(request)).sunting

    return _simpan(request, d, "catatan", simpan)


@izin("dialog.isi_pribadi", objek=True)
@require_POST
def pribadi(request: Permintaan, pk: int) -> HttpResponse:
    """My private notes."""
    d = access.get_dialog(request.user, pk, "isi_pribadi")

    def simpan() -> int:
        return aksi_catatan.simpan_pribadi(d, request.POST.get("isi", ""), by=request.user, sunting=_sunting(request))

    return _simpan(request, d, "pribadi", simpan)


def _sunting(request: Permintaan) -> int | None:
    teks = request.POST.get("sunting", "")
    return int(teks) if teks.isdecimal() and len(teks) < 9 else None


def _simpan(request: Permintaan, d: Dialog, bagian: str, simpan: Any) -> HttpResponse:
    json = "application/json" in request.headers.get("Accept", "")
    try:
        sunting = simpan()
    except Bentrok as bentrok:
        if json:
            isi = {"kalimat": bentrok.kalimat, "sunting": bentrok.sunting, "isi": bentrok.milik_kini["isi"]}
            return JsonResponse(isi, status=409)
        return _gagal(request, d, bagian, bentrok)
    except Galat as galat:
        if json:
            return JsonResponse({"kalimat": galat.kalimat}, status=galat.status)
        return _gagal(request, d, bagian, galat)
    if json:
        return JsonResponse({"sunting": sunting, "pukul": pukul(jam.sekarang())})
    messages.success(request, f"Tersimpan {pukul(jam.sekarang())}.")
    return redirect(f"{reverse('dialog:ruang', args=[d.pk])}#{bagian}")


def _gagal(request: Permintaan, d: Dialog, bagian: str, galat: Galat) -> HttpResponse:
    """What was typed beside what is stored: nothing is lost."""
    konteks: dict[str, Any] = {"r": Ruang(d, request.user.pegawai_id or 0), "d": d, "kalimat": galat.kalimat}
    konteks |= {"bagian": bagian, "kiriman": request.POST.get("isi", "")}
    if isinstance(galat, Bentrok):
        konteks |= {"milik_kini": galat.milik_kini["isi"], "sunting": galat.sunting}
    return tampilkan(request, "dialog/bentrok.html", konteks, status=galat.status)


# -- companions


@izin("dialog.usulkan_pendamping", objek=True)
@require_POST
def pendamping(request: Permintaan, pk: int) -> HttpResponse:
    """Propose a companion."""
    d = access.get_dialog(request.user, pk, "usulkan_pendamping")
    form = PendampingForm(request.POST)
    if not form.is_valid():
        raise Ditolak(" ".join(str(x) for x in form.errors.get("pegawai", ["Ketik nama atau NIP pendampingnya."])))
    aksi_pendamping.usulkan_pendamping(d, form.cleaned_data["pegawai"], by=request.user)
    return _usai(request, d, "pendamping")


_PENDAMPING: dict[str, tuple[str, Any]] = {
    "setujui": ("setujui_pendamping", aksi_pendamping.setujui_pendamping),
    "lepas": ("lepas_pendamping", aksi_pendamping.lepas_pendamping),
}


@izin("dialog.lepas_pendamping", objek=True)
@require_POST
def ubah_pendamping(request: Permintaan, pk: int, peserta: int) -> HttpResponse:
    """Agree to a companion, or let him go: what the pressed button says (``aksi``)."""
    nama, lakukan = _PENDAMPING.get(request.POST.get("aksi", ""), ("lepas_pendamping", None))
    p = access.get_pendamping(request.user, pk, peserta, nama)
    if lakukan is None:
        raise Ditolak("Pilih yang hendak dilakukan dengan pendamping ini.")
    lakukan(p, by=request.user)
    if p.pegawai_id == request.user.pegawai_id:  # he went: the room is closed to him now
        return HttpResponse(headers={"HX-Redirect": reverse("dialog:daftar")}) if request.htmx else redirect("dialog:daftar")
    return _usai(request, p.dialog, "pendamping")


# -- agreements


@izin("dialog.sepakati", objek=True)
@require_POST
def sepakati(request: Permintaan, pk: int) -> HttpResponse:
    """A new agreement."""
    d = access.get_dialog(request.user, pk, "sepakati")
    form = KesepakatanForm(request.POST)
    form.is_valid()
    data = form.cleaned_data
    aksi_kesepakatan.tambah_kesepakatan(d, data.get("isi", ""), data.get("pemilik") or 0, data.get("batas"), by=request.user)
    return _usai(request, d, "kesepakatan")


@izin("dialog.sepakati", objek=True)
@require_POST
def hapus_kesepakatan(request: Permintaan, pk: int) -> HttpResponse:
    """Not agreed after all."""
    k = access.get_kesepakatan(request.user, pk, "sepakati")
    aksi_kesepakatan.hapus_kesepakatan(k, by=request.user)
    return _usai(request, k.dialog, "kesepakatan")


@izin("dialog.lihat", objek=True)
@require_safe
def kesepakatan(request: Permintaan, pk: int) -> HttpResponse:
    """One agreement: mark it done, or let it go."""
    k = access.get_kesepakatan(request.user, pk)
    saya = request.user.pegawai_id
    konteks = {
        "k": sepakat_tampil(k, saya),
        "r": Ruang(k.dialog, saya or 0),
        "boleh_selesai": access.boleh(request.user, "selesaikan_kesepakatan", k),
        "boleh_lepas": access.boleh(request.user, "lepaskan_kesepakatan", k),
    }
    return tampilkan(request, "dialog/kesepakatan.html", konteks)


@izin("dialog.selesaikan_kesepakatan", objek=True)
@require_POST
def selesaikan_kesepakatan(request: Permintaan, pk: int) -> HttpResponse:
    """Its owner kept it."""
    k = access.get_kesepakatan(request.user, pk, "selesaikan_kesepakatan")
    aksi_kesepakatan.selesaikan_kesepakatan(k, request.POST.get("catatan", ""), by=request.user)
    messages.success(request, "Kesepakatan ditandai selesai.")
    return redirect("dialog:kesepakatan", pk)


@izin("dialog.lepaskan_kesepakatan", objek=True)
@require_POST
def lepaskan_kesepakatan(request: Permintaan, pk: int) -> HttpResponse:
    """It need not be kept any more."""
    k = access.get_kesepakatan(request.user, pk, "lepaskan_kesepakatan")
    aksi_kesepakatan.lepaskan_kesepakatan(k, request.POST.get("alasan", ""), by=request.user)
    messages.success(request, "Kesepakatan dilepas.")
    return redirect("dialog:kesepakatan", pk)


@izin("dialog.cetak", objek=True)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponseBase:
    """The sealed minutes."""
    d = access.get_dialog(request.user, pk, "cetak")
    terbit = Dokumen.objects.filter(jenis="risalah_dialog", kunci_objek=str(d.pk)).select_related("berkas")
    dokumen = terbit.order_by("-revisi").first()
    if dokumen is None or dokumen.berkas is None:
        messages.info(request, "Risalah yang disegel masih dibuat. Coba lagi sebentar lagi.")
        return redirect("dialog:ruang", pk)
    return kirim_berkas(dokumen.berkas)
