"""Delegations as they come in from the screen: with the decision on paper recorded in the same transaction."""

import datetime as dt
from collections.abc import Collection

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.organisasi.actions.delegasi import IsiDelegasi, cabut_delegasi, delegasikan_penilai, lepaskan_dari_surat
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, Pendelegasian

__all__ = ["IsiKeputusan", "cabut_menurut_surat", "delegasikan_menurut_surat", "lepaskan_menurut_surat"]


def delegasikan_menurut_surat(
    isi: IsiDelegasi, pegawai_ids: Collection[int], keputusan: IsiKeputusan | None, *, by: Akun
) -> Pendelegasian:
    """Delegate; with ``keputusan`` the official decided and ``by`` records. Raises as ``delegasikan_penilai``."""
    return menurut_surat(
        "delegasikan_penilai", keputusan, by, lambda k: delegasikan_penilai(isi, pegawai_ids, by=by, berdasarkan=k)
    )


def cabut_menurut_surat(
    surat: Pendelegasian, sejak: dt.date, alasan: str, keputusan: IsiKeputusan | None, *, by: Akun
) -> Pendelegasian:
    """Withdraw a letter in the same two ways. Raises as ``cabut_delegasi``."""
    return menurut_surat("cabut_delegasi", keputusan, by, lambda k: cabut_delegasi(surat, sejak, alasan, by=by, berdasarkan=k))


def lepaskan_menurut_surat(anggota: AnggotaPendelegasian, sejak: dt.date, keputusan: IsiKeputusan | None, *, by: Akun) -> None:
    """Take one person out of a letter in the same two ways. Raises as ``lepaskan_dari_surat``."""
    menurut_surat("lepaskan_delegasi", keputusan, by, lambda k: lepaskan_dari_surat(anggota, sejak, by=by, berdasarkan=k))
