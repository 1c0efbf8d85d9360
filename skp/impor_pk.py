"""The kind of import "Perjanjian Kinerja": an Excel sheet of any number of units, through the import frame (docs/impor.md)."""

import datetime as dt

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import JenisImpor
from kinerja.plumbing.impor import BARU, BERUBAH, Beda, HasilBanding, Tertahan, Ubah
from kinerja.plumbing.lembar import Lembar
from skp.actions.pk import terapkan_isi
from skp.pk_excel import KOLOM, Uraian, urai
from skp.pk_isi import IsiPK, Perubahan
from skp.queries_pk import cari_unit, dengan_kepala, perubahan_impor

NAMA = "perjanjian_kinerja"


def uraikan(lembar: Lembar, acuan: dt.date, rujukan: None) -> Uraian:
    """Documents by unit and year; a sheet without a column TAHUN speaks of the year of ``acuan``."""
    return urai(lembar, tahun=acuan.year)


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Each document against the draft of its unit and year, or what is in force there."""
    hasil = HasilBanding(uraian.data, ditolak=list(uraian.ditolak), ganda=list(uraian.ganda), rencana=[])
    dilihat: dict[tuple[int, int], int] = {}
    for baris, isi in uraian.dokumen:
        unit = cari_unit(isi.unit)
        if unit is None:
            alasan = "Unit ini tidak ditemukan, atau lebih dari satu yang bernama sama. Pakai kode unitnya."
            hasil.ditolak.append(Tertahan(baris, isi.unit, alasan, f"{isi.unit} {isi.tahun}"))
        elif (unit.pk, isi.tahun) in dilihat:
            alasan = f"Unit dan tahun ini sudah ada mulai baris {dilihat[unit.pk, isi.tahun]}. Satukan barisnya."
            hasil.ganda.append(Tertahan(baris, isi.unit, alasan, f"{isi.unit} {isi.tahun}"))
        else:
            dilihat[unit.pk, isi.tahun] = baris
            _bandingkan(hasil, baris, isi, unit)
    return hasil


def _bandingkan(hasil: HasilBanding, baris: int, isi: IsiPK, unit: UnitKerja) -> None:
    isi = dengan_kepala(isi, unit)
    beda = perubahan_impor(isi, unit, isi.tahun)
    if not beda.berubah:
        hasil.tetap += 1
        return
    kelas = BERUBAH if beda.acuan else BARU
    nama = f"{unit.nama_kini} {isi.tahun}"
    hasil.beda.append(
        Beda(kelas, baris, unit.kode or str(unit.pk), nama, tuple(map(_ubah, beda.perubahan)) if beda.acuan else ())
    )
    hasil.rencana.append((isi, unit))


def _ubah(p: Perubahan) -> Ubah:
    return Ubah(f"{p.di}, {p.kolom.lower()}", p.lama, p.baru)


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Each changed document becomes a draft."""
    for isi, unit in hasil.rencana:
        terapkan_isi(isi, unit, isi.tahun, by=by, alasan="Impor Excel.")


PERJANJIAN_KINERJA = JenisImpor(
    nama=NAMA,
    judul="Perjanjian Kinerja",
    bantu="Satu baris satu indikator; sel yang digabung dibaca sebagai “seperti di atasnya”. Hasilnya draf per unit.",
    kolom=KOLOM,
    rujukan=lambda: None,
    uraikan=uraikan,
    bandingkan=bandingkan,
    terapkan=terapkan,
    boleh=lambda akun: hak(akun).admin_bkpsdm,
    tak_disimpan="Kolom di luar daftar dibuang saat dibaca.",
    kepala=("Perjanjian Kinerja", "Kode unit", "Unit dan tahun"),
    bantu_acuan="Tahunnya dipakai bila lembar tidak memuat kolom TAHUN.",
)
