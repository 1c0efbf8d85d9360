"""Content of an SKP by hand, past every action: for what reads a version (snapshot, difference, forms)."""

import datetime as dt
import itertools
from typing import Any

from kinerja.organisasi.models import Pegawai, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.models import Siklus
from skp.enums import Aspek, BentukSKP, NilaiBerAKHLAK, Pendekatan, SebabSKP
from skp.models import IKI, RHK, SKP, Lampiran, LiniIKI, LiniRHK, PerilakuSKP, VersiSKP

_urut = itertools.count(1)


def siklus(tahun: int = 2027) -> Siklus:
    """The year, made when missing."""
    isi = {"irama": "TRIWULAN", "tw_iv_digabung": True, "dibuka_pada": jam.sekarang()}
    return Siklus.objects.get_or_create(tahun=tahun, defaults=isi)[0]


def versi(
    orang: Pegawai,
    penilai: Pegawai | None = None,
    *,
    bentuk: str = BentukSKP.JA_JF,
    pendekatan: str = Pendekatan.KUANTITATIF,
    tahun: int = 2027,
    **lain: Any,
) -> VersiSKP:
    """A draft of ``orang`` for the year, with the seven values and nothing else."""
    tugas = Penugasan.objects.filter(pegawai=orang).order_by("pk").first()
    skp = SKP.objects.create(
        pegawai=orang,
        siklus=siklus(tahun),
        penugasan=tugas,
        rentang=sejak(dt.date(tahun, 1, 1), dt.date(tahun + 1, 1, 1)),
        sebab=SebabSKP.AWAL_TAHUN,
        bentuk=bentuk,
        dibuat_pada=jam.sekarang(),
    )
    return versi_lagi(skp, penilai, pendekatan=pendekatan, **lain)


def versi_lagi(skp: SKP, penilai: Pegawai | None, *, nomor: int = 1, **lain: Any) -> VersiSKP:
    """Another version of the same SKP."""
    baru = VersiSKP.objects.create(
        skp=skp, nomor=nomor, penilai=penilai, status_pada=jam.sekarang(), dibuat_pada=jam.sekarang(), **lain
    )
    PerilakuSKP.objects.bulk_create(PerilakuSKP(versi=baru, nilai=n) for n in NilaiBerAKHLAK)
    return baru


def rhk(v: VersiSKP, uraian: str, *, jenis: str = "UTAMA", lini: LiniRHK | None = None, **lain: Any) -> RHK:
    """A row at the end."""
    lini = lini or LiniRHK.objects.create(skp=v.skp)
    lain.setdefault("urut", next(_urut))
    return RHK.objects.create(versi=v, lini=lini, jenis=jenis, uraian=uraian, **lain)


def iki(r: RHK, uraian: str, target: str = "4", satuan: str = "laporan", *, lini: LiniIKI | None = None, **lain: Any) -> IKI:
    """A measure at the end, of the aspek KUANTITAS unless it says otherwise."""
    lini = lini or LiniIKI.objects.create(lini_rhk=r.lini)
    if "perspektif" not in lain:
        lain.setdefault("aspek", Aspek.KUANTITAS)
    lain.setdefault("urut", next(_urut))
    return IKI.objects.create(rhk=r, lini=lini, uraian=uraian, target_teks=target, satuan=satuan, **lain)


def lampiran(v: VersiSKP, jenis: str, uraian: str) -> Lampiran:
    """A row of the lampiran at the end."""
    return Lampiran.objects.create(versi=v, jenis=jenis, urut=next(_urut), uraian=uraian)
