"""What all acts on a dialogue share: the lock on its row, who may, the counter for the other's browser, the row of a step."""

from typing import Any

from django.db.models import F

from dialog.aturan_dialog import ALASAN_MAKS
from dialog.models import Dialog, LangkahDialog
from dialog.rules import IZIN
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from skp.actions.dasar import periksa_panjang, rapikan

__all__ = ["catat_langkah", "kunci_dialog", "kunci_untuk_isi", "naikkan", "pastikan", "penulis", "teks_wajib", "umumkan"]


def kunci_dialog(dialog: Dialog) -> Dialog:
    """The dialogue as it is now, locked until the transaction ends: acts and edits stand in one queue."""
    baris = Dialog.objects.select_for_update(of=("self",), no_key=True)
    terkunci: Dialog = baris.select_related("pegawai", "pimpinan", "pengundang", "siklus").get(pk=dialog.pk)
    return terkunci


def kunci_untuk_isi(dialog: Dialog, by: Akun | None, izin: str = "isi") -> Dialog:
    """Lock for writing. Raises ``SudahBerubah`` when it was closed meanwhile, ``TidakBoleh`` for a stranger."""
    kini = kunci_dialog(dialog)
    if by is not None and not IZIN["lihat"].test(by, kini):
        raise TidakBoleh("Dialog ini bukan milik Anda.")
    if by is not None and not IZIN[izin].test(by, kini):
        if by.pegawai_id not in (kini.pegawai_id, kini.pimpinan_id):
            raise TidakBoleh("Anda mendampingi dialog ini: yang menulis kedua pihaknya.")
        kata = kini.get_status_display().lower()
        raise SudahBerubah(f"Dialog ini sekarang {kata}, jadi isinya tidak berubah. Muat ulang halaman.")
    return kini


def pastikan(by: Akun | None, izin: str, objek: object, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat``; ``by`` None is the application itself."""
    if by is not None and not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)


def penulis(by: Akun) -> Pegawai:
    """The person behind an account. Raises ``TidakBoleh`` when there is none."""
    if by.pegawai is None:
        raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak ikut dialog.")
    return by.pegawai


def naikkan(dialog: Dialog) -> int:
    """Count the change; the other's browser asks for this number. Returns the new one."""
    Dialog.objects.filter(pk=dialog.pk).update(sunting=F("sunting") + 1)
    dialog.sunting += 1
    return dialog.sunting


def teks_wajib(teks: Any, kosong: str, nama: str = "Alasan", maks: int = ALASAN_MAKS) -> str:
    """Tidied text. Raises ``Ditolak`` when it is empty (``kosong``) or too long."""
    isi = periksa_panjang(nama, rapikan(teks), maks)
    if not isi:
        raise Ditolak(kosong)
    return isi


def catat_langkah(dialog: Dialog, dari: str, tindakan: str, *, by: Akun | None, catatan: str = "") -> LangkahDialog:
    """The row of a step."""
    return LangkahDialog.objects.create(
        dialog=dialog,
        dari=dari,
        tindakan=tindakan,
        ke=dialog.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=by.nama_tampil if by else "Aplikasi",
        catatan=catatan,
    )


def umumkan(nama: str, dialog: Dialog, by: Akun | None, **data: Any) -> None:
    """Write the event of a dialogue: ids only, never a word of what was said."""
    catat_peristiwa(nama, dialog, by=by, pegawai=dialog.pegawai_id, pimpinan=dialog.pimpinan_id, **data)
