"""What of a person the directory shows to whom: conditions for lists, so that a list shows no more than the page of one person.

Name, position, unit and the direct assessor are open to everyone who is signed in. Why somebody is away, by which SK, and the
rest of the chain are for the one himself, those above him in the chain of assessors, the admins above his unit, BKPSDM and
auditors: the rule ``organisasi.lihat_rantai_penilai``, here as a condition. His NIP (it tells birth and sex) also for whoever
holds a role or leads there.
"""

import re

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, Penugasan
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak
from kinerja.organisasi.queries import URUT_SIFAT

#: What everybody reads of somebody in a special time.
TIDAK_BERTUGAS = "Sedang tidak bertugas"
_SEMUA = Q(pk__isnull=False)
_TIADA = Q(pk__in=[])
_NIP = 18
#: The first two digits tell only a century.
_SEBAGIAN_NIP = re.compile(r"(?<!\d)\d{3,17}(?!\d)")
#: UNION, not UNION ALL: a chain that goes in a circle ends.
_BAWAHAN = """
    WITH RECURSIVE bawah(id) AS (
        SELECT pegawai_id FROM organisasi_hubunganpenilai WHERE penilai_id = %s AND berlaku @> %s::date
        UNION
        SELECT h.pegawai_id FROM organisasi_hubunganpenilai h JOIN bawah b ON h.penilai_id = b.id AND h.berlaku @> %s::date
    )
    SELECT id FROM bawah
"""


def keadaan_terlihat(akun: Akun) -> Q:
    """Over ``Pegawai``: of whom ``akun`` may know why they are away."""
    h = hak(akun)
    if h.admin_bkpsdm or h.auditor:
        return _SEMUA
    return _sendiri_dan_bawahan(h) | _bertugas_di(h, h.wilayah_admin)


def nip_terlihat(akun: Akun) -> Q:
    """Over ``Pegawai``: whose NIP ``akun`` may read."""
    return keadaan_terlihat(akun) | _bertugas_di(hak(akun), wilayah_daftar(akun))


def wilayah_daftar(akun: Akun) -> tuple[str, ...]:
    """Paths below which one may take the list of people as a file: where one holds a role, and the units one leads."""
    h = hak(akun)
    wilayah = h.wilayah(*Peran)
    return wilayah if SELURUH_KABUPATEN in wilayah else (*wilayah, *h.memimpin)


def daftar_terunduh(akun: Akun) -> Q:
    """Over ``Pegawai``: who is in the file."""
    return _bertugas_di(hak(akun), wilayah_daftar(akun))


def dengan_hak_baca(pegawai: QuerySet[Pegawai], akun: Akun) -> QuerySet[Pegawai]:
    """With ``boleh_keadaan`` and ``boleh_nip``: what of each row ``akun`` may see, in the same query."""
    return pegawai.annotate(
        boleh_keadaan=ExpressionWrapper(keadaan_terlihat(akun), BooleanField()),
        boleh_nip=ExpressionWrapper(nip_terlihat(akun), BooleanField()),
    )


def kata_cari(akun: Akun, kata: str) -> str:
    """``kata``, or nothing when a part of a NIP is asked for by somebody who reads no NIPs: its digits tell when one was born.

    The whole NIP of somebody, which one knows already, finds him.
    """
    if wilayah_daftar(akun):
        return kata
    if re.fullmatch(r"[\d\s.\-]+", kata):
        return kata if len(re.sub(r"\D", "", kata)) == _NIP else ""
    return "" if sebagian_nip(kata) else kata


def sebagian_nip(kata: str) -> bool:
    """Whether a word of ``kata`` may be the beginning of a NIP, so that finding somebody by it tells when he was born."""
    return _SEBAGIAN_NIP.search(kata) is not None


def _sendiri_dan_bawahan(h: Hak) -> Q:
    if h.pegawai_id is None:
        return _TIADA
    diri = Q(pk=h.pegawai_id)
    return diri | Q(pk__in=RawSQL(_BAWAHAN, (h.pegawai_id, h.hari, h.hari))) if h.menilai else diri


def _bertugas_di(h: Hak, wilayah: tuple[str, ...]) -> Q:
    """By the main post, as ``organisasi.rules.diurus`` judges one person."""
    if SELURUH_KABUPATEN in wilayah:
        return _SEMUA
    tempat = Q(pk__in=[])
    for path in wilayah:
        tempat |= Q(unit__path__startswith=path)
    kini = Penugasan.objects.pada(h.hari)
    utama = kini.filter(pegawai=OuterRef("pegawai")).order_by(URUT_SIFAT, "pk").values("pk")[:1]
    return Q(Exists(kini.filter(tempat, pegawai=OuterRef("pk"), pk=Subquery(utama)))) if wilayah else _TIADA
