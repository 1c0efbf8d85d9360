"""Letters of delegation and recorded decisions: who may see which, and what a decision was about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, Pendelegasian, Penugasan
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak
from kinerja.plumbing.daftar import Daftar

_SURAT: str = Pendelegasian._meta.label_lower


@dataclass(frozen=True, slots=True)
class ObjekKeputusan:
    """What a recorded decision can be about: ``nama`` is the model's label; who sees such objects; (words, URL) of one."""

    nama: str
    terlihat: Callable[[Akun], QuerySet[Any]]
    tampil: Callable[[int], tuple[str, str]]


#: Filled by the floors and apps whose acts take a decision on paper.
OBJEK: Daftar[ObjekKeputusan] = Daftar("Objek keputusan tercatat")


def delegasi_terlihat(akun: Akun) -> QuerySet[Pendelegasian]:
    """Letters that one recorded or assesses by, that concern oneself or people of one's own area, or all for overseers.

    A membership counts while it has not ended, and a person counts for the unit in which he works today: a letter of last year
    does not follow him to where he worked then or works now.
    """
    h = hak(akun)
    wilayah = h.wilayah(*Peran)
    if SELURUH_KABUPATEN in wilayah:
        return Pendelegasian.objects.all()
    boleh = Q(oleh=akun) if h.masuk else Q(pk__in=[])
    if h.pegawai_id is not None:
        boleh |= Q(penilai_id=h.pegawai_id) | Q(unit_penilai__in=h.data.memimpin_id)
    return Pendelegasian.objects.filter(boleh | Q(pk__in=_anggota_sendiri(h, wilayah).values("pendelegasian_id")))


def anggota_berjalan(h: Hak) -> QuerySet[AnggotaPendelegasian]:
    """Memberships of letters that hold or are still to come."""
    return AnggotaPendelegasian.objects.filter(Q(berlaku__endswith__isnull=True) | Q(berlaku__endswith__gt=h.hari))


def _anggota_sendiri(h: Hak, wilayah: tuple[str, ...]) -> QuerySet[AnggotaPendelegasian]:
    tempat = Q(pk__in=[])
    for path in wilayah:
        tempat |= Q(unit__path__startswith=path)
    bertugas = Penugasan.objects.pada(h.hari).filter(tempat, pegawai=OuterRef("pegawai_id"))
    return anggota_berjalan(h).filter(Q(pegawai_id=h.pegawai_id) | Exists(bertugas))


def keputusan_terlihat(akun: Akun) -> QuerySet[KeputusanTercatat]:
    """Decisions for BKPSDM and auditors; else those that one recorded or took, or whose object one may see."""
    h = hak(akun)
    if h.admin_bkpsdm or h.auditor:
        return KeputusanTercatat.objects.all()
    if not h.masuk:
        return KeputusanTercatat.objects.none()
    boleh = Q(oleh=akun)
    for objek in OBJEK:
        boleh |= Q(objek_jenis=objek.nama, objek_id__in=objek.terlihat(akun).values("pk"))
    if h.pegawai_id is not None:
        boleh |= Q(pejabat_id=h.pegawai_id)
    return KeputusanTercatat.objects.filter(boleh)


def objek_keputusan(keputusan: KeputusanTercatat) -> tuple[str, str]:
    """(words, URL) of what was decided about; the URL is empty when it has no page of its own."""
    if keputusan.objek_id is None or keputusan.objek_jenis not in OBJEK:
        return "", ""
    return OBJEK[keputusan.objek_jenis].tampil(keputusan.objek_id)


def _tampil_surat(pk: int) -> tuple[str, str]:
    surat = Pendelegasian.objects.filter(pk=pk).first()
    return (str(surat), reverse("layanan:delegasi", args=[surat.pk])) if surat else ("", "")


SURAT = ObjekKeputusan(_SURAT, delegasi_terlihat, _tampil_surat)
