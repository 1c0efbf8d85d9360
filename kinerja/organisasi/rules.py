"""Who may do what to whom on this floor: predicates of two kinds, and at the end one table of acts.

``adalah_…`` say who the account is (to the object, when there is one). The object of a predicate is a unit, a person, or None:
then "anywhere at all", which decides whether a menu entry or a list is shown.
"""

from typing import Any

import rules

from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam

Objek = UnitKerja | Pegawai | None


def path_objek(objek: Any) -> tuple[str, ...]:
    """Where the object belongs today: a unit's own path, or those of the units a person works in (one query per person)."""
    if isinstance(objek, UnitKerja):
        return (objek.path,)
    if isinstance(objek, Pegawai):
        if "_path_kini" not in objek.__dict__:
            tempat = Penugasan.objects.pada(jam.hari_ini()).filter(pegawai=objek)
            objek.__dict__["_path_kini"] = tuple(tempat.values_list("unit__path", flat=True))
        return objek.__dict__["_path_kini"]
    return ()


@rules.predicate
def sudah_masuk(akun: Akun, objek: Objek = None) -> bool:
    """Signed in."""
    return bool(akun.is_authenticated)


@rules.predicate
def adalah_admin_bkpsdm(akun: Akun, objek: Objek = None) -> bool:
    """Admin of BKPSDM: the whole kabupaten."""
    return hak(akun).admin_bkpsdm


@rules.predicate
def adalah_admin_unit(akun: Akun, objek: Objek = None) -> bool:
    """Admin of the unit, of one above it, or of a unit in which the person works; without object: of any unit."""
    if objek is None:
        return bool(hak(akun).admin_unit)
    return any(p.startswith(hak(akun).admin_unit) for p in path_objek(objek)) if hak(akun).admin_unit else False


@rules.predicate
def adalah_auditor(akun: Akun, objek: Objek = None) -> bool:
    """Inspektorat: counts and documents."""
    return hak(akun).auditor


@rules.predicate
def adalah_tim_penilai(akun: Akun, objek: Objek = None) -> bool:
    """Tim Penilai Kinerja, or the Pejabat yang Berwenang."""
    return hak(akun).tim_penilai or hak(akun).pyb


@rules.predicate
def adalah_pimpinan(akun: Akun, objek: Objek = None) -> bool:
    """Leads the unit or one above it, or a unit above the person; without object: leads any."""
    if objek is None:
        return bool(hak(akun).memimpin)
    return any(hak(akun).memimpin_atas(p) for p in path_objek(objek))


@rules.predicate
def adalah_penilai(akun: Akun, objek: Objek = None) -> bool:
    """Assesses the person today, or is the assessor's assessor; without object: assesses anybody."""
    if objek is None:
        return hak(akun).menilai
    if not isinstance(objek, Pegawai) or akun.pegawai_id is None:
        return False
    hubungan = HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=objek).values_list("penilai", "atasan_penilai")
    return any(akun.pegawai_id in pasangan for pasangan in hubungan)


@rules.predicate
def adalah_diri_sendiri(akun: Akun, objek: Objek = None) -> bool:
    """The person is the account's own."""
    return isinstance(objek, Pegawai) and akun.is_authenticated and akun.pegawai_id == objek.pk


berperan = adalah_admin_bkpsdm | adalah_admin_unit | adalah_auditor | adalah_tim_penilai
pengurus = adalah_admin_bkpsdm | adalah_admin_unit

LIHAT_PEGAWAI = "organisasi.lihat_pegawai"
LIHAT_UNIT = "organisasi.lihat_unit"
LIHAT_DATA_PRIBADI = "organisasi.lihat_data_pribadi"
LIHAT_RIWAYAT = "organisasi.lihat_riwayat"
LIHAT_KABUPATEN = "organisasi.lihat_kabupaten"
URUS_UNIT = "organisasi.urus_unit"
URUS_PEGAWAI = "organisasi.urus_pegawai"
URUS_PENILAI = "organisasi.urus_penilai"
TUNJUK_PIMPINAN = "organisasi.tunjuk_pimpinan"
ANGKAT_KEPALA_DAERAH = "organisasi.angkat_kepala_daerah"
DELEGASIKAN = "organisasi.delegasikan"
KELOLA_AKUN = "organisasi.kelola_akun"
BERI_PERAN = "organisasi.beri_peran"
IMPOR = "organisasi.impor"

#: act -> who
IZIN = {
    LIHAT_PEGAWAI: sudah_masuk,
    LIHAT_UNIT: sudah_masuk,
    LIHAT_DATA_PRIBADI: adalah_diri_sendiri | pengurus,
    LIHAT_RIWAYAT: adalah_diri_sendiri | adalah_penilai | pengurus | adalah_auditor,
    LIHAT_KABUPATEN: berperan | adalah_pimpinan,
    URUS_UNIT: pengurus,
    URUS_PEGAWAI: pengurus,
    URUS_PENILAI: pengurus,
    TUNJUK_PIMPINAN: pengurus,
    ANGKAT_KEPALA_DAERAH: adalah_admin_bkpsdm,
    DELEGASIKAN: pengurus,
    KELOLA_AKUN: pengurus,
    BERI_PERAN: pengurus,
    IMPOR: adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    if not rules.perm_exists(_nama):
        rules.add_perm(_nama, _siapa)


def lihat_data_pribadi(akun: Akun, pegawai: Pegawai) -> bool:
    """Birth, sex, rank dates, legal state: for the person himself, BKPSDM, and the admin of a unit above him."""
    return bool(IZIN[LIHAT_DATA_PRIBADI].test(akun, pegawai))
