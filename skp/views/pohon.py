"""The tree of results of a unit: opened level by level, its table twin, the path of one RHK."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from kinerja.layanan.beranda import alamat
from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Penugasan, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import jabatan_utama, jalur, unit_berlaku
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.siklus.models import Siklus
from skp.access import boleh, get_unit
from skp.enums import StatusPK
from skp.jalur import jalur_ke_pk
from skp.models import RHK, PerjanjianKinerja
from skp.pohon import HASIL, SASARAN, Pembaca, Pohon, Simpul
from skp.queries import versi_terlihat
from skp.siklus import siklus_dipilih
from skp.temuan import hitung_temuan, rhk_kini

#: More opened places than this are not kept in an address.
_BUKA_MAKS = 40
_EXCEL = ("Tingkat", "Kalimat", "Pemilik", "Pendukung", "Keadaan", "Keterangan")


@cukup_masuk
@require_safe
def pohon(request: HttpRequest) -> HttpResponse:
    """The tree of one's own unit; with ``?unit=`` that of another; without any unit a list to choose from."""
    akun, dipilih = request.user, request.GET.get("unit", "")
    if dipilih.isdecimal() and len(dipilih) < 19:
        return redirect("skp:pohon_unit", int(dipilih))
    sendiri = _unit_sendiri(akun)
    if sendiri is not None:
        return redirect("skp:pohon_unit", sendiri.pk)
    return tampilkan(request, "skp/pohon_pilih.html", {"pilihan": pilihan_unit(akun)})


def _unit_sendiri(akun: Akun) -> UnitKerja | None:
    """The nearest unit upward from one's own that has a Perjanjian Kinerja, else one's perangkat daerah."""
    if akun.pegawai_id is None:
        return None
    tugas = jabatan_utama([akun.pegawai_id], hak(akun).hari).get(akun.pegawai_id)
    if tugas is None:
        return None
    atas = UnitKerja.objects.filter(path__in=jalur(tugas.unit.path))
    ber_pk = Exists(PerjanjianKinerja.objects.filter(unit=OuterRef("pk"), status=StatusPK.BERLAKU))
    dekat: UnitKerja | None = atas.filter(ber_pk, depth__gt=1).order_by("-depth").first()
    return dekat or atas.filter(depth=2).first() or tugas.unit


def pilihan_unit(akun: Akun) -> QuerySet[UnitKerja]:
    """Units to choose from: perangkat daerah, and units with a Perjanjian Kinerja, whose tree ``akun`` may open."""
    h = hak(akun)
    pk = PerjanjianKinerja.objects.filter(unit=OuterRef("pk"), status__in=[StatusPK.BERLAKU, StatusPK.DRAF])
    wilayah = (*h.wilayah(*Peran), *h.memimpin)
    boleh_ = Q(pk__in=[])
    for path in wilayah:
        boleh_ |= Q(path__startswith=path) if path != SELURUH_KABUPATEN else Q(pk__isnull=False)
    if h.pegawai_id is not None:
        kerja = Penugasan.objects.pada(h.hari).filter(pegawai=h.pegawai_id).values_list("unit__path", flat=True)
        boleh_ |= Q(path__in={p for path in kerja for p in jalur(path)})
    return unit_berlaku(h.hari).filter(boleh_).filter(Q(depth=2) | Exists(pk)).order_by("path")


@izin("skp.lihat_pohon", objek=True)
@require_safe
def pohon_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """``?buka=`` (repeated) opens places, ``?jalur=`` shows the way up from one; htmx asks for one place with ``?cabang=``."""
    akun = request.user
    unit = get_unit(akun, pk, "lihat_pohon")
    siklus, tahun = siklus_dipilih(request)
    if siklus is None:
        return tampilkan(request, "skp/pohon.html", {**_kerangka(akun, unit), "pohon": None})
    mengawasi = boleh(akun, "lihat_perencanaan", unit)
    pembaca = Pembaca(akun, unit, siklus, mengawasi=mengawasi)
    terbuka = [k for k in request.GET.getlist("buka") if k][:_BUKA_MAKS]
    if request.htmx and (kunci := request.GET.get("cabang", "")):
        return _cabang(request, pembaca, kunci, terbuka)
    isi = pembaca.pohon(terbuka)
    if request.GET.get("unduh") == "xlsx":
        return _excel(request, isi)
    buka = [x.kunci for _, x in isi.semua() if x.anak is not None]
    for _, s in isi.semua():
        _alamati(request, s, buka)
    konteks = {
        **_kerangka(akun, unit),
        "siklus": siklus,
        "tahun": tahun,
        "pohon": isi,
        "sasaran": [s for s in isi.akar if s.jenis == SASARAN],
        "baris": list(isi.semua()),
        "tabel": request.GET.get("bentuk") == "tabel",
        "pilihan": pilihan_unit(akun),
        "jalur": _jalur(request, siklus, isi),
        "jalur_kunci": request.GET.get("jalur", ""),
        **_bentuk(request, buka),
        "url_pk": alamat("skp:pk_daftar"),
        **(_kesehatan(unit, siklus, pembaca.hari, isi) if mengawasi else {}),
    }
    return tampilkan(request, "skp/pohon.html", konteks)


def _kerangka(akun: Akun, unit: UnitKerja) -> dict[str, Any]:
    isi = kerangka_unit(akun, unit, "pohon", hak(akun).hari)
    return {**isi, "jalur_unit": isi.pop("jalur")}


def _kesehatan(unit: UnitKerja, siklus: Siklus, hari: dt.date, isi: Pohon) -> dict[str, Any]:
    """What the coverage report finds in this unit, in one query; not for the root, whose count is a job's."""
    if unit.depth == 1:
        return {}
    h = hitung_temuan(unit, siklus, hari)
    indikator = sum(len(s.celah) for s in isi.akar)
    kesehatan = [
        ("Indikator tanpa pendukung", indikator),
        ("RHK tanpa induk", h["tanpa_induk"] + h["induk_berakhir"]),
        ("RHK pimpinan belum dibagi", h["tanpa_anak"]),
        ("Sama persis dengan induk", h["sama_induk"]),
        ("Menunggu konfirmasi", h["menunggu"]),
    ]
    return {"kesehatan": kesehatan, "url_temuan": alamat("skp:cakupan", unit.pk)}


def _cabang(request: HttpRequest, pembaca: Pembaca, kunci: str, terbuka: list[str]) -> HttpResponse:
    tutup = request.GET.get("tutup") == "1"
    simpul = pembaca.cabang(kunci, buka=not tutup)
    if simpul is None:
        raise Http404
    kini = [k for k in dict.fromkeys(terbuka) if k != kunci] + ([] if tutup else [kunci])
    for s in (simpul, *(simpul.anak or ())):
        _alamati(request, s, kini)
    return tampilkan(request, "skp/pohon_cabang.html", {"simpul": [simpul], **_bentuk(request, kini)})


def _bentuk(request: HttpRequest, buka: list[str]) -> dict[str, str]:
    """The same open places as tree, as table and as Excel."""
    kini = buka or ["-"]
    return {
        "kueri_pohon": _kueri(request, kini, bentuk="pohon"),
        "kueri_tabel": _kueri(request, kini, bentuk="tabel"),
        "kueri_unduh": _kueri(request, kini, unduh="xlsx"),
    }


def _alamati(request: HttpRequest, s: Simpul, terbuka: list[str]) -> None:
    """The addresses that open, close and follow a place, also without JavaScript."""
    lain = [k for k in dict.fromkeys(terbuka) if k != s.kunci]
    s.alamat_buka = _kueri(request, [*lain, s.kunci])
    s.alamat_cabang = _kueri(request, [], cabang=s.kunci)
    s.alamat_tutup = _kueri(request, lain or ["-"])
    s.alamat_jalur = _kueri(request, terbuka, jalur=s.kunci) if s.jenis == HASIL else ""


def _kueri(request: HttpRequest, buka: list[str], **lain: str) -> str:
    isi: list[tuple[str, Any]] = [("tahun", request.GET["tahun"])] if request.GET.get("tahun") else []
    isi += [("bentuk", "tabel")] if request.GET.get("bentuk") == "tabel" and "bentuk" not in lain else []
    return "?" + urlencode([*isi, *(("buka", k) for k in buka), *lain.items()])


def _jalur(request: HttpRequest, siklus: Siklus, isi: Pohon) -> Any:
    """The way up from the chosen place; else from one's own first RHK. What one may not read has none."""
    kunci, akun = request.GET.get("jalur", ""), request.user
    hari = hak(akun).hari
    terlihat = rhk_kini(siklus, hari).select_related("versi__skp__pegawai", "versi__skp__penugasan")
    if kunci[:1] == HASIL and kunci[1:].isdecimal() and len(kunci) < 19:
        terlihat = terlihat.filter(lini=int(kunci[1:]), versi__in=versi_terlihat(akun).filter(skp__siklus=siklus))
    elif akun.pegawai_id is not None:
        terlihat = terlihat.filter(versi__skp__pegawai=akun.pegawai_id, jenis="UTAMA")
    else:
        return None
    rhk: RHK | None = terlihat.order_by("urut", "pk").first()
    return jalur_ke_pk(rhk, dari_bawah=True) if rhk is not None else None


def _excel(request: HttpRequest, isi: Pohon) -> HttpResponse:
    baris = [[dalam, s.judul, s.pemilik, s.dukungan, s.cip[0], s.keterangan] for dalam, s in isi.semua()]
    judul = f"Pohon kinerja {isi.unit} {isi.siklus.tahun}"
    return unduh_daftar(request, f"pohon-{isi.unit.pk}", judul, _EXCEL, baris, ["Cabang yang dibuka di layar."])
