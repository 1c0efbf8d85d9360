"""Two quarters of rencana aksi and realisasi in the three demo units: complete, excellent, incomplete and late people.

The application came in the middle of the year: BKPSDM opens the third quarter once more by letter, then it closes for good.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.db import transaction

from dialog.actions import realisasi as aksi
from dialog.actions import rencana as aksi_rencana
from dialog.aturan import tulis_angka
from dialog.aturan_capaian import Ukuran
from dialog.aturan_urai import urai_tanggal
from dialog.demo.bukti import bukti_triwulan
from dialog.demo.percakapan import PIMPINAN
from dialog.enums import KeadaanRealisasi as K
from dialog.models import Dialog, RencanaAksi
from dialog.queries_realisasi import BarisIKI, realisasi_orang, ukuran_dari
from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from kinerja.plumbing.tulisan import BULAN
from kinerja.siklus.actions import perpanjang, tutup_periode
from kinerja.siklus.enums import StatusPeriode
from kinerja.siklus.models import Periode, Perpanjangan
from skp.aturan import urai_target
from skp.demo.susun import akun_dari, bawahan
from skp.enums import PolaUkur
from skp.models import LiniIKI

TAHUN = 2026
SURAT = "800.1.11/301/BKPSDM/2026"
#: What becomes of a person, in turn: how far he comes, and whether he says that it is complete.
UNGGUL, BIASA, KURANG, TERLAMBAT = "unggul", "biasa", "kurang", "terlambat"
_GILIRAN = (BIASA, UNGGUL, BIASA, KURANG, BIASA, TERLAMBAT)
_LAJU = {UNGGUL: Decimal("1.06"), BIASA: Decimal("0.97"), KURANG: Decimal("0.7"), TERLAMBAT: Decimal("0.85")}
_LANGKAH = (
    ("Menyepakati jadwal dan format data dengan bidang terkait", "Jadwal ditandatangani", "Notula rapat"),
    ("Mengumpulkan dan memeriksa data setiap pekan", "12 pekan", "Lembar periksa mingguan"),
    ("Menyampaikan hasil kepada pimpinan beserta rekomendasi", "1 laporan", "Tanda terima naskah"),
    ("Mendampingi dua pelaksana yang tertinggal", "2 orang", "Catatan pendampingan"),
)
_CERITA = {
    UNGGUL: "Selesai sebelum waktunya. Daftar periksa baru dipakai juga oleh bidang lain, sehingga koreksi berkurang.",
    BIASA: "Berjalan sesuai rencana. Data dua desa menyusul pada pekan kedua, tidak memengaruhi laporan.",
    KURANG: "Tertinggal karena data terlambat diterima dan seorang pelaksana cuti. Jemput data dimulai bulan ini.",
    TERLAMBAT: "Baru sebagian yang sempat dicatat.",
}
_CATATAN = (
    "Rekap pekan ini selesai dan dikirim",
    "Verifikasi lapangan di dua desa",
    "Rapat koordinasi; format disepakati",
    "Perbaikan berkas setelah umpan balik",
)


@dataclass(frozen=True, slots=True)
class Orang:
    """One person of the demo: who, what becomes of him, the how-manieth."""

    pegawai: Pegawai
    akun: Akun
    nasib: str
    urut: int


def _orang() -> Iterator[Orang]:
    urut = 0
    for kode in PIMPINAN:
        kepala = pemeran.kepala(kode)
        for p in sorted(bawahan(kepala), key=lambda p: p.pk):
            akun = akun_dari(p)
            nasib = BIASA if akun.peran_demo else _GILIRAN[urut % len(_GILIRAN)]
            yield Orang(p, akun, nasib, urut)
            urut += 1


def _periode(jenis: str, urut: int) -> Periode:
    return Periode.objects.select_related("siklus").get(siklus__tahun=TAHUN, jenis=jenis, urut=urut)


def _pukul(bulan: int, hari: int, jam_: int = 10) -> dt.datetime:
    return dt.datetime(TAHUN, bulan, hari, jam_, tzinfo=jam.WITA)


def realisasi() -> None:
    """The third quarter under its letter, then what runs now."""
    tw3, akhir = _periode("TRIWULAN", 3), _periode("AKHIR", 1)
    if tw3.status == StatusPeriode.DITUTUP and Perpanjangan.objects.filter(nomor=SURAT).exists():
        return
    _buka_lagi(tw3)
    semua = [tw3, akhir]
    for o in _orang():
        with transaction.atomic():
            _jalani(o, semua)
    with pada(_pukul(10, 27)):
        tutup_periode(_periode("TRIWULAN", 3), by=None)


def _buka_lagi(tw3: Periode) -> None:
    if Perpanjangan.objects.filter(nomor=SURAT).exists():
        return
    with pada(_pukul(10, 14)):
        perpanjang(
            tw3,
            batas_baru=dt.date(TAHUN, 10, 26),
            nomor=SURAT,
            tanggal=jam.hari_ini(),
            alasan="Realisasi triwulan III pertama kali diisi di aplikasi; jaringan kecamatan terganggu dua hari.",
            by=Akun.objects.get(peran_demo="admin_bkpsdm"),
        )


def _jalani(o: Orang, semua: list[Periode]) -> None:
    tw3, akhir = semua
    baris = realisasi_orang([o.pegawai.pk], tw3, semua)[o.pegawai.pk].baris
    if not baris or any(b.realisasi for b in baris):
        return
    for periode, hari in ((tw3, _pukul(6, 24)), (akhir, _pukul(9, 24))):
        with pada(hari):
            _rencanakan(o, baris, periode)
    with pada(_pukul(10, 13 if o.nasib != TERLAMBAT else 26, 9)):
        _isi_tw3(o, baris, tw3)
    _isi_kini(o, akhir, semua)
    _ubah_lewat_dialog(o, akhir)


def _rencanakan(o: Orang, baris: list[BarisIKI], periode: Periode) -> None:
    if o.nasib == TERLAMBAT:
        return
    for n, lini in enumerate(dict.fromkeys(b.iki.lini.lini_rhk_id for b in baris)):
        for i in range(1 + (o.urut + n) % 2):
            uraian, target, bukti = _LANGKAH[(o.urut + n + i) % len(_LANGKAH)]
            rhk = LiniIKI.objects.select_related("lini_rhk__skp").filter(lini_rhk=lini).first()
            assert rhk is not None, "indikator berada di bawah RHK"
            isi = {"uraian": uraian, "target": target, "bukti_disepakati": bukti}
            aksi_rencana.tambah_rencana(rhk.lini_rhk, periode, isi, by=o.akun)


def _lini(b: BarisIKI) -> LiniIKI:
    lini: LiniIKI = LiniIKI.objects.select_related("lini_rhk__skp").get(pk=b.lini)
    return lini


def _isi_tw3(o: Orang, baris: list[BarisIKI], tw3: Periode) -> None:
    for n, b in enumerate(baris):
        if o.nasib == TERLAMBAT and n:
            break
        isi = {"nilai_teks": nilai_contoh(ukuran_dari(b.iki), _LAJU[o.nasib], o.urut + n), "cerita": _CERITA[o.nasib]}
        isi["alasan_tanpa_bukti"] = "Bukti triwulan III berupa naskah cetak di arsip unit."
        aksi.isi_realisasi(_lini(b), tw3, isi, by=o.akun)
    if o.nasib != TERLAMBAT and o.urut % 2 == 0:
        bukti_triwulan(o.akun, _lini(baris[0]), tw3, o.urut)
    aksi.pakai_usul(o.pegawai, tw3, by=o.akun)
    for r in RencanaAksi.objects.filter(lini_rhk__skp__pegawai=o.pegawai, periode=tw3).select_related(
        "lini_rhk__skp", "periode"
    ):
        keadaan = {UNGGUL: K.MELAMPAUI, BIASA: K.SESUAI}.get(o.nasib, K.SEBAGIAN)
        aksi_rencana.ubah_rencana(r, {"keadaan": keadaan}, by=o.akun)
    if o.nasib != TERLAMBAT:
        aksi.nyatakan_lengkap(o.pegawai, tw3, by=o.akun)


def nilai_contoh(u: Ukuran, laju: Decimal, benih: int) -> str:
    """What somebody of that pace reached in three quarters: a count, a reading, a day, a grade, or words."""
    target = urai_target(u.target)
    hari = urai_tanggal(u.target, TAHUN)
    if hari is not None:
        beda = -2 if laju >= 1 else 0 if laju > Decimal("0.9") else 6
        selesai = hari + dt.timedelta(days=beda)
        return f"{selesai.day} {BULAN[selesai.month - 1]}"
    if target is None:
        return u.target if laju > Decimal("0.9") else "B" if u.target == "BB" else "Sedang disusun"
    if u.cara is PolaUkur.HITUNGAN:
        return tulis_angka((target * laju * 3 / 4).quantize(Decimal(1)))
    hasil = target * (2 - laju) if u.turun else target * min(laju, Decimal("1.02"))
    if u.satuan.strip() == "%":
        hasil = min(hasil, Decimal(100))
    bulat = Decimal(1) if target >= 3 and target == target.to_integral() and benih % 3 else Decimal("0.1")
    return tulis_angka(hasil.quantize(bulat))


def _isi_kini(o: Orang, akhir: Periode, semua: list[Periode]) -> None:
    """October and November: notes of days, which sum up; the excellent have told everything already."""
    baris = realisasi_orang([o.pegawai.pk], akhir, semua)[o.pegawai.pk].baris
    for n, b in enumerate(baris):
        if o.nasib == TERLAMBAT or (o.nasib == KURANG and n % 2):
            continue
        u, target = ukuran_dari(b.iki), urai_target(b.iki.target_teks)
        for i, (bulan, hari) in enumerate(((10, 16 + n % 5), (11, 6 + n % 5), (11, 20 + n % 4))):
            tambah = _tambahan(u, target, o, i)
            with pada(_pukul(bulan, hari, 14)):
                aksi.catat(_lini(b), _CATATAN[(o.urut + n + i) % len(_CATATAN)], tambah, by=o.akun)
    if o.nasib == UNGGUL:
        with pada(_pukul(11, 23, 15)):
            aksi.pakai_usul(o.pegawai, akhir, by=o.akun)


def _tambahan(u: Ukuran, target: Decimal | None, o: Orang, ke: int) -> Decimal | None:
    """What a note brings: a count is shared out over the notes of the quarter, a reading comes with the last one."""
    if target is None or target == 0 or urai_tanggal(u.target, TAHUN) is not None:
        return None
    if u.cara is PolaUkur.HITUNGAN:
        sisa = (target * _LAJU[o.nasib]).quantize(Decimal(1)) - (urai_target(nilai_contoh(u, _LAJU[o.nasib], 0)) or Decimal(0))
        bagi = (sisa / 3).quantize(Decimal(1), ROUND_FLOOR)
        return (sisa - 2 * bagi if ke == 2 else bagi) or None
    return urai_target(nilai_contoh(u, _LAJU[o.nasib], 0)) if ke == 2 else None


def _ubah_lewat_dialog(o: Orang, akhir: Periode) -> None:
    """Where the two talked in October, a target was adjusted there."""
    d = Dialog.objects.filter(pegawai=o.pegawai, mulai_pada__gte=_pukul(10, 1), status="SELESAI").order_by("mulai_pada").first()
    r = RencanaAksi.objects.filter(lini_rhk__skp__pegawai=o.pegawai, periode=akhir)
    langkah = r.select_related("lini_rhk__skp", "periode").first()
    if d is None or d.mulai_pada is None or langkah is None or o.urut % 2:
        return
    with pada(d.mulai_pada + dt.timedelta(hours=2)):
        aksi_rencana.ubah_rencana(langkah, {"target": f"{langkah.target}, dua di antaranya daring"}, by=o.akun, dialog=d)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.realisasi", "dialog", realisasi, sekaligus=False))
