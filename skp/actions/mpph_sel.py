"""Cells of a matrix: type, change, delete one; write a whole crossing; paste a block. All or nothing, in one queue.

``dikenal``: what the page knew of a crossing (``mpph.jejak``). When it is something else by now, and the text differs from what
is sent, ``Bentrok`` carries both. The same text sent twice changes nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from skp.actions.dasar import Bentrok, bersihkan, pastikan, terapkan
from skp.actions.mpph import catat, kolom_tersimpan, kunci_draf, tolak_terpakai
from skp.models import MPPH, BarisMPPH, KolomMPPH, SelMPPH
from skp.mpph import Isi, jejak
from skp.mpph_blok import BlokSalah, Perbedaan, cocokkan, pecah, periksa_teks, tempatkan, urai_blok
from skp.queries_mpph import jadi_isi, susun_matriks

FIELD_SEL = ("uraian", "keluaran")
_BUKAN_ANDA = "Baris ini diisi oleh pimpinan pemilik matriks, atau oleh ketua tim untuk anggotanya."
#: Above every place that a crossing can have: rows step aside there while their order changes.
_SISI = 1000


@transaction.atomic
def tulis_sel(baris: BarisMPPH, kunci: str, uraian: str, *, by: Akun | None, keluaran: str = "") -> SelMPPH:
    """One more result at the end of a crossing. Raises ``Ditolak``, ``SudahBerubah``, ``TidakBoleh``."""
    mpph, baris = _siapkan(baris, by)
    teks = pecah(uraian)
    kolom = kolom_tersimpan(mpph, kunci)
    ada = _tersimpan(baris, kolom)
    if not teks:
        raise Ditolak("Tuliskan perannya lebih dahulu.")
    _periksa([*(s.uraian for s in ada), " ".join(teks)])
    isi = bersihkan(SelMPPH, {"uraian": " ".join(teks), "keluaran": keluaran}, FIELD_SEL)
    return SelMPPH.objects.create(baris=baris, kolom=kolom, urut=(ada[-1].urut + 1 if ada else 1), **isi)


@transaction.atomic
def ubah_sel(sel: SelMPPH, isi: Mapping[str, Any], *, by: Akun | None, sunting: int | None = None) -> SelMPPH:
    """Change text or kind of output of one result. Raises ``Bentrok``, ``Ditolak``, ``SudahBerubah``, ``TidakBoleh``."""
    sel = _sel(sel)
    _siapkan(sel.baris, by)
    sel.refresh_from_db(fields=["uraian", "keluaran", "sunting"])
    bersih = bersihkan(SelMPPH, isi, FIELD_SEL)
    if "uraian" in bersih:
        bersih["uraian"] = " ".join(pecah(bersih["uraian"]))
        if not bersih["uraian"]:
            raise Ditolak("Peran tidak boleh kosong. Hapus bila tidak dipakai.")
        _periksa([bersih["uraian"]])
    if berubah := terapkan(sel, bersih, sunting=sunting):
        sel.save(update_fields=berubah)
    return sel


@transaction.atomic
def tulis_silang(baris: BarisMPPH, kunci: str, teks: str, *, by: Akun | None, dikenal: str | None = None) -> list[SelMPPH]:
    """A whole crossing as typed, one result per line; an empty text empties it. Returns what stands there now."""
    mpph, baris = _siapkan(baris, by)
    return _tulis(mpph, baris, kunci, pecah(teks), dikenal)


@transaction.atomic
def tempel(
    mpph: MPPH, baris_id: int, kunci: str, blok: str, *, by: Akun | None, dikenal: Mapping[str, str] | None = None
) -> int:
    """Fill crossings from a block of Excel, from (``baris_id``, ``kunci``) to the right and down; returns how many changed.

    ``dikenal``: ``"<row>:<column>"`` -> what the page knew. One refusal and nothing is written. Raises ``Ditolak`` with the
    place, ``Bentrok``, ``SudahBerubah``, ``TidakBoleh``.
    """
    mpph = kunci_draf(mpph)
    matriks = susun_matriks(mpph.skp, mpph)
    try:
        ubahan = tempatkan(matriks, baris_id, kunci, urai_blok(blok))
    except BlokSalah as salah:
        raise Ditolak(str(salah)) from salah
    rel = ("mpph__skp__pegawai", "pegawai", "tim", "induk__tim")
    baris = BarisMPPH.objects.select_related(*rel).in_bulk({u.silang[0] for u in ubahan})
    for b in baris.values():
        pastikan(by, "isi_baris_mpph", b, _BUKAN_ANDA)
    berubah = 0
    for u in ubahan:
        lama = matriks.sel(*u.silang)
        if tuple(i.uraian for i in lama) != u.teks:
            tahu = (dikenal or {}).get(f"{u.silang[0]}:{u.silang[1]}")
            _tulis(mpph, baris[u.silang[0]], u.silang[1], u.teks, tahu)
            berubah += 1
    if berubah:
        catat(mpph, mpph.status, "tempel", by=by, catatan=f"{berubah} sel")
    return berubah


# -- inside


def _siapkan(baris: BarisMPPH, by: Akun | None) -> tuple[MPPH, BarisMPPH]:
    """Lock the matrix of a row and ask whether the row may be filled. Raises ``SudahBerubah`` when the row is gone."""
    mpph = kunci_draf(baris.mpph)
    kini = BarisMPPH.objects.select_related("mpph__skp__pegawai", "pegawai", "tim", "induk__tim").filter(pk=baris.pk).first()
    if kini is None:
        raise SudahBerubah("Baris ini sudah dikeluarkan dari matriks. Salin teks Anda, lalu muat ulang halaman.")
    pastikan(by, "isi_baris_mpph", kini, _BUKAN_ANDA)
    return mpph, kini


def _sel(sel: SelMPPH) -> SelMPPH:
    ada: SelMPPH | None = SelMPPH.objects.select_related("baris__mpph").filter(pk=sel.pk).first()
    if ada is None:
        raise SudahBerubah("Peran ini sudah dihapus. Salin teks Anda, lalu muat ulang halaman.")
    return ada


def _tersimpan(baris: BarisMPPH, kolom: KolomMPPH) -> list[SelMPPH]:
    return list(SelMPPH.objects.filter(baris=baris, kolom=kolom).order_by("urut", "pk"))


def _periksa(teks: Sequence[str]) -> None:
    if galat := periksa_teks(teks):
        raise Ditolak(galat)


def _tulis(mpph: MPPH, baris: BarisMPPH, kunci: str, teks: Sequence[str], dikenal: str | None) -> list[SelMPPH]:
    kolom = kolom_tersimpan(mpph, kunci)
    ada = _tersimpan(baris, kolom)
    lama = [jadi_isi(s) for s in ada]
    kini = tuple(i.uraian for i in lama)
    if dikenal is not None and dikenal != jejak(lama) and kini != tuple(teks):
        raise Bentrok({"teks": "\n".join(kini)}, {"teks": "\n".join(teks)}, 0)
    _periksa(teks)
    beda = cocokkan(lama, teks)
    if not beda.kosong:
        tolak_terpakai([s for s in ada if s.pk in {i.id for i in beda.hapus}])
        _terapkan(baris, kolom, {s.pk: s for s in ada}, beda)
    return _tersimpan(baris, kolom)


def _terapkan(baris: BarisMPPH, kolom: KolomMPPH, ada: Mapping[int, SelMPPH], beda: Perbedaan) -> None:
    SelMPPH.objects.filter(pk__in=[i.id for i in beda.hapus]).delete()
    # Each place of a crossing is taken once: all step aside before they take their new one.
    SelMPPH.objects.filter(baris=baris, kolom=kolom).update(urut=F("urut") + _SISI)
    ubah: list[SelMPPH] = []
    for i, isi in beda.tetap:
        ubah.append(_pindah(ada, isi, i))
    for i, isi, teks in beda.ubah:
        sel = _pindah(ada, isi, i)
        sel.uraian, sel.sunting = teks, sel.sunting + 1
        ubah.append(sel)
    SelMPPH.objects.bulk_update(ubah, ["urut", "uraian", "sunting"])
    SelMPPH.objects.bulk_create(SelMPPH(baris=baris, kolom=kolom, urut=i + 1, uraian=t) for i, t in beda.tambah)


def _pindah(ada: Mapping[int, SelMPPH], isi: Isi, tempat: int) -> SelMPPH:
    sel = ada[isi.id]
    sel.urut = tempat + 1
    return sel
