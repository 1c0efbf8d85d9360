"""Delegations as they come in from the screen: with the decision on paper recorded in the same transaction."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.base import File
from django.db import transaction

from kinerja.layanan.actions.keputusan import catat_keputusan
from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.actions.delegasi import IsiDelegasi, cabut_delegasi, delegasikan_penilai
from kinerja.organisasi.models import Akun, Pegawai, Pendelegasian

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IsiKeputusan:
    """The signed paper of an official who does not sign in."""

    pejabat: Pegawai
    nomor: str
    tanggal: dt.date
    unggahan: "File[Any]"


def delegasikan_menurut_surat(
    isi: IsiDelegasi, pegawai_ids: Collection[int], keputusan: IsiKeputusan | None, *, by: Akun
) -> Pendelegasian:
    """Delegate; with ``keputusan`` the official decided and ``by`` records. Raises as ``delegasikan_penilai``."""
    return _berdasarkan(
        "delegasikan_penilai", keputusan, by, lambda k: delegasikan_penilai(isi, pegawai_ids, by=by, berdasarkan=k)
    )


def cabut_menurut_surat(
    surat: Pendelegasian, sejak: dt.date, alasan: str, keputusan: IsiKeputusan | None, *, by: Akun
) -> Pendelegasian:
    """Withdraw a letter in the same two ways. Raises as ``cabut_delegasi``."""
    return _berdasarkan("cabut_delegasi", keputusan, by, lambda k: cabut_delegasi(surat, sejak, alasan, by=by, berdasarkan=k))


def _berdasarkan(
    tindakan: str, keputusan: IsiKeputusan | None, by: Akun, lakukan: Callable[[KeputusanTercatat | None], T]
) -> T:
    if keputusan is None:
        return lakukan(None)
    with simpan_berkas(keputusan.unggahan, untuk="layanan.keputusan", by=by) as berkas, transaction.atomic():
        return lakukan(_catat(tindakan, keputusan, berkas, by))


def _catat(tindakan: str, isi: IsiKeputusan, berkas: Berkas, by: Akun) -> KeputusanTercatat:
    berkas.save()
    tercatat = catat_keputusan(tindakan, isi.pejabat, nomor=isi.nomor, tanggal=isi.tanggal, berkas=berkas, by=by)
    berkas.untuk_id = tercatat.pk
    berkas.save(update_fields=["untuk_id"])
    return tercatat
