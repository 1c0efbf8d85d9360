"""Coverage and quality of planning in a unit: what hangs in the air, who carries how much, how the sentences are written.

Only versions that the reader may see are in it. A workbook of some sheets; the first is also shown on the screen.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from kinerja.layanan.reports.excel import Lembar
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.siklus.models import Siklus
from skp.aturan_smart import AturanSmart, kode_saran, periksa_iki, periksa_pembagian, periksa_rhk
from skp.enums import DIBAGI, JenisRHK, StatusPK, StatusSKP
from skp.enums import KeadaanPerencanaan as K
from skp.kalimat import bagian_salinan
from skp.models import IKI, AbaikanSaran, IndikatorPK, StandarUnggul
from skp.perencanaan import BEBAS, BarisOrang, DaftarOrang, Saring
from skp.queries import versi_terlihat
from skp.temuan import TEMUAN, dengan_temuan, hari_acuan, rhk_kini, rhk_unit

#: From so many people on a report is made in the background.
LATAR_SEJAK = 300
NAMA_TEMUAN = {
    "indikator": "Indikator PK tanpa pendukung",
    "tanpa_induk": "RHK tanpa induk",
    "induk_berakhir": "RHK pimpinan sudah berakhir",
    "tanpa_anak": "RHK pimpinan belum dibagi",
    "sama_induk": "Sama persis dengan RHK pimpinan",
    "menunggu": "Menunggu konfirmasi",
    "tanpa_utama": "Orang tanpa RHK utama",
}
Laporkan = Callable[..., None]


def _diam(*_: Any) -> None:
    """Nobody waits for progress."""


@dataclass(slots=True)
class Bahan:
    """What both reports read, in a fixed number of queries: people, RHK with findings, their measures."""

    unit: UnitKerja
    siklus: Siklus
    hari: dt.date
    orang: list[BarisOrang]
    rhk: list[Any]

    def cabang(self, path: str) -> str:
        """The unit directly below (or the unit itself) that a place belongs to, as a path."""
        return path[: len(self.unit.path) + UnitKerja.steplen]

    @property
    def nama_cabang(self) -> dict[str, str]:
        """Path -> name of the unit and those directly below it. One query."""
        ada = UnitKerja.objects.filter(path__startswith=self.unit.path, depth__lte=self.unit.depth + 1)
        return {u.path: u.nama_kini if u.pk != self.unit.pk else f"{u} (langsung)" for u in ada}


def baca(unit: UnitKerja, siklus: Siklus, akun: Akun) -> Bahan:
    """Nine queries, however many people."""
    hari = hari_acuan(siklus)
    orang = DaftarOrang(Saring((str(unit.path),), tuple(k for k in K if k not in BEBAS), terlama=False), hari)[:]
    semua = dengan_temuan(rhk_unit(unit, siklus, hari), siklus, hari)
    if not hak(akun).admin_bkpsdm:
        semua = semua.filter(Exists(versi_terlihat(akun).filter(pk=OuterRef("versi_id"))))
    rinci = semua.select_related("versi__skp__pegawai", "versi__skp__penugasan__jabatan", "versi__skp__penugasan__unit")
    rhk: list[Any] = list(rinci.order_by("versi__skp__penugasan__unit__path", "versi__skp__pegawai__nama_urut", "urut", "pk"))
    iki: dict[int, list[IKI]] = defaultdict(list)
    for i in IKI.objects.filter(rhk__in=[r.pk for r in rhk]).order_by("urut", "pk"):
        iki[i.rhk_id].append(i)
    for r in rhk:
        r.daftar_iki = iki[r.pk]
    return Bahan(unit, siklus, hari, orang, rhk)


def _keterangan(b: Bahan) -> list[str]:
    return [f"{b.unit}, SKP {b.siklus.tahun}, keadaan {tanggal(b.hari)}. Hanya memuat SKP yang terbuka bagi yang mengunduh."]


# -- coverage

_KOLOM_TEMUAN = ("Temuan", "Unit", "Pegawai", "Jabatan", "Kalimat", "RHK pimpinan", "Keadaan SKP")
_KOLOM_BEBAN = ("Pegawai", "Jabatan", "Unit", "Keadaan SKP", "RHK utama", "RHK tambahan", "IKI", "RHK yang mendukungnya")


def cakupan(unit: UnitKerja, siklus: Siklus, akun: Akun, laporkan: Laporkan = _diam) -> list[Lembar]:
    """Three sheets: per unit, every finding, load per person."""
    b = baca(unit, siklus, akun)
    laporkan(1, 3, "Data terbaca.")
    temuan = [*_indikator(b), *_temuan_rhk(b), *_tanpa_utama(b)]
    laporkan(2, 3, f"{angka(len(temuan))} temuan.")
    per: dict[str, Counter[str]] = defaultdict(Counter)
    for nama, path, _ in temuan:
        per[b.cabang(path)][nama] += 1
    cabang = b.nama_cabang
    ringkas = [[cabang.get(p, p), *(per[p][n] for n in NAMA_TEMUAN), per[p].total()] for p in sorted(per)]
    ket = _keterangan(b)
    hasil = [
        Lembar("Ringkasan", ("Unit", *NAMA_TEMUAN.values(), "Jumlah"), ringkas, ket),
        Lembar("Temuan", _KOLOM_TEMUAN, [[NAMA_TEMUAN[n], *isi] for n, _, isi in temuan], ket),
        Lembar("Beban per orang", _KOLOM_BEBAN, list(_beban(b)), ket),
    ]
    laporkan(3, 3)
    return hasil


Temuan = tuple[str, str, list[Any]]


def _indikator(b: Bahan) -> Iterator[Temuan]:
    """Indicators of the Perjanjian Kinerja in force here that no current IKI names."""
    iki = IKI.objects.filter(rhk__in=rhk_kini(b.siklus, b.hari), indikator_pk=OuterRef("lini"))
    pk = {"sasaran__pk_unit__unit__path__startswith": b.unit.path, "sasaran__pk_unit__tahun": b.siklus.tahun}
    lepas = IndikatorPK.objects.filter(~Exists(iki), sasaran__pk_unit__status=StatusPK.BERLAKU, **pk)
    for i in lepas.select_related("sasaran__pk_unit__unit").order_by("sasaran__pk_unit__unit__path", "sasaran__urut", "urut"):
        if i.sasaran is not None:
            u = i.sasaran.pk_unit.unit
            yield "indikator", str(u.path), [str(u), "", "", i.uraian, i.sasaran.uraian, "Perjanjian Kinerja berlaku"]


def _temuan_rhk(b: Bahan) -> Iterator[Temuan]:
    for r in b.rhk:
        skp = r.versi.skp
        isi = [
            str(skp.penugasan.unit), skp.pegawai.nama_gelar, skp.penugasan.nama_jabatan, r.uraian,
            r.induk_teks or r.rhk_pimpinan_teks, StatusSKP(r.versi.status).label,
        ]  # fmt: skip
        for nama in TEMUAN:
            if getattr(r, nama):
                yield nama, str(skp.penugasan.unit.path), isi


def _tanpa_utama(b: Bahan) -> Iterator[Temuan]:
    """Who must plan and has no main RHK: among them who has not begun. What the reader may not see is no finding."""
    punya = {r.versi.skp.pegawai_id for r in b.rhk if r.jenis == JenisRHK.UTAMA}
    tempat = dict(UnitKerja.objects.filter(pk__in={o.unit_id for o in b.orang}).values_list("pk", "path"))
    terlihat = {r.versi.skp.pegawai_id for r in b.rhk}
    for o in b.orang:
        if o.pegawai.pk not in punya and (o.keadaan is K.BELUM_ADA or o.pegawai.pk in terlihat or o.keadaan is K.DRAF):
            isi = [o.unit, o.pegawai.nama_gelar, o.jabatan, "", "", o.keadaan.label]
            yield "tanpa_utama", str(tempat[o.unit_id]), isi


def _beban(b: Bahan) -> Iterator[list[Any]]:
    milik: dict[int, list[Any]] = defaultdict(list)
    for r in b.rhk:
        milik[r.versi.skp.pegawai_id].append(r)
    anak = Counter(r.induk_lini_id for r in b.rhk if r.induk_lini_id)
    for o in b.orang:
        punya = milik[o.pegawai.pk]
        utama = [r for r in punya if r.jenis == JenisRHK.UTAMA]
        hitung = [
            len(utama),
            len(punya) - len(utama),
            sum(len(r.daftar_iki) for r in punya),
            sum(anak[r.lini_id] for r in punya),
        ]
        yield [o.pegawai.nama_gelar, o.jabatan, o.unit, o.keadaan.label, *hitung]


# -- quality

_KOLOM_SARAN = ("Aturan", "Unit", "Pegawai", "RHK", "IKI", "Target", "Saran", "Contoh")
_KOLOM_ABAI = ("Aturan", "Unit", "Pegawai", "RHK", "IKI", "Alasan mengabaikan")


@dataclass(frozen=True, slots=True)
class SaranSatu:
    """One piece of advice at its place; ``abaikan``: the reason for which it was set aside."""

    aturan: AturanSmart
    rhk: Any
    iki: IKI | None
    alasan: Alasan
    abaikan: str


def mutu(unit: UnitKerja, siklus: Siklus, akun: Akun, laporkan: Laporkan = _diam) -> list[Lembar]:
    """Four sheets: per unit, per rule, every piece of advice, what was set aside and why."""
    b = baca(unit, siklus, akun)
    laporkan(1, 3, "Data terbaca.")
    saran = list(_saran(b))
    laporkan(2, 3, f"{angka(len(saran))} saran.")
    ket = [*_keterangan(b), "SMART adalah saran penyusunan, bukan syarat penetapan."]
    hasil = [
        Lembar("Per unit", _KOLOM_MUTU, list(_mutu_per_unit(b, saran)), ket),
        Lembar(
            "Per aturan", ("Aturan", "Saran", "Diabaikan dengan alasan", "SKP yang kena"), list(_mutu_per_aturan(saran)), ket
        ),
        Lembar("Saran", _KOLOM_SARAN, [_baris_saran(s) for s in saran if not s.abaikan], ket),
        Lembar("Diabaikan", _KOLOM_ABAI, [_baris_abai(s) for s in saran if s.abaikan], ket),
    ]
    laporkan(3, 3)
    return hasil


def _saran(b: Bahan) -> Iterator[SaranSatu]:
    """Every rule on every RHK and IKI: the RHK's own once, a measure's per measure."""
    abai = {
        (a.lini_rhk_id, a.lini_iki_id, a.aturan): a.alasan
        for a in AbaikanSaran.objects.filter(lini_rhk__in=[r.lini_id for r in b.rhk])
    }
    bagian = _bagian(b.rhk)
    for r in b.rhk:
        for alasan in periksa_rhk(r.uraian, induk=r.induk_teks or r.rhk_pimpinan_teks):
            yield _satu(r, None, alasan, abai)
        for i in r.daftar_iki:
            lain = [x.aspek for x in r.daftar_iki if x.pk != i.pk and x.aspek]
            temuan = periksa_iki(r.uraian, i.uraian, i.target_teks, i.satuan, i.aspek or i.perspektif, aspek_lain=lain)
            for alasan in temuan + periksa_pembagian(i.uraian, i.target_teks, i.satuan, bagian.get(i.lini_id, ())):
                yield _satu(r, i, alasan, abai)


def _bagian(rhk: Iterable[Any]) -> Mapping[int, list[str]]:
    """Leader's IKI -> targets in the same unit of those who carry a share of its amount."""
    satuan = {i.lini_id: i.satuan.strip().casefold() for r in rhk for i in r.daftar_iki}
    hasil: dict[int, list[str]] = defaultdict(list)
    for r in rhk:
        if r.induk_iki_id in satuan and r.metode in DIBAGI:
            cocok = [i.target_teks for i in r.daftar_iki if i.satuan.strip().casefold() == satuan[r.induk_iki_id]]
            hasil[r.induk_iki_id] += cocok[:1]
    return hasil


def _satu(r: Any, i: IKI | None, alasan: Alasan, abai: Mapping[Any, str]) -> SaranSatu:
    (aturan,) = kode_saran([alasan])
    return SaranSatu(aturan, r, i, alasan, abai.get((r.lini_id, i.lini_id if i else None, aturan.value), ""))


_KOLOM_MUTU = (
    "Unit", "Orang", "RHK", "IKI", "Saran", "Saran per RHK", "Diabaikan", "RHK salinan (%)", "Standar unggul salinan (%)",
)  # fmt: skip


def _mutu_per_unit(b: Bahan, saran: Sequence[SaranSatu]) -> Iterator[list[Any]]:
    rhk: dict[str, list[Any]] = defaultdict(list)
    for r in b.rhk:
        rhk[b.cabang(_path(r))].append(r)
    standar: dict[str, list[str]] = defaultdict(list)
    tempat = {r.pk: b.cabang(_path(r)) for r in b.rhk}
    for s in StandarUnggul.objects.filter(rhk__in=tempat).order_by("pk"):
        standar[tempat[s.rhk_id]].append(s.uraian)
    sisa, abai = Counter[str](), Counter[str]()
    for x in saran:
        (abai if x.abaikan else sisa)[b.cabang(_path(x.rhk))] += 1
    cabang = b.nama_cabang
    for p in sorted(rhk):
        yield _baris_mutu(cabang.get(p, p), rhk[p], standar[p], sisa[p], abai[p])
    if len(rhk) > 1:
        semua = [t for p in sorted(standar) for t in standar[p]]
        yield _baris_mutu(f"{b.unit} seluruhnya", b.rhk, semua, sisa.total(), abai.total())


def _path(r: Any) -> str:
    return str(r.versi.skp.penugasan.unit.path)


def _baris_mutu(nama: str, rhk: Sequence[Any], standar: Sequence[str], saran: int, abai: int) -> list[Any]:
    orang = len({r.versi.skp.pegawai_id for r in rhk})
    iki = sum(len(r.daftar_iki) for r in rhk)
    per = round(saran / len(rhk), 1) if rhk else 0
    salinan_standar = _persen(standar) if standar else "–"
    return [nama, orang, len(rhk), iki, saran, per, abai, _persen([r.uraian for r in rhk]), salinan_standar]


def _persen(kalimat: Sequence[str]) -> int:
    return round(100 * bagian_salinan(kalimat))


def _mutu_per_aturan(saran: Sequence[SaranSatu]) -> Iterator[list[Any]]:
    for aturan in AturanSmart:
        milik = [s for s in saran if s.aturan is aturan]
        abai = sum(1 for s in milik if s.abaikan)
        yield [aturan.label, len(milik) - abai, abai, len({s.rhk.versi.skp_id for s in milik if not s.abaikan})]


def _baris_saran(s: SaranSatu) -> list[Any]:
    skp, i = s.rhk.versi.skp, s.iki
    letak = [str(skp.penugasan.unit), skp.pegawai.nama_gelar, s.rhk.uraian, i.uraian if i else "", i.target if i else ""]
    return [s.aturan.label, *letak, s.alasan.kalimat, s.alasan.fakta.get("contoh", "")]


def _baris_abai(s: SaranSatu) -> list[Any]:
    skp = s.rhk.versi.skp
    return [
        s.aturan.label,
        str(skp.penugasan.unit),
        skp.pegawai.nama_gelar,
        s.rhk.uraian,
        s.iki.uraian if s.iki else "",
        s.abaikan,
    ]
