"""Acts on parameters: a value is never overwritten, only followed by another one with its reason."""

import datetime as dt
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus import ingatan
from kinerja.siklus.aturan_parameter import bentuk_simpan, periksa_nilai
from kinerja.siklus.bawaan import Bawaan, baca_bawaan
from kinerja.siklus.enums import JenisNilai, Keyakinan, Satuan
from kinerja.siklus.models import DefinisiParameter, Parameter

PARAMETER_DIUBAH = "parameter_diubah"
PARAMETER_DIKONFIRMASI = "parameter_dikonfirmasi"
_KOLOM = ("judul", "kelompok", "urut", "jenis", "isi", "pilihan", "kunci", "minimum", "maksimum", "penjelasan", "mengapa")


@transaction.atomic
def muat_parameter(*, by: Akun | None = None) -> int:
    """Bring the definitions up to the shipped file; returns how many first values were written.

    A definition that has a value keeps it, whatever the file says: a decided number never changes by an upgrade.
    """
    bawaan = baca_bawaan()
    DefinisiParameter.objects.bulk_create(
        [_definisi(b) for b in bawaan], update_conflicts=True, unique_fields=["nama"], update_fields=list(_KOLOM)
    )
    kosong = dict(
        DefinisiParameter.objects.filter(nama__in=[b.nama for b in bawaan], parameter__isnull=True).values_list("nama", "pk")
    )
    dibuat = Parameter.objects.bulk_create([_nilai_pertama(b, kosong[b.nama], by) for b in bawaan if b.nama in kosong])
    ingatan.lupakan()
    return len(dibuat)


def _definisi(b: Bawaan) -> DefinisiParameter:
    isi = {k: getattr(b, k) for k in _KOLOM} | {"pilihan": [list(x) for x in b.pilihan], "kunci": list(b.kunci)}
    return DefinisiParameter(nama=b.nama, **isi)


def _nilai_pertama(b: Bawaan, definisi_id: int, by: Akun | None) -> Parameter:
    return Parameter(
        definisi_id=definisi_id,
        nilai=b.nilai,
        satuan=b.satuan,
        dasar_hukum=b.dasar_hukum,
        keyakinan=b.keyakinan,
        bawaan=True,
        dibuat_oleh=by,
        dibuat_pada=jam.sekarang(),
        berlaku=sejak(b.sejak),
    )


@transaction.atomic
def ubah_parameter(
    definisi: DefinisiParameter,
    *,
    nilai: Any,
    satuan: Satuan,
    mulai: dt.date,
    dasar_hukum: str,
    keyakinan: Keyakinan,
    alasan: str,
    unit: UnitKerja | None = None,
    by: Akun,
) -> Parameter:
    """Set ``nilai`` from ``mulai`` on, until the next value that is already planned. Works forward only.

    The value that held before keeps its days; one that would start on the very same day is revoked, not changed.
    Refuses a start in the past, a missing reason or basis, a value of another kind or outside the limits, and no change.
    """
    definisi = DefinisiParameter.objects.select_for_update().get(pk=definisi.pk)
    _periksa_ubah(mulai, dasar_hukum, alasan)
    try:
        nilai = _sesuai(definisi, nilai)
    except ValueError as galat:
        raise Ditolak(str(galat)) from galat
    lama = _yang_berlaku(definisi, unit, mulai)
    if lama and (lama.nilai, lama.satuan, lama.dasar_hukum) == (bentuk_simpan(nilai), satuan, dasar_hukum):
        raise Ditolak("Nilai, satuan, dan dasar hukumnya sama dengan yang berlaku. Pakai Konfirmasi bila nilainya sudah benar.")
    sampai = _akhiri(lama, mulai) if lama else _mulai_berikut(definisi, unit, mulai)
    baru = Parameter.objects.create(
        definisi=definisi,
        unit=unit,
        nilai=bentuk_simpan(nilai),
        satuan=satuan,
        dasar_hukum=dasar_hukum.strip(),
        keyakinan=keyakinan,
        alasan=alasan.strip(),
        dibuat_oleh=by,
        dibuat_pada=jam.sekarang(),
        dikonfirmasi_oleh=by,
        dikonfirmasi_pada=jam.sekarang(),
        berlaku=sejak(mulai, sampai),
    )
    catat_peristiwa(PARAMETER_DIUBAH, baru, by=by, parameter=definisi.nama, mulai=mulai.isoformat(), unit=unit and unit.pk)
    ingatan.lupakan()
    return baru


def _periksa_ubah(mulai: dt.date, dasar_hukum: str, alasan: str) -> None:
    if mulai < jam.hari_ini():
        raise Ditolak(
            "Perubahan hanya berlaku ke depan, supaya hasil yang sudah tersimpan tetap dapat dijelaskan. "
            f"Pilih {tulisan.tanggal(jam.hari_ini())} atau sesudahnya."
        )
    if not alasan.strip() or not dasar_hukum.strip():
        raise Ditolak("Tuliskan alasan dan dasar hukum perubahan ini.")


def _sesuai(d: DefinisiParameter, nilai: Any) -> Any:
    return periksa_nilai(
        nilai, JenisNilai(d.jenis), isi=d.isi, pilihan=d.pilihan, kunci=d.kunci, minimum=d.minimum, maksimum=d.maksimum
    )


def _yang_berlaku(definisi: DefinisiParameter, unit: UnitKerja | None, tanggal: dt.date) -> Parameter | None:
    return Parameter.objects.pada(tanggal).filter(definisi=definisi, unit=unit, dicabut_pada__isnull=True).first()


def _akhiri(lama: Parameter, mulai: dt.date) -> dt.date | None:
    """End the old value on ``mulai``, or revoke it when it starts that day; returns where the new one must end."""
    sampai: dt.date | None = lama.berlaku.upper
    if lama.berlaku.lower == mulai:
        lama.dicabut_pada = jam.sekarang()
        lama.save(update_fields=["dicabut_pada"])
    else:
        lama.berlaku = sejak(lama.berlaku.lower, mulai)
        lama.save(update_fields=["berlaku"])
    return sampai


def _mulai_berikut(definisi: DefinisiParameter, unit: UnitKerja | None, mulai: dt.date) -> dt.date | None:
    berikut = Parameter.objects.filter(
        definisi=definisi, unit=unit, dicabut_pada__isnull=True, berlaku__startswith__gt=mulai
    ).order_by("berlaku")
    pertama = berikut.first()
    return pertama.berlaku.lower if pertama else None


@transaction.atomic
def konfirmasi_parameter(versi: Parameter, *, by: Akun) -> Parameter:
    """BKPSDM has checked an uncertain value: it stays, and the doubt is answered by a name and a date."""
    versi = Parameter.objects.select_for_update(of=("self",)).select_related("definisi").get(pk=versi.pk)
    if versi.dicabut_pada is not None or versi.dikonfirmasi_pada is not None:
        raise SudahBerubah("Nilai ini sudah diganti atau sudah dikonfirmasi. Muat ulang halaman untuk melihat yang terbaru.")
    versi.dikonfirmasi_oleh, versi.dikonfirmasi_pada = by, jam.sekarang()
    versi.save(update_fields=["dikonfirmasi_oleh", "dikonfirmasi_pada"])
    catat_peristiwa(PARAMETER_DIKONFIRMASI, versi, by=by, parameter=versi.definisi.nama)
    ingatan.lupakan()
    return versi
