"""The read side of planning: which versions one may see, and everything a form shows in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from kinerja.layanan.bantu import SEMUA, izin_aktif
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Pegawai, Penugasan
from kinerja.organisasi.peran import Hak, hak
from kinerja.organisasi.queries import penugasan_pada
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Putusan
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp.aturan import FaktaOrang, wajib_skp
from skp.enums import TERBUKA, TERKUNCI, KeadaanPerencanaan, StatusSKP
from skp.models import SKP, BarisMPPH, VersiSKP

#: The scope of "Bantu isi" that lets a helper draft an SKP.
LINGKUP_BANTU = "skp"

# -- who sees what

_BAWAHAN = """(
    WITH RECURSIVE bawah AS (
        SELECT h.pegawai_id FROM organisasi_hubunganpenilai h WHERE h.penilai_id = %s AND h.berlaku @> %s::date
        UNION
        SELECT h.pegawai_id FROM bawah b JOIN organisasi_hubunganpenilai h ON h.penilai_id = b.pegawai_id
        WHERE h.berlaku @> %s::date
    ) SELECT pegawai_id FROM bawah
)"""
_ATASAN = """(
    WITH RECURSIVE atas AS (
        SELECT h.penilai_id FROM organisasi_hubunganpenilai h WHERE h.pegawai_id = %s AND h.berlaku @> %s::date
        UNION
        SELECT h.penilai_id FROM atas a JOIN organisasi_hubunganpenilai h ON h.pegawai_id = a.penilai_id
        WHERE h.berlaku @> %s::date
    ) SELECT penilai_id FROM atas
)"""


def versi_terlihat(akun: Akun) -> QuerySet[VersiSKP]:
    """Versions of oneself, of all below in the chain of assessors, and of those one looks after.

    Auditors see what is signed by both. What is signed by both of one's superiors and of the colleagues in one's own unit is
    open, too: results are divided from the one, and copied from the other.
    """
    h = hak(akun)
    if not h.masuk:
        return VersiSKP.objects.none()
    if h.admin_bkpsdm:
        return VersiSKP.objects.all()
    return VersiSKP.objects.filter(_milik_dan_bawahan(h) | _diurus(h) | _terbuka_bagi_rekan(h))


def _milik_dan_bawahan(h: Hak) -> Q:
    if h.pegawai_id is None:
        return Q(pk__in=[])
    saya, hari = h.pegawai_id, h.hari
    boleh = Q(skp__pegawai=saya) | Q(penilai=saya) | Q(penetap=saya)
    izin = yang_dibantu(saya, hari)
    boleh |= Q(skp__pegawai__in=izin.filter(objek_id=None).values("pemilik_id")) | Q(skp__in=izin.values("objek_id"))
    return boleh | Q(skp__pegawai_id__in=RawSQL(_BAWAHAN, [saya, hari, hari])) if h.menilai else boleh


def _diurus(h: Hak) -> Q:
    boleh = Q(status__in=TERKUNCI) if h.auditor else Q(pk__in=[])
    wilayah = h.wilayah_admin
    if not wilayah:
        return boleh
    tempat = Q(pk__in=[])
    for path in wilayah:
        tempat |= Q(unit__path__startswith=path)
    bertugas = Penugasan.objects.pada(h.hari).filter(tempat).values("pegawai_id")
    return boleh | Q(skp__pegawai__in=bertugas)


def _terbuka_bagi_rekan(h: Hak) -> Q:
    if h.pegawai_id is None:
        return Q(pk__in=[])
    unit = Penugasan.objects.pada(h.hari).filter(pegawai=h.pegawai_id).values("unit_id")
    atas = RawSQL(_ATASAN, [h.pegawai_id, h.hari, h.hari])
    return Q(status=StatusSKP.DITETAPKAN) & (Q(skp__penugasan__unit__in=unit) | Q(skp__pegawai_id__in=atas))


def yang_dibantu(pegawai_id: int, hari: dt.date) -> QuerySet[Any]:
    """Consents by which the person may draft SKP of others today; ``objek_id``: of that SKP alone."""
    return izin_aktif(hari).filter(lingkup__in=[SEMUA, LINGKUP_BANTU], pembantu=pegawai_id)


def skp_terlihat(akun: Akun) -> QuerySet[SKP]:
    """SKP with a version that one may see."""
    return SKP.objects.filter(pk__in=versi_terlihat(akun).values("skp_id"))


# -- versions

_TERKINI = Case(
    *(When(status=s, then=Value(0)) for s in TERBUKA),
    When(status=StatusSKP.DITETAPKAN, then=Value(1)),
    When(status=StatusSKP.DIGANTI, then=Value(2)),
    default=Value(3),
)


def lengkap(versi: QuerySet[VersiSKP]) -> QuerySet[VersiSKP]:
    """With everything that a heading says: person, position, unit, assessor, year."""
    return versi.select_related(
        "skp__pegawai", "skp__siklus", "skp__penugasan__jabatan", "skp__penugasan__unit", "penilai", "penetap", "keputusan"
    )


def versi_kini(skp_ids: Iterable[int]) -> dict[int, VersiSKP]:
    """Per SKP the version that one works on: the open one, else the one that holds, else the newest."""
    hasil: dict[int, VersiSKP] = {}
    for v in lengkap(VersiSKP.objects.filter(skp__in=list(skp_ids))).order_by(_TERKINI, "-nomor"):
        hasil.setdefault(v.skp_id, v)
    return hasil


def versi_berlaku(skp_ids: Iterable[int]) -> dict[int, VersiSKP]:
    """Per SKP the version that holds (DITETAPKAN), where there is one."""
    return {v.skp_id: v for v in lengkap(VersiSKP.objects.ditetapkan().filter(skp__in=list(skp_ids)))}


# -- who assesses, who must plan


def penilai_kini(pegawai_id: int, hari: dt.date | None = None) -> Pegawai | None:
    """Who assesses a person on a date (default: today), as ``organisasi`` computed it."""
    cari = HubunganPenilai.objects.pada(hari or jam.hari_ini()).filter(pegawai=pegawai_id).select_related("penilai")
    ada: HubunganPenilai | None = cari.first()
    return ada.penilai if ada else None


def pemilik_induk_sah(pegawai_id: int, siklus_id: int, hari: dt.date) -> frozenset[int]:
    """Whose RHK a person may intervene: his assessor's, that of a leader whose matrix names him, his ketua tim's. One query."""
    penilai = HubunganPenilai.objects.pada(hari).filter(pegawai=pegawai_id).values_list("penilai_id")
    baris = BarisMPPH.objects.filter(pegawai=pegawai_id, mpph__skp__siklus=siklus_id).order_by()
    dari = [baris.values_list(x) for x in ("mpph__skp__pegawai_id", "induk__pegawai_id", "induk__tim__ketua_id")]
    return frozenset(pk for (pk,) in penilai.order_by().union(*dari) if pk and pk != pegawai_id)


def keadaan_orang(pegawai: Collection[int], siklus: Siklus, hari: dt.date) -> dict[int, Putusan[KeadaanPerencanaan]]:
    """Where each of the people stands in planning, in five queries for any number."""
    orang = Pegawai.objects.in_bulk(list(pegawai))
    fakta = fakta_orang(orang.values(), siklus, hari)
    ruang_gtk = parameter("guru_dikelola_ruang_gtk", hari).ya
    return {pk: wajib_skp(f, guru_di_ruang_gtk=ruang_gtk) for pk, f in fakta.items()}


def fakta_orang(orang: Iterable[Pegawai], siklus: Siklus, hari: dt.date) -> dict[int, FaktaOrang]:
    """What ``aturan.wajib_skp`` needs, in three queries."""
    semua = {p.pk: p for p in orang}
    tugas: dict[int, list[Penugasan]] = defaultdict(list)
    for t in penugasan_pada(hari).filter(pegawai__in=semua):
        tugas[t.pegawai_id].append(t)
    masa: dict[int, list[str]] = defaultdict(list)
    for pk, jenis in MasaKhusus.objects.pada(hari).filter(pegawai__in=semua).values_list("pegawai_id", "jenis"):
        masa[pk].append(jenis)
    status = _status_versi(semua, siklus, hari)
    return {pk: _fakta(p, tugas[pk], masa[pk], status.get(pk)) for pk, p in semua.items()}


def _fakta(p: Pegawai, tugas: list[Penugasan], masa: list[str], status: str | None) -> FaktaOrang:
    utama = tugas[0].jabatan if tugas else None
    lain = tuple(t.jabatan.nama for t in tugas[1:])
    return FaktaOrang(p.status, utama.jenis if utama else None, utama.nama if utama else "", lain, tuple(masa), status)


def _status_versi(pegawai: Iterable[int], siklus: Siklus, hari: dt.date) -> dict[int, str]:
    """Open version first, of the SKP that covers ``hari``, else of the latest one of the cycle."""
    versi = VersiSKP.objects.filter(skp__pegawai__in=list(pegawai), skp__siklus=siklus)
    versi = versi.filter(status__in=[*TERBUKA, StatusSKP.DITETAPKAN])
    mencakup = Case(When(skp__rentang__contains=hari, then=Value(0)), default=Value(1))
    hasil: dict[int, str] = {}
    for pk, status in versi.order_by(mencakup, "-skp__rentang", _TERKINI).values_list("skp__pegawai_id", "status"):
        hasil.setdefault(pk, status)
    return hasil


# -- upward


def induk_ke_atas(lini_id: int) -> dict[int, list[int]]:
    """Lineage -> lineages it hangs on, from ``lini_id`` upward, in one query."""
    with connection.cursor() as kursor:
        kursor.execute(_KE_ATAS, [lini_id])
        hasil: dict[int, list[int]] = defaultdict(list)
        for anak, induk in kursor.fetchall():
            hasil[anak].append(induk)
    return dict(hasil)


_KE_ATAS = """
    WITH RECURSIVE atas AS (
        SELECT r.lini_id, r.induk_lini_id FROM skp_rhk r JOIN skp_versiskp v ON v.id = r.versi_id
        WHERE r.lini_id = %s AND r.induk_lini_id IS NOT NULL AND v.status NOT IN ('BATAL', 'DIGANTI')
        UNION
        SELECT r.lini_id, r.induk_lini_id FROM atas a JOIN skp_rhk r ON r.lini_id = a.induk_lini_id
        JOIN skp_versiskp v ON v.id = r.versi_id
        WHERE r.induk_lini_id IS NOT NULL AND v.status NOT IN ('BATAL', 'DIGANTI')
    ) SELECT lini_id, induk_lini_id FROM atas
"""


def tugas_rencana(pegawai: Iterable[int], hari: dt.date) -> dict[int, Penugasan]:
    """The posting that each of the people plans for, in one query.

    Whoever heads a unit as tugas tambahan (a nurse who is kepala puskesmas) plans as its head, for his people hang on that
    plan; the assessor rule asks the same way (docs/keputusan/0002). Else it is the main posting.
    """
    hasil: dict[int, Penugasan] = {}
    for t in penugasan_pada(hari).filter(pegawai_id__in=list(pegawai)):
        kini = hasil.setdefault(t.pegawai_id, t)
        if t.memimpin and t.sifat == SifatPenugasan.TUGAS_TAMBAHAN and not kini.memimpin:
            hasil[t.pegawai_id] = t
    return hasil


def tugas_utama(pegawai_id: int, hari: dt.date) -> Penugasan | None:
    """The posting that one person plans for."""
    return tugas_rencana([pegawai_id], hari).get(pegawai_id)
