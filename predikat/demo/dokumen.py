"""After the ratings of the third quarter: a calibration session, documents handed over, signed, left in silence, contested.

By the real actions, each on its day. What depends on chance follows from the number of the row: a second run adds nothing.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.jam_basisdata import pada
from predikat.actions import dokumen as aksi
from predikat.actions import evaluasi as rating
from predikat.actions import kalibrasi, keberatan
from predikat.actions import sesi as aksi_sesi
from predikat.actions.dasar_dokumen import ISI
from predikat.actions.evaluasi import IsiRating
from predikat.actions.sesi import PolaDilewati
from predikat.aturan_rating import Dicentang
from predikat.demo.evaluasi import SESI, UNIT, periode
from predikat.enums import AspekKriteria, Rating, StatusDokumen, StatusEvaluasi, SumberEvaluasi
from predikat.kriteria import BAWAAN, KelompokKriteria
from predikat.models import DokumenEvaluasi, Evaluasi, Keberatan, SesiKalibrasi
from skp.demo.susun import akun_dari

ATAS, SESUAI, BAWAH = Rating
#: Who has not handed over yet, though his days are over.
BELUM_SERAH = "05.1.2"
_ALASAN = (
    "Target kunjungan terlampaui sejak Agustus; rekapnya saya lampirkan, tetapi belum terbaca saat penilaian.",
    "Dua kegiatan yang disebut tidak tercapai bukan tugas saya sejak pembagian peran bulan Juli.",
    "Umpan balik penerima layanan bulan September belum ikut dipertimbangkan.",
    "Saya keliru membaca ratingnya.",
)
_PENJELASAN = "Rekap Agustus baru diunggah setelah penilaian. Untuk kegiatan lain, ratingnya sesuai bukti yang ada."
_PINDAH = (
    (ATAS, ATAS, "Menjadi rujukan perpustakaan desa menurut tiga kepala desa, dengan bukti kunjungan.", False),
    (SESUAI, ATAS, "Mendampingi dua petugas baru di luar tugasnya.", False),
    (BAWAH, SESUAI, "Dua IKI belum berbukti sampai akhir periode.", False),
    (SESUAI, SESUAI, "Setara dengan rekan sejabatan setelah dibandingkan.", True),
)
_BARIS = "Seluruh target layanan tercapai dengan bukti; memaksakan predikat lebih rendah tidak sesuai kontribusi mereka."


def _lengkap(status: str) -> Iterable[DokumenEvaluasi]:
    """Documents of the quarter in a status, by person."""
    semua = DokumenEvaluasi.objects.filter(evaluasi__periode=periode(), status=status).select_related(*ISI)
    return list(semua.order_by("evaluasi__pegawai__nip", "pk"))


# -- the session


def sesi() -> None:
    """The Dinas Perpustakaan compares its ratings in one sitting; the pattern is passed over with reasons, and it is locked."""
    p, unit = periode(), pemeran.unit(SESI)
    if SesiKalibrasi.objects.filter(unit=unit, periode=p).exists():
        return
    orang = Evaluasi.objects.filter(
        periode=p, unit_hitung=unit, sumber=SumberEvaluasi.LOKAL, status=StatusEvaluasi.BELUM, penilai__isnull=False
    )
    semua = list(
        orang.select_related("pegawai", "penilai", "periode__siklus", "unit_hitung", "unit_dipimpin").order_by("pegawai__nip")
    )
    for n, e in enumerate(semua):
        assert e.penilai is not None
        with pada(dt.date(2026, 10, 7)):
            rating.usulkan_rating(e, _rating(n), by=akun_dari(e.penilai))
    kepala = akun_dari(pemeran.kepala(SESI))
    with pada(dt.datetime(2026, 10, 12, 9, 0, tzinfo=jam.WITA)):
        s = aksi_sesi.buka_sesi(unit, p, by=kepala)
        kalibrasi.simpan_skenario(s, "A, usulan penilai", by=kepala)
    bebas = [e for e in semua if e.unit_dipimpin_id is None]
    for n, (hasil, perilaku, alasan, pola) in enumerate(_PINDAH):
        e = bebas[(5 * n + 2) % len(bebas)]
        with pada(dt.datetime(2026, 10, 12, 9, 20 + 7 * n, tzinfo=jam.WITA)):
            kalibrasi.bahas(s, e.pk, by=kepala)
            g = _geser(s, e, hasil, perilaku, alasan, pola, kepala)
            if g is not None and g.disetujui_penilai is None and n != 3 and e.penilai is not None:
                kalibrasi.jawab(g, True, by=akun_dari(e.penilai))
    with pada(dt.datetime(2026, 10, 12, 10, 30, tzinfo=jam.WITA)):
        kalibrasi.simpan_skenario(s, "B, sesudah dibahas", by=kepala)
    with pada(dt.datetime(2026, 10, 12, 11, 0, tzinfo=jam.WITA)):
        _kunci(s, kepala)


def _rating(n: int) -> IsiRating:
    """Most as expected, some above; nobody below before the session."""
    tanpa = "Bukti dukung triwulan ini masih dalam bentuk cetak di ruang arsip; sudah diperiksa di tempat."
    if n % 6:
        return IsiRating(SESUAI, SESUAI, (), "", tanpa, "")
    umum = BAWAAN[KelompokKriteria.PELAKSANA]
    return IsiRating(ATAS, SESUAI, (Dicentang(AspekKriteria.HASIL, umum[0][1], "Rekap kunjungan September"),), "", tanpa, "")


def _geser(s: SesiKalibrasi, e: Evaluasi, hasil: Rating, perilaku: Rating, alasan: str, pola: bool, by: Akun):  # type: ignore[no-untyped-def]
    try:
        return kalibrasi.geser(s, e.pk, hasil, perilaku, alasan, by=by, demi_pola=pola)
    except Ditolak:  # stands there already
        return None


def _kunci(s: SesiKalibrasi, by: Akun) -> None:
    alasan = "Penilainya sudah menyetujui secara lisan pada rapat."
    try:
        aksi_sesi.kunci(s, {}, alasan, by=by)
    except PolaDilewati as galat:
        aksi_sesi.kunci(s, dict.fromkeys(galat.baris, _BARIS), alasan, by=by)


# -- documents


def dokumen() -> None:
    """Made for the units of the demo and the calibrated one; handed over assessor by assessor, one has not."""
    unit = [pemeran.unit(k).pk for k in (*UNIT, SESI)]
    siap = aksi.siap_didokumenkan(Evaluasi.objects.filter(periode=periode(), unit_hitung__in=unit))
    with pada(dt.date(2026, 10, 14)):
        ids = list(siap.order_by("pk").values_list("pk", flat=True))
        for i in range(0, len(ids), aksi.PER_KELOMPOK):
            aksi.buat_dokumen(ids[i : i + aksi.PER_KELOMPOK], by=None)
    lambat = pemeran.kepala(BELUM_SERAH)
    per: dict[Pegawai, list[int]] = {}
    for d in _lengkap(StatusDokumen.DISUSUN):
        if d.evaluasi.penilai is not None and d.evaluasi.penilai != lambat and d.evaluasi.unit_hitung_id in unit:
            per.setdefault(d.evaluasi.penilai, []).append(d.pk)
    for penilai, milik in per.items():
        with pada(dt.date(2026, 10, 16) + dt.timedelta(days=penilai.pk % 5)):
            aksi.serahkan_banyak(milik, by=akun_dari(penilai))


def jawaban() -> None:
    """Most sign, some say only that they have it, some say nothing. Who objects has his turn in ``kasus``."""
    for d in _lengkap(StatusDokumen.DISERAHKAN):
        n = d.evaluasi_id % 10
        if n >= 8 or d.diserahkan_pada is None:
            continue
        with pada(d.diserahkan_pada + dt.timedelta(days=2 + n % 3, hours=1)), transaction.atomic():
            if n < 6:
                aksi.tanda_tangani(d, by=akun_dari(d.evaluasi.pegawai))
            else:
                aksi.terima(d, by=akun_dari(d.evaluasi.pegawai))


def kasus() -> None:
    """Four objections: one upheld, one dismissed, one that waits for its decision, one withdrawn. Then the clocks run out."""
    if not Keberatan.objects.exists():
        calon = [d for d in _lengkap(StatusDokumen.DISERAHKAN) if d.evaluasi_id % 10 == 9 and d.atasan_penilai is not None]
        for n, d in enumerate(calon[: len(_ALASAN)]):
            with transaction.atomic():
                _kasus(n, d)
    with pada(dt.datetime(2026, 11, 16, 0, 50, tzinfo=jam.WITA)):
        aksi.selesaikan_yang_lewat()


def _kasus(n: int, d: DokumenEvaluasi) -> None:
    saya, e = akun_dari(d.evaluasi.pegawai), d.evaluasi
    assert d.diserahkan_pada is not None and e.penilai is not None and d.atasan_penilai is not None
    with pada(d.diserahkan_pada + dt.timedelta(days=5)):
        k = keberatan.ajukan(d, _ALASAN[n], by=saya)
    if n == 3:
        with pada(d.diserahkan_pada + dt.timedelta(days=6)):
            keberatan.tarik(k, by=saya)
        return
    with pada(d.diserahkan_pada + dt.timedelta(days=12)):
        keberatan.jelaskan(k, _PENJELASAN, by=akun_dari(e.penilai))
    if n == 2:
        return
    atasan = akun_dari(d.atasan_penilai)
    with pada(d.diserahkan_pada + dt.timedelta(days=18)):
        keberatan.periksa(k, "Pegawai dan penilainya didengar bersama; rekap diperiksa di tempat.", by=atasan)
    e.refresh_from_db()
    hasil = str(e.hasil) if n or e.unit_dipimpin_id else str(ATAS)
    with pada(d.diserahkan_pada + dt.timedelta(days=20)):
        kata = "Penilaian sudah sesuai bukti yang ada pada waktunya." if n else "Rekap bulan Agustus sah dan melampaui target."
        keberatan.putus(k, hasil, str(e.perilaku), kata, by=atasan)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for jalankan, sekaligus in ((sesi, True), (dokumen, False), (jawaban, False), (kasus, False)):
        LANGKAH_DEMO.daftarkan(LangkahDemo(f"predikat.{jalankan.__name__}", "predikat", jalankan, sekaligus))
