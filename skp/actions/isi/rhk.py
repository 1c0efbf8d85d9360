"""An RHK: added, changed, taken away, put in order; its link upward."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from skp.actions.dasar import bersihkan, kunci_untuk_isi, naikkan, terapkan
from skp.actions.isi.dasar import baris_kini, dari_pk, periksa_kendali, periksa_muat, polos, urut_berikut
from skp.aturan import melingkar
from skp.enums import TERKUNCI, StatusSKP
from skp.models import RHK, LiniIKI, LiniRHK, Sasaran, VersiSKP
from skp.queries import induk_ke_atas, pemilik_induk_sah, versi_berlaku

#: What may be typed into an RHK; everything else follows from acts.
FIELD_RHK = (
    "uraian", "jenis", "penugasan_dari", "sasaran", "induk_lini", "induk_iki", "rhk_pimpinan_teks",
    "metode", "keluaran", "kendali", "untuk_plt",
)  # fmt: skip
#: States of a leader's SKP in which his people may know its RHK.
_TERBACA_BAWAHAN = (StatusSKP.DIAJUKAN, *TERKUNCI)


@transaction.atomic
def tambah_rhk(
    versi: VersiSKP, *, by: Akun | None, jenis: str, kunci: str | None = None, lain: Mapping[str, Any] | None = None, **isi: Any
) -> RHK:
    """A new row at the end of its block. ``kunci``: the browser's own name of the row; the same name gives the same row.

    ``isi``: fields of ``FIELD_RHK``, and ``sel`` (the cell of a matrix it comes from). Raises ``Ditolak``, ``SudahBerubah``.
    """
    versi = kunci_untuk_isi(versi, by)
    sel = isi.pop("sel", None)
    if kunci and (ada := RHK.objects.filter(versi=versi, lini__kunci=kunci).first()):
        return ada
    if sel is not None and (ada := RHK.objects.filter(versi=versi, sel=sel).first()):
        return ada
    bersih = bersihkan(RHK, {"jenis": jenis, **isi}, FIELD_RHK)
    periksa_kendali(versi, bersih)
    periksa_muat(versi)
    lini = _lini_rhk(versi, kunci)
    rhk = RHK(versi=versi, lini=lini, urut=urut_berikut(RHK.objects.filter(versi=versi, jenis=jenis)), isi_sejak=versi.nomor)
    for k, v in bersih.items():
        setattr(rhk, k, v)
    rhk.sel = sel
    rhk.lain = dict(lain or {})
    _periksa_induk(rhk, versi, by)
    _periksa_sasaran(rhk, versi)
    rhk.save()
    naikkan(versi)
    return rhk


def _lini_rhk(versi: VersiSKP, kunci: str | None) -> LiniRHK:
    """Its identity; one that an earlier version of the SKP used for the same row is taken up again."""
    if kunci:
        return LiniRHK.objects.get_or_create(skp=versi.skp, kunci=kunci[:36])[0]
    return LiniRHK.objects.create(skp=versi.skp)


@transaction.atomic
def ubah_rhk(
    rhk: RHK,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> RHK:
    """Write fields of ``FIELD_RHK``. ``sunting``: the row's counter that the page knew; ``semula``: the values it showed.

    Raises ``Bentrok`` (with both values) when somebody else typed into the same place, ``Ditolak`` for a link upward that is
    not the leader's or goes round in a circle, ``SudahBerubah`` when the form is not a draft any more or the row is gone.
    """
    versi = kunci_untuk_isi(rhk.versi, by)
    kini = baris_kini(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    kini.versi = versi
    bersih = bersihkan(RHK, isi, FIELD_RHK)
    periksa_kendali(versi, bersih)
    ubah = terapkan(kini, bersih, sunting=sunting, semula=polos(RHK, semula, FIELD_RHK))
    if not ubah:
        return kini
    if {"induk_lini_id", "induk_iki_id"} & set(ubah):
        _periksa_induk(kini, versi, by)
        ubah += ["induk_iki", "induk_versi_disepakati"]
    if "sasaran_id" in ubah:
        _periksa_sasaran(kini, versi)
    if "uraian" in ubah:
        kini.isi_sejak = versi.nomor
        ubah.append("isi_sejak")
    if "jenis" in ubah:
        kini.urut = urut_berikut(RHK.objects.filter(versi=versi, jenis=kini.jenis))
        ubah.append("urut")
    kini.save(update_fields=set(ubah))
    naikkan(versi)
    return kini


def _periksa_induk(rhk: RHK, versi: VersiSKP, by: Akun | None) -> None:
    """The link upward: to the leader, or by the matrix to a ketua tim or another leader; never in a circle (5.3, 5.4)."""
    if rhk.induk_lini_id is None:
        rhk.induk_iki_id, rhk.induk_versi_disepakati = None, None
        return
    induk = LiniRHK.objects.select_related("skp").filter(pk=rhk.induk_lini_id).first()
    if induk is None:
        raise Ditolak("RHK pimpinan itu tidak ditemukan. Pilih lagi dari daftar.")
    sah = pemilik_induk_sah(versi.skp.pegawai_id, versi.skp.siklus_id, jam.hari_ini())
    if induk.skp.pegawai_id not in sah or induk.skp.siklus_id != versi.skp.siklus_id:
        raise Ditolak(
            "RHK itu bukan milik pimpinan Anda pada tahun ini. Pilih RHK penilai Anda, atau pimpinan di matriks Anda."
        )
    if by is not None and rhk.sel is None and not RHK.objects.filter(lini=induk, versi__status__in=_TERBACA_BAWAHAN).exists():
        raise Ditolak("RHK pimpinan itu belum diajukan, jadi belum dapat dipilih. Pilih RHK lain, atau tunggu pengajuannya.")
    if melingkar(rhk.lini_id, induk.pk, induk_ke_atas(induk.pk)):
        raise Ditolak("Pilihan ini membuat RHK saling mengintervensi berputar. Pilih RHK pimpinan yang lain.")
    if rhk.induk_iki_id is not None and not LiniIKI.objects.filter(pk=rhk.induk_iki_id, lini_rhk=induk).exists():
        rhk.induk_iki_id = None
    rhk.induk_versi_disepakati = versi_berlaku([induk.skp_id]).get(induk.skp_id)


def _periksa_sasaran(rhk: RHK, versi: VersiSKP) -> None:
    """Only a sasaran of the Perjanjian Kinerja in force of the owner's unit or one above it, of the year of the SKP."""
    if rhk.sasaran_id is not None and not Sasaran.objects.filter(dari_pk(versi, "pk_unit"), lini=rhk.sasaran_id).exists():
        raise Ditolak("Sasaran itu bukan milik unit Anda pada tahun ini. Pilih lagi dari daftar.")


@transaction.atomic
def hapus_rhk(rhk: RHK, *, by: Akun | None) -> None:
    """Take the row out of the draft, with its IKI; its lineage stays for earlier versions. Gone already: nothing happens."""
    versi = kunci_untuk_isi(rhk.versi, by)
    if RHK.objects.filter(versi=versi, pk=rhk.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def urutkan(versi: VersiSKP, pk_rhk: Sequence[int], *, by: Akun | None) -> None:
    """Put the RHK of a block into this order; rows that are not named keep their place behind them."""
    versi = kunci_untuk_isi(versi, by)
    baris = {r.pk: r for r in RHK.objects.filter(versi=versi)}
    urut = [pk for pk in pk_rhk if pk in baris] + [pk for pk in baris if pk not in set(pk_rhk)]
    for n, pk in enumerate(urut, 1):
        baris[pk].urut = n
    RHK.objects.bulk_update(baris.values(), ["urut"])
    naikkan(versi)


def ambil_calon(versi: VersiSKP, sumber: str, pk: int, *, by: Akun | None) -> RHK:
    """Take a candidate into the draft, with its measures: ``calon.ambil``."""
    from skp.actions import calon

    return calon.ambil(versi, sumber, pk, by=by)
