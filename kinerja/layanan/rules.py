"""Who may do what to positions, assessors, reports and recorded decisions: predicates over this floor's own objects, one table.

Who somebody is, and who he is to a person or a unit, ``organisasi.rules`` says.
"""

from typing import Any

import rules
from rules.predicates import is_authenticated

from kinerja.layanan import keputusan as keputusan_queries
from kinerja.layanan.dokumen import access as dokumen_access
from kinerja.layanan.dokumen import queries as dokumen_queries
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.models import IzinBantu, KeputusanTercatat, LaporanData, Pekerjaan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, Pendelegasian, Penugasan
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak, mencakup
from kinerja.organisasi.rules import (
    adalah_admin_bkpsdm,
    adalah_admin_unit,
    adalah_admin_unit_atas,
    adalah_diri_sendiri,
    adalah_pegawai,
    adalah_penilai_dari,
    adalah_pimpinan,
    adalah_pimpinan_unit,
    bertugas_mengawasi,
)


def wilayah_baca(akun: Akun) -> tuple[str, ...]:
    """Where ``akun`` may read the lists of data faults: admins, and those who oversee."""
    return hak(akun).wilayah(*Peran)


def wilayah_delegasi(akun: Akun) -> tuple[str, ...]:
    """Whose assessor one may delegate: as admin, or below the units one leads."""
    return hak(akun).wilayah_admin or hak(akun).memimpin


def di_luar_wilayah(akun: Akun, pegawai_ids: set[int]) -> set[int]:
    """Those of the people who work outside the area of ``akun`` today; whoever works nowhere belongs to BKPSDM."""
    wilayah = wilayah_delegasi(akun)
    if SELURUH_KABUPATEN in wilayah:
        return set()
    tugas = Penugasan.objects.pada(hak(akun).hari).filter(pegawai_id__in=pegawai_ids)
    return pegawai_ids - {p for p, path in tugas.values_list("pegawai_id", "unit__path") if mencakup(wilayah, path)}


@rules.predicate
def mengurus_surat(akun: Akun, surat: Pendelegasian | None) -> bool:
    """Everybody whom the letter still holds works in one's own area; who has left the service is in nobody's way."""
    if surat is None or not wilayah_delegasi(akun):
        return False
    masih = keputusan_queries.anggota_berjalan(hak(akun)).filter(pendelegasian=surat)
    masih = masih.exclude(pegawai__berhenti_sejak__lte=hak(akun).hari)
    return not di_luar_wilayah(akun, set(masih.values_list("pegawai_id", flat=True)))


@rules.predicate
def mengurus_anggota(akun: Akun, anggota: AnggotaPendelegasian | None) -> bool:
    """The member of a letter works in one's own area."""
    return anggota is not None and not di_luar_wilayah(akun, {anggota.pegawai_id})


@rules.predicate
def keputusan_terlihat(akun: Akun, keputusan: KeputusanTercatat | None) -> bool:
    """Recorded or took it, may see what was decided about, or is BKPSDM or auditor."""
    return keputusan is not None and keputusan_queries.keputusan_terlihat(akun).filter(pk=keputusan.pk).exists()


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
    return laporan is not None and mencakup(hak(akun).wilayah_admin, laporan.unit.path)


@rules.predicate
def pemilik_izin(akun: Akun, izin: IzinBantu | None) -> bool:
    """Gave this consent."""
    return izin is not None and akun.pegawai_id == izin.pemilik_id


@rules.predicate
def pemilik_pekerjaan(akun: Akun, pekerjaan: Pekerjaan | None) -> bool:
    """Asked for this job."""
    return pekerjaan is not None and pekerjaan.pemilik_id == akun.pk


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
    "lihat_penilai_kosong": bertugas_mengawasi,
    "pimpin_unit": adalah_admin_unit_atas,
    "akhiri_penugasan": adalah_admin_unit_atas,
    "angkat_kepala_daerah": adalah_admin_bkpsdm,
    "ubah_unit": adalah_admin_bkpsdm,
    "lihat_delegasi": bertugas_mengawasi | adalah_pimpinan,
    "delegasikan_penilai": adalah_admin_unit | adalah_pimpinan,
    "cabut_delegasi": mengurus_surat,
    "lepaskan_delegasi": mengurus_anggota,
    "catat_keputusan": adalah_admin_unit,
    "lihat_keputusan": keputusan_terlihat,
    "catat_masa_khusus": adalah_admin_unit_atas,
    "bentuk_tim": adalah_admin_unit_atas | adalah_pimpinan_unit,
    "lihat_tim": is_authenticated,
    "laporkan_data": adalah_diri_sendiri | adalah_penilai_dari | adalah_admin_unit_atas,
    "lihat_laporan": pelapor | pegawai_laporan | mengurus_laporan,
    "jawab_laporan": mengurus_laporan & ~pegawai_laporan,
    "tarik_laporan": pelapor,
    "beri_izin_bantu": adalah_pegawai,
    "cabut_izin_bantu": pemilik_izin,
    "lihat_peristiwa": adalah_admin_bkpsdm,
    "urus_layanan": adalah_admin_bkpsdm,
    "impor": adalah_admin_bkpsdm,
    "lihat_dokumen": dokumen_terlihat,
    "terbitkan_dokumen": penerbit_dokumen,
    "lihat_pekerjaan": pemilik_pekerjaan | adalah_admin_bkpsdm,
    "hentikan_pekerjaan": pemilik_pekerjaan | adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"layanan.{_nama}", _siapa)
