"""Below an RHK: strategi, and what would count as exceeding."""

from collections.abc import Sequence

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import SudahBerubah, TidakBoleh
from skp.actions.dasar import kunci_untuk_isi, kunci_versi, naikkan, pastikan, periksa_panjang, rapikan
from skp.actions.isi.dasar import baris_kini, periksa_penuh
from skp.aturan import LAMPIRAN_MAKS
from skp.enums import Penulis
from skp.models import RHK, StandarUnggul, Strategi
from skp.rules import penilai_skp


@transaction.atomic
def simpan_strategi(rhk: RHK, uraian: Sequence[str], *, by: Akun | None) -> list[Strategi]:
    """Replace the strategies of an RHK; empty lines are left out."""
    versi = kunci_untuk_isi(rhk.versi, by)
    baris_kini(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    teks = [periksa_panjang("Strategi", t) for t in map(rapikan, uraian) if t]
    periksa_penuh(len(teks), LAMPIRAN_MAKS + 1, "strategi pada satu RHK")
    lama = list(Strategi.objects.filter(rhk=rhk).order_by("urut", "pk"))
    if [s.uraian for s in lama] == teks:
        return lama
    Strategi.objects.filter(rhk=rhk).delete()
    baru = Strategi.objects.bulk_create([Strategi(rhk=rhk, urut=n, uraian=t) for n, t in enumerate(teks, 1)])
    naikkan(versi)
    return baru


@transaction.atomic
def simpan_standar(rhk: RHK, penulis: Penulis | str, teks: str, *, by: Akun | None) -> StandarUnggul | None:
    """What would count as exceeding: the owner's own hand, or the leader's; an empty text takes it away.

    Raises ``TidakBoleh`` for another's hand, ``SudahBerubah`` when the form is signed.
    """
    versi = kunci_versi(rhk.versi)
    if not versi.dapat_disunting:
        raise SudahBerubah("SKP ini sudah diajukan atau ditetapkan. Standar ditulis sebelum itu. Muat ulang halaman.")
    if penulis == Penulis.PIMPINAN:
        if by is not None and not penilai_skp.test(by, versi):
            raise TidakBoleh("Standar menurut pimpinan ditulis oleh penilai.")
    else:
        pastikan(by, "isi", versi, "Standar menurut pegawai ditulis oleh pemilik SKP.")
    teks = periksa_panjang("Standar", rapikan(teks))
    if not teks:
        StandarUnggul.objects.filter(rhk=rhk, penulis=penulis).delete()
        naikkan(versi)
        return None
    hasil, _ = StandarUnggul.objects.update_or_create(rhk=rhk, penulis=penulis, defaults={"uraian": teks})
    naikkan(versi)
    return hasil
