"""Import of what Ruang GTK judged (Excel): a year, the two semesters of 2024, or a quarter where the Dinas has one.

A teacher's evaluation takes the predikat, locked, and counts in the pattern of his Dinas; a year that was never opened here
becomes official alone. Who is judged here is refused: SE Bersama Kepala BKN 17/2023 and Mendikbudristek 9/2023 speak of
teachers, kepala sekolah and pengawas sekolah only.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import JenisImpor, KolomImpor
from kinerja.plumbing.impor import BARU, BERUBAH, Beda, HasilBanding, Tertahan, Ubah, baris_data
from kinerja.plumbing.lembar import Lembar
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.actions.luar import Diterima, terima_banyak
from predikat.actions.resmi import tulis
from predikat.aturan_luar import TAHUN_SEMESTER, tahunan_dari_semester
from predikat.enums import Predikat, StatusEvaluasi, SumberEvaluasi, SumberResmi
from predikat.impor_riwayat import KATA_PREDIKAT, TAHUN_AWAL, bukan_nama_sendiri
from predikat.models import Evaluasi, PredikatResmi

TAHUNAN = "Tahunan"
_SEMESTER = {"Semester I": 1, "Semester II": 2}
_TRIWULAN = {"Triwulan I": 1, "Triwulan II": 2, "Triwulan III": 3, "Triwulan IV": 4}
_PERIODE = {n.lower(): n for n in (TAHUNAN, *_SEMESTER, *_TRIWULAN)}

KOLOM = (
    KolomImpor("NIP", wajib=True, bantu="18 angka."),
    KolomImpor("TAHUN", wajib=True, bantu="Tahun penilaian, misalnya 2025."),
    KolomImpor(
        "PERIODE",
        pilihan=tuple(_PERIODE.values()),
        bantu="Kosong berarti Tahunan. Semester hanya ada pada 2024.",
    ),
    KolomImpor("PREDIKAT", wajib=True, pilihan=tuple(p.label for p in Predikat), bantu="Cukup dibaca sebagai Butuh Perbaikan."),
    KolomImpor("KETERANGAN", bantu="Nomor dokumen atau catatan singkat."),
)
#: (NIP, year, period as in the sheet)
Kunci = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class BarisGTK:
    """A row that can be taken."""

    baris: int
    nip: str
    tahun: int
    periode: str
    predikat: Predikat
    keterangan: str
    isi: Mapping[str, str]


@dataclass(slots=True)
class Uraian:
    """Parsed rows."""

    data: int = 0
    baris: dict[Kunci, BarisGTK] = field(default_factory=dict)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)


@dataclass(slots=True)
class Tujuan:
    """One predikat to be written: rows it comes from, of whom, for which year and period, what it says."""

    baris: list[BarisGTK]
    pegawai: Pegawai
    tahun: int
    periode: Periode | None
    predikat: Predikat
    keterangan: str
    evaluasi: Evaluasi | None = None


def uraikan(lembar: Lembar, acuan: dt.date, rujukan: None) -> Uraian:
    """Rows as they stand; what is wrong with the others."""
    hasil = Uraian()
    for asal in baris_data(lembar, KOLOM):
        hasil.data += 1
        isi = {k.nama: asal.teks(k.nama) for k in KOLOM}
        nip = "".join(c for c in isi["NIP"] if c.isdigit())
        periode = _PERIODE.get((isi["PERIODE"] or TAHUNAN).lower(), "")
        if salah := _salah(nip, isi, periode, acuan):
            hasil.ditolak.append(Tertahan(asal.baris, isi["NIP"], salah, isi["NIP"], isi))
            continue
        kunci = (nip, int(isi["TAHUN"]), periode)
        if kunci in hasil.baris:
            kata = f"Pegawai, tahun, dan periode ini sudah ada di baris {hasil.baris[kunci].baris}."
            hasil.ganda.append(Tertahan(asal.baris, nip, kata, nip, isi))
            continue
        predikat = KATA_PREDIKAT[isi["PREDIKAT"].lower()]
        hasil.baris[kunci] = BarisGTK(asal.baris, *kunci, predikat, isi["KETERANGAN"][:180], isi)
    return hasil


def _salah(nip: str, isi: Mapping[str, str], periode: str, acuan: dt.date) -> str:
    if len(nip) != 18:
        return "NIP harus 18 angka."
    if not periode:
        return "Periode tidak dikenal. Pilih dari daftar pada templat."
    batas = acuan.year if periode in _TRIWULAN else acuan.year - 1
    tahun = int(isi["TAHUN"]) if isi["TAHUN"].isdecimal() else 0
    if not TAHUN_AWAL <= tahun <= batas:
        return f"Tahun antara {TAHUN_AWAL} dan {batas}: yang diimpor penilaian yang sudah selesai."
    if periode in _SEMESTER and tahun != TAHUN_SEMESTER:
        return f"Ruang GTK menilai per semester hanya pada {TAHUN_SEMESTER}. Pakai Tahunan."
    return "" if isi["PREDIKAT"].lower() in KATA_PREDIKAT else "Predikat tidak dikenal. Pilih dari daftar pada templat."


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Against evaluations and what is official now, in four queries."""
    hasil = HasilBanding(uraian.data, ditolak=list(uraian.ditolak), ganda=uraian.ganda, rencana=[])
    orang = {p.nip: p for p in Pegawai.objects.filter(nip__in={n for n, _, _ in uraian.baris}) if p.nip}
    periode = _periode({t for _, t, _ in uraian.baris})
    tujuan = _tujuan(uraian, orang, periode, hasil)
    siapa, tahun = {t.pegawai.pk for t in tujuan}, {t.tahun for t in tujuan}
    ada = {(e.pegawai_id, e.periode_id): e for e in Evaluasi.objects.filter(pegawai__in=siapa, periode__in=periode.values())}
    kini = PredikatResmi.objects.filter(pegawai__in=siapa, tahun__in=tahun, pengganti__isnull=True)
    resmi = {(r.pegawai_id, r.tahun, r.periode_id): r for r in kini}
    for t in tujuan:
        nomor = t.periode.pk if t.periode else None
        t.evaluasi = ada.get((t.pegawai.pk, nomor or 0))
        _satu(hasil, t, resmi.get((t.pegawai.pk, t.tahun, nomor)))
    return hasil


def _periode(tahun: set[int]) -> dict[tuple[int, str], Periode]:
    semua = Periode.objects.filter(siklus__tahun__in=tahun, jenis__in=[JenisPeriode.AKHIR, JenisPeriode.TRIWULAN])
    nama = {urut: kata for kata, urut in _TRIWULAN.items()}
    return {
        (p.siklus.tahun, TAHUNAN if p.jenis == JenisPeriode.AKHIR else nama[p.urut]): p for p in semua.select_related("siklus")
    }


def _tujuan(
    uraian: Uraian, orang: Mapping[str, Pegawai], periode: Mapping[tuple[int, str], Periode], hasil: HasilBanding
) -> list[Tujuan]:
    """Rows of one year joined where they are semesters; those that lead nowhere are refused here."""
    kelompok: dict[Kunci, list[BarisGTK]] = {}
    for b in uraian.baris.values():
        kelompok.setdefault((b.nip, b.tahun, TAHUNAN if b.periode in _SEMESTER else b.periode), []).append(b)
    tujuan = []
    for (nip, tahun, nama), baris in kelompok.items():
        p = orang.get(nip)
        if p is None:
            _tolak(hasil, baris, nip, "Tidak ada pegawai dengan NIP itu.")
            continue
        semester = {_SEMESTER[b.periode]: b for b in baris if b.periode in _SEMESTER}
        utuh = next((b for b in baris if b.periode not in _SEMESTER), None)
        putusan = tahunan_dari_semester({n: b.predikat for n, b in semester.items()}) if utuh is None else None
        nilai = utuh.predikat if utuh else (putusan.nilai if putusan else None)
        if nilai is None:
            _tolak(hasil, baris, str(p), putusan.alasan[0].kalimat if putusan else "")
            continue
        rinci = [f"{b.periode}: {b.predikat.label}" for _, b in sorted(semester.items())]
        ket = "; ".join([*rinci, *([utuh.keterangan] if utuh and utuh.keterangan else [])])
        tujuan.append(Tujuan(baris, p, tahun, periode.get((tahun, nama)), nilai, ket))
    return tujuan


def _tolak(hasil: HasilBanding, baris: list[BarisGTK], siapa: str, kata: str) -> None:
    hasil.ditolak.extend(Tertahan(b.baris, b.nip, kata, siapa, b.isi) for b in baris)


def _satu(hasil: HasilBanding, t: Tujuan, resmi: PredikatResmi | None) -> None:
    e = t.evaluasi
    if salah := _tertolak(t, resmi):
        _tolak(hasil, t.baris, str(t.pegawai), salah)
        return
    lama: tuple[str, str] | None = None
    if e is not None:
        lama = (e.predikat, e.catatan) if e.predikat else None
    elif resmi is not None:
        lama = (resmi.nilai, resmi.keterangan)
    if lama == (t.predikat, t.keterangan):
        hasil.tetap += len(t.baris)
        return
    pasangan = (("Predikat", Predikat(lama[0]).label, t.predikat.label), ("Keterangan", lama[1], t.keterangan)) if lama else ()
    ubah = tuple(Ubah(kolom, a, b) for kolom, a, b in pasangan if a != b)
    for b in t.baris:
        kunci = f"{b.nip}/{b.tahun}/{b.periode}"
        hasil.beda.append(Beda(BERUBAH if lama else BARU, b.baris, kunci, str(t.pegawai), ubah))
    hasil.rencana.append(t)


def _tertolak(t: Tujuan, resmi: PredikatResmi | None) -> str:
    e = t.evaluasi
    if e is not None and e.sumber != SumberEvaluasi.RUANG_GTK:
        return f"Predikatnya pada {t.periode} bukan dari Ruang GTK ({e.get_sumber_display().lower()})."
    if e is not None and e.status == StatusEvaluasi.TIDAK_DIEVALUASI:
        return f"Dinyatakan tidak dievaluasi: {e.alasan_tidak_dievaluasi}"
    if e is None and t.baris[0].periode in _TRIWULAN:
        return "Evaluasi periode itu belum dibuka, atau ia tidak termasuk di dalamnya."
    if e is None and resmi is not None and resmi.evaluasi_id is not None:
        return f"Predikat {t.tahun} sudah ditetapkan di aplikasi ini, jadi tidak diganti dari berkas."
    return ""


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Evaluations all at once; years that were never opened one by one."""
    bukan_nama_sendiri(((t.pegawai, t.baris[0].baris) for t in hasil.rencana), by)
    terima_banyak({t.evaluasi.pk: Diterima(t.predikat, t.keterangan) for t in hasil.rencana if t.evaluasi}, by=by)
    for t in hasil.rencana:
        if t.evaluasi is None:
            tulis(t.pegawai, t.tahun, t.periode, nilai=t.predikat, sumber=SumberResmi.RUANG_GTK, keterangan=t.keterangan, by=by)


RUANG_GTK = JenisImpor(
    nama="predikat_gtk",
    judul="Predikat guru dari Ruang GTK",
    bantu="Hasil penilaian guru, kepala sekolah, dan pengawas sekolah. Terkunci, dan ikut dihitung pada pola Dinasnya.",
    kolom=KOLOM,
    rujukan=lambda: None,
    uraikan=uraikan,
    bandingkan=bandingkan,
    terapkan=terapkan,
    boleh=lambda akun: hak(akun).admin_bkpsdm,
    tak_disimpan="Kolom di luar daftar dibuang saat dibaca.",
)
