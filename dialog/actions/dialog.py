"""A dialogue from the invitation to the confirmed minutes. Every act locks the dialogue first, so of two at once the second is
told; what both may do at once (confirming) ends once.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F

from dialog.actions import tenggat
from dialog.actions.agenda import bawa_lanjutan
from dialog.actions.dasar import catat_langkah, kunci_dialog, naikkan, pastikan, penulis, umumkan
from dialog.aturan_dialog import ALASAN_MAKS, belum_konfirmasi, menyelesaikan
from dialog.enums import JenisDialog, PeranPeserta, StatusDialog
from dialog.models import Dialog, LangkahDialog, Peserta
from dialog.queries import dialog_sebelumnya, pasangan
from dialog.transitions import DIALOG
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.siklus.models import Siklus, Tenggat
from skp.actions.dasar import periksa_panjang, rapikan

TEMPAT_MAKS = 200
_SUSUL = {
    "pindahkan": "dialog.dipindahkan",
    "tolak": "dialog.ditolak",
    "nyatakan_tidak_terlaksana": "dialog.tidak_terlaksana",
    "mulai": "dialog.dimulai",
    "lanjutkan": "dialog.dilanjutkan",
}


@transaction.atomic
def rencanakan(
    pegawai: Pegawai,
    pimpinan: Pegawai,
    jenis: str,
    jadwal: dt.datetime,
    *,
    by: Akun,
    tempat: str = "",
    umumkan_undangan: bool = True,
) -> Dialog:
    """Invite. What was left unticked in earlier talks of the two comes along.

    Raises ``TidakBoleh`` when ``by`` is neither of them, ``Ditolak`` when ``pimpinan`` does not lead ``pegawai`` today, for a
    moment that is past, or in a year without a cycle.
    """
    pengundang = penulis(by)
    pastikan(by, "mulai", Dialog(pegawai=pegawai, pimpinan=pimpinan), "Dialog direncanakan oleh salah satu dari kedua pihak.")
    _pastikan_pasangan(pegawai, pimpinan)
    if jenis not in set(JenisDialog):
        raise Ditolak("Pilih jenis dialog yang tersedia.")
    if jadwal.astimezone(jam.WITA).date() < jam.hari_ini():
        raise Ditolak("Jadwal dialog tidak dapat di hari yang sudah lewat. Pilih hari ini atau sesudahnya.")
    dialog = Dialog(
        siklus=_siklus(jadwal),
        pegawai=pegawai,
        pimpinan=pimpinan,
        jenis=jenis,
        jadwal=jadwal,
        tempat=periksa_panjang("Tempat", rapikan(tempat), TEMPAT_MAKS),
        pengundang=pengundang,
        dibuat_oleh=by,
        dibuat_pada=jam.sekarang(),
    )
    dialog.sebelumnya = dialog_sebelumnya(dialog).first()
    dialog.save()
    Peserta.objects.bulk_create(
        [
            Peserta(dialog=dialog, pegawai=pegawai, peran=PeranPeserta.PEGAWAI),
            Peserta(dialog=dialog, pegawai=pimpinan, peran=PeranPeserta.PIMPINAN),
        ]
    )
    bawa_lanjutan(dialog)
    umumkan("dialog.direncanakan", dialog, by, kabari=umumkan_undangan)
    return dialog


def _pastikan_pasangan(pegawai: Pegawai, pimpinan: Pegawai) -> None:
    if pimpinan.pk not in pasangan(pegawai.pk, jam.hari_ini()):
        raise Ditolak(
            f"{pimpinan} hari ini bukan penilai, atasan, atau ketua tim {pegawai}. Periksa penilainya di halaman pegawai."
        )


def _siklus(jadwal: dt.datetime) -> Siklus:
    tahun = jadwal.astimezone(jam.WITA).year
    ada = Siklus.objects.filter(tahun=tahun).first()
    if ada is None:
        raise Ditolak(f"Siklus {tahun} belum dibuka. Pilih tanggal pada tahun yang sudah dibuka, atau hubungi BKPSDM.")
    return ada


@transaction.atomic
def mulai_sekarang(pegawai: Pegawai, pimpinan: Pegawai, *, by: Akun) -> Dialog:
    """The unplanned talk: begun at once. A talk of the two that is under way already is given back, so two clicks make one."""
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    ada = Dialog.objects.filter(pegawai=pegawai, pimpinan=pimpinan, status=StatusDialog.BERLANGSUNG).first()
    if ada is not None:
        pastikan(by, "lihat", ada, "Dialog ini bukan milik Anda.")
        return ada
    dialog = rencanakan(pegawai, pimpinan, JenisDialog.INSIDENTAL, jam.sekarang(), by=by, umumkan_undangan=False)
    return mulai(dialog, by=by)


# -- before it is held


def _melangkah(dialog: Dialog, tindakan: str, by: Akun | None, catatan: str = "") -> tuple[Dialog, str, str]:
    """Lock, look the act up, ask the rule: the dialogue, the next status, the tidied note."""
    kini = kunci_dialog(dialog)
    catatan = periksa_panjang("Alasan", rapikan(catatan), ALASAN_MAKS)
    ke = DIALOG.berikut(kini.status, tindakan, catatan)
    pastikan(by, tindakan, kini, _BUKAN_ANDA.get(tindakan, "Langkah ini hanya untuk kedua pihak dialog."))
    return kini, ke, catatan


_BUKAN_ANDA = {"tolak": "Undangan dialog ditolak oleh pihak yang diundang. Pengundang dapat memindahkan jadwalnya."}


def _pindah(dialog: Dialog, ke: str, *kolom: str) -> str:
    dari, dialog.status = dialog.status, ke
    dialog.save(update_fields=["status", *kolom])
    naikkan(dialog)
    return dari


@transaction.atomic
def mulai(dialog: Dialog, *, by: Akun) -> Dialog:
    """They sit down."""
    kini, ke, _ = _melangkah(dialog, "mulai", by)
    kini.mulai_pada = jam.sekarang()
    dari = _pindah(kini, ke, "mulai_pada")
    bawa_lanjutan(kini)
    catat_langkah(kini, dari, "mulai", by=by)
    umumkan(_SUSUL["mulai"], kini, by)
    return kini


@transaction.atomic
def pindahkan(dialog: Dialog, jadwal: dt.datetime, alasan: str, *, by: Akun, tempat: str | None = None) -> Dialog:
    """Another moment, with the reason. Raises ``Ditolak`` without one, or for a moment that is past."""
    kini, ke, catatan = _melangkah(dialog, "pindahkan", by, alasan)
    if jadwal.astimezone(jam.WITA).date() < jam.hari_ini():
        raise Ditolak("Jadwal dialog tidak dapat di hari yang sudah lewat. Pilih hari ini atau sesudahnya.")
    kini.siklus, kini.jadwal, kini.alasan = _siklus(jadwal), jadwal, catatan
    if tempat is not None:
        kini.tempat = periksa_panjang("Tempat", rapikan(tempat), TEMPAT_MAKS)
    dari = _pindah(kini, ke, "siklus", "jadwal", "alasan", "tempat")
    catat_langkah(kini, dari, "pindahkan", by=by, catatan=catatan)
    umumkan(_SUSUL["pindahkan"], kini, by)
    return kini


@transaction.atomic
def tolak(dialog: Dialog, alasan: str, *, by: Akun) -> Dialog:
    """The one who was invited says no, and why."""
    return _batal(dialog, "tolak", alasan, by)


@transaction.atomic
def nyatakan_tidak_terlaksana(dialog: Dialog, alasan: str, *, by: Akun) -> Dialog:
    """It was not held, and why."""
    return _batal(dialog, "nyatakan_tidak_terlaksana", alasan, by)


def _batal(dialog: Dialog, tindakan: str, alasan: str, by: Akun) -> Dialog:
    kini, ke, catatan = _melangkah(dialog, tindakan, by, alasan)
    kini.alasan = catatan
    dari = _pindah(kini, ke, "alasan")
    catat_langkah(kini, dari, tindakan, by=by, catatan=catatan)
    umumkan(_SUSUL[tindakan], kini, by)
    _teruskan(kini)
    return kini


# -- closing


@transaction.atomic
def akhiri(dialog: Dialog, *, by: Akun, konfirmasi_saya: bool = True, tanggapan: str = "") -> Dialog:
    """The talk is over: the minutes wait for the other's word, with a clock. Who closes it confirms with the same act."""
    kini, ke, _ = _melangkah(dialog, "akhiri", by)
    kini.berakhir_pada = jam.sekarang()
    dari = _pindah(kini, ke, "berakhir_pada")
    langkah = catat_langkah(kini, dari, "akhiri", by=by)
    lawan = kini.pimpinan if by.pegawai_id == kini.pegawai_id else kini.pegawai
    tenggat.mulai_setujui(langkah, lawan, by=by)
    umumkan("dialog.diakhiri", kini, by, langkah=langkah.pk)
    return _konfirmasi(kini, by, tanggapan) if konfirmasi_saya else kini


@transaction.atomic
def konfirmasi(dialog: Dialog, *, by: Akun, tanggapan: str = "") -> Dialog:
    """One says: so it was. The last word makes the minutes. The pegawai may add a remark, also to a word given before.

    Raises ``SudahBerubah`` when it is closed already or was taken up again.
    """
    kini, _, _ = _melangkah(dialog, "konfirmasi", by)
    return _konfirmasi(kini, by, tanggapan)


def _konfirmasi(kini: Dialog, by: Akun, tanggapan: str) -> Dialog:
    saya = penulis(by).pk
    peserta = {p.pegawai_id: p for p in Peserta.objects.filter(dialog=kini)}
    sudah = {pk for pk, p in peserta.items() if p.dikonfirmasi_pada}
    if _tanggapi(kini, peserta[saya], tanggapan) and saya in sudah:
        naikkan(kini)
        return kini
    if saya in sudah:
        raise SudahBerubah("Anda sudah mengonfirmasi dialog ini. Sekarang menunggu pihak lain.")
    peserta[saya].dikonfirmasi_pada = jam.sekarang()
    peserta[saya].save(update_fields=["dikonfirmasi_pada", "tanggapan"])
    pihak = (kini.pegawai_id, kini.pimpinan_id)
    if menyelesaikan(pihak, sudah, saya):
        return _selesai(kini, "selesaikan", by)
    dari = kini.status
    naikkan(kini)
    catat_langkah(kini, dari, "konfirmasi", by=by)
    sisa = belum_konfirmasi(pihak, {*sudah, saya})[0]
    tenggat.pindah_setujui(kini, kini.pegawai if sisa == kini.pegawai_id else kini.pimpinan, by=by)
    return kini


def _tanggapi(kini: Dialog, saya: Peserta, tanggapan: str) -> bool:
    """Only the pegawai remarks; an empty field takes nothing back."""
    isi = periksa_panjang("Tanggapan", rapikan(tanggapan), 2000)
    if not isi or saya.pegawai_id != kini.pegawai_id or isi == saya.tanggapan:
        return False
    saya.tanggapan = isi
    saya.save(update_fields=["tanggapan"])
    return True


def _selesai(kini: Dialog, tindakan: str, by: Akun | None) -> Dialog:
    ke = DIALOG.berikut(kini.status, tindakan)
    kini.selesai_pada = jam.sekarang()
    kini.tanpa_tanggapan = tindakan == "kunci"
    tenggat.selesai_setujui(kini, by=by)
    dari = _pindah(kini, ke, "selesai_pada", "tanpa_tanggapan")
    catat_langkah(kini, dari, tindakan, by=by)
    umumkan("dialog.selesai", kini, by, tanpa_tanggapan=kini.tanpa_tanggapan)
    _teruskan(kini)
    return kini


@transaction.atomic
def lanjutkan(dialog: Dialog, alasan: str, *, by: Akun) -> Dialog:
    """Something is missing: the talk is open again, and all confirmations are void."""
    kini, ke, catatan = _melangkah(dialog, "lanjutkan", by, alasan)
    Peserta.objects.filter(dialog=kini).update(dikonfirmasi_pada=None)
    tenggat.selesai_setujui(kini, by=by)
    kini.berakhir_pada = None
    dari = _pindah(kini, ke, "berakhir_pada")
    catat_langkah(kini, dari, "lanjutkan", by=by, catatan=catatan)
    umumkan(_SUSUL["lanjutkan"], kini, by)
    return kini


@transaction.atomic
def kunci(dialog: Dialog) -> Dialog:
    """The days are over and somebody has said nothing: locked with "belum ditanggapi". By the application only.

    Raises ``Ditolak`` while days are left, ``SudahBerubah`` when it does not wait.
    """
    kini, _, _ = _melangkah_kunci(dialog)
    return _selesai(kini, "kunci", None)


def _melangkah_kunci(dialog: Dialog) -> tuple[Dialog, str, str]:
    kini = kunci_dialog(dialog)
    ke = DIALOG.berikut(kini.status, "kunci")
    jalan = tenggat.berjalan(kini)
    if not jalan or max(t.batas for t in jalan) >= jam.hari_ini():
        raise Ditolak("Batas konfirmasi dialog ini belum lewat.")
    return kini, ke, ""


def kunci_yang_lewat() -> int:
    """Lock every dialogue whose days are over; each in its own transaction. Run again, it finds nothing."""
    lewat = Tenggat.objects.filter(
        objek_jenis=tenggat.OBJEK, jenis=tenggat.SETUJUI, selesai_pada__isnull=True, batas__lt=jam.hari_ini()
    )
    langkah = LangkahDialog.objects.filter(pk__in=lewat.values("objek_id"))
    menunggu = Dialog.objects.filter(pk__in=langkah.values("dialog_id"), status=StatusDialog.MENUNGGU_KONFIRMASI)
    jumlah = 0
    for dialog in menunggu.order_by("pk"):
        try:
            kunci(dialog)
        except (SudahBerubah, Ditolak):  # somebody confirmed, or took it up again, in this very moment
            continue
        jumlah += 1
    return jumlah


def _teruskan(kini: Dialog) -> None:
    """What was left unticked goes to the next talk of the two, when there is one already."""
    rencana = Dialog.objects.filter(pegawai=kini.pegawai_id, pimpinan=kini.pimpinan_id, status=StatusDialog.RENCANA)
    berikut = rencana.order_by("jadwal", "pk").first()
    if berikut is not None and bawa_lanjutan(kunci_dialog(berikut)):
        Dialog.objects.filter(pk=berikut.pk).update(sunting=F("sunting") + 1)


__all__ = [
    "akhiri", "konfirmasi", "kunci", "kunci_yang_lewat", "lanjutkan", "mulai", "mulai_sekarang", "nyatakan_tidak_terlaksana",
    "pindahkan", "rencanakan", "tolak",
]  # fmt: skip
