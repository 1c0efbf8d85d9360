"""An IKI and its manual."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak
from skp.actions.dasar import bersihkan, kunci_untuk_isi, naikkan, terapkan
from skp.actions.isi.dasar import baris_kini, dari_pk, periksa_kendali, periksa_penuh, polos, urut_berikut
from skp.aturan import IKI_MAKS, urai_target
from skp.enums import BentukSKP, Pendekatan
from skp.models import IKI, RHK, IndikatorPK, LiniIKI, ManualIndikator, VersiSKP

FIELD_IKI = (
    "uraian", "aspek", "perspektif", "target_teks", "satuan", "arah", "pola_ukur", "bukti_disepakati", "indikator_pk",
)  # fmt: skip
FIELD_MANUAL = ("tujuan", "definisi", "formula", "satuan", "kendali", "sumber_data", "periode", "unit_data")


@transaction.atomic
def tambah_iki(
    rhk: RHK, *, by: Akun | None, kunci: str | None = None, lain: Mapping[str, Any] | None = None, **isi: Any
) -> IKI:
    """A new measure at the end; the same ``kunci`` gives the same row. ``isi``: fields of ``FIELD_IKI``."""
    versi = kunci_untuk_isi(rhk.versi, by)
    baris_kini(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    if kunci and (ada := IKI.objects.filter(rhk=rhk, lini__kunci=kunci).first()):
        return ada
    milik = IKI.objects.filter(rhk=rhk)
    periksa_penuh(milik.count(), IKI_MAKS, "indikator pada satu RHK")
    lini = LiniIKI.objects.get_or_create(lini_rhk_id=rhk.lini_id, kunci=kunci[:36])[0] if kunci else None
    iki = IKI(rhk=rhk, lini=lini or LiniIKI.objects.create(lini_rhk_id=rhk.lini_id), urut=urut_berikut(milik))
    for k, v in bersihkan(IKI, isi, FIELD_IKI).items():
        setattr(iki, k, v)
    iki.lain = dict(lain or {})
    _sesuaikan_iki(iki, versi)
    _periksa_indikator(iki, versi)
    iki.save()
    naikkan(versi)
    return iki


@transaction.atomic
def ubah_iki(
    iki: IKI,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> IKI:
    """Write fields of ``FIELD_IKI``; like ``ubah_rhk``."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    kini = baris_kini(IKI.objects.filter(rhk__versi=versi), iki.pk, "Indikator")
    ubah = terapkan(kini, bersihkan(IKI, isi, FIELD_IKI), sunting=sunting, semula=polos(IKI, semula, FIELD_IKI))
    if not ubah:
        return kini
    _sesuaikan_iki(kini, versi)
    if "indikator_pk_id" in ubah:
        _periksa_indikator(kini, versi)
    kini.save(update_fields={*ubah, "target_angka"})
    naikkan(versi)
    return kini


def _sesuaikan_iki(iki: IKI, versi: VersiSKP) -> None:
    """The number behind the target; and only what the form has: perspektif for JPT, else aspek when it is quantitative."""
    iki.target_angka = urai_target(iki.target_teks)
    if versi.skp.bentuk == BentukSKP.JPT and iki.aspek:
        raise Ditolak("Formulir ini memakai perspektif, bukan aspek. Pilih perspektifnya.")
    if versi.skp.bentuk == BentukSKP.JA_JF and iki.perspektif:
        raise Ditolak("Formulir ini memakai aspek, bukan perspektif. Pilih aspeknya.")
    if versi.skp.bentuk == BentukSKP.JA_JF and versi.pendekatan == Pendekatan.KUALITATIF and iki.aspek:
        raise Ditolak("SKP kualitatif tidak memakai aspek. Ganti pendekatannya, atau kosongkan aspek.")


def _periksa_indikator(iki: IKI, versi: VersiSKP) -> None:
    milik = IndikatorPK.objects.filter(dari_pk(versi, "sasaran__pk_unit"), lini=iki.indikator_pk_id)
    if iki.indikator_pk_id is not None and not milik.exists():
        raise Ditolak("Indikator itu bukan milik Perjanjian Kinerja unit Anda pada tahun ini. Pilih lagi dari daftar.")


@transaction.atomic
def hapus_iki(iki: IKI, *, by: Akun | None) -> None:
    """Take the measure out of the draft. Gone already: nothing happens."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    if IKI.objects.filter(rhk__versi=versi, pk=iki.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def simpan_manual(iki: IKI, isi: Mapping[str, Any], *, by: Akun | None) -> ManualIndikator:
    """Write fields of the Manual Indikator Kinerja of an IKI; it is made when missing. Only JPT have one (5.9)."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    if versi.skp.bentuk != BentukSKP.JPT:
        raise Ditolak("Manual indikator hanya ada pada SKP JPT dan pimpinan unit kerja mandiri.")
    kini = baris_kini(IKI.objects.filter(rhk__versi=versi), iki.pk, "Indikator")
    manual = ManualIndikator.objects.filter(iki=iki).first() or ManualIndikator(iki=iki, satuan=kini.satuan)
    bersih = bersihkan(ManualIndikator, isi, FIELD_MANUAL)
    periksa_kendali(versi, bersih)
    if manual.pk and all(getattr(manual, k) == v for k, v in bersih.items()):
        return manual
    for k, v in bersih.items():
        setattr(manual, k, v)
    manual.save()
    naikkan(versi)
    return manual
