"""Units: the tree, opened level by level, and the page of one unit."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.meja import meja_terdekat
from kinerja.layanan.rekap import angka_rekap, baris_excel, baris_unit
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import atur, tabel_unit
from kinerja.layanan.tautan import tautan_unit
from kinerja.organisasi import queries
from kinerja.organisasi.access import get_unit
from kinerja.organisasi.models import PeranAkun, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import KOLOM_UNIT
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin

ORANG_TAMPAK = 8
PER_HALAMAN = 60


@cukup_masuk
@require_safe
def pohon(request: HttpRequest) -> HttpResponse:
    """The tree; ``?buka=<pk>`` opens the way down to that unit. htmx asks for one branch only."""
    hari = jam.hari_ini()
    buka = _yang_dibuka(request)
    if buka and request.htmx:
        tunas = queries.unit_berlaku(hari).filter(pk=buka.pk)
        anak = queries.unit_berlaku(hari).filter(queries.anak_unit(buka))
        simpul = _susun(tunas | anak, hari, {buka.path})
        return tampilkan(request, "layanan/unit_pohon.html", {"simpul": simpul}, bagian="cabang")
    terbuka = set(queries.jalur(buka.path)) if buka else set()
    akar = list(UnitKerja.objects.filter(depth=1).values_list("path", flat=True))
    simpul = _susun(_yang_tampak(terbuka | set(akar), hari), hari, terbuka | set(akar))
    return tampilkan(request, "layanan/unit_pohon.html", {"simpul": simpul, "buka": buka}, bagian="cabang")


def _yang_dibuka(request: HttpRequest) -> UnitKerja | None:
    buka = request.GET.get("buka", "")
    return get_unit(request.user, int(buka)) if buka.isdecimal() and len(buka) < 19 else None


def _yang_tampak(terbuka: set[str], hari: dt.date) -> QuerySet[UnitKerja]:
    tampak = UnitKerja.objects.filter(depth=1)
    for path in terbuka:
        tampak |= UnitKerja.objects.filter(path__startswith=path, depth=len(path) // UnitKerja.steplen + 1)
    return queries.unit_berlaku(hari) & tampak


def _susun(unit: QuerySet[UnitKerja], hari: dt.date, terbuka: set[str]) -> list[dict[str, Any]]:
    """Units in the order of the tree as nested nodes: ``unit``, ``kepala``, ``orang``, ``anak`` (None: closed)."""
    daftar = list(queries.dengan_pimpinan(unit, hari))
    rekap = queries.rekap_unit(hari, [u.pk for u in daftar])
    puncak: list[dict[str, Any]] = []
    per_path: dict[str, dict[str, Any]] = {}
    for u in daftar:
        simpul: dict[str, Any] = {
            "unit": u,
            "pimpinan": u.pimpinan_kini[0] if u.pimpinan_kini else None,
            "rekap": rekap.get(u.pk),
            "anak": [] if u.path in terbuka else None,
        }
        per_path[u.path] = simpul
        atas = per_path.get(u.path[: -UnitKerja.steplen])
        (atas["anak"] if atas and atas["anak"] is not None else puncak).append(simpul)
    return puncak


@izin("organisasi.lihat_unit", objek=True)
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit with everything below it; ``?unduh=xlsx`` its sub-units as Excel."""
    hari = jam.hari_ini()
    objek = get_unit(request.user, pk)
    anak = queries.unit_berlaku(hari).filter(queries.anak_unit(objek)).values("pk")
    diri, *baris = baris_unit(UnitKerja.objects.filter(Q(pk=objek.pk) | Q(pk__in=anak)), hari)
    if request.GET.get("unduh") == "xlsx":
        judul, isi = baris_excel(baris)
        return unduh_daftar(request, f"unit-{objek.pk}", objek.nama_kini, judul, isi)
    rekap = diri["rekap"]
    konteks = {
        **kerangka_unit(request.user, objek, "ringkasan", hari),
        "rekap": rekap,
        "angka": angka_rekap(rekap, f"?unit={objek.pk}"),
        "url_saring": f"?unit={objek.pk}",
        "url_buka": f"?buka={objek.pk}#u{objek.pk}",
        "anak": baris,
        "tabel": atur(tabel_unit(baris, list(KOLOM_UNIT), f"Unit di bawah {objek.nama_kini}"), request, PER_HALAMAN),
        "orang": _orang(objek, hari),
        "admin": _admin(objek, hari),
        "riwayat_nama": objek.masa.select_related("induk").order_by("-berlaku"),
        **tautan_unit(request.user, objek),
    }
    return tampilkan(request, "layanan/unit.html", konteks, bagian="daftar")


def _orang(unit: UnitKerja, hari: dt.date) -> list[Any]:
    """The people who work in this very unit, leaders first."""
    langsung = queries.penugasan_pada(hari).filter(unit=unit).order_by("-memimpin", "pegawai__nama_urut")
    return list(langsung.select_related("pegawai", "jabatan")[:ORANG_TAMPAK])


def _admin(unit: UnitKerja, hari: dt.date) -> list[PeranAkun]:
    """Who keeps the data of this unit: the admins at its desk; nobody while that is BKPSDM's."""
    meja = meja_terdekat([unit.path], hari)[unit.path]
    return [p for p in meja.peran if p.unit is not None]
