"""Import of the annual predikat of earlier years (Excel): from e-Kinerja BKN, from another instansi, from paper.

Only what the sheet names becomes official. What was judged here stays: it is refused, unless e-Kinerja BKN is the official
source (parameter ``predikat_resmi_sumber``); what was imported before is superseded, not overwritten.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import JenisImpor, KolomImpor
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.impor import BARU, BERUBAH, Beda, HasilBanding, Tertahan, Ubah, baris_data
from kinerja.plumbing.lembar import Lembar
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.actions.resmi import PARAMETER, tulis
from predikat.enums import Predikat, SumberResmi
from predikat.models import PredikatResmi

_SUMBER = (SumberResmi.EKINERJA_BKN, SumberResmi.LUAR, SumberResmi.RUANG_GTK)
#: As people write them; "Cukup" is the word of PP 30/2019 (8.4).
KATA_PREDIKAT: Mapping[str, Predikat] = {
    **{p.label.lower(): p for p in Predikat},
    **{p.value.lower(): p for p in Predikat},
    "cukup": Predikat.BUTUH_PERBAIKAN,
    "kurang": Predikat.KURANG_MISCONDUCT,
    "misconduct": Predikat.KURANG_MISCONDUCT,
}
TAHUN_AWAL = 2014

KOLOM = (
    KolomImpor("NIP", wajib=True, bantu="18 angka."),
    KolomImpor("TAHUN", wajib=True, bantu="Tahun penilaian, misalnya 2025."),
    KolomImpor("PREDIKAT", wajib=True, pilihan=tuple(p.label for p in Predikat), bantu="Cukup dibaca sebagai Butuh Perbaikan."),
    KolomImpor("SUMBER", pilihan=tuple(s.label for s in _SUMBER), bantu="Kosong berarti e-Kinerja BKN."),
    KolomImpor("KETERANGAN", bantu="Nomor dokumen atau catatan singkat."),
)


@dataclass(frozen=True, slots=True)
class Riwayat:
    """A row that can be taken."""

    baris: int
    nip: str
    tahun: int
    predikat: Predikat
    sumber: SumberResmi
    keterangan: str
    isi: Mapping[str, str]


@dataclass(slots=True)
class Uraian:
    """Parsed rows by (NIP, year)."""

    data: int = 0
    riwayat: dict[tuple[str, int], Riwayat] = field(default_factory=dict)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)


def uraikan(lembar: Lembar, acuan: dt.date, rujukan: None) -> Uraian:
    """Rows as they stand; what is wrong with the others."""
    hasil = Uraian()
    for asal in baris_data(lembar, KOLOM):
        hasil.data += 1
        isi = {k.nama: asal.teks(k.nama) for k in KOLOM}
        nip = "".join(c for c in isi["NIP"] if c.isdigit())
        salah = _salah(nip, isi, acuan)
        if salah:
            hasil.ditolak.append(Tertahan(asal.baris, isi["NIP"], salah, isi["NIP"], isi))
            continue
        kunci = (nip, int(isi["TAHUN"]))
        if kunci in hasil.riwayat:
            kata = f"Pegawai dan tahun ini sudah ada di baris {hasil.riwayat[kunci].baris}."
            hasil.ganda.append(Tertahan(asal.baris, nip, kata, nip, isi))
            continue
        hasil.riwayat[kunci] = Riwayat(
            asal.baris, *kunci, KATA_PREDIKAT[isi["PREDIKAT"].lower()], _sumber(isi["SUMBER"]), isi["KETERANGAN"][:250], isi
        )  # fmt: skip
    return hasil


def _salah(nip: str, isi: Mapping[str, str], acuan: dt.date) -> str:
    if len(nip) != 18:
        return "NIP harus 18 angka."
    tahun = isi["TAHUN"]
    if not (tahun.isdecimal() and TAHUN_AWAL <= int(tahun) < acuan.year):
        return f"Tahun antara {TAHUN_AWAL} dan {acuan.year - 1}: yang diimpor predikat tahun yang sudah lewat."
    if isi["PREDIKAT"].lower() not in KATA_PREDIKAT:
        return "Predikat tidak dikenal. Pilih dari daftar pada templat."
    if isi["SUMBER"] and isi["SUMBER"].lower() not in {s.label.lower() for s in _SUMBER}:
        return "Sumber tidak dikenal. Pilih dari daftar pada templat."
    return ""


def _sumber(teks: str) -> SumberResmi:
    return next((s for s in _SUMBER if s.label.lower() == teks.lower()), SumberResmi.EKINERJA_BKN)


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Against what is official now, in three queries."""
    hasil = HasilBanding(uraian.data, ditolak=list(uraian.ditolak), ganda=uraian.ganda, rencana=[])
    orang = {p.nip: p for p in Pegawai.objects.filter(nip__in={n for n, _ in uraian.riwayat})}
    tahun = {t for _, t in uraian.riwayat}
    akhir = {p.siklus.tahun: p for p in _akhir(tahun)}
    kini = PredikatResmi.objects.filter(pegawai__in=orang.values(), tahun__in=tahun, pengganti__isnull=True)
    ada = {(r.pegawai_id, r.tahun): r for r in kini if r.periode_id in (None, *(p.pk for p in akhir.values()))}
    bkn = parameter(PARAMETER, acuan).teks == SumberResmi.EKINERJA_BKN
    for r in uraian.riwayat.values():
        p = orang.get(r.nip)
        if p is None:
            hasil.ditolak.append(Tertahan(r.baris, r.nip, "Tidak ada pegawai dengan NIP itu.", r.nip, r.isi))
            continue
        _satu(hasil, r, p, akhir.get(r.tahun), ada.get((p.pk, r.tahun)), bkn=bkn)
    return hasil


def _akhir(tahun: set[int]) -> Any:
    return Periode.objects.filter(jenis=JenisPeriode.AKHIR, siklus__tahun__in=tahun).select_related("siklus")


def _satu(
    hasil: HasilBanding, r: Riwayat, p: Pegawai, periode: Periode | None, lama: PredikatResmi | None, *, bkn: bool
) -> None:
    if lama is not None and lama.evaluasi_id is not None and not bkn:
        kata = f"Predikat {r.tahun} sudah ditetapkan di aplikasi ini, jadi tidak diganti dari berkas."
        hasil.ditolak.append(Tertahan(r.baris, r.nip, kata, str(p), r.isi))
        return
    if lama is not None and (lama.nilai, lama.sumber) == (r.predikat, r.sumber):
        hasil.tetap += 1
        return
    pasangan = (
        (("Predikat", lama.get_nilai_display(), r.predikat.label), ("Sumber", lama.get_sumber_display(), r.sumber.label))
        if lama
        else ()
    )
    ubah = tuple(Ubah(kolom, a, b) for kolom, a, b in pasangan if a != b)
    hasil.beda.append(Beda(BERUBAH if lama else BARU, r.baris, f"{r.nip}/{r.tahun}", str(p), ubah))
    hasil.rencana.append((p, periode if lama is None or lama.periode_id else None, r))


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Write what was compared."""
    bukan_nama_sendiri(((p, r.baris) for p, _, r in hasil.rencana), by)
    for p, periode, r in hasil.rencana:
        tulis(p, r.tahun, periode, nilai=r.predikat, sumber=r.sumber, keterangan=r.keterangan, by=by)


def bukan_nama_sendiri(rencana: Iterable[tuple[Pegawai, int]], by: Akun | None) -> None:
    """Nobody writes his own predikat, not by a file either. Raises ``Ditolak`` naming the line."""
    for p, nomor in rencana:
        if by is not None and by.pegawai_id == p.pk:
            raise Ditolak(f"Baris {nomor} atas nama Anda sendiri. Hapus dari berkas, dan minta admin lain mengimpornya.")


RIWAYAT = JenisImpor(
    nama="predikat_riwayat",
    judul="Predikat tahun-tahun lalu",
    bantu="Predikat tahunan yang sudah resmi dari e-Kinerja BKN atau instansi lain.",
    kolom=KOLOM,
    rujukan=lambda: None,
    uraikan=uraikan,
    bandingkan=bandingkan,
    terapkan=terapkan,
    boleh=lambda akun: hak(akun).admin_bkpsdm,
    tak_disimpan="Kolom di luar daftar dibuang saat dibaca.",
)
