"""Agreements: who does what by when. Written while they talk; later its owner says that it is done, or it is let go."""

import datetime as dt

from django.db import transaction

from dialog.actions.dasar import kunci_untuk_isi, naikkan, pastikan, teks_wajib
from dialog.aturan_dialog import ISI_MAKS
from dialog.models import Dialog, Kesepakatan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from skp.actions.dasar import periksa_panjang, rapikan

DIBUAT, SELESAI, DILEPAS = "kesepakatan.dibuat", "kesepakatan.selesai", "kesepakatan.dilepas"


@transaction.atomic
def tambah_kesepakatan(
    dialog: Dialog, isi: str, pemilik_id: int, batas: dt.date | None, *, by: Akun, lini_rhk: int | None = None
) -> Kesepakatan:
    """Agree. Raises ``Ditolak`` without words, owner (one of the two) or a day that is still to come."""
    kini = kunci_untuk_isi(dialog, by, "sepakati")
    teks = teks_wajib(isi, "Tuliskan apa yang disepakati.", "Kesepakatan", ISI_MAKS)
    if pemilik_id not in (kini.pegawai_id, kini.pimpinan_id):
        raise Ditolak("Pilih siapa dari Anda berdua yang mengerjakannya.")
    if batas is None or batas < jam.hari_ini():
        raise Ditolak("Pilih batas waktu hari ini atau sesudahnya.")
    ada = Kesepakatan.objects.filter(dialog=kini, isi=teks, pemilik=pemilik_id, batas=batas).first()
    if ada is not None:
        return ada
    baru = Kesepakatan.objects.create(
        dialog=kini, isi=teks, pemilik_id=pemilik_id, batas=batas, lini_rhk_id=lini_rhk, pada=jam.sekarang()
    )
    naikkan(kini)
    catat_peristiwa(DIBUAT, baru, by=by, dialog=kini.pk, pemilik=pemilik_id)
    return baru


@transaction.atomic
def hapus_kesepakatan(kesepakatan: Kesepakatan, *, by: Akun) -> None:
    """Not agreed after all, while they still talk."""
    kini = kunci_untuk_isi(kesepakatan.dialog, by, "sepakati")
    if Kesepakatan.objects.filter(pk=kesepakatan.pk).delete()[0]:
        naikkan(kini)


def _kunci(kesepakatan: Kesepakatan, by: Akun, izin: str, kalimat: str) -> Kesepakatan:
    baris = Kesepakatan.objects.select_for_update(of=("self",)).select_related("dialog", "pemilik").get(pk=kesepakatan.pk)
    if baris.selesai_pada is not None or baris.dilepas_pada is not None:
        raise SudahBerubah("Kesepakatan ini sudah selesai atau sudah dilepas. Muat ulang halaman.")
    pastikan(by, izin, baris, kalimat)
    return baris


@transaction.atomic
def selesaikan_kesepakatan(kesepakatan: Kesepakatan, catatan: str = "", *, by: Akun) -> Kesepakatan:
    """Its owner kept it. Raises ``SudahBerubah`` when it is closed already, ``TidakBoleh`` for anybody else."""
    baris = _kunci(kesepakatan, by, "selesaikan_kesepakatan", "Kesepakatan ditandai selesai oleh pemiliknya.")
    baris.catatan_selesai = periksa_panjang("Catatan", rapikan(catatan), ISI_MAKS)
    baris.selesai_pada, baris.selesai_oleh = jam.sekarang(), by
    baris.save(update_fields=["selesai_pada", "selesai_oleh", "catatan_selesai"])
    naikkan(baris.dialog)
    catat_peristiwa(SELESAI, baris, by=by, dialog=baris.dialog_id, pemilik=baris.pemilik_id)
    return baris


@transaction.atomic
def lepaskan_kesepakatan(kesepakatan: Kesepakatan, alasan: str, *, by: Akun) -> Kesepakatan:
    """It need not be kept any more, and why. Either of the two."""
    baris = _kunci(kesepakatan, by, "lepaskan_kesepakatan", "Kesepakatan dilepas oleh salah satu dari kedua pihak.")
    baris.alasan_lepas = teks_wajib(alasan, "Tuliskan mengapa kesepakatan ini dilepas.", maks=250)
    baris.dilepas_pada = jam.sekarang()
    baris.save(update_fields=["dilepas_pada", "alasan_lepas"])
    naikkan(baris.dialog)
    catat_peristiwa(DILEPAS, baris, by=by, dialog=baris.dialog_id, pemilik=baris.pemilik_id)
    return baris
