"""Who may do what to whom on this floor: predicates, and at the end one table of acts."""

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, Penugasan, PeranAkun
from kinerja.plumbing import jam


def lihat_data_pribadi(akun: Akun, pegawai: Pegawai) -> bool:
    """Birth, sex, rank dates, legal state: for the person himself, BKPSDM, and the admin of a unit above him."""
    if akun.pegawai_id == pegawai.pk:
        return True
    hari = jam.hari_ini()
    peran = list(PeranAkun.objects.pada(hari).filter(akun=akun).values_list("peran", "unit__path"))
    if any(p == Peran.ADMIN_BKPSDM for p, _ in peran):
        return True
    path = [u for p, u in peran if p == Peran.ADMIN_UNIT]
    tempat = Penugasan.objects.pada(hari).filter(pegawai=pegawai).values_list("unit__path", flat=True) if path else []
    return any(t.startswith(p) for t in tempat for p in path)
