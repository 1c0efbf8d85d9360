"""One's own SKP through the years, the start of one, and the tab on the page of a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp.access import boleh
from skp.actions.susun import buka_skp
from skp.enums import TERBUKA, KeadaanPerencanaan, StatusSKP
from skp.layar_skp import LayarSKP
from skp.meja import meja_versi
from skp.models import SKP, VersiSKP
from skp.queries import keadaan_orang, penilai_kini, versi_kini, versi_terlihat
from skp.queries_isi import belum_mengajukan, pimpinan_menyusun
from skp.queries_mpph import matriks_memuat
from skp.tampilan_skp import CIP

_TAK_MENYUSUN = (KeadaanPerencanaan.DIKECUALIKAN, KeadaanPerencanaan.DI_RUANG_GTK)


@izin("skp.lihat_tim")
@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """My SKP: the one in work big, the others as a list, and what comes next when there is none."""
    pegawai = request.user.pegawai
    if pegawai is None:
        raise Ditolak("Akun Anda tidak terhubung dengan pegawai, jadi tidak mempunyai SKP.")
    return tampilkan(request, "skp/saya.html", {**_konteks(pegawai), "ada_tim": hak(request.user).menilai})


def _konteks(pegawai: Pegawai) -> dict[str, Any]:
    baris = _baris(pegawai)
    besar = next((v for v in baris if v.status in TERBUKA), baris[0] if baris else None)
    return {
        "besar": LayarSKP(besar) if besar else None,
        "matriks": matriks_memuat(pegawai.pk, besar.skp.siklus_id) if besar else [],
        "baris": [(v, CIP[StatusSKP(v.status)], m) for v, m in _bermeja([v for v in baris if v is not besar])],
        "cip": CIP[StatusSKP(besar.status)] if besar else None,
        "mulai": _boleh_mulai(pegawai, {v.skp.siklus_id for v in baris}),
        "penilai": penilai_kini(pegawai.pk),
    }


def _baris(pegawai: Pegawai) -> list[VersiSKP]:
    skp = SKP.objects.filter(pegawai=pegawai).order_by("-rentang")
    kini = versi_kini(skp.values_list("pk", flat=True))
    return [kini[s.pk] for s in skp if s.pk in kini]


def _bermeja(versi: list[VersiSKP]) -> list[tuple[VersiSKP, Any]]:
    meja = meja_versi(versi)
    return [(v, meja[v.pk]) for v in versi]


def _boleh_mulai(pegawai: Pegawai, sudah: set[int]) -> list[dict[str, Any]]:
    """Cycles that are open and have no SKP of this person: with the reason when he does not plan, or who blocks."""
    hasil = []
    for siklus in Siklus.objects.exclude(pk__in=sudah).filter(tahun__gte=jam.hari_ini().year).order_by("tahun"):
        putusan = keadaan_orang([pegawai.pk], siklus, jam.hari_ini())[pegawai.pk]
        boleh = putusan.nilai not in _TAK_MENYUSUN
        hasil.append({"siklus": siklus, "boleh": boleh, "putusan": putusan, "halangan": _halangan(pegawai, siklus, boleh)})
    return hasil


def _halangan(pegawai: Pegawai, siklus: Siklus, boleh: bool) -> str:
    """Who is late above; one may draft all the same."""
    atas = penilai_kini(pegawai.pk) if boleh else None
    if atas is None or not pimpinan_menyusun(atas, siklus, jam.hari_ini()):
        return ""
    return " ".join(a.kalimat for a in belum_mengajukan(atas, siklus))


@izin("skp.lihat_tim")
@require_POST
def mulai(request: Permintaan) -> HttpResponse:
    """Begin the SKP of a year, filled as far as it can be."""
    tahun = request.POST.get("tahun", "")
    siklus = get_object_or_404(Siklus, tahun=int(tahun) if tahun.isdecimal() and len(tahun) == 4 else 0)
    if request.user.pegawai is None:
        raise Ditolak("Akun Anda tidak terhubung dengan pegawai, jadi tidak mempunyai SKP.")
    versi = buka_skp(request.user.pegawai, siklus, by=request.user)
    banyak = versi.rhk.count()
    messages.success(request, f"SKP {siklus.tahun} dibuka, {banyak} RHK sudah terisi." if banyak else "SKP dibuka.")
    return redirect("skp:sunting", versi.pk)


@izin("skp.lihat_daftar")
@require_safe
def pegawai(request: Permintaan, pk: int) -> HttpResponse:
    """The tab "SKP" of a person: versions that the viewer may see, by year."""
    orang = get_pegawai(request.user, pk)
    terlihat = versi_terlihat(request.user).filter(skp__pegawai=orang)
    rinci = terlihat.select_related("skp__pegawai", "skp__siklus", "skp__penugasan__jabatan", "penilai").defer("snapshot")
    versi = list(rinci.order_by("-skp__siklus__tahun", "-skp__rentang", "-nomor"))
    meja = meja_versi(versi)
    konteks = {
        **kerangka_pegawai(request.user, orang, "skp", jam.hari_ini()),
        "baris": [(v, CIP[StatusSKP(v.status)], meja[v.pk]) for v in versi],
        "milik_sendiri": hak(request.user).pegawai_id == orang.pk,
        "lampirkan": hak(request.user).pegawai_id == orang.pk or boleh(request.user, "susun_pengganti", orang),
        "pengganti": not versi and boleh(request.user, "susun_pengganti", orang) and parameter("skp_pengganti_aktif").ya,
    }
    return tampilkan(request, "skp/pegawai.html", konteks)
