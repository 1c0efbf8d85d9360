"""Everybody of a unit by name: state, why, on whose desk, since when, as one reader may know it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from kinerja.layanan.privasi import TIDAK_BERTUGAS, keadaan_terlihat
from kinerja.layanan.reports.excel import Lembar
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.siklus.models import Siklus
from skp.enums import KeadaanPerencanaan as K
from skp.perencanaan import BarisOrang, DaftarOrang, Saring
from skp.temuan import hari_acuan

KOLOM_ORANG = ("Pegawai", "Jabatan", "Unit", "Keadaan", "Sebab", "Di meja", "Sejak", "Menunggu (hari kerja)")


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


def daftar_nama(unit: UnitKerja, siklus: Siklus, akun: Akun, laporkan: Callable[..., None] = lambda *_: None) -> list[Lembar]:
    """Two sheets: states per unit where people work, and everybody."""
    hari = hari_acuan(siklus)
    orang = siapkan(akun, DaftarOrang(Saring((str(unit.path),), tuple(K), terlama=False), hari)[:])
    laporkan(1, 2, f"{angka(len(orang))} orang terbaca.")
    per: dict[str, Counter[K]] = defaultdict(Counter)
    for b, _ in orang:
        per[b.unit][b.keadaan] += 1
    ket = [f"{unit}, keadaan {tanggal(hari)}."]
    ringkas = [[nama, *(per[nama][k] for k in K), per[nama].total()] for nama in sorted(per)]
    laporkan(2, 2)
    return [
        Lembar("Ringkasan", ("Unit", *(k.label for k in K), "Jumlah"), ringkas, ket),
        Lembar("Orang", KOLOM_ORANG, [baris_excel(x) for x in orang], ket),
    ]
