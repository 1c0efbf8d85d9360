"""Letters that delegate assessing: the list, one letter, a new one for one person or for many, withdrawal."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.layanan import access
from kinerja.layanan.actions.delegasi import (
    IsiKeputusan,
    cabut_menurut_surat,
    delegasikan_menurut_surat,
    lepaskan_menurut_surat,
)
from kinerja.layanan.dokumen.access import boleh_terbit
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as NAMA_SURAT
from kinerja.layanan.filters import DelegasiFilter
from kinerja.layanan.forms.bidang import awal_tidak_berlaku
from kinerja.layanan.forms.delegasi import CabutForm, DelegasiForm, KeputusanForm, SaringDelegasiForm
from kinerja.layanan.forms.penugasan import AkhiriForm
from kinerja.layanan.models import KeputusanTercatat
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.rules import di_luar_wilayah, wilayah_delegasi
from kinerja.layanan.tables import TabelDelegasi, atur, keadaan_surat, sebut_penilai
from kinerja.organisasi import queries
from kinerja.organisasi.actions.delegasi import IsiDelegasi
from kinerja.organisasi.enums import JenisUnit
from kinerja.organisasi.models import Akun, MasaUnit, Pegawai, Pendelegasian, Penugasan
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.plumbing.tulisan import angka, tanggal

PALING_BANYAK = 500
KOLOM_EXCEL = ("Nomor", "Tanggal", "Tentang", "Penilai", "Orang", "Mulai", "Hari terakhir", "Keadaan")


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Letters that one may see; ``?unduh=xlsx`` exactly the filtered list."""
    hari = jam.hari_ini()
    kini = Count("anggota", filter=Q(anggota__berlaku__contains=hari))
    semua = access.delegasi_terlihat(request.user).select_related("penilai", "unit_penilai").annotate(orang=kini)
    saring = DelegasiFilter(request.GET, semua.order_by("-tanggal", "-pk"), tanggal=hari)
    if request.GET.get("unduh") == "xlsx":
        baris = (_baris_excel(s, hari) for s in saring.qs)
        return unduh_daftar(request, "pendelegasian", "Surat pendelegasian", KOLOM_EXCEL, baris, [f"Keadaan {tanggal(hari)}."])
    konteks = {
        "saring": saring,
        "tabel": atur(TabelDelegasi(saring.qs, tanggal=hari), request),
        "boleh_baru": access.boleh(request.user, "delegasikan_penilai"),
    }
    return tampilkan(request, "layanan/delegasi.html", konteks, bagian="daftar")


def _baris_excel(surat: Any, hari: dt.date) -> list[Any]:
    hingga = surat.berlaku.upper - dt.timedelta(days=1) if surat.berlaku.upper else None
    keadaan = keadaan_surat(surat, hari)[0]
    isi = [surat.nomor, surat.tanggal, surat.tentang, sebut_penilai(surat), surat.orang, surat.berlaku.lower, hingga]
    return [*isi, keadaan]


@cukup_masuk
@require_safe
def surat(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: who assesses whom by it, who decided, who recorded."""
    objek = access.get_delegasi(request.user, pk)
    hari = jam.hari_ini()
    keputusan = KeputusanTercatat.objects.filter(objek_jenis=Pendelegasian._meta.label_lower, objek_id=objek.pk)
    anggota = list(objek.anggota.select_related("pegawai").order_by("pegawai__nama_urut", "pk"))
    orang = {a.pegawai_id for a in anggota}
    jabatan = queries.jabatan_utama(sorted(orang), hari)
    luar = di_luar_wilayah(request.user, orang)
    for a in anggota:
        a.diurus = a.pegawai_id not in luar
    konteks = {
        "surat": objek,
        "hari": hari,
        "anggota": [(a, jabatan.get(a.pegawai_id), a.berlaku.upper is None or a.berlaku.upper > hari) for a in anggota],
        "keputusan": list(keputusan.select_related("pejabat", "berkas", "oleh__pegawai").order_by("pk")),
        "berjalan": objek.dicabut_pada is None and (objek.berlaku.upper is None or objek.berlaku.upper > hari),
        "boleh": access.boleh(request.user, "delegasikan_penilai"),
        "boleh_cabut": access.boleh(request.user, "cabut_delegasi", objek),
        "langsung": not hak(request.user).wilayah_admin,
        "boleh_cetak": boleh_terbit(request.user, NAMA_SURAT, str(objek.pk)),
    }
    return tampilkan(request, "layanan/delegasi_surat.html", konteks)


@izin("layanan.delegasikan_penilai")
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Choose people by filter or list, then write the letter. An admin attaches the signed paper, a leader decides himself."""
    access.pastikan(request.user, "delegasikan_penilai")
    hari = jam.hari_ini()
    wilayah = wilayah_delegasi(request.user)
    saring = SaringDelegasiForm(request.GET or None, wilayah=wilayah)
    dipilih = _dipilih(request)
    form = DelegasiForm(request.POST or None, initial={"tanggal": hari, "mulai": hari})
    keputusan = _form_keputusan(request, hari)
    if request.method == "POST":
        hasil = _simpan(request, form, keputusan, dipilih)
        if hasil is not None:
            return hasil
    orang = Pegawai.objects.filter(pk__in=dipilih) if request.method == "POST" or dipilih else saring.pegawai(hari)
    terlalu_banyak = 0 if dipilih else _lebih(orang)
    konteks = {
        "saring": saring,
        "calon": [] if terlalu_banyak else _calon(orang, hari),
        "terlalu_banyak": terlalu_banyak,
        "form": form,
        "keputusan": keputusan,
        "disaring": bool(request.GET),
        "paling_banyak": PALING_BANYAK,
    }
    galat = form.errors or (keputusan and keputusan.errors)
    return tampilkan(request, "layanan/delegasi_baru.html", konteks, bagian="isi_delegasi", status=422 if galat else 200)


def _dipilih(request: HttpRequest) -> list[int]:
    """Everybody who was ticked, also when they are too many: what does not fit is refused, never dropped."""
    teks = request.POST.getlist("pegawai") if request.method == "POST" else request.GET.getlist("pegawai")
    return list(dict.fromkeys(int(t) for t in teks if t.isdecimal() and len(t) < 19))


def _lebih(orang: QuerySet[Pegawai]) -> int:
    """How many match when that is more than one letter holds, else 0."""
    jumlah = orang.count()
    return jumlah if jumlah > PALING_BANYAK else 0


def _form_keputusan(request: HttpRequest, hari: dt.date) -> KeputusanForm | None:
    """Only an admin records; without an admin's role the one who signs in decides."""
    if not hak(request.user).wilayah_admin:
        return None
    data, berkas = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return KeputusanForm(data, berkas, pejabat=pejabat_pemutus(request.user, hari), initial={"tanggal_keputusan": hari})


def pejabat_pemutus(akun: Akun, hari: dt.date) -> QuerySet[Pegawai]:
    """Officials whose paper may be recorded: the Kepala Daerah, the Sekda, and leaders above and in one's own area.

    Those of earlier days too: an older letter stands when he who signed it led on its day, which the act judges.
    """
    setda = MasaUnit.objects.pada(hari).filter(jenis=JenisUnit.SETDA).values("unit_id")
    di_atas = {p for w in hak(akun).wilayah_admin for p in queries.jalur(w)}
    unit = Q(unit__path__in=di_atas) | Q(unit__depth=1) | Q(unit__in=setda)
    if "" in hak(akun).wilayah_admin:
        unit = Q(unit__depth__lte=2)
    memimpin = Penugasan.objects.filter(unit, memimpin=True, berlaku__startswith__lte=hari).exclude(
        pegawai_id=akun.pegawai_id or 0
    )
    return Pegawai.objects.filter(pk__in=memimpin.values("pegawai_id")).order_by("nama_urut", "pk")


def _calon(orang: QuerySet[Pegawai], hari: dt.date) -> list[Any]:
    return list(queries.dengan_keadaan(orang.order_by("nama_urut", "pk"), hari))


def _simpan(
    request: HttpRequest, form: DelegasiForm, keputusan: KeputusanForm | None, dipilih: list[int]
) -> HttpResponse | None:
    sah = form.is_valid()
    if len(dipilih) > PALING_BANYAK:
        batas = f"paling banyak {angka(PALING_BANYAK)} orang per surat"
        form.add_error(None, f"Anda memilih {angka(len(dipilih))} orang, {batas}. Bagi menjadi beberapa surat.")
        return None
    if not (keputusan is None or keputusan.is_valid()) or not sah:
        return None
    isi = form.cleaned_data
    bahan = IsiDelegasi(
        nomor=isi["nomor"],
        tanggal=isi["tanggal"],
        mulai=isi["mulai"],
        sampai=awal_tidak_berlaku(isi["sampai"]),
        penilai=isi["penilai"],
        unit_penilai=isi["unit_penilai"],
        tentang=isi["tentang"],
        alasan=isi["alasan"],
    )
    try:
        boleh = _di_wilayah(request.user, dipilih)
        surat = delegasikan_menurut_surat(bahan, boleh, isi_keputusan(keputusan), by=request.user)
    except (Ditolak, TidakBoleh) as galat:
        form.add_error(None, galat.kalimat)
        return None
    messages.success(request, f"Surat {surat.nomor} tersimpan untuk {angka(len(boleh))} orang.")
    return redirect("layanan:delegasi", surat.pk)


def _di_wilayah(akun: Akun, dipilih: list[int]) -> list[int]:
    """The chosen people, all of one's own area. Raises ``TidakBoleh`` when one is not: ids come from a form."""
    if di_luar_wilayah(akun, set(dipilih)):
        raise TidakBoleh("Ada pegawai di luar unit yang Anda urus. Keluarkan dari daftar, atau minta BKPSDM mencatatnya.")
    return sorted(set(dipilih))


def isi_keputusan(form: KeputusanForm | None) -> IsiKeputusan | None:
    """What a valid form says of the signed paper."""
    if form is None:
        return None
    isi = form.cleaned_data
    return IsiKeputusan(isi["pejabat"], isi["nomor_keputusan"], isi["tanggal_keputusan"], isi["berkas"])


@izin("layanan.delegasikan_penilai")
@require_http_methods(["GET", "HEAD", "POST"])
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a letter."""
    objek = access.get_delegasi(request.user, pk, "cabut_delegasi")
    hari = jam.hari_ini()
    form = CabutForm(request.POST or None, initial={"sejak": hari})
    keputusan = _form_keputusan(request, hari)
    if request.method == "POST" and form.is_valid() and (keputusan is None or keputusan.is_valid()):
        try:
            isi = form.cleaned_data
            cabut_menurut_surat(objek, isi["sejak"], isi["alasan"], isi_keputusan(keputusan), by=request.user)
            messages.success(request, f"Surat {objek.nomor} dicabut. Penilai orang-orangnya kembali menurut struktur.")
            return redirect("layanan:delegasi", objek.pk)
        except (Ditolak, TidakBoleh) as galat:
            form.add_error(None, galat.kalimat)
    konteks = {"surat": objek, "form": form, "keputusan": keputusan}
    galat_ada = form.errors or (keputusan and keputusan.errors)
    return tampilkan(request, "layanan/delegasi_cabut.html", konteks, status=422 if galat_ada else 200)


@izin("layanan.delegasikan_penilai")
@require_http_methods(["GET", "HEAD", "POST"])
def lepaskan(request: HttpRequest, pk: int, anggota_pk: int) -> HttpResponse:
    """Take one person out of a letter: a leader at once, an admin with the signed paper of him who decided."""
    anggota = access.get_anggota_delegasi(request.user, pk, anggota_pk)
    hari = jam.hari_ini()
    keputusan = _form_keputusan(request, hari)
    form = AkhiriForm(request.POST or None, initial={"sejak": hari})
    if request.method == "POST" and form.is_valid() and (keputusan is None or keputusan.is_valid()):
        try:
            lepaskan_menurut_surat(anggota, form.cleaned_data["sejak"], isi_keputusan(keputusan), by=request.user)
            messages.success(request, f"{anggota.pegawai} dilepaskan dari surat {anggota.pendelegasian.nomor}.")
            return redirect("layanan:delegasi", pk)
        except (Ditolak, TidakBoleh) as galat:
            form.add_error(None, galat.kalimat)
    konteks = {"anggota": anggota, "surat": anggota.pendelegasian, "form": form, "keputusan": keputusan}
    galat_ada = form.errors or (keputusan and keputusan.errors)
    return tampilkan(request, "layanan/delegasi_lepaskan.html", konteks, status=422 if galat_ada else 200)
