"""The agenda: points of both, private points of one, suggestions from facts, what was left over. Ticked when talked about."""

from django.db import transaction
from django.db.models import Max

from dialog.actions.dasar import kunci_untuk_isi, naikkan, pastikan, penulis, teks_wajib
from dialog.aturan_dialog import ISI_MAKS
from dialog.enums import StatusDialog, SumberAgenda
from dialog.models import Agenda, Dialog
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import SudahBerubah
from kinerja.plumbing.sandi import sandikan

_USAI = (StatusDialog.SELESAI, StatusDialog.TIDAK_TERLAKSANA, StatusDialog.DITOLAK)


@transaction.atomic
def tambah_agenda(
    dialog: Dialog,
    isi: str,
    *,
    by: Akun,
    pribadi: bool = False,
    sumber: str = SumberAgenda.PESERTA,
    lini_rhk: int | None = None,
    lini_iki: int | None = None,
) -> Agenda:
    """A point, at the end. The same words twice (a second click) are one point. Raises ``Ditolak`` without words."""
    kini = kunci_untuk_isi(dialog, by)
    teks = teks_wajib(isi, "Tuliskan butir agendanya.", "Butir agenda", ISI_MAKS)
    saya = penulis(by)
    for ada in Agenda.objects.filter(dialog=kini, penulis=saya, pribadi=pribadi, selesai_pada__isnull=True):
        if ada.teks == teks:
            return ada
    baru = Agenda.objects.create(
        dialog=kini,
        penulis=saya,
        isi=_simpanan(teks, pribadi),
        pribadi=pribadi,
        sumber=sumber,
        lini_rhk_id=lini_rhk,
        lini_iki_id=lini_iki,
        urut=_urut(kini),
        pada=jam.sekarang(),
    )
    _kabari(kini, pribadi)
    return baru


def _simpanan(teks: str, pribadi: bool) -> str:
    return sandikan(teks).decode() if pribadi else teks


def _urut(dialog: Dialog) -> int:
    akhir = Agenda.objects.filter(dialog=dialog).aggregate(a=Max("urut"))["a"]
    return (akhir or 0) + 1


def _kabari(dialog: Dialog, pribadi: bool) -> None:
    """A private point does not even make the other's browser look."""
    if not pribadi:
        naikkan(dialog)


def _kunci_butir(butir: Agenda, by: Akun, izin: str) -> Agenda:
    kini = kunci_untuk_isi(butir.dialog, by)
    baris = Agenda.objects.filter(pk=butir.pk).first()
    if baris is None:
        raise SudahBerubah("Butir agenda ini sudah dihapus penulisnya. Muat ulang halaman.")
    baris.dialog = kini
    pastikan(by, izin, baris, "Butir agenda ini hanya diubah oleh penulisnya.")
    return baris


@transaction.atomic
def centang(butir: Agenda, dibahas: bool, *, by: Akun) -> Agenda:
    """Talked about, or not after all. Said twice it stays as it is."""
    baris = _kunci_butir(butir, by, "ubah_agenda")
    if (baris.selesai_pada is not None) != dibahas:
        baris.selesai_pada = jam.sekarang() if dibahas else None
        baris.save(update_fields=["selesai_pada"])
        _kabari(baris.dialog, baris.pribadi)
    return baris


@transaction.atomic
def atur_pribadi(butir: Agenda, pribadi: bool, *, by: Akun) -> Agenda:
    """The eye: its author hides a point, or shows it to the other."""
    baris = _kunci_butir(butir, by, "ubah_butir_sendiri")
    if baris.pribadi != pribadi:
        teks = baris.teks
        baris.isi, baris.pribadi = _simpanan(teks, pribadi), pribadi
        baris.save(update_fields=["isi", "pribadi"])
        naikkan(baris.dialog)
    return baris


@transaction.atomic
def hapus_agenda(butir: Agenda, *, by: Akun) -> None:
    """Its author takes a point back."""
    baris = _kunci_butir(butir, by, "ubah_butir_sendiri")
    dialog, pribadi = baris.dialog, baris.pribadi
    baris.delete()
    _kabari(dialog, pribadi)


def bawa_lanjutan(dialog: Dialog) -> int:
    """Points that closed talks of the two left unticked move here, private ones for their author only. Returns how many."""
    sisa = Agenda.objects.filter(
        dialog__pegawai=dialog.pegawai_id,
        dialog__pimpinan=dialog.pimpinan_id,
        dialog__status__in=_USAI,
        selesai_pada__isnull=True,
        dilanjutkan=False,
    ).exclude(dialog=dialog.pk)
    lama = list(sisa.order_by("dialog_id", "urut", "pk"))
    if not lama:
        return 0
    urut = _urut(dialog)
    Agenda.objects.bulk_create(
        Agenda(
            dialog=dialog,
            penulis_id=a.penulis_id,
            isi=a.isi,
            pribadi=a.pribadi,
            sumber=SumberAgenda.LANJUTAN,
            asal=a,
            lini_rhk_id=a.lini_rhk_id,
            lini_iki_id=a.lini_iki_id,
            urut=urut + i,
            pada=jam.sekarang(),
        )
        for i, a in enumerate(lama)
    )
    Agenda.objects.filter(pk__in=[a.pk for a in lama]).update(dilanjutkan=True)
    return len(lama)
