"""What the kabupaten board and the statistics show, from what the worker kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from kinerja.organisasi.enums import JenisJabatan, JenisKelamin, StatusPegawai
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from predikat.access import boleh
from predikat.aturan_papan import disembunyikan, perlu_ditelaah, sebut_umur
from predikat.enums import DimensiTelaah, Predikat, PredikatOrganisasi
from predikat.kurva import URUT, KurvaKecil, kurva_kecil
from predikat.models import RingkasanKelompok, RingkasanPenilai, RingkasanPola

TAK_TERCATAT = "tidak tercatat"


def periode_terhitung() -> QuerySet[Periode]:
    """Periods that the worker counted, the latest first."""
    ada = RingkasanPola.objects.values("periode")
    return Periode.objects.filter(pk__in=ada).select_related("siklus").order_by("-rentang__endswith", "-tutup_tanggal", "-pk")


def pilih_periode(kode: str | None) -> tuple[list[Periode], Periode | None]:
    """All that can be chosen, and the one whose key was given; else the latest. One query."""
    semua = list(periode_terhitung())
    return semua, next((p for p in semua if str(p.pk) == kode), semua[0] if semua else None)


def baris_papan(akun: Akun, periode: Periode) -> QuerySet[RingkasanPola]:
    """Units that ``akun`` may see, in the order of the board."""
    semua = RingkasanPola.objects.filter(periode=periode).select_related("unit").order_by("urut")
    if boleh(akun, "lihat_papan_semua"):
        return semua
    milik = Q(pk__in=[])
    for path in hak(akun).memimpin:
        milik |= Q(unit__path__startswith=path)
    return semua.filter(milik)


def jumlahkan(baris: QuerySet[RingkasanPola]) -> dict[str, Any]:
    """The sums above the board, in one query."""
    siap, patah = Q(siap=True), Q(dilewati__gt=0)
    hitung = {
        "unit": Count("pk"),
        "pegawai": Sum("pegawai", default=0),
        "belum": Sum("belum", default=0),
        "ditetapkan": Sum("ditetapkan", default=0),
        "lewat": Count("pk", filter=siap & patah),
        "sesuai": Count("pk", filter=siap & ~patah),
        "tanpa_alasan": Count("pk", filter=patah & Q(beralasan__lt=F("dilewati"))),
        "terlambat": Count("pk", filter=Q(terlambat=True)),
        "pada": Max("dihitung_pada"),
    }
    # A name of its own each: an aggregate hides the column of the same name from those after it.
    hasil = baris.order_by().aggregate(**{f"j_{nama}": isi for nama, isi in hitung.items()})
    return {nama: hasil[f"j_{nama}"] for nama in hitung}


def angka_papan(j: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The row of big numbers."""
    dinilai = j["pegawai"] - j["belum"]
    return [
        _bagian("Sudah dinilai", dinilai, j["pegawai"], f"{angka(j['belum'])} belum."),
        _bagian("Predikat ditetapkan", j["ditetapkan"], j["pegawai"], "Selebihnya usulan, atau belum dinilai."),
        _bagian("Unit sesuai pola", j["sesuai"], j["unit"], f"{angka(j['lewat'])} melewati pola."),
        {
            "judul": "Unit terlambat", "nilai": angka(j["terlambat"]), "awas": j["terlambat"] > 0,
            "kalimat": "Batas waktunya lewat dan belum selesai.",
        },
    ]  # fmt: skip


def _bagian(judul: str, bagian: int, dari: int, kalimat: str) -> dict[str, Any]:
    nilai = f"{angka(round(100 * bagian / dari))}%" if dari else "–"
    kata = f"{angka(bagian)} dari {angka(dari)}. {kalimat}"
    return {"judul": judul, "nilai": nilai, "kalimat": kata, "bagian": bagian, "dari": dari}


@dataclass(frozen=True, slots=True)
class Ubin:
    """A unit on the board: the small picture, and the same in words."""

    r: RingkasanPola
    gambar: KurvaKecil | None
    jumlah: Mapping[Predikat, int]
    sebelum: Mapping[Predikat, int]
    #: The tile leads to the unit's page.
    terbuka: bool

    @property
    def sebaran(self) -> list[tuple[str, int, int]]:
        """(predikat, now, before) from left to right."""
        return [(p.label, self.jumlah.get(p, 0), self.sebelum.get(p, 0)) for p in URUT]

    @property
    def kalimat(self) -> str:
        """What the picture shows, for who cannot see it."""
        isi = ", ".join(f"{n} {nama}" for nama, n, _ in reversed(self.sebaran) if n)
        return f"{isi or 'belum ada yang dinilai'}; jarak {self.r.jarak if self.r.jarak is not None else 'belum ada'}"

    @property
    def keadaan(self) -> tuple[str, str, str]:
        """(words, class, icon)."""
        r = self.r
        if not r.organisasi:
            return "Predikat organisasi belum ada", "t-awas", "hourglass"
        if not r.siap:
            return f"{angka(r.belum)} belum dinilai", "t-awas", "clock"
        if r.dilewati:
            kata, kelas = ("beralasan", "t-awas") if r.beralasan >= r.dilewati else ("belum beralasan", "t-galat")
            return f"{r.dilewati} baris dilewati, {kata}", kelas, "alert-triangle"
        return ("Saran unit kecil" if r.saran else "Sesuai pola"), "t-ok", "check"


def susun_ubin(r: RingkasanPola, *, terbuka: bool) -> Ubin:
    """One row as a tile; without a curve until most people are rated."""
    jumlah = {Predikat(p): n for p, n in r.jumlah.items()}
    sebelum = {Predikat(p): n for p, n in r.sebelum.items()}
    organisasi = PredikatOrganisasi(r.organisasi) if r.organisasi else None
    return Ubin(r, kurva_kecil(organisasi, jumlah, sebelum) if r.siap else None, jumlah, sebelum, terbuka)


KOLOM = (
    "Unit", "Predikat organisasi", "Pegawai", "Belum dinilai", *(p.label for p in URUT),
    *(f"{p.label}, usulan semula" for p in URUT), "Predikat berubah", "Jarak dari pola", "Baris dilewati", "Beralasan",
    "Terlambat",
)  # fmt: skip


def baris_excel(r: RingkasanPola) -> list[Any]:
    """A unit as a row of the file."""
    return [
        r.unit.nama_kini, r.get_organisasi_display(), r.pegawai, r.belum, *(r.jumlah.get(p, 0) for p in URUT),
        *(r.sebelum.get(p, 0) for p in URUT), r.dipindah, r.jarak, r.dilewati, r.beralasan, "ya" if r.terlambat else "",
    ]  # fmt: skip


# -- statistics


@dataclass(frozen=True, slots=True)
class BarisTelaah:
    """A group. ``tampil`` False: hidden, because its numbers, or those of another group, would tell about a few people."""

    nama: str
    tampil: bool
    pegawai: int = 0
    sangat_baik: int = 0
    baik: int = 0
    di_bawah: int = 0
    ditelaah: bool = False

    def _persen(self, n: int) -> str:
        return f"{angka(round(100 * n / self.pegawai))}%" if self.pegawai else "–"

    @property
    def bagian(self) -> tuple[str, str, str]:
        """Shares of Sangat Baik, Baik, below."""
        return self._persen(self.sangat_baik), self._persen(self.baik), self._persen(self.di_bawah)


@dataclass(frozen=True, slots=True)
class TabelTelaah:
    """One dimension."""

    judul: str
    baris: list[BarisTelaah]
    tersembunyi: int


def susun_telaah(periode: Periode) -> list[TabelTelaah]:
    """The dimensions, in one query: small groups hidden, and with them whatever would tell them by subtraction."""
    per: dict[str, dict[str, tuple[int, int, int]]] = {}
    for r in RingkasanKelompok.objects.filter(periode=periode).order_by("pk"):
        per.setdefault(r.dimensi, {})[r.kelompok] = (r.sangat_baik, r.baik, r.di_bawah)
    return [_tabel(d, per[d]) for d in DimensiTelaah if d in per]


def _tabel(dimensi: DimensiTelaah, isi: Mapping[str, tuple[int, int, int]]) -> TabelTelaah:
    sembunyi = disembunyikan(isi)
    semua, tinggi = sum(sum(b) for b in isi.values()), sum(b[0] for b in isi.values())
    baris = [
        BarisTelaah(_sebut(dimensi, k), False) if k in sembunyi
        else BarisTelaah(_sebut(dimensi, k), True, sum(b), *b, perlu_ditelaah(b[0], sum(b), tinggi, semua))
        for k, b in isi.items()
    ]  # fmt: skip
    return TabelTelaah(dimensi.label, baris, len(sembunyi))


def _sebut(dimensi: DimensiTelaah, kelompok: str) -> str:
    if not kelompok:
        return TAK_TERCATAT
    match dimensi:
        case DimensiTelaah.JENIS_KELAMIN:
            return JenisKelamin(kelompok).label
        case DimensiTelaah.UMUR:
            return sebut_umur(kelompok)
        case DimensiTelaah.STATUS:
            return StatusPegawai(kelompok).label
        case DimensiTelaah.JABATAN:
            return JenisJabatan(kelompok).label


def penilai_terhitung(periode: Periode) -> QuerySet[RingkasanPenilai]:
    """Assessors of enough people, who differ most in front."""
    semua = RingkasanPenilai.objects.filter(periode=periode, penilai__isnull=False).select_related("penilai", "unit")
    return semua.order_by("-ditelaah", "-selisih", "pk")


def kabupaten_terhitung(periode: Periode) -> RingkasanPenilai | None:
    """All assessors together."""
    return RingkasanPenilai.objects.filter(periode=periode, penilai=None).first()
