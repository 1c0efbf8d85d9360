"""Who may do what to whom on this floor: predicates of two kinds (who one is, who one is to the object), then one table.

Later floors combine the same predicates in tables of their own. Everything asks ``peran.hak``: the data for pegawai, penilai
and pimpinan, dated rows for roles given by hand.
"""

from typing import Any

import rules
from django.db.models import Q
from rules.predicates import is_authenticated

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, PeranAkun, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak, mencakup
from kinerja.organisasi.queries import jabatan_utama, rantai_penilai
from kinerja.plumbing import jam

# -- who one is


@rules.predicate
def adalah_pegawai(akun: Akun) -> bool:
    """The account belongs to a person."""
    return hak(akun).pegawai_id is not None


@rules.predicate
def adalah_penilai(akun: Akun) -> bool:
    """Assesses somebody today."""
    return hak(akun).menilai


@rules.predicate
def adalah_pimpinan(akun: Akun) -> bool:
    """Leads a unit today."""
    return hak(akun).pimpinan


@rules.predicate
def adalah_admin_bkpsdm(akun: Akun) -> bool:
    """BKPSDM, for the whole kabupaten."""
    return hak(akun).admin_bkpsdm


@rules.predicate
def adalah_admin_unit(akun: Akun) -> bool:
    """Unit admin of some subtree, or BKPSDM."""
    return bool(hak(akun).wilayah_admin)


@rules.predicate
def adalah_auditor(akun: Akun) -> bool:
    """Inspektorat: counts and documents, no dialogues or konseling."""
    return hak(akun).auditor


@rules.predicate
def adalah_tim_penilai(akun: Akun) -> bool:
    """Tim Penilai Kinerja."""
    return hak(akun).tim_penilai


@rules.predicate
def adalah_pyb(akun: Akun) -> bool:
    """Pejabat yang Berwenang."""
    return hak(akun).pyb


@rules.predicate
def bertugas_mengawasi(akun: Akun) -> bool:
    """Holds any role given by hand."""
    return bool(hak(akun).peran)


# -- who one is to the object


@rules.predicate
def adalah_diri_sendiri(akun: Akun, objek: Any) -> bool:
    """The person himself: ``objek`` is a Pegawai, or an Akun."""
    if isinstance(objek, Akun):
        return objek.pk == akun.pk
    return isinstance(objek, Pegawai) and hak(akun).pegawai_id == objek.pk


@rules.predicate
def adalah_admin_unit_atas(akun: Akun, objek: Any) -> bool:
    """Unit admin above ``objek`` (UnitKerja, Pegawai or Akun), or BKPSDM."""
    return diurus(hak(akun), objek)


@rules.predicate
def adalah_penilai_dari(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Assesses ``pegawai`` today."""
    saya = hak(akun).pegawai_id
    if saya is None or pegawai is None or not hak(akun).menilai:
        return False
    return HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=pegawai, penilai_id=saya).exists()


@rules.predicate
def adalah_atasan_dari(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Stands above ``pegawai`` in the chain of assessors: his assessor, or the assessor's, and so on."""
    saya = hak(akun).pegawai_id
    if saya is None or pegawai is None or not hak(akun).menilai:
        return False
    return any(mata.pegawai.pk == saya for mata in rantai_penilai(pegawai, jam.hari_ini()))


@rules.predicate
def adalah_pimpinan_atas(akun: Akun, objek: Any) -> bool:
    """Leads the unit of ``objek`` (UnitKerja or Pegawai) or one above it."""
    path = tempat(objek) if hak(akun).pimpinan else None
    return path is not None and mencakup(hak(akun).memimpin, path)


@rules.predicate
def adalah_pimpinan_unit(akun: Akun, unit: UnitKerja | None) -> bool:
    """Leads this very unit."""
    return unit is not None and unit.pk in hak(akun).data.memimpin_id


def tempat(objek: Any) -> str | None:
    """Path of a unit, or of the unit in which a person (or the person of an account) mainly works today; None: nowhere."""
    if isinstance(objek, UnitKerja):
        return str(objek.path)
    pegawai_id = objek.pegawai_id if isinstance(objek, Akun) else getattr(objek, "pk", None)
    if pegawai_id is None:
        return None
    tugas = jabatan_utama([pegawai_id], jam.hari_ini()).get(pegawai_id)
    return str(tugas.unit.path) if tugas else None


def diurus(h: Hak, objek: Any) -> bool:
    """Whether the holder of ``h`` looks after ``objek``. Whoever works nowhere belongs to BKPSDM."""
    if objek is None or not h.wilayah_admin:
        return False
    if h.admin_bkpsdm:
        return True
    path = tempat(objek)
    return path is not None and mencakup(h.wilayah_admin, path)


def akun_sederajat(h: Hak, akun: Akun) -> bool:
    """Whether every role that ``akun`` holds or will hold lies within the rights of ``h``.

    Without it an admin could send himself the activation code of an account that may do more than he, and become it.
    """
    if h.admin_bkpsdm:
        return True
    masih = Q(berlaku__endswith__isnull=True) | Q(berlaku__endswith__gt=h.hari)
    peran = PeranAkun.objects.filter(masih, akun=akun).values_list("peran", "unit__path")
    return all(p == Peran.ADMIN_UNIT and mencakup(h.unit_admin, path) for p, path in peran)


@rules.predicate
def boleh_urus_akun(akun: Akun, objek: Akun | None) -> bool:
    """Looks after the person of the account, and the account may do nothing that he himself may not. Never his own."""
    if objek is None or objek.pk == akun.pk:
        return False
    return diurus(hak(akun), objek) and akun_sederajat(hak(akun), objek)


def boleh_beri(h: Hak, peran: str, path: str) -> bool:
    """BKPSDM gives every role; a unit admin only ADMIN_UNIT, strictly below a unit of his own."""
    if h.admin_bkpsdm:
        return True
    di_bawah = path != SELURUH_KABUPATEN and any(path.startswith(w) and path != w for w in h.unit_admin)
    return peran == Peran.ADMIN_UNIT and di_bawah


def lihat_data_pribadi(akun: Akun, pegawai: Pegawai) -> bool:
    """Birth, sex, rank dates, legal state: for the person himself, BKPSDM, and the admin of a unit above him."""
    return bool((adalah_diri_sendiri | adalah_admin_unit_atas)(akun, pegawai))


#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "lihat_direktori": is_authenticated,
    "lihat_unit": is_authenticated,
    "lihat_kabupaten": bertugas_mengawasi | adalah_pimpinan,
    "lihat_riwayat": adalah_diri_sendiri | adalah_atasan_dari | adalah_admin_unit_atas | adalah_auditor,
    "lihat_data_pribadi": adalah_diri_sendiri | adalah_admin_unit_atas,
    "lihat_rantai_penilai": adalah_diri_sendiri | adalah_atasan_dari | adalah_admin_unit_atas | adalah_auditor,
    "urus_pegawai": adalah_admin_unit_atas,
    "urus_unit": adalah_admin_unit_atas,
    "lihat_akun": adalah_admin_unit,
    "buat_akun": adalah_admin_unit_atas,
    "urus_akun": boleh_urus_akun,
    "buat_akun_luar": adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"organisasi.{_nama}", _siapa)
