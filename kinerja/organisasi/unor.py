"""The unit tree as a CSV (``Id,DiatasanId,NamaUnor,NamaJabatan,Kode``): parse, compare, apply."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import F

from kinerja.organisasi import rujukan
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.enums import JenisUnit
from kinerja.organisasi.models import Akun, MasaUnit, UnitKerja
from kinerja.plumbing.daftar import KolomImpor
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG, BarisLembar, Beda, HasilBanding, Tertahan, Ubah, baris_data
from kinerja.plumbing.lembar import Lembar
from kinerja.plumbing.rentang import sejak as rentang

KOLOM = (
    KolomImpor("Id", wajib=True, bantu="Id SIASN unit."),
    KolomImpor("DiatasanId", wajib=True, bantu="Id unit di atasnya; kosong bagi akar."),
    KolomImpor("NamaUnor", wajib=True),
    KolomImpor("NamaJabatan", bantu="Jabatan yang memimpin unit."),
    KolomImpor("Kode", bantu="Kode unit; dipakai mengenali jenis unit."),
)
#: A unit seen for the first time has no date in the file; it is taken to have stood since before any position on record.
AWAL = dt.date(2000, 1, 1)
_PANJANG = {"Id": 36, "NamaUnor": 200, "NamaJabatan": 200, "Kode": 40}
_ENAM_HARI = frozenset({JenisUnit.UPTD_SATPEN, JenisUnit.UPTD_PUSKESMAS, JenisUnit.UPTD_RSUD, JenisUnit.SATPOLPP})
_BERPREDIKAT = frozenset(
    {
        JenisUnit.PEMDA,
        JenisUnit.SETDA,
        JenisUnit.SETWAN,
        JenisUnit.INSPEKTORAT,
        JenisUnit.DINAS,
        JenisUnit.BADAN,
        JenisUnit.SATPOLPP,
        JenisUnit.KECAMATAN,
    }
)
_MENURUT_NAMA = (
    (JenisUnit.PEMDA, r"pemerintah (kab|kota|prov|daerah)"),
    (JenisUnit.SETDA, r"sekretariat daerah$"),
    (JenisUnit.SETWAN, r"sekretariat (dprd|dewan)"),
    (JenisUnit.UPTD_SATPEN, r"(sd|smp|sma|smk|slb|tk|paud|kb|tpa|sdn|smpn|tkn)\b|satuan pendidikan"),
    (JenisUnit.UPTD_PUSKESMAS, r"(uptd? )?(puskesmas|pusat kesehatan masyarakat)"),
    (JenisUnit.UPTD_RSUD, r"rumah sakit|rsud"),
    (JenisUnit.SATPOLPP, r"satuan polisi pamong praja|satpol"),
    (JenisUnit.STAF_AHLI, r"staf ahli"),
    (JenisUnit.ASISTEN, r"asisten"),
    (JenisUnit.IRBAN, r"inspektur pembantu|irban"),
    (JenisUnit.INSPEKTORAT, r"inspektorat"),
    (JenisUnit.SUBBAGIAN, r"sub\s?bag"),
    (JenisUnit.BAGIAN, r"bagian"),
    (JenisUnit.BIDANG, r"bidang"),
    (JenisUnit.SEKSI, r"seksi|sub\s?bidang"),
    (JenisUnit.SEKRETARIAT, r"sekretariat"),
    (JenisUnit.DINAS, r"dinas"),
    (JenisUnit.BADAN, r"badan"),
    (JenisUnit.KECAMATAN, r"kecamatan"),
    (JenisUnit.KELURAHAN, r"kelurahan"),
    (JenisUnit.UPTD, r"upt"),
)


@dataclass(frozen=True, slots=True)
class UnitBaris:
    """A row that may be taken; ``induk`` is the SIASN id of the parent, empty for a root."""

    baris: int
    id: str
    induk: str
    nama: str
    kepala: str
    kode: str


@dataclass(slots=True)
class Uraian:
    """The file, parents before children. ``hadir``: every id named in it."""

    data: int = 0
    unit: list[UnitBaris] = field(default_factory=list)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)
    hadir: set[str] = field(default_factory=set)


def id_dikenal() -> frozenset[str]:
    """SIASN ids of stored units: a parent may stand outside the file."""
    return frozenset(x.upper() for x in UnitKerja.objects.exclude(siasn_id=None).values_list("siasn_id", flat=True))


def uraikan(lembar: Lembar, acuan: dt.date, dikenal: frozenset[str]) -> Uraian:
    """Rows of the file; refused when empty, below an unknown parent, or in a circle."""
    hasil = Uraian()
    per_id: dict[str, list[tuple[BarisLembar, UnitBaris]]] = defaultdict(list)
    for asal in baris_data(lembar, KOLOM):
        hasil.data += 1
        u = UnitBaris(asal.baris, *(asal.teks(k) for k in ("Id", "DiatasanId", "NamaUnor", "NamaJabatan", "Kode")))
        u = replace(u, id=u.id.upper(), induk=u.induk.upper())
        alasan = [f"{k} kosong" for k in ("Id", "NamaUnor") if not asal.teks(k)]
        alasan += [f"{k} lebih dari {n} huruf" for k, n in _PANJANG.items() if len(asal.teks(k)) > n]
        if alasan:
            hasil.ditolak.append(_tahan(u, "; ".join(alasan) + "."))
        else:
            per_id[u.id].append((asal, u))
        hasil.hadir |= {u.id} - {""}
    calon = _tanpa_ganda(per_id, hasil)
    hasil.unit = list(_urut_pohon(calon, dikenal - calon.keys(), hasil))
    hasil.ditolak.sort(key=lambda t: t.baris)
    return hasil


def _tahan(u: UnitBaris, alasan: str) -> Tertahan:
    isi = {"Id": u.id, "DiatasanId": u.induk, "NamaUnor": u.nama, "NamaJabatan": u.kepala, "Kode": u.kode}
    return Tertahan(u.baris, u.id, alasan, u.nama, isi)


def _tanpa_ganda(per_id: Mapping[str, list[tuple[BarisLembar, UnitBaris]]], hasil: Uraian) -> dict[str, UnitBaris]:
    calon: dict[str, UnitBaris] = {}
    for id_, kelompok in per_id.items():
        unit = [u for _, u in kelompok]
        if len(unit) == 1:
            calon[id_] = unit[0]
            continue
        nomor = " dan ".join(str(u.baris) for u in unit)
        if len({replace(u, baris=0) for u in unit}) == 1:
            calon[id_] = unit[0]
            alasan = f"Sama persis (baris {nomor}); baris {unit[0].baris} yang diambil."
        else:
            alasan = f"Id sama, isinya berbeda (baris {nomor}); semua ditahan sampai diputuskan."
        hasil.ganda += [_tahan(u, alasan) for u in unit]
    hasil.ganda.sort(key=lambda t: t.baris)
    return calon


def _urut_pohon(calon: Mapping[str, UnitBaris], luar: frozenset[str], hasil: Uraian) -> Iterator[UnitBaris]:
    """Parents before children, else in the order of the file. What no root reaches is refused."""
    anak: dict[str, list[UnitBaris]] = defaultdict(list)
    for u in sorted(calon.values(), key=lambda u: u.baris):
        anak[u.induk].append(u)
    tumpuk = [u for i in ("", *sorted(luar & anak.keys())) for u in anak[i]][::-1]
    sampai: set[str] = set()
    while tumpuk:
        u = tumpuk.pop()
        sampai.add(u.id)
        yield u
        tumpuk += anak[u.id][::-1]
    for u in calon.values():
        if u.id not in sampai:
            hasil.ditolak.append(_tahan(u, _mengapa_putus(u, calon, hasil.hadir)))


def _mengapa_putus(u: UnitBaris, calon: Mapping[str, UnitBaris], hadir: set[str]) -> str:
    dilalui = {u.id}
    atas = u.induk
    while atas in calon and atas not in dilalui:
        dilalui.add(atas)
        atas = calon[atas].induk
    if atas in dilalui:
        return "Jalur ke atas berputar kembali ke unit ini; perbaiki DiatasanId." if atas == u.id else "Induknya berputar."
    if atas == u.induk and atas not in hadir:
        return f"DiatasanId tidak dikenal ({u.induk})."
    return "Unit di atasnya ditolak atau ditahan; perbaiki lebih dahulu."


def jenis_unit(kode: str, nama: str) -> JenisUnit:
    """Kind of a unit: from the list when code and name are there, else from the name."""
    tercatat = rujukan.unit_rujukan().get(kode)
    if tercatat and rujukan.sama(tercatat.nama) == rujukan.sama(nama):
        return tercatat.jenis
    polos = rujukan.sama(nama)
    return next((j for j, pola in _MENURUT_NAMA if re.match(pola, polos)), JenisUnit.LAINNYA)


def hari_kerja(jenis: JenisUnit, hari_induk: int) -> int:
    """Puskesmas, RSUD, schools and Satpol PP work six days, and so does what is below them."""
    return 6 if jenis in _ENAM_HARI or hari_induk == 6 else 5


@dataclass(slots=True)
class Rencana:
    """Units to write, parents first, and the stored ones they change."""

    baru: list[UnitBaris] = field(default_factory=list)
    ubah: list[tuple[int, UnitBaris]] = field(default_factory=list)


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """New, changed, unchanged units; stored ones that the file does not name are gone (counted, left as they are)."""
    hasil = HasilBanding(data=uraian.data, ditolak=list(uraian.ditolak), ganda=list(uraian.ganda))
    ada = {u.siasn_id.upper(): u for u in UnitKerja.objects.exclude(siasn_id=None)}
    induk = {u.path: (k, u.nama_kini) for k, u in ada.items()}
    rencana = Rencana()
    nama = {u.id: u.nama for u in uraian.unit} | {"": ""}
    for u in uraian.unit:
        lama = ada.get(u.id)
        if lama is None:
            rencana.baru.append(u)
            hasil.beda.append(Beda(BARU, u.baris, u.kode or u.id, u.nama))
            continue
        atas_id, atas = induk.get(lama.path[: -UnitKerja.steplen], ("", ""))
        pasangan = (
            ("Nama", lama.nama_kini, u.nama),
            ("Jabatan kepala", lama.jabatan_kepala, u.kepala),
            ("Kode", lama.kode, u.kode),
        )
        ubah = [Ubah(k, a, b) for k, a, b in pasangan if a != b]
        if atas_id != u.induk:
            ubah.append(Ubah("Unit di atasnya", atas, nama.get(u.induk) or ada[u.induk].nama_kini, "Penilai dihitung ulang"))
        if ubah:
            rencana.ubah.append((lama.pk, u))
            hasil.beda.append(Beda(BERUBAH, u.baris, u.kode or u.id, u.nama, tuple(ubah)))
        else:
            hasil.tetap += 1
    hasil.beda += [Beda(HILANG, 0, u.kode or k, u.nama_kini) for k, u in ada.items() if k not in uraian.hadir]
    hasil.rencana = rencana
    return hasil


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Write new units below their parents, move and rename the changed ones, date their names, then assessors anew.

    A file of units says nothing about the time before ``acuan``, so ``terbuka_sejak`` changes nothing here.
    """
    r: Rencana = hasil.rencana
    pindah = [_ubah_unit(pk, u) for pk, u in r.ubah]
    _tulis_baru(r.baru)
    for pk, u in pindah:
        _pindahkan(pk, u)
    _tulis_masa(acuan, {u.id for u in r.baru}, {u.id for _, u in r.ubah})
    if r.ubah:
        hitung_penilai(acuan, None, by=by)


def _ubah_unit(pk: int, u: UnitBaris) -> tuple[int, UnitBaris]:
    UnitKerja.objects.filter(pk=pk).update(nama_kini=u.nama, jabatan_kepala=u.kepala, kode=u.kode)
    return pk, u


def _tulis_baru(baru: list[UnitBaris]) -> None:
    """All at once: treebeard's own ``add_child`` needs several statements per unit."""
    ada = {u.siasn_id.upper(): u for u in UnitKerja.objects.exclude(siasn_id=None)}
    terakhir: dict[str, int] = defaultdict(int)
    langkah = UnitKerja.steplen
    for path in UnitKerja.objects.values_list("path", flat=True):
        induk = path[:-langkah]
        terakhir[induk] = max(terakhir[induk], UnitKerja._str2int(path[-langkah:]))
    bertambah: dict[str, int] = defaultdict(int)
    for u in baru:
        atas = ada[u.induk].path if u.induk else ""
        terakhir[atas] += 1
        bertambah[atas] += 1
        depth = len(atas) // langkah + 1
        path = UnitKerja._get_path(atas, depth, terakhir[atas])
        ada[u.id] = UnitKerja(
            path=path, depth=depth, numchild=0, siasn_id=u.id, kode=u.kode, nama_kini=u.nama, jabatan_kepala=u.kepala
        )
    sisip = [ada[u.id] for u in baru]
    for unit in sisip:
        unit.numchild = bertambah.get(unit.path, 0)
    UnitKerja.objects.bulk_create(sisip)
    jalur_baru = {u.path for u in sisip}
    for path, jumlah in bertambah.items():
        if path and path not in jalur_baru:
            UnitKerja.objects.filter(path=path).update(numchild=F("numchild") + jumlah)


def _pindahkan(pk: int, u: UnitBaris) -> None:
    unit = UnitKerja.objects.get(pk=pk)
    induk = UnitKerja.objects.filter(siasn_id__iexact=u.induk).first() if u.induk else None
    if (induk.path if induk else "") == unit.path[: -UnitKerja.steplen]:
        return
    if induk:
        UnitKerja.objects.move(unit, induk, "last-child")
    else:
        UnitKerja.objects.move(unit, UnitKerja.objects.get_last_root_node(), "last-sibling")


def _tulis_masa(acuan: dt.date, baru: set[str], berubah: set[str]) -> None:
    """Dated names of new and changed units; kind and working days are inherited downwards, so the tree is walked once."""
    unit = list(UnitKerja.objects.order_by("path"))
    per_path = {u.path: u for u in unit}
    kini = {m.unit_id: m for m in MasaUnit.objects.pada(acuan)}
    hari: dict[str, int] = {}
    sisip: list[MasaUnit] = []
    for u in unit:
        induk = per_path.get(u.path[: -UnitKerja.steplen])
        lama = kini.get(u.pk)
        jenis = jenis_unit(u.kode, u.nama_kini)
        hari[u.path] = lama.hari_kerja if lama else hari_kerja(jenis, hari.get(induk.path, 5) if induk else 5)
        id_ = (u.siasn_id or "").upper()
        if id_ in baru and lama is None:
            sisip.append(_masa(u, induk, jenis, hari[u.path], AWAL))
        elif id_ in berubah:
            sisip += _masa_ganti(u, induk, jenis, hari[u.path], lama, acuan)
    MasaUnit.objects.bulk_create(sisip)


def _masa(u: UnitKerja, induk: UnitKerja | None, jenis: JenisUnit, hari: int, mulai: dt.date) -> MasaUnit:
    tercatat = rujukan.unit_rujukan().get(u.kode)
    singkatan = tercatat.singkatan if tercatat and rujukan.sama(tercatat.nama) == rujukan.sama(u.nama_kini) else ""
    return MasaUnit(
        unit=u,
        nama=u.nama_kini,
        singkatan=singkatan,
        jenis=jenis.value,
        induk=induk,
        organisasi=jenis in _BERPREDIKAT,
        hari_kerja=hari,
        berlaku=rentang(mulai),
    )


def _masa_ganti(
    u: UnitKerja, induk: UnitKerja | None, jenis: JenisUnit, hari: int, lama: MasaUnit | None, acuan: dt.date
) -> Iterator[MasaUnit]:
    """Name or parent changed: the old dated row ends, a new one begins; on the same day it is corrected in place."""
    if lama is None:
        yield _masa(u, induk, jenis, hari, acuan)
        return
    induk_id = induk.pk if induk else None
    if (lama.nama, lama.induk_id) == (u.nama_kini, induk_id):
        return
    baru = _masa(u, induk, jenis, hari, acuan)
    baru.organisasi = lama.organisasi
    if lama.berlaku.lower >= acuan:
        lama.nama, lama.induk, lama.jenis, lama.singkatan = baru.nama, induk, baru.jenis, baru.singkatan
        lama.save(update_fields=["nama", "induk", "jenis", "singkatan"])
        return
    baru.berlaku = rentang(acuan, lama.berlaku.upper)
    lama.berlaku = rentang(lama.berlaku.lower, acuan)
    lama.save(update_fields=["berlaku"])
    yield baru
