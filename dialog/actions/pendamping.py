"""Companions: one of the two proposes, the other agrees; only then he reads what is said, but nothing private."""

from django.db import transaction

from dialog.actions.dasar import kunci_untuk_isi, naikkan, pastikan, penulis
from dialog.enums import PeranPeserta
from dialog.models import Dialog, Peserta
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.tulisan import angka

PALING_BANYAK = 3
DIUSULKAN, DISETUJUI, DILEPAS = "pendamping.diusulkan", "pendamping.disetujui", "pendamping.dilepas"


@transaction.atomic
def usulkan_pendamping(dialog: Dialog, pegawai: Pegawai, *, by: Akun) -> Peserta:
    """Propose somebody. Whom the other proposed already is thereby agreed upon; said twice it stays as it is.

    Raises ``Ditolak`` for one of the two, somebody who has left, or one too many.
    """
    kini = kunci_untuk_isi(dialog, by, "usulkan_pendamping")
    saya = penulis(by)
    if pegawai.pk in (kini.pegawai_id, kini.pimpinan_id):
        raise Ditolak("Ia sudah pihak dialog ini. Pilih orang lain sebagai pendamping.")
    if pegawai.berhenti_sejak is not None and pegawai.berhenti_sejak <= jam.hari_ini():
        raise Ditolak(f"{pegawai} sudah tidak bertugas. Pilih pegawai yang masih bertugas.")
    ada = Peserta.objects.select_related("pegawai").filter(dialog=kini, pegawai=pegawai).first()
    if ada is not None:
        return ada if ada.disetujui_pada or ada.pengusul_id == saya.pk else _setujui(kini, ada, by)
    pendamping = Peserta.objects.filter(dialog=kini, peran=PeranPeserta.PENDAMPING)
    if pendamping.count() >= PALING_BANYAK:
        raise Ditolak(f"Pendamping paling banyak {angka(PALING_BANYAK)} orang. Lepas dahulu salah satunya.")
    baru = Peserta.objects.create(dialog=kini, pegawai=pegawai, peran=PeranPeserta.PENDAMPING, pengusul=saya)
    naikkan(kini)
    catat_peristiwa(DIUSULKAN, kini, by=by, pendamping=pegawai.pk)
    return baru


@transaction.atomic
def setujui_pendamping(pendamping: Peserta, *, by: Akun) -> Peserta:
    """The other of the two agrees. Raises ``SudahBerubah`` when the proposal is gone, ``TidakBoleh`` for its author."""
    kini = kunci_untuk_isi(pendamping.dialog, by, "usulkan_pendamping")
    baris = _baca(pendamping)
    if baris.disetujui_pada is not None:
        return baris
    baris.dialog = kini
    pastikan(by, "setujui_pendamping", baris, "Pendamping disetujui pihak yang tidak mengusulkannya.")
    return _setujui(kini, baris, by)


def _setujui(kini: Dialog, baris: Peserta, by: Akun) -> Peserta:
    baris.disetujui_pada = jam.sekarang()
    baris.save(update_fields=["disetujui_pada"])
    naikkan(kini)
    catat_peristiwa(DISETUJUI, kini, by=by, pendamping=baris.pegawai_id)
    return baris


@transaction.atomic
def lepas_pendamping(pendamping: Peserta, *, by: Akun) -> None:
    """Either of the two declines the proposal or sends him away; he may go himself. From then on he reads nothing here."""
    kini = kunci_untuk_isi(pendamping.dialog, by, "lihat")
    baris = _baca(pendamping)
    baris.dialog = kini
    pastikan(by, "lepas_pendamping", baris, "Pendamping dilepas salah satu pihak, selama dialog belum ditutup.")
    pegawai = baris.pegawai_id
    baris.delete()
    naikkan(kini)
    catat_peristiwa(DILEPAS, kini, by=by, pendamping=pegawai)


def _baca(pendamping: Peserta) -> Peserta:
    baris = Peserta.objects.select_related("pegawai").filter(pk=pendamping.pk).first()
    if baris is None:
        raise SudahBerubah("Pendamping ini sudah dilepas. Muat ulang halaman.")
    return baris
