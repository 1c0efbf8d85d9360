"""The acts that planning and monitoring bring to the team page, the most urgent first."""

from dialog.enums import StatusDialog as S
from dialog.langkah_tim import LANGKAH_TIM, LangkahTim, Tombol
from dialog.queries_tim import BarisTim
from kinerja.layanan.beranda import alamat
from kinerja.plumbing import jam

_USAI = ("dialog:akhiri", "dialog:konfirmasi", "dialog:pindahkan", "dialog:nyatakan_tidak_terlaksana", "dialog:tolak")


def _skp(b: BarisTim) -> Tombol | None:
    if not b.skp_menunggu or b.skp is None:
        return None
    return Tombol("Setujui SKP", alamat("skp:periksa", b.skp["pk"]), "SKP-nya menunggu penetapan Anda.")


def _konfirmasi(b: BarisTim) -> Tombol | None:
    return _ruang(b, S.MENUNGGU_KONFIRMASI, "Konfirmasi dialog", "Risalah menunggu kata Anda.")


def _berlangsung(b: BarisTim) -> Tombol | None:
    return _ruang(b, S.BERLANGSUNG, "Lanjutkan dialog", "Dialog sedang berlangsung.")


def _hari_ini(b: BarisTim) -> Tombol | None:
    if b.dialog is None or b.dialog["jadwal"].date() > b.hari:
        return None
    return _ruang(b, S.RENCANA, "Mulai dialog", "Dijadwalkan hari ini atau sudah lewat.")


def _ruang(b: BarisTim, status: S, judul: str, sebab: str) -> Tombol | None:
    if b.dialog is None or b.dialog["status"] != status:
        return None
    return Tombol(judul, alamat("dialog:ruang", b.dialog["pk"]), sebab)


def _lewat(b: BarisTim) -> Tombol | None:
    if not b.dialog_lewat or b.dialog is not None:
        return None
    return Tombol("Jadwalkan dialog", alamat("dialog:rencanakan", b.pegawai.pk), f"{b.hari_dialog} hari tanpa dialog.")


def _realisasi(b: BarisTim) -> Tombol | None:
    """Handed in whole, and not talked about since."""
    r = b.realisasi
    if not b.dinilai or r is None or not r.lengkap or r.dikirim_pada is None:
        return None
    if b.terakhir is not None and b.terakhir >= r.dikirim_pada.astimezone(jam.WITA).date():
        return None
    return Tombol("Periksa realisasi", alamat("dialog:realisasi_orang", b.pegawai.pk), "Realisasi periode ini sudah dikirim.")


def _umpan(b: BarisTim) -> Tombol | None:
    if not b.umpan_lewat:
        return None
    url = alamat("dialog:umpan_beri")
    return Tombol("Beri umpan balik", url and f"{url}?untuk={b.pegawai.pk}", f"{b.hari_umpan} hari tanpa umpan balik.")


def _janji(b: BarisTim) -> Tombol | None:
    pk = b.kesepakatan.milik_saya
    return Tombol("Tuntaskan kesepakatan", alamat("dialog:kesepakatan", pk), "Kesepakatan Anda lewat batas.") if pk else None


def _capaian(b: BarisTim) -> Tombol | None:
    url = alamat("dialog:realisasi_orang", b.pegawai.pk) or (alamat("dialog:pegawai", b.pegawai.pk) if b.dinilai else "")
    return Tombol("Lihat capaian", url or alamat("layanan:pegawai", b.pegawai.pk))


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for langkah in (
        LangkahTim("skp", 10, _skp, selesai=("skp:tetapkan", "skp:kembalikan")),
        LangkahTim("konfirmasi", 20, _konfirmasi, selesai=_USAI),
        LangkahTim("berlangsung", 30, _berlangsung, selesai=_USAI),
        LangkahTim("mulai", 40, _hari_ini, selesai=_USAI),
        LangkahTim("dialog", 50, _lewat, selesai=("dialog:rencanakan", "dialog:mulai_sekarang")),
        LangkahTim("realisasi", 60, _realisasi, selesai=("dialog:umpan_beri", "dialog:rencanakan")),
        LangkahTim("umpan", 70, _umpan, selesai=("dialog:umpan_beri",)),
        LangkahTim("kesepakatan", 80, _janji, selesai=("dialog:selesaikan_kesepakatan", "dialog:lepaskan_kesepakatan")),
        LangkahTim("capaian", 900, _capaian, menunggu=False),
    ):
        LANGKAH_TIM.daftarkan(langkah)
