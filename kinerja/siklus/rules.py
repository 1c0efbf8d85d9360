"""Who may do what to the cycle: everyone signed in reads it, admins and auditors read its parameters, BKPSDM steers it."""

import rules
from rules.predicates import is_authenticated

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, PeranAkun
from kinerja.plumbing import jam
from kinerja.siklus import ingatan


def _peran(akun: Akun) -> frozenset[str]:
    """Roles given by hand that hold today: one query per request."""
    if not akun.is_authenticated:
        return frozenset()
    hari = jam.hari_ini()
    cari = PeranAkun.objects.pada(hari).filter(akun=akun).values_list("peran", flat=True)
    return ingatan.ambil(("peran", akun.pk, hari), lambda: frozenset(cari))


@rules.predicate
def adalah_admin_bkpsdm(akun: Akun) -> bool:
    """BKPSDM steers the cycle."""
    return Peran.ADMIN_BKPSDM in _peran(akun)


@rules.predicate
def bertugas_mengawasi(akun: Akun) -> bool:
    """Has any role given by hand: unit admins, BKPSDM, Tim Penilai Kinerja, PyB, auditors."""
    return bool(_peran(akun))


LIHAT_SIKLUS = "siklus.lihat_siklus"
UBAH_SIKLUS = "siklus.ubah_siklus"
LIHAT_LIBUR = "siklus.lihat_libur"
UBAH_LIBUR = "siklus.ubah_libur"
LIHAT_PARAMETER = "siklus.lihat_parameter"
UBAH_PARAMETER = "siklus.ubah_parameter"

#: act -> who
IZIN = {
    LIHAT_SIKLUS: is_authenticated,
    UBAH_SIKLUS: adalah_admin_bkpsdm,
    LIHAT_LIBUR: is_authenticated,
    UBAH_LIBUR: adalah_admin_bkpsdm,
    LIHAT_PARAMETER: bertugas_mengawasi,
    UBAH_PARAMETER: adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(_nama, _siapa)
