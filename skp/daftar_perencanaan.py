"""What the planning stage registers on the ground's pages: menu, tabs and columns of units, tasks of unit admins."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.urls import reverse

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_PEKERJAAN,
    KOLOM_UNIT,
    MENU,
    SUMBER_TUGAS,
    TAB_UNIT,
    TAHAP_SKALA,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisPekerjaan,
    KolomUnit,
    SumberTugas,
    Tab,
    TahapSkala,
    Tugas,
)
from kinerja.plumbing.serempak import Penanya
from kinerja.plumbing.tulisan import angka
from skp import laporan, skala
from skp.access import boleh
from skp.enums import KeadaanPerencanaan as K
from skp.perencanaan import rekap_perencanaan
from skp.ringkasan import rekap_kolom

_MENU = (
    ButirMenu("pohon", "Pohon", "skp:pohon", "git-branch", lambda akun: True, "/skp/pohon/", utama=False),
    ButirMenu(
        "perencanaan", "Perencanaan", "skp:perencanaan", "clipboard-list",
        lambda akun: boleh(akun, "lihat_perencanaan_kabupaten"), "/skp/perencanaan/", utama=False,
    ),
)  # fmt: skip
_TAB = (
    Tab(
        "perencanaan",
        "Perencanaan",
        lambda u: reverse("skp:perencanaan_unit", args=[u.pk]),
        lambda akun, u: boleh(akun, "lihat_perencanaan", u),
    ),
    Tab(
        "pohon",
        "Pohon kinerja",
        lambda u: reverse("skp:pohon_unit", args=[u.pk]),
        lambda akun, u: boleh(akun, "lihat_pohon", u),
    ),
)
KOLOM = (
    KolomUnit("skp_berlaku", "SKP ditetapkan", rekap_kolom, attrgetter("berlaku")),
    KolomUnit("skp_belum", "Belum ditetapkan", rekap_kolom, attrgetter("belum"), awas=True),
)


def tugas_admin(akun: Akun) -> Penanya:
    """How many people of the units that ``akun`` administers have no SKP that holds, one task per subtree. Two queries.

    BKPSDM has the page of the kabupaten for this.
    """
    h = hak(akun)
    if h.admin_bkpsdm or not h.unit_admin:
        return
    unit = {u.pk: u for u in (yield UnitKerja.objects.filter(path__in=h.unit_admin).order_by("path"))}
    rekap = rekap_perencanaan(h.hari, {pk: u.path for pk, u in unit.items()})
    for pk, u in unit.items():
        yield from _tugas(u, rekap[pk])


def _tugas(u: UnitKerja, r: Any) -> Iterable[Tugas]:
    kata = [f"{angka(r.per[k])} {k.label.lower()}" for k in (K.DIAJUKAN, K.DIKEMBALIKAN, K.DRAF, K.BELUM_ADA) if r.per[k]]
    if r.belum:
        yield Tugas(
            judul=f"{angka(r.belum)} orang di {u} belum punya SKP yang ditetapkan",
            keterangan=f"{', '.join(kata).capitalize()}. Halamannya menyebut di meja siapa, sejak kapan.",
            tombol="Lihat daftarnya",
            url=reverse("skp:perencanaan_unit", args=[u.pk]),
        )


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for butir in _MENU:
        MENU.daftarkan(butir)
    for tab in _TAB:
        TAB_UNIT.daftarkan(tab)
    for kolom in KOLOM:
        KOLOM_UNIT.daftarkan(kolom)
    JADWAL.daftarkan(Jadwal("SKP: hitung keadaan perencanaan", "skp.hitung_perencanaan", "*", "5,35"))
    SUMBER_TUGAS.daftarkan(SumberTugas("skp_admin", tugas_admin))
    TAHAP_SKALA.daftarkan(TahapSkala("skp", skala.isi, skala.halaman))
    JENIS_PEKERJAAN.daftarkan(
        JenisPekerjaan(laporan.JENIS, "Menyusun laporan perencanaan", laporan.jalankan, laporan.url_hasil)
    )
    JENIS_BERKAS.daftarkan(JenisBerkas(laporan.UNTUK, laporan.boleh_berkas))
