"""The SKP of a person: its page, the editor, what is typed into it, the rows one by one, offers to take over.

The browser sends one field with ``Accept: application/json``; without JavaScript a whole block comes by the same address.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat, SudahBerubah
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import pukul
from skp import access, isian
from skp.actions import calon as calon_aksi
from skp.actions import isi as aksi
from skp.actions import komentar as aksi_komentar
from skp.enums import JenisLampiran, JenisRHK
from skp.forms import KolomBentrok, kolom_bentrok, medan_iki, medan_manual, medan_rhk
from skp.forms_pindah import penugasan_sementara
from skp.jalur import jalur_ke_pk
from skp.layar_skp import LayarSKP
from skp.models import IKI, RHK, VersiSKP
from skp.tampilan_skp import acara, banding, baris_rekan, konteks_lihat, rekan_terbuka

_METODE = ["GET", "HEAD", "POST"]


@izin("skp.lihat", objek=True)
@require_safe
def lihat(request: Permintaan, versi: int) -> HttpResponse:
    """The page to read: content, versions, steps, differences, the desk."""
    v = access.get_versi(request.user, versi)
    konteks = konteks_lihat(request.user, v)
    konteks["banding"] = banding(v, request.GET.get("dari", ""), request.GET.get("ke", ""), konteks["langkah"])
    return tampilkan(request, "skp/lihat.html", konteks)


@izin("skp.isi", objek=True)
@require_safe
def sunting(request: Permintaan, versi: int) -> HttpResponse:
    """The editor; ``?bagian=kemajuan`` for htmx only what is missing, and the advice on one row (``baris``)."""
    v = access.get_versi(request.user, versi)
    if not access.boleh(request.user, "isi", v):
        return redirect("skp:lihat", versi)
    layar = LayarSKP(v)
    layar.boleh_abaikan = access.boleh(request.user, "abaikan_saran", v)
    konteks = {"layar": layar, **_pilihan(request.user, v)}
    if request.htmx and request.GET.get("bagian") == "kemajuan":
        konteks["tersentuh"] = [r for r in layar.rhk if r.id == request.GET.get("rhk")]
        return tampilkan(request, "skp/sunting.html", konteks, bagian="kemajuan")
    return tampilkan(request, "skp/sunting.html", konteks)


def _pilihan(akun: Any, v: VersiSKP) -> dict[str, Any]:
    pemilik = akun.pegawai_id == v.skp.pegawai_id
    return {"pemilik": pemilik, "sebagai_penilai": not pemilik and akun.pegawai_id == v.penilai_id}


@izin("skp.isi", objek=True)
@require_POST
def isi(request: Permintaan, versi: int) -> HttpResponse:
    """Write what was typed, then do what the pressed button says (``aksi``)."""
    json = "application/json" in request.headers.get("Accept", "")
    baris = isian.baca(request.POST)
    try:
        hasil = _tulis(request, versi, baris)
        tujuan = "" if json or not hasil.utuh else _lakukan(request, versi, request.POST.get("aksi", ""))
    except Galat as galat:
        return _gagal(request, versi, baris, galat, json)
    if json:
        return _jawab(hasil)
    if not hasil.utuh:
        return _selesaikan(request, versi, baris, hasil)
    return redirect(tujuan or _kembali(request, versi))


def _tulis(request: Permintaan, versi: int, baris: list[isian.Baris]) -> isian.Hasil:
    """The rules are asked where the version is locked; a stranger is told nothing, not even that it is there."""
    if not baris:
        access.get_versi(request.user, versi, "isi")
    try:
        return isian.simpan(versi, baris, by=request.user)
    except (Galat, VersiSKP.DoesNotExist):
        access.get_versi(request.user, versi)
        raise


def _jawab(hasil: isian.Hasil) -> JsonResponse:
    jawab: dict[str, Any] = {"pukul": pukul(jam.sekarang()), "sunting": hasil.sunting, "pk": hasil.pk}
    if hasil.bentrok:
        jawab["bentrok"] = {n: {"sunting": b.sunting, "isi": _teks(b.milik_kini)} for n, b in hasil.bentrok.items()}
    if hasil.tolak:
        jawab["tolak"] = hasil.tolak
    status = 409 if hasil.bentrok else 422 if hasil.tolak else 200
    return JsonResponse(jawab, status=status)


def _teks(isi: Mapping[str, Any]) -> dict[str, str]:
    return {k.removesuffix("_id"): "" if v is None else str(v) for k, v in isi.items()}


def _gagal(request: Permintaan, versi: int, baris: list[isian.Baris], galat: Galat, json: bool) -> HttpResponse:
    if json:
        return JsonResponse({"kalimat": galat.kalimat}, status=galat.status)
    if not baris:
        raise galat
    v = access.get_versi(request.user, versi)
    konteks = {"v": v, "kolom": kolom_bentrok(baris, isian.Hasil()), "kalimat": galat.kalimat, "terkunci": True}
    return tampilkan(request, "skp/selesaikan.html", konteks, status=galat.status)


def _selesaikan(request: Permintaan, versi: int, baris: list[isian.Baris], hasil: isian.Hasil) -> HttpResponse:
    """Both texts side by side, or why a text was refused; what was typed is in the form."""
    v = access.get_versi(request.user, versi)
    kolom: list[KolomBentrok] = kolom_bentrok(baris, hasil)
    konteks = {"v": v, "kolom": kolom, "kembali": request.POST.get("kembali", "")}
    return tampilkan(request, "skp/selesaikan.html", konteks, status=409 if hasil.bentrok else 422)


def _kembali(request: Permintaan, versi: int, jangkar: str = "") -> str:
    """Where the form stood, on our own pages only."""
    messages.success(request, f"Tersimpan {pukul(jam.sekarang())}.")
    kembali = request.POST.get("kembali", "")
    if kembali in ("rhk", "iki") and request.POST.get("kembali_id"):
        return reverse(f"skp:{kembali}", args=[_angka(request.POST["kembali_id"])])
    return _ke_sunting(versi, jangkar or request.POST.get("jangkar", ""))


def _ke_sunting(versi: int, jangkar: str = "") -> str:
    alamat = reverse("skp:sunting", args=[versi])
    return f"{alamat}#{quote(jangkar)}" if jangkar else alamat


# -- what a button in the form does after its fields were written


def _lakukan(request: Permintaan, versi: int, perintah: str) -> str:
    """``perintah``: ``name:row``. Returns where to go; empty: back to the form."""
    nama, _, id = perintah.partition(":")
    if not nama:
        return ""
    if nama not in _PERINTAH:
        raise Http404
    jangkar = _PERINTAH[nama](request, access.get_versi(request.user, versi), id)
    return _ke_sunting(versi, jangkar)


def _tambah_rhk(request: Permintaan, v: VersiSKP, id: str) -> str:
    """``id``: the block, or ``lini-<n>`` of the leader's RHK that it supports."""
    isi_baru: dict[str, Any] = {"jenis": id or JenisRHK.UTAMA}
    if id.startswith("lini-"):
        isi_baru = {"jenis": JenisRHK.UTAMA, "induk_lini": _angka(id[5:])}
    return f"rhk-{aksi.tambah_rhk(v, by=request.user, **isi_baru).lini_id}"


def _tambah_iki(request: Permintaan, v: VersiSKP, id: str) -> str:
    rhk = isian.rhk_dari(v, id, by=request.user)
    return f"iki-{aksi.tambah_iki(rhk, by=request.user).lini_id}"


def _hapus_rhk(request: Permintaan, v: VersiSKP, id: str) -> str:
    aksi.hapus_rhk(RHK(pk=_angka(id), versi=v), by=request.user)
    messages.success(request, "RHK dihapus dari draf.")
    return "hasil-kerja"


def _hapus_iki(request: Permintaan, v: VersiSKP, id: str) -> str:
    iki = IKI.objects.filter(pk=_angka(id), rhk__versi=v).select_related("rhk").first()
    if iki is None:
        return "hasil-kerja"
    iki.rhk.versi = v
    aksi.hapus_iki(iki, by=request.user)
    messages.success(request, "Indikator dihapus dari draf.")
    return f"rhk-{iki.rhk.lini_id}"


def _geser(request: Permintaan, v: VersiSKP, id: str, ke: int) -> str:
    rhk = isian.rhk_dari(v, id, by=request.user)
    blok = list(RHK.objects.filter(versi=v, jenis=rhk.jenis).order_by("urut", "pk").values_list("pk", flat=True))
    tempat = blok.index(rhk.pk)
    blok.insert(max(0, min(len(blok) - 1, tempat + ke)), blok.pop(tempat))
    aksi.urutkan(v, blok, by=request.user)
    return f"rhk-{rhk.lini_id}"


def _tambah_lampiran(request: Permintaan, v: VersiSKP, id: str) -> str:
    if id not in JenisLampiran.__members__:
        raise Http404
    aksi.tambah_lampiran(v, id, "", by=request.user)
    return f"lampiran-{id.lower()}"


def _hapus_lampiran(request: Permintaan, v: VersiSKP, id: str) -> str:
    lampiran = v.lampiran.filter(pk=_angka(id)).first()
    if lampiran is not None:
        aksi.hapus_lampiran(lampiran, by=request.user)
    return "lampiran"


def _abaikan(request: Permintaan, v: VersiSKP, id: str) -> str:
    """``id``: ``rhk.iki.RULE`` (iki 0: of the RHK itself); the reason is in ``abaikan.<id>``."""
    rhk, iki, aturan = [*id.split("."), "", ""][:3]
    baris = RHK.objects.filter(pk=_angka(rhk), versi=v).select_related("lini").first()
    indikator = IKI.objects.filter(pk=_angka(iki), rhk=baris).select_related("lini").first() if iki != "0" else None
    if baris is None or (iki != "0" and indikator is None):
        raise SudahBerubah("Baris itu sudah dihapus di layar lain. Muat ulang halaman.")
    lini_iki = indikator.lini if indikator else None
    alasan = request.POST.get(f"abaikan.{id}", "")
    aksi_komentar.abaikan_saran(v, baris.lini, aturan, alasan, by=request.user, lini_iki=lini_iki)
    return f"iki-{lini_iki.pk}" if lini_iki else f"rhk-{baris.lini_id}"


def _angka(id: str) -> int:
    if not id.isdecimal() or len(id) > 18:
        raise Http404
    return int(id)


_PERINTAH: dict[str, Any] = {
    "tambah_rhk": _tambah_rhk,
    "tambah_iki": _tambah_iki,
    "hapus_rhk": _hapus_rhk,
    "hapus_iki": _hapus_iki,
    "naik": lambda request, v, id: _geser(request, v, id, -1),
    "turun": lambda request, v, id: _geser(request, v, id, 1),
    "tambah_lampiran": _tambah_lampiran,
    "hapus_lampiran": _hapus_lampiran,
    "abaikan": _abaikan,
}


# -- one row with all that does not fit into the line


@izin("skp.lihat", objek=True)
@require_safe
def rhk(request: Permintaan, pk: int) -> HttpResponse:
    """One RHK: whom it supports, how, strategies, what would count as exceeding, the thread."""
    baris = access.get_rhk(request.user, pk)
    v = access.get_versi(request.user, baris.versi_id)
    layar = LayarSKP(v, pembicaraan=access.boleh(request.user, "lihat_pembicaraan", v))
    r = next(x for x in layar.rhk if x.rhk.pk == pk)
    boleh_isi = access.boleh(request.user, "isi", v)
    konteks = {
        "layar": layar,
        "r": r,
        "jalur": None if request.htmx else jalur_ke_pk(baris, dari_bawah=True),
        "medan": medan_rhk(r.rhk, layar),
        "boleh_isi": boleh_isi,
        "boleh_standar": not boleh_isi and v.dapat_disunting and access.boleh(request.user, "isi_standar", v),
        "boleh_komentar": access.boleh(request.user, "komentar", v),
        "acara": acara(request.user, v, r.rhk.lini_id, None),
        **_pilihan(request.user, v),
    }
    return tampilkan(request, "skp/rhk.html", konteks, bagian="rinci")


@izin("skp.lihat", objek=True)
@require_safe
def iki(request: Permintaan, pk: int) -> HttpResponse:
    """One IKI: direction, how it is measured, its Manual Indikator, the thread."""
    baris = access.get_iki(request.user, pk)
    v = access.get_versi(request.user, baris.rhk.versi_id)
    layar = LayarSKP(v, pembicaraan=access.boleh(request.user, "lihat_pembicaraan", v))
    r, i = next((r, i) for r in layar.rhk for i in r.iki if i.iki.pk == pk)
    konteks = {
        "layar": layar,
        "r": r,
        "i": i,
        "medan": medan_iki(i.iki, layar),
        "manual": medan_manual(i.iki) if layar.jpt else [],
        "boleh_isi": access.boleh(request.user, "isi", v),
        "boleh_komentar": access.boleh(request.user, "komentar", v),
        "acara": acara(request.user, v, r.rhk.lini_id, i.iki.lini_id),
        **_pilihan(request.user, v),
    }
    return tampilkan(request, "skp/iki.html", konteks, bagian="rinci")


# -- offers


@izin("skp.isi", objek=True)
@require_http_methods(_METODE)
def calon(request: Permintaan, versi: int) -> HttpResponse:
    """Rows to take over: from the matrix, the Perjanjian Kinerja, last year, the library, a colleague (``rekan``)."""
    v = access.get_versi(request.user, versi, "isi")
    if request.method == "POST":
        return _ambil(request, v)
    rekan = rekan_terbuka(request.user, v)
    dipilih = next((x for x in rekan if str(x.pk) == request.GET.get("rekan", "")), None)
    konteks = {
        "layar": LayarSKP(v),
        "calon": calon_aksi.semua(v),
        "rekan": rekan,
        "dipilih": dipilih,
        "baris_rekan": baris_rekan(v, dipilih) if dipilih else [],
        "ada_plt": penugasan_sementara(v).exists(),
    }
    return tampilkan(request, "skp/calon.html", konteks)


def _ambil(request: Permintaan, v: VersiSKP) -> HttpResponse:
    diambil = []
    for butir in request.POST.getlist("calon"):
        sumber, _, pk = butir.partition(":")
        diambil.append(aksi.ambil_calon(v, sumber, _angka(pk), by=request.user))
    if not diambil:
        raise Ditolak("Pilih sedikitnya satu usulan, lalu ambil lagi.")
    messages.success(request, f"{len(diambil)} RHK diambil. Sesuaikan kalimat dan targetnya.")
    return redirect(_ke_sunting(v.pk, f"rhk-{diambil[0].lini_id}"))


# -- remarks


@izin("skp.komentar", objek=True)
@require_POST
def komentar(request: Permintaan, versi: int) -> HttpResponse:
    """Write a remark on an RHK, or on one of its IKI."""
    v = access.get_versi(request.user, versi, "komentar")
    r = RHK.objects.filter(versi=v, pk=_angka(request.POST.get("rhk", "0"))).select_related("lini").first()
    iki_pk = request.POST.get("iki", "")
    i = IKI.objects.filter(rhk=r, pk=_angka(iki_pk)).select_related("lini").first() if iki_pk else None
    if r is None or (iki_pk and i is None):
        raise SudahBerubah("Baris itu sudah dihapus. Muat ulang halaman.")
    lini_iki = i.lini if i else None
    aksi_komentar.tambah_komentar(v, r.lini, request.POST.get("teks", ""), by=request.user, lini_iki=lini_iki)
    messages.success(request, "Komentar terkirim.")
    return redirect("skp:iki", i.pk) if i else redirect("skp:rhk", r.pk)


@izin("skp.selesaikan_komentar", objek=True)
@require_POST
def komentar_selesai(request: Permintaan, pk: int) -> HttpResponse:
    """Mark a remark as resolved."""
    baris = access.get_komentar(request.user, pk, "selesaikan_komentar")
    aksi_komentar.selesaikan_komentar(baris, by=request.user)
    messages.success(request, "Komentar ditandai selesai.")
    kini: Any = RHK.objects.filter(versi=baris.versi_id, lini=baris.lini_rhk_id).first()
    if baris.lini_iki_id:
        kini = IKI.objects.filter(rhk__versi=baris.versi_id, lini=baris.lini_iki_id).first() or kini
    if kini is None:
        return redirect("skp:lihat", baris.versi_id)
    return redirect("skp:iki" if isinstance(kini, IKI) else "skp:rhk", kini.pk)
