"""Dialogues brought as far as a test needs by the real actions."""

import datetime as dt

from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.models import Dialog
from kinerja.plumbing import jam


def rencana(dunia, *, orang=None, pimpinan=None, by=None, jenis="PEMANTAUAN", jadwal=None) -> Dialog:
    """Planned by the leader for tomorrow, unless said otherwise."""
    orang, pimpinan = orang or dunia.k.pelaksana, pimpinan or dunia.k.kasi
    jadwal = jadwal or jam.sekarang() + dt.timedelta(days=1)
    return aksi.rencanakan(orang, pimpinan, jenis, jadwal, by=by or dunia.akun(pimpinan), tempat="Ruang rapat")


def berstatus(dunia, status, **lain) -> Dialog:
    """A dialogue in ``status``."""
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    d = rencana(dunia, **lain)
    if status == S.RENCANA:
        return d
    if status == S.DITOLAK:
        return aksi.tolak(d, "Sedang tugas luar", by=saya)
    if status == S.TIDAK_TERLAKSANA:
        return aksi.nyatakan_tidak_terlaksana(d, "Rapat mendadak", by=pimpinan)
    d = aksi.mulai(d, by=pimpinan)
    if status == S.BERLANGSUNG:
        return d
    d = aksi.akhiri(d, by=pimpinan, konfirmasi_saya=status == S.SELESAI)
    return aksi.konfirmasi(d, by=saya) if status == S.SELESAI else d


def baca(d: Dialog) -> Dialog:
    """As it is stored."""
    return Dialog.objects.select_related("pegawai", "pimpinan", "siklus").get(pk=d.pk)
