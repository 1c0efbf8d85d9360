"""How intense the talks are: the tab of a unit, counted anew, and the board of the kabupaten, as the worker counted it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dialog import intensitas as hitung
from dialog.access import boleh, pastikan
from dialog.aturan_intensitas import HitungJenjang, Jenjang, hari_diam, persen, skor_pelaksanaan
from dialog.intensitas import Intensitas
from kinerja.layanan.halaman import kerangka_unit
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.access import get_unit
from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.organisasi.queries import anak_unit, unit_berlaku
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.putusan import Putusan
from kinerja.plumbing.tulisan import angka, tanggal, waktu
from kinerja.siklus.queries import parameter

PER_HALAMAN = 24
DIAM_TAMPIL = 20
KOLOM = (
    "Unit", "Pegawai", "Dialog dalam irama", "Dialog lewat irama", "Umpan balik dalam irama", "Kesepakatan",
    "Kesepakatan selesai", "Kesepakatan lewat batas", "Atasan", "Atasan diam", "Berhenti di",
)  # fmt: skip


@izin("dialog.lihat_intensitas", objek=True)
@require_safe
def unit(request: Permintaan, pk: int) -> HttpResponse:
    """One unit with what is below it, always counted anew. The root is the kabupaten, which has its own board."""
    objek = get_unit(request.user, pk)
    pastikan(request.user, "lihat_intensitas", objek)
    if objek.is_root():
        return redirect("dialog:intensitas")
    hari = hak(request.user).hari
    irama = parameter("dialog_irama", hari).bulat
    anak = list(unit_berlaku(hari).filter(anak_unit(objek)))
    per = hitung.hitung_intensitas(hari, [objek.path, *(a.path for a in anak)])
    ini = per[objek.path]
    diam = hitung.atasan_diam(hari, [objek.path], DIAM_TAMPIL) if ini.atasan_diam else []
    konteks = {
        **kerangka_unit(request.user, objek, "intensitas", hari),
        "hari": hari,
        "irama": irama,
        "ini": ini,
        "angka": angka_intensitas(ini, irama),
        "rantai": rantai(ini.jenjang),
        "berhenti": sebut_berhenti(ini.berhenti(irama)),
        "diam": [(d, hari_diam(d.terakhir, d.sejak, hari)) for d in diam],
        "anak": [ubin(a, per[a.path], irama) for a in anak if per[a.path].pegawai],
    }
    return tampilkan(request, "dialog/intensitas_unit.html", konteks)


@izin("dialog.lihat_intensitas_kabupaten")
@require_safe
def kabupaten(request: Permintaan) -> HttpResponse:
    """All perangkat daerah, who is furthest out of the rhythm in front: counts only."""
    hari = hak(request.user).hari
    akar = hitung.ringkasan_kabupaten()
    if akar is None:
        return tampilkan(request, "dialog/intensitas.html", {"akar": None})
    irama = parameter("dialog_irama", hari).bulat
    ini = hitung.dari_ringkasan(akar)
    papan = hitung.papan()
    if request.GET.get("unduh") == "xlsx":
        isi = (baris_excel(r.unit, hitung.dari_ringkasan(r), irama) for r in papan)
        keterangan = [f"Dihitung {waktu(akar.dihitung_pada)}, keadaan {tanggal(akar.tanggal)}, irama {irama} hari."]
        return unduh_daftar(request, "intensitas", "Intensitas dialog", KOLOM, isi, keterangan)
    halaman = Paginator(papan, PER_HALAMAN).get_page(request.GET.get("page"))
    konteks = {
        "akar": akar,
        "irama": irama,
        "ini": ini,
        "angka": angka_intensitas(ini, irama),
        "rantai": rantai(ini.jenjang),
        "berhenti": sebut_berhenti(ini.berhenti(irama)),
        "halaman": halaman,
        "ubin": [
            ubin(r.unit, hitung.dari_ringkasan(r), irama) | {"terbuka": boleh(request.user, "lihat_intensitas", r.unit)}
            for r in halaman.object_list
        ],
        "merit": merit(ini),
    }
    return tampilkan(request, "dialog/intensitas.html", konteks)


def angka_intensitas(i: Intensitas, irama: int) -> list[dict[str, Any]]:
    """The row of big numbers: agreements that were closed count, not talks."""
    buka = i.kesepakatan - i.kesepakatan_selesai
    return [
        _bagian("Dialog dalam irama", i.berdialog, i.pegawai, f"Dialog terakhir paling lama {irama} hari lalu."),
        _bagian(
            "Kesepakatan selesai", i.kesepakatan_selesai, i.kesepakatan,
            f"{angka(buka)} masih terbuka, {angka(i.kesepakatan_lewat)} lewat batas.",
        ),
        _bagian("Umpan balik dalam irama", i.berumpan_balik, i.pegawai, "Dari siapa pun, tanpa menyebut pemberinya."),
        {
            "judul": "Atasan diam", "nilai": angka(i.atasan_diam), "awas": i.atasan_diam > 0,
            "kalimat": f"Dari {angka(i.atasan)} atasan: seluruh bawahannya lewat irama.",
        },
    ]  # fmt: skip


def _bagian(judul: str, bagian: int, dari: int, kalimat: str) -> dict[str, Any]:
    nilai = f"{angka(round(persen(bagian, dari)))}%" if dari else "–"
    return {
        "judul": judul, "nilai": nilai, "kalimat": f"{angka(bagian)} dari {angka(dari)}. {kalimat}", "bagian": bagian,
        "dari": dari, "awas": 2 * bagian < dari,
    }  # fmt: skip


def rantai(per: Mapping[Jenjang, HitungJenjang]) -> list[dict[str, Any]]:
    """The tiers from the top as the strip draws them; ``berhenti`` marks the first that stopped."""
    ada = [(j, per[j]) for j in Jenjang if j in per and per[j].bawahan]
    tempat = next((j for j, h in ada if h.berhenti), None)
    return [
        {"judul": j.label, "h": h, "lebar": f"{persen(h.berdialog, h.bawahan):.2f}", "berhenti": j is tempat} for j, h in ada
    ]


def sebut_berhenti(putusan: Putusan[Jenjang | None]) -> dict[str, Any]:
    """The sentence above the strip, and its reasons."""
    tempat = putusan.nilai
    kalimat = f"Dialog berhenti di jenjang {tempat.label.lower()}" if tempat else "Dialog sampai ke setiap jenjang"
    return {"kalimat": kalimat, "putusan": putusan, "ada": tempat is not None}


def ubin(u: UnitKerja, i: Intensitas, irama: int) -> dict[str, Any]:
    """A unit as a small picture: within and out of the rhythm, where the talks stopped. ``terbuka``: it leads to its page."""
    lebar = persen(i.berdialog, i.pegawai)
    tempat = i.berhenti(irama).nilai
    kata = f"{angka(i.berdialog)} dalam irama, {angka(i.lewat)} lewat"
    return {
        "unit": u, "i": i, "lebar": f"{lebar:.2f}", "sisa": f"{100 - lebar:.2f}", "kata": kata, "berhenti": tempat,
        "terbuka": True,
    }  # fmt: skip


def merit(i: Intensitas) -> dict[str, Any]:
    """The row of carrying out as the card shows it."""
    f = i.fakta
    butir: Iterable[tuple[str, int]] = (
        ("Realisasi sekurang-kurangnya sekali", f.sekali),
        ("Realisasi setiap periode", f.setiap),
        ("Dan umpan balik tercatat", f.berumpan),
        ("Dan kesepakatan perbaikan", f.bersepakat),
    )
    skor = skor_pelaksanaan(f)
    return {
        "skor": skor,
        "butir": [
            {"judul": judul, "nilai": f"{angka(round(persen(n, f.pegawai), 1))}%", "terpenuhi": langkah < skor.nilai}
            for langkah, (judul, n) in enumerate(butir)
        ],
    }


def baris_excel(u: UnitKerja, i: Intensitas, irama: int) -> list[Any]:
    """A unit as a row of the file."""
    tempat = i.berhenti(irama).nilai
    return [
        u.nama_kini, i.pegawai, i.berdialog, i.lewat, i.berumpan_balik, i.kesepakatan, i.kesepakatan_selesai,
        i.kesepakatan_lewat, i.atasan, i.atasan_diam, tempat.label if tempat else "",
    ]  # fmt: skip


def url_unit(u: UnitKerja) -> str:
    """The tab of a unit; of the root the board."""
    return reverse("dialog:intensitas") if u.is_root() else reverse("dialog:intensitas_unit", args=[u.pk])
