"""Who may do what to positions, assessors, reports and recorded decisions. Roles given by hand count for their subtree."""

from typing import Any

import rules
from rules.predicates import is_authenticated

from kinerja.layanan.dokumen import access as dokumen_access
from kinerja.layanan.dokumen import queries as dokumen_queries
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.models import IzinBantu, LaporanData, Pekerjaan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, UnitKerja
from kinerja.organisasi.peran import hak, mencakup
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam


def wilayah_admin(akun: Akun) -> tuple[str, ...]:
    """Where ``akun`` looks after the data of people: as unit admin his subtree, as BKPSDM everywhere."""
    return hak(akun).wilayah(Peran.ADMIN_UNIT, Peran.ADMIN_BKPSDM)


def wilayah_baca(akun: Akun) -> tuple[str, ...]:
    """Where ``akun`` may read the lists of data faults: admins, and those who oversee."""
    return hak(akun).wilayah(*Peran)


@rules.predicate
def admin_bkpsdm(akun: Akun) -> bool:
    """BKPSDM, for the whole kabupaten."""
    return hak(akun).admin_bkpsdm


@rules.predicate
def mengurus_unit(akun: Akun, unit: UnitKerja | None) -> bool:
    """Unit admin of a subtree that holds ``unit``, or BKPSDM."""
    return unit is not None and mencakup(wilayah_admin(akun), unit.path)


@rules.predicate
def mengurus_data(akun: Akun) -> bool:
    """Any admin of people's data."""
    return bool(wilayah_admin(akun))


@rules.predicate
def mengurus_pegawai(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Admin of the unit where ``pegawai`` works today; someone without a post belongs to BKPSDM."""
    if pegawai is None or not wilayah_admin(akun):
        return False
    tugas = jabatan_utama([pegawai.pk], jam.hari_ini()).get(pegawai.pk)
    return mencakup(wilayah_admin(akun), tugas.unit.path) if tugas else bool(admin_bkpsdm(akun))


@rules.predicate
def membaca_daftar(akun: Akun) -> bool:
    """Holds a role given by hand."""
    return bool(wilayah_baca(akun))


@rules.predicate
def memimpin_unit(akun: Akun) -> bool:
    """Leads a unit today."""
    return hak(akun).pimpinan


@rules.predicate
def memimpin_unit_ini(akun: Akun, unit: UnitKerja | None) -> bool:
    """Leads ``unit`` today."""
    return unit is not None and unit.pk in hak(akun).data.memimpin_id


@rules.predicate
def diri_sendiri(akun: Akun, pegawai: Pegawai | None) -> bool:
    """The person himself."""
    return pegawai is not None and akun.pegawai_id == pegawai.pk


@rules.predicate
def menilai(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Assesses ``pegawai`` today."""
    if pegawai is None or akun.pegawai_id is None:
        return False
    return HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=pegawai, penilai_id=akun.pegawai_id).exists()


@rules.predicate
def pelapor(akun: Akun, laporan: LaporanData | None) -> bool:
    """Sent this report."""
    return laporan is not None and laporan.pelapor_id == akun.pk


@rules.predicate
def pegawai_laporan(akun: Akun, laporan: LaporanData | None) -> bool:
    """The report is about him."""
    return laporan is not None and akun.pegawai_id is not None and laporan.pegawai_id == akun.pegawai_id


@rules.predicate
def mengurus_laporan(akun: Akun, laporan: LaporanData | None) -> bool:
    """The report lies on a desk of his."""
    return laporan is not None and mencakup(wilayah_admin(akun), laporan.unit.path)


@rules.predicate
def pemilik_izin(akun: Akun, izin: IzinBantu | None) -> bool:
    """Gave this consent."""
    return izin is not None and akun.pegawai_id == izin.pemilik_id


@rules.predicate
def berpegawai(akun: Akun) -> bool:
    """The account belongs to a person."""
    return getattr(akun, "pegawai_id", None) is not None


@rules.predicate
def pemilik_pekerjaan(akun: Akun, pekerjaan: Pekerjaan | None) -> bool:
    """Asked for this job."""
    return pekerjaan is not None and pekerjaan.pemilik_id == akun.pk


@rules.predicate
def pembantu_izin(akun: Akun, izin: IzinBantu | None) -> bool:
    """May help by this consent."""
    return izin is not None and akun.pegawai_id == izin.pembantu_id


@rules.predicate
def dokumen_terlihat(akun: Akun, dokumen: Dokumen | None) -> bool:
    """The kind of document says to whom it is open."""
    return dokumen is not None and dokumen_queries.visible_to(akun).filter(pk=dokumen.pk).exists()


@rules.predicate
def penerbit_dokumen(akun: Akun, dokumen: Dokumen | None) -> bool:
    """The kind of document says who issues and withdraws it."""
    return dokumen is not None and dokumen_access.boleh_terbit(akun, dokumen.jenis, dokumen.kunci_objek)


#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "lihat_penilai_kosong": membaca_daftar,
    "pimpin_unit": mengurus_unit,
    "akhiri_penugasan": mengurus_unit,
    "angkat_kepala_daerah": admin_bkpsdm,
    "lihat_delegasi": mengurus_data | memimpin_unit | membaca_daftar,
    "delegasikan_penilai": mengurus_data | memimpin_unit,
    "catat_keputusan": mengurus_data,
    "lihat_keputusan": membaca_daftar,
    "catat_masa_khusus": mengurus_pegawai,
    "bentuk_tim": mengurus_unit | memimpin_unit_ini,
    "lihat_tim": is_authenticated,
    "laporkan_data": diri_sendiri | menilai | mengurus_pegawai,
    "lihat_laporan": pelapor | pegawai_laporan | mengurus_laporan,
    "jawab_laporan": mengurus_laporan,
    "tarik_laporan": pelapor,
    "beri_izin_bantu": berpegawai,
    "cabut_izin_bantu": pemilik_izin,
    "lihat_peristiwa": admin_bkpsdm,
    "urus_layanan": admin_bkpsdm,
    "impor": admin_bkpsdm,
    "lihat_dokumen": dokumen_terlihat,
    "terbitkan_dokumen": penerbit_dokumen,
    "lihat_pekerjaan": pemilik_pekerjaan | admin_bkpsdm,
    "hentikan_pekerjaan": pemilik_pekerjaan | admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"layanan.{_nama}", _siapa)
