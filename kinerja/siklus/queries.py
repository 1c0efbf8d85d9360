"""The read side of the cycle: parameters, the calendar, cycles and periods, deadlines, the year as a line."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from kinerja.organisasi.models import Akun, MasaUnit, Pegawai, UnitKerja
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.putusan import Putusan
from kinerja.siklus import aturan, ingatan
from kinerja.siklus.aturan_parameter import baca_simpanan, baris_peta, nilai_terbaca
from kinerja.siklus.enums import JenisNilai, JenisPeriode, KeadaanTenggat, Keyakinan, Satuan, StatusPeriode
from kinerja.siklus.models import DefinisiParameter, HariLibur, Parameter, Periode, Siklus, Tenggat
from kinerja.siklus.perjalanan import TahapPerjalanan, susun_perjalanan

# -- parameters


@dataclass(frozen=True, slots=True)
class NilaiParameter:
    """A value that holds on a date. ``versi_id`` is the row: whatever stores a decision stores it too."""

    nama: str
    nilai: Any
    satuan: Satuan
    dasar_hukum: str
    keyakinan: Keyakinan
    versi_id: int

    @property
    def bulat(self) -> int:
        """As int. Raises ``TypeError`` for a parameter of another kind, like its siblings."""
        return int(self._sebagai(int))

    @property
    def desimal(self) -> Decimal:
        """As Decimal."""
        return Decimal(self._sebagai(int, Decimal))

    @property
    def ya(self) -> bool:
        """As bool."""
        return bool(self._sebagai(bool))

    @property
    def teks(self) -> str:
        """As text: a choice's code, or a date of the cycle (``T+1/01-31``)."""
        return str(self._sebagai(str))

    @property
    def daftar(self) -> tuple[int, ...]:
        """As a tuple of ints, the largest first."""
        return tuple(self._sebagai(tuple))

    @property
    def peta(self) -> Mapping[str, Any]:
        """As a mapping."""
        return dict(self._sebagai(dict))

    def tanggal(self, tahun: int) -> dt.date:
        """The date it means in the cycle of ``tahun``."""
        return aturan.tanggal_siklus(self.teks, tahun)

    def _sebagai(self, *jenis: type) -> Any:
        if type(self.nilai) not in jenis:
            raise TypeError(f"Parameter {self.nama} bukan {jenis[0].__name__}.")
        return self.nilai


def parameter(nama: str, pada: dt.date | None = None, unit: UnitKerja | int | None = None) -> NilaiParameter:
    """The value of ``nama`` on ``pada`` (default: today).

    For ``unit`` its own value, else that of the nearest unit above it that has one, else the kabupaten's.
    Raises ``LookupError`` for a name nobody declared, ``Ditolak`` when no value holds on that date.
    """
    tanggal = pada or jam.hari_ini()
    berlaku = [p for p in _baris(nama) if tanggal in p.berlaku]
    khusus = {p.unit.path: p for p in berlaku if p.unit is not None}
    jalur = _jalur_unit(unit) if unit is not None and khusus else ""
    terdekat = max((path for path in khusus if jalur.startswith(path)), key=len, default="")
    pilihan = khusus.get(terdekat) or next((p for p in berlaku if p.unit is None), None)
    if pilihan is None:
        raise Ditolak(
            f"Parameter {nama} belum bernilai pada {tulisan.tanggal(tanggal)}. Minta BKPSDM mengisinya di Siklus, Parameter."
        )
    return nilai_parameter(pilihan)


def nilai_parameter(p: Parameter) -> NilaiParameter:
    """A stored row in its Python form (``definisi`` must be loaded)."""
    return NilaiParameter(
        nama=p.definisi.nama,
        nilai=nilai_python(p),
        satuan=Satuan(p.satuan),
        dasar_hukum=p.dasar_hukum,
        keyakinan=Keyakinan(p.keyakinan),
        versi_id=p.pk,
    )


def nilai_python(p: Parameter) -> Any:
    """int, Decimal, bool, str, tuple or dict."""
    return baca_simpanan(p.nilai, JenisNilai(p.definisi.jenis), p.definisi.isi, p.definisi.kunci)


def nilai_tampil(p: Parameter) -> str:
    """One line: ``14 hari kerja``."""
    return nilai_terbaca(nilai_python(p), JenisNilai(p.definisi.jenis), Satuan(p.satuan), p.definisi.pilihan)


def peta_tampil(p: Parameter) -> list[tuple[str, str]]:
    """Rows of a PETA; empty for the others."""
    if p.definisi.jenis != JenisNilai.PETA:
        return []
    return baris_peta(nilai_python(p), Satuan(p.satuan), p.definisi.pilihan)


def _baris(nama: str) -> list[Parameter]:
    """Rows of one definition: all definitions in one query while remembering, else only this one's."""
    sumber = Parameter.objects.filter(dicabut_pada__isnull=True).select_related("definisi", "unit")
    if ingatan.mengingat():
        return ingatan.ambil("parameter", lambda: _per_nama(sumber)).get(nama) or _tanpa_baris(nama)
    return list(sumber.filter(definisi__nama=nama)) or _tanpa_baris(nama)


def _per_nama(sumber: QuerySet[Parameter]) -> dict[str, list[Parameter]]:
    hasil: dict[str, list[Parameter]] = {}
    for p in sumber:
        hasil.setdefault(p.definisi.nama, []).append(p)
    return hasil


def _tanpa_baris(nama: str) -> list[Parameter]:
    if not DefinisiParameter.objects.filter(nama=nama).exists():
        raise LookupError(f"Parameter {nama} tidak dikenal.")
    return []


def _jalur_unit(unit: UnitKerja | int) -> str:
    if isinstance(unit, UnitKerja):
        return str(unit.path)
    return ingatan.ambil(("path", unit), lambda: str(UnitKerja.objects.values_list("path", flat=True).get(pk=unit)))


def parameter_kini(pada: dt.date) -> QuerySet[Parameter]:
    """Rows that hold on ``pada``, kabupaten first, in the order of the file: one row per definition and unit."""
    return (
        Parameter.objects.pada(pada)
        .filter(dicabut_pada__isnull=True)
        .select_related("definisi", "unit", "dikonfirmasi_oleh__pegawai")
        .order_by("definisi__urut", "unit__path")
    )


def parameter_belum_pasti(pada: dt.date) -> QuerySet[Parameter]:
    """Uncertain values in use that nobody has confirmed."""
    return parameter_kini(pada).filter(keyakinan=Keyakinan.TIDAK_PASTI, dikonfirmasi_pada__isnull=True)


def riwayat_parameter(definisi: DefinisiParameter) -> QuerySet[Parameter]:
    """All rows of a definition, revoked ones too, the latest start first."""
    return definisi.parameter.select_related("definisi", "unit", "dibuat_oleh__pegawai", "dikonfirmasi_oleh__pegawai").order_by(
        "-berlaku", "-pk"
    )


# -- the calendar


def libur(*tahun: int) -> frozenset[dt.date]:
    """Days off of the given years, or all that are known (a few dozen a year)."""
    semua = ingatan.ambil("libur", lambda: frozenset(HariLibur.objects.filter(batal=False).values_list("tanggal", flat=True)))
    return frozenset(x for x in semua if x.year in tahun) if tahun else semua


def hari_kerja_unit(unit_id: int | None, pada: dt.date) -> frozenset[int]:
    """Working weekdays of a unit on a date; five days when it is unknown."""
    return aturan.hari_kerja_dari(pekan_unit(unit_id, pada))


def pekan_unit(unit_id: int | None, pada: dt.date) -> int:
    """5 or 6: the week of a unit on a date."""
    if unit_id is None:
        return 5
    cari = MasaUnit.objects.pada(pada).filter(unit_id=unit_id).values_list("hari_kerja", flat=True)
    return ingatan.ambil(("pekan", unit_id, pada), lambda: cari.first() or 5)


def hari_libur(tahun: int) -> QuerySet[HariLibur]:
    """Rows of one year, those taken off too."""
    return HariLibur.objects.filter(tanggal__year=tahun)


def tahun_berkalender() -> list[int]:
    """Years for which at least one day off is known."""
    return [d.year for d in HariLibur.objects.dates("tanggal", "year")]


# -- cycles


def visible_to(akun: Akun) -> QuerySet[Siklus]:
    """Everyone who is signed in may read every cycle."""
    return Siklus.objects.all() if akun.is_authenticated else Siklus.objects.none()


def siklus_lengkap(akun: Akun) -> QuerySet[Siklus]:
    """With stages, periods and their letters: four more queries, however many periods."""
    return visible_to(akun).prefetch_related("tahap__perpanjangan", "periode__perpanjangan")


def periode_pada(tanggal: dt.date) -> QuerySet[Periode]:
    """Monthly or quarterly periods that cover ``tanggal``."""
    return Periode.objects.filter(rentang__contains=tanggal).exclude(jenis=JenisPeriode.AKHIR).select_related("siklus")


def periode_terbuka() -> QuerySet[Periode]:
    """Open now, the one that closes first on top."""
    return Periode.objects.filter(status=StatusPeriode.TERBUKA).select_related("siklus")


# -- the year as a line


def perjalanan(tahun: int, tanggal: dt.date | None = None) -> list[TahapPerjalanan]:
    """The year of ``tahun`` as a line, "you are here" on ``tanggal`` (default: today). Empty when the cycle is not open.

    Three queries (cycle, stages, periods). Exactly one stone is ``kini`` as long as the line covers the date.
    """
    hari = tanggal or jam.hari_ini()
    siklus = Siklus.objects.prefetch_related("tahap", "periode").filter(tahun=tahun).first()
    return susun_perjalanan(siklus, hari) if siklus else []


def kalimat_berikut(batu: list[TahapPerjalanan], tanggal: dt.date | None = None) -> str:
    """``Berikutnya: Evaluasi tahunan, 27 hari kerja lagi``: for the corner of the river. Empty when nothing comes."""
    hari = tanggal or jam.hari_ini()
    berikut = next((b for b in batu if b["keadaan"] == "nanti"), None)
    if berikut is None:
        return ""
    sisa = aturan.hari_kerja_antara(hari, max(berikut["mulai"], hari), libur())
    return f"Berikutnya: {berikut['judul']}, {tulisan.angka(sisa)} hari kerja lagi"


# -- deadlines


@dataclass(frozen=True, slots=True)
class TenggatTampil:
    """A deadline as the component shows it: working days left in the week of the office that must act, and why."""

    tenggat: Tenggat
    sisa: int
    keadaan: Putusan[KeadaanTenggat]

    @property
    def di_meja(self) -> str:
        """On whose desk."""
        return str(self.tenggat.pemegang or self.tenggat.pemegang_unit)

    @property
    def dekat(self) -> bool:
        """Near or past, and not done."""
        return self.keadaan.nilai in {KeadaanTenggat.DEKAT, KeadaanTenggat.LEWAT}


def _tenggat() -> QuerySet[Tenggat]:
    return Tenggat.objects.select_related("pemegang", "pemegang_unit")


def tenggat_untuk(
    objek_jenis: str, objek_ids: Iterable[int], jenis: str | None = None, pada: dt.date | None = None
) -> dict[tuple[int, str], TenggatTampil]:
    """Deadlines of objects (``objek._meta.label_lower``, ids) by (id, kind): three queries, however many objects."""
    baris = _tenggat().filter(objek_jenis=objek_jenis, objek_id__in=list(objek_ids))
    if jenis is not None:
        baris = baris.filter(jenis=jenis)
    return {(x.tenggat.objek_id, x.tenggat.jenis): x for x in tampilkan_tenggat(baris, pada)}


def tenggat_di_meja(
    pegawai: Pegawai | None, unit_ids: Collection[int] = (), pada: dt.date | None = None
) -> list[TenggatTampil]:
    """Running deadlines on the desk of a person, or of units, the nearest first."""
    meja = Q(pemegang_unit__in=list(unit_ids))
    if pegawai is not None:
        meja |= Q(pemegang=pegawai)
    return tampilkan_tenggat(_tenggat().filter(meja, selesai_pada__isnull=True).order_by("batas", "pk"), pada)


def tampilkan_tenggat(baris: Iterable[Tenggat], pada: dt.date | None = None) -> list[TenggatTampil]:
    """Compute how each stands on ``pada`` (default: today)."""
    hari = pada or jam.hari_ini()
    semua = list(baris)
    if not semua:
        return []
    dekat, kalender = parameter("tenggat_dekat", hari).bulat, libur()
    return [_tampil(x, hari, dekat, kalender) for x in semua]


def _tampil(x: Tenggat, hari: dt.date, dekat: int, kalender: frozenset[dt.date]) -> TenggatTampil:
    pekan = aturan.hari_kerja_dari(x.hari_kerja)
    selesai = x.selesai_pada.astimezone(jam.WITA).date() if x.selesai_pada else None
    keadaan = aturan.keadaan_tenggat(
        x.batas, hari, libur=kalender, dekat=dekat, hari_kerja=pekan, selesai_pada=selesai, dasar_hukum=x.dasar
    )
    return TenggatTampil(x, aturan.sisa_hari_kerja(x.batas, hari, kalender, pekan), keadaan)
