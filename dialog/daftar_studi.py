"""What tugas belajar registers: menu, tab, events, listeners, clocks, files, decisions, tasks and nudges."""

from django.db.models import QuerySet
from django.urls import reverse

from dialog import notices_studi, tugas_studi
from dialog.access import boleh
from dialog.actions.perpanjangan import MELANGKAH
from dialog.actions.studi import DICATAT, DILAPORKAN, UNTUK
from dialog.actions.tenggat_studi import AKHIR, AKHIR_PANJANG, PROSES
from dialog.models import LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import studi, visible_to
from dialog.transitions import PERPANJANGAN_STUDI
from kinerja.layanan.beranda import alamat
from kinerja.layanan.keputusan import OBJEK, ObjekKeputusan
from kinerja.layanan.models import Berkas
from kinerja.layanan.pengingat import AJAKAN, Ajakan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import (
    JADWAL,
    JENIS_BERKAS,
    JENIS_PERISTIWA,
    JENIS_TENGGAT,
    MENU,
    PENDENGAR,
    SUMBER_TUGAS,
    TAB_PEGAWAI,
    ButirMenu,
    Jadwal,
    JenisBerkas,
    JenisPeristiwa,
    JenisTenggat,
    Pendengar,
    SumberTugas,
    Tab,
)
from kinerja.plumbing.transisi import ALUR, Alur

_KALIMAT_ALUR = "Each wait has a desk and a clock (`tubel_proses_batas`). Its table and trigger: `dialog.PerpanjanganStudi`."
_PERISTIWA = (
    JenisPeristiwa(DILAPORKAN, "Laporan semester tugas belajar ditulis atau diperbaiki.", ("pegawai", "semester")),
    JenisPeristiwa(DICATAT, "Unit asal mencatat laporan semester.", ("pegawai", "semester")),
    JenisPeristiwa(MELANGKAH, "Perpanjangan tugas belajar melangkah.", ("pegawai", "tindakan", "ke", "langkah")),
)
_PENDENGAR = (
    Pendengar("dialog.kabari_studi", (MELANGKAH,), notices_studi.kabari_langkah),
    Pendengar("dialog.kabari_laporan_studi", (DILAPORKAN, DICATAT), notices_studi.kabari_laporan),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for pendengar in _PENDENGAR:
        PENDENGAR.daftarkan(pendengar)
    ALUR.daftarkan(Alur("An extension of a tugas belajar", PERPANJANGAN_STUDI, _KALIMAT_ALUR))
    MENU.daftarkan(
        ButirMenu("studi", "Tugas belajar", "dialog:studi_daftar", "school", _bermenu, "/dialog/studi/", utama=False)
    )
    TAB_PEGAWAI.daftarkan(Tab("studi", "Tugas belajar", lambda p: reverse("dialog:studi_pegawai", args=[p.pk]), _bertab))
    for jenis in (
        JenisTenggat(PROSES, "Perpanjangan tugas belajar", "tubel_proses_batas", tugas_studi.url_proses),
        JenisTenggat(AKHIR, "Tugas belajar berakhir", "tubel_pengingat", tugas_studi.url_akhir),
        JenisTenggat(AKHIR_PANJANG, "Perpanjangan tugas belajar berakhir", "tubel_pengingat", tugas_studi.url_akhir_panjang),
    ):
        JENIS_TENGGAT.daftarkan(jenis)
    JADWAL.daftarkan(Jadwal("Tugas belajar: jam menjelang berakhir", "dialog.jaga_studi", "0", "50"))
    JENIS_BERKAS.daftarkan(JenisBerkas(UNTUK, _boleh_berkas))
    OBJEK.daftarkan(ObjekKeputusan(PerpanjanganStudi._meta.label_lower, _perpanjangan_terlihat, _tampil))
    SUMBER_TUGAS.daftarkan(SumberTugas("studi", tugas_studi.tugas_studi))
    SUMBER_TUGAS.daftarkan(SumberTugas("perpanjangan_studi", tugas_studi.tugas_perpanjangan))
    AJAKAN.daftarkan(Ajakan("laporan_studi", "Laporan tugas belajar", tugas_studi.ajakan_laporan))


def _bermenu(akun: Akun) -> bool:
    """Whoever looks after people; a pegawai comes from Beranda, or from his own page."""
    return bool(hak(akun).wilayah_admin)


def _bertab(akun: Akun, pegawai: Pegawai) -> bool:
    """A person who studies or studied, for those who may see it. The cheap question first."""
    masa = studi().filter(pegawai=pegawai.pk).first()
    return masa is not None and boleh(akun, "lihat_studi", masa)


def _boleh_berkas(akun: Akun, berkas: Berkas) -> bool:
    """A KHS or a letter of the university: for whom the study is open."""
    laporan = LaporanStudi.objects.filter(khs=berkas).select_related("masa_khusus__pegawai")
    milik = [*laporan, *PerpanjanganStudi.objects.filter(berkas=berkas).select_related("masa_khusus__pegawai")]
    return any(boleh(akun, "lihat_studi", x) for x in milik)


def _perpanjangan_terlihat(akun: Akun) -> QuerySet[PerpanjanganStudi]:
    return PerpanjanganStudi.objects.filter(masa_khusus__in=visible_to(akun).values("pk"))


def _tampil(pk: int) -> tuple[str, str]:
    p = PerpanjanganStudi.objects.select_related("masa_khusus__pegawai").filter(pk=pk).first()
    return (str(p), alamat("dialog:studi", p.masa_khusus_id)) if p else ("", "")
