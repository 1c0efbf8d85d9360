"""The clock of the minutes: whoever has not confirmed yet has so many working days.

It belongs to the step that closed the talk, for a talk that was taken up again is closed again.
"""

from dialog.models import Dialog, LangkahDialog
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.siklus.actions.tenggat import buka_tenggat, pindahkan_meja, selesaikan_tenggat
from kinerja.siklus.models import Tenggat

SETUJUI = "risalah_setujui"
OBJEK: str = LangkahDialog._meta.label_lower


def mulai_setujui(langkah: LangkahDialog, pemegang: Pegawai, *, by: Akun | None) -> Tenggat:
    """It was closed by one; the other's clock starts."""
    tugas = jabatan_utama([pemegang.pk], jam.hari_ini()).get(pemegang.pk)
    return buka_tenggat(langkah, SETUJUI, pemegang=pemegang, kantor=tugas.unit_id if tugas else None, by=by)


def pindah_setujui(dialog: Dialog, pemegang: Pegawai, *, by: Akun | None) -> None:
    """One of two has confirmed: it lies on the other's desk. The last day stays."""
    for t in berjalan(dialog):
        pindahkan_meja(LangkahDialog(pk=t.objek_id), SETUJUI, pemegang=pemegang, by=by)


def selesai_setujui(dialog: Dialog, *, by: Akun | None) -> None:
    """Confirmed, locked, or taken up again."""
    for t in berjalan(dialog):
        selesaikan_tenggat(LangkahDialog(pk=t.objek_id), SETUJUI, by=by)


def berjalan(dialog: Dialog) -> list[Tenggat]:
    """Running clocks of a dialogue."""
    langkah = LangkahDialog.objects.filter(dialog=dialog.pk).values("pk")
    jalan = Tenggat.objects.filter(objek_jenis=OBJEK, objek_id__in=langkah, jenis=SETUJUI, selesai_pada__isnull=True)
    return list(jalan.select_related("pemegang"))
