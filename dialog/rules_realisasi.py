"""Who may do what with rencana aksi and realisasi: they belong to the SKP, so who one is to it decides."""

from typing import Any

import rules

from dialog.models import CatatanRealisasi, Realisasi, RencanaAksi
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import rantai_penilai
from kinerja.organisasi.rules import adalah_auditor, adalah_pegawai, diurus
from skp.models import SKP, LiniIKI, LiniRHK


def pemilik_dari(objek: Any) -> int | None:
    """Whose SKP an object belongs to (``lini…skp`` must be loaded); a person is his own."""
    match objek:
        case Pegawai():
            return objek.pk
        case SKP():
            return objek.pegawai_id
        case LiniRHK():
            return objek.skp.pegawai_id
        case LiniIKI():
            return objek.lini_rhk.skp.pegawai_id
        case Realisasi() | CatatanRealisasi():
            return objek.lini_iki.lini_rhk.skp.pegawai_id
        case RencanaAksi():
            return objek.lini_rhk.skp.pegawai_id
    return None


@rules.predicate
def pemilik(akun: Akun, objek: Any) -> bool:
    """It is his own, and he is signed in himself."""
    saya = hak(akun).pegawai_id
    return saya is not None and saya == pemilik_dari(objek)


@rules.predicate
def penilai(akun: Akun, objek: Any) -> bool:
    """Assesses the owner today."""
    orang, saya = pemilik_dari(objek), hak(akun).pegawai_id
    if orang is None or saya is None or not hak(akun).menilai:
        return False
    return bool(HubunganPenilai.objects.pada(hak(akun).hari).filter(pegawai=orang, penilai=saya).exists())


@rules.predicate
def atasan(akun: Akun, objek: Any) -> bool:
    """Stands above the owner in the chain of assessors."""
    orang, saya = pemilik_dari(objek), hak(akun).pegawai_id
    if orang is None or saya is None or not hak(akun).menilai:
        return False
    return any(m.pegawai.pk == saya for m in rantai_penilai(Pegawai(pk=orang), hak(akun).hari))


@rules.predicate
def mengurus(akun: Akun, objek: Any) -> bool:
    """Admin of a unit above the owner, or BKPSDM."""
    orang = pemilik_dari(objek)
    return orang is not None and hak(akun).masuk and diurus(hak(akun), Pegawai(pk=orang))


_membaca = pemilik | penilai | atasan | mengurus | adalah_auditor

#: act -> who may; the second argument is the object named in the act
IZIN_REALISASI: dict[str, Any] = {
    "realisasi": adalah_pegawai,
    "lihat_realisasi": _membaca,
    "isi_realisasi": pemilik,
    "realisasi_bawahan": adalah_pegawai,
    "lihat_rencana": _membaca,
    "isi_rencana": pemilik | penilai,
}
