"""Copy content from one version to another: the same lineage for a new version of an SKP, a new one for another SKP."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from skp.enums import Penulis
from skp.models import (
    IKI,
    RHK,
    Lampiran,
    LiniIKI,
    LiniRHK,
    ManualIndikator,
    PerilakuSKP,
    StandarUnggul,
    Strategi,
    VersiSKP,
)

_ISI_IKI = (
    "urut", "aspek", "perspektif", "uraian", "target_teks", "target_angka", "satuan", "arah", "pola_ukur",
    "bukti_disepakati", "indikator_pk_id", "lain",
)  # fmt: skip
_ISI_RHK = (
    "jenis", "urut", "uraian", "penugasan_dari", "sasaran_id", "induk_lini_id", "induk_iki_id",
    "induk_versi_disepakati_id", "rhk_pimpinan_teks", "metode", "keluaran", "kendali", "untuk_plt", "sel_id",
    "isi_sejak", "lain",
)  # fmt: skip
_ISI_MANUAL = ("tujuan", "definisi", "formula", "satuan", "kendali", "sumber_data", "periode", "unit_data")


def salin_isi(dari: VersiSKP, ke: VersiSKP) -> None:
    """The whole content, row by row, with the same lineage."""
    salin_rhk(RHK.objects.filter(versi=dari), ke)
    salin_perilaku(dari, ke)
    salin_lampiran(dari, ke)


def salin_perilaku(dari: VersiSKP, ke: VersiSKP) -> None:
    """The Ekspektasi Khusus of each value; rows that ``ke`` has already are filled."""
    ada = {p.nilai: p for p in PerilakuSKP.objects.filter(versi=ke)}
    for p in PerilakuSKP.objects.filter(versi=dari):
        baris = ada.get(p.nilai) or PerilakuSKP(versi=ke, nilai=p.nilai)
        baris.ekspektasi = p.ekspektasi
        baris.save()


def salin_lampiran(dari: VersiSKP, ke: VersiSKP) -> None:
    """The rows of the lampiran."""
    Lampiran.objects.bulk_create(
        Lampiran(versi=ke, jenis=x.jenis, urut=x.urut, uraian=x.uraian) for x in Lampiran.objects.filter(versi=dari)
    )


def salin_rhk(rhk: models.QuerySet[RHK], ke: VersiSKP, *, urut_mulai: int = 0) -> list[RHK]:
    """RHK with everything below them. In the same SKP the lineage goes on; in another one a new lineage begins."""
    hasil = []
    for r in (
        rhk.select_related("lini__skp__penugasan").prefetch_related("iki__manual", "strategi", "standar").order_by("urut", "pk")
    ):
        sama = r.lini.skp_id == ke.skp_id
        baru = RHK(versi=ke, lini=r.lini if sama else LiniRHK.objects.create(skp=ke.skp), **_nilai(r, _ISI_RHK))
        if not sama:
            _lepaskan(baru, r, ke)
        baru.urut += urut_mulai
        baru.save()
        _salin_bawah(r, baru, sama)
        hasil.append(baru)
    return hasil


def _lepaskan(baru: RHK, dari: RHK, ke: VersiSKP) -> None:
    """In another SKP the link upward is chosen anew, for its leader may be another; the text goes with it."""
    baru.induk_lini_id = baru.induk_iki_id = baru.induk_versi_disepakati_id = baru.sel_id = None
    if not _sama_pk(dari, ke):
        baru.sasaran_id = None
    baru.isi_sejak = ke.nomor


def _sama_pk(dari: RHK, ke: VersiSKP) -> bool:
    """Both forms promise the same Perjanjian Kinerja: of one unit in one year."""
    lama = dari.lini.skp
    return (lama.siklus_id, lama.penugasan.unit_id) == (ke.skp.siklus_id, ke.skp.penugasan.unit_id)


def _salin_bawah(r: RHK, baru: RHK, sama: bool) -> None:
    for i in r.iki.all():
        lini = i.lini if sama else LiniIKI.objects.create(lini_rhk=baru.lini)
        nilai = _nilai(i, _ISI_IKI)
        if not sama and not _sama_pk(r, baru.versi):
            nilai["indikator_pk_id"] = None
        iki = IKI.objects.create(rhk=baru, lini=lini, **nilai)
        manual = getattr(i, "manual", None)
        if manual is not None:
            ManualIndikator.objects.create(iki=iki, **_nilai(manual, _ISI_MANUAL))
    Strategi.objects.bulk_create(Strategi(rhk=baru, urut=s.urut, uraian=s.uraian) for s in r.strategi.all())
    # What a leader wrote for somebody else, or last year, he has not written here.
    standar = [s for s in r.standar.all() if sama or s.penulis == Penulis.PEGAWAI]
    StandarUnggul.objects.bulk_create(StandarUnggul(rhk=baru, penulis=s.penulis, uraian=s.uraian) for s in standar)


def _nilai(baris: models.Model, kolom: Iterable[str]) -> dict[str, Any]:
    return {k: getattr(baris, k) for k in kolom}
