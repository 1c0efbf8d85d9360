"""Typing a draft of a Perjanjian Kinerja: its head and its rows, one at a time."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from skp.actions.pk import kunci_draf
from skp.aturan import urai_target
from skp.models import (
    IndikatorPK,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Program,
    RujukanPK,
    Sasaran,
    Simpul,
)
from skp.pk_isi import TINGKAT_MAKS

Baris = Sasaran | Program | Simpul | IndikatorPK | RujukanPK

#: What may be typed, per table. Links to other rows are among them; the action proves that they belong to the same document.
FIELD: Mapping[type[models.Model], tuple[str, ...]] = {
    PerjanjianKinerja: ("jenis_dokumen", "jabatan_kepala", "nomor", "tanggal", "sumber", "keyakinan", "catatan"),
    Sasaran: ("kode", "uraian", "tujuan", "sasaran_daerah"),
    Program: ("sasaran", "kode", "nama", "anggaran", "realisasi_anggaran"),
    Simpul: ("induk", "induk_sasaran", "induk_program", "level", "jabatan", "uraian", "anggaran", "permasalahan", "upaya"),
    IndikatorPK: (
        "uraian", "target_teks", "satuan", "arah", "pola_ukur", "cara_ukur", "peran", "keterangan",
        "deret", "target_triwulan", "target_bulanan",
    ),
    RujukanPK: ("jenis", "judul", "tautan", "halaman"),
}  # fmt: skip
_TAUTAN = ("sasaran", "induk", "induk_sasaran", "induk_program")
_UTAMA = {Sasaran: "uraian", Program: "nama", Simpul: "uraian", IndikatorPK: "uraian", RujukanPK: "judul"}
_BERUBAH = "Bagian ini sudah diubah orang lain sejak halaman dibuka. Muat ulang halaman, lalu ketik lagi perubahan Anda."


@transaction.atomic
def ubah_pk(pk: PerjanjianKinerja, isi: Mapping[str, Any], *, by: Akun | None, sidik: str = "") -> PerjanjianKinerja:
    """The head of a draft. Raises ``TidakBoleh``, ``SudahBerubah`` when ``sidik`` is not what stands there now."""
    kini = kunci_draf(pk, by)
    _tulis(kini, isi, sidik)
    return kini


@transaction.atomic
def tambah_sasaran(pk: PerjanjianKinerja, isi: Mapping[str, Any], *, by: Akun | None) -> Sasaran:
    """A sasaran at the end. Raises ``Ditolak`` for an empty text, ``TidakBoleh``, ``SudahBerubah``."""
    kini = kunci_draf(pk, by)
    lini = LiniSasaran.objects.create(unit_id=kini.unit_id, tahun=kini.tahun)
    return _tambah(Sasaran(pk_unit=kini, lini=lini, kode=_kode_baru(kini.sasaran, "kode", "S")), kini.sasaran, isi)


@transaction.atomic
def tambah_program(pk: PerjanjianKinerja, isi: Mapping[str, Any], *, by: Akun | None) -> Program:
    """A program at the end."""
    kini = kunci_draf(pk, by)
    return _tambah(Program(pk_unit=kini, kode_sumber=_kode_baru(kini.program, "kode_sumber", "P")), kini.program, isi)


@transaction.atomic
def tambah_simpul(pk: PerjanjianKinerja, isi: Mapping[str, Any], *, by: Akun | None) -> Simpul:
    """A node below a sasaran, a program or another node."""
    kini = kunci_draf(pk, by)
    return _tambah(Simpul(pk_unit=kini, kode_sumber=_kode_baru(kini.simpul, "kode_sumber", "K")), kini.simpul, isi)


@transaction.atomic
def tambah_indikator(pemilik: Sasaran | Program | Simpul, isi: Mapping[str, Any], *, by: Akun | None) -> IndikatorPK:
    """An indicator of a sasaran, program or node; a target may come later."""
    kini = kunci_draf(pemilik.pk_unit, by)
    lini = LiniIndikator.objects.create(unit_id=kini.unit_id, tahun=kini.tahun)
    return _tambah(IndikatorPK(lini=lini, **{_jenis(pemilik): pemilik}), pemilik.indikator, isi)


@transaction.atomic
def tambah_rujukan(pk: PerjanjianKinerja, isi: Mapping[str, Any], *, by: Akun | None) -> RujukanPK:
    """A document that it rests on."""
    kini = kunci_draf(pk, by)
    return _tambah(RujukanPK(pk_unit=kini), kini.rujukan, isi)


def _jenis(pemilik: models.Model) -> str:
    return {Sasaran: "sasaran", Program: "program", Simpul: "simpul"}[type(pemilik)]


def _kode_baru(daftar: Any, kolom: str, huruf: str) -> str:
    """An id as the files have them, so that links survive a copy."""
    ada = set(daftar.values_list(kolom, flat=True))
    return next(k for n in range(1, len(ada) + 2) if (k := f"{huruf}{n}") not in ada)


def _tambah(baru: Any, daftar: Any, isi: Mapping[str, Any]) -> Any:
    baru.urut = (daftar.aggregate(n=Max("urut"))["n"] or 0) + 1
    _tulis(baru, isi)
    return baru


def pk_dari(baris: Baris) -> PerjanjianKinerja:
    """The document that a row belongs to."""
    if isinstance(baris, IndikatorPK):
        pemilik = baris.sasaran or baris.program or baris.simpul
        return pemilik.pk_unit  # type: ignore[union-attr]
    return baris.pk_unit


@transaction.atomic
def ubah_baris(baris: Baris, isi: Mapping[str, Any], *, by: Akun | None, sidik: str = "") -> Baris:
    """Change a row of a draft. Raises ``Ditolak``, ``TidakBoleh``, ``SudahBerubah`` (see ``ubah_pk``)."""
    kunci_draf(pk_dari(baris), by)
    kini: Baris = type(baris).objects.get(pk=baris.pk)
    _tulis(kini, isi, sidik)
    return kini


@transaction.atomic
def hapus_baris(baris: Baris, *, by: Akun | None) -> None:
    """Remove a row of a draft with everything below it."""
    kunci_draf(pk_dari(baris), by)
    type(baris).objects.filter(pk=baris.pk).delete()


@transaction.atomic
def geser_baris(baris: Baris, arah: int, *, by: Akun | None) -> None:
    """Move a row one place up (-1) or down (+1) among its siblings; at the end it stays."""
    kunci_draf(pk_dari(baris), by)
    saudara = list(_saudara(baris).order_by("urut", "pk"))
    letak = next((i for i, x in enumerate(saudara) if x.pk == baris.pk), None)
    if letak is None or not 0 <= letak + arah < len(saudara):
        return
    saudara.insert(letak + arah, saudara.pop(letak))
    for urut, x in enumerate(saudara, 1):
        x.urut = urut
    type(baris).objects.bulk_update(saudara, ["urut"])


def _saudara(baris: Baris) -> Any:
    if isinstance(baris, IndikatorPK):
        return IndikatorPK.objects.filter(sasaran=baris.sasaran_id, program=baris.program_id, simpul=baris.simpul_id)
    semua: Any = type(baris).objects.filter(pk_unit=baris.pk_unit_id)
    if isinstance(baris, Simpul):
        return semua.filter(induk=baris.induk_id, induk_sasaran=baris.induk_sasaran_id, induk_program=baris.induk_program_id)
    return semua


def sidik_baris(baris: models.Model) -> str:
    """What a form was filled with: another one later means that somebody else has changed it meanwhile."""
    isi = [repr(getattr(baris, f"{k}_id" if k in _TAUTAN else k)) for k in FIELD[type(baris)]]
    return hashlib.sha256("\x1f".join(isi).encode()).hexdigest()[:16]


def _tulis(baris: Any, isi: Mapping[str, Any], sidik: str = "") -> None:
    boleh = FIELD[type(baris)]
    if asing := set(isi) - set(boleh):
        raise LookupError(f"Kolom {sorted(asing)} bukan kolom yang boleh diketik.")
    if sidik and sidik != sidik_baris(baris):
        raise SudahBerubah(_BERUBAH)
    for k, v in isi.items():
        setattr(baris, k, v.strip() if isinstance(v, str) else v)
    _periksa(baris)
    if isinstance(baris, IndikatorPK):
        baris.target_angka = urai_target(baris.target_teks)
    baris.save()


def _periksa(baris: Any) -> None:
    utama = _UTAMA.get(type(baris))
    if utama and not getattr(baris, utama).strip():
        raise Ditolak(f"{'Nama' if utama == 'nama' else utama.capitalize()} masih kosong. Isi dahulu, lalu simpan.")
    for k in _TAUTAN:
        atas = getattr(baris, k, None) if k in FIELD[type(baris)] else None
        if atas is not None and atas.pk_unit_id != baris.pk_unit_id:
            raise Ditolak("Induk yang dipilih bukan bagian dari Perjanjian Kinerja ini. Pilih yang lain.")
    if isinstance(baris, Simpul):
        _periksa_induk(baris)


def _periksa_induk(simpul: Simpul) -> None:
    if sum(x is not None for x in (simpul.induk, simpul.induk_sasaran, simpul.induk_program)) > 1:
        raise Ditolak("Pilih satu induk saja: sasaran, program, atau simpul.")
    atas, dilalui = simpul.induk, set[int]()
    while atas is not None and atas.pk not in dilalui:
        if atas.pk == simpul.pk:
            raise Ditolak("Simpul ini tidak dapat berada di bawah dirinya sendiri. Pilih induk lain.")
        dilalui.add(atas.pk)
        atas = atas.induk
    if len(dilalui) >= TINGKAT_MAKS:
        raise Ditolak(f"Simpul paling dalam {TINGKAT_MAKS} tingkat. Pilih induk yang lebih atas.")
