"""Who may do what with feedback. Nothing here asks who gave it: that is the actions' and the giver's own list's affair."""

from typing import Any

import rules

from dialog.models import PermintaanUmpanBalik, UmpanBalik
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.rules import adalah_admin_bkpsdm, adalah_pegawai
from kinerja.plumbing import jam


@rules.predicate
def orang_lain(akun: Akun, objek: Any) -> bool:
    """An ASN who has not left, and not oneself. Without a query: every page of a person asks."""
    saya = hak(akun).pegawai_id
    if saya is None or not isinstance(objek, Pegawai) or objek.pk == saya or objek.status == StatusPegawai.NON_ASN:
        return False
    return objek.berhenti_sejak is None or objek.berhenti_sejak > hak(akun).hari


@rules.predicate
def orangnya(akun: Akun, objek: Any) -> bool:
    """The object is the person himself."""
    return isinstance(objek, Pegawai) and objek.pk == hak(akun).pegawai_id


@rules.predicate
def menilainya(akun: Akun, objek: Any) -> bool:
    """Assesses the person today: feedback counts when ratings are set (7.2)."""
    saya, h = hak(akun).pegawai_id, hak(akun)
    if saya is None or not isinstance(objek, Pegawai):
        return False
    return HubunganPenilai.objects.pada(h.hari).filter(pegawai=objek.pk, penilai=saya).exists()


@rules.predicate
def penerimanya(akun: Akun, objek: Any) -> bool:
    """The feedback is his, and has come to light."""
    milik = isinstance(objek, UmpanBalik) and objek.penerima_id == hak(akun).pegawai_id
    return milik and objek.tanggal <= jam.hari_ini()


@rules.predicate
def terbaca(akun: Akun, objek: Any) -> bool:
    """Neither withdrawn nor hidden."""
    return isinstance(objek, UmpanBalik) and not objek.ditarik and not objek.disembunyikan


@rules.predicate
def dilaporkan(akun: Akun, objek: Any) -> bool:
    """Its receiver showed it to BKPSDM."""
    return isinstance(objek, UmpanBalik) and objek.dilaporkan_pada is not None


@rules.predicate
def menyangkut_diri(akun: Akun, objek: Any) -> bool:
    """One's own affair: nobody decides on his own report."""
    saya = hak(akun).pegawai_id
    return isinstance(objek, UmpanBalik) and saya is not None and objek.penerima_id == saya


@rules.predicate
def peminta(akun: Akun, objek: Any) -> bool:
    """Asked for it."""
    return isinstance(objek, PermintaanUmpanBalik) and objek.peminta_id == hak(akun).pegawai_id


@rules.predicate
def diminta(akun: Akun, objek: Any) -> bool:
    """Was asked for it."""
    saya = hak(akun).pegawai_id
    return isinstance(objek, PermintaanUmpanBalik) and saya is not None and objek.kepada_id == saya


#: act -> who may; the second argument is the object named in the act
IZIN_UMPAN: dict[str, Any] = {
    "daftar_umpan": adalah_pegawai,
    "beri_umpan": orang_lain,
    "minta_umpan": orang_lain,
    "buka_umpan": orangnya | orang_lain,
    "baca_umpan": orangnya | menilainya,
    "tanggapi_umpan": penerimanya & terbaca,
    "laporkan_umpan": penerimanya & terbaca,
    "putuskan_umpan": adalah_admin_bkpsdm & dilaporkan & ~menyangkut_diri,
    "daftar_laporan_umpan": adalah_admin_bkpsdm,
    "kelola_permintaan": peminta,
    "jawab_permintaan": diminta,
}
