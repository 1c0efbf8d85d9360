"""Who may do what with rencana aksi and realisasi: they belong to the SKP, so who one is to it decides."""

from collections.abc import Collection
from typing import Any

import rules

from dialog.models import CatatanRealisasi, Realisasi, RencanaAksi
from dialog.pembaca import tugas_membaca
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import di_bawah
from kinerja.organisasi.rules import adalah_pegawai
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


def siklus_dari(objek: Any) -> int | None:
    """The cycle that an object belongs to; None for a person, whose results are of many."""
    match objek:
        case SKP():
            return objek.siklus_id
        case LiniRHK():
            return objek.skp.siklus_id
        case LiniIKI():
            return objek.lini_rhk.skp.siklus_id
        case Realisasi() | CatatanRealisasi():
            return objek.lini_iki.lini_rhk.skp.siklus_id
        case RencanaAksi():
            return objek.lini_rhk.skp.siklus_id
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
def pembaca(akun: Akun, objek: Any) -> bool:
    """Reads results: the owner, who stands above him today, who has a task with them (``pembaca.PEMBACA``).

    No admin, whatever his unit, and no auditor: they are shown counts (issue: never content). The Inspektorat reads evidence
    that serves twice (``rules_bukti``).
    """
    orang = pemilik_dari(objek)
    return orang is not None and bool(terbaca(akun, {(orang, siklus_dari(objek))}))


def terbaca(akun: Akun, milik: Collection[tuple[int, int | None]]) -> set[tuple[int, int | None]]:
    """Of (person, cycle) those whose results ``akun`` reads: one query, and one per registered task when that is not enough."""
    saya, orang = hak(akun).pegawai_id, {o for o, _ in milik}
    if saya is None:
        return set()
    boleh = {saya} | (di_bawah(saya, orang - {saya}, hak(akun).hari) if hak(akun).menilai else set())
    tugas: set[tuple[int, int]] = tugas_membaca(saya, orang - boleh) if orang - boleh else set()
    return {m for m in milik if m[0] in boleh or m in tugas}


#: act -> who may; the second argument is the object named in the act
IZIN_REALISASI: dict[str, Any] = {
    "realisasi": adalah_pegawai,
    "lihat_realisasi": pembaca,
    "isi_realisasi": pemilik,
    "realisasi_bawahan": adalah_pegawai,
    "lihat_rencana": pembaca,
    "isi_rencana": pemilik | penilai,
}
