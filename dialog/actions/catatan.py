"""Notes: each participant writes a page of his own for both to see, and one that nobody else ever reads."""

from django.db import transaction

from dialog.actions.dasar import kunci_untuk_isi, naikkan, pastikan, penulis
from dialog.aturan_dialog import CATATAN_MAKS
from dialog.models import CatatanDialog, CatatanPribadi, Dialog
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.sandi import buka_sandi, sandikan
from skp.actions.dasar import Bentrok, periksa_panjang, rapikan


@transaction.atomic
def simpan_catatan(dialog: Dialog, isi: str, *, by: Akun, sunting: int | None = None) -> CatatanDialog:
    """My page of the shared notes, as typed. ``sunting``: the counter of the page that was shown.

    Raises ``Bentrok`` when I typed in another window meanwhile, ``SudahBerubah`` when the talk was closed.
    """
    kini = kunci_untuk_isi(dialog, by)
    teks = periksa_panjang("Catatan", rapikan(isi), CATATAN_MAKS)
    saya = penulis(by)
    baris = CatatanDialog.objects.filter(dialog=kini, penulis=saya).first()
    if baris is None:
        baris = CatatanDialog(dialog=kini, penulis=saya)
    if baris.isi == teks:
        return baris
    if sunting is not None and sunting != baris.sunting:
        raise Bentrok({"isi": baris.isi}, {"isi": teks}, baris.sunting)
    baris.isi, baris.pada = teks, jam.sekarang()
    baris.sunting += 1
    baris.save()
    naikkan(kini)
    return baris


@transaction.atomic
def simpan_pribadi(dialog: Dialog, isi: str, *, by: Akun, sunting: int | None = None) -> int:
    """My own notes, encrypted; also after the talk. Returns the new counter. The other's browser is not told.

    Raises ``Bentrok`` when I typed in another window meanwhile.
    """
    pastikan(by, "isi_pribadi", dialog, "Catatan pribadi hanya milik kedua pihak dialog.")
    teks = periksa_panjang("Catatan pribadi", rapikan(isi), CATATAN_MAKS)
    saya = penulis(by)
    Dialog.objects.select_for_update(no_key=True).values_list("pk").get(pk=dialog.pk)
    baris = CatatanPribadi.objects.filter(dialog=dialog, pemilik=saya).first()
    lama = buka_sandi(baris.isi_tersandi) if baris else ""
    kini = baris.sunting if baris else 0
    if lama == teks:
        return kini
    if sunting is not None and sunting != kini:
        raise Bentrok({"isi": lama}, {"isi": teks}, kini)
    baris = baris or CatatanPribadi(dialog=dialog, pemilik=saya)
    baris.isi_tersandi, baris.pada, baris.sunting = sandikan(teks), jam.sekarang(), kini + 1
    baris.save()
    return baris.sunting
