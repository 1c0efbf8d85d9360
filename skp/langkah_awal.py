"""The first-run step of planning: the SKP of the year are open."""

from django.db.models import Count

from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Siklus


def langkah_skp() -> tuple[bool, str]:
    """Does anybody have an SKP in the newest cycle? One query."""
    siklus = Siklus.objects.annotate(banyak=Count("skp")).order_by("-tahun").first()
    if siklus is None:
        return False, "Buka siklus tahun ini lebih dahulu."
    if not siklus.banyak:
        return False, f"SKP {siklus.tahun} belum dibuka. Buka bagi semua pegawai sekaligus."
    return True, f"{angka(siklus.banyak)} SKP {siklus.tahun} sudah dibuka."
