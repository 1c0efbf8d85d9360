"""How far the units are with planning: the kabupaten on one page, and the tab of one unit with people by name."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from kinerja.layanan.beranda import alamat
from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import anak_unit, unit_berlaku
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, tanggal, waktu
from skp.access import boleh, get_unit
from skp.actions.ingatkan import ingatkan
from skp.enums import KeadaanPerencanaan as K
from skp.merit import tampilan_merit
from skp.models import RingkasanPerencanaan
from skp.perencanaan import BEBAS, TERTAHAN, DaftarOrang, Rekap, Saring, batas_penetapan, rekap_perencanaan, teks_wa
from skp.reports.nama import KOLOM_ORANG, baris_excel, siapkan
from skp.ringkasan import dari_ringkasan, merit_dari, papan, ringkasan_kabupaten, terlama_di
from skp.siklus import siklus_dipilih
from skp.temuan import hari_acuan

PER_HALAMAN = 20
PER_HALAMAN_UNIT = 60
TERAKHIR = 10
KOLOM_UNIT = ("Unit", "Wajib SKP", *(k.label for k in K), "SKP berlaku", "Belum ditetapkan")
#: Name in the address -> (words, states).
PILIHAN: dict[str, tuple[str, tuple[K, ...]]] = {
    "tertahan": ("Belum ditetapkan", TERTAHAN),
    "belum_ada": ("Belum disusun", (K.BELUM_ADA,)),
    "draf": ("Draf", (K.DRAF,)),
    "diajukan": ("Diajukan", (K.DIAJUKAN,)),
    "dikembalikan": ("Dikembalikan", (K.DIKEMBALIKAN,)),
    "ditetapkan": ("Ditetapkan", (K.DITETAPKAN,)),
    "bebas": ("Tidak wajib di sini", BEBAS),
    "semua": ("Semua", tuple(K)),
}


@izin("skp.lihat_perencanaan_kabupaten")
@require_safe
def kabupaten(request: HttpRequest) -> HttpResponse:
    """All perangkat daerah as the worker counted them, who is furthest behind in front; by name those who wait longest."""
    siklus, tahun = siklus_dipilih(request)
    if siklus is None:
        return tampilkan(request, "skp/perencanaan.html", {"siklus": None})
    konteks = {"siklus": siklus, "tahun": tahun, "buka": hak(request.user).admin_bkpsdm}
    akar = ringkasan_kabupaten(siklus.tahun)
    if akar is None:
        return tampilkan(request, "skp/perencanaan.html", konteks)
    if request.GET.get("unduh") == "xlsx":
        return _excel_unit(request, akar)
    return tampilkan(request, "skp/perencanaan.html", konteks | _isi_kabupaten(request, akar, hari_acuan(siklus)))


def _isi_kabupaten(request: HttpRequest, akar: RingkasanPerencanaan, hari: dt.date) -> dict[str, Any]:
    semua, merit = dari_ringkasan(akar), merit_dari(akar)
    halaman = Paginator(papan(akar.tahun), PER_HALAMAN_UNIT).get_page(request.GET.get("page"))
    terlama, banyak = terlama_di(wilayah_nama(request.user), akar.tahun, hari, TERAKHIR)
    return {
        "akar": akar,
        "rekap": semua,
        "angka": angka_keadaan(semua),
        "halaman": halaman,
        "ubin": [
            ubin(r.unit, dari_ringkasan(r)) | {"terbuka": boleh(request.user, "lihat_perencanaan", r.unit)}
            for r in halaman.object_list
        ],
        "kueri": _tanpa(request, "page", "unduh"),
        "tertahan": terlama,
        "orang": siapkan(request.user, terlama),
        "banyak_tertahan": max(banyak, len(terlama)),
        "unduh": f"?{_tanpa(request, 'unduh', 'page')}&unduh=xlsx",
        "wa": teks_wa("di kabupaten", semua, akar.tanggal),
        "merit": tampilan_merit(merit) if merit and hak(request.user).peran else None,
        "laporan": boleh(request.user, "lihat_perencanaan", akar.unit),
    }


def wilayah_nama(akun: Akun) -> tuple[str, ...]:
    """Below which paths one sees people by name: where one holds a role, and the units one leads."""
    h = hak(akun)
    wilayah = h.wilayah(*Peran)
    return wilayah if SELURUH_KABUPATEN in wilayah else (*wilayah, *h.memimpin)


def angka_keadaan(r: Rekap, alamat: str = "") -> list[dict[str, Any]]:
    """The row of big numbers."""
    persen = f"{angka(round(1000 * r.berlaku / r.wajib) / 10)}%" if r.wajib else "–"
    bebas = f" {angka(r.bebas)} tidak wajib di sini." if r.bebas else ""
    return [
        {
            "judul": "SKP ditetapkan",
            "nilai": persen,
            "kalimat": f"{angka(r.berlaku)} dari {angka(r.wajib)}. Sisa {angka(r.belum)}.{bebas}",
            "bagian": r.berlaku,
            "dari": r.wajib,
            "awas": r.belum > 0,
        },
        *(
            {
                "judul": judul,
                "nilai": angka(r.per[k]),
                "kalimat": kalimat,
                "url": f"{alamat}?keadaan={k.value.lower()}" if alamat else "",
            }
            for k, judul, kalimat in (
                (K.DIAJUKAN, "Menunggu penetapan", "Di meja penilai."),
                (K.DRAF, "Masih draf", f"Di meja pegawai. {angka(r.per[K.DIKEMBALIKAN])} lagi dikembalikan."),
                (K.BELUM_ADA, "Belum disusun", "Belum ada SKP tahun ini."),
            )
        ),
    ]


def ubin(u: UnitKerja, r: Rekap) -> dict[str, Any]:
    """A unit as a small picture: one bar of states, and the same in words. ``terbuka``: it leads to the unit's page."""
    lebar, x, ruas = 100.0, 0.0, []
    for k, kelas in ((K.DITETAPKAN, "u1"), (K.DIAJUKAN, "u2"), (K.DIKEMBALIKAN, "u3"), (K.DRAF, "u4"), (K.BELUM_ADA, "u5")):
        if r.per[k]:
            panjang = lebar * r.per[k] / r.wajib
            ruas.append({"kelas": kelas, "x": f"{x:.2f}", "lebar": f"{panjang:.2f}"})
            x += panjang
    kata = ", ".join(f"{k.label.lower()} {angka(r.per[k])}" for k in (K.DITETAPKAN, *reversed(TERTAHAN)) if r.per[k])
    return {"unit": u, "rekap": r, "ruas": ruas, "kata": kata, "terbuka": True}


# -- one unit


@izin("skp.lihat_perencanaan", objek=True)
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of a unit by state, who waits longest in front; ``?unduh=xlsx`` exactly what is filtered.

    Always counted anew. The root is the kabupaten, which has its own page.
    """
    objek = get_unit(request.user, pk, "lihat_perencanaan")
    if objek.is_root():
        return redirect("skp:perencanaan")
    siklus, tahun = siklus_dipilih(request)
    hari = hari_acuan(siklus) if siklus else hak(request.user).hari
    konteks = {**kerangka_unit(request.user, objek, "perencanaan", hari), "siklus": siklus, "tahun": tahun}
    if siklus is None:
        return tampilkan(request, "skp/perencanaan_unit.html", konteks)
    anak = list(unit_berlaku(hari).filter(anak_unit(objek)))
    rekap = rekap_perencanaan(hari, [objek.pk, *(a.pk for a in anak)])
    pilih = request.GET.get("keadaan", "") if request.GET.get("keadaan", "") in PILIHAN else "tertahan"
    kata = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    banyak = None if kata else sum(rekap[objek.pk].per[k] for k in PILIHAN[pilih][1])
    daftar = DaftarOrang(Saring((str(objek.path),), PILIHAN[pilih][1], kata, terlama=pilih != "semua"), hari, banyak)
    if request.GET.get("unduh") == "xlsx":
        keterangan = [f"{PILIHAN[pilih][0]}, keadaan {tanggal(hari)}."]
        isi = map(baris_excel, siapkan(request.user, daftar[:]))
        return unduh_daftar(request, f"perencanaan-{objek.pk}", f"Perencanaan {objek}", KOLOM_ORANG, isi, keterangan)
    halaman = Paginator(daftar, PER_HALAMAN).get_page(request.GET.get("page"))
    r = rekap[objek.pk]
    konteks |= {
        "hari": hari,
        "rekap": r,
        "angka": angka_keadaan(r, reverse("skp:perencanaan_unit", args=[objek.pk])),
        "pil": [_pil(request, n, judul, r, pilih) for n, (judul, _) in PILIHAN.items()],
        "pilih": pilih,
        "kata": kata,
        "halaman": halaman,
        "orang": siapkan(request.user, halaman.object_list),
        "anak": [(a, rekap[a.pk], ubin(a, rekap[a.pk])) for a in anak if rekap[a.pk].wajib],
        "wa": teks_wa(str(objek), r, hari),
        "batas": batas_penetapan(siklus.tahun, hari),
        "kueri": _tanpa(request, "page", "unduh"),
        "boleh_ingatkan": boleh(request.user, "ingatkan", objek) and hari == hak(request.user).hari,
        "unduh": f"?{_tanpa(request, 'page', 'unduh')}&unduh=xlsx",
        "url_cakupan": alamat("skp:cakupan", objek.pk),
        "url_mutu": alamat("skp:mutu", objek.pk),
        "url_templat": alamat("skp:templat", objek.pk) if boleh(request.user, "atur_templat", objek) else "",
    }
    return tampilkan(request, "skp/perencanaan_unit.html", konteks, bagian="daftar")


def _pil(request: HttpRequest, nama: str, judul: str, r: Rekap, kini: str) -> dict[str, Any]:
    banyak = sum(r.per[k] for k in PILIHAN[nama][1])
    kueri = {"keadaan": nama} | ({"q": request.GET["q"]} if request.GET.get("q") else {})
    return {"judul": judul, "banyak": banyak, "url": "?" + urlencode(kueri), "kini": nama == kini}


def _tanpa(request: HttpRequest, *kunci: str) -> str:
    sisa = [(k, v) for k, daftar in request.GET.lists() for v in daftar if k not in kunci]
    return urlencode(sisa)


def _excel_unit(request: HttpRequest, akar: RingkasanPerencanaan) -> HttpResponse:
    baris = sorted(((r.unit.nama_kini, dari_ringkasan(r)) for r in papan(akar.tahun)), key=lambda b: b[0])
    isi = ([nama, r.wajib, *(r.per[k] for k in K), r.berlaku, r.belum] for nama, r in baris)
    keterangan = [
        f"Keadaan {tanggal(akar.tanggal)}, dihitung {waktu(akar.dihitung_pada)}. Angka mencakup semua unit di bawahnya."
    ]
    return unduh_daftar(request, "perencanaan", f"Perencanaan {akar.tahun}", KOLOM_UNIT, isi, keterangan)


@izin("skp.ingatkan", objek=True)
@require_POST
def ingatkan_satu(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind whoever holds the desk; back to the list it came from."""
    pegawai = get_object_or_404(Pegawai, pk=pk)
    siapa = ingatkan(pegawai, hak(request.user).hari, by=request.user)
    messages.success(request, f"Pengingat terkirim kepada {siapa}.")
    unit = request.POST.get("unit", "")
    if unit.isdecimal() and len(unit) < 19:
        return redirect(f"{reverse('skp:perencanaan_unit', args=[int(unit)])}#daftar")
    return redirect("skp:perencanaan")
