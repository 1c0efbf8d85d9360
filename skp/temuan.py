"""What is current in planning, and what of it is a finding: asked by the tree and by the coverage report with one answer."""

import datetime as dt

from django.db.models import BooleanField, Case, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When

from kinerja.organisasi.models import HubunganPenilai, UnitKerja
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.enums import TERBUKA, JenisRHK, StatusSKP
from skp.models import RHK, KolomMPPH, VersiSKP


class Baku(Func):
    """A sentence as it is compared, as ``kalimat.bentuk_baku``: case, spaces, punctuation and ``(J4)`` do not count."""

    template = (
        r"btrim(regexp_replace(lower(regexp_replace(%(expressions)s, '\([A-Za-z]{0,3}\d{1,3}\)', ' ', 'g')), '\W+', ' ', 'g'))"
    )
    output_field = TextField()


def hari_acuan(siklus: Siklus, hari: dt.date | None = None) -> dt.date:
    """Today (or ``hari``), brought into the year of the cycle."""
    return min(max(hari or jam.hari_ini(), dt.date(siklus.tahun, 1, 1)), dt.date(siklus.tahun, 12, 31))


def kini(awalan: str = "") -> Q:
    """Over what has a version at ``awalan``: it holds, or it is open and none of its SKP holds."""
    tetap = VersiSKP.objects.filter(skp=OuterRef(f"{awalan}skp"), status=StatusSKP.DITETAPKAN)
    return Q(**{f"{awalan}status": StatusSKP.DITETAPKAN}) | (Q(**{f"{awalan}status__in": TERBUKA}) & Q(~Exists(tetap)))


def rhk_kini(siklus: Siklus, hari: dt.date) -> QuerySet[RHK]:
    """RHK of current versions, of SKP that cover ``hari``."""
    return RHK.objects.filter(kini("versi__"), versi__skp__siklus=siklus, versi__skp__rentang__contains=hari)


def rhk_unit(unit: UnitKerja, siklus: Siklus, hari: dt.date) -> QuerySet[RHK]:
    """Those of the people of a unit and below it."""
    return rhk_kini(siklus, hari).filter(versi__skp__penugasan__unit__path__startswith=unit.path)


def dengan_temuan(rhk: QuerySet[RHK], siklus: Siklus, hari: dt.date) -> QuerySet[RHK]:
    """With the findings, each a boolean, in the same query.

    ``tanpa_induk``: names neither a leader's RHK nor a sasaran. ``induk_berakhir``: what it names ended with its SKP.
    ``tanpa_anak``: RHK utama of somebody who assesses others, nobody below supports it, and the matrix does not say that he
    does it himself. ``sama_induk``: word for word the leader's. ``menunggu``: the leader's text changed after it was agreed.
    """
    atas = rhk_kini(siklus, hari).filter(lini=OuterRef("induk_lini"))
    anak = rhk_kini(siklus, hari).filter(induk_lini=OuterRef("lini"))
    sendiri = KolomMPPH.objects.filter(lini_rhk=OuterRef("lini"), dikerjakan_sendiri=True, lini_iki__isnull=True)
    menilai = HubunganPenilai.objects.pada(hari).filter(penilai=OuterRef("versi__skp__pegawai"))
    sejak = RHK.objects.filter(lini=OuterRef("induk_lini"), versi__status=StatusSKP.DITETAPKAN)
    utama, berinduk = Q(jenis=JenisRHK.UTAMA), Q(induk_lini__isnull=False)
    ada = rhk.annotate(
        induk_teks=Subquery(atas.values("uraian")[:1]),
        induk_sejak=Subquery(sejak.values("isi_sejak")[:1]),
        teks_baku=Baku("uraian"),
        induk_baku=Baku(Subquery(atas.values("uraian")[:1])),
    )
    return ada.annotate(
        tanpa_induk=_ya(utama & Q(induk_lini__isnull=True, sasaran__isnull=True)),
        induk_berakhir=_ya(berinduk & Q(induk_teks__isnull=True)),
        tanpa_anak=_ya(utama & Q(Exists(menilai)) & Q(~Exists(anak)) & Q(~Exists(sendiri))),
        sama_induk=_ya(berinduk & ~Q(teks_baku="") & Q(teks_baku=F("induk_baku"))),
        menunggu=_ya(
            Q(versi__status__in=[StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN], induk_sejak__isnull=False)
            & (Q(induk_versi_disepakati__isnull=True) | Q(induk_sejak__gt=F("induk_versi_disepakati__nomor")))
        ),
    )


def _ya(syarat: Q) -> Case:
    return Case(When(syarat, then=Value(True)), default=Value(False), output_field=BooleanField())


TEMUAN = ("tanpa_induk", "induk_berakhir", "tanpa_anak", "sama_induk", "menunggu")


def hitung_temuan(unit: UnitKerja, siklus: Siklus, hari: dt.date) -> dict[str, int]:
    """How many of each finding in a unit and below it, and ``rhk``: of how many. One query."""
    hasil = dict.fromkeys(("rhk", *TEMUAN), 0)
    semua = dengan_temuan(rhk_unit(unit, siklus, hari), siklus, hari).order_by()
    for b in semua.values(*TEMUAN).annotate(banyak=Count("pk")):
        hasil["rhk"] += b["banyak"]
        for nama in TEMUAN:
            hasil[nama] += b["banyak"] if b[nama] else 0
    return hasil
