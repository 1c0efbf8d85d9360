"""BKPSDM's first-run checklist: what of the cycle must be done before people are invited. One query each."""

from django.db.models import Count, Max, Q

from kinerja.plumbing import jam
from kinerja.siklus.enums import Keyakinan
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import hari_libur, parameter_kini


def langkah_siklus() -> tuple[bool, str]:
    """Is a cycle open for this year?"""
    tahun = jam.hari_ini().year
    terakhir = Siklus.objects.aggregate(t=Max("tahun"))["t"]
    if terakhir is None:
        return False, f"Belum ada siklus. Buka siklus {tahun} setelah kalender diperiksa."
    if terakhir < tahun:
        return False, f"Siklus terakhir {terakhir}. Buka siklus {tahun}."
    return True, f"Siklus {terakhir} sudah dibuka."


def langkah_libur() -> tuple[bool, str]:
    """Does this year's calendar hold days off, none of them an estimate?"""
    tahun = jam.hari_ini().year
    n = hari_libur(tahun).filter(batal=False).aggregate(semua=Count("pk"), kira=Count("pk", filter=Q(perkiraan=True)))
    if not n["semua"]:
        return False, f"Hari libur {tahun} belum dimuat."
    if n["kira"]:
        return False, f"{n['semua']} hari libur {tahun} terisi, {n['kira']} masih perkiraan. Cocokkan dengan SKB."
    return True, f"{n['semua']} hari libur dan cuti bersama {tahun} terisi."


def langkah_parameter() -> tuple[bool, str]:
    """Is every uncertain number confirmed?"""
    n = (
        parameter_kini(jam.hari_ini())
        .filter(keyakinan=Keyakinan.TIDAK_PASTI)
        .order_by()
        .aggregate(semua=Count("pk"), sudah=Count("pk", filter=Q(dikonfirmasi_pada__isnull=False)))
    )
    kalimat = f"{n['sudah']} dari {n['semua']} parameter yang belum pasti sudah dikonfirmasi."
    return n["sudah"] == n["semua"], kalimat
