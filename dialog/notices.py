"""What the two are told. In the worker, once per event.

Never a word of what was said: messages go by mail, and others see them on their way.
"""

from collections.abc import Iterable

from dialog.actions.tenggat import berjalan
from dialog.enums import StatusDialog
from dialog.models import Dialog, Peserta
from dialog.queries import lengkap
from kinerja.layanan.beranda import alamat
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import pukul, tanggal_hari

#: Event -> title and text for whoever did not do it himself.
_KABAR = {
    "dialog.direncanakan": ("{siapa} mengundang Anda berdialog", "{kapan}. Lihat agendanya, tambahkan yang ingin Anda bahas."),
    "dialog.dipindahkan": ("Dialog dengan {siapa} dipindahkan", "Jadwal barunya {kapan}. Alasannya ada di ruang dialog."),
    "dialog.ditolak": ("{siapa} menolak undangan dialog", "Baca alasannya di ruang dialog, lalu rencanakan waktu lain."),
    "dialog.tidak_terlaksana": ("Dialog dengan {siapa} tidak terlaksana", "Baca alasannya, lalu rencanakan waktu lain."),
    "dialog.dimulai": ("Dialog dengan {siapa} dimulai", "Buka ruangnya untuk ikut mencatat."),
    "dialog.dilanjutkan": ("Dialog dengan {siapa} dibuka lagi", "Ada yang perlu dilengkapi sebelum dikonfirmasi."),
}


def kabari(peristiwa: Peristiwa) -> None:
    """The other one: invited, moved, refused, not held, begun, opened again."""
    dialog = lengkap(Dialog.objects.filter(pk=peristiwa.objek_id)).first()
    if dialog is None or peristiwa.data.get("kabari") is False:
        return
    judul, isi = _KABAR[peristiwa.nama]
    kapan = f"{tanggal_hari(dialog.jadwal)}, pukul {pukul(dialog.jadwal)} WITA"
    for penerima, lawan in _lawan(dialog, peristiwa.oleh_id):
        _kirim(penerima, peristiwa, judul.format(siapa=lawan), isi.format(kapan=kapan), dialog)


def kabari_diakhiri(peristiwa: Peristiwa) -> None:
    """Whoever still has to confirm, and by when."""
    dialog = lengkap(Dialog.objects.filter(pk=peristiwa.objek_id)).first()
    if dialog is None or dialog.status != StatusDialog.MENUNGGU_KONFIRMASI:
        return
    belum = set(Peserta.objects.filter(dialog=dialog, dikonfirmasi_pada__isnull=True).values_list("pegawai_id", flat=True))
    batas = max((t.batas for t in berjalan(dialog)), default=None)
    for penerima, lawan in _lawan(dialog, peristiwa.oleh_id):
        if penerima.pk in belum:
            isi = f"Baca, lalu konfirmasi paling lambat {tanggal_hari(batas)}. Sesudahnya risalah dikunci tanpa tanggapan."
            _kirim(penerima, peristiwa, f"Dialog dengan {lawan} menunggu konfirmasi Anda", isi, dialog)


def kabari_selesai(peristiwa: Peristiwa) -> None:
    """Both: the minutes are there."""
    dialog = lengkap(Dialog.objects.filter(pk=peristiwa.objek_id)).first()
    if dialog is None:
        return
    dikunci = bool(peristiwa.data.get("tanpa_tanggapan"))
    isi = (
        "Batas konfirmasi lewat, jadi risalah dikunci dengan keterangan belum ditanggapi." if dikunci else "Risalahnya terbit."
    )
    for penerima, lawan in _lawan(dialog, peristiwa.oleh_id):
        _kirim(penerima, peristiwa, f"Dialog dengan {lawan} selesai", f"{isi} Kesepakatan Anda ada di Beranda.", dialog)


def kabari_pendamping(peristiwa: Peristiwa) -> None:
    """A companion is proposed: the other one. He was agreed upon: he himself."""
    dialog = lengkap(Dialog.objects.filter(pk=peristiwa.objek_id)).first()
    cari = Peserta.objects.filter(dialog=peristiwa.objek_id, pegawai=peristiwa.data["pendamping"]).select_related("pegawai")
    pendamping = cari.first()
    if dialog is None or pendamping is None:
        return
    if pendamping.disetujui_pada is not None:
        judul = f"Anda diminta mendampingi dialog {dialog.pegawai} dan {dialog.pimpinan}"
        isi = f"{tanggal_hari(dialog.jadwal)}, pukul {pukul(dialog.jadwal)} WITA. Anda membaca isinya, tidak menulis."
        _kirim(pendamping.pegawai, peristiwa, judul, isi, dialog)
        return
    for penerima, lawan in _lawan(dialog, peristiwa.oleh_id):
        judul = f"{lawan} mengusulkan {pendamping.pegawai} sebagai pendamping"
        _kirim(penerima, peristiwa, judul, "Setujui atau tolak di ruang dialog. Sebelum itu ia tidak membaca apa pun.", dialog)


def _lawan(dialog: Dialog, oleh_id: int | None) -> Iterable[tuple[Pegawai, Pegawai]]:
    """(who is told, who the other is), without the one who did it."""
    pelaku = Akun.objects.filter(pk=oleh_id).values_list("pegawai_id", flat=True).first() if oleh_id else None
    for penerima, lawan in ((dialog.pegawai, dialog.pimpinan), (dialog.pimpinan, dialog.pegawai)):
        if penerima.pk != pelaku:
            yield penerima, lawan


def _kirim(penerima: Pegawai, peristiwa: Peristiwa, judul: str, isi: str, dialog: Dialog) -> None:
    akun = Akun.objects.filter(pegawai=penerima, is_active=True).first()
    if akun is not None:
        kirim_pesan(akun, f"{peristiwa.nama}:{peristiwa.pk}", judul, isi, alamat("dialog:ruang", dialog.pk), ikon="messages")
