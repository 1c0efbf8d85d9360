"""What the SKP registers: events, listeners, clocks, jobs, tasks on Beranda, what a helper may draft."""

from typing import Any

from django.core import checks

from kinerja.layanan.bantu import ISIAN, IsianTerbantu
from kinerja.layanan.beranda import alamat
from kinerja.layanan.keputusan import OBJEK, ObjekKeputusan
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_PEKERJAAN,
    JENIS_PERISTIWA,
    JENIS_TENGGAT,
    LANGKAH_AWAL,
    PENDENGAR,
    SUMBER_TUGAS,
    Jadwal,
    JenisBerkas,
    JenisPekerjaan,
    JenisPeristiwa,
    JenisTenggat,
    LangkahAwal,
    Pendengar,
    SumberTugas,
)
from skp import draf, langkah_awal, notices, tugas
from skp.access import boleh
from skp.actions import pindah, susun
from skp.actions.tenggat import AJUKAN, PERBAIKI, PERIKSA
from skp.models import BerkasSKP, VersiSKP
from skp.periksa import periksa_transisi
from skp.queries import LINGKUP_BANTU, lengkap, versi_terlihat

_VERSI = ("skp", "pegawai", "nomor")
_PERISTIWA = (
    JenisPeristiwa("skp.dibuka", "SKP atau versi perubahannya mulai disusun.", (*_VERSI, "sebab")),
    JenisPeristiwa("skp.diajukan", "Pegawai menandatangani dan mengajukan SKP.", (*_VERSI, "penilai")),
    JenisPeristiwa("skp.ditarik", "Pegawai menarik SKP sebelum ditetapkan.", (*_VERSI, "tindakan", "langkah")),
    JenisPeristiwa("skp.dikembalikan", "Penilai mengembalikan atau menyunting SKP.", (*_VERSI, "tindakan", "langkah")),
    JenisPeristiwa("skp.ditetapkan", "Penilai menetapkan SKP.", (*_VERSI, "sebelumnya")),
    JenisPeristiwa("skp.dibatalkan", "Draf SKP dibatalkan.", _VERSI),
    JenisPeristiwa("skp.induk_dikonfirmasi", "Perubahan RHK pimpinan dikonfirmasi.", (*_VERSI, "rhk", "versi_pimpinan")),
    JenisPeristiwa("skp.dikomentari", "Sebuah baris SKP dikomentari.", (*_VERSI, "komentar")),
    JenisPeristiwa("skp.ditutup", "Masa SKP berakhir sebelum akhir tahun.", ("pegawai", "sejak", "sebab")),
)
_PENDENGAR = (
    Pendengar("skp.kabari", ("skp.diajukan", "skp.dikembalikan", "skp.ditetapkan"), notices.kabari),
    Pendengar("skp.kabari_anak", ("skp.ditetapkan",), notices.kabari_anak),
    Pendengar("skp.kabari_komentar", ("skp.dikomentari",), notices.kabari_komentar),
    Pendengar("skp.kabari_penutupan", ("skp.ditutup",), notices.kabari_penutupan),
    Pendengar("skp.pindah_meja", ("penilai_berubah",), pindah.dengar_penilai_berubah),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    checks.register(periksa_transisi)
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for pendengar in _PENDENGAR:
        PENDENGAR.daftarkan(pendengar)
    for jenis in (
        JenisTenggat(AJUKAN, "Mengajukan SKP", "skp_ajukan_batas", tugas.url_ajukan),
        JenisTenggat(PERIKSA, "Memeriksa SKP yang diajukan", "skp_periksa_batas", tugas.url_periksa),
        JenisTenggat(PERBAIKI, "Memperbaiki SKP yang dikembalikan", "skp_perbaiki_batas", tugas.url_perbaiki),
    ):
        JENIS_TENGGAT.daftarkan(jenis)
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(draf.JENIS, "Mencetak draf", draf.jalankan, draf.url_hasil))
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(susun.BUKA_SIKLUS, "Membuka SKP satu tahun", susun.jalankan_buka_siklus))
    JADWAL.daftarkan(Jadwal("SKP: ikuti pegawai yang pindah, pergi, atau kembali", "skp.ikuti_pindah", "*", "20"))
    SUMBER_TUGAS.daftarkan(SumberTugas("skp_saya", tugas.tugas_saya))
    SUMBER_TUGAS.daftarkan(SumberTugas("skp_konfirmasi", tugas.tugas_konfirmasi))
    SUMBER_TUGAS.daftarkan(SumberTugas("skp_periksa", tugas.tugas_periksa))
    LANGKAH_AWAL.daftarkan(LangkahAwal("skp", "SKP semua pegawai", langkah_awal.langkah_skp, "skp:buka_siklus"))
    JENIS_BERKAS.daftarkan(JenisBerkas(pindah.UNTUK_BERKAS, _boleh_berkas))
    OBJEK.daftarkan(ObjekKeputusan(VersiSKP._meta.label_lower, versi_terlihat, _tampil_versi))
    ISIAN.daftarkan(IsianTerbantu(LINGKUP_BANTU, "SKP yang masih draf"))


def _boleh_berkas(akun: Akun, berkas: Berkas) -> Any:
    """A paper kept with an SKP, often somebody's predikat elsewhere: not for all who may read the SKP once it is set."""
    lampiran = BerkasSKP.objects.filter(berkas=berkas).select_related("skp__pegawai")
    return any(boleh(akun, "lihat_pembicaraan", x.skp) for x in lampiran)


def _tampil_versi(pk: int) -> tuple[str, str]:
    versi = lengkap(VersiSKP.objects.filter(pk=pk)).first()
    return (str(versi), alamat("skp:lihat", pk)) if versi else ("", "")
