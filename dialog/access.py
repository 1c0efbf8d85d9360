"""The only door to the objects of monitoring: 404 for what one may not see, ``TidakBoleh`` for an act that is not his.

Whoever tries the address of somebody else's dialogue is recorded, once a day and dialogue.
"""

import structlog
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from dialog.access_realisasi import get_realisasi as get_realisasi
from dialog.enums import PeranPeserta
from dialog.models import Agenda, Dialog, Kesepakatan, Peserta
from dialog.queries import lengkap
from dialog.rules import IZIN
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh
from kinerja.plumbing.models import Peristiwa, catat_peristiwa

log = structlog.get_logger(__name__)

AKSES_DITOLAK = "dialog.akses_ditolak"
_KALIMAT = {
    "rencanakan": "Dialog kinerja direncanakan dengan penilai Anda, atasannya, ketua tim Anda, atau bawahan Anda.",
    "mulai": "Dialog ini tidak lagi direncanakan. Muat ulang halaman untuk melihat keadaannya.",
    "pindahkan": "Dialog ini tidak lagi direncanakan. Muat ulang halaman untuk melihat keadaannya.",
    "tolak": "Undangan dialog ditolak oleh pihak yang diundang, sebelum dialog dimulai. Anda dapat memindahkan jadwalnya.",
    "isi": "Agenda dan catatan dialog ini tidak dapat diubah lagi. Muat ulang halaman untuk melihat keadaannya.",
    "ubah_agenda": "Agenda dialog ini tidak dapat diubah lagi. Muat ulang halaman untuk melihat keadaannya.",
    "ubah_butir_sendiri": "Butir agenda ini hanya diubah oleh penulisnya, selama dialog belum ditutup.",
    "usulkan_pendamping": "Pendamping diusulkan salah satu dari kedua pihak, selama dialog belum ditutup.",
    "setujui_pendamping": "Pendamping disetujui pihak yang tidak mengusulkannya, selama dialog belum ditutup.",
    "lepas_pendamping": "Pendamping dilepas selama dialog belum ditutup.",
    "sepakati": "Kesepakatan ditulis selama dialog berlangsung.",
    "akhiri": "Dialog ini tidak sedang berlangsung. Muat ulang halaman untuk melihat keadaannya.",
    "konfirmasi": "Dialog ini tidak sedang menunggu konfirmasi. Muat ulang halaman untuk melihat keadaannya.",
    "lanjutkan": "Dialog ini tidak sedang menunggu konfirmasi. Muat ulang halaman untuk melihat keadaannya.",
    "selesaikan_kesepakatan": "Kesepakatan ditandai selesai oleh pemiliknya, selama masih terbuka.",
    "lepaskan_kesepakatan": "Kesepakatan ini sudah selesai atau sudah dilepas.",
    "lihat_intensitas": "Angka dialog sebuah unit dilihat pimpinannya ke atas, admin unit, BKPSDM, dan pengawas.",
    "cetak": "Risalah terbit setelah dialog dikonfirmasi kedua pihak.",
}


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as ``pastikan``, without the refusal."""
    return bool(IZIN[izin].test(akun, objek))


def pastikan(akun: Akun, izin: str, objek: object = None) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin`` to ``objek``."""
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))


def get_dialog(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> Dialog:
    """A dialogue in which one takes part; ``izin`` names the act. Somebody else's: 404, and recorded."""
    semua = lengkap(Dialog.objects.all())
    d = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    _periksa(akun, izin, d, d)
    return d


def sunting_dialog(akun: Akun, pk: int) -> tuple[int, int]:
    """The counter of a dialogue and who the other one is, for the poll: one query."""
    ikut = Peserta.objects.filter(dialog=OuterRef("pk"), pegawai=akun.pegawai_id, disetujui_pada__isnull=False)
    satu = Dialog.objects.only("pk", "pegawai_id", "pimpinan_id", "sunting").annotate(mendampingi=Exists(ikut))
    d = get_object_or_404(satu, pk=pk)
    _periksa(akun, "lihat", d, d)
    return d.sunting, d.pimpinan_id if d.pegawai_id == akun.pegawai_id else d.pegawai_id


def get_agenda(akun: Akun, dialog: int, pk: int, izin: str = "ubah_agenda") -> Agenda:
    """A point of the agenda. Somebody's private point is not there for the other."""
    semua = Agenda.objects.select_related("dialog__pegawai", "dialog__pimpinan", "dialog__siklus", "penulis")
    butir = get_object_or_404(semua, pk=pk, dialog=dialog)
    _periksa(akun, "lihat", butir.dialog, butir.dialog)
    if butir.pribadi and butir.penulis_id != akun.pegawai_id:
        raise Http404
    pastikan(akun, izin, butir)
    return butir


def get_kesepakatan(akun: Akun, pk: int, izin: str = "lihat") -> Kesepakatan:
    """An agreement of a dialogue in which one takes part."""
    semua = Kesepakatan.objects.select_related("dialog__pegawai", "dialog__pimpinan", "dialog__siklus", "pemilik")
    k = get_object_or_404(semua, pk=pk)
    _periksa(akun, izin, k, k.dialog)
    return k


def get_pendamping(akun: Akun, dialog: int, pk: int, izin: str) -> Peserta:
    """A companion, proposed or agreed upon."""
    semua = Peserta.objects.filter(peran=PeranPeserta.PENDAMPING, dialog=dialog)
    p = get_object_or_404(semua.select_related("dialog__pegawai", "dialog__pimpinan", "dialog__siklus", "pegawai"), pk=pk)
    _periksa(akun, "lihat", p.dialog, p.dialog)
    pastikan(akun, izin, p)
    return p


def get_lawan(akun: Akun, pk: int, izin: str = "rencanakan") -> Pegawai:
    """The other person of a dialogue that is to be. People are no secret, so a wrong one is refused in words."""
    orang: Pegawai = get_object_or_404(Pegawai, pk=pk)
    pastikan(akun, izin, orang)
    return orang


def _periksa(akun: Akun, izin: str, objek: Dialog | Kesepakatan, dialog: Dialog) -> None:
    if boleh(akun, izin, objek):
        return
    if izin == "lihat" or not boleh(akun, "lihat", objek):
        catat_ditolak(akun, dialog)
        raise Http404
    raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))


def catat_ditolak(akun: Akun, dialog: Dialog) -> None:
    """Somebody asked for a dialogue that is not his."""
    log.warning("dialog_bukan_miliknya", dialog=dialog.pk, akun=akun.pk)
    hari_ini = {"objek_jenis": Dialog._meta.label_lower, "objek_id": dialog.pk, "nama": AKSES_DITOLAK, "oleh_id": akun.pk}
    tengah_malam = jam.sekarang().replace(hour=0, minute=0, second=0, microsecond=0)
    if not Peristiwa.objects.filter(**hari_ini, terjadi_pada__gte=tengah_malam).exists():
        catat_peristiwa(AKSES_DITOLAK, dialog, by=akun)
