""" "Bantu isi": who may draft for whom. Later apps ask ``boleh_membantu`` before they let somebody else write a draft."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kinerja.layanan.models import IzinBantu
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Daftar

#: A consent for all of one's forms.
SEMUA = "SEMUA"


@dataclass(frozen=True, slots=True)
class IsianTerbantu:
    """A form that a helper may draft: ``nama`` is the scope that ``boleh_membantu`` is asked for, ``judul`` its name."""

    nama: str
    judul: str


#: Filled by the apps whose forms ask ``boleh_membantu``; while it is empty the screen says that there is nothing to draft yet.
ISIAN: Daftar[IsianTerbantu] = Daftar("Isian yang dapat dibantu")


def izin_aktif(pada: dt.date) -> QuerySet[IzinBantu]:
    """Consents that hold on a date and were not withdrawn."""
    return IzinBantu.objects.pada(pada).filter(dicabut_pada__isnull=True)


def boleh_membantu(akun: Akun, pemilik: Pegawai, lingkup: str = SEMUA, objek_id: int | None = None) -> bool:
    """Whether ``akun`` may draft for ``pemilik`` in ``lingkup`` (say ``skp``) today, by the owner's consent.

    A consent for everything covers every scope; one for a scope covers all its objects unless it names one. Confirming is
    never covered: only the owner's own sign-in does that.
    """
    if akun.pegawai_id is None or not akun.is_active or akun.pegawai_id == pemilik.pk:
        return False
    cakup = Q(lingkup=SEMUA) | Q(lingkup=lingkup)
    sasaran = Q(objek_id__isnull=True) | Q(objek_id=objek_id)
    return izin_aktif(jam.hari_ini()).filter(cakup, sasaran, pemilik=pemilik, pembantu_id=akun.pegawai_id).exists()
