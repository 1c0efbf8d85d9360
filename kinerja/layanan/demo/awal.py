"""The first part: what must be there before anybody signs in. Nothing happens when it has been done."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from kinerja.layanan.actions.delegasi import IsiKeputusan, delegasikan_menurut_surat
from kinerja.layanan.akun.actions import beri_peran, buat_akun_demo
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.layanan.impor import mesin
from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai
from kinerja.organisasi.actions.penugasan import angkat_kepala_daerah
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Penugasan, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.jam_basisdata import pada
from kinerja.siklus.actions import buka_siklus

BERKAS = Path(__file__).resolve().parent.parent / "data" / "demo"
AWAL_2025 = dt.date(2025, 1, 2)
BUPATI_SEJAK = dt.date(2025, 2, 20)
AWAL_2026 = dt.date(2026, 1, 2)
ACUAN = dt.date(2026, 1, 31)
AKUN_DIBUAT = dt.date(2026, 2, 2)
SURAT_BUPATI = "100.3.3.2/118/KUM/2026"
SURAT_KADIS = "800.1.11/042/DINKES/2026"

_PERAN_HAK = {"admin_bkpsdm": Peran.ADMIN_BKPSDM, "tim_penilai": Peran.TIM_PENILAI, "auditor": Peran.AUDITOR}


def siapkan() -> bool:
    """Units, people, assessors, this year and the last, the printed accounts. False when they were there already."""
    if Akun.objects.filter(demo=True).exists():
        return False
    with transaction.atomic():
        with pada(AWAL_2025):
            buka_siklus(tahun=2025, by=None)
            _impor("unor", "ref_unor.csv", AWAL_2025)
        with pada(BUPATI_SEJAK):
            _angkat_bupati()
        with pada(AWAL_2026):
            buka_siklus(tahun=2026, by=None)
        with pada(ACUAN):
            _impor("siasn", "ekspor_siasn.xlsx", ACUAN)
            _impor("tugas_tambahan", "tugas_tambahan.xlsx", ACUAN)
        with pada(AKUN_DIBUAT):
            akun = _buat_akun()
            _delegasikan_ke_sekda(akun["admin_bkpsdm"])
            _delegasikan_jf(akun)
    return True


def _impor(jenis: str, berkas: str, acuan: dt.date) -> None:
    macam = JENIS_IMPOR[jenis]
    mesin.kunci_impor()
    hasil = mesin.pratinjau(macam, mesin.baca(macam, BERKAS / berkas), acuan)
    mesin.terapkan(macam, hasil, acuan, None)


def _angkat_bupati() -> None:
    akar = UnitKerja.objects.get(depth=1)
    angkat_kepala_daerah(akar, "Syahrul Firdaus", sejak=BUPATI_SEJAK, gelar_depan="H.", gelar_belakang="S.E., M.M.", by=None)


def _buat_akun() -> dict[str, Akun]:
    akun = {p.nama: buat_akun_demo(pemeran.pemain(p), p.nama, by=None) for p in pemeran.PERAN}
    for nama, peran in _PERAN_HAK.items():
        beri_peran(akun[nama], peran, by=None, mulai=AKUN_DIBUAT)
    beri_peran(
        akun["admin_unit"], Peran.ADMIN_UNIT, unit=pemeran.unit(pemeran.DINAS), by=akun["admin_bkpsdm"], mulai=AKUN_DIBUAT
    )
    return akun


def _delegasikan_ke_sekda(admin: Akun) -> None:
    """The Bupati's paper: the heads of every perangkat daerah are assessed by the Sekda. He never signs in."""
    bupati = pemeran.kepala("00")
    berkas = surat_contoh("Keputusan Bupati", SURAT_BUPATI, str(bupati))
    keputusan = IsiKeputusan(pejabat=bupati, nomor=SURAT_BUPATI, tanggal=dt.date(2026, 1, 12), unggahan=berkas)
    isi = IsiDelegasi(
        nomor=SURAT_BUPATI,
        tanggal=dt.date(2026, 1, 12),
        mulai=AWAL_2026.replace(day=1),
        unit_penilai=pemeran.unit("01"),
        tentang="Pendelegasian penilaian kinerja pimpinan perangkat daerah kepada Sekretaris Daerah",
    )
    pimpinan = Penugasan.objects.pada(jam.hari_ini()).filter(unit__depth=2, memimpin=True).exclude(unit__kode="01")
    delegasikan_menurut_surat(isi, set(pimpinan.values_list("pegawai", flat=True)), keputusan, by=admin)


def _delegasikan_jf(akun: dict[str, Akun]) -> None:
    """The head of the Dinas decides for himself: a functional official is assessed by the Kasubbag he works with."""
    isi = IsiDelegasi(
        nomor=SURAT_KADIS,
        tanggal=dt.date(2026, 1, 30),
        mulai=AKUN_DIBUAT,
        unit_penilai=pemeran.unit(pemeran.PERENCANAAN),
        tentang="Pendelegasian penilaian kinerja pejabat fungsional perencana",
    )
    delegasikan_penilai(isi, {akun["jf"].pegawai_id or 0}, by=akun["kepala_dinas"])
