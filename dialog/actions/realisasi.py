"""Realisasi: what each measure reached in a period, typed or summed up from progress notes; declared complete by its owner.

Every act locks the period against closing (``FOR SHARE``, as its trigger does), so a refusal is a sentence and no fault.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from dialog.actions.dasar import penulis
from dialog.aturan import (
    CATATAN_MAKS,
    TEKS_MAKS,
    Ringkasan,
    dapat_diisi,
    ikut_catatan,
    kekurangan,
    ringkas_catatan,
    tanggal_catatan,
)
from dialog.aturan_capaian import urai_nilai
from dialog.enums import KeadaanRealisasi
from dialog.models import CatatanRealisasi, Realisasi
from dialog.queries_realisasi import (
    catatan_hari,
    fakta_isi,
    iki_dari,
    jumlah_sebelumnya,
    periode_catatan,
    periode_siklus,
    realisasi_orang,
    rentang_catatan,
    ukuran_dari,
)
from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.siklus.models import Periode
from skp.actions.dasar import BelumLengkap, bersihkan, periksa_panjang, rapikan, terapkan
from skp.models import IKI, LiniIKI

FIELD = ("nilai_teks", "cerita", "keadaan", "alasan_tanpa_bukti")
DIKIRIM = "realisasi.dikirim"


def pastikan_pemilik(by: Akun | None, objek: object) -> None:
    """Raises ``TidakBoleh`` for anybody but the owner; ``by`` None is the application itself."""
    if by is not None and not IZIN_REALISASI["isi_realisasi"].test(by, objek):
        raise TidakBoleh("Realisasi diisi oleh pemilik SKP dengan akunnya sendiri.")


def kunci_periode(periode: Periode) -> Periode:
    """The period as it is now; it cannot close before the transaction ends. Others may write in it at the same time."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1 FROM siklus_periode WHERE id = %s FOR SHARE", [periode.pk])
    kini: Periode = Periode.objects.select_related("siklus").get(pk=periode.pk)
    return kini


def pastikan_terbuka(lini: LiniIKI, periode: Periode) -> Periode:
    """Lock the period. Raises ``Ditolak`` with the way out: closed, not begun, not of this SKP, measure replaced."""
    kini = kunci_periode(periode)
    putusan = dapat_diisi(fakta_isi(lini, kini), jam.hari_ini())
    if not putusan.nilai:
        raise Ditolak(putusan.alasan[0].kalimat)
    return kini


@transaction.atomic
def pastikan_realisasi(lini_iki: LiniIKI, periode: Periode, *, by: Akun | None) -> Realisasi:
    """The row of a measure in a period, made when missing, locked. Raises ``Ditolak`` where nothing may be written any more."""
    pastikan_pemilik(by, lini_iki)
    kini = pastikan_terbuka(lini_iki, periode)
    baru = {"oleh": by, "pada": jam.sekarang()}
    Realisasi.objects.bulk_create([Realisasi(lini_iki=lini_iki, periode=kini, **baru)], ignore_conflicts=True)
    baris: Realisasi = Realisasi.objects.select_for_update(of=("self",), no_key=True).get(lini_iki=lini_iki, periode=kini)
    baris.lini_iki, baris.periode = lini_iki, kini
    return baris


@transaction.atomic
def isi_realisasi(
    lini_iki: LiniIKI,
    periode: Periode,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> Realisasi:
    """Write fields of ``FIELD``. ``sunting``: the row's counter that the page knew; ``semula``: the values it showed.

    What changes is not declared complete any more. Raises ``Bentrok``, ``Ditolak``, ``TidakBoleh``.
    """
    baris = pastikan_realisasi(lini_iki, periode, by=by)
    bersih = _bersih(isi)
    ubah = terapkan(baris, bersih, sunting=sunting, semula=None if semula is None else _bersih(semula))
    return _simpan(baris, ubah, by) if ubah else baris


def _bersih(isi: Mapping[str, Any]) -> dict[str, Any]:
    bersih = bersihkan(Realisasi, isi, FIELD)
    for nama, teks in bersih.items():
        periksa_panjang(nama.replace("_", " ").capitalize(), teks, TEKS_MAKS)
    return bersih


def _simpan(baris: Realisasi, ubah: list[str], by: Akun | None) -> Realisasi:
    baris.nilai_angka = urai_nilai(baris.nilai_teks)
    baris.oleh, baris.pada, baris.dikirim_pada = by, jam.sekarang(), None
    baris.save(update_fields={*ubah, "nilai_angka", "oleh", "pada", "dikirim_pada"})
    return baris


# -- notes


@transaction.atomic
def catat(
    lini_iki: LiniIKI,
    isi: str = "",
    tambahan: Decimal | None = None,
    tanggal: dt.date | None = None,
    *,
    by: Akun,
    kunci: str | None = None,
) -> CatatanRealisasi:
    """A progress note of a day (default: today); it sums up into its period. The same ``kunci`` twice is one note.

    Raises ``Ditolak`` for an empty one, a day to come, a day outside the SKP, a closed period, a measure that was replaced.
    """
    pastikan_pemilik(by, lini_iki)
    hari = tanggal or jam.hari_ini()
    teks = periksa_panjang("Catatan", rapikan(isi), CATATAN_MAKS)
    if not teks and tambahan is None:
        raise Ditolak("Tuliskan apa yang selesai, atau angkanya.")
    if tambahan is not None and abs(tambahan) >= Decimal(10) ** 12:
        raise Ditolak("Angka itu terlalu besar. Periksa kembali, lalu simpan lagi.")
    skp = lini_iki.lini_rhk.skp
    if tolak := tanggal_catatan(hari, jam.hari_ini(), skp.rentang.lower, skp.rentang.upper - dt.timedelta(days=1)):
        raise Ditolak(tolak)
    baris = pastikan_realisasi(lini_iki, _periode(skp.siklus_id, hari), by=by)
    if kunci and (ada := CatatanRealisasi.objects.filter(lini_iki=lini_iki, kunci=kunci[:36]).first()):
        return ada
    lama = _ringkas(lini_iki, baris.periode)
    baru = CatatanRealisasi.objects.create(
        lini_iki=lini_iki,
        tanggal=hari,
        isi=teks,
        tambahan=tambahan,
        kunci=kunci[:36] if kunci else None,
        oleh=by,
        pada=jam.sekarang(),
    )
    _ikutkan(baris, lama, by)
    return baru


def _periode(siklus_id: int, hari: dt.date) -> Periode:
    periode = periode_catatan(periode_siklus(siklus_id), hari)
    if periode is None:
        raise Ditolak("Belum ada periode yang mencakup tanggal itu. Minta BKPSDM membuka siklus tahun itu.")
    return periode


def _ringkas(lini: LiniIKI, periode: Periode) -> Ringkasan:
    """What the notes of the period come to."""
    iki: IKI | None = iki_dari(lini)
    if iki is None:
        return Ringkasan(None, "", 0)
    semua = catatan_hari(lini, rentang_catatan(periode, periode_siklus(periode.siklus_id)))
    return ringkas_catatan(ukuran_dari(iki).cara, semua, jumlah_sebelumnya(lini, periode))


def _ikutkan(baris: Realisasi, lama: Ringkasan, by: Akun | None) -> None:
    """Carry the sum of the notes into the realisasi, where nobody wrote something else."""
    baru = _ringkas(baris.lini_iki, baris.periode)
    isi = {
        "nilai_teks": ikut_catatan(baris.nilai_teks, lama.teks, baru.teks),
        "cerita": ikut_catatan(baris.cerita, lama.cerita, baru.cerita),
    }
    if ubah := terapkan(baris, isi):
        _simpan(baris, ubah, by)


@transaction.atomic
def tarik_catatan(catatan: CatatanRealisasi, alasan: str, *, by: Akun) -> CatatanRealisasi:
    """Withdraw a note, and why; it stays to be read, and counts no more. Raises ``Ditolak``, ``SudahBerubah``."""
    lini = catatan.lini_iki
    pastikan_pemilik(by, lini)
    teks = periksa_panjang("Alasan", rapikan(alasan), 250)
    if not teks:
        raise Ditolak("Tuliskan mengapa catatan ini ditarik.")
    baris = pastikan_realisasi(lini, _periode(lini.lini_rhk.skp.siklus_id, catatan.tanggal), by=by)
    kini = CatatanRealisasi.objects.select_for_update().get(pk=catatan.pk)
    if kini.ditarik_pada is not None:
        raise SudahBerubah("Catatan ini sudah ditarik. Muat ulang halaman.")
    lama = _ringkas(lini, baris.periode)
    kini.ditarik_pada, kini.alasan_tarik = jam.sekarang(), teks
    kini.save(update_fields=["ditarik_pada", "alasan_tarik"])
    _ikutkan(baris, lama, by)
    return kini


@transaction.atomic
def pakai_jumlah(lini_iki: LiniIKI, periode: Periode, *, by: Akun) -> Realisasi:
    """Take the sum of the notes instead of what was typed. Raises ``Ditolak`` when the notes come to no number."""
    baris = pastikan_realisasi(lini_iki, periode, by=by)
    jumlah = _ringkas(lini_iki, baris.periode)
    if jumlah.angka is None:
        raise Ditolak("Catatan periode ini tidak berisi angka. Tulis nilainya sendiri.")
    ubah = terapkan(baris, {"nilai_teks": jumlah.teks})
    return _simpan(baris, ubah, by) if ubah else baris


@transaction.atomic
def pakai_usul(pegawai: Pegawai, periode: Periode, *, by: Akun) -> int:
    """Let the numbers say the state of every measure for which nobody chose one. Returns of how many."""
    pastikan_pemilik(by, pegawai)
    kini = kunci_periode(periode)
    halaman = realisasi_orang([pegawai.pk], kini, periode_siklus(kini.siklus_id))[pegawai.pk]
    banyak = 0
    for b in halaman.baris:
        usul = b.usul.nilai
        if (
            b.realisasi
            and b.terisi
            and b.realisasi.keadaan == KeadaanRealisasi.BELUM
            and usul not in (None, KeadaanRealisasi.BELUM)
        ):
            isi_realisasi(_lini(b.iki), kini, {"keadaan": usul}, by=by)
            banyak += 1
    return banyak


# -- complete


@transaction.atomic
def nyatakan_lengkap(pegawai: Pegawai, periode: Periode, *, by: Akun) -> int:
    """The pegawai says that his realisasi of the period is complete. Returns of how many measures.

    Raises ``BelumLengkap`` with everything that is missing, ``Ditolak`` for a period in which nothing may be written.
    """
    if penulis(by).pk != pegawai.pk:
        raise TidakBoleh("Realisasi dinyatakan lengkap oleh pemilik SKP dengan akunnya sendiri.")
    kini = kunci_periode(periode)
    halaman = realisasi_orang([pegawai.pk], kini, periode_siklus(kini.siklus_id))[pegawai.pk]
    if not halaman.baris:
        raise Ditolak("Tidak ada SKP Anda yang ditetapkan pada periode ini. Tetapkan SKP dahulu.")
    pastikan_terbuka(_lini(halaman.baris[0].iki), kini)
    if alasan := kekurangan(b.polos for b in halaman.baris):
        raise BelumLengkap(alasan)
    belum = [b.realisasi.pk for b in halaman.baris if b.realisasi and b.realisasi.dikirim_pada is None]
    if belum:
        Realisasi.objects.filter(pk__in=belum).update(dikirim_pada=jam.sekarang())
        catat_peristiwa(DIKIRIM, halaman.baris[0].iki.rhk.versi.skp, by=by, pegawai=pegawai.pk, periode=kini.pk)
    return len(halaman.baris)


def _lini(iki: IKI) -> LiniIKI:
    lini: LiniIKI = LiniIKI.objects.select_related("lini_rhk__skp").get(pk=iki.lini_id)
    return lini
