"""Perjanjian Kinerja to look at: the list, those of a unit, one with its versions, and what a version changed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.models import KeputusanTercatat
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import atur
from kinerja.organisasi.access import get_unit
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.plumbing.tulisan import tanggal
from skp.access_pk import get_pk
from skp.enums import StatusPK
from skp.filters_pk import PKFilter
from skp.models import PerjanjianKinerja
from skp.pk_isi import beda
from skp.pk_json import susun
from skp.queries_pk import Rincian, baca_isi, daftar_pk, rincian, versi_unit, wilayah_isi
from skp.rules import IZIN
from skp.tables_pk import TabelPK

_KOLOM = ("Unit", "Tahun", "Versi", "Keadaan", "Jenis dokumen", "Sasaran", "Indikator", "Target belum ditetapkan", "Program")


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All that one may see; ``?unduh=xlsx`` exactly the filtered list."""
    semua = daftar_pk(request.user).order_by("-tahun", "unit__nama_kini", "-versi")
    saring = PKFilter(request.GET, semua, tahun=_tahun(request.user))
    if request.GET.get("unduh") == "xlsx":
        keterangan = [f"Keadaan {tanggal(jam.hari_ini())}."]
        return unduh_daftar(request, "pk", "Perjanjian Kinerja", _KOLOM, map(_baris_excel, saring.qs), keterangan)
    konteks = {"saring": saring, "tabel": atur(TabelPK(saring.qs), request), "boleh_unggah": _boleh_unggah(request.user)}
    konteks["unit_saya"] = next(iter(sorted(hak(request.user).data.memimpin_id)), None)
    return tampilkan(request, "skp/pk_daftar.html", konteks, bagian="daftar")


def _tahun(akun: Akun) -> list[int]:
    ada: QuerySet[PerjanjianKinerja] = daftar_pk(akun)
    return sorted({jam.hari_ini().year, *ada.order_by().values_list("tahun", flat=True).distinct()}, reverse=True)


def _baris_excel(pk: Any) -> list[Any]:
    kepala = [pk.unit.nama_kini, pk.tahun, pk.versi, StatusPK(pk.status).label, pk.jenis_dokumen]
    return [*kepala, pk.banyak_sasaran, pk.banyak_indikator, pk.tanpa_target, pk.banyak_program]


def _boleh_unggah(akun: Akun) -> bool:
    return UnitKerja.objects.filter(wilayah_isi(akun)).exists()


@izin("organisasi.lihat_unit", objek=True)
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab of a unit: every year and version."""
    objek = get_unit(request.user, pk)
    konteks = {
        **kerangka_unit(request.user, objek, "pk", jam.hari_ini()),
        "versi": list(versi_unit(objek, request.user)),
        "boleh_isi": IZIN["isi_pk"].test(request.user, objek),
        "tahun": jam.hari_ini().year,
    }
    return tampilkan(request, "skp/pk_unit.html", konteks)


@izin("skp.lihat_pk", objek=True)
@require_safe
def lihat(request: HttpRequest, pk: int) -> HttpResponse:
    """One Perjanjian Kinerja, whole."""
    dokumen = get_pk(request.user, pk)
    r = rincian(dokumen)
    versi = list(versi_unit(dokumen.unit, request.user).filter(tahun=dokumen.tahun))
    konteks = {
        "pk": dokumen,
        "r": r,
        "angka": _angka(r),
        "versi": versi,
        "sebelum": next((v for v in versi if v.versi < dokumen.versi), None),
        "keputusan": _keputusan(dokumen),
        "ada_lain": _ada_lain(r),
        **boleh(request.user, dokumen),
    }
    return tampilkan(request, "skp/pk.html", konteks)


def boleh(akun: Akun, dokumen: PerjanjianKinerja) -> dict[str, bool]:
    """Buttons of a document: what its state and the rule allow."""
    urus = bool(IZIN["berlakukan_pk"].test(akun, dokumen))
    return {
        "boleh_isi": bool(IZIN["isi_pk"].test(akun, dokumen)),
        "boleh_berlakukan": urus and dokumen.status == StatusPK.DRAF,
        "boleh_revisi": urus and dokumen.status == StatusPK.BERLAKU,
    }


def _angka(r: Rincian) -> list[dict[str, Any]]:
    indikator = sum(len(s.daftar_indikator) for s in r.sasaran)
    kurang = len(r.tanpa_target)
    return [
        {"judul": "Sasaran", "nilai": len(r.sasaran), "kalimat": "Yang dijanjikan pimpinan unit"},
        {
            "judul": "Indikator sasaran",
            "nilai": indikator,
            "kalimat": f"{kurang} target belum ditetapkan" if kurang else "Semua bertarget" if indikator else "Belum ada",
            "awas": bool(kurang),
        },
        {"judul": "Program", "nilai": len(r.program), "kalimat": "Dengan anggarannya"},
        {"judul": "Simpul di bawahnya", "nilai": len(r.simpul), "kalimat": "Kegiatan dan jabatan"},
    ]


def _keputusan(dokumen: PerjanjianKinerja) -> list[KeputusanTercatat]:
    semua = KeputusanTercatat.objects.filter(objek_jenis=dokumen._meta.label_lower, objek_id=dokumen.pk)
    return list(semua.select_related("pejabat", "oleh__pegawai").order_by("dicatat_pada"))


def _ada_lain(r: Rincian) -> bool:
    """Whether the source says something beyond the schema, anywhere."""
    bagian = [r.pk, *r.sasaran, *r.program, *r.simpul]
    return any(x.lain for x in bagian)


@izin("skp.lihat_pk", objek=True)
@require_safe
def bandingkan(request: HttpRequest, pk: int) -> HttpResponse:
    """What this version changed; ``?dari=<pk>``: another version of the same unit and year (default: the one before)."""
    dokumen = get_pk(request.user, pk)
    lain = versi_unit(dokumen.unit, request.user).filter(tahun=dokumen.tahun).exclude(pk=dokumen.pk)
    dari = request.GET.get("dari", "")
    lama = lain.filter(pk=dari).first() if dari.isdecimal() and len(dari) < 19 else lain.filter(versi__lt=dokumen.versi).first()
    if lama is None:
        raise Http404
    konteks = {
        "pk": dokumen,
        "lama": lama,
        "pilihan": list(lain),
        "ubah": beda(baca_isi(rincian(lama)), baca_isi(rincian(dokumen))),
    }
    return tampilkan(request, "skp/pk_beda.html", konteks, bagian="ubah")


@izin("skp.lihat_pk", objek=True)
@require_safe
def unduh(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole content as JSON, schema pk-1: what was imported comes out again."""
    dokumen = get_pk(request.user, pk)
    tanggapan = JsonResponse(susun(baca_isi(rincian(dokumen))), json_dumps_params={"ensure_ascii": False, "indent": 1})
    nama = f"pk-{dokumen.unit_id}-{dokumen.tahun}-v{dokumen.versi}.json"
    tanggapan["Content-Disposition"] = f'attachment; filename="{nama}"'
    return tanggapan


def remah_pk(dokumen: PerjanjianKinerja) -> list[tuple[str, str]]:
    """The way to a document."""
    return [
        ("Perjanjian Kinerja", reverse("skp:pk_daftar")),
        (dokumen.unit.nama_kini, reverse("skp:pk_unit", args=[dokumen.unit_id])),
        (f"{dokumen.tahun}, versi {dokumen.versi}", reverse("skp:pk", args=[dokumen.pk])),
    ]
