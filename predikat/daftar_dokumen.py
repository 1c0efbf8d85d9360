"""What documents, objections, the official predikat and calibration register."""

from kinerja.layanan.keputusan import OBJEK, ObjekKeputusan
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_DOKUMEN,
    JENIS_IMPOR,
    JENIS_PEKERJAAN,
    JENIS_PERISTIWA,
    JENIS_TENGGAT,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisPekerjaan,
    JenisPeristiwa,
    JenisTenggat,
    Pendengar,
    SumberTugas,
)
from kinerja.plumbing.transisi import ALUR, Alur
from predikat import (
    impor_gtk,
    impor_riwayat,
    listeners,
    notices_dokumen,
    pekerjaan_dokumen,
    queries_dokumen,
    queries_kalibrasi,
    tugas_dokumen,
)
from predikat.actions import dokumen, jangka, keberatan, resmi, sesi
from predikat.aturan_jangka import JANGKA
from predikat.models import Keberatan, SesiKalibrasi
from predikat.reports import dokumen as cetak
from predikat.reports.risalah import RISALAH
from predikat.transitions import DOKUMEN, KEBERATAN, SESI

_DOKUMEN = ("evaluasi", "pegawai")
_KASUS = (*_DOKUMEN, "keberatan")
_SESI = ("unit", "periode")
_PERISTIWA = (
    JenisPeristiwa(dokumen.DIBUAT, "Dokumen Evaluasi dibuat, menunggu diserahkan.", _DOKUMEN),
    JenisPeristiwa(dokumen.DISERAHKAN, "Dokumen Evaluasi diserahkan kepada pegawai.", _DOKUMEN),
    JenisPeristiwa(dokumen.DITERIMA, "Pegawai menyatakan menerima Dokumen Evaluasi.", _DOKUMEN),
    JenisPeristiwa(dokumen.DITANDATANGANI, "Pegawai menandatangani Dokumen Evaluasi.", _DOKUMEN),
    JenisPeristiwa(dokumen.DIAM, "Dokumen Evaluasi selesai tanpa tanggapan pegawai.", (*_DOKUMEN, "disahkan")),
    JenisPeristiwa(dokumen.DIBUKA_KEMBALI, "Dokumen Evaluasi dibuka kembali BKPSDM, dengan surat.", _DOKUMEN),
    JenisPeristiwa(keberatan.DIAJUKAN, "Keberatan diajukan kepada atasan pejabat penilai.", _KASUS),
    JenisPeristiwa(keberatan.DIJELASKAN, "Penilai menjelaskan atas keberatan.", _KASUS),
    JenisPeristiwa(keberatan.DIPERIKSA, "Keberatan diperiksa; catatan pemeriksaan ditulis.", _KASUS),
    JenisPeristiwa(keberatan.DIPUTUS, "Keberatan diputus, final.", (*_KASUS, "berubah")),
    JenisPeristiwa(keberatan.DITARIK, "Keberatan ditarik oleh yang mengajukannya.", _KASUS),
    JenisPeristiwa(sesi.DIBUKA, "Sesi kalibrasi dibuka.", _SESI),
    JenisPeristiwa(sesi.DIKUNCI, "Hasil kalibrasi dikunci.", _SESI),
    JenisPeristiwa(sesi.DIBUKA_KEMBALI, "Sesi kalibrasi dibuka kembali, dengan surat.", _SESI),
    JenisPeristiwa(sesi.DIBATALKAN, "Sesi kalibrasi dibatalkan, dengan alasan.", _SESI),
    JenisPeristiwa(
        resmi.DICATAT, "Predikat resmi seseorang dicatat atau digantikan.", ("pegawai", "tahun", "nilai", "menggantikan")
    ),
)
_KASUS_KABAR = (
    keberatan.DIAJUKAN, keberatan.DIJELASKAN, keberatan.DIPERIKSA, keberatan.DIPUTUS, keberatan.DITARIK,
)  # fmt: skip
_PENDENGAR = (
    Pendengar("predikat.dokumenkan", ("predikat.ditetapkan",), listeners.dokumenkan),
    Pendengar("predikat.resmikan", (dokumen.DITANDATANGANI, dokumen.DIAM, keberatan.DIPUTUS), listeners.resmikan),
    Pendengar("predikat.kabari_diserahkan", (dokumen.DISERAHKAN,), notices_dokumen.kabari_diserahkan),
    Pendengar("predikat.kabari_jawaban", (dokumen.DITANDATANGANI, dokumen.DIAM), notices_dokumen.kabari_jawaban),
    Pendengar("predikat.kabari_dibuka_kembali", (dokumen.DIBUKA_KEMBALI,), notices_dokumen.kabari_dibuka_kembali),
    Pendengar("predikat.kabari_keberatan", _KASUS_KABAR, notices_dokumen.kabari_keberatan),
)
_TENGGAT = (
    (jangka.SERAH, "Menyerahkan Dokumen Evaluasi", tugas_dokumen.url_dokumen),
    (jangka.TANDA_TANGAN, "Menandatangani Dokumen Evaluasi", tugas_dokumen.url_dokumen),
    (jangka.AJUKAN, "Mengajukan keberatan", tugas_dokumen.url_dokumen),
    (jangka.JELASKAN, "Menjelaskan atas keberatan", tugas_dokumen.url_keberatan),
    (jangka.PUTUS, "Memutus keberatan", tugas_dokumen.url_keberatan),
)
_TUGAS = (
    SumberTugas("dokumen_serahkan", tugas_dokumen.tugas_serahkan),
    SumberTugas("dokumen_evaluasi", tugas_dokumen.tugas_dokumen),
    SumberTugas("keberatan", tugas_dokumen.tugas_keberatan),
    SumberTugas("kalibrasi", tugas_dokumen.tugas_sesi),
)


def _ikut_kalibrasi(akun: Akun) -> bool:
    """Whoever assesses, leads or looks after a unit may sit in a session or open one."""
    h = hak(akun)
    return h.menilai or h.pimpinan or bool(h.wilayah_admin)


_ALUR = (
    Alur("A calibration session", SESI, "Its table and trigger: `predikat.SesiKalibrasi`."),
    Alur(
        "A Dokumen Evaluasi",
        DOKUMEN,
        "Its clocks: `predikat/actions/jangka.py`. Its table and trigger: `predikat.DokumenEvaluasi`.",
    ),
    Alur("An objection", KEBERATAN, "Its table and trigger: `predikat.Keberatan`."),
)
_MENU = (
    ButirMenu(
        "dokumen_evaluasi", "Dokumen Evaluasi", "predikat:dokumen_daftar", "file-text",
        lambda akun: hak(akun).pegawai_id is not None, "/predikat/dokumen/", utama=False,
    ),
    ButirMenu("kalibrasi", "Kalibrasi", "predikat:sesi_daftar", "scale", _ikut_kalibrasi, "/predikat/sesi/", utama=False),
)  # fmt: skip


def _boleh_bukti(akun: Akun, berkas: Berkas) -> bool:
    """An exhibit: whoever may see the case."""
    return queries_dokumen.keberatan_terlihat(akun).filter(bukti__berkas=berkas).exists()


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for pendengar in _PENDENGAR:
        PENDENGAR.daftarkan(pendengar)
    for jenis, judul, url in _TENGGAT:
        JENIS_TENGGAT.daftarkan(JenisTenggat(jenis, judul, JANGKA[jangka.JAM[jenis]].parameter, url))
    for alur in _ALUR:
        ALUR.daftarkan(alur)
    for butir in _MENU:
        MENU.daftarkan(butir)
    for sumber in _TUGAS:
        SUMBER_TUGAS.daftarkan(sumber)
    JADWAL.daftarkan(Jadwal("Penilaian: tutup dokumen yang lewat batas", "predikat.tutup_jam", "0", "50"))
    JENIS_PEKERJAAN.daftarkan(
        JenisPekerjaan(pekerjaan_dokumen.BUKA, "Membuat Dokumen Evaluasi", pekerjaan_dokumen.jalankan_buka)
    )
    JENIS_PEKERJAAN.daftarkan(
        JenisPekerjaan(pekerjaan_dokumen.SERAHKAN, "Menyerahkan Dokumen Evaluasi", pekerjaan_dokumen.jalankan_serahkan)
    )
    JENIS_BERKAS.daftarkan(JenisBerkas(keberatan.UNTUK, _boleh_bukti))
    JENIS_IMPOR.daftarkan(impor_riwayat.RIWAYAT)
    JENIS_IMPOR.daftarkan(impor_gtk.RUANG_GTK)
    for jenis_dokumen in (*cetak.JENIS, RISALAH):
        JENIS_DOKUMEN.daftarkan(jenis_dokumen)
    OBJEK.daftarkan(
        ObjekKeputusan(SesiKalibrasi._meta.label_lower, queries_kalibrasi.sesi_tanpa_saya, queries_dokumen.tampil_sesi)
    )
    OBJEK.daftarkan(
        ObjekKeputusan(Keberatan._meta.label_lower, queries_dokumen.keberatan_terlihat, queries_dokumen.tampil_keberatan)
    )
