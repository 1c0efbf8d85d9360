"""What a page costs: queries, server CPU, time in the database, bytes, as ratios to a signed-in empty page of the same run.

Absolute times depend on the machine; a ratio says what our own code adds. Used by ``manage.py ukur`` (``make bench``) only.
"""

import gzip
import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from kinerja.layanan.akun.actions import beri_peran
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Penugasan, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import TAHAP_SKALA
from kinerja.plumbing.izin import cukup_masuk

ULANG = 15
#: The address of a person, as each row of a list of people has it.
_ORANG = re.compile(rb'href="/pegawai/\d+/"')


@cukup_masuk
def kosong(request: HttpRequest) -> HttpResponse:
    """The floor: session, menu, frame, nothing else."""
    return render(request, "dasar.html")


urlpatterns = [path("ukur-kosong/", kosong, name="ukur_kosong"), path("", include("config.urls"))]


@dataclass(frozen=True, slots=True)
class Biaya:
    """Cost of one page. ``detik``: median server CPU; ``sql``: median seconds in the database; ``bita``: compressed body."""

    nama: str
    kueri: int
    detik: float
    sql: float
    bita: int


def ukur() -> list[Biaya]:
    """Every page of the ground and of each stage on the database as it is; the floor comes first."""
    pemimpin, admin = _akun()
    unit = UnitKerja.objects.filter(depth=3).order_by("path")[0]
    orang = Penugasan.objects.filter(unit=unit).order_by("pk")[0].pegawai
    halaman = [
        ("halaman kosong", admin, "/ukur-kosong/"),
        ("beranda pimpinan", pemimpin, reverse("layanan:beranda")),
        ("beranda BKPSDM", admin, reverse("layanan:beranda")),
        ("daftar pegawai", admin, reverse("layanan:pegawai_daftar")),
        ("cari pegawai", admin, reverse("layanan:pegawai_daftar") + "?q=siti"),
        ("halaman pegawai", admin, reverse("layanan:pegawai", args=[orang.pk])),
        ("pohon unit", admin, reverse("layanan:pohon_unit")),
        ("halaman unit", admin, reverse("layanan:unit", args=[unit.pk])),
        ("kabupaten", admin, reverse("layanan:kabupaten")),
        ("perbaikan penilai", admin, reverse("layanan:penilai")),
        ("siklus", admin, reverse("siklus:tahun", args=[jam.hari_ini().year])),
        ("kotak masuk", admin, reverse("layanan:kotak_masuk")),
    ]
    for tahap in TAHAP_SKALA:
        tambahan = tahap.halaman(pemimpin.pegawai_id or 0)
        halaman += [(nama, admin if bkpsdm else pemimpin, alamat) for nama, alamat, bkpsdm in tambahan]
    with override_settings(ROOT_URLCONF="kinerja.layanan.ukur", ALLOWED_HOSTS=["*"]):
        return [_satu(nama, akun, alamat) for nama, akun, alamat in halaman]


def _akun() -> tuple[Akun, Akun]:
    hari = jam.hari_ini()
    kepala = Penugasan.objects.pada(hari).filter(unit__depth=2, memimpin=True).order_by("pk")[:2]
    pemimpin, admin = (Akun.objects.get_or_create(pegawai=t.pegawai, defaults={"demo": True})[0] for t in kepala)
    if not admin.peran_akun.exists():
        beri_peran(admin, Peran.ADMIN_BKPSDM, by=None, mulai=hari)
    return pemimpin, admin


def _satu(nama: str, akun: Akun, alamat: str) -> Biaya:
    peramban = Client(headers={"accept-encoding": "gzip"})
    peramban.force_login(akun, backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    peramban.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        tanggapan = peramban.get(alamat)
    banyak = len(kueri)  # the next request empties the log
    _periksa(nama, alamat, tanggapan)
    cpu, sql = zip(*_lama(peramban, alamat), strict=True)
    return Biaya(nama, banyak, statistics.median(cpu), statistics.median(sql), len(tanggapan.content))


def _periksa(nama: str, alamat: str, tanggapan: Any) -> None:
    """An error page or an empty list would be cheap."""
    if tanggapan.status_code != 200:
        raise RuntimeError(f"{nama} ({alamat}) menjawab {tanggapan.status_code}.")
    isi = gzip.decompress(tanggapan.content) if tanggapan.get("Content-Encoding") == "gzip" else tanggapan.content
    if "?q=" in alamat and not _ORANG.search(isi):
        raise RuntimeError(f"{nama} ({alamat}) tidak menemukan siapa pun.")


class _JamSql:
    """Adds up the seconds that queries take."""

    def __init__(self) -> None:
        self.detik = 0.0

    def __call__(self, jalankan: Callable[..., Any], sql: str, params: Any, banyak: bool, konteks: Any) -> Any:
        """Django's hook around each statement."""
        mulai = time.perf_counter()
        try:
            return jalankan(sql, params, banyak, konteks)
        finally:
            self.detik += time.perf_counter() - mulai


def _lama(peramban: Client, alamat: str) -> Iterable[tuple[float, float]]:
    """(CPU seconds of this process, seconds in the database) of each of ``ULANG`` answers."""
    for _ in range(ULANG):
        jam_sql = _JamSql()
        with connection.execute_wrapper(jam_sql):
            mulai = time.process_time()
            peramban.get(alamat)
            cpu = time.process_time() - mulai
        yield cpu, jam_sql.detik


def tabel(hasil: dict[int, list[Biaya]], layanan: dict[int, str] | None = None) -> str:
    """Markdown: per size a table of ratios to the floor, how CPU and SQL grow from the smallest size, and ``layanan`` below."""
    terkecil = hasil[min(hasil)]
    baris: list[str] = []
    for pegawai, biaya in sorted(hasil.items()):
        lantai = biaya[0]
        baris += [
            f"## {pegawai:,} pegawai".replace(",", "."),
            "",
            f"Lantai (halaman kosong): {lantai.kueri} kueri, {lantai.detik * 1000:.1f} ms CPU, {lantai.sql * 1000:.1f} ms SQL, "
            f"{lantai.bita} bita.",
            "",
            f"| {' | '.join(_KOLOM)} |",
            "|" + "---|" * len(_KOLOM),
        ]
        baris += [_baris(b, lantai, kecil) for b, kecil in zip(biaya, terkecil, strict=True)]
        baris += ["", *((layanan or {}).get(pegawai, "").splitlines()), ""]
    return "\n".join(baris)


_KOLOM = (
    "halaman",
    "kueri",
    "CPU : lantai",
    "SQL : lantai",
    "bita : lantai",
    "CPU : ukuran terkecil",
    "SQL : ukuran terkecil",
)


def _baris(b: Biaya, lantai: Biaya, kecil: Biaya) -> str:
    nisbah = (b.detik / lantai.detik, b.sql / lantai.sql, b.bita / lantai.bita)
    tumbuh = (b.detik / kecil.detik, b.sql / kecil.sql)
    angka = [f"{x:.1f}" for x in nisbah] + [f"{x:.2f}" for x in tumbuh]
    return f"| {b.nama} | {b.kueri} | {' | '.join(angka)} |"


def dari_json(isi: list[dict[str, Any]]) -> list[Biaya]:
    """Costs as another process printed them."""
    return [Biaya(**b) for b in isi]
