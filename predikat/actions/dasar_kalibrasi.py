"""What every act on a session shares: the lock, who may, that it is open, and the count that tells pages to read again."""

from django.db.models import F

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import SudahBerubah, TidakBoleh
from predikat.enums import StatusSesi
from predikat.models import SesiKalibrasi
from predikat.rules_dokumen import IZIN


def kunci_sesi(pk: int) -> SesiKalibrasi:
    """The session as it is now, locked until the transaction ends."""
    baris = SesiKalibrasi.objects.select_for_update(of=("self",), no_key=True)
    terkunci: SesiKalibrasi = baris.select_related("unit", "periode__siklus").get(pk=pk)
    return terkunci


def pastikan(by: Akun, izin: str, objek: object, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat``."""
    if not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)


def pastikan_terbuka(sesi: SesiKalibrasi) -> None:
    """Raises ``SudahBerubah`` when it is locked or given up."""
    if sesi.status != StatusSesi.TERBUKA:
        kata = sesi.get_status_display().lower()
        raise SudahBerubah(f"Sesi ini sudah {kata}, jadi tidak ada yang berpindah. Muat ulang halaman.")


def naikkan(sesi: SesiKalibrasi) -> None:
    """Count a change."""
    SesiKalibrasi.objects.filter(pk=sesi.pk).update(sunting=F("sunting") + 1)
    sesi.sunting += 1
