"""Tugas belajar in the demo: whoever the export says studies reports a semester; extensions wait at every desk there is."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.db import transaction

from dialog.actions import perpanjangan as panjang
from dialog.actions import studi
from dialog.actions.tenggat_studi import jaga_akhir
from dialog.models import LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import studi as semua_studi
from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.organisasi.actions.masa_khusus import akhiri_masa_khusus
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from skp.demo.susun import akun_dari

_ALASAN = "Pengumpulan data penelitian mundur satu semester karena izin lokasi; sidang dijadwalkan ulang oleh program studi."
_KAMPUS = (
    "Tesis pada tahap pengumpulan data, sesuai rencana studi.",
    "Lulus semua mata kuliah; proposal sudah diseminarkan.",
    "",
)
_UNIT = "Bidang studinya sesuai kebutuhan unit. Rencana lulus tepat waktu dipantau setiap semester."


def _pukul(bulan: int, hari: int) -> dt.datetime:
    return dt.datetime(2026, bulan, hari, 9, tzinfo=jam.WITA)


def kuliah() -> None:
    """All studies, those of the Dinas first; each by its own fate, passed over when it has reports."""
    mulai = jam.hari_ini()
    tugas = jabatan_utama(semua_studi().values_list("pegawai_id", flat=True), mulai)
    masa = [m for m in semua_studi().order_by("pk") if m.pegawai_id in tugas]
    masa.sort(key=lambda m: not (tugas[m.pegawai_id].unit.kode or "").startswith(pemeran.DINAS))
    by = Akun.objects.get(peran_demo="admin_bkpsdm")
    for urut, (m, nasib) in enumerate(zip(masa, _NASIB, strict=False)):
        if not LaporanStudi.objects.filter(masa_khusus=m).exists():
            with transaction.atomic():
                nasib(m, urut, by)
    jaga_akhir()


def _lapor(m: MasaKhusus, urut: int, by: Akun, *, sampai: dt.date, dicatat: bool = True) -> None:
    """The last day as the SK says, and the report of the first semester."""
    saya = akun_dari(m.pegawai)
    with pada(_pukul(2, 10)):
        akhiri_masa_khusus(m, sampai + dt.timedelta(days=1), by=by)
    m.refresh_from_db()
    with pada(_pukul(8, 12)):
        ip = Decimal("3.20") + Decimal(urut) / 10
        berkas = surat_contoh("Kartu Hasil Studi semester 1", f"KHS/{m.pk}/2026", "program studi")
        isi = studi.IsiLaporan(ip, ip, 18, "2025/2026 genap", _KAMPUS[urut % len(_KAMPUS)], berkas)
        x = studi.laporkan_semester(m, 1, isi, by=saya)
    if dicatat:
        with pada(_pukul(8, 20)):
            studi.catat_unit(x, _UNIT, by=by)


def _minta(m: MasaKhusus, hari: int) -> PerpanjanganStudi:
    with pada(_pukul(11, hari)):
        surat = surat_contoh("Surat keterangan program studi", f"UN/{m.pk}/2026", "program studi")
        return panjang.minta_perpanjangan(m, dt.date(2027, 7, 31), _ALASAN, by=akun_dari(m.pegawai), berkas=surat)


def _langkah(p: PerpanjanganStudi, tindakan: str, hari: int, catatan: str, by: Akun) -> PerpanjanganStudi:
    with pada(_pukul(11, hari)):
        return panjang.langkahkan(p, tindakan, catatan, by=by)


def _di_meja_unit(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2027, 1, 31))
    _minta(m, 20)


def _di_meja_bkpsdm(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2027, 1, 31))
    _langkah(_minta(m, 16), "catat_unit", 18, "Unit mendukung; beban kerja sudah dibagi sampai Juli 2027.", by)


def _menunggu_sk(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2026, 12, 31))
    p = _langkah(_minta(m, 9), "catat_unit", 11, "Unit mendukung.", by)
    _langkah(p, "rekomendasikan", 17, "Layak diperpanjang satu semester; IPK di atas 3,00.", by)


def _dikembalikan(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2026, 12, 31))
    _langkah(_minta(m, 12), "kembalikan", 17, "Surat program studi belum menyebut jadwal sidang yang baru.", by)


def _terbit(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2026, 12, 31))
    p = _langkah(_minta(m, 3), "catat_unit", 5, "Unit mendukung.", by)
    p = _langkah(p, "rekomendasikan", 9, "Layak diperpanjang.", by)
    with pada(_pukul(11, 18)):
        sekda, nomor = pemeran.kepala("01"), f"800.1.11/{200 + urut}/BKPSDM/2026"
        berkas = surat_contoh("Keputusan Perpanjangan Tugas Belajar", nomor, str(sekda))
        surat = IsiKeputusan(sekda, nomor, jam.hari_ini(), berkas)
        menurut_surat("perpanjang_studi", surat, by, _penerbit(p, by))


def _penerbit(p: PerpanjanganStudi, by: Akun) -> Callable[..., PerpanjanganStudi]:
    return lambda k: panjang.terbitkan(p, dt.date(2027, 7, 31), by=by, berdasarkan=k)


def _ditolak(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2027, 1, 31))
    p = _langkah(_minta(m, 5), "catat_unit", 9, "Unit menyerahkan kepada kepegawaian.", by)
    _langkah(p, "tolak", 16, "IPK semester 1 di bawah syarat beasiswa; ajukan lagi setelah nilai semester 2 terbit.", by)


def _belum_dicatat(m: MasaKhusus, urut: int, by: Akun) -> None:
    _lapor(m, urut, by, sampai=dt.date(2028, 1, 31), dicatat=False)


_NASIB = (_di_meja_unit, _menunggu_sk, _dikembalikan, _terbit, _di_meja_bkpsdm, _ditolak, _belum_dicatat)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.studi", "dialog", kuliah, sekaligus=False))
