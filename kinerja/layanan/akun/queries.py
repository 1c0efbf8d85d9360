"""Accounts as an admin sees them: the people of his subtree, and what each account's state is."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai, Penugasan, PeranAkun
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import URUT_SIFAT, bertugas_di_bawah, penugasan_pada
from kinerja.organisasi.rules import IZIN
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh

BELUM_ADA, BELUM_AKTIF, AKTIF, NONAKTIF, BERHENTI = "belum_ada", "belum_aktif", "aktif", "nonaktif", "berhenti"
KEADAAN = {
    BELUM_ADA: ("Belum ada akun", ""),
    BELUM_AKTIF: ("Belum diaktifkan", "info"),
    AKTIF: ("Aktif", "ok"),
    NONAKTIF: ("Dinonaktifkan", "galat"),
    BERHENTI: ("Sudah berhenti", ""),
}
#: Of people who still work; who has left, ``sudah_berhenti`` says.
SARING: dict[str, Q] = {
    BELUM_ADA: Q(akun__isnull=True),
    BELUM_AKTIF: Q(akun__is_active=True, akun__aktif_sejak__isnull=True),
    AKTIF: Q(akun__is_active=True, akun__aktif_sejak__isnull=False),
    NONAKTIF: Q(akun__is_active=False),
}


def sudah_berhenti(hari: dt.date) -> Q:
    """People who have left by ``hari``."""
    return Q(berhenti_sejak__lte=hari)


def keadaan(akun: Akun | None) -> str:
    """One of ``KEADAAN``."""
    if akun is None:
        return BELUM_ADA
    if akun.pegawai and akun.pegawai.berhenti_sejak and akun.pegawai.berhenti_sejak <= jam.hari_ini():
        return BERHENTI
    if not akun.is_active:
        return NONAKTIF
    return AKTIF if akun.aktif_sejak else BELUM_AKTIF


def bertugas_utama_di(orang: QuerySet[Pegawai], wilayah: Iterable[str]) -> QuerySet[Pegawai]:
    """Those whose main post today lies in one of the subtrees. A Plt. or tugas tambahan there is not enough."""
    hari = jam.hari_ini()
    utama = Penugasan.objects.pada(hari).filter(pegawai=OuterRef("pk")).order_by(URUT_SIFAT, "pk")
    ada, di_sana = Q(pk__in=[]), Q(pk__in=[])
    for path in wilayah:
        ada |= Q(bertugas_di_bawah(path, hari))
        di_sana |= Q(path_utama__startswith=path)
    # The first condition is cheap and wide, so that the main post is sought for few.
    return orang.filter(ada).alias(path_utama=Subquery(utama.values("unit__path")[:1])).filter(di_sana)


def orang_wilayah(by: Akun) -> QuerySet[Pegawai]:
    """ASN of the subtrees that ``by`` administers, those who have left included."""
    orang = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    wilayah = hak(by).wilayah_admin
    return orang if SELURUH_KABUPATEN in wilayah else bertugas_utama_di(orang, wilayah)


def orang_diurus(by: Akun) -> QuerySet[Pegawai]:
    """Those of ``orang_wilayah`` who work."""
    return orang_wilayah(by).exclude(sudah_berhenti(jam.hari_ini()))


def orang_berhenti(by: Akun) -> QuerySet[Pegawai]:
    """Those of ``orang_wilayah`` who have left and still have an account."""
    return orang_wilayah(by).filter(sudah_berhenti(jam.hari_ini()), akun__isnull=False)


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
    """How many people stand in each state, in two queries."""
    jumlah = orang_diurus(by).aggregate(**{k: Count("pk", filter=q) for k, q in SARING.items()})
    return {**jumlah, BERHENTI: orang_berhenti(by).count()}


# -- the only door to an account


def get_akun(by: Akun, pk: int, izin: str) -> Akun:
    """An account that ``by`` may look at, for the act ``izin`` (a key of ``organisasi.rules.IZIN``).

    404 unless it is of a person whom he looks after, or an outside one for BKPSDM. ``TidakBoleh`` for an act not his.
    """
    akun = Akun.objects.select_related("pegawai").filter(pk=pk).first()
    if akun is None or not IZIN["lihat_satu_akun"].test(by, akun):
        raise Http404
    _pastikan(by, akun, izin)
    return akun


def get_orang(by: Akun, pk: int, izin: str) -> Pegawai:
    """A person whom ``by`` looks after, with or without an account. Else 404."""
    orang: Any = orang_wilayah(by).filter(pk=pk).first()
    if orang is None:
        raise Http404
    _pastikan(by, orang, izin)
    return orang


def get_peran(by: Akun, pk: int) -> PeranAkun:
    """A role of an account that ``by`` may look at, to end it. Else 404."""
    baris = PeranAkun.objects.select_related("akun__pegawai", "unit").filter(pk=pk).first()
    if baris is None:
        raise Http404
    get_akun(by, baris.akun_id, "atur_peran")
    return baris


def _pastikan(by: Akun, objek: Akun | Pegawai, izin: str) -> None:
    if not IZIN[izin].test(by, objek):
        raise TidakBoleh(
            "Akun ini bukan urusan Anda: akun Anda sendiri, akun atasan Anda, "
            "atau perannya setara atau lebih luas. Hubungi BKPSDM."
        )
