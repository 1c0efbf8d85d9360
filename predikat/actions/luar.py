"""Predikat that were judged elsewhere are taken in with their source, and fixed: teachers, the seconded, tugas belajar."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.plumbing.tulisan import angka, tanggal
from predikat.actions.dasar import (
    kunci_banyak,
    kunci_evaluasi,
    pastikan,
    penulis,
    susun_langkah,
    teks,
    teks_wajib,
    umumkan_penetapan,
)
from predikat.aturan_luar import periksa_konversi, predikat_dari_ipk
from predikat.enums import Predikat, StatusSesi, SumberEvaluasi
from predikat.models import Evaluasi, KonversiIPK, LangkahEvaluasi, SesiKalibrasi
from predikat.queries_luar import konversi_pada, tabel, transkrip
from predikat.transitions import EVALUASI

KONVERSI = "predikat.konversi_ipk_diatur"
_BKPSDM = "Konversi IPK diatur oleh BKPSDM."


@dataclass(frozen=True, slots=True)
class Diterima:
    """What another system says of an evaluation. ``keterangan``: its document, for the official predikat."""

    predikat: Predikat
    keterangan: str = ""


@transaction.atomic
def terima_banyak(isi: Mapping[int, Diterima], *, by: Akun | None) -> list[Evaluasi]:
    """Set the predikat of evaluations that are not judged here; eight queries, however many.

    Raises ``Ditolak`` for one that is judged here. A session of their unit that is open is told to read again.
    """
    semua = kunci_banyak(isi)
    for e in semua:
        if e.sumber == SumberEvaluasi.LOKAL:
            raise Ditolak(f"{e.pegawai} dinilai di aplikasi ini, jadi predikatnya tidak diambil dari luar.")
    return _tulis(semua, isi, penetap=None, by=by)


def _tulis(
    semua: Sequence[Evaluasi], isi: Mapping[int, Diterima], *, penetap: Pegawai | None, by: Akun | None
) -> list[Evaluasi]:
    kini, langkah = jam.sekarang(), []
    for e in semua:
        x, dari = isi[e.pk], e.status
        e.status = EVALUASI.berikut(dari, "terima_predikat")
        e.predikat, e.catatan, e.ditetapkan_pada, e.penetap, e.oleh = x.predikat, x.keterangan, kini, penetap, by
        e.sunting += 1
        catatan = f"{e.get_sumber_display()}: {x.predikat.label}. {x.keterangan}".strip()
        langkah.append(susun_langkah(e, dari, "terima_predikat", by=by, catatan=catatan))
    kolom = ["status", "predikat", "catatan", "ditetapkan_pada", "penetap", "oleh", "parameter", "sunting"]
    Evaluasi.objects.bulk_update(semua, kolom, batch_size=500)
    LangkahEvaluasi.objects.bulk_create(langkah)
    terbuka = SesiKalibrasi.objects.filter(status=StatusSesi.TERBUKA, periode__in={e.periode_id for e in semua})
    terbuka.filter(unit__in={e.unit_hitung_id for e in semua}).update(sunting=F("sunting") + 1)
    umumkan_penetapan(semua, by=by)
    return list(semua)


# -- tugas belajar


@transaction.atomic
def tetapkan_studi(evaluasi: Evaluasi, nilai: str, alasan: str, *, by: Akun) -> Evaluasi:
    """The predikat of a tugas belajar: by the conversion of the period's last day, else ``nilai`` with the reason.

    Raises ``TidakBoleh`` for everybody but BKPSDM and for oneself, ``Ditolak`` without a transcript, and without predikat or
    reason where no conversion says it.
    """
    e = kunci_evaluasi(evaluasi)
    EVALUASI.berikut(e.status, "terima_predikat")
    pastikan(by, "tetapkan_studi", e, "Predikat tugas belajar ditetapkan BKPSDM menurut transkrip, bukan orangnya sendiri.")
    laporan = transkrip(e)
    if laporan is None:
        raise Ditolak(f"Transkrip (KHS) {e.pegawai} belum ada. Minta ia mengirim laporan semesternya lebih dahulu.")
    baris = konversi_pada(e.periode.sampai)
    putusan = predikat_dari_ipk(laporan.ipk, tabel(baris))
    catatan = f"IPK {angka(laporan.ipk, 2)}, KHS semester {laporan.semester}."
    if putusan.nilai is None:
        if nilai not in set(Predikat):
            raise Ditolak("Pilih predikatnya menurut transkrip.")
        dasar = teks_wajib(alasan, "Tuliskan dasar predikat ini.")
    else:
        dasar = putusan.alasan[0].dasar_hukum
    e.parameter = {"konversi_ipk": [b.pk for b in baris], "laporan_studi": laporan.pk, "ipk": str(laporan.ipk)}
    diterima = Diterima(putusan.nilai or Predikat(nilai), f"{catatan} {dasar}")
    return _tulis([e], {e.pk: diterima}, penetap=penulis(by), by=by)[0]


@transaction.atomic
def atur_konversi(
    minimum: Sequence[tuple[Predikat, Decimal]], dasar_hukum: str, mulai: dt.date, *, by: Akun
) -> list[KonversiIPK]:
    """A new table from ``mulai`` on; the one before ends there. Raises ``Ditolak`` for a day before the newest table began."""
    pastikan(by, "atur_periode", None, _BKPSDM)
    dasar = teks_wajib(dasar_hukum, "Tuliskan dasar hukum konversinya.", "Dasar hukum", 250)
    if salah := periksa_konversi(minimum):
        raise Ditolak(salah)
    lama = KonversiIPK.objects.select_for_update(no_key=True)
    akhir = lama.order_by("-berlaku").first()
    if akhir is not None and mulai <= akhir.berlaku.lower:
        raise Ditolak(f"Tabel terakhir berlaku sejak {tanggal(akhir.berlaku.lower)}. Pilih tanggal sesudahnya.")
    for b in lama.pada(mulai):
        b.berlaku = sejak(b.berlaku.lower, mulai)
        b.save(update_fields=["berlaku"])
    baru = [KonversiIPK(ipk_minimum=n, predikat=p, dasar_hukum=teks(dasar), berlaku=sejak(mulai)) for p, n in minimum]
    KonversiIPK.objects.bulk_create(baru)
    catat_peristiwa(KONVERSI, baru[0], by=by, mulai=mulai.isoformat())
    return baru
