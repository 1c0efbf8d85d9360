"""Feedback from the request to the answer, the withdrawal, the report to BKPSDM.

Who gives is written into ``PemberiUmpanBalik`` and nowhere else: neither event nor message, log line or history of giving says
``by``. Acts of the receiver and of BKPSDM are recorded as everywhere.
"""

import datetime as dt
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from dialog.aturan_umpan import ALASAN_MAKS, NAMA_MAKS, PESAN_MAKS, TEKS_MAKS, Sebutan, tanggal_terbit
from dialog.enums import JenisUmpanBalik, PeranPemberi
from dialog.models import PemberiUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from dialog.queries_umpan import (
    berlaku,
    peran_terhadap,
    periode_umpan,
    pilihan_sebutan,
    rhk_berlaku,
    seobjek,
    terbaca,
)
from dialog.rules import IZIN
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa, catat_peristiwa
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.enums import StatusPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from skp.actions.dasar import periksa_panjang, rapikan
from skp.enums import NilaiBerAKHLAK

TERBIT = "umpan_balik.terbit"
DITARIK = "umpan_balik.ditarik"
#: So many requests and links of one person may be open at once.
PERMINTAAN_MAKS = 40
TAUTAN_SEKALI_MAKS = 10
_KOSONG = "Tuliskan perilaku yang Anda lihat, cukup satu kalimat."
_SUDAH_DIPAKAI = "Tautan ini sudah dipakai, jadi tulisan ini tidak tersimpan. Umpan balik yang pertama sudah diterima."
_TAK_BERLAKU = "Tautan ini tidak berlaku lagi. Mintalah tautan baru kepada pegawai yang memberikannya."


@dataclass(frozen=True, slots=True)
class IsiUmpan:
    """What is written: about an RHK (``lini_rhk``) or a value, never both; ``perilaku`` is the one text that must be there."""

    jenis: str
    perilaku: str
    situasi: str = ""
    dampak: str = ""
    harapan: str = ""
    lini_rhk: int | None = None
    nilai: str = ""


# -- giving


@transaction.atomic
def beri(
    penerima: Pegawai, isi: IsiUmpan, sebutan: str, *, by: Akun, permintaan: PermintaanUmpanBalik | None = None
) -> UmpanBalik:
    """Give to a colleague, subordinate or leader. The same words again on the same day (a second click) are one feedback.

    ``permintaan``: what it answers; then the object is that of the request. Raises ``TidakBoleh`` towards oneself,
    ``Ditolak`` without words, without an open period, or for a way of being called that would name the giver.
    """
    pemberi = _pegawai(by)
    _pastikan(by, "beri_umpan", penerima, "Umpan balik diberikan kepada orang lain yang masih bertugas.")
    Pegawai.objects.select_for_update(no_key=True).get(pk=pemberi.pk)
    if permintaan is not None:
        permintaan = _kunci_permintaan(permintaan, pemberi, penerima)
        isi = _beri_objek(isi, permintaan)
    pilihan = pilihan_sebutan(pemberi.pk, penerima.pk, permintaan)
    if sebutan not in pilihan.tersedia:
        raise Ditolak("Cara Anda disebut ini dapat menunjuk Anda. Pilih salah satu yang tersedia.")
    bernama = sebutan == Sebutan.NAMA
    peran = pilihan.peran if sebutan in (Sebutan.NAMA, Sebutan.PERAN) else ""
    baris = _susun(penerima, isi, peran, pemberi.nama if bernama else "")
    if ada := _kembar(baris, pemberi):
        return ada
    return _simpan(baris, permintaan, pegawai=pemberi)


@transaction.atomic
def jawab_tautan(kode: str, isi: IsiUmpan, nama: str = "") -> UmpanBalik:
    """A service recipient writes through his link, once. The same words again are the same feedback.

    Raises ``Ditolak`` for a link that does not hold, ``SudahBerubah`` for one that was used.
    """
    permintaan = cari_tautan(kode, lock=True)
    if permintaan is None:
        raise Ditolak(_TAK_BERLAKU)
    isi = _beri_objek(isi, permintaan)
    nama = periksa_panjang("Nama", rapikan(nama), NAMA_MAKS)
    baris = _susun(permintaan.peminta, isi, PeranPemberi.PENERIMA_LAYANAN, nama)
    if permintaan.dijawab:
        lama = UmpanBalik.objects.filter(pemberi__permintaan=permintaan).first()
        if lama is not None and (lama.perilaku, lama.jenis) == (baris.perilaku, baris.jenis):
            return lama
        raise SudahBerubah(_SUDAH_DIPAKAI)
    return _simpan(baris, permintaan)


def _susun(penerima: Pegawai, isi: IsiUmpan, peran: str, nama_tampil: str) -> UmpanBalik:
    hari = jam.hari_ini()
    if isi.jenis not in set(JenisUmpanBalik):
        raise Ditolak("Pilih jenisnya: apresiasi, koreksi, atau harapan.")
    teks = {
        k: periksa_panjang(k.capitalize(), rapikan(getattr(isi, k)), TEKS_MAKS)
        for k in ("situasi", "perilaku", "dampak", "harapan")
    }
    if not teks["perilaku"]:
        raise Ditolak(_KOSONG)
    lini, nilai = _objek(penerima, isi, hari)
    return UmpanBalik(
        penerima=penerima,
        peran=peran,
        nama_tampil=nama_tampil,
        lini_rhk_id=lini,
        nilai=nilai,
        periode=_periode(hari),
        jenis=isi.jenis,
        tanggal=tanggal_terbit(hari, bernama=bool(nama_tampil)),
        **teks,
    )


def _objek(penerima: Pegawai, isi: IsiUmpan, hari: dt.date) -> tuple[int | None, str]:
    if isi.lini_rhk is not None and not isi.nilai:
        if not rhk_berlaku(penerima.pk, hari).filter(lini=isi.lini_rhk).exists():
            raise Ditolak("RHK ini tidak ada pada SKP yang berlaku sekarang. Pilih RHK lain, atau nilai BerAKHLAK.")
        return isi.lini_rhk, ""
    if isi.lini_rhk is None and isi.nilai in set(NilaiBerAKHLAK):
        return None, isi.nilai
    raise Ditolak("Pilih satu RHK atau satu nilai BerAKHLAK yang Anda beri umpan balik.")


def _beri_objek(isi: IsiUmpan, p: PermintaanUmpanBalik) -> IsiUmpan:
    return IsiUmpan(isi.jenis, isi.perilaku, isi.situasi, isi.dampak, isi.harapan, p.lini_rhk_id, p.nilai)


def _periode(hari: dt.date) -> Periode:
    ada = periode_umpan(hari)
    if ada is None:
        raise Ditolak(f"Periode untuk {tanggal(hari)} sudah ditutup atau belum dibuat. Hubungi BKPSDM.")
    return ada


def _kembar(baris: UmpanBalik, pemberi: Pegawai) -> UmpanBalik | None:
    return UmpanBalik.objects.filter(
        penerima=baris.penerima,
        tanggal=baris.tanggal,
        jenis=baris.jenis,
        situasi=baris.situasi,
        perilaku=baris.perilaku,
        dampak=baris.dampak,
        harapan=baris.harapan,
        lini_rhk=baris.lini_rhk_id,
        nilai=baris.nilai,
        ditarik=False,
        pemberi__pegawai=pemberi,
    ).first()


def _simpan(baris: UmpanBalik, permintaan: PermintaanUmpanBalik | None, *, pegawai: Pegawai | None = None) -> UmpanBalik:
    baris.save(force_insert=True)
    PemberiUmpanBalik.objects.create(umpan_balik=baris, pegawai=pegawai, permintaan=permintaan)
    if permintaan is not None:
        PermintaanUmpanBalik.objects.filter(pk=permintaan.pk).update(dijawab=True)
    if baris.nama_tampil:
        catat_peristiwa(TERBIT, baris, penerima=baris.penerima_id)
    return baris


def umumkan_terbit() -> int:
    """Those without a name that have come to light: told together on their day, once each. Returns how many."""
    hari = jam.hari_ini()
    rentang = Q(tanggal__lte=hari, tanggal__gt=hari - dt.timedelta(days=7))
    sudah = Peristiwa.objects.filter(nama=TERBIT, objek_jenis=UmpanBalik._meta.label_lower).values("objek_id")
    baru = list(terbaca().filter(rentang, nama_tampil="").exclude(pk__in=sudah).order_by("pk"))
    for baris in baru:
        catat_peristiwa(TERBIT, baris, penerima=baris.penerima_id)
    return len(baru)


# -- asking


@transaction.atomic
def minta(kepada: Pegawai, isi: IsiUmpan, pesan: str = "", *, by: Akun) -> PermintaanUmpanBalik:
    """Ask a colleague about an RHK or a value of mine. A request that still holds is given back, whatever became of it."""
    peminta = _pegawai(by)
    _pastikan(by, "minta_umpan", kepada, "Umpan balik diminta kepada orang lain yang masih bertugas.")
    baru = _permintaan(peminta, isi, pesan)
    baru.kepada, baru.peran = kepada, peran_terhadap(kepada.pk, peminta.pk, jam.hari_ini())
    if ada := seobjek(baru).filter(kepada=kepada).first():
        return ada
    baru.save()
    catat_peristiwa("umpan_balik.diminta", baru, by=by, peminta=peminta.pk, kepada=kepada.pk)
    return baru


@transaction.atomic
def buat_tautan(isi: IsiUmpan, jumlah: int = 1, pesan: str = "", *, by: Akun) -> list[PermintaanUmpanBalik]:
    """Links for service recipients, each good for one feedback. Raises ``Ditolak`` for none or too many."""
    if not 1 <= jumlah <= TAUTAN_SEKALI_MAKS:
        raise Ditolak(f"Jumlah tautan sekali buat antara 1 dan {TAUTAN_SEKALI_MAKS}.")
    peminta = _pegawai(by)
    hasil = []
    for _ in range(jumlah):
        baru = _permintaan(peminta, isi, pesan)
        baru.peran = PeranPemberi.PENERIMA_LAYANAN
        # The number decides the code, so the row comes first, with a fingerprint that no code has.
        baru.sidik_tautan = token_hex(32)
        baru.save()
        baru.sidik_tautan = sidik(kode_tautan(baru))
        baru.save(update_fields=["sidik_tautan"])
        hasil.append(baru)
    return hasil


def _permintaan(peminta: Pegawai, isi: IsiUmpan, pesan: str) -> PermintaanUmpanBalik:
    Pegawai.objects.select_for_update(no_key=True).get(pk=peminta.pk)
    if berlaku().filter(peminta=peminta).count() >= PERMINTAAN_MAKS:
        raise Ditolak(f"Permintaan Anda yang masih berlaku sudah {PERMINTAAN_MAKS}. Batalkan yang tidak perlu lebih dahulu.")
    lini, nilai = _objek(peminta, isi, jam.hari_ini())
    kini = jam.sekarang()
    return PermintaanUmpanBalik(
        peminta=peminta,
        lini_rhk_id=lini,
        nilai=nilai,
        pesan=periksa_panjang("Pesan", rapikan(pesan), PESAN_MAKS),
        berlaku_sampai=kini + dt.timedelta(days=parameter("umpan_balik_permintaan_berlaku").bulat),
        dibuat_pada=kini,
    )


@transaction.atomic
def tolak_permintaan(permintaan: PermintaanUmpanBalik, *, by: Akun) -> None:
    """The one who was asked would rather not. Nobody is told: a refusal would tell whose the answers without a name are."""
    pemberi = _pegawai(by)
    kini = PermintaanUmpanBalik.objects.select_for_update(no_key=True).get(pk=permintaan.pk)
    if kini.kepada_id != pemberi.pk:
        raise TidakBoleh("Permintaan ini ditujukan kepada orang lain.")
    if kini.dijawab:
        raise SudahBerubah("Permintaan ini sudah Anda jawab.")
    PermintaanUmpanBalik.objects.filter(pk=kini.pk).update(ditolak=True)


@transaction.atomic
def batalkan_permintaan(permintaan: PermintaanUmpanBalik, *, by: Akun) -> None:
    """The one who asked takes it back; a link is void from now on. What was answered stays."""
    if _pegawai(by).pk != permintaan.peminta_id:
        raise TidakBoleh("Permintaan ini dibuat oleh orang lain.")
    PermintaanUmpanBalik.objects.filter(pk=permintaan.pk).update(dibatalkan=True)


def _kunci_permintaan(permintaan: PermintaanUmpanBalik, pemberi: Pegawai, penerima: Pegawai) -> PermintaanUmpanBalik:
    kini = PermintaanUmpanBalik.objects.select_for_update(no_key=True).get(pk=permintaan.pk)
    if kini.kepada_id != pemberi.pk or kini.peminta_id != penerima.pk:
        raise TidakBoleh("Permintaan ini ditujukan kepada orang lain.")
    if kini.dijawab or kini.dibatalkan or kini.berlaku_sampai <= jam.sekarang():
        raise SudahBerubah(
            "Permintaan ini sudah dijawab, dibatalkan, atau lewat batasnya. Anda tetap dapat memberi umpan balik."
        )
    return kini


# -- links


def kode_tautan(permintaan: PermintaanUmpanBalik) -> str:
    """The code of a link, drawn from the server's secret: it can be shown again, and the tables do not hold it."""
    bahan = f"{permintaan.pk}:{permintaan.peminta_id}:{permintaan.dibuat_pada.timestamp()}"
    return salted_hmac("kinerja.umpan_balik.tautan", bahan, algorithm="sha256").hexdigest()[:40]


def sidik(kode: str) -> str:
    """What is stored of a code."""
    return salted_hmac("kinerja.umpan_balik.sidik", kode, algorithm="sha256").hexdigest()


def cari_tautan(kode: str, *, lock: bool = False) -> PermintaanUmpanBalik | None:
    """The link of a code while it holds, used or not; None for any other."""
    semua = berlaku().select_related("peminta")
    baris = semua.select_for_update(of=("self",), no_key=True) if lock else semua
    ada = baris.filter(sidik_tautan=sidik(kode)).first()
    return ada if ada is not None and constant_time_compare(kode_tautan(ada), kode) else None


# -- afterwards


def _kunci(umpan: UmpanBalik) -> UmpanBalik:
    semua = UmpanBalik.objects.select_for_update(of=("self",), no_key=True).select_related("periode__siklus", "penerima")
    terkunci: UmpanBalik = semua.get(pk=umpan.pk)
    return terkunci


@transaction.atomic
def tarik(umpan: UmpanBalik, alasan: str, *, by: Akun) -> UmpanBalik:
    """Its giver takes it back, with a reason that the receiver reads. Raises ``Ditolak`` once the period is closed."""
    kini = _kunci(umpan)
    if not PemberiUmpanBalik.objects.filter(umpan_balik=kini, pegawai=_pegawai(by)).exists():
        raise TidakBoleh("Umpan balik ditarik oleh pemberinya.")
    if kini.ditarik:
        raise SudahBerubah("Umpan balik ini sudah ditarik.")
    if kini.periode.status == StatusPeriode.DITUTUP:
        raise Ditolak(f"{kini.periode} sudah ditutup, jadi umpan baliknya tetap. Beri umpan balik baru bila perlu meluruskan.")
    kini.ditarik, kini.alasan_tarik = True, _alasan(alasan)
    kini.save(update_fields=["ditarik", "alasan_tarik"])
    if kini.tanggal <= jam.hari_ini():
        catat_peristiwa(DITARIK, kini, penerima=kini.penerima_id)
    return kini


@transaction.atomic
def tanggapi(umpan: UmpanBalik, teks: str, *, by: Akun) -> UmpanBalik:
    """The receiver answers, once."""
    kini = _kunci(umpan)
    _pastikan(by, "tanggapi_umpan", kini, "Umpan balik ditanggapi oleh penerimanya.")
    if kini.tanggapan:
        raise SudahBerubah("Umpan balik ini sudah Anda tanggapi.")
    isi = periksa_panjang("Tanggapan", rapikan(teks), TEKS_MAKS)
    if not isi:
        raise Ditolak("Tuliskan tanggapan Anda.")
    kini.tanggapan, kini.ditanggapi_pada = isi, jam.sekarang()
    kini.save(update_fields=["tanggapan", "ditanggapi_pada"])
    catat_peristiwa("umpan_balik.ditanggapi", kini, by=by, penerima=kini.penerima_id)
    return kini


@transaction.atomic
def laporkan(umpan: UmpanBalik, alasan: str, *, by: Akun) -> UmpanBalik:
    """The receiver shows a feedback that hurts to BKPSDM; only by this does BKPSDM read its words. Once."""
    kini = _kunci(umpan)
    _pastikan(by, "laporkan_umpan", kini, "Umpan balik dilaporkan oleh penerimanya.")
    if kini.dilaporkan_pada is not None:
        raise SudahBerubah("Umpan balik ini sudah Anda laporkan.")
    kini.dilaporkan_pada, kini.alasan_lapor = jam.sekarang(), _alasan(alasan)
    kini.save(update_fields=["dilaporkan_pada", "alasan_lapor"])
    catat_peristiwa("umpan_balik.dilaporkan", kini, by=by, penerima=kini.penerima_id)
    return kini


@transaction.atomic
def putuskan(umpan: UmpanBalik, sembunyikan: bool, alasan: str, *, by: Akun) -> UmpanBalik:
    """BKPSDM hides what was reported, or leaves it; either with a reason. It does not learn whose words they are."""
    kini = _kunci(umpan)
    _pastikan(by, "putuskan_umpan", kini, "Laporan umpan balik diputus oleh BKPSDM, bukan oleh yang melaporkan.")
    if kini.dilaporkan_pada is None or kini.diputus_pada is not None:
        raise SudahBerubah("Laporan ini sudah diputus. Muat ulang halaman.")
    kini.diputus_pada, kini.diputus_oleh = jam.sekarang(), by
    kini.alasan_putusan, kini.disembunyikan = _alasan(alasan), sembunyikan
    kini.save(update_fields=["diputus_pada", "diputus_oleh", "alasan_putusan", "disembunyikan"])
    catat_peristiwa("umpan_balik.diputus", kini, by=by, penerima=kini.penerima_id, disembunyikan=sembunyikan)
    return kini


def _alasan(teks: str) -> str:
    isi = periksa_panjang("Alasan", rapikan(teks), ALASAN_MAKS)
    if not isi:
        raise Ditolak("Tuliskan alasannya.")
    return isi


def _pegawai(by: Akun) -> Pegawai:
    if by.pegawai is None:
        raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak memberi atau meminta umpan balik.")
    return by.pegawai


def _pastikan(by: Akun, izin: str, objek: Any, kalimat: str) -> None:
    if not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)
