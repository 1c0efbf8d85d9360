"""Accounts as an admin sees them: the people of his subtree, and what each account's state is."""

import datetime as dt
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from kinerja.organisasi.models import Akun, Pegawai, PeranAkun
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import bertugas_di_bawah, pegawai_bekerja, penugasan_pada
from kinerja.plumbing import jam

BELUM_ADA, BELUM_AKTIF, AKTIF, NONAKTIF = "belum_ada", "belum_aktif", "aktif", "nonaktif"
KEADAAN = {
    BELUM_ADA: ("Belum ada akun", ""),
    BELUM_AKTIF: ("Belum diaktifkan", "info"),
    AKTIF: ("Aktif", "ok"),
    NONAKTIF: ("Dinonaktifkan", "galat"),
}
SARING: dict[str, Q] = {
    BELUM_ADA: Q(akun__isnull=True),
    BELUM_AKTIF: Q(akun__is_active=True, akun__aktif_sejak__isnull=True),
    AKTIF: Q(akun__is_active=True, akun__aktif_sejak__isnull=False),
    NONAKTIF: Q(akun__is_active=False),
}


def keadaan(akun: Akun | None) -> str:
    """One of ``KEADAAN``."""
    if akun is None:
        return BELUM_ADA
    if not akun.is_active:
        return NONAKTIF
    return AKTIF if akun.aktif_sejak else BELUM_AKTIF


def orang_diurus(by: Akun) -> QuerySet[Pegawai]:
    """Working people of the subtrees that ``by`` administers."""
    hari = jam.hari_ini()
    orang = pegawai_bekerja(hari)
    wilayah = hak(by).wilayah_admin
    if SELURUH_KABUPATEN in wilayah:
        return orang
    syarat = Q(pk__in=[])
    for path in wilayah:
        syarat |= Q(bertugas_di_bawah(path, hari))
    return orang.filter(syarat)


def akun_luar(by: Akun) -> QuerySet[Akun]:
    """Accounts without a person: BKPSDM's."""
    luar = Akun.objects.filter(pegawai__isnull=True).order_by("nama", "pk")
    return luar if hak(by).admin_bkpsdm else luar.none()


def lengkap(orang: QuerySet[Pegawai], hari: dt.date) -> QuerySet[Pegawai]:
    """With account, postings (``penugasan_kini``) and today's roles (``akun.peran_kini``): three queries."""
    peran = PeranAkun.objects.pada(hari).select_related("unit").order_by("peran")
    return orang.select_related("akun").prefetch_related(
        Prefetch("penugasan", penugasan_pada(hari), to_attr="penugasan_kini"),
        Prefetch("akun__peran_akun", peran, to_attr="peran_kini"),
    )


def hitung_keadaan(by: Akun) -> dict[str, int]:
    """How many people stand in each state, in one query."""
    return dict(orang_diurus(by).aggregate(**{k: Count("pk", filter=q) for k, q in SARING.items()}))


def get_akun(by: Akun, pk: int) -> Akun:
    """An account that ``by`` may look at: of a person whom he looks after, or an outside one for BKPSDM. Else 404."""
    akun = Akun.objects.select_related("pegawai").filter(pk=pk).first()
    if akun is None or not _terlihat(by, akun):
        raise Http404
    return akun


def _terlihat(by: Akun, akun: Akun) -> bool:
    if akun.pegawai_id is None:
        return hak(by).admin_bkpsdm
    return hak(by).admin_bkpsdm or orang_diurus(by).filter(pk=akun.pegawai_id).exists()


def get_orang(by: Akun, pk: int) -> Pegawai:
    """A person whom ``by`` looks after, with or without an account. Else 404."""
    orang: Any = orang_diurus(by).filter(pk=pk).first()
    if orang is None:
        raise Http404
    return orang


def get_peran(by: Akun, pk: int) -> PeranAkun:
    """A role of an account that ``by`` may look at. Else 404."""
    baris = PeranAkun.objects.select_related("akun__pegawai", "unit").filter(pk=pk).first()
    if baris is None or not _terlihat(by, baris.akun):
        raise Http404
    return baris
