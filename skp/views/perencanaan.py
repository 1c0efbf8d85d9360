"""How far the units are with planning: the kabupaten on one page, and the tab of one unit with people by name."""

import datetime as dt
from collections.abc import Iterable, Sequence
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
from kinerja.layanan.privasi import TIDAK_BERTUGAS, keadaan_terlihat
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import anak_unit, unit_berlaku
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, tanggal
from skp.access import boleh, get_unit
from skp.actions.ingatkan import ingatkan
from skp.enums import KeadaanPerencanaan as K
from skp.merit import fakta_merit, tampilan_merit
from skp.perencanaan import BEBAS, TERTAHAN, BarisOrang, DaftarOrang, Rekap, Saring, batas_penetapan, rekap_perencanaan, teks_wa
from skp.siklus import siklus_dipilih
from skp.temuan import hari_acuan

PER_HALAMAN = 20
TERAKHIR = 10
KOLOM_ORANG = ("Pegawai", "Jabatan", "Unit", "Keadaan", "Sebab", "Di meja", "Sejak", "Menunggu (hari kerja)")
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
    """All perangkat daerah, who is furthest behind in front; by name those who wait longest, in one's own area."""
    siklus, tahun = siklus_dipilih(request)
    if siklus is None:
        return tampilkan(request, "skp/perencanaan.html", {"siklus": None})
    hari = hari_acuan(siklus)
    unit = list(unit_berlaku(hari).filter(depth__lte=2))
    rekap = rekap_perencanaan(hari, [u.pk for u in unit])
    baris = [(u, rekap[u.pk]) for u in unit if u.depth == 2]
    if request.GET.get("unduh") == "xlsx":
        return _excel_unit(request, baris, hari)
    semua = _jumlah(baris, next((rekap[u.pk] for u in unit if u.depth == 1), None))
    wilayah = wilayah_nama(request.user)
    tertahan = DaftarOrang(Saring(wilayah), hari)
    terlama = tertahan[:TERAKHIR]
    konteks = {
        "siklus": siklus,
        "tahun": tahun,
        "hari": hari,
        "rekap": semua,
        "angka": angka_keadaan(semua),
        "ubin": [ubin(u, r) for u, r in sorted(baris, key=lambda b: (-_bagian_belum(b[1]), b[0].nama_kini)) if r.wajib],
        "kosong": [u for u, r in baris if not r.wajib],
        "buka": hak(request.user).admin_bkpsdm,
        "tertahan": terlama,
        "orang": siapkan(request.user, terlama),
        "banyak_tertahan": len(tertahan),
        "unduh": f"?{_tanpa(request, 'unduh')}&unduh=xlsx",
        "wa": teks_wa("di kabupaten", semua, hari),
        "merit": tampilan_merit(fakta_merit(siklus, hari, semua)) if hak(request.user).peran else None,
    }
    return tampilkan(request, "skp/perencanaan.html", konteks)


def wilayah_nama(akun: Akun) -> tuple[str, ...]:
    """Below which paths one sees people by name: where one holds a role, and the units one leads."""
    h = hak(akun)
    wilayah = h.wilayah(*Peran)
    return wilayah if SELURUH_KABUPATEN in wilayah else (*wilayah, *h.memimpin)


def _jumlah(baris: Iterable[tuple[UnitKerja, Rekap]], akar: Rekap | None) -> Rekap:
    if akar is not None:
        return akar
    hasil = Rekap()
    for _, r in baris:
        hasil.tambah(r)
    return hasil


def _bagian_belum(r: Rekap) -> float:
    return r.belum / r.wajib if r.wajib else 0.0


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
    """A unit as a small picture: one bar of states, and the same in words."""
    lebar, x, ruas = 100.0, 0.0, []
    for k, kelas in ((K.DITETAPKAN, "u1"), (K.DIAJUKAN, "u2"), (K.DIKEMBALIKAN, "u3"), (K.DRAF, "u4"), (K.BELUM_ADA, "u5")):
        if r.per[k]:
            panjang = lebar * r.per[k] / r.wajib
            ruas.append({"kelas": kelas, "x": f"{x:.2f}", "lebar": f"{panjang:.2f}"})
            x += panjang
    kata = ", ".join(f"{k.label.lower()} {angka(r.per[k])}" for k in (K.DITETAPKAN, *reversed(TERTAHAN)) if r.per[k])
    return {"unit": u, "rekap": r, "ruas": ruas, "kata": kata}


# -- one unit


@izin("skp.lihat_perencanaan", objek=True)
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of a unit by state, who waits longest in front; ``?unduh=xlsx`` exactly what is filtered."""
    objek = get_unit(request.user, pk, "lihat_perencanaan")
    siklus, tahun = siklus_dipilih(request)
    hari = hari_acuan(siklus) if siklus else hak(request.user).hari
    konteks = {**kerangka_unit(request.user, objek, "perencanaan", hari), "siklus": siklus, "tahun": tahun}
    if siklus is None:
        return tampilkan(request, "skp/perencanaan_unit.html", konteks)
    anak = list(unit_berlaku(hari).filter(anak_unit(objek)))
    rekap = rekap_perencanaan(hari, [objek.pk, *(a.pk for a in anak)])
    pilih = request.GET.get("keadaan", "") if request.GET.get("keadaan", "") in PILIHAN else "tertahan"
    kata = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    daftar = DaftarOrang(Saring((str(objek.path),), PILIHAN[pilih][1], kata, terlama=pilih != "semua"), hari)
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


def siapkan(akun: Akun, baris: Sequence[BarisOrang]) -> list[tuple[BarisOrang, str]]:
    """Each with the reason as this reader may know it: why somebody is away is not for everybody."""
    pergi = {b.pegawai.pk for b in baris if b.keadaan is K.DIKECUALIKAN}
    terlihat = (
        set(Pegawai.objects.filter(keadaan_terlihat(akun), pk__in=pergi).values_list("pk", flat=True)) if pergi else set()
    )
    return [(b, b.sebab if b.pegawai.pk not in pergi or b.pegawai.pk in terlihat else TIDAK_BERTUGAS) for b in baris]


def baris_excel(isi: tuple[BarisOrang, str]) -> list[Any]:
    """One person as a row of the file."""
    b, sebab = isi
    siapa = b.pegawai.nama_gelar if b.di_meja == "Pegawai sendiri" else b.di_meja
    return [b.pegawai.nama_gelar, b.jabatan, b.unit, b.keadaan.label, sebab, siapa, b.sejak, b.menunggu or None]


def _pil(request: HttpRequest, nama: str, judul: str, r: Rekap, kini: str) -> dict[str, Any]:
    banyak = sum(r.per[k] for k in PILIHAN[nama][1])
    kueri = {"keadaan": nama} | ({"q": request.GET["q"]} if request.GET.get("q") else {})
    return {"judul": judul, "banyak": banyak, "url": "?" + urlencode(kueri), "kini": nama == kini}


def _tanpa(request: HttpRequest, *kunci: str) -> str:
    sisa = [(k, v) for k, daftar in request.GET.lists() for v in daftar if k not in kunci]
    return urlencode(sisa)


def _excel_unit(request: HttpRequest, baris: Iterable[tuple[UnitKerja, Rekap]], hari: dt.date) -> HttpResponse:
    isi = ([u.nama_kini, r.wajib, *(r.per[k] for k in K), r.berlaku, r.belum] for u, r in baris)
    keterangan = [f"Keadaan {tanggal(hari)}. Angka mencakup semua unit di bawahnya."]
    return unduh_daftar(request, "perencanaan", f"Perencanaan {hari.year}", KOLOM_UNIT, isi, keterangan)


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
