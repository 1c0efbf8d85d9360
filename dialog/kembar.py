"""The same content at several places: which evidence serves elsewhere too, and what the Inspektorat has to look into."""

from collections import defaultdict
from collections.abc import Collection

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Q

from dialog.aturan_bukti import Tempat, dipakai_di_tempat_lain
from dialog.models import Bukti


def bukti_kembar(bukti: Collection[Bukti]) -> set[int]:
    """Which of these serve elsewhere too (``aturan_bukti.dipakai_di_tempat_lain``). One query; none without files."""
    sidik = {b.berkas.sha256 for b in bukti if b.berkas is not None}
    if not sidik:
        return set()
    return _terpakai_lagi(_tempat(sidik, Q(dihapus_pada__isnull=True))) & {b.pk for b in bukti}


def perlu_diperiksa(b: Bukti) -> bool:
    """Whether its content serves at two places, removed copies included, or was kept when it was removed. One query."""
    if b.berkas is None:
        return False
    disimpan = b.dihapus_pada is not None and b.berkas.dihapus_pada is None
    return disimpan or b.pk in _terpakai_lagi(_tempat({b.berkas.sha256}, Q()))


def _terpakai_lagi(per_isi: dict[str, list[Tempat]]) -> set[int]:
    return {ini.bukti for lain in per_isi.values() for ini in lain if dipakai_di_tempat_lain(ini, lain)}


def _tempat(sidik: Collection[str], mana: Q) -> dict[str, list[Tempat]]:
    semua = Bukti.objects.filter(mana, berkas__sha256__in=list(sidik)).order_by()
    periode = ArrayAgg("taut__realisasi__periode", distinct=True, filter=Q(taut__isnull=False), default=[])
    hasil: dict[str, list[Tempat]] = defaultdict(list)
    nilai = semua.annotate(periode=periode).values_list("berkas__sha256", "pk", "pemilik", "tim", "periode")
    for sha, pk, pemilik, tim, p in nilai:
        hasil[sha].append(Tempat(pk, pemilik, tim, frozenset(p)))
    return hasil


def sidik_kembar(paling_banyak: int) -> list[str]:
    """SHA-256 of contents that serve at more than one place, the latest first: cut by content, never within one. One query.

    The same rule as ``dipakai_di_tempat_lain``, as a condition: several copies that are not all of one team, or one copy in
    several periods.
    """
    ada = Bukti.objects.filter(dihapus_pada__isnull=True, berkas__isnull=False).order_by()
    per_isi = ada.values("berkas__sha256").annotate(n=Count("pk"), bertim=Count("tim"), macam=Count("tim", distinct=True))
    ganda = per_isi.filter(Q(bertim__lt=F("n")) | Q(macam__gt=1), n__gt=1)
    lintas = ada.annotate(n=Count("taut__realisasi__periode", distinct=True)).filter(n__gt=1)
    cocok = ada.filter(
        Q(berkas__sha256__in=ganda.values("berkas__sha256")) | Q(berkas__sha256__in=lintas.values("berkas__sha256"))
    )
    urut = cocok.values("berkas__sha256").annotate(akhir=Max("pada"), pk_akhir=Max("pk")).order_by("-akhir", "-pk_akhir")
    return list(urut.values_list("berkas__sha256", flat=True)[:paling_banyak])
