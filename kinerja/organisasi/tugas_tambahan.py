"""Additional duties: heads of schools and puskesmas, who stand in SIASN as functional officials only."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kinerja.organisasi import rujukan
from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.actions.penilai import hitung_penilai, terdampak
from kinerja.organisasi.aturan import uraikan_nip
from kinerja.organisasi.enums import JenisJabatan, SifatPenugasan
from kinerja.organisasi.models import Akun, Jabatan, Pegawai, Penugasan
from kinerja.organisasi.siasn.uraikan import PohonUnit
from kinerja.plumbing.daftar import KolomImpor
from kinerja.plumbing.impor import (
    BARU,
    BERUBAH,
    HILANG,
    BarisLembar,
    Beda,
    HasilBanding,
    Tertahan,
    Ubah,
    baca_tanggal,
    baris_data,
    daftar_baris,
    kelompokkan,
)
from kinerja.plumbing.lembar import Lembar
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal as tulis

KOLOM = (
    KolomImpor("NIP", ("NIP BARU",), wajib=True, bantu="18 angka, ditulis sebagai teks."),
    KolomImpor("NAMA", bantu="Dicocokkan dengan pemilik NIP."),
    KolomImpor("UNOR ID", wajib=True, bantu="Id unit yang dipimpin."),
    KolomImpor("UNOR NAMA"),
    KolomImpor("TUGAS TAMBAHAN", wajib=True, bantu="Misalnya Kepala Satuan Pendidikan."),
    KolomImpor("NOMOR SK", wajib=True),
    KolomImpor("TANGGAL SK", bantu="dd-mm-yyyy"),
    KolomImpor("TMT", ("TMT TUGAS TAMBAHAN",), wajib=True, bantu="dd-mm-yyyy"),
)
_PANJANG = {"TUGAS TAMBAHAN": 200, "NOMOR SK": 80}
_TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)


@dataclass(frozen=True, slots=True)
class TugasBaris:
    """A row that may be taken."""

    baris: int
    nip: str
    nama: str
    unit: int
    tugas: str
    sk: str
    tanggal_sk: dt.date | None
    tmt: dt.date


@dataclass(slots=True)
class Uraian:
    """The whole file."""

    data: int = 0
    tugas: list[TugasBaris] = field(default_factory=list)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)
    hadir: set[str] = field(default_factory=set)


def uraikan(lembar: Lembar, acuan: dt.date, pohon: PohonUnit) -> Uraian:
    """Rows of the sheet; one person leads one unit, one unit has one head, else the rows are held."""
    hasil = Uraian()
    calon: list[tuple[BarisLembar, TugasBaris]] = []
    for asal in baris_data(lembar, KOLOM):
        hasil.data += 1
        hasil.hadir |= {asal.teks("NIP")} - {""}
        tugas, alasan = _uraikan_baris(asal, acuan, pohon)
        if tugas:
            calon.append((asal, tugas))
        else:
            hasil.ditolak.append(_tahan(asal, "; ".join(alasan) + "."))
    _pisahkan_ganda(calon, hasil)
    return hasil


def _tahan(asal: BarisLembar, alasan: str) -> Tertahan:
    isi = {k.nama: asal.teks(k.nama) for k in KOLOM if k.nama in asal.sel}
    return Tertahan(asal.baris, asal.teks("NIP"), alasan, asal.teks("NAMA"), isi)


def _uraikan_baris(asal: BarisLembar, acuan: dt.date, pohon: PohonUnit) -> tuple[TugasBaris | None, list[str]]:
    alasan = [f"{k} kosong" for k in ("NIP", "TUGAS TAMBAHAN", "NOMOR SK", "TMT") if asal.sel.get(k) is None]
    alasan += [f"{k} lebih dari {n} huruf" for k, n in _PANJANG.items() if len(asal.teks(k)) > n]
    nip = asal.teks("NIP").replace(" ", "")
    if asal.sel.get("NIP") is not None:
        alasan += _periksa_nip(asal, nip)
    unit = pohon.per_id.get(asal.teks("UNOR ID").upper())
    if unit is None:
        alasan.append(f"UNOR ID tidak ada di pohon unit ({asal.teks('UNOR NAMA') or asal.teks('UNOR ID') or 'kosong'})")
    tanggal: dict[str, dt.date | None] = {}
    for kolom in ("TMT", "TANGGAL SK"):
        try:
            tanggal[kolom] = baca_tanggal(asal.sel.get(kolom))
        except ValueError:
            alasan.append(f"{kolom}: tanggal tidak dapat dibaca ({asal.teks(kolom)})")
    tmt = tanggal.get("TMT")
    if tmt and tmt > acuan:
        alasan.append(f"TMT melewati tanggal acuan ({tulis(tmt)})")
    if alasan or unit is None or tmt is None:
        return None, alasan
    teks = (asal.teks("TUGAS TAMBAHAN"), asal.teks("NOMOR SK"))
    return TugasBaris(asal.baris, nip, asal.teks("NAMA"), unit.id, *teks, tanggal["TANGGAL SK"], tmt), []


def _periksa_nip(asal: BarisLembar, nip: str) -> list[str]:
    if not isinstance(asal.sel["NIP"], str):
        return ["NIP kehilangan digit karena disimpan sebagai angka; jadikan kolomnya teks"]
    try:
        uraikan_nip(nip)
    except ValueError as galat:
        return [str(galat).rstrip(".")]
    return []


def _pisahkan_ganda(calon: list[tuple[BarisLembar, TugasBaris]], hasil: Uraian) -> None:
    """Exact repeats: the first is taken. Two units of one person or two heads of one unit: all held."""
    for kelompok in kelompokkan(calon, lambda c: [("nip", c[1].nip), ("unit", c[1].unit)]):
        tugas = [t for _, t in kelompok]
        persis = len({replace(t, baris=0) for t in tugas}) == 1
        hasil.tugas += tugas[:1] if persis else []
        if len(tugas) == 1:
            continue
        nomor = daftar_baris(t.baris for t in tugas)
        if persis:
            alasan = f"Sama persis (baris {nomor}); baris {daftar_baris([tugas[0].baris])} yang diambil."
        elif len({t.unit for t in tugas}) > 1:
            alasan = f"Orang yang sama memimpin lebih dari satu unit (baris {nomor}); semua ditahan sampai diputuskan."
        else:
            alasan = f"Unit yang sama dipimpin lebih dari satu orang (baris {nomor}); semua ditahan sampai diputuskan."
        hasil.ganda += [_tahan(asal, alasan) for asal, _ in kelompok]
    hasil.tugas.sort(key=lambda t: t.baris)
    hasil.ganda.sort(key=lambda t: t.baris)


@dataclass(slots=True)
class Rencana:
    """Postings to write. ``tutup``: (id of the posting, last day exclusive)."""

    baru: list[tuple[TugasBaris, int]] = field(default_factory=list)
    ubah: list[tuple[int, TugasBaris]] = field(default_factory=list)
    tutup: list[tuple[int, dt.date]] = field(default_factory=list)


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Against the postings that lead units on ``acuan`` or later."""
    hasil = HasilBanding(data=uraian.data, ditolak=list(uraian.ditolak), ganda=list(uraian.ganda))
    orang = {p.nip: p for p in Pegawai.objects.filter(nip__in=[t.nip for t in uraian.tugas]).only("nip", "nama", "pk")}
    # Several heads may have led a unit; whoever counts is in place on or after the earliest TMT of the file.
    awal = min((t.tmt for t in uraian.tugas), default=acuan)
    tugas = list(
        Penugasan.objects.filter(memimpin=True, sifat__in=_TETAP, berlaku__overlap=rentang(min(awal, acuan)))
        .select_related("pegawai", "unit", "jabatan")
        .order_by("berlaku")
    )
    rencana = Rencana()
    tertutup: set[int] = set()
    for t in uraian.tugas:
        pegawai = orang.get(t.nip)
        alasan = _tolak(t, pegawai)
        if pegawai and not alasan:
            alasan = _satu(t, pegawai, tugas, hasil, rencana, tertutup)
        if alasan:
            hasil.ditolak.append(Tertahan(t.baris, t.nip, alasan, t.nama))
    hasil.ditolak.sort(key=lambda x: x.baris)
    berjalan = [
        p for p in tugas if p.sifat == SifatPenugasan.TUGAS_TAMBAHAN and p.berlaku.upper is None and p.pk not in tertutup
    ]
    hasil.beda += [Beda(HILANG, 0, p.pegawai.nip or "", p.pegawai.nama) for p in berjalan if p.pegawai.nip not in uraian.hadir]
    hasil.rencana = rencana
    return hasil


def _tolak(t: TugasBaris, pegawai: Pegawai | None) -> str:
    if pegawai is None:
        return "NIP belum terdaftar sebagai pegawai; impor data SIASN lebih dahulu."
    if t.nama and rujukan.sama(t.nama) != rujukan.sama(pegawai.nama):
        return f"NAMA tidak cocok dengan pemilik NIP ({pegawai.nama})."
    return ""


def _satu(
    t: TugasBaris, pegawai: Pegawai, tugas: Iterable[Penugasan], hasil: HasilBanding, rencana: Rencana, tertutup: set[int]
) -> str:
    """One duty against what stands; returns a reason to refuse, or ""."""
    sendiri = next((p for p in tugas if _tambahan(p, pegawai.pk) and p.unit_id == t.unit and p.berlaku.upper is None), None)
    if sendiri:
        ubah = tuple(_banding(t, sendiri))
        if ubah:
            rencana.ubah.append((sendiri.pk, t))
            hasil.beda.append(Beda(BERUBAH, t.baris, t.nip, pegawai.nama, ubah))
        else:
            hasil.tetap += 1
        return ""
    bertumpuk = [p for p in tugas if p.unit_id == t.unit and (p.berlaku.upper is None or p.berlaku.upper > t.tmt)]
    bertumpuk += [p for p in tugas if _tambahan(p, pegawai.pk) and p.unit_id != t.unit and p.berlaku.upper is None]
    for p in bertumpuk:
        if p.sifat == SifatPenugasan.DEFINITIF:
            return f"Unit ini sudah dipimpin pejabat definitif ({p.pegawai.nama})."
        if p.berlaku.lower >= t.tmt:
            return f"TMT mendahului tugas tambahan yang tercatat ({p.pegawai.nama}, sejak {tulis(p.berlaku.lower)})."
    for p in bertumpuk:
        rencana.tutup.append((p.pk, t.tmt))
        tertutup.add(p.pk)
    lama = next((p for p in bertumpuk if p.pegawai_id == pegawai.pk), None)
    rencana.baru.append((t, pegawai.pk))
    if lama:
        ubah = (Ubah("Unit yang dipimpin", lama.unit.nama_kini, t.tugas, f"Tugas lama ditutup per {tulis(t.tmt)}"),)
        hasil.beda.append(Beda(BERUBAH, t.baris, t.nip, pegawai.nama, ubah))
    else:
        hasil.beda.append(Beda(BARU, t.baris, t.nip, pegawai.nama))
    return ""


def _tambahan(p: Penugasan, pegawai: int) -> bool:
    return p.pegawai_id == pegawai and p.sifat == SifatPenugasan.TUGAS_TAMBAHAN


def _banding(t: TugasBaris, p: Penugasan) -> Iterable[Ubah]:
    pasangan = (
        ("Tugas tambahan", p.jabatan.nama, t.tugas),
        ("Nomor SK", p.sk, t.sk),
        ("Tanggal SK", tulis(p.tanggal_sk), tulis(t.tanggal_sk)),
        ("TMT", tulis(p.berlaku.lower), tulis(t.tmt)),
    )
    return [Ubah(k, a, b) for k, a, b in pasangan if a != b]


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Close what ends, write what begins, then search column and assessors of the units touched.

    ``terbuka_sejak``: assessors before it are closed history (default: the year of ``acuan``).
    """
    r: Rencana = hasil.rencana
    for pk, sampai in r.tutup:
        lama = Penugasan.objects.get(pk=pk)
        lama.berlaku = rentang(lama.berlaku.lower, sampai)
        lama.save(update_fields=["berlaku"])
    semua = [t for t, _ in r.baru] + [t for _, t in r.ubah]
    jabatan = _jabatan({t.tugas for t in semua})
    for pk, t in r.ubah:
        lama = Penugasan.objects.get(pk=pk)
        lama.jabatan_id, lama.sk, lama.tanggal_sk = jabatan[t.tugas], t.sk, t.tanggal_sk
        lama.berlaku = rentang(t.tmt, lama.berlaku.upper)
        lama.save()
    Penugasan.objects.bulk_create(
        Penugasan(
            pegawai_id=pegawai,
            jabatan_id=jabatan[t.tugas],
            unit_id=t.unit,
            sifat=SifatPenugasan.TUGAS_TAMBAHAN.value,
            memimpin=True,
            sk=t.sk,
            tanggal_sk=t.tanggal_sk,
            berlaku=rentang(t.tmt),
        )
        for t, pegawai in r.baru
    )
    if semua or r.tutup:
        awal = terbuka_sejak or acuan.replace(month=1, day=1)
        _hitung(semua, [p for _, p in r.baru], max(awal, min((t.tmt for t in semua), default=acuan)), by)


def _jabatan(nama: set[str]) -> Mapping[str, int]:
    """A head by additional duty is pimpinan unit kerja mandiri: he plans and is assessed as the head of his unit."""
    jenis = JenisJabatan.PIMPINAN_UNIT_MANDIRI.value
    ada = dict(Jabatan.objects.filter(nama__in=nama, jenis=jenis).order_by("-pk").values_list("nama", "pk"))
    baru = Jabatan.objects.bulk_create(Jabatan(nama=n, jenis=jenis) for n in sorted(nama - ada.keys()))
    return ada | {j.nama: j.pk for j in baru}


def _hitung(semua: list[TugasBaris], orang: list[int], sejak: dt.date, by: Akun | None) -> None:
    segarkan_cari(orang)
    hitung_penilai(sejak, terdampak({t.unit for t in semua}, sejak) | set(orang), by=by)
