"""Rencana aksi: steps towards an RHK in a period, with target and evidence agreed. Before the period begins it is planned
freely; what was agreed for one that runs is changed in a dialogue, which is named (6.9). The history keeps every wording.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from dialog.actions.dasar import penulis
from dialog.actions.realisasi import kunci_periode
from dialog.aturan import RENCANA_MAKS, dapat_direncanakan, perlu_dialog
from dialog.models import Dialog, RencanaAksi
from dialog.queries_realisasi import dialog_rencana, fakta_rencana
from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from skp.actions.dasar import bersihkan, terapkan
from skp.models import LiniRHK

FIELD = ("uraian", "target", "bukti_disepakati", "keadaan")
#: What was agreed; the state of progress is not.
SEPAKAT = frozenset({"uraian", "target", "bukti_disepakati"})
_LEWAT_DIALOG = "Rencana aksi periode berjalan diubah lewat dialog. Pilih dialog tempat perubahannya disepakati."


def _kunci(lini: LiniRHK, periode: Periode, by: Akun | None) -> Periode:
    """The plans of one RHK stand in one queue. Raises ``TidakBoleh``, ``Ditolak`` with the way out."""
    if by is not None and not IZIN_REALISASI["isi_rencana"].test(by, lini):
        raise TidakBoleh("Rencana aksi diatur oleh pemilik SKP dan penilainya.")
    LiniRHK.objects.select_for_update(of=("self",), no_key=True).get(pk=lini.pk)
    kini = kunci_periode(periode)
    putusan = dapat_direncanakan(fakta_rencana(lini, kini))
    if not putusan.nilai:
        raise Ditolak(putusan.alasan[0].kalimat)
    return kini


def _dialog_sah(lini: LiniRHK, dialog: Dialog | None, by: Akun | None) -> Dialog | None:
    if dialog is None:
        return None
    sah = dialog_rencana(lini.skp.pegawai_id, lini.skp.siklus_id, penulis(by).pk if by else None).filter(pk=dialog.pk).first()
    if sah is None:
        raise Ditolak("Pilih dialog yang sudah dimulai antara pemilik rencana ini dan pimpinannya, yang Anda ikuti.")
    return sah


@transaction.atomic
def tambah_rencana(
    lini: LiniRHK, periode: Periode, isi: Mapping[str, Any], *, by: Akun | None, dialog: Dialog | None = None
) -> RencanaAksi:
    """A step at the end. The same words twice (a second click) are one step. Raises ``Ditolak`` without words or when full."""
    kini = _kunci(lini, periode, by)
    bersih = bersihkan(RencanaAksi, isi, FIELD)
    if not bersih.get("uraian"):
        raise Ditolak("Tuliskan langkah yang akan dikerjakan.")
    milik = RencanaAksi.objects.filter(lini_rhk=lini, periode=kini)
    if (ada := milik.filter(uraian=bersih["uraian"]).first()) is not None:
        return ada
    if milik.count() >= RENCANA_MAKS:
        raise Ditolak(f"Satu RHK paling banyak {angka(RENCANA_MAKS)} langkah per periode. Gabungkan yang sejenis.")
    urut = (milik.aggregate(a=Max("urut"))["a"] or 0) + 1
    return RencanaAksi.objects.create(
        lini_rhk=lini, periode=kini, urut=urut, dialog=_dialog_sah(lini, dialog, by), oleh=by, pada=jam.sekarang(), **bersih
    )


@transaction.atomic
def ubah_rencana(
    rencana: RencanaAksi,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    dialog: Dialog | None = None,
    sunting: int | None = None,
) -> RencanaAksi:
    """Write fields of ``FIELD``. In a period that runs, what was agreed changes with the dialogue in which it did.

    Raises ``Bentrok`` when somebody else changed it meanwhile, ``Ditolak``, ``SudahBerubah`` when it is gone.
    """
    kini = _baris(rencana, by)
    bersih = bersihkan(RencanaAksi, isi, FIELD)
    if "uraian" in bersih and not bersih["uraian"]:
        raise Ditolak("Tuliskan langkah yang akan dikerjakan.")
    ubah = terapkan(kini, bersih, sunting=sunting)
    if not ubah:
        return kini
    if SEPAKAT & set(ubah):
        _wajib_dialog(kini, dialog)
        kini.dialog = _dialog_sah(kini.lini_rhk, dialog, by)
    kini.oleh, kini.pada = by, jam.sekarang()
    kini.save(update_fields={*ubah, "dialog", "oleh", "pada"})
    return kini


def _baris(rencana: RencanaAksi, by: Akun | None) -> RencanaAksi:
    periode = _kunci(rencana.lini_rhk, rencana.periode, by)
    kini = RencanaAksi.objects.select_for_update(of=("self",)).filter(pk=rencana.pk).first()
    if kini is None:
        raise SudahBerubah("Langkah ini sudah dihapus. Muat ulang halaman.")
    kini.lini_rhk, kini.periode = rencana.lini_rhk, periode
    return kini


def _wajib_dialog(rencana: RencanaAksi, dialog: Dialog | None) -> None:
    if dialog is None and perlu_dialog(rencana.periode.buka_tanggal, jam.hari_ini()):
        raise Ditolak(_LEWAT_DIALOG)


@transaction.atomic
def hapus_rencana(rencana: RencanaAksi, *, by: Akun | None, dialog: Dialog | None = None) -> None:
    """Not planned any more; the history keeps it. In a period that runs only with the dialogue in which that was agreed."""
    kini = _baris(rencana, by)
    _wajib_dialog(kini, dialog)
    if (sah := _dialog_sah(kini.lini_rhk, dialog, by)) is not None:
        # The last row of the history says where it was agreed to let it go.
        RencanaAksi.objects.filter(pk=kini.pk).update(dialog=sah, oleh=by, pada=jam.sekarang())
    kini.delete()
