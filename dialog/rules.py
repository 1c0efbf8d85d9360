"""Who may do what in monitoring: who one is to the object, what its state allows, then one table of acts."""

from typing import Any

import rules
from django.db.models import Q

from dialog.aturan_dialog import dapat_diisi
from dialog.enums import PeranPeserta, StatusDialog
from dialog.models import Agenda, Dialog, Kesepakatan, LaporanStudi, PerpanjanganStudi, Peserta
from dialog.queries import pasangan
from dialog.rules_intensitas import IZIN_INTENSITAS
from dialog.rules_realisasi import IZIN_REALISASI
from dialog.rules_umpan import IZIN_UMPAN
from dialog.transitions import KEPEGAWAIAN, PEGAWAI, UNIT_ASAL
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.rules import (
    adalah_admin_bkpsdm,
    adalah_admin_unit,
    adalah_admin_unit_atas,
    adalah_pegawai,
    adalah_penilai_dari,
)

# -- dialogues


def _dialog(objek: Any) -> Dialog | None:
    match objek:
        case Dialog():
            return objek
        case Agenda() | Kesepakatan() | Peserta():
            return objek.dialog
    return None


@rules.predicate
def pihak(akun: Akun, objek: Any) -> bool:
    """One of the two who talk."""
    d, saya = _dialog(objek), hak(akun).pegawai_id
    return d is not None and saya is not None and saya in (d.pegawai_id, d.pimpinan_id)


@rules.predicate
def pendamping(akun: Akun, objek: Any) -> bool:
    """Was asked to sit with them, and both agreed."""
    d, saya = _dialog(objek), hak(akun).pegawai_id
    if d is None or saya is None:
        return False
    if hasattr(d, "mendampingi"):  # the poll has read it along with the dialogue
        return bool(d.mendampingi)
    return Peserta.objects.filter(dialog=d.pk, pegawai=saya, disetujui_pada__isnull=False).exists()


@rules.predicate
def dapat_menyetujui(akun: Akun, objek: Any) -> bool:
    """A companion whom the other of the two proposed."""
    usulan = isinstance(objek, Peserta) and objek.peran == PeranPeserta.PENDAMPING and objek.disetujui_pada is None
    return usulan and objek.pengusul_id != hak(akun).pegawai_id


@rules.predicate
def dapat_dilepas(akun: Akun, objek: Any) -> bool:
    """A companion: either of the two sends him away, and he may go himself once he sits with them."""
    if not isinstance(objek, Peserta) or objek.peran != PeranPeserta.PENDAMPING:
        return False
    sendiri = objek.pegawai_id == hak(akun).pegawai_id and objek.disetujui_pada is not None
    return sendiri or pihak.test(akun, objek)


@rules.predicate
def diundang(akun: Akun, objek: Any) -> bool:
    """One of the two, and not the one who planned it."""
    d = _dialog(objek)
    return d is not None and pihak.test(akun, d) and d.pengundang_id != hak(akun).pegawai_id


def _berstatus(*status: str) -> Any:
    @rules.predicate
    def berstatus(akun: Akun, objek: Any) -> bool:
        d = _dialog(objek)
        return d is not None and d.status in status

    return berstatus


@rules.predicate
def terisi(akun: Akun, objek: Any) -> bool:
    """Agenda and notes may still be written."""
    d = _dialog(objek)
    return d is not None and dapat_diisi(d.status)


@rules.predicate
def penulis_agenda(akun: Akun, objek: Any) -> bool:
    """Wrote the point."""
    return isinstance(objek, Agenda) and objek.penulis_id is not None and objek.penulis_id == hak(akun).pegawai_id


@rules.predicate
def terlihat_butir(akun: Akun, objek: Any) -> bool:
    """A private point is there for its author only."""
    return isinstance(objek, Agenda) and (not objek.pribadi or penulis_agenda.test(akun, objek))


@rules.predicate
def pemilik_kesepakatan(akun: Akun, objek: Any) -> bool:
    """Has to keep the agreement."""
    return isinstance(objek, Kesepakatan) and objek.pemilik_id == hak(akun).pegawai_id


@rules.predicate
def kesepakatan_berlaku(akun: Akun, objek: Any) -> bool:
    """The talk was closed, and the agreement is still open."""
    usai = isinstance(objek, Kesepakatan) and objek.selesai_pada is None and objek.dilepas_pada is None
    return usai and objek.dialog.status in (StatusDialog.MENUNGGU_KONFIRMASI, StatusDialog.SELESAI)


@rules.predicate
def dapat_berbicara(akun: Akun, objek: Any) -> bool:
    """The object is the other person: he assesses me, or I him; also along the chain, and in a team."""
    saya, hari = hak(akun).pegawai_id, hak(akun).hari
    if saya is None or not isinstance(objek, Pegawai) or objek.pk == saya:
        return False
    return saya in pasangan(objek.pk, hari) or objek.pk in pasangan(saya, hari)


@rules.predicate
def tab_dialog(akun: Akun, objek: Any) -> bool:
    """His own page, that of his assessor, that of somebody whom he assesses. One query."""
    saya = hak(akun).pegawai_id
    if saya is None or not isinstance(objek, Pegawai):
        return False
    berdua = Q(pegawai=objek.pk, penilai=saya) | Q(pegawai=saya, penilai=objek.pk)
    return objek.pk == saya or HubunganPenilai.objects.pada(hak(akun).hari).filter(berdua).exists()


# -- tugas belajar


def masa_studi(objek: Any) -> MasaKhusus | None:
    """The time of study that an object belongs to; None for another kind of absence."""
    masa = objek.masa_khusus if isinstance(objek, LaporanStudi | PerpanjanganStudi) else objek
    return masa if isinstance(masa, MasaKhusus) and masa.jenis == JenisMasaKhusus.TUBEL else None


@rules.predicate
def pemilik_studi(akun: Akun, objek: Any) -> bool:
    """Studies."""
    masa, saya = masa_studi(objek), hak(akun).pegawai_id
    return masa is not None and saya is not None and masa.pegawai_id == saya


@rules.predicate
def unit_asal(akun: Akun, objek: Any) -> bool:
    """Speaks for the home unit: its admin, or the assessor. Never for oneself."""
    masa = masa_studi(objek)
    if masa is None or pemilik_studi.test(akun, objek):
        return False
    return bool((adalah_admin_unit_atas | adalah_penilai_dari).test(akun, masa.pegawai))


@rules.predicate
def kepegawaian(akun: Akun, objek: Any) -> bool:
    """Speaks for BKPSDM. Never for oneself."""
    return masa_studi(objek) is not None and hak(akun).admin_bkpsdm and not pemilik_studi.test(akun, objek)


@rules.predicate
def belum_dicatat_unit(akun: Akun, objek: Any) -> bool:
    """The home unit has not yet written its note beside a report."""
    return isinstance(objek, LaporanStudi) and not objek.catatan_unit


#: Owner of a row of ``transitions.PERPANJANGAN_STUDI`` -> who that is.
SIAPA_STUDI = {PEGAWAI: pemilik_studi, UNIT_ASAL: unit_asal, KEPEGAWAIAN: kepegawaian}

_rencana, _berlangsung = _berstatus(StatusDialog.RENCANA), _berstatus(StatusDialog.BERLANGSUNG)
_menunggu, _selesai = _berstatus(StatusDialog.MENUNGGU_KONFIRMASI), _berstatus(StatusDialog.SELESAI)

#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "daftar": adalah_pegawai,
    "lihat": pihak | pendamping,
    "lihat_tab": tab_dialog,
    "rencanakan": dapat_berbicara,
    "mulai": pihak & _rencana,
    "pindahkan": pihak & _rencana,
    "tolak": diundang & _rencana,
    "nyatakan_tidak_terlaksana": pihak & (_rencana | _berlangsung),
    "akhiri": pihak & _berlangsung,
    "lanjutkan": pihak & _menunggu,
    "konfirmasi": pihak & _menunggu,
    "isi": pihak & terisi,
    "isi_pribadi": pihak,
    "ubah_agenda": pihak & terisi & terlihat_butir,
    "ubah_butir_sendiri": pihak & terisi & penulis_agenda,
    "usulkan_pendamping": pihak & terisi,
    "setujui_pendamping": pihak & terisi & dapat_menyetujui,
    "lepas_pendamping": terisi & dapat_dilepas,
    "sepakati": pihak & _berlangsung,
    "selesaikan_kesepakatan": pemilik_kesepakatan & kesepakatan_berlaku,
    "lepaskan_kesepakatan": pihak & kesepakatan_berlaku,
    "cetak": pihak & _selesai,
    **IZIN_REALISASI,
    "daftar_studi": adalah_pegawai | adalah_admin_unit | adalah_admin_bkpsdm,
    "lihat_studi": pemilik_studi | unit_asal,
    "lapor_studi": pemilik_studi | unit_asal,
    "ubah_laporan_studi": (pemilik_studi & belum_dicatat_unit) | unit_asal,
    "catat_laporan_studi": unit_asal,
    "minta_perpanjangan": pemilik_studi,
    "langkah_perpanjangan": pemilik_studi | unit_asal | kepegawaian,
    **IZIN_UMPAN,
    **IZIN_INTENSITAS,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"dialog.{_nama}", _siapa)
