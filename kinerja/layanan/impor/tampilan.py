"""What the preview page shows: steps, counts, and the first rows of each kind."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse

from kinerja.layanan.enums import StatusImpor
from kinerja.layanan.models import BarisImpor, Impor, KelasBaris, Pekerjaan
from kinerja.layanan.pekerjaan import BERJALAN
from kinerja.plumbing.tulisan import angka, pukul

PERTAMA = 8
JUDUL_KELAS: Mapping[str, str] = {
    KelasBaris.BARU: "Yang baru",
    KelasBaris.BERUBAH: "Yang berubah, kolom demi kolom",
    KelasBaris.HILANG: "Tidak ada di berkas",
    KelasBaris.DITOLAK: "Baris ditolak",
    KelasBaris.GANDA: "Ganda, perlu keputusan",
}


@dataclass(frozen=True, slots=True)
class KelompokGanda:
    """Rows that speak of the same person: numbers of the rows, and why they are held (or which one is taken)."""

    baris: str
    kunci: str
    nama: str
    alasan: str


def langkah(impor: Impor) -> list[dict[str, str]]:
    """The four steps, with where the import stands."""
    r = impor.ringkasan
    tahap = {StatusImpor.DIUNGGAH: 1, StatusImpor.DIBACA: 2, StatusImpor.DITERAPKAN: 4}.get(StatusImpor(impor.status), -1)
    dibaca = f"{angka(r['data'])} baris, {angka(r['detik'], 1)} detik" if "detik" in r else "Menunggu"
    butir = (
        ("Unggah", pukul(impor.diunggah_pada)),
        ("Dibaca", dibaca),
        ("Pratinjau, Anda di sini" if tahap == 2 else "Pratinjau", "Belum ada data yang berubah" if tahap < 4 else "Diperiksa"),
        ("Diterapkan", pukul(impor.diterapkan_pada) if impor.diterapkan_pada else "Sekali jalan, semua atau tidak sama sekali"),
    )
    return [
        {"judul": judul, "kalimat": kalimat, "keadaan": "lewat" if i < tahap else "kini" if i == tahap else "nanti"}
        for i, (judul, kalimat) in enumerate(butir)
    ]


def angka_ringkas(impor: Impor) -> list[dict[str, Any]]:
    """The six counts, each with one sentence and, where there are rows, a link to them."""
    r = impor.ringkasan
    butir = (
        ("Baru", r["baru"], "Belum ada di sini", KelasBaris.BARU),
        ("Berubah", r["berubah"], f"{angka(r['kolom'])} kolom", KelasBaris.BERUBAH),
        ("Tetap", r["tetap"], "Tidak disentuh", None),
        ("Hilang", r["hilang"], "Tidak ada di berkas. Ditandai, tidak dihapus", KelasBaris.HILANG),
        ("Ditolak", r["ditolak"], "Ada alasannya", KelasBaris.DITOLAK),
        ("Ganda", r["ganda"], f"{angka(r['kelompok'])} kelompok, {angka(r['ditahan'])} baris ditahan", KelasBaris.GANDA),
    )
    return [
        {"judul": judul, "nilai": angka(n), "kalimat": kalimat, "url": _url(impor, kelas) if n and kelas else ""}
        for judul, n, kalimat, kelas in butir
    ]


def _url(impor: Impor, kelas: str) -> str:
    return reverse("layanan:impor_baris", args=[impor.pk, kelas.lower()])


def baris(impor: Impor, kelas: str) -> Any:
    """Rows of one kind, in the order of the sheet."""
    return BarisImpor.objects.filter(impor=impor, kelas=kelas).order_by("baris", "pk")


def kelompok_ganda(daftar: Iterable[BarisImpor]) -> list[KelompokGanda]:
    """Rows joined by their common reason."""
    per: dict[str, list[BarisImpor]] = {}
    for b in daftar:
        per.setdefault(b.alasan, []).append(b)
    return [
        KelompokGanda(" dan ".join(angka(b.baris) for b in isi), isi[0].kunci, isi[0].nama, _inti(a)) for a, isi in per.items()
    ]


def _inti(alasan: str) -> str:
    """The reason without the row numbers, which stand above it."""
    inti = alasan.split(" (baris ")[0]
    return f"{inti[:1].upper()}{inti[1:]}."


def baris_ubah(daftar: Iterable[BarisImpor], paling_banyak: int | None = None) -> Iterator[dict[str, Any]]:
    """One line per changed field; ``awal``: the first line of its person, ``tinggi``: how many he has."""
    semua = ({"b": b, "u": u, "awal": i == 0, "tinggi": len(b.perubahan)} for b in daftar for i, u in enumerate(b.perubahan))
    return islice(semua, paling_banyak)


def pekerjaan_impor(impor: Impor) -> Pekerjaan | None:
    """The latest job of the import."""
    return Pekerjaan.objects.filter(masukan__impor=impor.pk, jenis__startswith="impor.").order_by("-pk").first()


def sedang_berjalan(pekerjaan: Pekerjaan | None) -> bool:
    """Whether the page should keep asking."""
    return pekerjaan is not None and pekerjaan.status in BERJALAN
